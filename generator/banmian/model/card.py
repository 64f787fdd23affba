"""Cards: the few facts of an issue that the rest of the site needs; and what it is told of them."""

from collections.abc import Mapping

from msgspec import Raw, Struct, field, msgpack

from banmian.model.article import Contributor, Genre, Jump, Placement
from banmian.model.correction import Correction, Withdrawal
from banmian.model.dates import PartialDate
from banmian.model.ids import ArticleId, IssueId
from banmian.model.issue import Day, Page
from banmian.model.ledger import Moments
from banmian.model.lists import ListKind
from banmian.model.origin import Origin
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
    column: str = ""
    series: str = ""


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


class Earlier(Struct, frozen=True):
    """An article of an earlier issue on the same matter: both stand in the lists of these names."""

    title: str
    address: str
    date: PartialDate
    kind: ListKind
    names: tuple[str, ...]


class SameDay(Struct, frozen=True):
    """An issue of the same day of an earlier year (往年今日), with its first headline, if any."""

    issue: Neighbour
    headline: str


_EARLIER = msgpack.Decoder(dict[ArticleId, tuple[Earlier, ...]])
_NONE = Raw(msgpack.encode({}))


class Context(Struct, frozen=True):
    """All that an issue's pages show and the issue itself does not say.

    `slugs` gives by kind, but for topics, the slug of each list that an article of the issue
    stands in, where the theme makes such lists; `targets` the address
    of every article that the issue links to by id; `moments` when each article that was ever
    published was. `corrected_by` gives for each of its articles the ones that correct it,
    `corrects` what each correction of the issue is about; `pictures` those of its pictures that
    are made ready, by name; `origins` where its articles come from, as far as that is known and
    anything tells it. `same_days` are issues of earlier years, newest first; `recalled` is what
    `earlier` gives, packed, as it is kept.
    """

    previous: Neighbour | None
    next: Neighbour | None
    slugs: Mapping[ListKind, Mapping[str, str]]
    targets: Mapping[ArticleId, str]
    moments: Mapping[ArticleId, Moments]
    corrected_by: Mapping[ArticleId, tuple[Reference, ...]]
    corrects: Mapping[ArticleId, tuple[Reference, ...]]
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    origins: Mapping[ArticleId, Origin] = field(default_factory=dict)
    same_days: tuple[SameDay, ...] = ()
    recalled: Raw = _NONE

    def earlier(self) -> Mapping[ArticleId, tuple[Earlier, ...]]:
        """Give earlier articles on the matter of those of the issue, the closest first."""
        return _EARLIER.decode(self.recalled)
