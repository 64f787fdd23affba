"""The pages of topics and of those who sign: long lists, split by year where they are.

The newest articles are on the front page of a list: those of the newest year, and of earlier ones
as long as the page is no longer than `LONG`. Each earlier year has a page of its own, which shows
nothing that a later issue changes.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from msgspec import Struct, field

from banmian import addresses
from banmian.bind.leaf import Leaf, LineOf
from banmian.bind.relate import People
from banmian.config.edition import Topic
from banmian.model.facts import IssueFacts
from banmian.theme.contexts import Link, ListView, PersonView, TopicView
from banmian.theme.lines import LINES
from banmian.theme.lists import NOWHERE
from banmian.theme.site import Site

LONG = 100
"""Articles that the front page of a list may hold before earlier years move to their own."""


class YearList(Struct):
    """The articles of a list in a year, newest first: their lines, and the digests of these."""

    lines: list[LineOf] = field(default_factory=list)
    prints: list[bytes] = field(default_factory=list)


Years = Mapping[int, YearList]
"""A list by year, newest first."""


class Lists(Struct, frozen=True):
    """All lists of an edition, by the name of the topic or person."""

    topics: Mapping[str, Years]
    people: Mapping[str, Years]
    collective: frozenset[str]


def lists(issues: Sequence[IssueFacts]) -> Lists:
    """Make the lists of all issues; these are in order."""
    topics: defaultdict[str, dict[int, YearList]] = defaultdict(dict)
    people: defaultdict[str, dict[int, YearList]] = defaultdict(dict)
    collective: set[str] = set()
    for issue in reversed(issues):
        year = issue.date.year
        collective.update(issue.collective)
        for rank, (about, by) in enumerate(zip(issue.topics, issue.people, strict=True)):
            line = (issue.id, rank)
            shown = issue.lines[8 * rank : 8 * rank + 8]
            for group, names in ((topics, about), (people, by)):
                for name in names:
                    years = group[name]
                    if year not in years:
                        years[year] = YearList()
                    years[year].lines.append(line)
                    years[year].prints.append(shown)
    return Lists(topics, people, frozenset(collective))


def count(years: Years) -> int:
    """Count the articles of a list."""
    return sum(len(year.lines) for year in years.values())


def topic_leaves(all_: Lists, site: Site) -> Iterator[Leaf]:
    """Give the pages of each topic of the vocabulary, used yet or not."""
    for topic in site.edition.topics:
        years = all_.topics.get(topic.name, {})
        address = addresses.topic(topic.slug)
        yield from _leaves(topic.name, address, years, partial(_topic, topic), site)


def _topic(topic: Topic, view: ListView) -> TopicView:
    return TopicView(topic.name, topic.timely, view)


def person_leaves(all_: Lists, slugs: People, site: Site) -> Iterator[Leaf]:
    """Give the pages of each who signs."""
    for name, years in sorted(all_.people.items()):
        address = addresses.person(slugs[name])
        make = partial(_person, name, name in all_.collective)
        yield from _leaves(name, address, years, make, site)


def _person(name: str, collective: bool, view: ListView) -> PersonView:
    return PersonView(name, collective, view)


def _leaves(
    title: str,
    address: str,
    years: Years,
    view: Callable[[ListView], TopicView | PersonView],
    site: Site,
) -> Iterator[Leaf]:
    front = _front(years)
    own = [year for year in years if year not in front]
    parts = [(address, "", front)] + [
        (addresses.list_year(address, year), str(year), [year]) for year in own
    ]
    places = [(label, place) for place, label, _ in parts]
    for n, (place, label, shown) in enumerate(parts):
        lines = tuple(line for year in shown for line in years[year].lines)
        prints = b"".join(p for year in shown for p in years[year].prints)
        around = (places[n - 1] if n else None, places[n + 1] if n + 1 < len(places) else None)
        links = tuple(places[1:]) if not n else ()
        total = count(years) if not n else len(lines)
        made = _Part(title, place, address, label, around, links, total, len(lines))
        depends = (made, view(_EMPTY), prints)
        yield Leaf(addresses.file_of(place), depends, partial(_render, made, view, site), lines)


def _front(years: Years) -> list[int]:
    """Give the years that the front page of a list shows."""
    shown: list[int] = []
    total = 0
    for year, articles in years.items():
        total += len(articles.lines)
        if shown and total > LONG:
            break
        shown.append(year)
    return shown


class _Part(Struct, frozen=True):
    """A page of a list: `around` are the newer and the older one, `links` all of the list's."""

    title: str
    place: str
    front: str
    label: str
    around: tuple[tuple[str, str] | None, tuple[str, str] | None]
    links: tuple[tuple[str, str], ...]
    total: int
    count: int


_EMPTY = ListView(LINES, 0, "", (), NOWHERE, NOWHERE, NOWHERE)


def _render(part: _Part, view: Callable[[ListView], TopicView | PersonView], site: Site) -> bytes:
    way = site.way_from(part.place)

    def link(place: tuple[str, str] | None) -> Link:
        return Link(place[0] or part.title, way(place[1])) if place else NOWHERE

    newer, older = part.around
    shown = ListView(
        lines=LINES,
        count=part.total,
        year=part.label,
        years=tuple(map(link, part.links)),
        front=Link(part.title, way(part.front)),
        previous=link(older),
        next=link(newer),
    )
    title = f"{part.title} {part.label}" if part.label else part.title
    return site.output(part.place, title, "", view(shown)).content
