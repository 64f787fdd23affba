"""Being told how far a long work is."""

from collections.abc import Callable

Progress = Callable[[int, int, str], None]
"""Told how many are done, of how many, and which is next."""


def quietly(done: int, total: int, what: str) -> None:
    """Tell nobody."""
