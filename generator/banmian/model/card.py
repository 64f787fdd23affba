"""Cards: the few facts of an issue that the rest of the site needs; and what it is told of them."""

from collections.abc import Mapping

from msgspec import Struct, field

from banmian.model.article import Contributor, Genre, Jump, Placement
from banmian.model.correction import Correction, Withdrawal
from banmian.model.dates import PartialDate
from banmian.model.ids import ArticleId, IssueId
from banmian.model.issue import Day, Page
from banmian.model.ledger import Moments
from banmian.model.picture import Picture


class ArticleCard(Struct, frozen=True):
    """An article, as lists show it. `title` is what to call it; `length` counts characters.

    `units` and `provinces` are those whose article it is, of the settings' list, in the order in
    which it names them. That of a withdrawn one has nothing of it but id, slug and places in
    print: `title` is "".
    """

    id: ArticleId
    slug: str
    title: str
    headline_missing: bool
    kicker: str
    deck: str
    byline: str
    genre: Genre
    jumps: tuple[Jump, ...]
    excerpt: str
    length: int
    authors: tuple[Contributor, ...]
    topics: tuple[str, ...]
    placements: tuple[Placement, ...]
    corrections: tuple[Correction, ...] = ()
    corrects: tuple[ArticleId, ...] = ()
    withdrawal: Withdrawal | None = None
    draft: bool = False
    units: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()


class Card(Struct, frozen=True):
    """An issue."""

    id: IssueId
    date: PartialDate
    number: str
    name: str
    pages: tuple[Page, ...]
    articles: tuple[ArticleCard, ...]
    draft: bool = False
    day: Day = Day.ORDINARY


class Neighbour(Struct, frozen=True):
    """The issue before or after."""

    id: IssueId
    date: PartialDate
    name: str


class Reference(Struct, frozen=True):
    """An article as another issue names it: its title, "" where withdrawn, its places, address."""

    title: str
    issue: Neighbour
    pages: tuple[Page, ...]
    address: str


class Context(Struct, frozen=True):
    """All that an issue's pages show and the issue itself does not say.

    `people` gives the slug of each name that signs in the issue; `targets` the address
    of every article that the issue links to by id; `moments` when each article that was ever
    published was. `corrected_by` gives for each of its articles the ones that correct it,
    `corrects` what each correction of the issue is about; `pictures` those of its pictures that
    are made ready, by name.
    """

    previous: Neighbour | None
    next: Neighbour | None
    people: Mapping[str, str]
    targets: Mapping[ArticleId, str]
    moments: Mapping[ArticleId, Moments]
    corrected_by: Mapping[ArticleId, tuple[Reference, ...]]
    corrects: Mapping[ArticleId, tuple[Reference, ...]]
    pictures: Mapping[str, Picture] = field(default_factory=dict)
