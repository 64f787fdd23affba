"""Putting a built site where readers are, one module a kind of host. It knows no articles."""
