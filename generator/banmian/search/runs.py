"""Runs: the postings of an issue, put by until a segment is made of many; and they as numbers.

A posting is a number: gram, rank, whether it is in the heads. So it is sorted.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from banmian.search.grams import RANK_BITS
from banmian.search.shard import Postings, starts_of
from banmian.search.varints import read_varints, varints

if TYPE_CHECKING:
    from numpy import int64
    from numpy.typing import NDArray

POSTING_BITS = RANK_BITS + 1
"""Bits of a posting behind its gram: the rank, and whether it is in the heads."""


class Run(Struct, frozen=True):
    """The grams of an issue: how many documents it has, how many postings there are; and they.

    `grams` says how far each is from the one before, `counts` how many documents have it, and
    `documents` of each its rank, twice, and whether the gram is in its heads; all are varints.
    """

    size: int
    count: int
    grams: bytes
    counts: bytes
    documents: bytes


def run(found: "NDArray[int64]", size: int) -> Run:
    """Put by what `grams.postings` found in the documents of an issue."""
    import numpy as np  # noqa: PLC0415 — slow to import, and most commands need none

    grams = found >> RANK_BITS + 1
    starts = starts_of(grams)
    return Run(
        size,
        len(found),
        varints(np.diff(grams[starts], prepend=0)),
        varints(np.diff(starts, append=len(found))),
        varints(found & (1 << RANK_BITS + 1) - 1),
    )


def each(runs: Iterable[Run]) -> "Iterator[NDArray[int64]]":
    """Give the postings of each run as numbers, growing; ranks count on from run to run.

    Raises:
        OverflowError: for more documents than ranks can tell apart.
    """
    base = 0
    for one in runs:
        yield numbers(one, base)
        base += one.size
        if base > 1 << RANK_BITS:
            raise OverflowError(f"more than {1 << RANK_BITS} documents in a segment")


def together(runs: Iterable[Run]) -> "NDArray[int64]":
    """Give the postings of all runs as numbers: 8 bytes for each."""
    import numpy as np  # noqa: PLC0415

    return np.concatenate([*each(runs), np.zeros(0, np.int64)])


def numbers(one: Run, base: int) -> "NDArray[int64]":
    """Give the postings of a run as numbers; its first document has the rank `base`."""
    import numpy as np  # noqa: PLC0415

    grams = np.cumsum(read_varints(one.grams))
    every = np.repeat(grams, read_varints(one.counts))
    found: NDArray[int64] = every << POSTING_BITS | read_varints(one.documents) + 2 * base
    return found


def columns(numbers: "NDArray[int64]") -> Postings:
    """Give numbers as postings."""
    import numpy as np  # noqa: PLC0415

    ranks = (numbers >> 1 & (1 << RANK_BITS) - 1).astype(np.int32)
    return Postings(numbers >> POSTING_BITS, ranks, (numbers & 1).astype(bool))
