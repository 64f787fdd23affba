"""The overviews of lists: all topics, all who sign, all columns, units and series."""

from collections.abc import Collection, Iterator
from functools import partial

from banmian import addresses
from banmian.bind.folds import Lists, count
from banmian.bind.leaf import Leaf
from banmian.bind.lists import Slugs, listed
from banmian.model.lists import ListKind
from banmian.theme import descriptions
from banmian.theme.contexts import (
    AllSeriesView,
    ColumnsView,
    CountLine,
    NavigationLink,
    PeopleView,
    TopicsView,
    UnitsView,
)
from banmian.theme.site import Site, Way

Counts = tuple[tuple[str, str, int, bool], ...]
"""Names with their address, number of articles, and whether they are marked."""

_ALWAYS = (ListKind.TOPIC, ListKind.PERSON)
"""The kinds that the navigation leads to, whether there is a list or not."""


def counts(all_: Lists, slugs: Slugs, site: Site, kind: ListKind) -> Counts:
    """Give the lists of a kind that have articles: people by pinyin, others the most used first.

    Topics with as many stand as in the settings, other lists by their address.
    """
    rows = [
        (one.name, one.address, count(all_.of(kind)[one.name]), one.marked)
        for one in listed(all_, slugs, site, kind)
        if one.name in all_.of(kind)
    ]
    if kind is not ListKind.TOPIC:
        rows.sort(key=lambda row: (row[1], row[0]))
    if kind is not ListKind.PERSON:
        rows.sort(key=lambda row: -row[2])
    return tuple(rows)


def overview_leaves(
    all_: Lists, slugs: Slugs, published: Collection[ListKind], site: Site
) -> Iterator[Leaf]:
    """Give the page of each kind that has lists, or had one when it was `published`."""
    rows = {kind: counts(all_, slugs, site, kind) for kind in site.lists}
    made = [
        kind
        for kind in site.lists
        if site.shows(addresses.kind(addresses.LISTS[kind]))
        and (kind in _ALWAYS or rows[kind] or kind in published)
    ]
    for kind in made:
        beside = tuple(one for one in made if one is kind or rows[one])
        make = partial(_overview, kind, rows[kind], beside, site)
        yield Leaf(addresses.file_of(addresses.LISTS[kind]), (rows[kind], beside), make)


def count_lines(rows: Counts, way: Way) -> tuple[CountLine, ...]:
    """Give lists with their numbers as a page shows them."""
    return tuple(CountLine(name, way(place), n, marked) for name, place, n, marked in rows)


def _overview(kind: ListKind, rows: Counts, beside: tuple[ListKind, ...], site: Site) -> bytes:
    place = addresses.LISTS[kind]
    way = site.way_from(place)
    lines = count_lines(rows, way)
    links = tuple(
        NavigationLink(_title(one, site), way(addresses.LISTS[one]), one is kind) for one in beside
    )
    most = sorted(rows, key=lambda row: -row[2])
    said = descriptions.names(kind, [row[0] for row in most], site.edition)
    return site.output(place, _title(kind, site), said, _view(kind, lines, links)).content


def _title(kind: ListKind, site: Site) -> str:
    return site.phrase(addresses.LISTS[kind].rstrip("/"))


def _view(
    kind: ListKind, lines: tuple[CountLine, ...], kinds: tuple[NavigationLink, ...]
) -> TopicsView | PeopleView | ColumnsView | UnitsView | AllSeriesView:
    match kind:
        case ListKind.TOPIC:
            return TopicsView(lines, kinds)
        case ListKind.PERSON:
            return PeopleView(lines, kinds)
        case ListKind.COLUMN:
            return ColumnsView(lines, kinds)
        case ListKind.UNIT:
            return UnitsView(lines, kinds)
        case ListKind.SERIES:
            return AllSeriesView(lines, kinds)
