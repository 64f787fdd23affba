"""The sitemap, and the file that leads robots to it."""

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from banmian import addresses
from banmian.bind.xml import document
from banmian.config.edition import Edition
from banmian.model.card import Card
from banmian.model.output import Output
from banmian.theme.lists import article_address

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_HIDDEN = frozenset({addresses.NOT_FOUND, addresses.file_of(addresses.SEARCH)})


def sitemap(cards: Iterable[Card], pages: Iterable[Output], edition: Edition) -> bytes:
    """List every page of the site once, sorted. There are no dates: nothing is published yet."""
    places = {page.path.removesuffix("index.html") for page in pages if page.path not in _HIDDEN}
    for card in cards:
        places.add(addresses.issue(card.id))
        places.update(addresses.page(card.id, page.label) for page in card.pages)
        places.update(article_address(card.id, a) for a in card.articles if not a.withdrawal)
    ET.register_namespace("", _SITEMAP)
    root = ET.Element(f"{{{_SITEMAP}}}urlset")
    for place in sorted(places):
        url = ET.SubElement(root, f"{{{_SITEMAP}}}url")
        ET.SubElement(url, f"{{{_SITEMAP}}}loc").text = edition.address + place
    return document(root)


def robots(edition: Edition) -> bytes:
    """Let everyone in, and name the sitemap."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {edition.address}{addresses.SITEMAP}\n".encode()
