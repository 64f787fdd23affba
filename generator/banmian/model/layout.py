"""What stands between a source page and its articles: lines, repairs, pieces."""

from enum import StrEnum

from msgspec import Struct

from banmian.model.article import Block, Contributor, Genre, Jump
from banmian.model.diagnostics import Diagnostic


class PageText(Struct, frozen=True):
    """The text of a source page as it was read: `source` is its path below `seeds/`.

    Line numbers are from 1: line *n* of the file is `lines[n - 1]`, without its line end.
    """

    source: str
    lines: tuple[str, ...]


class RepairKind(StrEnum):
    """Why a line was changed."""

    SPREAD = "spread"  # spaces that justified a line
    SPACING = "spacing"  # spaces beside digits, Latin and marks
    LOST_GLYPH = "lost-glyph"  # U+FFFD, private use, control characters
    RADICAL = "radical"  # a Kangxi radical for the character that looks like it
    VERTICAL = "vertical"  # a mark in its form for vertical print


class Repair(Struct, frozen=True):
    """A change of one line's text, with its reason; in order they lead to the repaired line."""

    line: int
    kind: RepairKind
    before: str
    after: str


class LeftoverKind(StrEnum):
    """Text of a page that is in no article."""

    FURNITURE = "furniture"  # masthead, folio, date, rail titles
    CREDITS = "credits"  # 责任编辑, 版式, 校对
    UNPLACED = "unplaced"  # nobody knows: an editor must look


class Leftover(Struct, frozen=True):
    """Lines that are in no article, with their repaired text."""

    kind: LeftoverKind
    lines: tuple[int, ...]
    text: str


class LineRole(StrEnum):
    """What a line of a page is taken for."""

    KICKER = "kicker"
    HEADLINE = "headline"
    DECK = "deck"
    BYLINE = "byline"
    TEXT = "text"
    SECTION_HEAD = "section-head"
    CAPTION = "caption"
    JUMP = "jump"
    FURNITURE = "furniture"
    CREDITS = "credits"
    UNPLACED = "unplaced"


class Reading(Struct, frozen=True):
    """How a line was read; the readings of a page, in reading order, say all of its articles.

    `lines` are its numbers: many where a headline stands upright, one otherwise. `article` is the
    article's index on the page, -1 for none. `opens` says that a paragraph, a section head or a
    caption begins with it. `sure` is 0 to 1; `second` is what it would be taken for otherwise.
    """

    lines: tuple[int, ...]
    text: str
    role: LineRole
    article: int
    opens: bool
    sure: float
    second: LineRole


class Piece(Struct, frozen=True):
    """What was cut from one page as one article, before it is joined with other pages' pieces.

    `lines` are the numbers of all its source lines, in ascending order. `confidence` is 0 to 1.
    `opening` is how the text begins in print, with a credit that is in `byline` now, and how here.
    """

    lines: tuple[int, ...]
    genre: Genre
    confidence: float
    kicker: str | None = None
    headline: str | None = None
    deck: str | None = None
    byline: str | None = None
    authors: tuple[Contributor, ...] = ()
    jumps: tuple[Jump, ...] = ()
    body: tuple[Block, ...] = ()
    opening: tuple[str, str] = ("", "")


class PageCut(Struct, frozen=True):
    """A page cut to pieces: every line with text is in exactly one piece or leftover.

    `readings` is the account of each line; their `article` is an index of `pieces`.
    """

    readings: tuple[Reading, ...]
    pieces: tuple[Piece, ...]
    leftovers: tuple[Leftover, ...]
    repairs: tuple[Repair, ...]
    diagnostics: tuple[Diagnostic, ...]


class CutPage(Struct, frozen=True):
    """A page of an issue with its source text and its cut."""

    label: str
    text: PageText
    cut: PageCut
