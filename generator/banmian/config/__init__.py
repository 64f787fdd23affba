"""The TOML files of an edition → frozen settings. Pure: text in, settings out."""
