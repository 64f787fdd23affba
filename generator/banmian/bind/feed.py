"""The Atom feed (RFC 4287): the newest articles. Built as a tree, so that no text is markup."""

from xml.etree import ElementTree as ET

from banmian import addresses
from banmian.bind.atom import ATOM as _ATOM
from banmian.bind.atom import add as _add
from banmian.bind.atom import link as _link
from banmian.bind.atom import moment
from banmian.bind.atom import name as _name
from banmian.bind.xml import document
from banmian.config.edition import Edition
from banmian.model.card import ArticleCard, Card
from banmian.theme.lists import is_readable

ENTRIES = 50


def feed(cards: tuple[Card, ...], edition: Edition) -> bytes:
    """Make the feed of an edition.

    What was never published has no moment of publication, and Atom demands one: it gets the
    first moment that its issue's date can mean, in the edition's time zone.
    """
    ET.register_namespace("", _ATOM)
    root = ET.Element(
        _name("feed"), {"{http://www.w3.org/XML/1998/namespace}lang": edition.language}
    )
    _add(root, "id", edition.address)
    _add(root, "title", edition.title)
    if edition.subtitle:
        _add(root, "subtitle", edition.subtitle)
    _add(root, "updated", _moment(cards[-1], edition))
    _link(root, "self", edition.address + addresses.FEED, "application/atom+xml")
    _link(root, "alternate", edition.address, "text/html")
    author = ET.SubElement(root, _name("author"))
    _add(author, "name", edition.publisher or edition.title)
    articles = [(card, a) for card in reversed(cards) for a in card.articles]
    readable = [(card, a) for card, a in articles if is_readable(a)]
    for card, article in readable[:ENTRIES]:
        _entry(root, card, article, edition)
    return document(root)


def _entry(root: ET.Element, card: Card, article: ArticleCard, edition: Edition) -> None:
    address = edition.address + addresses.article(card.id, article.slug)
    entry = ET.SubElement(root, _name("entry"))
    _add(entry, "id", f"{edition.address}#{article.id}")
    _add(entry, "title", article.title)
    _link(entry, "alternate", address, "text/html")
    _add(entry, "updated", _moment(card, edition))
    for author in article.authors:
        _add(ET.SubElement(entry, _name("author")), "name", author.name)
    for topic in article.topics:
        ET.SubElement(entry, _name("category"), {"term": topic})
    _add(entry, "summary", article.excerpt)


def _moment(card: Card, edition: Edition) -> str:
    return moment(card.date, edition)
