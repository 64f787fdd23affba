"""An article and what it is made of: immutable, checked where it is made."""

import re
from enum import StrEnum

from msgspec import Struct

from banmian.model.correction import ArticleStatus, Correction, Withdrawal
from banmian.model.ids import ArticleId
from banmian.model.line import check_line

_FILE_NAME = re.compile(r"(?!\.)[^/\\\s()\"'<>\[\]%?#:*|]{1,120}")
"""A picture's name: safe in a path, an address and in Markdown."""


class Genre(StrEnum):
    """What kind of text it is (体裁)."""

    NEWS = "news"
    FEATURE = "feature"
    COMMENTARY = "commentary"
    PHOTO = "photo"
    BRIEF = "brief"
    LETTER = "letter"
    VERSE = "verse"
    NOTICE = "notice"
    CORRECTION = "correction"
    ADVERTISEMENT = "advertisement"
    HEADLINE_ONLY = "headline-only"


class Role(StrEnum):
    """What a contributor did (署名身份). AUTHOR is a name without a role word."""

    AUTHOR = "author"
    REPORTER = "reporter"
    CORRESPONDENT = "correspondent"
    SPECIAL_REPORTER = "special-reporter"
    INTERN = "intern"
    PHOTO = "photo"
    TEXT_AND_PHOTO = "text-and-photo"
    TRANSLATOR = "translator"
    COMPILER = "compiler"


class ContributorType(StrEnum):
    """Who signs: a person, a collective pen name (仲驿, 宗合) or a news agency."""

    PERSON = "person"
    COLLECTIVE = "collective"
    AGENCY = "agency"


class Contributor(Struct, frozen=True):
    """A name in a byline."""

    name: str
    role: Role = Role.AUTHOR
    type: ContributorType = ContributorType.PERSON

    def __post_init__(self) -> None:
        """A name is a line."""
        check_line(self.name)


class Placement(Struct, frozen=True):
    """Where an article stands in print: page label, and its rank among the page's articles."""

    page: str
    position: int


class Direction(StrEnum):
    """Which way a jump line points: 上接 (from) or 下转 (to)."""

    FROM = "from"
    TO = "to"


class Jump(Struct, frozen=True):
    """A jump line (转版): （上接第1版）, （下转第3版）. `text` is as printed."""

    direction: Direction
    page: str
    text: str


class Paragraph(Struct, frozen=True):
    """Plain text: one line, none of it markup."""

    text: str

    def __post_init__(self) -> None:
        """The text is a line."""
        check_line(self.text)


class SectionHead(Struct, frozen=True):
    """A head inside an article (小标题), plain text."""

    text: str

    def __post_init__(self) -> None:
        """The text is a line."""
        check_line(self.text)


class EditorsNote(Struct, frozen=True):
    """编者按, 开栏的话 …: `label` as printed, then its paragraphs, plain text."""

    label: str
    paragraphs: tuple[str, ...]

    def __post_init__(self) -> None:
        """All of it is lines, and there is some."""
        check_line(self.label)
        for paragraph in self.paragraphs:
            check_line(paragraph)
        if not self.paragraphs:
            raise ValueError("an editor's note without text")


class Figure(Struct, frozen=True):
    """A picture: a file's name in the issue's `images/`, "" where only its caption is known."""

    image: str
    alt: str = ""
    caption: str = ""
    credit: str = ""

    def __post_init__(self) -> None:
        """Each part is a line or empty, and one of picture and caption is there."""
        for part in (self.image, self.alt, self.caption, self.credit):
            if part:
                check_line(part)
        if not (self.image or self.caption):
            raise ValueError("a figure without picture and caption")
        if self.image and not _FILE_NAME.fullmatch(self.image):
            raise ValueError(f"not a picture's file name: {self.image!r}")


class Table(Struct, frozen=True):
    """A small table of plain text; every row is as long as the head."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        """Rectangular, and at least one column wide; a cell is a line or empty."""
        if not self.head or any(len(row) != len(self.head) for row in self.rows):
            raise ValueError("a table's rows must be as long as its head")
        for cell in (*self.head, *(cell for row in self.rows for cell in row)):
            if cell:
                check_line(cell)


class Verse(Struct, frozen=True):
    """Lines whose breaks matter (诗); "" stands between stanzas."""

    lines: tuple[str, ...]

    def __post_init__(self) -> None:
        """Begins and ends with a line."""
        if not self.lines or not (self.lines[0] and self.lines[-1]):
            raise ValueError("verse begins and ends with a line")
        for line in self.lines:
            if line:
                check_line(line)


class Markup(Struct, frozen=True):
    """Markdown that an editor wrote and none of the other blocks can say: kept as it stands."""

    source: str


Block = Paragraph | SectionHead | EditorsNote | Figure | Table | Verse | Markup


class Article(Struct, frozen=True):
    """An article of an issue (稿件), over all the pages that it stands on.

    `headline`, `kicker`, `deck` and `byline` are as printed, None where the text has none.
    `authors` is what the byline says, or what an editor made of it. `topics` are names from the
    edition's vocabulary. `column` is the 栏目, `series` the 系列 or 连载, `source` what stands in
    for a byline (据新华社).
    `corrects` are the articles that this one corrects (更正启事); `withdrawal` stands if and only
    if `status` says so.
    """

    id: ArticleId
    slug: str
    genre: Genre
    placements: tuple[Placement, ...]
    kicker: str | None = None
    headline: str | None = None
    deck: str | None = None
    column: str | None = None
    series: str | None = None
    byline: str | None = None
    authors: tuple[Contributor, ...] = ()
    source: str | None = None
    jumps: tuple[Jump, ...] = ()
    topics: tuple[str, ...] = ()
    body: tuple[Block, ...] = ()
    corrections: tuple[Correction, ...] = ()
    corrects: tuple[ArticleId, ...] = ()
    status: ArticleStatus = ArticleStatus.OUT
    withdrawal: Withdrawal | None = None

    def __post_init__(self) -> None:
        """Every head is a line, the article stands somewhere, and a withdrawal is whole."""
        heads = (self.kicker, self.headline, self.deck, self.byline, self.source)
        for head in (*heads, self.column, self.series):
            if head is not None:
                check_line(head)
        for line in (*self.topics, *(jump.text for jump in self.jumps)):
            check_line(line)
        if not self.placements:
            raise ValueError("an article without a place in print")
        if (self.status is ArticleStatus.WITHDRAWN) != (self.withdrawal is not None):
            raise ValueError("`withdrawal` and the status withdrawn go together")
