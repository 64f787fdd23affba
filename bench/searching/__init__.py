"""The parts of `bench/search.py`: the search of a site, and Pagefind's, as browsers have them."""
