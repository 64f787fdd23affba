"""The sitemaps: one a year, one for all that is of no year, and the index that leads to them."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from html import escape

from banmian import addresses
from banmian.config.edition import Edition
from banmian.model.card import Card
from banmian.model.dates import PartialDate
from banmian.model.ids import ArticleId
from banmian.model.ledger import Moments
from banmian.theme.lists import article_address, is_readable
from banmian.theme.site import Site

_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_SITEMAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'

NEWS = timedelta(days=2)
"""How long an article is news, by the same."""

MOST = 50_000
"""The most addresses that a sitemap may hold (sitemaps.org, protocol 0.9)."""


def issue_entries(card: Card, moments: Mapping[ArticleId, Moments], site: Site) -> bytes:
    """List every page of an issue once, sorted, a line each; an article with its last change."""
    places = {addresses.issue(card.id): ""}
    if site.shows("page.html"):
        places |= {addresses.page(card.id, page.label): "" for page in card.pages}
    for article in card.articles:
        if not article.withdrawal:
            place = article_address(card.id, article)
            known = moments.get(article.id)
            if place == addresses.article(card.id, article.slug):
                places[place] = known.last if known else ""
    return _entries(places, site.edition)


def plain_entries(places: Iterable[str], edition: Edition) -> bytes:
    """List pages that have no moment, sorted, a line each."""
    return _entries(dict.fromkeys(places, ""), edition)


def _entries(places: Mapping[str, str], edition: Edition) -> bytes:
    return "".join(
        f"<url><loc>{escape(edition.address + place)}</loc>"
        f"{f'<lastmod>{changed}</lastmod>' if changed else ''}</url>\n"
        for place, changed in sorted(places.items())
    ).encode()


def sitemaps(entries: Iterable[bytes]) -> list[bytes]:
    """Make as many sitemaps as these lists of pages need."""
    lines = b"".join(entries).splitlines(keepends=True)
    head, end = f"{_HEAD}<urlset {_SITEMAP}>\n".encode(), b"</urlset>\n"
    return [head + b"".join(lines[n : n + MOST]) + end for n in range(0, max(len(lines), 1), MOST)]


def news_sitemap(cards: Iterable[Card], edition: Edition) -> bytes:
    """List the articles of some issues for news search: titles, and days as the paper gives them.

    By <https://www.google.com/schemas/sitemap-news/0.9/>.
    """
    name, language = escape(edition.title), escape(edition.language)
    paper = f"<news:name>{name}</news:name><news:language>{language}</news:language>"
    entries = "".join(
        f"<url><loc>{escape(edition.address + addresses.article(card.id, article.slug))}</loc>\n"
        f"<news:news><news:publication>{paper}</news:publication>"
        f"<news:publication_date>{card.date}</news:publication_date>"
        f"<news:title>{escape(article.title)}</news:title></news:news></url>\n"
        for card in cards
        for article in card.articles
        if is_readable(article)
    )
    news = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    return f"{_HEAD}<urlset {_SITEMAP} {news}>\n{entries}</urlset>\n".encode()


def is_news(one: PartialDate, newest: PartialDate) -> bool:
    """Tell whether a date is at most two days before the newest; both known to the day."""
    if not (one.day and newest.day):
        return False
    return date(*newest.earliest) - date(*one.earliest) <= NEWS


def sitemap_index(files: Iterable[str], edition: Edition) -> bytes:
    """Lead to all sitemaps."""
    lines = "".join(
        f"<sitemap><loc>{escape(edition.address + file)}</loc></sitemap>\n" for file in files
    )
    return f"{_HEAD}<sitemapindex {_SITEMAP}>\n{lines}</sitemapindex>\n".encode()


def robots(edition: Edition) -> bytes:
    """Let everyone in, and name the sitemap."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {edition.address}{addresses.SITEMAP}\n".encode()
