"""The pages of topics and of those who sign: long lists, split by year where they are.

The newest articles are on the front page of a list: those of the newest year, and of earlier ones
as long as the page is no longer than `LONG`. Each earlier year has a page of its own, which shows
nothing that a later issue changes.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from hashlib import blake2b
from typing import Literal

from msgspec import Struct

from banmian import addresses
from banmian.bind.leaf import Leaf, LineOf
from banmian.bind.relate import People
from banmian.config.edition import Topic
from banmian.model.facts import IssueFacts
from banmian.theme import descriptions
from banmian.theme.contexts import Link, ListView, PersonView, TopicView
from banmian.theme.lines import LINES
from banmian.theme.lists import NOWHERE
from banmian.theme.site import Site

LONG = 100
"""Articles that the front page of a list may hold before earlier years move to their own."""


class YearFold(Struct, frozen=True):
    """The lists of a year: of each topic and person how many articles, and their lines' digest.

    It is all that other years' changes leave to be known of a year.
    """

    topics: dict[str, tuple[int, bytes]]
    people: dict[str, tuple[int, bytes]]
    collective: tuple[str, ...]


Group = Literal["topics", "people"]


def fold(issues: Sequence[IssueFacts]) -> YearFold:
    """Fold the issues of a year, which are in order."""
    groups: list[dict[str, tuple[int, bytes]]] = []
    for group in ("topics", "people"):
        shown: dict[str, bytes] = {issue.id: issue.lines for issue in issues}
        folded = {}
        for name, lines in _year_lines(issues, group).items():
            digest = blake2b(digest_size=16)
            for id_, rank in lines:
                digest.update(f"{id_}/{rank}:".encode() + shown[id_][8 * rank : 8 * rank + 8])
            folded[name] = (len(lines), digest.digest())
        groups.append(folded)
    collective = {name for issue in issues for name in issue.collective}
    return YearFold(groups[0], groups[1], tuple(sorted(collective)))


def _year_lines(issues: Sequence[IssueFacts], group: str) -> dict[str, list[LineOf]]:
    """Give the articles of each list in a year, newest issue first."""
    found: defaultdict[str, list[LineOf]] = defaultdict(list)
    for issue in reversed(issues):
        for rank, names in enumerate(issue.topics if group == "topics" else issue.people):
            for name in names:
                found[name].append((issue.id, rank))
    return found


Years = Mapping[int, tuple[int, bytes]]
"""A list by year, newest first: how many articles, and the digest of their lines."""


class Lists:
    """All lists of an edition: `issues` and `folds` are by year, oldest first."""

    def __init__(
        self, issues: Mapping[int, Sequence[IssueFacts]], folds: dict[int, YearFold]
    ) -> None:
        self._issues = issues
        self.topics: defaultdict[str, dict[int, tuple[int, bytes]]] = defaultdict(dict)
        self.people: defaultdict[str, dict[int, tuple[int, bytes]]] = defaultdict(dict)
        self.collective: set[str] = set()
        for year, folded in reversed(folds.items()):
            for name, some in folded.topics.items():
                self.topics[name][year] = some
            for name, some in folded.people.items():
                self.people[name][year] = some
            self.collective.update(folded.collective)
        self._lines = lru_cache(maxsize=4)(self._of_year)

    def _of_year(self, year: int, group: Group) -> dict[str, list[LineOf]]:
        return _year_lines(self._issues[year], group)

    def lines(self, group: Group, name: str, years: Iterable[int]) -> Iterator[LineOf]:
        """Give the articles of a list in these years, newest first."""
        for year in years:
            yield from self._lines(year, group)[name]


def count(years: Years) -> int:
    """Count the articles of a list."""
    return sum(number for number, _ in years.values())


def topic_leaves(all_: Lists, site: Site) -> Iterator[Leaf]:
    """Give the pages of each topic of the vocabulary, used yet or not."""
    for topic in site.edition.topics:
        years = all_.topics.get(topic.name, {})
        address = addresses.topic(topic.slug)
        yield from _leaves(all_, "topics", topic.name, address, years, partial(_topic, topic), site)


def _topic(topic: Topic, view: ListView) -> TopicView:
    return TopicView(topic.name, topic.timely, view)


def person_leaves(all_: Lists, slugs: People, site: Site) -> Iterator[Leaf]:
    """Give the pages of each who signs."""
    for name, years in sorted(all_.people.items()):
        address = addresses.person(slugs[name])
        make = partial(_person, name, name in all_.collective)
        yield from _leaves(all_, "people", name, address, years, make, site)


def _person(name: str, collective: bool, view: ListView) -> PersonView:
    return PersonView(name, collective, view)


def _leaves(
    all_: Lists,
    group: Group,
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
        prints = b"".join(years[year][1] for year in shown)
        around = (places[n - 1] if n else None, places[n + 1] if n + 1 < len(places) else None)
        links = tuple(places[1:]) if not n else ()
        here = sum(years[year][0] for year in shown)
        total = count(years) if not n else here
        within = years if not n else shown
        span = (min(within, default=0), max(within, default=0))
        made = _Part(title, place, address, label, around, links, total, here, span)
        yield Leaf(
            addresses.file_of(place),
            (made, view(_EMPTY), prints),
            partial(_render, made, view, site),
            partial(all_.lines, group, title, tuple(shown)),
            max(shown, default=0),
        )


def _front(years: Years) -> list[int]:
    """Give the years that the front page of a list shows."""
    shown: list[int] = []
    total = 0
    for year, articles in years.items():
        total += articles[0]
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
    span: tuple[int, int]


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
    made = view(shown)
    said = descriptions.list_(made, part.span, site.edition)
    return site.output(part.place, title, said, made).content
