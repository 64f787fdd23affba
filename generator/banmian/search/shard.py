"""Shards: a range of grams with the lists of documents that have them, as bytes; and back.

`docs/search-format.md` has the format. Lists are Golomb–Rice coded; the quotients of a shard, its
remainders and its head flags are three strings of bits, so that numpy reads them at once.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from banmian.search import facets
from banmian.search.common import levels_of
from banmian.search.sums import opened, sealed
from banmian.search.varints import lengths, read_varint, read_varints, varints

if TYPE_CHECKING:
    from numpy import bool_, int32, int64, uint8
    from numpy.typing import NDArray

BLOCK = 1 << 16
"""Documents of a segment whose lists stand together; of a larger segment, each block's apart."""
LARGE = 4000
"""Documents of a segment that is too large to be sorted in memory."""
_ROWS = ((200_000, 13), (LARGE, 27), (400, 32), (0, 42))
"""Documents of a segment, and the last bits in which the grams of a row differ: of a small one all.

Fewer rows fill shards better; more of them take less memory to write, and less to write again.
"""


class Postings(Struct, frozen=True):
    """Lists of documents, sorted by key, then rank: three columns, one row a posting.

    `keys` are what is looked up, `ranks` the documents, `heads` whether it is in their heads.
    """

    keys: "NDArray[int64]"
    ranks: "NDArray[int32]"
    heads: "NDArray[bool_]"

    def rows(self, start: int, end: int) -> "Postings":
        """Give some of the rows."""
        return Postings(self.keys[start:end], self.ranks[start:end], self.heads[start:end])


class Shard(Struct, frozen=True):
    """A shard: its first key, its content; the common grams in it with their levels, by block."""

    first: int
    content: bytes
    common: tuple[tuple[int, int], ...] = ()


