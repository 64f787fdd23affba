"""Grams (字组): the pairs of adjacent letters, digits or Chinese characters of a folded text.

A pair is a number: the first character's code point, then the second's, 21 bits each. Whatever is
a separator parts pairs; the set is fixed here, so that writer and readers agree for good.

Digits and Latin letters are few, so their pairs tell little (`11日`, `2月19`): three characters of
which two or more are such are a gram too, a triple. As a number it is the one that is left, then a
code point of private use, which no text has a pair with.
"""

from collections.abc import Iterator, Sequence
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
_FEW = "0123456789abcdefghijklmnopqrstuvwxyz"
_TRIPLES = 0xE000
"""The first code point that a triple has for its two of these few."""
_FORMS = ((0, 1, 2), (1, 2, 0), (0, 2, 1))
"""Where a triple has the two, and the one that is left; the first form that it has counts."""


def is_token(char: str) -> bool:
    """Tell whether a folded character belongs to pairs."""
    return not any(first <= ord(char) <= last for first, last in SEPARATORS)


def placed(text: str) -> Iterator[tuple[int, int]]:
    """Give the pairs and triples of a folded text, in order: where each begins, and it."""
    for at, pair in enumerate(pairwise(text)):
        if all(map(is_token, pair)):
            yield at, ord(pair[0]) << BITS | ord(pair[1])
            triple = _triple(text[at : at + 3])
            if triple:
                yield at, triple


def sought(text: str) -> tuple[int, ...]:
    """Give the grams of a folded text without which it is nowhere: no pair that a triple has."""
    every = list(placed(text))
    within = {at + n for at, gram in every if is_triple(gram) for n in (0, 1)}
    found = (gram for at, gram in every if is_triple(gram) or at not in within)
    return tuple(dict.fromkeys(found))


def is_triple(gram: int) -> bool:
    """Tell whether a gram is of three characters."""
    return gram & (1 << BITS) - 1 in range(_TRIPLES, _TRIPLES + len(_FORMS) * len(_FEW) ** 2)


def _triple(three: str) -> int:
    """Give three characters as a triple; 0 where they are none."""
    if len(three) < 3 or not is_token(three[2]):
        return 0
    for form, (one, other, left) in enumerate(_FORMS):
        if three[one] in _FEW and three[other] in _FEW:
            number = (form * len(_FEW) + _FEW.index(three[one])) * len(_FEW)
            return ord(three[left]) << BITS | _TRIPLES + number + _FEW.index(three[other])
    return 0


def postings(documents: Sequence[Document]) -> "NDArray[int64]":
    """Give the postings of documents: which of them have a gram, or a facet's value.

    A posting is a number: key, then the document's rank (`RANK_BITS` bits), then whether the key
    stands in its title. They are sorted, each key of a document is there once.
    """
    import numpy as np  # noqa: PLC0415 — slow to import, and most commands need none

    kept = np.concatenate([_of_grams(documents), _of_facets(documents)])
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


def _of_grams(documents: Sequence[Document]) -> "NDArray[int64]":
    import numpy as np  # noqa: PLC0415

    texts = [f"{part}\n" for one in documents for part in (one.title, "\n".join(one.lines))]
    codes = np.frombuffer("".join(texts).encode("utf-32-le"), "<u4").astype(np.int64)
    parts = np.repeat(np.arange(len(texts)), list(map(len, texts)))
    folded = _folded(codes)
    there = folded > 0
    codes, parts = folded[there], parts[there]
    token = _is_token(codes)
    at = np.flatnonzero(token[:-1] & token[1:])
    of_three, triples = _triples(codes, at[token[np.minimum(at + 2, len(token) - 1)]])
    grams = np.concatenate([codes[at] << BITS | codes[at + 1], triples])
    numbers = parts[np.concatenate([at, of_three])]  # twice the rank, and one more in the body
    found = np.sort(grams << (RANK_BITS + 1) | numbers)
    kept: NDArray[int64] = (
        found[starts_of(found >> 1)] ^ 1
    )  # of a gram in both the title's is first
    return kept


def _triples(
    codes: "NDArray[int64]", at: "NDArray[int64]"
) -> "tuple[NDArray[int64], NDArray[int64]]":
    """Give where triples begin, of three tokens each from `at`; and the triples."""
    import numpy as np  # noqa: PLC0415

    few = np.full(ord(_FEW[-1]) + 2, -1)
    few[[ord(char) for char in _FEW]] = np.arange(len(_FEW))
    number = few[np.minimum(codes, len(few) - 1)]
    at = at[at + 2 < len(codes)]
    starts, found = [at[:0]], [at[:0]]
    for form, (one, other, left) in enumerate(_FORMS):
        two = (number[at + one] >= 0) & (number[at + other] >= 0)
        its, at = at[two], at[~two]
        numbers = (form * len(_FEW) + number[its + one]) * len(_FEW) + number[its + other]
        starts.append(its)
        found.append(codes[its + left] << BITS | _TRIPLES + numbers)
    return np.concatenate(starts), np.concatenate(found)


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
