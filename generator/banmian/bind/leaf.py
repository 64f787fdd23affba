"""A leaf (插页): an output that spans issues, with what it depends on, made only when needed."""

from collections.abc import Callable, Iterable

from msgspec import Struct

LineOf = tuple[str, int]
"""An article as lists show it: its issue, and its rank there."""


class Leaf(Struct, frozen=True):
    """An output at `path`; `make` makes the same whenever `depends` and the site are the same.

    A list's `lines` are put in where it has `LINES`, joined: they are made with their issues, the
    newest of `year`.
    """

    path: str
    depends: object
    make: Callable[[], bytes]
    lines: Callable[[], Iterable[LineOf]] = tuple
    year: int = 0
