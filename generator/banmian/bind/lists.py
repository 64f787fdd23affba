"""The pages of lists: of topics, of those who sign, of columns. Long ones are split by year.

The newest articles are on the front page of a list: those of the newest year, and of earlier ones
as long as the page is no longer than `LONG`. Each earlier year has a page of its own, which shows
nothing that a later issue changes.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from msgspec import Struct

from banmian import addresses
from banmian.bind import atom
from banmian.bind.feed import Feed
from banmian.bind.folds import Lists, Tallies, count
from banmian.bind.leaf import Leaf, LineOf
from banmian.bind.plot import NO_PLOT, by_month, plot
from banmian.model.dates import PartialDate
from banmian.model.facts import IssueFacts
from banmian.model.lists import ListKind
from banmian.theme import descriptions
from banmian.theme.contexts import (
    ColumnView,
    CountLine,
    Link,
    ListView,
    PersonView,
    PlotView,
    SeriesView,
    TopicView,
    UnitView,
)
from banmian.theme.lines import LINES
from banmian.theme.lists import NOWHERE
from banmian.theme.site import Site

LONG = 100
"""Articles that the front page of a list may hold before earlier years move to their own."""
NEWEST = 20
"""Articles that the feed of a list holds, at most."""
_RELATED = 8
"""Topics that a list's front page names as related, at most."""

Slugs = Mapping[ListKind, Mapping[str, str]]
"""The slug of every list by kind and name, but for topics: theirs are in the settings."""


class Listed(Struct, frozen=True):
    """A list: its kind, its name, where it stands; `marked` as of `CountLine`."""

    kind: ListKind
    name: str
    address: str
    marked: bool


def listed(all_: Lists, slugs: Slugs, site: Site, kind: ListKind) -> Iterator[Listed]:
    """Give the lists of a kind: all topics of the vocabulary, of others those with articles."""
    if kind is ListKind.TOPIC:
        for topic in site.edition.topics:
            address = addresses.list_of(kind, topic.slug)
            yield Listed(kind, topic.name, address, topic.timely)
        return
    marked = all_.collective if kind is ListKind.PERSON else set()
    for name in sorted(all_.of(kind)):
        yield Listed(kind, name, addresses.list_of(kind, slugs[kind][name]), name in marked)


def list_leaves(one: Listed, all_: Lists, site: Site) -> Iterator[Leaf]:
    """Give all that is made of a list: its front page, and the pages of earlier years."""
    years = all_.of(one.kind).get(one.name, {})
    front = _front(years)
    own = [year for year in years if year not in front]
    parts = [(one.address, "", front)] + [
        (addresses.list_year(one.address, year), str(year), [year]) for year in own
    ]
    places = [(label, place) for place, label, _ in parts]
    for n, (place, label, shown) in enumerate(parts):
        within = shown if n else list(years)
        made = _Part(
            one=one,
            place=place,
            label=label,
            around=(places[n - 1] if n else None, places[n + 1] if n + 1 < len(places) else None),
            links=() if n else tuple(places[1:]),
            count=sum(years[year].count for year in shown) if n else count(years),
            span=(min(within, default=0), max(within, default=0)),
            related=() if n else _related(one, all_, site),
        )
        history = _history(years, front) if not n and site.plots else ()
        yield Leaf(
            addresses.file_of(place),
            (made, b"".join(years[year].print for year in shown), history),
            partial(_render, made, _plotted(all_, one, history, own, site), site),
            partial(all_.lines, one.kind, one.name, tuple(shown)),
            max(shown, default=0),
        )


def list_feeds(
    all_: Lists, slugs: Slugs, published: Slugs, recent: Sequence[IssueFacts], site: Site
) -> Iterator[Feed]:
    """Give the feed of each list that has a page: its newest articles among the `recent` issues.

    A list that was published and is no more (`published` gives the addresses) keeps an empty one.
    """
    if not site.list_feeds:
        return
    made = set()
    for kind in site.lists:
        newest = _newest(kind, recent)
        for one in listed(all_, slugs, site, kind):
            if site.shows(addresses.kind(one.address)):
                years = all_.of(kind).get(one.name, {})
                since = PartialDate(max(years, default=recent[0].date.year))
                made.add(one.address)
                shown = tuple(newest.get(one.name, ()))
                yield _feed(one.name, one.address, shown, since, site)
    for kind in site.lists:
        for name, address in published.get(kind, {}).items():
            if address not in made and address.startswith(addresses.LISTS[kind]):
                yield _feed(name, address, (), PartialDate(recent[0].date.year), site)


