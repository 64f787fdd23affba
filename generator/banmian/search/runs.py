"""Runs: the pairs of an issue, put by until segments are made of many; and many of them merged."""

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from banmian.search.grams import RANK_BITS
from banmian.search.shard import BLOCK, Postings, row
from banmian.search.varints import read_varints, varints

if TYPE_CHECKING:
    from numpy import int64
    from numpy.typing import NDArray

_RANK_BITS = 20
"""Bits of a document's rank in a segment: a million documents."""
POSTING_BITS = _RANK_BITS + 1
"""Bits of a posting behind its pair: the rank, and whether it is in the heads."""


class Run(Struct, frozen=True):
    """The pairs of an issue: how many documents it has, how many postings there are; and they.

    `pairs` says how far each is from the one before, `counts` how many documents have it, and
    `documents` of each its rank, twice, and whether the pair is in its heads; all are varints.
    """

    size: int
    count: int
    pairs: bytes
    counts: bytes
    documents: bytes


def run(found: "NDArray[int64]", size: int) -> Run:
    """Put by what `grams.postings` found in the documents of an issue."""
    import numpy as np  # noqa: PLC0415 — slow to import, and most commands need none

    pairs = found >> RANK_BITS + 1
    starts = np.flatnonzero(np.diff(pairs, prepend=-1))
    return Run(
        size,
        len(found),
        varints(np.diff(pairs[starts], prepend=0)),
        varints(np.diff(starts, append=len(found))),
        varints(found & (1 << RANK_BITS + 1) - 1),
    )


Apart = Callable[["Iterator[NDArray[int64]]"], "Iterable[NDArray[int64]]"]
"""Sorts numbers into ranges of whole rows, growing, so that memory need hold but one."""


def merged(runs: Iterable[Run], size: int, apart: Apart | None = None) -> Iterator[Postings]:
    """Merge the runs of a segment of `size` documents, the newest issue first: whole rows, growing.

    A posting is a number while it is sorted: pair, rank, heads; memory holds 8 bytes for each,
    unless `apart` puts them by.

    Raises:
        OverflowError: for more documents than ranks can tell apart.
    """
    import numpy as np  # noqa: PLC0415

    if size > 1 << _RANK_BITS:
        raise OverflowError(f"more than {1 << _RANK_BITS} documents in a segment")
    every = _numbers(runs)
    for some in apart(every) if apart else [np.concatenate([*every, np.zeros(0, np.int64)])]:
        some.sort()
        rows = row(some >> POSTING_BITS, min(size, BLOCK))
        edges = np.append(np.flatnonzero(np.diff(rows, prepend=-1)), len(some))
        for start, end in pairwise(edges):
            yield columns(some[start:end])


def _numbers(runs: Iterable[Run]) -> "Iterator[NDArray[int64]]":
    """Give the postings of each run as numbers, growing; ranks count on from run to run."""
    base = 0
    for one in runs:
        yield numbers(one, base)
        base += one.size


def numbers(one: Run, base: int) -> "NDArray[int64]":
    """Give the postings of a run as numbers; its first document has the rank `base`."""
    import numpy as np  # noqa: PLC0415

    pairs = np.cumsum(read_varints(one.pairs))
    every = np.repeat(pairs, read_varints(one.counts))
    found: NDArray[int64] = every << POSTING_BITS | read_varints(one.documents) + 2 * base
    return found


def columns(numbers: "NDArray[int64]") -> Postings:
    """Give numbers as postings."""
    import numpy as np  # noqa: PLC0415

    ranks = (numbers >> 1 & (1 << _RANK_BITS) - 1).astype(np.int32)
    return Postings(numbers >> POSTING_BITS, ranks, (numbers & 1).astype(bool))
