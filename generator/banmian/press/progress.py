"""Being told how far a long work is."""

from collections.abc import Callable

Progress = Callable[[int, int, str], None]
"""Told how many are done, of how many, and which is next."""
