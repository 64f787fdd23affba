"""Articles as the importer makes them, before they have a name: joined over an issue's pages."""

from msgspec import Struct

from banmian.model.article import Block, Contributor, Genre, Jump, Placement


class Span(Struct, frozen=True):
    """Source lines of one page: its label, and the numbers of its lines in ascending order."""

    page: str
    lines: tuple[int, ...]


class Draft(Struct, frozen=True):
    """An article without id, slug and topics. `spans` say where each of its lines came from."""

    spans: tuple[Span, ...]
    placements: tuple[Placement, ...]
    genre: Genre
    confidence: float
    kicker: str | None
    headline: str | None
    deck: str | None
    byline: str | None
    authors: tuple[Contributor, ...]
    jumps: tuple[Jump, ...]
    body: tuple[Block, ...]
