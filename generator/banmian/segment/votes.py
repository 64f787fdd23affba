"""Whether the texts on both sides of a join answer to one headline of the page or to two."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import itemgetter

from banmian.segment.cohesion import bigrams

_BEFORE, _AFTER = 240.0, 64.0
"""Em of text on each side: little after the join, for a brief has no more."""
_UNSEEN = 2.0
"""Weight of what a headline alone says."""

_Hit = tuple[int, int, float, float]
"""A head, which of its pairs a line has, what that weighs, and what all of the head's do."""


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
        wanted = {gram for head in heads for gram in bigrams(texts[head])}
        places: defaultdict[str, list[int]] = defaultdict(list)
        if wanted:
            for at, text in enumerate(texts):
                if at not in own:
                    for gram in wanted.intersection(bigrams(text)):
                        places[gram].append(at)
        alone = {texts[orphan] for orphan in orphans}
        self._wanted: dict[int, tuple[float, float]] = {}
        self._hits: defaultdict[int, list[_Hit]] = defaultdict(list)
        for head, text in enumerate(dict.fromkeys(texts[at] for at in heads)):
            grams = sorted(set(bigrams(text)))
            known = [
                (places[gram], _idf(len(texts), places[gram])) for gram in grams if gram in places
            ]
            total = sum(weight for _, weight in known) + _UNSEEN * (len(grams) - len(known))
            for number, (found, weight) in enumerate(known):
                for at in found:
                    self._hits[at].append((head, number, weight, total))
            if known and text in alone:
                self._want(_gains(known, total, len(texts), self._after))
        self._known: dict[tuple[int, int], dict[int, float]] = {}

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
        for head in before.keys() | after.keys():
            first, second = before.get(head, 0.0), after.get(head, 0.0)
            if first > second:
                left, one = max(left, first - second), max(one, second)
            else:
                right, one = max(right, second - first), max(one, first)
        return left, right, one

    def _shares(self, start: int, end: int) -> dict[int, float]:
        """Give the share of each head that stands in some lines, of those that have any."""
        key = (start, end)
        shares = self._known.get(key)
        if shares is None:
            shares = self._known[key] = {}
            hits = self._hits
            found = {hit for at in range(start, end) if at in hits for hit in hits[at]}
            for head, same in groupby(sorted(found), itemgetter(0)):
                weighed = list(same)
                shares[head] = sum([hit[2] for hit in weighed]) / weighed[0][3]
        return shares


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
