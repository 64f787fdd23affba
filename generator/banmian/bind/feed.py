"""The Atom feed (RFC 4287): the newest articles. Built as a tree, so that no text is markup."""

from collections.abc import Mapping
from xml.etree import ElementTree as ET

from banmian import addresses
from banmian.bind.atom import ATOM, add, link, moment, name
from banmian.bind.xml import document
from banmian.config.edition import Edition
from banmian.model.card import ArticleCard, Card
from banmian.model.ledger import Moments, Thing
from banmian.theme.lists import is_readable

ENTRIES = 50


def feed(cards: tuple[Card, ...], moments: Mapping[Thing, Moments], edition: Edition) -> bytes:
    """Make the feed of an edition; `moments` are those of what was published.

    What was never published has no moment of publication, and Atom demands one: it gets the
    first moment that its issue's date can mean, in the edition's time zone.
    """
    ET.register_namespace("", ATOM)
    root = ET.Element(
        name("feed"), {"{http://www.w3.org/XML/1998/namespace}lang": edition.language}
    )
    add(root, "id", edition.address)
    add(root, "title", edition.title)
    if edition.subtitle:
        add(root, "subtitle", edition.subtitle)
    latest = max((known.last for known in moments.values()), default=_day(cards[-1], edition))
    add(root, "updated", latest)
    link(root, "self", edition.address + addresses.FEED, "application/atom+xml")
    link(root, "alternate", edition.address, "text/html")
    author = ET.SubElement(root, name("author"))
    add(author, "name", edition.publisher or edition.title)
    articles = [(card, a) for card in reversed(cards) for a in card.articles]
    readable = [(card, a) for card, a in articles if is_readable(a)]
    for card, article in readable[:ENTRIES]:
        known = moments.get(Thing(f"article:{article.id}"))
        _entry(root, card, article, known, edition)
    return document(root)


def _entry(
    root: ET.Element, card: Card, article: ArticleCard, known: Moments | None, edition: Edition
) -> None:
    address = edition.address + addresses.article(card.id, article.slug)
    entry = ET.SubElement(root, name("entry"))
    add(entry, "id", f"{edition.address}#{article.id}")
    add(entry, "title", article.title)
    link(entry, "alternate", address, "text/html")
    if known:
        add(entry, "published", known.first)
    add(entry, "updated", known.last if known else _day(card, edition))
    for author in article.authors:
        add(ET.SubElement(entry, name("author")), "name", author.name)
    for topic in article.topics:
        ET.SubElement(entry, name("category"), {"term": topic})
    add(entry, "summary", article.excerpt)


def _day(card: Card, edition: Edition) -> str:
    return moment(card.date, edition)
