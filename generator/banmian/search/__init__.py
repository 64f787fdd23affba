"""Full-text search: an index in files (docs/search-format.md), and its readers.

`parts` is what an issue adds, `segment` and `patch` write, `manifest` says what there is; `reader`
reads it here, the modules in `client/` in a browser. `terms` and `suggestions` are what is offered
as one types.
"""
