"""Reading the index as a browser does: a few shards, then the texts of what they promise.

Exact: whatever is found was seen in the text itself, and whatever has a text in it has its grams.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeVar

from msgspec import Struct

from banmian.search import facets, tables
from banmian.search.common import Common
from banmian.search.documents import Document
from banmian.search.grams import sought
from banmian.search.query import Query
from banmian.search.segment import CHUNK, MEMBER, Segment, read_member
from banmian.search.shard import BLOCK, blocks, decode
from banmian.search.tables import Place, Table
from banmian.search.texts import unpack

P = TypeVar("P", Table, Place)

Fetch = Callable[[str, int, int | None], bytes]
"""Gives a file by name, from a byte to another, not included; None: to its end."""

ENOUGH = 12
"""Documents that may be looked at without looking up more grams."""
_LEAST, _MOST = 2, 4
"""Grams of a query that are looked up whatever comes of them: by them titles come first."""
_SHARES = (400, 100, 25, 5)
"""One in so many documents has a gram of a level, about."""
NOTHING = Common()
"""What is known of common grams where nothing is."""
NEWEST = 200
"""Documents that are given where a query has no gram: the newest."""

Ranks = Mapping[int, bool]
"""Documents, growing; of each whether its title may have what is looked for."""


class Found(Struct, frozen=True):
    """A document that answers a query, and its rank in its segment."""

    segment: int
    rank: int
    document: Document


class Reader:
    """Finds documents in the segments of an index; what it fetched it keeps."""

    def __init__(self, segments: Sequence[Segment], fetch: Fetch, common: Common = NOTHING) -> None:
        self.segments, self._fetch, self._common = segments, fetch, common
        self._size = sum(one.size for one in segments)
        self._files: dict[tuple[str, int], bytes] = {}

    def find(self, query: Query) -> Iterator[Found]:
        """Give the documents that answer a query.

        First those whose title may have all of its terms, then the others; of each the newest
        first. Where the query is for terms without a pair, `NEWEST` are given.

        Raises:
            BrokenError: when a file is not whole.
        """
        promised = [
            (heads and not query.newest, number, rank)
            for number, segment in enumerate(() if query.is_empty else self.segments)
            for rank, heads in self._candidates(segment, query).items()
        ]
        promised.sort(key=lambda one: (not one[0], *one[1:]))
        found = self._seen(query, promised)
        return islice(found, NEWEST) if is_limited(query) else found

    def every(self) -> Iterator[Document]:
        """Give all documents.

        Raises:
            BrokenError: when a file is not whole.
        """
        for segment in self.segments:
            yield from (self.document(segment, rank) for rank in range(segment.size))

    def _seen(self, query: Query, promised: Iterable[tuple[bool, int, int]]) -> Iterator[Found]:
        for _, number, rank in promised:
            document = self.document(self.segments[number], rank)
            if query.is_answered_by(document):
                yield Found(number, rank, document)

    def _candidates(self, segment: Segment, query: Query) -> Ranks:
        """Give the documents that may answer a query, and whether their titles may."""
        grams = spread(query.terms, self._common)
        found = {
            rank: bool(grams)
            for start, end, month in _months(segment)
            if query.may_be_of(month)
            for rank in range(start, end)
        }
        count = at_first(grams, self._common, self._size)
        first, rest = grams[:count], grams[count:]
        for gram in first:
            ranks = self._ranks(segment, gram)
            found = {r: titled and ranks[r] for r, titled in found.items() if r in ranks}
        for key in (*(facets.key(*one) for one in query.facets.items()), *rest):
            ranks = self._ranks(segment, key)
            found = {r: titled for r, titled in found.items() if r in ranks}
        if query.title and grams:
            return {rank: True for rank, titled in found.items() if titled}
        return found

    def _ranks(self, segment: Segment, key: int) -> Ranks:
        """Give the documents of a segment that have a key, and whether their titles have it."""
        found: dict[int, bool] = {}
        count = blocks(segment.size)
        for block in range(count):
            in_block = key * count + block
            table = _at(segment.tables, in_block)
            if table is None:
                continue
            content = self._file(table.file, 0, table.end or None)
            shard = _at(tables.read(table, content), in_block)
            if shard is None:
                continue
            content = self._file(shard.file, shard.start, shard.end)
            held = decode(content, shard.first, segment.size)
            start, end = held.keys.searchsorted([in_block, in_block + 1]).tolist()
            ranks = (held.ranks[start:end] + block * BLOCK).tolist()
            found.update(zip(ranks, held.heads[start:end].tolist(), strict=True))
        return found

    def document(self, segment: Segment, rank: int) -> Document:
        """Give a document of a segment.

        Raises:
            BrokenError: when a file is not whole.
        """
        table, at = segment.chunks[rank // CHUNK], rank % CHUNK * MEMBER
        member = read_member(self._fetch(table, at, at + MEMBER))
        return unpack(self._fetch(member.pack, member.start, member.start + member.length))

    def _file(self, name: str, start: int, end: int | None) -> bytes:
        if (name, start) not in self._files:
            self._files[name, start] = self._fetch(name, start, end)
        return self._files[name, start]


def is_limited(query: Query) -> bool:
    """Tell whether a query is for terms of which no gram is known: then the newest are given."""
    return bool(query.terms) and not any(map(sought, query.terms))


def at_first(grams: Sequence[int], common: Common, size: int) -> int:
    """Tell how many of a query's grams are looked up first, in an index of `size` documents.

    As many as leave few documents, if it is by chance what documents have which. The order of
    what is found depends on it; and a browser looks them up at once.
    """
    left, count = float(size), 0
    while count < len(grams) and (count < _LEAST or (count < _MOST and left > ENOUGH / 2)):
        left /= _SHARES[common.level(grams[count])]
        count += 1
    return count


def spread(terms: Sequence[str], common: Common) -> tuple[int, ...]:
    """Give the grams of the terms, the rarest first.

    Of those as common, those of the longest term first: the first of each, the last, those in the
    middle, the others.
    """
    ordered = sorted(terms, key=len, reverse=True)
    of_each = [grams for grams in map(sought, ordered) if grams]
    places = [[one[0], one[-1], one[len(one) // 2]] for one in of_each]
    some = [gram for place in zip(*places, strict=True) for gram in place]
    every = dict.fromkeys((*some, *(gram for one in of_each for gram in one)))
    return tuple(sorted(every, key=common.level))


def _months(segment: Segment) -> Iterator[tuple[int, int, str]]:
    """Give the ranks of each month: the first, the one behind the last, the month."""
    start = 0
    for month, count in segment.months:
        yield start, start + count, month
        start += count


def _at(places: Sequence[P], key: int) -> P | None:
    """Give the last that begins at a key or before; None where there is none."""
    at = bisect_right(places, key, key=lambda one: one.first)
    return places[at - 1] if at else None
