"""Where an article comes from: lines of source files, and what was repaired in them."""

from collections.abc import Mapping

from msgspec import Struct


class Source(Struct, frozen=True):
    """Lines of a source file: its path below `seeds/`, the page's label, ranges (`3-9 12`).

    A range runs over lines without text.
    """

    page: str
    file: str
    lines: str


class Origin(Struct, frozen=True):
    """Where an article comes from.

    `repairs` counts by kind the lines that were repaired; `edited`: the article is not as it was
    imported, an editor has been at work.
    """

    sources: tuple[Source, ...]
    repairs: Mapping[str, int]
    edited: bool
