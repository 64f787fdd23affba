"""Documents: what search knows of an article or a sheet."""

from msgspec import Struct


class Document(Struct, frozen=True):
    """What a reader can find: where it is, what to call it, its text line by line.

    `href` is relative to the site's root; that of an article begins with its issue's folder. `date`
    is that of the print, partial as it may be, "" for a sheet. `place` says issue and pages as the
    reader is told. `facets` are what it can be filtered by: kinds (`facets.KINDS`) and values.
    `lines` are everything of it that a page shows, heads and byline first, a line a paragraph; a
    query does not match across lines.
    """

    href: str
    title: str
    date: str
    place: str
    facets: tuple[tuple[str, str], ...]
    lines: tuple[str, ...]
