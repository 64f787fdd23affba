"""Facts, and the few cards that it takes → all outputs that span issues, as leaves."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import NoReturn

from msgspec import Struct
from msgspec.structs import replace

from banmian import addresses
from banmian.bind.archive import archive_leaves, by_year
from banmian.bind.corrections import correction_entries, corrections_page
from banmian.bind.corrections_feed import corrections_feed
from banmian.bind.coverage_page import coverage_leaves
from banmian.bind.folds import Lists
from banmian.bind.issues_data import issues_json
from banmian.bind.leaf import Leaf
from banmian.bind.lists import Slugs, list_leaves, listed
from banmian.bind.opensearch import opensearch
from banmian.bind.overviews import Counts, count_lines, counts, overview_leaves
from banmian.bind.relate import neighbour
from banmian.bind.same_days import same_days
from banmian.bind.sitemap import robots
from banmian.errors import UserError
from banmian.hosting.headers_file import headers_file
from banmian.hosting.policy import headers
from banmian.model.card import Card, SameDay
from banmian.model.facts import IssueFacts
from banmian.model.lists import ListKind
from banmian.theme import descriptions
from banmian.theme.contexts import HomeView, NotFoundView, SearchView
from banmian.theme.covers import issue_cover
from banmian.theme.issue_view import issue_view
from banmian.theme.lists import issue_line
from banmian.theme.site import Site

LATEST = 12
"""Issues that the home page lists beside the newest: a month of a paper with three a week."""


class Edition(Struct, frozen=True):
    """What spans issues is made of.

    `issues` are the facts of all that are shown, in order; `newest` is the card of the last;
    `amended` those with corrections or withdrawals, and of what these are about. `published` are
    the kinds of lists that ever were. `face` is the address of the style sheet that loads the last
    issue's face for headlines.
    """

    issues: tuple[IssueFacts, ...]
    newest: Card
    amended: tuple[Card, ...]
    lists: Lists
    slugs: Slugs
    published: frozenset[ListKind]
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


def home_leaf(edition: Edition, topics: Counts, past: tuple[SameDay, ...], site: Site) -> Leaf:
    """Give the home page, which shows the newest issue.

    Of the issues the last few are enough; `topics` are what `topic_counts` gives of all, `past`
    what `newest_past` does.
    """
    before = edition.issues[-2] if len(edition.issues) > 1 else None
    latest = edition.issues[-LATEST - 1 : -1]
    home = (edition.newest, before and neighbour(before), latest, topics, past, edition.face)
    return Leaf("index.html", home, partial(_home, edition, topics, past, site))


def leaves(edition: Edition, site: Site) -> Iterator[Leaf]:
    """Give all that spans issues, but for the sitemaps, the feeds and the search index."""
    all_, slugs = edition.lists, edition.slugs
    yield home_leaf(edition, topic_counts(all_, site), newest_past(edition, site), site)
    yield from overview_leaves(all_, slugs, edition.published, site)
    for kind in site.lists:
        if site.shows(addresses.kind_of_list(kind)):
            for one in listed(all_, slugs, site, kind):
                yield from list_leaves(one, all_, site)
    yield from archive_leaves(edition.issues, site)
    yield from coverage_leaves(by_year(edition.issues), site)
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
    if site.edition.data:
        known = tuple((i.id, i.date, i.number, i.name, i.article_count) for i in edition.issues)
        yield _leaf(addresses.ISSUES_DATA, known, lambda: issues_json(edition.issues, site.edition))
    sent = headers(site.renderer.theme.settings.policy)
    yield _leaf(addresses.HEADERS, (), lambda: headers_file(site.edition.base_path, sent))


def _leaf(address: str, depends: object, make: Callable[[], bytes]) -> Leaf:
    return Leaf(addresses.file_of(address), depends, make)


def newest_past(edition: Edition, site: Site) -> tuple[SameDay, ...]:
    """Give the issues of the newest one's day of earlier years, where the theme shows them."""
    return same_days(edition.issues).get(edition.issues[-1].id, ()) if site.remembers else ()


def topic_counts(all_: Lists, site: Site) -> Counts:
    """Give the topics that articles have, the most used first, then as in `edition.toml`."""
    return counts(all_, {}, site, ListKind.TOPIC)


def _home(edition: Edition, topics: Counts, past: tuple[SameDay, ...], site: Site) -> bytes:
    way = site.way_from(addresses.HOME)
    issues = edition.issues
    before = neighbour(issues[-2]) if len(issues) > 1 else None
    view = HomeView(
        issue=issue_view(_standing(edition.newest), before, None, past, site.edition, way),
        issues=tuple(
            issue_line(issue, site.edition.language, way)
            for issue in reversed(issues[-LATEST - 1 : -1])
        ),
        topics=count_lines(topics, way),
    )
    newest = edition.newest
    said = descriptions.home(newest, site.edition)
    cover = issue_cover(newest, site.edition, edition.face)
    return site.output(addresses.HOME, site.edition.title, said, view, cover=cover).content


def _standing(card: Card) -> Card:
    """Leave out what is withdrawn: the issue's own page names it."""
    return replace(card, articles=tuple(a for a in card.articles if not a.withdrawal))


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
