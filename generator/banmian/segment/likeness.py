"""How much lines of a page say the same: shared characters and pairs, the rare ones most."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from banmian.segment.features import Floats, Ints, coded

_PAIRS = 1024
"""Columns that pairs of characters are dealt to; two pairs rarely meet in one."""
_BEHIND, _AHEAD = 8, 10
"""Lines of text up to a line, and from it on, that are compared."""
_NEAR, _FAR = 3, 12
"""Lines of an article's beginning that are compared with a headline."""
_FIRST = 0x4E00
"""The first character that is a word, or in one."""
_COMMON = [ord(char) for char in "的了在是和为有不"]
_SCALE = np.float32(3)
_NOTHING = np.float32(1e-6)


class Likeness:
    """Compares the lines of a page by the pairs of characters, and by the characters, in them."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Take the texts of lines, one at least."""
        codes, rows = coded(texts)
        self._pairs = _pairs(codes, rows, len(texts))
        upto, onward = _stretches(self._pairs, _BEHIND, _AHEAD)
        self._upto, self._onward = _unit(np.sqrt(upto)), _unit(np.sqrt(onward))
        self._chars = _chars(codes, rows, len(texts))

    def stretches(self) -> tuple[Floats, Floats]:
        """Compare the text from each line on, a row, with that up to and from each, a column."""
        onward = _SCALE * self._onward
        return onward @ self._upto.T, onward @ self._onward.T

    def heads(self, rows: Ints) -> tuple[Floats, Floats, Floats]:
        """Compare lines with the text from each line on.

        By pairs of characters; by characters, with a long and with a short stretch.
        """
        count = len(self._chars)
        chars = self._chars[:, self._chars[rows].any(0)]
        rare: Floats = np.log((count + 1) / np.maximum(chars.sum(0), 1)).astype(np.float32)
        weighed = chars[rows] * rare
        weighed *= _SCALE / (weighed.sum(1, keepdims=True) + _NOTHING)
        far, near = (np.minimum(_stretches(chars, 1, ahead)[1], 1) for ahead in (_FAR, _NEAR))
        alone = _SCALE * _unit(self._pairs[rows])
        return alone @ self._onward.T, weighed @ far.T, weighed @ near.T


def _pairs(codes: Ints, rows: Ints, count: int) -> Floats:
    """Give a row a line: the pairs of characters in it, weighed by how rare they are."""
    words = _are_words(codes)
    together = np.flatnonzero(words[:-1] & words[1:] & (rows[:-1] == rows[1:]))
    columns = (codes[together] * 31 + codes[together + 1] * 131) % _PAIRS
    places = np.unique(rows[together] * _PAIRS + columns)
    found, columns = places // _PAIRS, places % _PAIRS
    lines_with = np.bincount(columns, minlength=_PAIRS)
    weights = np.log((count + 1) / np.maximum(lines_with, 1)).astype(np.float32)
    table = np.zeros((count, _PAIRS), np.float32)
    table[found, columns] = weights[columns]
    return table


def _chars(codes: Ints, rows: Ints, count: int) -> Floats:
    """Give a row a line: which characters are in it."""
    words = _are_words(codes)
    known, columns = np.unique(codes[words], return_inverse=True)
    table = np.zeros((count, max(1, len(known))), np.float32)
    table[rows[words], columns] = 1
    return table


def _are_words(codes: Ints) -> NDArray[np.bool_]:
    return (codes >= _FIRST) & ~np.isin(codes, _COMMON)


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
