"""Full-text search.

The site carries version 1: what `index` writes, the browser scans with `client/`. Version 2, which
reads only what a query needs, is written by `grams`, `shard`, `segment`, `texts` and read by
`reader`, and by the modules in `browser/`; no build makes it yet.
"""
