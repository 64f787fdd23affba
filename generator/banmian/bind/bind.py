"""Cards → all pages that span issues."""

from dataclasses import replace
from itertools import chain

from banmian import addresses
from banmian.bind.archive import archive_pages
from banmian.bind.corrections import correction_entries, corrections_page
from banmian.bind.corrections_feed import corrections_feed
from banmian.bind.feed import feed
from banmian.bind.people import people_pages
from banmian.bind.relate import People, neighbour
from banmian.bind.sitemap import robots, sitemap
from banmian.bind.topics import topic_lines, topic_pages
from banmian.errors import UserError
from banmian.model.card import Card
from banmian.model.ledger import Ledger
from banmian.model.output import Output
from banmian.search.index import Document, index
from banmian.theme.contexts import HomeView, NotFoundView, SearchView
from banmian.theme.issue_view import issue_view
from banmian.theme.lists import issue_line, text_count
from banmian.theme.site import Site

LATEST = 12
"""Issues that the home page lists beside the newest: a month of a paper with three a week."""


def bind(
    cards: tuple[Card, ...],
    documents: tuple[tuple[Document, ...], ...],
    people: People,
    ledger: Ledger,
    site: Site,
    sheets: tuple[Output, ...],
) -> tuple[Output, ...]:
    """Bind the issues to a site: their cards, and what search knows of each, in order.

    `sheets` are the pages of the sheets, already made.

    Raises:
        UserError: when there is no issue: a site needs one.
    """
    if not cards:
        raise UserError(
            "there is no issue to show 没有可发行的期",
            "put pages into seeds/ and run 把版面文本放进 seeds/，再运行: banmian import",
        )
    corrections = correction_entries(cards)
    pages = [
        _home(cards, site),
        *topic_pages(cards, site),
        *people_pages(cards, people, site),
        *archive_pages(cards, site),
        corrections_page(corrections, site),
        _search(cards, site),
        _not_found(site),
    ]
    moments = ledger.moments()
    whole = [
        Output(addresses.SEARCH_INDEX, index(chain.from_iterable(reversed(documents)))),
        Output(addresses.FEED, feed(cards, moments, site.edition)),
        Output(addresses.SITEMAP, sitemap(cards, [*pages, *sheets], moments, site.edition)),
        Output(addresses.CORRECTIONS_FEED, corrections_feed(corrections, cards[-1], site)),
        Output(addresses.ROBOTS, robots(site.edition)),
    ]
    return (*pages, *whole)


def _home(cards: tuple[Card, ...], site: Site) -> Output:
    way = site.way_from(addresses.HOME)
    newest = _standing(cards[-1])
    before = neighbour(cards[-2]) if len(cards) > 1 else None
    view = HomeView(
        issue=issue_view(newest, before, None, site.edition, way),
        issues=tuple(
            issue_line(card, site.edition.language, way)
            for card in reversed(cards[-LATEST - 1 : -1])
        ),
        topics=topic_lines(cards, site.edition, way),
    )
    return site.output(addresses.HOME, site.edition.title, site.edition.subtitle, view)


def _standing(card: Card) -> Card:
    """Leave out what is withdrawn: the issue's own page names it."""
    return replace(card, articles=tuple(a for a in card.articles if not a.withdrawal))


def _search(cards: tuple[Card, ...], site: Site) -> Output:
    way = site.way_from(addresses.SEARCH)
    years = sorted({card.date.year for card in cards})
    span = f"{years[0]}" if len(years) == 1 else f"{years[0]}–{years[-1]}"
    view = SearchView(
        index=way(addresses.SEARCH_INDEX),
        root=way(addresses.HOME),
        article_count=sum(map(text_count, cards)),
        years=span,
        topics=way(addresses.TOPICS),
        people=way(addresses.PEOPLE),
        archive=way(addresses.ARCHIVE),
    )
    return site.output(addresses.SEARCH, site.phrase("search"), "", view)


def _not_found(site: Site) -> Output:
    way = site.way_from(addresses.NOT_FOUND)
    view = NotFoundView(archive=way(addresses.ARCHIVE), topics=way(addresses.TOPICS))
    return site.output(addresses.NOT_FOUND, "404", "", view)
