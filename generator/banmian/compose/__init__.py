"""One issue in its context → the pages of the issue, its printed pages, its articles. Pure."""
