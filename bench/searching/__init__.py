"""The parts of `bench/search.py`: the search of a built site, and Pagefind's, as a reader has them."""
