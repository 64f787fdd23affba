"""An issue in its context → its pages, printed pages and articles; a sheet → its page. Pure."""
