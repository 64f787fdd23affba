"""Reading the index as a browser does: a few shards, then the texts of what they promise.

Exact: whatever is found was seen in the text itself, and whatever has a text in it has its pairs.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from banmian.search.fold import fold
from banmian.search.grams import grams_of
from banmian.search.index import Document
from banmian.search.segment import CHUNK, MEMBER, Segment, read_group, read_member
from banmian.search.shard import BLOCK, blocks, decode
from banmian.search.texts import unpack

Fetch = Callable[[str, int, int | None], bytes]
"""Gives a file by name, from a byte to another, not included; None: to its end."""

ENOUGH = 12
"""Documents that may be looked at without looking up more pairs."""
NEWEST = 200
"""Documents that are looked at where a query has no pair."""


class Found(Struct, frozen=True):
    """A document in which a query is, and its rank in its segment."""

    segment: int
    rank: int
    document: Document


def terms(query: str) -> tuple[str, ...]:
    """Give the folded terms of a query: blanks set them apart, each counts once."""
    return tuple(dict.fromkeys(filter(None, map(fold, query.split()))))


class Reader:
    """Finds documents in the segments of an index; what it fetched it keeps."""

    def __init__(self, segments: Sequence[Segment], fetch: Fetch) -> None:
        self.segments, self._fetch = segments, fetch
        self._files: dict[str, bytes] = {}

    def find(self, query: str, *, newest: bool = False) -> Iterator[Found]:
        """Give the documents in which every term of a query is.

        First those whose title may have all of them, then the others; of each the newest first.
        With `newest` that alone counts.

        Raises:
            BrokenError: when a file is not whole.
        """
        wanted = terms(query)
        promised = [
            (heads and not newest, number, rank)
            for number, segment in enumerate(self.segments if wanted else ())
            for rank, heads in self._candidates(segment, wanted).items()
        ]
        for _, number, rank in sorted(promised, key=lambda one: (not one[0], *one[1:])):
            document = self._document(self.segments[number], rank)
            if holds(document, wanted):
                yield Found(number, rank, document)

    def _candidates(self, segment: Segment, wanted: Sequence[str]) -> dict[int, bool]:
        """Give the documents that may hold all terms, and whether their titles may."""
        grams = _spread(wanted)
        if not grams:
            return dict.fromkeys(range(min(NEWEST, segment.size)), False)
        found: dict[int, bool] | None = None
        for gram in grams:
            if found is not None and len(found) <= ENOUGH:
                break
            ranks = self._ranks(segment, gram)
            if found is None:
                found = ranks
            else:
                found = {r: heads and ranks[r] for r, heads in found.items() if r in ranks}
        return found or {}

    def _ranks(self, segment: Segment, gram: int) -> dict[int, bool]:
        """Give the documents of a segment that have a pair, and whether their titles have it."""
        found: dict[int, bool] = {}
        count = blocks(segment.size)
        for block in range(count):
            key = gram * count + block
            table = _at(segment.groups, key)
            if table is None:
                continue
            shard = _at(read_group(self._file(table[1])), key)
            if shard is None:
                continue
            held = decode(self._file(shard[1]), shard[0], segment.size)
            start, end = held.keys.searchsorted([key, key + 1]).tolist()
            ranks = (held.ranks[start:end] + block * BLOCK).tolist()
            found.update(zip(ranks, held.heads[start:end].tolist(), strict=True))
        return found

    def _document(self, segment: Segment, rank: int) -> Document:
        table, at = segment.chunks[rank // CHUNK], rank % CHUNK * MEMBER
        member = read_member(self._fetch(table, at, at + MEMBER))
        return unpack(self._fetch(member.pack, member.start, member.start + member.length))

    def _file(self, name: str) -> bytes:
        if name not in self._files:
            self._files[name] = self._fetch(name, 0, None)
        return self._files[name]


def holds(document: Document, wanted: Sequence[str]) -> bool:
    """Tell whether every term is in a line of a document, or in its title."""
    lines = [fold(line) for line in (document.title, *document.lines)]
    return all(any(term in line for line in lines) for term in wanted)


def _spread(wanted: Sequence[str]) -> tuple[int, ...]:
    """Give the pairs of the terms: first those that say most together, of each term its ends."""
    of_each = [grams_of(term) for term in sorted(wanted, key=len, reverse=True)]
    ends = [gram for grams in of_each if grams for gram in (grams[0], grams[-1])]
    return tuple(dict.fromkeys((*ends, *(gram for grams in of_each for gram in grams))))


def _at(table: Sequence[tuple[int, str]], key: int) -> tuple[int, str] | None:
    """Give the last entry that begins at a key or before; None where there is none."""
    place = bisect_right(table, key, key=lambda entry: entry[0])
    return table[place - 1] if place else None
