"""A leaf (插页): an output that spans issues, with what it depends on, made only when needed."""

from collections.abc import Callable
from dataclasses import dataclass

LineOf = tuple[str, int]
"""An article as lists show it: its issue, and its rank there."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """An output at `path`; `make` makes the same whenever `depends` and the site are the same.

    A list's `lines` are put in where it has `LINES`, joined: they are made with their issues.
    """

    path: str
    depends: object
    make: Callable[[], bytes]
    lines: tuple[LineOf, ...] = ()
