"""The Atom feed (RFC 4287): the newest articles. Built as a tree, so that no text is markup."""

from collections.abc import Mapping
from xml.etree import ElementTree as ET

from banmian import addresses
from banmian.bind.atom import ENTRIES, add, head, link, moment, name
from banmian.bind.xml import document
from banmian.config.edition import Edition
from banmian.model.card import ArticleCard, Card
from banmian.model.ledger import Moments, Thing
from banmian.theme.lists import is_readable


def feed(cards: tuple[Card, ...], moments: Mapping[Thing, Moments], edition: Edition) -> bytes:
    """Make the feed of an edition; `moments` are those of what was published.

    What was never published has no moment of publication, and Atom demands one: it gets the
    first moment that its issue's date can mean, in the edition's time zone.
    """
    latest = max(
        (known.last for known in moments.values()), default=moment(cards[-1].date, edition)
    )
    root = head(addresses.FEED, addresses.HOME, edition.title, edition.subtitle, latest, edition)
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
    add(entry, "updated", known.last if known else moment(card.date, edition))
    for author in article.authors:
        add(ET.SubElement(entry, name("author")), "name", author.name)
    known_topics = {topic.name for topic in edition.topics}
    for topic in filter(known_topics.__contains__, article.topics):
        ET.SubElement(entry, name("category"), {"term": topic})
    add(entry, "summary", article.excerpt)
