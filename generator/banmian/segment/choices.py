"""What each line may be and where it may belong, best first: the network's opinion, made sparse.

A page of more lines than the network reads at once is read in windows that overlap.
"""

from collections.abc import Iterator, Sequence
from enum import IntEnum
from typing import Any, NamedTuple

import numpy as np

from banmian.segment.features import Floats, Ints, printed
from banmian.segment.lines import Line
from banmian.segment.network import Opinion, glyph_numbers, opinion


class Sort(IntEnum):
    """What a line is, in the order of the network's columns."""

    FIRST = 0  # an article's text begins with it
    PARAGRAPH = 1
    MIDDLE = 2
    SECTION = 3
    KICKER = 4
    HEADLINE = 5
    DECK = 6
    BYLINE = 7
    CAPTION = 8
    JUMP = 9
    FURNITURE = 10


_SORTS = tuple(Sort)
_WINDOW, _OVERLAP = 700, 60
_FOLLOWED, _HOMES = 12, 24
"""Lines that are kept for each line: that it may follow, and whose article it may be in."""
_SORT_COUNTS = 0.5
"""How much of a line's sort counts for whether an article begins with it."""
_OTHER_SIDE = 0.5
"""How much counts which line each line would be followed by, beside which it follows."""
_NEVER, _NO_CHOICE = -1e9, -1e8
UNLIKELY = -14.0
"""Log-probability below which a line does not follow another."""


class Choices(NamedTuple):
    """For each line: log-probabilities of its sorts; lines that it may follow, and how likely.

    `begins` is how likely an article begins with it, `homes` the lines in whose article it may
    be, with `homeless` for none. Scores are logarithms; lines that are no choice have -1e9.
    """

    sorts: Floats
    follows: Ints
    following: Floats
    begins: Floats
    homes: Ints
    at_home: Floats
    homeless: Floats

    def links(self, at: int) -> dict[int, float]:
        """Give the lines that a line may follow, and how likely; -1 for that an article begins."""
        scores = zip(self.follows[at].tolist(), self.following[at].tolist(), strict=True)
        found = {before: score for before, score in scores if score > _NO_CHOICE}
        return found | {-1: float(self.begins[at])}

    def followers(self, lines: Sequence[int]) -> dict[int, list[int]]:
        """Give the lines that may follow each of some."""
        found: dict[int, list[int]] = {}
        may = np.isin(self.follows, lines) & (self.following > _NO_CHOICE)
        for at, column in np.argwhere(may).tolist():
            found.setdefault(int(self.follows[at, column]), []).append(at)
        return found

    def odds(self, lines: Sequence[int], before: Sequence[int]) -> list[float]:
        """Give the log-odds that lines follow others, against that an article begins with them."""
        rows = np.array(lines, np.intp)
        right = self.follows[rows] == np.array(before)[:, None]
        scores = np.where(right, self.following[rows], _NEVER).max(1, initial=_NEVER)
        found: list[float] = (np.where(scores > _NO_CHOICE, scores, 0) - self.begins[rows]).tolist()
        return found

    def wishes(self, at: int) -> dict[int, float]:
        """Give the lines in whose article a line may be, and how likely."""
        scores = zip(self.homes[at].tolist(), self.at_home[at].tolist(), strict=True)
        return {home: score for home, score in scores if score > _NO_CHOICE}

    def going_on(self, lines: Sequence[int]) -> "Choices":
        """Give the same choices, but for lines that surely go on from those right before them."""
        rows = np.array(lines, np.intp)
        sorts, follows, following = self.sorts.copy(), self.follows.copy(), self.following.copy()
        sorts[rows], following[rows] = _NEVER, _NEVER
        sorts[rows, Sort.MIDDLE] = following[rows, 0] = 0
        follows[rows, 0] = rows - 1
        return self._replace(sorts=sorts, follows=follows, following=following)

    def beginning(self, lines: Sequence[int]) -> "Choices":
        """Give the same choices, but for lines of text that surely begin an article."""
        rows = np.array(lines, np.intp)
        following, begins = self.following.copy(), self.begins.copy()
        following[rows], begins[rows] = _NEVER, 0
        return self._replace(following=following, begins=begins)

    def likeliest(self) -> list[Sort]:
        """Give the likeliest sort of each line."""
        return [_SORTS[number] for number in self.sorts.argmax(1).tolist()]

    def ties(self, lines: Sequence[int], before: Sequence[int]) -> list[float]:
        """Give how sure it is, 0 to 1, that lines follow others, or with -1 that they begin."""
        rows = np.array(lines)
        scores = np.concatenate([self.following[rows], self.begins[rows, None]], 1)
        chosen = np.concatenate([self.follows[rows], np.full((len(rows), 1), -1)], 1)
        right = (chosen == np.array(before)[:, None]) & (scores > _NO_CHOICE)
        shares = np.exp(_log_shares(scores))
        found: list[float] = np.where(right, shares, 0).sum(1).tolist()
        return found


