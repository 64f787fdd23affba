"""Patching a large segment: where the texts of a few documents changed, few of its shards do.

What comes of it is, byte for byte, what writing the segment anew would give.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from msgspec import Struct

from banmian.search import tables
from banmian.search.common import note
from banmian.search.documents import Document
from banmian.search.grams import postings
from banmian.search.runs import POSTING_BITS, Run, numbers, run
from banmian.search.segment import Months, Pack, Put, Segment, cut, of_files
from banmian.search.shard import BLOCK, blocks, decode, row, row_bits

if TYPE_CHECKING:
    from numpy import int64
    from numpy.typing import NDArray

Get = Callable[[str], bytes]
"""Gives a file of the segment as it was."""
Shards = list[tuple[int, str]]
"""Shards: their first keys, and their files."""
Levels = tuple[tuple[int, int], ...]
"""The common grams of a segment, and how common they are."""


class Old(Struct, frozen=True):
    """A segment as it was, and its common grams; what gives its files; the limit of its shards."""

    segment: Segment
    common: Levels
    get: Get
    limit: int


class Change(Struct, frozen=True):
    """An issue whose texts changed: the rank of its first document, what they were, what is now."""

    base: int
    before: tuple[Document, ...]
    now: Run


def patched(
    before: Old, changes: Sequence[Change], packs: Sequence[Pack], months: Months, put: Put
) -> tuple[Segment, Levels, tuple[str, ...]]:
    """Write a segment that has the documents of another, some of them with other texts.

    The shards of both are files, and have the same limit. `packs` and `months` are those of the
    new one. What stays of the old one's shards is not put: their names are given beside the
    segment and its common grams.

    Raises:
        BrokenError: when a file of the old one is not whole.
    """
    old = before.segment
    rows = _rows(old, before.get)
    differences = _differences(changes, old.size)
    kept = {  # shards of two rows can be alike, and one file
        name for number in rows.keys() - differences.keys() for _, name in rows[number]
    }
    bits = row_bits(old.size)
    levels = {gram: level for gram, level in before.common if gram >> bits not in differences}
    for number, (gone, come) in differences.items():
        there = rows.pop(number, [])
        changed = _changed([_numbers(old, one, before.get) for one in there], gone, come)
        if len(changed):
            found = list(cut(changed, old.size, before.limit))
            rows[number] = [(shard.first, put(shard.content)) for shard in found]
            note(levels, chain.from_iterable(shard.common for shard in found))
    told = [shard for number in sorted(rows) for shard in rows[number]]
    segment = of_files(old.size, months, told, packs, put)
    return segment, tuple(sorted(levels.items())), tuple(sorted(kept))


def _rows(old: Segment, get: Get) -> dict[int, Shards]:
    """Give the shards of a segment by row."""
    import numpy as np  # noqa: PLC0415 — slow to import, and most commands need none

    told = [
        (shard.first, shard.file)
        for table in old.tables
        for shard in tables.read(table, get(table.file))
    ]
    numbers_of_rows = row(np.array([first for first, _ in told], np.int64), old.size)
    rows: dict[int, Shards] = {}
    for number, shard in zip(numbers_of_rows.tolist(), told, strict=True):
        rows.setdefault(number, []).append(shard)
    return rows


def _numbers(old: Segment, shard: tuple[int, str], get: Get) -> "NDArray[int64]":
    """Give the postings of a shard as numbers."""
    count = blocks(old.size)
    held = decode(get(shard[1]), shard[0], old.size)
    ranks = held.keys % count * BLOCK + held.ranks
    return held.keys // count << POSTING_BITS | ranks << 1 | held.heads


def _differences(
    changes: Iterable[Change], size: int
) -> "Mapping[int, tuple[NDArray[int64], NDArray[int64]]]":
    """Give the postings that go and those that come, by row."""
    import numpy as np  # noqa: PLC0415

    every: list[list[NDArray[int64]]] = [[], []]
    for change in changes:
        before = numbers(run(postings(change.before), len(change.before)), change.base)
        now = numbers(change.now, change.base)
        every[0].append(np.setdiff1d(before, now, assume_unique=True))
        every[1].append(np.setdiff1d(now, before, assume_unique=True))
    gone, come = (np.sort(np.concatenate(some)) for some in every)
    of_gone, of_come = (_row_of(some, size) for some in (gone, come))
    touched = np.union1d(of_gone, of_come).tolist()
    return {n: (gone[of_gone == n], come[of_come == n]) for n in touched}


def _row_of(some: "NDArray[int64]", size: int) -> "NDArray[int64]":
    return row((some >> POSTING_BITS) * blocks(size), size)


def _changed(
    there: Sequence["NDArray[int64]"], gone: "NDArray[int64]", come: "NDArray[int64]"
) -> "NDArray[int64]":
    """Give the postings of a row without those that go, with those that come."""
    import numpy as np  # noqa: PLC0415

    kept = np.setdiff1d(np.concatenate([*there, gone[:0]]), gone, assume_unique=True)
    return np.sort(np.concatenate([kept, come]))
