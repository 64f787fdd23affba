"""An issue (期): a dated paper, its pages and articles."""

from enum import StrEnum

from msgspec import Struct

from banmian.model.article import Article
from banmian.model.dates import PartialDate
from banmian.model.ids import IssueId


class Status(StrEnum):
    """Whether readers may see it. Drafts exist only in the preview."""

    DRAFT = "draft"
    OUT = "out"


class Day(StrEnum):
    """How an issue is set: as ever, in festive red (套红), or in mourning grey (素色)."""

    ORDINARY = ""
    FESTIVE = "festive"
    MOURNING = "mourning"


class Staff(Struct, frozen=True):
    """Who did what for a page: 责任编辑 王某."""

    role: str
    names: tuple[str, ...]


class Page(Struct, frozen=True):
    """A printed page (版): `label` is its number as text (1, A01, 04-05), `name` its 版名.

    `assumed` says that the label is the editor's assumption and not printed (推定).
    """

    label: str
    name: str = ""
    assumed: bool = False
    staff: tuple[Staff, ...] = ()


class Issue(Struct, frozen=True):
    """An issue with its pages in print order and its articles in reading order.

    `number` is the 总期号 as printed, "" where it is not known; `name` that of a supplement or
    special issue (增刊, 特刊), `day` how it is set. `pictures` are the names of the files in its
    `images/`.
    """

    id: IssueId
    date: PartialDate
    pages: tuple[Page, ...]
    articles: tuple[Article, ...] = ()
    number: str = ""
    name: str = ""
    status: Status = Status.OUT
    day: Day = Day.ORDINARY
    pictures: frozenset[str] = frozenset()

    @property
    def order(self) -> tuple[tuple[int, int, int], str, str]:
        """The key that puts issues in order: earliest day, number, id."""
        return (self.date.earliest, self.number.zfill(8), self.id)
