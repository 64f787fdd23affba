"""The Atom feed (RFC 4287): the newest articles. Built as a tree, so that no text is markup."""

from collections.abc import Mapping
from xml.etree import ElementTree as ET

from banmian import addresses
from banmian.bind.xml import document
from banmian.config.edition import Edition
from banmian.model.article import Genre
from banmian.model.card import ArticleCard, Card
from banmian.model.ledger import Moments, Thing

ENTRIES = 50
_ATOM = "http://www.w3.org/2005/Atom"


def feed(cards: tuple[Card, ...], moments: Mapping[Thing, Moments], edition: Edition) -> bytes:
    """Make the feed of an edition; `moments` are those of what was published.

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
    latest = max((known.last for known in moments.values()), default=_day(cards[-1], edition))
    _add(root, "updated", latest)
    _link(root, "self", edition.address + addresses.FEED, "application/atom+xml")
    _link(root, "alternate", edition.address, "text/html")
    author = ET.SubElement(root, _name("author"))
    _add(author, "name", edition.publisher or edition.title)
    articles = [(card, a) for card in reversed(cards) for a in card.articles]
    readable = [(card, a) for card, a in articles if a.genre is not Genre.HEADLINE_ONLY]
    for card, article in readable[:ENTRIES]:
        known = moments.get(Thing(f"article:{article.id}"))
        _entry(root, card, article, known, edition)
    return document(root)


def _entry(
    root: ET.Element, card: Card, article: ArticleCard, known: Moments | None, edition: Edition
) -> None:
    address = edition.address + addresses.article(card.id, article.slug)
    entry = ET.SubElement(root, _name("entry"))
    _add(entry, "id", f"{edition.address}#{article.id}")
    _add(entry, "title", article.title)
    _link(entry, "alternate", address, "text/html")
    if known:
        _add(entry, "published", known.first)
    _add(entry, "updated", known.last if known else _day(card, edition))
    for author in article.authors:
        _add(ET.SubElement(entry, _name("author")), "name", author.name)
    for topic in article.topics:
        ET.SubElement(entry, _name("category"), {"term": topic})
    _add(entry, "summary", article.excerpt)


def _day(card: Card, edition: Edition) -> str:
    year, month, day = card.date.earliest
    return f"{year:04}-{month:02}-{day:02}T00:00:00{edition.time_zone}"


def _name(tag: str) -> str:
    return f"{{{_ATOM}}}{tag}"


def _add(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, _name(tag)).text = text


def _link(parent: ET.Element, rel: str, href: str, kind: str) -> None:
    ET.SubElement(parent, _name("link"), {"rel": rel, "href": href, "type": kind})
