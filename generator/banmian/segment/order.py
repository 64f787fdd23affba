"""The order in which the lines of a page are read, where extraction put columns side by side.

Some extractors give a page row by row: the first line of each column, then the second of each.
Lines are dealt to columns by one global decision (a beam over the ways to deal them): sentences
must go on within a column, and from the foot of one column to the head of the next.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from banmian.segment.cues import Cue
from banmian.segment.habits import Habits
from banmian.segment.lines import Line, has_marks, opens_wrong
from banmian.segment.seams import Seams

_BEAM = 20
_COLUMNS = 8
"""Columns that can stand side by side."""
_MIDDLE = 0.9
"""The seam at which "goes on" and "does not" are as likely."""
_NEW, _REGION, _SKIP_OPEN, _SKIP = -3.5, -0.5, -0.8, -0.6
"""What it costs to open a column, to end all of them, and to leave one out in a row."""
_LEAST, _MOST = -2.0, 3.0
_PAUSES = frozenset("，、；：")
_INDENTED, _BOX = 1.5, 3.0
_OLD = 2
"""Rows after which a column that got no line is given up."""


class _Column(NamedTuple):
    """A column: its first and last line, and in how many rows it got none."""

    first: int
    last: int
    age: int


class _State(NamedTuple):
    columns: tuple[_Column, ...]
    at: int  # the column that got the last line


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to deal the lines so far: for the last one, whether it opened a region, a column."""

    score: float
    state: _State
    before: "_Way | None"
    column: int  # -1: it opens a region
    opened: bool


class Joins:
    """What it counts that a line follows another in reading order."""

    def __init__(self, lines: Sequence[Line], habits: Habits, seams: Seams) -> None:
        self.lines = lines
        self._seams = seams
        self._open = [
            not line.ends
            and line.cue is Cue.NONE
            and (has_marks(line.text) or abs(habits.after[at] - line.width) < 4)
            for at, line in enumerate(lines)
        ]
        self._head = [
            not has_marks(line.text)
            and not line.ends
            and min(habits.before[at], habits.after[at]) - line.width > 3.2
            for at, line in enumerate(lines)
        ]
        self._after = habits.after
        self.boxed = sum(line.blanks > 0 for line in lines) > 0.5 * len(lines)
        self._known: dict[tuple[int, int], float] = {}

    def is_open(self, at: int) -> bool:
        """Tell whether a sentence must go on after line `at`."""
        return self._open[at]

    def score(self, before: int, after: int) -> float:
        """Give log-odds that line `after` follows line `before`."""
        key = (before, after)
        if key not in self._known:
            self._known[key] = self._score(before, after)
        return self._known[key]

    def _score(self, before: int, after: int) -> float:
        first, second = self.lines[before], self.lines[after]
        wrong = opens_wrong(second.text)
        if not self._open[before]:
            return -4.0 if wrong else 0.0
        if second.cue is not Cue.NONE:
            return -2.0
        if self._head[after]:
            return -1.5
        score = 0.0
        if first.text[-1:] not in _PAUSES:
            score = max(_LEAST, min(_MOST, self._seams.score(first.text, second.text) - _MIDDLE))
        if not second.ends and abs(first.width - second.width) > 3.2:
            score -= 1.0
        score -= _INDENTED * (1.3 <= self._after[after] - second.width <= 3.2)
        return score + 2.0 * wrong


def reading_order(lines: Sequence[Line], habits: Habits, seams: Seams) -> tuple[int, ...]:
    """Give the indices of a page's lines in the order in which they are read."""
    joins = Joins(lines, habits, seams)
    if not _is_mixed(joins):
        return tuple(range(len(lines)))
    return _deal(joins)


_WINDOW, _MIXED = 24, 0.35


