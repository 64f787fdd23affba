"""Parts: what an issue adds to the index, put by until the segment that it is in is written."""

from collections.abc import Sequence

from msgspec import Struct

from banmian.search.documents import Document
from banmian.search.fold import variants
from banmian.search.grams import postings
from banmian.search.runs import Run, run
from banmian.search.texts import pack
from banmian.search.values import Head, head


class Part(Struct, frozen=True):
    """An issue's documents for search: their postings, their texts, and how long each text is.

    `heads` are their titles and facets, `variants` the traditional characters in them.
    """

    run: Run
    texts: bytes
    lengths: tuple[int, ...]
    heads: tuple[Head, ...]
    variants: str


def part(documents: Sequence[Document]) -> Part:
    """Give the part of an issue."""
    texts, lengths = pack(documents)
    heads = tuple(map(head, documents))
    found = variants(line for one in documents for line in (one.title, *one.lines))
    return Part(run(postings(documents), len(documents)), texts, lengths, heads, found)
