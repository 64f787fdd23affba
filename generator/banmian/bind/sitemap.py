"""The sitemaps: one a year, one for all that is of no year, and the index that leads to them."""

from collections.abc import Iterable, Mapping
from html import escape

from banmian import addresses
from banmian.config.edition import Edition
from banmian.model.card import Card
from banmian.model.ids import ArticleId
from banmian.model.ledger import Moments
from banmian.theme.lists import article_address
from banmian.theme.site import Site

_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_SITEMAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'

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


def sitemap_index(files: Iterable[str], edition: Edition) -> bytes:
    """Lead to all sitemaps."""
    lines = "".join(
        f"<sitemap><loc>{escape(edition.address + file)}</loc></sitemap>\n" for file in files
    )
    return f"{_HEAD}<sitemapindex {_SITEMAP}>\n{lines}</sitemapindex>\n".encode()


def robots(edition: Edition) -> bytes:
    """Let everyone in, and name the sitemap."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {edition.address}{addresses.SITEMAP}\n".encode()
