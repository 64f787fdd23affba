"""Whether the texts on both sides of a join answer to one headline of the page or to two."""

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from banmian.segment.cohesion import bigrams

_BEFORE, _AFTER = 16, 5
"""Lines on each side, at most: few after the join, for a brief has no more."""
_UNSEEN = 2.0
"""Weight of what a headline alone says."""


class Votes:
    """Compares stretches of a page by the headlines that they share words with."""

    def __init__(self, texts: Sequence[str], heads: Sequence[int]) -> None:
        """Take the lines of a page, and which of them are headlines."""
        own = frozenset(heads)
        places: defaultdict[str, list[int]] = defaultdict(list)
        for at, text in enumerate(texts):
            if at not in own:
                for gram in sorted(set(bigrams(text))):
                    places[gram].append(at)
        self._heads: list[tuple[list[tuple[list[int], float]], float]] = []
        for head in heads:
            grams = sorted(set(bigrams(texts[head])))
            known = [
                (places[gram], _idf(len(texts), places[gram])) for gram in grams if gram in places
            ]
            total = sum(weight for _, weight in known) + _UNSEEN * (len(grams) - len(known))
            if known:
                self._heads.append((known, total))
        self._known: dict[tuple[int, int, int], tuple[float, float, float]] = {}

    def compare(self, start: int, last: int, at: int) -> tuple[float, float, float]:
        """Compare the lines `start` to `last` with those from `at`.

        Say how much the first have a head of their own, how much the others, and how much one
        head fits both: 0 to 1 each.
        """
        key = (max(start, last - _BEFORE + 1), last, at)
        if key not in self._known:
            self._known[key] = self._compare(*key)
        return self._known[key]

    def _compare(self, start: int, last: int, at: int) -> tuple[float, float, float]:
        left, right, one = 0.0, 0.0, 0.0
        for grams, total in self._heads:
            before = sum(weight for places, weight in grams if _any(places, start, last + 1))
            after = sum(weight for places, weight in grams if _any(places, at, at + _AFTER))
            left = max(left, (before - after) / total)
            right = max(right, (after - before) / total)
            one = max(one, min(before, after) / total)
        return left, right, one


def _idf(lines: int, places: Sequence[int]) -> float:
    return math.log(lines / len(places)) + 0.1


def _any(places: Sequence[int], start: int, end: int) -> bool:
    found = bisect_left(places, start)
    return found < len(places) and places[found] < end
