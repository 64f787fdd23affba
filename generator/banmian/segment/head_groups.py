"""How lines that head one article read as kicker, headline and deck (引题, 主题, 副题)."""

from collections.abc import Sequence
from functools import cache
from itertools import chain, pairwise, product

import numpy as np

from banmian.segment.choices import Choices, Sort
from banmian.segment.features import Floats
from banmian.segment.lines import Line
from banmian.segment.roles import JOINED, Forms

HEADS = (Sort.KICKER, Sort.HEADLINE, Sort.DECK)
_PLACES = range(len(HEADS))
_NAMELESS, _TWO_NAMES = -1.0, -5.0
"""Log-odds of heads without a headline; of a headline in two places."""
_AFTER, _MORE = -1.0, -1.0
"""Log-odds of a kicker behind its headline, or a deck before it; of each kicker or deck more."""
MOST_A_LINE = JOINED
"""Log-odds of a way to read a group, at most, for each of its lines."""
_MOST = 5
"""Lines of which all ways to read them are tried; of more each is what it seems."""

Sorts = tuple[Sort, ...]


class Groups:
    """Reads groups of lines, and remembers them."""

    def __init__(self, lines: Sequence[Line], found: Choices, forms: Forms) -> None:
        """Take the lines of a page, what the network thinks of them, and how form is judged."""
        self._lines, self._forms = lines, forms
        self._names, self._decks = (
            frozenset(np.flatnonzero(found.sorts.argmax(1) == sort).tolist())
            for sort in (Sort.HEADLINE, Sort.DECK)
        )
        self._known: dict[tuple[int, ...], tuple[float, Sorts]] = {}
        self._joined: dict[tuple[int, int], float] = {}
        scores = found.sorts[:, list(HEADS)]
        self._shares = (scores - np.logaddexp.reduce(scores, 1, keepdims=True)).tolist()

    def reading(self, lines: tuple[int, ...]) -> tuple[float, Sorts]:
        """Give the likeliest way to read the lines of a group, and its log-odds."""
        known = self._known.get(lines)
        if known is None:
            known = self._known[lines] = self._read(lines)
        return known

    def _read(self, lines: tuple[int, ...]) -> tuple[float, Sorts]:
        rows = [self._shares[at] for at in lines]
        if len(lines) > _MOST:
            return 0.0, tuple(HEADS[max(_PLACES, key=row.__getitem__)] for row in rows)
        ways, table = _ways(len(lines))
        joins = [self._joins(*pair) for pair in pairwise(lines)]
        scores = table @ np.array([1.0, *joins, *chain.from_iterable(rows)])
        best = int(scores.argmax())
        return float(scores[best]), ways[best]

    def _joins(self, first: int, second: int) -> float:
        known = self._joined.get((first, second))
        if known is None:
            known = self._forms.joins(self._lines[first], self._lines[second])
            self._joined[first, second] = known
        return known

    def parts(self, lines: Sequence[int]) -> list[tuple[int, ...]]:
        """Part lines that stand together where a headline ends; its deck stays with it."""
        parts: list[tuple[int, ...]] = [(lines[0],)]
        for before, at in pairwise(lines):
            whole = any(one in self._names for one in parts[-1]) and at not in self._decks
            if whole and self._joins(before, at) <= 0:
                parts.append((at,))
            else:
                parts[-1] = (*parts[-1], at)
        return parts


@cache
def _ways(lines: int) -> tuple[Sequence[Sorts], Floats]:
    """Give all ways to read a group of so many lines, and what each counts.

    The table has a row a way; its columns are for the log-odds of its form, for each pair of lines
    that is inside its headline, and for each line as each of HEADS.
    """
    ways = tuple(product(reversed(HEADS), repeat=lines))
    return ways, np.array([_counts(sorts) for sorts in ways])


def _counts(sorts: Sorts) -> list[float]:
    named = [at for at, sort in enumerate(sorts) if sort is Sort.HEADLINE] or [0]
    inside = [float(named[0] <= at < named[-1]) for at in range(len(sorts) - 1)]
    return [_form(sorts), *inside, *(float(one is sort) for one in sorts for sort in HEADS)]


def _form(sorts: Sorts) -> float:
    if Sort.HEADLINE not in sorts:
        return _NAMELESS
    first = sorts.index(Sort.HEADLINE)
    last = len(sorts) - 1 - sorts[::-1].index(Sort.HEADLINE)
    form = _TWO_NAMES * (last - first + 1 > sorts.count(Sort.HEADLINE))
    form += _AFTER * (Sort.KICKER in sorts[last:]) + _AFTER * (Sort.DECK in sorts[:first])
    return form + sum(_MORE * max(0, sorts.count(sort) - 1) for sort in (Sort.KICKER, Sort.DECK))
