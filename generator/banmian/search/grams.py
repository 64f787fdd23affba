"""Grams (二字组): the pairs of adjacent letters, digits or Chinese characters of a folded text.

A pair is a number: the first character's code point, then the second's, 21 bits each. Whatever is
a separator parts pairs; the set is fixed here, so that writer and readers agree for good.
"""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from banmian.search import facets
from banmian.search.documents import Document
from banmian.search.fold import table
from banmian.search.shard import starts_of

if TYPE_CHECKING:
    from numpy import bool_, int64
    from numpy.typing import NDArray

BITS = 21
"""Bits of a code point."""
RANK_BITS = 20
"""Bits of a document's rank in an issue, and in a segment: a million documents."""

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


def postings(documents: Sequence[Document]) -> "NDArray[int64]":
    """Give the postings of documents: which of them have a pair, or a facet's value.

    A posting is a number: key, then the document's rank (`RANK_BITS` bits), then whether the key
    stands in its title. They are sorted, each key of a document is there once.
    """
    import numpy as np  # noqa: PLC0415 — slow to import, and most commands need none

    kept = np.concatenate([_of_pairs(documents), _of_facets(documents)])
    kept.sort()
    return kept


def _of_facets(documents: Sequence[Document]) -> "NDArray[int64]":
    import numpy as np  # noqa: PLC0415

    keys = {
        facets.key(*one) << RANK_BITS + 1 | rank << 1
        for rank, document in enumerate(documents)
        for one in facets.facets_of(document)
    }
    return np.fromiter(keys, np.int64, len(keys))


def _of_pairs(documents: Sequence[Document]) -> "NDArray[int64]":
    import numpy as np  # noqa: PLC0415

    texts = [f"{part}\n" for one in documents for part in (one.title, "\n".join(one.lines))]
    codes = np.frombuffer("".join(texts).encode("utf-32-le"), "<u4").astype(np.int64)
    parts = np.repeat(np.arange(len(texts)), list(map(len, texts)))
    folded = _folded(codes)
    there = folded > 0
    codes, parts = folded[there], parts[there]
    token = _is_token(codes)
    both = token[:-1] & token[1:]
    pairs = (codes[:-1] << BITS | codes[1:])[both]
    numbers = parts[:-1][both]  # twice the rank, and one more in the body
    found = np.sort(pairs << (RANK_BITS + 1) | numbers)
    kept: NDArray[int64] = (
        found[starts_of(found >> 1)] ^ 1
    )  # of a pair in both the title's is first
    return kept


def _folded(codes: "NDArray[int64]") -> "NDArray[int64]":
    """Fold each code point, to 0 where it does not count; what parts lines stays."""
    folds = table()
    small = codes < len(folds)
    found = codes.copy()
    found[small] = folds[codes[small]]
    found[codes == ord(_PART)] = ord(_PART)
    return found


def _is_token(codes: "NDArray[int64]") -> "NDArray[bool_]":
    """Tell of each code point whether it belongs to pairs."""
    import numpy as np  # noqa: PLC0415

    tokens = _tokens()
    found: NDArray[bool_] = tokens[np.minimum(codes, len(tokens) - 1)]
    return found


@cache
def _tokens() -> "NDArray[bool_]":
    """Tell it of each code point of 16 bits; at last of all that are larger."""
    import numpy as np  # noqa: PLC0415

    edges = np.array([edge for first, last in SEPARATORS for edge in (first, last + 1)])
    found: NDArray[bool_] = np.searchsorted(edges, np.arange((1 << 16) + 1), "right") % 2 == 0
    return found
