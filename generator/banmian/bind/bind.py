"""Facts, and the few cards that it takes → all outputs that span issues, as leaves."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import NoReturn

from msgspec import Struct
from msgspec.structs import replace

from banmian import addresses
from banmian.bind.archive import archive_leaves
from banmian.bind.corrections import correction_entries, corrections_page
from banmian.bind.corrections_feed import corrections_feed
from banmian.bind.feed import feed
from banmian.bind.leaf import Leaf
from banmian.bind.lists import Lists, count, person_leaves, topic_leaves
from banmian.bind.opensearch import opensearch
from banmian.bind.relate import People, neighbour
from banmian.bind.sitemap import robots
from banmian.errors import UserError
from banmian.model.card import Card
from banmian.model.facts import IssueFacts
from banmian.model.ledger import Moments, Thing
from banmian.theme import descriptions
from banmian.theme.contexts import (
    CountLine,
    HomeView,
    NotFoundView,
    PeopleView,
    SearchView,
    TopicsView,
)
from banmian.theme.covers import issue_cover
from banmian.theme.issue_view import issue_view
from banmian.theme.lists import issue_line
from banmian.theme.site import Site, Way

LATEST = 12
"""Issues that the home page lists beside the newest: a month of a paper with three a week."""


Counts = tuple[tuple[str, str, int, bool], ...]
"""Names with their address, number of articles, and whether they are marked."""


class Edition(Struct, frozen=True):
    """What spans issues is made of.

    `issues` are the facts of all that are shown, in order; `newest` the cards of the last ones,
    with as many articles as a feed holds; `amended` those with corrections or withdrawals, and of
    what these are about. `people` are the slugs of who signs. `face` is the address of the style
    sheet that loads the last issue's face for headlines.
    """

    issues: tuple[IssueFacts, ...]
    newest: tuple[Card, ...]
    amended: tuple[Card, ...]
    people: People
    moments: Mapping[Thing, Moments]
    lists: Lists
    face: str = ""


def refuse_nothing() -> NoReturn:
    """Say that a site needs an issue.

    Raises:
        UserError: always.
    """
    raise UserError(
        "there is no issue to show 没有可发行的期",
        "put pages into seeds/ and run 把版面文本放进 seeds/，再运行: banmian import",
    )


def newest_leaves(edition: Edition, counts: Counts, site: Site) -> Iterator[Leaf]:
    """Give what shows the text of the newest articles: the home page and the feed.

    Of the issues the last few are enough; `counts` are what `topic_counts` gives of all.
    """
    before = edition.issues[-2] if len(edition.issues) > 1 else None
    latest = edition.issues[-LATEST - 1 : -1]
    home = (edition.newest[-1], before and neighbour(before), latest, counts, edition.face)
    yield Leaf("index.html", home, partial(_home, edition, counts, site))
    last = max((moment.last for moment in edition.moments.values()), default="")
    yield _leaf(
        addresses.FEED,
        (edition.newest, last),
        lambda: feed(edition.newest, edition.moments, site.edition),
    )


def leaves(edition: Edition, site: Site) -> Iterator[Leaf]:
    """Give all that spans issues, but for the sitemaps and the search index."""
    all_ = edition.lists
    counts = topic_counts(all_, site)
    yield from newest_leaves(edition, counts, site)
    if site.shows("topics.html"):
        yield _leaf(addresses.TOPICS, counts, partial(_topics, counts, site))
    if site.shows("topic.html"):
        yield from topic_leaves(all_, site)
    if site.shows("people.html"):
        names = _people_counts(all_, edition.people)
        yield _leaf(addresses.PEOPLE, names, partial(_people, names, site))
    if site.shows("person.html"):
        yield from person_leaves(all_, edition.people, site)
    yield from archive_leaves(edition.issues, site)
    if site.shows("corrections.html"):
        entries = correction_entries(edition.amended)
        last = edition.issues[-1].date
        yield _leaf(addresses.CORRECTIONS, entries, lambda: corrections_page(entries, site).content)
        yield _leaf(
            addresses.CORRECTIONS_FEED,
            (entries, last),
            lambda: corrections_feed(entries, last, site),
        )
    if site.shows("search.html"):
        scope = _scope(edition.issues)
        yield _leaf(addresses.SEARCH, scope, partial(_search, *scope, site))
        yield _leaf(addresses.OPENSEARCH, (), lambda: opensearch(site.edition))
    yield _leaf(addresses.NOT_FOUND, (), partial(_not_found, site))
    yield _leaf(addresses.ROBOTS, (), lambda: robots(site.edition))


def _leaf(address: str, depends: object, make: Callable[[], bytes]) -> Leaf:
    return Leaf(addresses.file_of(address), depends, make)


def topic_counts(all_: Lists, site: Site) -> Counts:
    """Give the topics that articles have, the most used first, then as in `edition.toml`."""
    rows = [
        (topic.name, addresses.topic(topic.slug), count(all_.topics[topic.name]), topic.timely)
        for topic in site.edition.topics
        if topic.name in all_.topics
    ]
    return tuple(sorted(rows, key=lambda row: -row[2]))


def _people_counts(all_: Lists, people: People) -> Counts:
    """Give all who sign, by pinyin."""
    return tuple(
        (name, addresses.person(people[name]), count(all_.people[name]), name in all_.collective)
        for name in sorted(all_.people, key=lambda name: (people[name], name))
    )


def _lines(counts: Counts, way: Way) -> tuple[CountLine, ...]:
    return tuple(CountLine(name, way(place), n, marked) for name, place, n, marked in counts)


def _home(edition: Edition, counts: Counts, site: Site) -> bytes:
    way = site.way_from(addresses.HOME)
    issues = edition.issues
    before = neighbour(issues[-2]) if len(issues) > 1 else None
    view = HomeView(
        issue=issue_view(_standing(edition.newest[-1]), before, None, site.edition, way),
        issues=tuple(
            issue_line(issue, site.edition.language, way)
            for issue in reversed(issues[-LATEST - 1 : -1])
        ),
        topics=_lines(counts, way),
    )
    newest = edition.newest[-1]
    said = descriptions.home(newest, site.edition)
    cover = issue_cover(newest, site.edition, edition.face)
    return site.output(addresses.HOME, site.edition.title, said, view, cover=cover).content


def _standing(card: Card) -> Card:
    """Leave out what is withdrawn: the issue's own page names it."""
    return replace(card, articles=tuple(a for a in card.articles if not a.withdrawal))


