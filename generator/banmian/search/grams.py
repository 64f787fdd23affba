"""Grams (二字组): the pairs of adjacent letters, digits or Chinese characters of a folded text.

A pair is a number: the first character's code point, then the second's, 21 bits each. Whatever is
a separator parts pairs; the set is fixed here, so that writer and readers agree for good.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from banmian.search.fold import fold

if TYPE_CHECKING:
    from numpy import bool_, int64
    from numpy.typing import NDArray

BITS = 21
"""Bits of a code point."""

SEPARATORS = (
    (0x0000, 0x002F),
    (0x003A, 0x0040),
    (0x005B, 0x0060),
    (0x007B, 0x00A9),
    (0x00AB, 0x00B4),
    (0x00B6, 0x00B9),
    (0x00BB, 0x00BF),
    (0x00D7, 0x00D7),
    (0x00F7, 0x00F7),
    (0x2010, 0x206F),
    (0x2190, 0x245F),
    (0x2500, 0x2BFF),
    (0x3001, 0x3004),
    (0x3008, 0x3020),
    (0x3030, 0x3030),
    (0x303D, 0x303D),
    (0x30FB, 0x30FB),
    (0xE000, 0xF8FF),
    (0xFE10, 0xFE6F),
    (0xFF00, 0xFF0F),
    (0xFF1A, 0xFF20),
    (0xFF3B, 0xFF40),
    (0xFF5B, 0xFF65),
    (0xFFE0, 0xFFFF),
)
"""Ranges of code points that part pairs, ends included."""

_PART = "\n"
"""Parts the lines of a document: a separator."""


def is_token(char: str) -> bool:
    """Tell whether a folded character belongs to pairs."""
    return not any(first <= ord(char) <= last for first, last in SEPARATORS)


def grams_of(text: str) -> tuple[int, ...]:
    """Give the pairs of a folded text, each once, in order."""
    found = (
        ord(one) << BITS | ord(other)
        for one, other in pairwise(text)
        if is_token(one) and is_token(other)
    )
    return tuple(dict.fromkeys(found))


def postings(documents: Sequence[tuple[str, str]]) -> "NDArray[int64]":
    """Give the postings of documents: of each its heads and its text, lines parted by line ends.

    A posting is a number: pair, then the document's rank (`RANK_BITS` bits), then whether the pair
    stands in its heads. They are sorted, each pair of a document is there once.
    """
    import numpy as np  # noqa: PLC0415 — slow to import, and most commands need none

    heads = [fold_lines(head) for head, _ in documents]
    bodies = [fold_lines(body) for _, body in documents]
    texts = [part for pair in zip(heads, bodies, strict=True) for part in pair]
    codes = np.frombuffer(_PART.join([*texts, ""]).encode("utf-32-le"), "<u4").astype(np.int64)
    lengths = [len(text) + 1 for text in texts]
    part = np.repeat(np.arange(len(texts)), lengths)
    token = _is_token(codes)
    both = token[:-1] & token[1:]
    pairs = (codes[:-1] << BITS | codes[1:])[both]
    numbers = part[:-1][both]
    rank, in_body = numbers >> 1, numbers & 1
    found = np.unique(pairs << (RANK_BITS + 1) | rank << 1 | in_body)
    first = np.ones(len(found), bool)
    first[1:] = (
        found[1:] >> 1 != found[:-1] >> 1
    )  # of a pair in both, that in the heads comes first
    return found[first] ^ 1


RANK_BITS = 20
"""Bits of a document's rank: as many as an issue may have."""


def fold_lines(text: str) -> str:
    """Fold the lines of a text, each by itself."""
    return _PART.join(map(fold, text.split(_PART)))


def _is_token(codes: "NDArray[int64]") -> "NDArray[bool_]":
    """Tell of each code point whether it belongs to pairs."""
    import numpy as np  # noqa: PLC0415

    edges = np.array([edge for first, last in SEPARATORS for edge in (first, last + 1)])
    found: NDArray[bool_] = np.searchsorted(edges, codes, "right") % 2 == 0
    return found
