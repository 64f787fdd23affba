"""The search index: one plain file with the text that readers see, scanned in the browser.

Exact by construction: the client looks for the query in the texts themselves, folded for case
and width and without white space. Format, version 1, UTF-8 JSON:

    {"version": 1, "documents": [{"href": "2021-06/…/", "title": "…", "date": "2021-06",
      "place": "2021年6月 · 第1版", "lines": ["…", "…"]}]}

`href` is relative to the site's root. `lines` are everything of the article that a page shows,
heads and byline first, a line a paragraph; a query does not match across lines.
"""

from collections.abc import Iterable

import msgspec
from msgspec import Struct

VERSION = 1

_ENCODE = msgspec.json.Encoder().encode


class Document(Struct, frozen=True):
    """What search knows of an article: where it is, what to call it, its text line by line."""

    href: str
    title: str
    date: str
    place: str
    lines: tuple[str, ...]


def entries(documents: Iterable[Document]) -> bytes:
    """Give the part of the index file that is about these documents."""
    return b",".join(map(_ENCODE, documents))


def index(parts: Iterable[bytes]) -> bytes:
    """Give the index file, of what `entries` gave."""
    documents = b",".join(filter(None, parts))
    return b'{"version":%d,"documents":[%b]}' % (VERSION, documents)