def choices(lines: Sequence[Line], told: Floats | None = None) -> Choices:
    """Read a page, of one line at least; `told` is what a first reading says of each line."""
    parts = list(_windows(lines, told))
    if len(parts) == 1:
        return parts[0]
    columns: list[Any] = [np.concatenate(column) for column in zip(*parts, strict=True)]
    return Choices(*columns)


def _windows(lines: Sequence[Line], told: Floats | None) -> Iterator[Choices]:
    count = len(lines)
    step = count if count <= _WINDOW + _OVERLAP else _WINDOW
    for start in range(0, count, step):
        end = min(start + step, count)
        low, high = max(0, start - _OVERLAP), min(count, end + _OVERLAP)
        part = None if told is None else told[low:high]
        read = _sparse(opinion(printed(lines[low:high], glyph_numbers(), part)))
        columns: list[Any] = [column[start - low : end - low] for column in read]
        kept = Choices(*columns)
        yield kept._replace(follows=kept.follows + low, homes=kept.homes + low)


def _sparse(read: Opinion) -> Choices:
    sorts = _log_shares(read.roles)
    count, text, between = len(sorts), read.texts, read.before[:, :-1]
    first = sorts[text, Sort.FIRST]
    inner = np.log1p(-np.minimum(np.exp(first), 1 - 1e-6))
    rows = _log_shares(read.before)
    links = rows[:, :-1] + _SORT_COUNTS * inner[:, None]
    links += _OTHER_SIDE * (_log_shares(between.T).T if len(text) else 0)
    begins = np.full(count, _NEVER, np.float32)
    begins[text] = rows[:, -1] + _SORT_COUNTS * first
    follows, following = _best(links, _FOLLOWED, count, text)
    follows[text] = text[follows[text]] if len(text) else 0
    home = _log_shares(read.home)
    homeless = np.full(count, _NEVER, np.float32)
    homeless[read.others] = home[:, -1]
    homes, at_home = _best(home[:, :-1], _HOMES, count, read.others)
    return Choices(sorts, follows, following, begins, homes, at_home, homeless)


def _best(scores: Floats, most: int, count: int, rows: Ints) -> tuple[Ints, Floats]:
    """Give the best columns of each row and their scores, in tables of all lines."""
    places = np.zeros((count, most), np.int32)
    found = np.full((count, most), _NEVER, np.float32)
    kept = min(most, scores.shape[1])
    if kept and len(rows):
        best = _largest(scores, kept)
        values = np.take_along_axis(scores, best, 1)
        order = np.argsort(-values, axis=1, kind="stable")
        places[rows, :kept] = np.take_along_axis(best, order, 1)
        found[rows, :kept] = np.take_along_axis(values, order, 1)
    return places, found


def _largest(scores: Floats, most: int) -> Ints:
    """Give so many columns of each row, those of the largest scores, in their order."""
    least = np.partition(scores, -most, axis=1)[:, -most, None]
    places = np.flatnonzero(scores >= least)
    if len(places) == len(scores) * most:
        found: Ints = places.reshape(-1, most) % scores.shape[1]
        return found
    return np.sort(np.argpartition(scores, -most, axis=1)[:, -most:], axis=1)  # some are equal


def _log_shares(logits: Floats) -> Floats:
    shifted: Floats = logits - logits.max(-1, keepdims=True)
    shifted -= np.log(np.exp(shifted).sum(-1, keepdims=True))
    return shifted
