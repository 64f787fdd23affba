"""Feeds of articles: Atom (RFC 4287) and JSON Feed 1.1, with the whole text where it is given."""

from collections.abc import Iterable, Mapping

import msgspec
from msgspec import Struct

from banmian import addresses
from banmian.bind import atom
from banmian.bind.leaf import LineOf
from banmian.config.edition import Edition
from banmian.model.card import ArticleCard, Card
from banmian.model.ledger import Moments, Thing
from banmian.theme.lists import is_readable

_ENCODE = msgspec.json.Encoder().encode


class Feed(Struct, frozen=True):
    """A feed: the page that shows the same, its title, its articles, the newest first.

    Of them it holds those with a text, `limit` at most. `since` is the moment that it is of when it
    holds none.
    """

    page: str
    title: str
    subtitle: str
    articles: tuple[LineOf, ...]
    limit: int
    since: str


class Item(Struct, frozen=True):
    """An article in feeds: when it last changed, and what it is in each kind of feed."""

    updated: str
    atom: str
    json: bytes


def items(
    card: Card,
    moments: Mapping[Thing, Moments],
    texts: Mapping[str, str],
    edition: Edition,
) -> tuple[Item | None, ...]:
    """Make what feeds show of an issue's articles; None for what has no text.

    What was never published has no moment of publication, and Atom demands one: it gets the
    first moment that its issue's date can mean, in the edition's time zone.
    """
    return tuple(
        _item(card, one, moments.get(Thing(f"article:{one.id}")), texts.get(one.id, ""), edition)
        if is_readable(one)
        else None
        for one in card.articles
    )


def _item(
    card: Card, article: ArticleCard, known: Moments | None, html: str, edition: Edition
) -> Item:
    id_, url = (
        f"{edition.address}#{article.id}",
        edition.address + addresses.article(card.id, article.slug),
    )
    updated = known.last if known else atom.moment(card.date, edition)
    topics = [name for name in article.topics if name in edition.topic_slugs]
    authors = dict.fromkeys(author.name for author in article.authors)
    entry = atom.entry(
        (
            atom.element("id", id_),
            atom.element("title", article.title),
            atom.link("alternate", url, "text/html"),
            atom.element("published", known.first) if known else "",
            atom.element("updated", updated),
            *(f"<author>{atom.element('name', name)}</author>\n" for name in authors),
            *map(atom.category, topics),
            atom.element("summary", article.excerpt),
            atom.element("content", html, "html") if html else "",
        )
    )
    said = {
        "id": id_,
        "url": url,
        "title": article.title,
        "summary": article.excerpt,
        "content_html" if html else "content_text": html or article.excerpt,
        "date_published": known.first if known else updated,
        "date_modified": updated,
        "authors": [{"name": name} for name in authors],
        "tags": topics,
    }
    return Item(updated, entry, _ENCODE({key: value for key, value in said.items() if value}))


def atom_feed(feed: Feed, shown: Iterable[Item], updated: str, edition: Edition) -> bytes:
    """Write a feed as Atom."""
    return atom.document(
        feed.page + addresses.FEED,
        feed.page,
        feed.title,
        feed.subtitle,
        updated,
        edition,
        (item.atom for item in shown),
    )


def json_feed(feed: Feed, shown: Iterable[Item], edition: Edition) -> bytes:
    """Write a feed as JSON Feed 1.1 (<https://www.jsonfeed.org/version/1.1/>), an item a line."""
    said = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": edition.address + feed.page,
        "feed_url": edition.address + feed.page + addresses.JSON_FEED,
        "description": feed.subtitle,
        "language": edition.language,
        "authors": [{"name": edition.publisher or edition.title}],
    }
    head = _ENCODE({key: value for key, value in said.items() if value})
    lines = b",\n".join(item.json for item in shown)
    return head.removesuffix(b"}") + b',"items":[\n' + lines + b"\n]}\n"
