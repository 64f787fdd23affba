"""Facets (筛选项): what documents can be filtered by, as keys of the index beside the pairs.

The code points of surrogates begin no pair: no text has them. So a value has a key there, made of
its kind and a checksum. Two values may share one: what has the key may have the value, and whether
it does, the document's record tells.
"""

from collections.abc import Iterator
from functools import lru_cache
from zlib import crc32

from banmian.search.documents import Document

KINDS = ("issue", "page", "topic", "column", "author", "genre", "unit", "province")
"""The kinds, in the order of their numbers: new ones come at the end, eight at most."""

KEYS = range(0xD800 << 21, 0xE000 << 21)
"""The keys that values can have."""
_BITS = 29
"""Bits of a value's checksum: 256 code points, and all behind them."""


def span(kind: str) -> range:
    """Give the keys that values of a kind can have."""
    start = KEYS.start + (KINDS.index(kind) << _BITS)
    return range(start, start + (1 << _BITS))


@lru_cache(maxsize=1 << 14)
def key(kind: str, value: str) -> int:
    """Give the key of a value."""
    return span(kind)[crc32(value.encode()) >> 32 - _BITS]


def facets_of(document: Document) -> Iterator[tuple[str, str]]:
    """Give the facets of a document; an article's issue is the first folder of its address."""
    if document.date:
        yield "issue", document.href.partition("/")[0]
    yield from document.facets
