"""Whether the texts on both sides of a join answer to one headline of the page or to two."""

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence

from banmian.segment.cohesion import bigrams

_BEFORE, _AFTER = 240.0, 64.0
"""Em of text on each side: little after the join, for a brief has no more."""
_UNSEEN = 2.0
"""Weight of what a headline alone says."""


class Votes:
    """Compares stretches of a page by the headlines that they share words with."""

    def __init__(
        self,
        texts: Sequence[str],
        heads: Sequence[int] = (),
        orphans: Sequence[int] = (),
        width: float = 15.0,
    ) -> None:
        """Take the lines of a page, and what a first reading made of them.

        `heads` are its headline lines, `orphans` those of them that found no text; `width` is that
        of a usual line, in em.
        """
        self._before = max(6, min(30, round(_BEFORE / max(width, 1.0))))
        self._after = max(3, min(8, round(_AFTER / max(width, 1.0))))
        own = frozenset(heads)
        places: defaultdict[str, list[int]] = defaultdict(list)
        for at, text in enumerate(texts):
            if at not in own:
                for gram in sorted(set(bigrams(text))):
                    places[gram].append(at)
        alone = frozenset(orphans)
        self._wanted: dict[int, tuple[float, float]] = {}
        self._heads: list[tuple[list[tuple[list[int], float]], float]] = []
        for head in heads:
            grams = sorted(set(bigrams(texts[head])))
            known = [
                (places[gram], _idf(len(texts), places[gram])) for gram in grams if gram in places
            ]
            total = sum(weight for _, weight in known) + _UNSEEN * (len(grams) - len(known))
            if known:
                self._heads.append((known, total))
                if head in alone:
                    self._want(_gains(known, total, len(texts), self._after))
        self._known: dict[tuple[int, int], tuple[float, ...]] = {}

    def _want(self, gains: Mapping[int, float]) -> None:
        best = max(gains.values(), default=1.0)
        for at, gain in gains.items():
            self._wanted[at] = max(self._wanted.get(at, (0.0, 0.0)), (gain, gain / best))

    def wanted(self, at: int) -> tuple[float, float]:
        """Say how well a text that begins with line `at` would suit an orphan.

        Give the share of the headline that it has and the lines before it lack, and that share
        against the best place for the headline: 0 to 1 each.
        """
        return self._wanted.get(at, (0.0, 0.0))

    def compare(self, start: int, last: int, at: int) -> tuple[float, float, float]:
        """Compare the lines `start` to `last` with those from `at`.

        Say how much the first have a head of their own, how much the others, and how much one
        head fits both: 0 to 1 each.
        """
        start = max(start, last - self._before + 1)
        before = self._shares(start, last + 1)
        after = self._shares(at, at + self._after)
        left = right = one = 0.0
        for first, second in zip(before, after, strict=True):
            if first > second:
                left, one = max(left, first - second), max(one, second)
            else:
                right, one = max(right, second - first), max(one, first)
        return left, right, one

    def _shares(self, start: int, end: int) -> tuple[float, ...]:
        """Give the share of each head that stands in some lines."""
        key = (start, end)
        if key not in self._known:
            self._known[key] = tuple(
                [
                    sum([weight for places, weight in grams if _any(places, start, end)]) / total
                    for grams, total in self._heads
                ]
            )
        return self._known[key]


def _gains(
    grams: Sequence[tuple[Sequence[int], float]], total: float, lines: int, reach: int
) -> dict[int, float]:
    """Say from which lines on a text answers better to a headline than before them, and how."""
    gains: defaultdict[int, float] = defaultdict(float)
    for places, weight in grams:
        inside = {at for place in places for at in range(max(0, place - reach + 1), place + 1)}
        before = {at for place in places for at in range(place + 1, min(lines, place + reach + 1))}
        for at in inside - before:
            gains[at] += weight / total
        for at in before - inside:
            gains[at] -= weight / total
    return {at: gain for at, gain in gains.items() if gain > 0}


def _idf(lines: int, places: Sequence[int]) -> float:
    return math.log(lines / len(places)) + 0.1


def _any(places: Sequence[int], start: int, end: int) -> bool:
    found = bisect_left(places, start)
    return found < len(places) and places[found] < end
