"""The sitemap, and the file that leads robots to it."""

from collections.abc import Iterable, Mapping
from xml.etree import ElementTree as ET

from banmian import addresses
from banmian.bind.xml import document
from banmian.config.edition import Edition
from banmian.model.card import Card
from banmian.model.ledger import Moments, Thing
from banmian.model.output import Output
from banmian.theme.lists import article_address

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_HIDDEN = frozenset({addresses.NOT_FOUND, addresses.file_of(addresses.SEARCH)})


def sitemap(
    cards: Iterable[Card],
    pages: Iterable[Output],
    moments: Mapping[Thing, Moments],
    edition: Edition,
) -> bytes:
    """List every page of the site once, sorted; an article with its last publication."""
    changed: dict[str, str] = {}
    places = {page.path.removesuffix("index.html") for page in pages if page.path not in _HIDDEN}
    for card in cards:
        places.add(addresses.issue(card.id))
        places.update(addresses.page(card.id, page.label) for page in card.pages)
        for article in card.articles:
            if article.withdrawal:
                continue
            place = article_address(card.id, article)
            places.add(place)
            known = moments.get(Thing(f"article:{article.id}"))
            if known and place == addresses.article(card.id, article.slug):
                changed[place] = known.last
    ET.register_namespace("", _SITEMAP)
    root = ET.Element(f"{{{_SITEMAP}}}urlset")
    for place in sorted(places):
        url = ET.SubElement(root, f"{{{_SITEMAP}}}url")
        ET.SubElement(url, f"{{{_SITEMAP}}}loc").text = edition.address + place
        if place in changed:
            ET.SubElement(url, f"{{{_SITEMAP}}}lastmod").text = changed[place]
    return document(root)


def robots(edition: Edition) -> bytes:
    """Let everyone in, and name the sitemap."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {edition.address}{addresses.SITEMAP}\n".encode()
