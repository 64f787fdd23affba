"""What Banmian tells machines: the shapes of `issue.json`, `issues.json` and of the dump.

`docs/data.md` describes them; the schemas beside it are made of these types. All addresses are
whole; what is not known is left out.
"""

from collections.abc import Mapping

from msgspec import Struct, field

FORMAT = 1
"""The version of the format: it rises when a reader of the old one would go wrong."""


class AuthorData(Struct, frozen=True, omit_defaults=True):
    """Who signs: `type` is person, collective or agency; `role` what they did (reporter, photo)."""

    name: str
    type: str = "person"
    role: str = "author"


class PlaceData(Struct, frozen=True, omit_defaults=True):
    """Where an article stands in print: page label, 版名, rank on the page.

    `assumed`: the label is the editor's assumption (推定).
    """

    page: str
    position: int
    name: str = ""
    assumed: bool = False


class CorrectionData(Struct, frozen=True):
    """What the edition corrected after publication (更正)."""

    date: str
    note: str


class WithdrawalData(Struct, frozen=True):
    """Since when an article is withdrawn (撤回), and why: nothing else of it is left."""

    date: str
    reason: str


class SourceData(Struct, frozen=True):
    """Lines of a source file: its path below `seeds/`, ranges of lines (`3-9 12`)."""

    page: str
    file: str
    lines: str


class OriginData(Struct, frozen=True, omit_defaults=True):
    """Where an article comes from: source lines, repaired lines by kind, an editor's hand."""

    sources: tuple[SourceData, ...]
    repairs: Mapping[str, int] = field(default_factory=dict)
    edited: bool = False


class ArticleData(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """An article (稿件).

    `title` is what to call it; `headline` (主题), `kicker` (引题), `deck` (副题) and `byline` are
    as printed. `html` is its text as the site shows it. `published` and `modified` are when the
    site first and last published it. `length` counts characters.
    """

    id: str
    url: str
    places: tuple[PlaceData, ...]
    title: str = ""
    headline: str = ""
    kicker: str = ""
    deck: str = ""
    column: str = ""
    byline: str = ""
    source: str = ""
    authors: tuple[AuthorData, ...] = ()
    genre: str = ""
    topics: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()
    jumps: tuple[str, ...] = ()
    excerpt: str = ""
    length: int = 0
    html: str = ""
    published: str = ""
    modified: str = ""
    corrections: tuple[CorrectionData, ...] = ()
    corrected_by: tuple[str, ...] = ()
    corrects: tuple[str, ...] = ()
    withdrawal: WithdrawalData | None = None
    draft: bool = False
    origin: OriginData | None = None


class StaffData(Struct, frozen=True):
    """Who did what for a page: 责任编辑."""

    role: str
    names: tuple[str, ...]


class PageData(Struct, frozen=True, omit_defaults=True):
    """A printed page (版)."""

    label: str
    name: str = ""
    assumed: bool = False
    url: str = ""
    staff: tuple[StaffData, ...] = ()


class EditionData(Struct, frozen=True, omit_defaults=True):
    """The newspaper."""

    title: str
    url: str
    language: str
    publisher: str = ""


class IssueData(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """An issue (期): its pages in print order, its articles in reading order.

    `date` is as precise as it is known: 2021, 2021-06 or 2021-06-24. `previous` and `next` are the
    `issue.json` of the issues before and after.
    """

    format: int
    id: str
    url: str
    date: str
    edition: EditionData
    number: str = ""
    name: str = ""
    draft: bool = False
    previous: str = ""
    next: str = ""
    pages: tuple[PageData, ...] = ()
    articles: tuple[ArticleData, ...] = ()


class IssueLineData(Struct, frozen=True, omit_defaults=True):
    """An issue: `data` is the address of its `issue.json`; `articles` counts those with a text."""

    id: str
    date: str
    url: str
    data: str
    articles: int
    number: str = ""
    name: str = ""


class IssuesData(Struct, frozen=True):
    """All issues of an edition, the oldest first."""

    format: int
    edition: EditionData
    issues: tuple[IssueLineData, ...]


class IssueReference(Struct, frozen=True, omit_defaults=True):
    """The issue that an article of the dump is of."""

    id: str
    url: str
    date: str
    number: str = ""
    name: str = ""


class DumpLine(ArticleData, frozen=True, omit_defaults=True, kw_only=True):
    """A line of the dump: an article with its issue and its newspaper.

    `text` is the article's text without markup, a paragraph a line.
    """

    edition: str
    issue: IssueReference
    text: str = ""
