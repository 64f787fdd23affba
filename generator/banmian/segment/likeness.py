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
        pairs = held.table()
        said = held.added(held.weights)[:, None]
        self._upto = _shares(_behind(pairs), _behind(said))
        self._onward = _shares(_ahead(pairs), _ahead(said))
        self._alone = pairs / np.sqrt(held.added(held.weights**2) + _NOTHING)[:, None]
        self._chars = _Held(codes[words], rows[words], count)

    def stretches(self) -> tuple[Floats, Floats]:
        """Compare the text from each line on, a row, with that up to and from each, a column."""
        upto = self._onward @ self._upto.T
        onward = self._onward @ self._onward.T
        upto *= _SCALE
        onward *= _SCALE
        return upto, onward

    def heads(self, rows: Ints) -> tuple[Floats, Floats, Floats]:
        """Compare lines with the text from each line on.

        By pairs of characters; by characters, with a long and with a short stretch.
        """
        said = self._chars.added(self._chars.weights)[rows, None]
        table = self._chars.table()
        weighed = table[rows] * (_SCALE / (said + _NOTHING))
        there = table > 0
        near = there.copy()
        for step in range(1, _NEAR):
            near[:-step] |= there[step:]
        far = near.copy()
        for step in range(_NEAR, _FAR, _NEAR):
            far[:-step] |= near[step:]
        pairs = self._alone[rows] @ self._onward.T
        pairs *= _SCALE
        return pairs, weighed @ far.T.astype(np.float32), weighed @ near.T.astype(np.float32)


class _Held:
    """Things, and the lines that hold them: which, and what each counts."""

    def __init__(self, things: Ints, rows: Ints, count: int) -> None:
        self._count = count
        known, numbers = np.unique(things, return_inverse=True)
        places = np.unique(rows * max(1, len(known)) + numbers)
        self._rows, self._things = np.divmod(places, max(1, len(known)))
        self._lines = np.bincount(self._things, minlength=len(known))
        rare = np.log((count + 1) / self._lines)
        self.weights: Floats = rare.astype(np.float32)[self._things]

    def added(self, weights: Floats) -> Floats:
        """Add up, for each line, what is said of all that it holds."""
        sums: Floats = np.bincount(self._rows, weights, self._count).astype(np.float32)
        return sums

    def table(self) -> Floats:
        """Give a row a line, a column for each thing that two lines hold at least."""
        shared = self._lines > 1
        columns = np.cumsum(shared) - 1
        kept = shared[self._things]
        table = np.zeros((self._count, int(shared.sum())), np.float32)
        table[self._rows[kept], columns[self._things[kept]]] = self.weights[kept]
        return table


def _behind(table: Floats) -> Floats:
    """Add up, for each row, the eight up to it."""
    sums = table.copy()
    for step in (1, 2, 4):
        sums[step:] += sums[:-step].copy()
    return sums


def _ahead(table: Floats) -> Floats:
    """Add up, for each row, the ten from it on."""
    two = table.copy()
    two[:-1] += table[1:]
    sums = two.copy()
    for step in (2, 4):
        sums[:-step] += sums[step:].copy()
    sums[:-8] += two[8:]
    return sums


def _shares(sums: Floats, whole: Floats) -> Floats:
    """Give rows that are as long as what they hold is a part of the whole."""
    return np.sqrt(sums / (whole + _NOTHING))
