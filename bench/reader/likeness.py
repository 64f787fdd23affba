"""How much lines of a page say the same: shared characters and pairs, the rare ones most."""

import math
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from reader.features import Floats, Ints

_PAIRS = 1024
"""Columns that pairs of characters are dealt to; two pairs rarely meet in one."""
_BEHIND, _AHEAD = 8, 10
"""Lines of text up to a line, and from it on, that are compared."""
_NEAR, _FAR = 3, 12
"""Lines of an article's beginning that are compared with a headline."""
_COMMON = frozenset("的了在是和为有不0")
_SCALE = np.float32(3)
_NOTHING = np.float32(1e-6)


class Likeness:
    """Compares the lines of a page by the pairs of characters, and by the characters, in them."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Take the texts of lines, one at least."""
        self._pairs = _pairs(texts)
        upto, onward = _stretches(self._pairs, _BEHIND, _AHEAD)
        self._upto, self._onward = _unit(np.sqrt(upto)), _unit(np.sqrt(onward))
        self._chars = _chars(texts)

    def stretches(self) -> tuple[Floats, Floats]:
        """Compare the text from each line on, a row, with that up to and from each, a column."""
        onward = _SCALE * self._onward
        return onward @ self._upto.T, onward @ self._onward.T

    def heads(self, rows: Ints) -> tuple[Floats, Floats, Floats]:
        """Compare lines with the text from each line on.

        By pairs of characters; by characters, with a long and with a short stretch.
        """
        chars = self._chars
        count = len(chars)
        rare: Floats = np.log((count + 1) / np.maximum(chars.sum(0), 1)).astype(np.float32)
        weighed = chars[rows] * rare
        weighed *= _SCALE / (weighed.sum(1, keepdims=True) + _NOTHING)
        far, near = (np.minimum(_stretches(chars, 1, ahead)[1], 1) for ahead in (_FAR, _NEAR))
        alone = _SCALE * _unit(self._pairs[rows])
        return alone @ self._onward.T, weighed @ far.T, weighed @ near.T


def _is_word(char: str) -> bool:
    return char >= "\u4e00" and char not in _COMMON


def _pairs(texts: Sequence[str]) -> Floats:
    """Give a row a line: the pairs of characters in it, weighed by how rare they are."""
    found = [_pairs_of(text) for text in texts]
    lines_with = Counter(pair for one in found for pair in one)
    weight = {pair: math.log((len(texts) + 1) / lines) for pair, lines in lines_with.items()}
    table = np.zeros((len(texts), _PAIRS), np.float32)
    for row, one in enumerate(found):
        table[row, list(one)] = [weight[pair] for pair in one]
    return table


def _pairs_of(text: str) -> set[int]:
    words = [ord(char) if _is_word(char) else 0 for char in text]
    return {
        (first * 31 + second * 131) % _PAIRS
        for first, second in pairwise(words)
        if first and second
    }


def _chars(texts: Sequence[str]) -> Floats:
    """Give a row a line: which characters are in it."""
    numbers: dict[str, int] = {}
    found = [
        [numbers.setdefault(char, len(numbers)) for char in set(text) if _is_word(char)]
        for text in texts
    ]
    table = np.zeros((len(texts), max(1, len(numbers))), np.float32)
    for row, one in enumerate(found):
        table[row, one] = 1
    return table


def _stretches(table: Floats, behind: int, ahead: int) -> tuple[Floats, Floats]:
    """Add up, for each row, those up to it and those from it on."""
    rows = np.arange(len(table))
    sums = np.zeros((len(table) + 1, table.shape[1]), np.float32)
    np.cumsum(table, 0, out=sums[1:])
    upto = sums[rows + 1] - sums[np.maximum(rows + 1 - behind, 0)]
    onward = sums[np.minimum(rows + ahead, len(table))] - sums[rows]
    return np.maximum(upto, 0), np.maximum(onward, 0)


def _unit(table: Floats) -> Floats:
    length: Floats = np.sqrt((table * table).sum(1, keepdims=True) + _NOTHING, dtype=np.float32)
    return table / length