def _feed(
    name: str, address: str, articles: tuple[LineOf, ...], since: PartialDate, site: Site
) -> Feed:
    title = f"{name} · {site.edition.title}"
    return Feed(address, title, "", articles, NEWEST, atom.moment(since, site.edition))


def _newest(kind: ListKind, recent: Sequence[IssueFacts]) -> Mapping[str, list[LineOf]]:
    """Give the articles that the feeds of a kind hold, the newest first."""
    found: defaultdict[str, list[LineOf]] = defaultdict(list)
    for issue in reversed(recent):
        for rank, names in enumerate(issue.lists.get(kind, ())):
            for name in names:
                if len(found[name]) < NEWEST:
                    found[name].append((str(issue.id), rank))
    return found


def _front(years: Tallies) -> list[int]:
    """Give the years that the front page of a list shows."""
    shown: list[int] = []
    total = 0
    for year, tally in years.items():
        total += tally.count
        if shown and total > LONG:
            break
        shown.append(year)
    return shown


_History = tuple[tuple[int, int, bytes], ...]
"""What a list's plot is made of: each year, its articles, and their digest where that counts."""


def _history(years: Tallies, front: list[int]) -> _History:
    """Give what a plot depends on: months beyond those of the `front` page's articles too."""
    months = by_month(years)
    return tuple(
        (year, tally.count, tally.print if months and year not in front else b"")
        for year, tally in years.items()
    )


def _plotted(
    all_: Lists, one: Listed, history: _History, own: list[int], site: Site
) -> Callable[[], PlotView]:
    def made() -> PlotView:
        if not history:
            return NO_PLOT
        if by_month({year: None for year, _, _ in history}):
            counts: Mapping[PartialDate, int] = all_.months(one.kind, one.name)
        else:
            counts = {PartialDate(year): number for year, number, _ in history}
        way = site.way_from(one.address)

        def href(year: int) -> str:
            return way(addresses.list_year(one.address, year)) if year in own else ""

        return plot(counts, href, site.edition.language)

    return made


def _related(one: Listed, all_: Lists, site: Site) -> tuple[tuple[str, int], ...]:
    """Give the topics that most articles of a list have; of as many, as in the settings."""
    if not site.relates or one.name not in all_.of(one.kind):
        return ()
    found = all_.topics(one.kind, one.name)
    order = site.edition.topic_slugs
    ranked = sorted((name for name in order if name in found), key=lambda name: -found[name])
    return tuple((name, found[name]) for name in ranked[:_RELATED])


class _Part(Struct, frozen=True):
    """A page of a list: `around` are the newer and the older one, `links` all of the list's."""

    one: Listed
    place: str
    label: str
    around: tuple[tuple[str, str] | None, tuple[str, str] | None]
    links: tuple[tuple[str, str], ...]
    count: int
    span: tuple[int, int]
    related: tuple[tuple[str, int], ...]


def _render(part: _Part, plotted: Callable[[], PlotView], site: Site) -> bytes:
    way = site.way_from(part.place)
    name = part.one.name
    slugs = site.edition.topic_slugs
    folder = addresses.LISTS[part.one.kind]

    def link(place: tuple[str, str] | None) -> Link:
        return Link(place[0] or name, way(place[1])) if place else NOWHERE

    newer, older = part.around
    view = ListView(
        lines=LINES,
        count=part.count,
        year=part.label,
        years=tuple(map(link, part.links)),
        front=Link(name, way(part.one.address)),
        overview=Link(site.phrase(folder.rstrip("/")), way(folder)),
        previous=link(older),
        next=link(newer),
        plot=plotted(),
        related=tuple(
            CountLine(topic, way(addresses.list_of(ListKind.TOPIC, slugs[topic])), n, marked=False)
            for topic, n in part.related
        ),
        feed=way(part.one.address + addresses.FEED) if site.list_feeds else "",
        json_feed=way(part.one.address + addresses.JSON_FEED) if site.list_feeds else "",
    )
    title = f"{name} {part.label}" if part.label else name
    said = descriptions.list_(name, part.count, part.span, site.edition)
    return site.output(part.place, title, said, _view(part.one, view)).content


def _view(
    one: Listed, view: ListView
) -> TopicView | PersonView | ColumnView | UnitView | SeriesView:
    match one.kind:
        case ListKind.TOPIC:
            return TopicView(one.name, one.marked, view)
        case ListKind.PERSON:
            return PersonView(one.name, one.marked, view)
        case ListKind.COLUMN:
            return ColumnView(one.name, view)
        case ListKind.UNIT:
            return UnitView(one.name, view)
        case ListKind.SERIES:
            return SeriesView(one.name, view)
