"""A segment of the index: the shards of some issues, and the tables that lead to them.

Files are named by what is in them, so that a new edition never changes one that a reader has.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import accumulate, groupby, islice, pairwise
from math import log2
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from banmian.search import tables
from banmian.search.runs import POSTING_BITS, columns
from banmian.search.shard import BLOCK, Postings, Shard, blocks, row, shards, starts_of
from banmian.search.sums import BrokenError
from banmian.search.tables import NAME, Table

if TYPE_CHECKING:
    from numpy import int64
    from numpy.typing import NDArray

T = TypeVar("T")

GROUP, PACKED = 32, 64
"""Shards that one table leads to, where they are files, and where they lie behind it."""
_FEW = 1024
"""As many files one table leads to where a segment has no more: read before anything is asked."""
CHUNK = 1 << 14
"""Documents that one table leads to: a reader takes of it what it needs."""
KB = 1024
_MOST, _LEAST = 14 * KB, 2 * KB


class Pack(Struct, frozen=True):
    """The texts of some issues, one member behind the other: the file's name, their lengths."""

    name: bytes
    lengths: tuple[int, ...]


class Segment(Struct, frozen=True):
    """What a reader must know of a segment to begin.

    `size` counts its documents, the newest first; `months` counts those of each month (`2021-06`;
    "" for those of no date). `tables` are those of shards; `chunks` the files with the tables of
    documents, of `CHUNK` each.
    """

    size: int
    months: tuple[tuple[str, int], ...]
    tables: tuple[Table, ...]
    chunks: tuple[str, ...]


Put = Callable[[bytes], str]
"""Takes a file, and gives its name."""


def name_of(content: bytes) -> str:
    """Give the name of a file."""
    return blake2b(content, digest_size=NAME).hexdigest()


Months = tuple[tuple[str, int], ...]
"""How many documents there are of each month, the newest first."""


def limit_of(size: int, largest: int) -> int:
    """Tell how many bytes a shard of a segment has at most, unless one list alone has more.

    A query reads a shard of each segment, so fewest bytes for as many files are read where shards
    grow with the root of their segment; `largest` is the size of the largest. By halves, so that
    the limit seldom changes: `bench/search.py` has what comes of it.
    """
    halves = round(log2(max(largest, 1) / max(size, 1)) / 2)
    return max(_MOST >> halves, _LEAST)


def cut(numbers: "NDArray[int64]", size: int, limit: int) -> Iterator[Shard]:
    """Sort postings of a segment of `size` documents, whole rows of them, and cut them.

    They are numbers, as `runs` has them; `limit` is that of a shard's bytes.
    """
    import numpy as np  # noqa: PLC0415 — slow to import, and most commands need none

    numbers.sort()
    rows = row((numbers >> POSTING_BITS) * blocks(size), size)
    edges = np.append(starts_of(rows), len(numbers))
    for start, end in pairwise(edges):
        yield from shards(_in_blocks(columns(numbers[start:end]), size), size, limit)


def write(
    cut: Iterable[Shard],
    packs: Sequence[Pack],
    months: Months,
    put: Put,
    *,
    as_packs: bool = False,
) -> Segment:
    """Write a segment: its files go to `put`, one by one.

    `cut` are its shards, in order; `packs` are the packs of its texts, newest first. `as_packs`
    tells how the shards are transported.
    """
    size = sum(len(pack.lengths) for pack in packs)
    if as_packs:
        found = tuple(_pack(some, put) for some in _batched(iter(cut), PACKED))
        return Segment(size, months, found, _chunks(packs, put))
    return of_files(size, months, [(one.first, put(one.content)) for one in cut], packs, put)


def of_files(
    size: int, months: Months, told: Sequence[tuple[int, str]], packs: Iterable[Pack], put: Put
) -> Segment:
    """Write the tables of a segment; `told` are its shards: their first keys and files."""
    group = _FEW if len(told) <= _FEW else GROUP
    found = (Table(some[0][0], put(tables.of_files(some))) for some in _batched(iter(told), group))
    return Segment(size, months, tuple(found), _chunks(packs, put))


def _pack(some: Sequence[Shard], put: Put) -> Table:
    content, end = tables.packed(some)
    return Table(some[0].first, put(content), end)


def _batched(all_: Iterator[T], size: int) -> Iterator[list[T]]:
    while some := list(islice(all_, size)):
        yield some


def _in_blocks(postings: Postings, size: int) -> Postings:
    """Have the lists of a large segment's blocks stand apart, the newest first."""
    count = blocks(size)
    if count == 1:
        return postings
    keys = postings.keys * count + postings.ranks // BLOCK  # which grow as they stand
    return Postings(keys, postings.ranks % BLOCK, postings.heads)


class Member(Struct, frozen=True):
    """Where the text of a document is: in which pack, from which byte, how many."""

    pack: str
    start: int
    length: int


_START, _LENGTH = 4, 3
MEMBER = NAME + _START + _LENGTH
"""Bytes of a document's entry in a table."""


def _chunks(packs: Iterable[Pack], put: Put) -> tuple[str, ...]:
    """Write the tables of documents; give their files."""
    entries = [
        pack.name + start.to_bytes(_START, "little") + length.to_bytes(_LENGTH, "little")
        for pack in packs
        for start, length in zip(accumulate((0, *pack.lengths)), pack.lengths, strict=False)
    ]
    return tuple(put(b"".join(entries[n : n + CHUNK])) for n in range(0, len(entries), CHUNK))


def read_member(entry: bytes) -> Member:
    """Read a document's entry.

    Raises:
        BrokenError: when it is not whole.
    """
    if len(entry) != MEMBER:
        raise BrokenError("a table is not whole")
    start, length = entry[NAME : NAME + _START], entry[NAME + _START :]
    name = entry[:NAME].hex()
    return Member(name, int.from_bytes(start, "little"), int.from_bytes(length, "little"))


def packs(table: bytes) -> Iterator[str]:
    """Give the packs that a table of documents leads to, each once where they stand together."""
    names = (table[n : n + NAME] for n in range(0, len(table), MEMBER))
    return (name.hex() for name, _ in groupby(names))
