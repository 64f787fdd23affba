"""Other generators to race against: their sites, a corpus for all, and their layout as a theme."""
