"""How much lines of a page say the same: shared characters and pairs, the rare ones most."""

from collections.abc import Sequence

import numpy as np

from banmian.segment.features import Floats, Ints, coded

_NEAR, _FAR = 3, 12
"""Lines of an article's beginning that are compared with a headline."""
_FIRST = 0x4E00
"""The first character that is a word, or in one."""
_COMMON = [ord(char) for char in "的了在是和为有不"]
_SCALE = np.float32(3)
_NOTHING = np.float32(1e-6)


class Likeness:
    """Compares the lines of a page by the pairs of characters, and by the characters, in them.

    What stands on one line alone is like nothing: it counts for how much a line says, and takes
    no column of a table.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        """Take the texts of lines, one at least."""
        count = len(texts)
        codes, rows = coded(texts)
        words = (codes >= _FIRST) & ~np.isin(codes, _COMMON)
        together = np.flatnonzero(words[:-1] & words[1:] & (rows[:-1] == rows[1:]))
        held = _Held(codes[together] << 21 | codes[together + 1], rows[together], count)
        self._pairs, often = held.table()
        self._alike = np.sqrt(often)
        self._norms = np.sqrt(held.added(held.weights**2) + _NOTHING)[:, None]
        sums = _stretches(self._pairs)
        whole = _stretches(held.added(held.weights)[:, None])
        self._upto, self._onward = (_shares(*pair) for pair in zip(sums, whole, strict=True))
        self._chars = _Held(codes[words], rows[words], count)

    def stretches(self) -> tuple[Floats, Floats]:
        """Compare the text from each line on, a row, with that up to and from each, a column."""
        return self._onward @ self._upto.T, self._onward @ self._onward.T

    def heads(self, rows: Ints) -> tuple[Floats, Floats, Floats]:
        """Compare lines with the text from each line on.

        By pairs of characters; by characters, with a long and with a short stretch.
        """
        said = self._chars.added(self._chars.weights)[rows, None]
        table, _ = self._chars.table()
        table = table[:, table[rows].any(0)]
        weighed = table[rows] * (_SCALE / (said + _NOTHING))
        there = table > 0
        near = there.copy()
        for step in range(1, _NEAR):
            near[:-step] |= there[step:]
        far = near.copy()
        for step in range(_NEAR, _FAR, _NEAR):
            far[:-step] |= near[step:]
        alone = self._pairs[rows] * (np.sqrt(_SCALE) / self._norms[rows]) / self._alike
        pairs = alone @ self._onward.T
        return pairs, weighed @ far.T.astype(np.float32), weighed @ near.T.astype(np.float32)


class _Held:
    """Things, and the lines that hold them: which, and what each counts."""

    def __init__(self, things: Ints, rows: Ints, count: int) -> None:
        self._count = count
        held = np.sort(things * count + rows)  # several times faster than np.unique
        known, self._rows = np.divmod(held[np.diff(held, prepend=-1) > 0], count)
        self._things = np.cumsum(np.diff(known, prepend=known[:1]) > 0)
        self._lines = np.bincount(self._things)
        rare = np.log((count + 1) / np.maximum(self._lines, 1))
        self.weights: Floats = rare.astype(np.float32)[self._things]

    def added(self, weights: Floats) -> Floats:
        """Add up, for each line, what is said of all that it holds."""
        sums: Floats = np.bincount(self._rows, weights, self._count).astype(np.float32)
        return sums

    def table(self) -> tuple[Floats, Floats]:
        """Give a row a line, a column for each thing that two lines hold at least.

        Things that the same two lines hold share a column, where their weights are added up; how
        many they are is given, too.
        """
        shared = self._lines > 1
        kept, lines = shared[self._things], self._lines[shared]
        rows, first = self._rows[kept], np.cumsum(lines) - lines
        if not len(lines):
            return np.zeros((self._count, 0), np.float32), np.zeros(0, np.float32)
        two = rows[first] * self._count + rows[first + 1]
        alone = self._count**2 + np.arange(len(lines))
        _, columns, often = np.unique(
            np.where(lines == 2, two, alone), return_inverse=True, return_counts=True
        )
        column = np.repeat(columns, lines)
        table = np.zeros((self._count, len(often)), np.float32)
        table[rows, column] = self.weights[kept] * often[column]
        return table, often.astype(np.float32)


def _stretches(table: Floats) -> tuple[Floats, Floats]:
    """Add up, for each row, the eight up to it, and the ten from it on."""
    count = len(table)
    padded = np.zeros((count + 16, table.shape[1]), np.float32)
    padded[7 : 7 + count] = table
    two = padded[1:] + padded[:-1]
    four = two[2:] + two[:-2]
    eight = four[4:] + four[:-4]
    return eight[:count], eight[7 : 7 + count] + two[15 : 15 + count]


def _shares(sums: Floats, whole: Floats) -> Floats:
    """Give rows whose squared length is the share of what they hold of the whole, scaled."""
    sums *= _SCALE / (whole + _NOTHING)
    return np.sqrt(sums, out=sums)