def blocks(size: int) -> int:
    """Tell how many blocks a segment of so many documents has."""
    return max(1, -(-size // BLOCK))


def row(keys: "NDArray[int64]", size: int) -> "NDArray[int64]":
    """Give the row of each key of a segment of so many documents: no shard has keys of two."""
    return keys // blocks(size) >> row_bits(size)


def row_bits(size: int) -> int:
    """Give the last bits in which the grams of a row can differ, in a segment of so many."""
    return next(bits for more_than, bits in _ROWS if size > more_than or not more_than)


def shards(postings: Postings, size: int, limit: int) -> Iterator[Shard]:
    """Cut postings of a segment of `size` documents, whole rows of them, into shards.

    Where it is cut depends on nothing but what is in a range: a row, or range of keys in it, whose
    bytes are more than `limit` is halved, and what lies on both sides of the cut joined where it
    fits. So a change somewhere leaves the shards elsewhere as they are.
    """
    import numpy as np  # noqa: PLC0415

    if not len(postings.keys):
        return
    starts = starts_of(postings.keys)
    keys, counts = postings.keys[starts], np.diff(starts, append=len(postings.keys))
    bits = _list_bits(postings, starts, counts, size)
    deltas = np.diff(keys, prepend=keys[0])
    bytes_ = 8 * (lengths(2 * deltas + 1) + np.where(counts > 1, lengths(counts - 2), 0))
    ends = np.append(0, np.cumsum(bits + bytes_))
    edges = np.append(starts, len(postings.keys))
    grams = keys // blocks(size)
    is_gram = (grams < facets.KEYS.start) | (grams >= facets.KEYS.stop)
    common = levels_of(counts, min(size, BLOCK)) * is_gram
    width = blocks(size) << row_bits(size)
    rows = [*starts_of(row(keys, size)).tolist(), len(keys)]
    for start, end in pairwise(rows):
        low = int(keys[start]) // width * width
        cuts = [*_cuts(keys, ends, (start, end), (low, low + width), 8 * limit), end]
        for a, b in pairwise(cuts):
            content = encode(postings.rows(int(edges[a]), int(edges[b])), size)
            often = a + np.flatnonzero(common[a:b])
            grams = (keys[often] // blocks(size)).tolist()
            yield Shard(
                int(keys[a]), content, tuple(zip(grams, common[often].tolist(), strict=True))
            )


def _cuts(
    keys: "NDArray[int64]",
    ends: "NDArray[int64]",
    lists: tuple[int, int],
    between: tuple[int, int],
    limit: int,
) -> list[int]:
    """Give where shards begin, of these lists; `ends` counts the bits of all lists before each.

    `between` is the range of the keys, its end not included.
    """

    def bits(start: int, end: int) -> int:
        return int(ends[end] - ends[start])

    halved: list[tuple[int, int]] = []  # how large the range was, and where it was halved
    waiting = [(*between, *lists)]
    while waiting:
        low, high, start, end = waiting.pop()
        if end - start < 2 or bits(start, end) <= limit:
            continue
        middle = (low + high) // 2
        at = start + int(keys[start:end].searchsorted(middle))
        if start < at < end:
            halved.append((high - low, at))
        waiting += [(middle, high, at, end), (low, middle, start, at)]
    first, last = lists
    edges = sorted(at for _, at in halved)
    before = dict(zip(edges, [first, *edges], strict=False))
    after = dict(zip(edges, [*edges[1:], last], strict=False))
    for _, at in sorted(halved):  # the smallest ranges first
        if bits(before[at], after[at]) <= limit:
            start, end = before.pop(at), after.pop(at)
            after.update({start: end} if start > first else {})
            before.update({end: start} if end < last else {})
    return [first, *sorted(before)]


def _list_bits(
    postings: Postings, starts: "NDArray[int64]", counts: "NDArray[int64]", size: int
) -> "NDArray[int64]":
    """Count the bits of each list."""
    import numpy as np  # noqa: PLC0415

    low = _low_bits(counts, size)
    high = _gaps(postings.ranks, starts) >> np.repeat(low.astype(np.uint8), counts)
    bits: NDArray[int64] = np.add.reduceat(high, starts, dtype=np.int64) + counts * (low + 2)
    return bits


def encode(postings: Postings, size: int) -> bytes:
    """Write postings of a segment of `size` documents as a shard."""
    import numpy as np  # noqa: PLC0415

    starts = starts_of(postings.keys)
    counts = np.diff(starts, append=len(postings.keys))
    deltas = np.diff(postings.keys[starts], prepend=postings.keys[0])
    more = counts > 1
    low = np.repeat(_low_bits(counts, size), counts)
    gaps = _gaps(postings.ranks, starts)
    ends = np.cumsum((gaps >> low) + 1)
    high = np.zeros(int(ends[-1]), bool)
    high[ends - 1] = True
    unary = np.packbits(high, bitorder="little").tobytes()
    tokens, more_of = varints(2 * deltas + more), varints(counts[more] - 2)
    sizes = [len(starts), len(tokens), len(more_of), len(unary)]
    head = varints(np.array(sizes)) + tokens + more_of
    flags = np.packbits(postings.heads, bitorder="little").tobytes()
    content = head + unary + _packed(gaps, low) + flags
    return sealed(content, int(postings.keys[0]) + size)


def decode(content: bytes, first: int, size: int) -> Postings:
    """Read a shard whose first key this is.

    Raises:
        BrokenError: when it is not whole.
    """
    import numpy as np  # noqa: PLC0415

    said = opened(content, first + size)
    sizes, at = [], 0
    for _ in range(4):
        number, at = read_varint(said, at)
        sizes.append(number)
    lists, tokens, more_of, unary = sizes
    found = read_varints(said[at : at + tokens])
    at += tokens
    more = (found & 1).astype(bool)
    keys = first + np.cumsum(found >> 1)
    counts = np.ones(lists, np.int64)
    counts[more] = read_varints(said[at : at + more_of]) + 2
    at += more_of
    total = int(counts.sum())
    low = np.repeat(_low_bits(counts, size), counts)
    ones = np.flatnonzero(_bits(said[at : at + unary]))[:total]
    high = np.diff(ones, prepend=-1) - 1
    at += unary
    end = at + (int(low.sum()) + 7) // 8
    gaps = high << low | _unpacked(said[at:end], low)
    heads = _bits(said[end:])[:total].astype(bool)
    starts = np.cumsum(counts) - counts
    ranks = np.cumsum(gaps + 1) - 1
    ranks -= np.repeat(np.where(starts > 0, ranks[starts - 1] + 1, 0), counts)
    return Postings(np.repeat(keys, counts), ranks.astype(np.int32), heads)


def starts_of(keys: "NDArray[int64]") -> "NDArray[int64]":
    """Give where each list begins, of keys that stand together."""
    import numpy as np  # noqa: PLC0415

    first = np.ones(len(keys), bool)
    np.not_equal(keys[1:], keys[:-1], out=first[1:])
    return np.flatnonzero(first)


def _gaps(ranks: "NDArray[int32]", starts: "NDArray[int64]") -> "NDArray[int32]":
    """Give how many documents lie between one of a list and the next; before the first, too."""
    import numpy as np  # noqa: PLC0415

    gaps = np.empty_like(ranks)
    np.subtract(ranks[1:], ranks[:-1] + 1, out=gaps[1:])
    gaps[starts] = ranks[starts]
    return gaps


def _low_bits(counts: "NDArray[int64]", size: int) -> "NDArray[int64]":
    """Give how many bits of a gap are written as they are, in a list of so many of all documents.

    The largest power of two that is at most ln 2 × the mean gap (Golomb 1966; Rice 1979).
    """
    import numpy as np  # noqa: PLC0415

    ideal = size * 709 // (counts * 1024)
    bits: NDArray[int64] = np.frexp(ideal.astype(float))[1].astype(np.int64) - 1
    return np.maximum(bits, 0)


def _packed(gaps: "NDArray[int32]", low: "NDArray[int64]") -> bytes:
    """Write the low bits of the gaps, one after the other."""
    import numpy as np  # noqa: PLC0415

    starts = np.cumsum(low) - low
    size = (int(low.sum()) + 7) // 8
    shifted = (gaps & (1 << low) - 1) << (starts & 7)
    out = np.zeros(size + 8)
    for n in _bytes_of(low):  # no two gaps share a bit: what meets in a byte adds up to it
        part = np.bincount((starts >> 3) + n, weights=shifted >> 8 * n & 255)
        out[: len(part)] += part
    return out[:size].astype(np.uint8).tobytes()


def _unpacked(content: bytes, low: "NDArray[int64]") -> "NDArray[int64]":
    """Read what `_packed` wrote."""
    import numpy as np  # noqa: PLC0415

    starts = np.cumsum(low) - low
    there = np.frombuffer(content + bytes(8), np.uint8)
    found = np.zeros(len(low), np.int64)
    for n in _bytes_of(low):
        found |= there[(starts >> 3) + n].astype(np.int64) << 8 * n
    gaps: NDArray[int64] = found >> (starts & 7) & (1 << low) - 1
    return gaps


def _bytes_of(low: "NDArray[int64]") -> range:
    """Number the bytes over which the low bits of a gap can go."""
    return range((int(low.max(initial=0)) + 14) // 8)


def _bits(content: bytes) -> "NDArray[uint8]":
    import numpy as np  # noqa: PLC0415

    return np.unpackbits(np.frombuffer(content, np.uint8), bitorder="little")
