"""What Atom feeds (RFC 4287) are made of: all text goes through `element` and `link`."""

from collections.abc import Iterable
from html import escape

from banmian.config.edition import Edition
from banmian.model.dates import PartialDate

ENTRIES = 50
"""The most that a feed holds, the newest."""


def document(
    feed: str,
    page: str,
    title: str,
    subtitle: str,
    updated: str,
    edition: Edition,
    entries: Iterable[str],
) -> bytes:
    """Make a feed: `feed` is its own address, `page` that of the page which shows the same."""
    parts = [
        '<?xml version="1.0" encoding="utf-8"?>\n',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{escape(edition.language)}">\n',
        element("id", edition.address + page),
        element("title", title),
        element("subtitle", subtitle) if subtitle else "",
        element("updated", updated),
        link("self", edition.address + feed, "application/atom+xml"),
        link("alternate", edition.address + page, "text/html"),
        f"<author>{element('name', edition.publisher or edition.title)}</author>\n",
        *entries,
        "</feed>\n",
    ]
    return "".join(parts).encode()


def entry(parts: Iterable[str]) -> str:
    """Make an entry of its elements."""
    return f"<entry>\n{''.join(parts)}</entry>\n"


def element(tag: str, text: str, kind: str = "") -> str:
    """Give an element that holds a text; `kind` is its type where it is not plain."""
    attribute = f' type="{kind}"' if kind else ""
    return f"<{tag}{attribute}>{escape(text, quote=False)}</{tag}>\n"


def link(rel: str, href: str, kind: str) -> str:
    """Give a link."""
    return f'<link rel="{rel}" href="{escape(href)}" type="{kind}"/>\n'


def category(term: str) -> str:
    """Give a topic."""
    return f'<category term="{escape(term)}"/>\n'


def moment(date: PartialDate, edition: Edition) -> str:
    """Give the first moment that a date can mean, in the edition's time zone."""
    year, month, day = date.earliest
    return f"{year:04}-{month:02}-{day:02}T00:00:00{edition.time_zone}"
