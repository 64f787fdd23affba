"""Common grams (常见字组): which grams many documents have, so that a query's rare ones come first.

Known of the index's largest segment, in three Bloom filters (Bloom 1970), one within the other:
nine or ten of a hundred rare grams pass for common ones, which costs bytes and never a result.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from banmian.search.sums import BrokenError, opened, sealed
from banmian.search.varints import read_varint, varint

if TYPE_CHECKING:
    from numpy import int64, uint32
    from numpy.typing import NDArray

LEVELS = (200, 50, 10)
"""A gram is common if more than one in so many documents has it; very; most."""
_BITS, _HASHES = 5, 3
"""Bits of a filter for each of its grams, and how many of them a gram sets."""
_WORD = 1 << 32
_HALF = 21
"""A gram's two halves have so many bits: `grams.BITS`."""
_FACTORS = (0x9E3779B1, 0x85EBCA6B, 0xC2B2AE35, 0x27D4EB2F)
"""Odd numbers that stir bits well (MurmurHash3 and xxHash have them)."""


class Common(Struct, frozen=True):
    """The filters, as bytes: the first of the common grams, the others of ever commoner ones."""

    filters: tuple[bytes, ...] = ()

    def level(self, gram: int) -> int:
        """Tell how common a gram is: 0, rare, to 3. It may be less common."""
        one, other = _stirred(gram)
        for level, bits in enumerate(self.filters):
            size = 8 * len(bits)
            places = ((one + n * other) % _WORD % size for n in range(_HASHES) if size)
            if not bits or not all(bits[at >> 3] >> (at & 7) & 1 for at in places):
                return level
        return len(self.filters)


def levels_of(counts: "NDArray[int64]", documents: int) -> "NDArray[int64]":
    """Give the level of each gram by how many of so many documents have it."""
    import numpy as np  # noqa: PLC0415 — slow to import, and most commands need none

    found: NDArray[int64] = np.add.reduce([counts * one > documents for one in LEVELS], dtype=int)
    return found


def note(levels: dict[int, int], found: Iterable[tuple[int, int]]) -> None:
    """Note grams with their levels: of one that is found again the highest counts."""
    for gram, level in found:
        levels[gram] = max(level, levels.get(gram, 0))


def write(levels: Mapping[int, int]) -> bytes:
    """Write filters of common grams, whose levels these are."""
    parts = []
    for level in range(1, len(LEVELS) + 1):
        bits = _filter([gram for gram, of_it in levels.items() if of_it >= level])
        parts.append(varint(len(bits)) + bits)
    return sealed(b"".join(parts))


def read(content: bytes) -> Common:
    """Read them.

    Raises:
        BrokenError: when the file is not whole.
    """
    said, at, filters = opened(content), 0, []
    for _ in LEVELS:
        if at >= len(said):
            raise BrokenError("a file of the search index is none of common grams")
        length, at = read_varint(said, at)
        filters.append(said[at : at + length])
        at += length
    return Common(tuple(filters))


def _filter(grams: list[int]) -> bytes:
    import numpy as np  # noqa: PLC0415

    size = -(-len(grams) * _BITS // 8)
    bits = np.zeros(8 * size, np.uint8)
    one, other = _stirred_all(np.array(grams, np.int64))
    for n in range(_HASHES if size else 0):
        bits[(one + np.uint32(n) * other) % np.uint32(8 * size)] = 1
    return np.packbits(bits, bitorder="little").tobytes()


def _stirred(gram: int) -> tuple[int, int]:
    """Give two numbers of 32 bits that depend on all bits of a gram."""
    first, second, third, fourth = _FACTORS
    stirred = ((gram >> _HALF) * first ^ (gram & (1 << _HALF) - 1) * second) % _WORD
    stirred = (stirred ^ stirred >> 16) * third % _WORD
    stirred ^= stirred >> 13
    again = stirred * fourth % _WORD
    return stirred, again ^ again >> 16


def _stirred_all(grams: "NDArray[int64]") -> "tuple[NDArray[uint32], NDArray[uint32]]":
    import numpy as np  # noqa: PLC0415

    first, second, third, fourth = map(np.uint32, _FACTORS)
    upper = (grams >> _HALF).astype(np.uint32)
    lower = (grams & (1 << _HALF) - 1).astype(np.uint32)
    stirred = upper * first ^ lower * second
    stirred = (stirred ^ stirred >> np.uint32(16)) * third
    stirred ^= stirred >> np.uint32(13)
    again = stirred * fourth
    return stirred, again ^ again >> np.uint32(16)
