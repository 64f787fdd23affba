"""How a site's files are to be served, said once, and in the languages of those who serve them."""