def _topics(counts: Counts, site: Site) -> bytes:
    view = TopicsView(_lines(counts, site.way_from(addresses.TOPICS)))
    said = descriptions.names("topics", [row[0] for row in counts], site.edition)
    return site.output(addresses.TOPICS, site.phrase("topics"), said, view).content


def _people(counts: Counts, site: Site) -> bytes:
    view = PeopleView(_lines(counts, site.way_from(addresses.PEOPLE)))
    most = sorted(counts, key=lambda row: -row[2])
    said = descriptions.names("people", [row[0] for row in most], site.edition)
    return site.output(addresses.PEOPLE, site.phrase("people"), said, view).content


def _scope(issues: tuple[IssueFacts, ...]) -> tuple[int, str]:
    years = sorted({issue.date.year for issue in issues})
    span = f"{years[0]}" if len(years) == 1 else f"{years[0]}–{years[-1]}"
    return sum(issue.article_count for issue in issues), span


def _search(count: int, years: str, site: Site) -> bytes:
    way = site.way_from(addresses.SEARCH)
    view = SearchView(
        index=way(addresses.SEARCH_INDEX),
        root=way(addresses.HOME),
        article_count=count,
        years=years,
        topics=way(addresses.TOPICS),
        people=way(addresses.PEOPLE),
        archive=way(addresses.ARCHIVE),
    )
    said = descriptions.search(count, years, site.edition)
    return site.output(addresses.SEARCH, site.phrase("search"), said, view).content


def _not_found(site: Site) -> bytes:
    way = site.way_from(addresses.NOT_FOUND)
    view = NotFoundView(archive=way(addresses.ARCHIVE), topics=way(addresses.TOPICS))
    return site.output(addresses.NOT_FOUND, "404", "", view).content