def _is_mixed(joins: Joins) -> bool:
    """Tell whether sentences of the page somewhere do not go on in the next line but later."""
    n = len(joins.lines)
    open_lines = [at for at in range(n - 1) if joins.is_open(at)]
    for start in range(0, max(1, len(open_lines) - _WINDOW // 2), _WINDOW // 2):
        window = open_lines[start : start + _WINDOW]
        if len(window) < 6:
            continue
        means = [
            sum(joins.score(at, at + step) for at in window if at + step < n) / len(window)
            for step in range(1, 7)
        ]
        if max(means[1:]) > means[0] + _MIXED:
            return True
    return False


def _deal(joins: Joins) -> tuple[int, ...]:
    beam = [_Way(0.0, _State((), -1), None, -1, opened=False)]
    for at in range(len(joins.lines)):
        best: dict[_State, _Way] = {}
        for way in beam:
            for step in _steps(joins, way, at):
                known = best.get(step.state)
                if known is None or step.score > known.score:
                    best[step.state] = step
        beam = sorted(best.values(), key=lambda way: -way.score)[:_BEAM]
    return _collect(max(beam, key=lambda way: way.score + _feet(joins, way.state.columns)))


def _steps(joins: Joins, way: _Way, at: int) -> Iterator[_Way]:
    columns, here = way.state
    for target in range(len(columns)):
        passed = _between(here, target, len(columns))
        score = way.score + joins.score(columns[target].last, at)
        kept, cost = _passed(joins, columns, passed)
        if joins.boxed and not joins.lines[at].blanks:
            score += _BOX if target == here else -_BOX
        yield _attached(way, kept, target, at, score + cost)
    if len(columns) < _COLUMNS:
        for target, passed in _places(here, len(columns)):
            kept, cost = _passed(joins, columns, passed)
            score = way.score + cost + (_NEW if columns else 0.0)
            yield _opened(way, kept, target, at, score)
    if columns:
        score = way.score + _REGION + _feet(joins, columns)
        score += min(0.0, joins.score(columns[-1].last, at))
        yield _Way(score, _State((_Column(at, at, 0),), 0), way, -1, opened=True)


def _between(here: int, target: int, count: int) -> tuple[int, ...]:
    """Give the columns that get no line when the next goes from column `here` to `target`."""
    if target > here:
        return tuple(range(here + 1, target))
    return (*range(here + 1, count), *range(target))


def _places(here: int, count: int) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Give where a column can open: right of here in this row, or first in a new one."""
    yield here + 1, ()
    if count:
        yield 0, tuple(range(here + 1, count))


def _passed(
    joins: Joins, columns: tuple[_Column, ...], passed: Sequence[int]
) -> tuple[list[_Column | None], float]:
    kept: list[_Column | None] = list(columns)
    cost = 0.0
    for index in passed:
        column = columns[index]
        cost += _SKIP_OPEN if joins.is_open(column.last) else _SKIP
        kept[index] = column._replace(age=column.age + 1)
    return kept, cost


def _attached(way: _Way, kept: list[_Column | None], target: int, at: int, score: float) -> _Way:
    column = kept[target]
    assert column is not None  # noqa: S101
    kept[target] = _Column(column.first, at, 0)
    return _Way(score, _State(tuple(c for c in kept if c), target), way, target, opened=False)


def _opened(way: _Way, kept: list[_Column | None], target: int, at: int, score: float) -> _Way:
    kept.insert(target, _Column(at, at, 0))
    return _Way(score, _State(tuple(c for c in kept if c), target), way, target, opened=True)


def _feet(joins: Joins, columns: Sequence[_Column]) -> float:
    """Score that each column goes on at the head of the next."""
    return sum(joins.score(column.last, after.first) for column, after in pairwise(columns))


def _collect(way: _Way | None) -> tuple[int, ...]:
    """Read the columns of each region one after the other."""
    steps = []
    while way is not None and way.before is not None:
        steps.append(way)
        way = way.before
    order: list[int] = []
    columns: list[list[int]] = []
    for at, step in enumerate(reversed(steps)):
        if step.column < 0:
            order.extend(line for column in columns for line in column)
            columns = [[at]]
        elif step.opened:
            columns.insert(step.column, [at])
        else:
            columns[step.column].append(at)
    order.extend(line for column in columns for line in column)
    return tuple(order)
