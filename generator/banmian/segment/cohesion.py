"""How much two stretches of a page speak of the same thing: IDF cosine of Han bigrams."""

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, chain
from operator import add

from banmian.text.characters import HAN

_REACH = 240.0
"""Em of text on each side: 16 usual lines; with those the area under the ROC curve was 0.96 on the
seeds (5 lines: 0.86)."""
_RUNS = re.compile(f"[{HAN}]{{2,}}")
_CHUNK = 6
_KEPT = 1024
"""Rows and sizes that are remembered: far more than the lines around a join."""
_FLOOR, _MIDDLE = 0.01, 0.045
"""The cosine at which "same article" and "another" are as likely, and a floor for the logarithm."""


@lru_cache(maxsize=2048)
def bigrams(text: str) -> tuple[str, ...]:
    """Give the pairs of neighbouring Han characters of a text."""
    return tuple(chain.from_iterable([map(add, run, run[1:]) for run in _RUNS.findall(text)]))


class Cohesion:
    """Compares the lines around a join; remembers what it has compared.

    What two lines share is the sum of the squared weights of the pairs that both have, once for
    each time that both have them; what two stretches share, the sum over their lines. These are
    added up once a line (`_row`), so that a stretch costs a step a line, not a step a pair.
    """

    def __init__(self, texts: Sequence[str], width: float = 15.0) -> None:
        self._reach = max(8, min(30, round(_REACH / max(width, 1.0))))
        self._back = 3 * self._reach
        self._texts = texts
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        seen: Counter[str] = Counter()
        for start in range(0, len(texts), _CHUNK):
            chunk = [bigrams(text) for text in texts[start : start + _CHUNK]]
            seen.update(set(chain.from_iterable(chunk)))
            for at, grams in enumerate(chunk, start):
                for gram in grams:
                    self._places[gram].append(at)
        self.counts = Counter({gram: len(places) for gram, places in self._places.items()})
        chunks = -(-len(texts) // _CHUNK)
        squared = {count: math.log((chunks + 1) / count) ** 2 for count in set(seen.values())}
        self._weights = {gram: squared[count] for gram, count in seen.items()}
        self._rows: dict[int, list[float]] = {}
        self._sizes: dict[tuple[int, int], float] = {}
        self._known: dict[tuple[int, int, int], float] = {}

    def same(self, start: int, before: int, after: int) -> float:
        """Give log-odds that the lines `start` to `before` and from `after` are of one article."""
        start = max(start, before - self._reach + 1, 0)
        key = (start, before, after)
        known = self._known.get(key)
        if known is None:
            end = min(after + self._reach, len(self._texts))
            shared = self._shared(start, before + 1, after, end)
            size = math.sqrt(self._size(start, before + 1) * self._size(after, end))
            known = self._known[key] = _log_odds(shared / size if size else 0.0)
        return known

    def _shared(self, start: int, stop: int, after: int, end: int) -> float:
        """Give what the lines `start` to `stop` share with the later ones `after` to `end`."""
        back = self._back
        if end - back > start:  # too far for the rows
            counts = Counter(chain.from_iterable(map(bigrams, self._texts[start:stop])))
            others = chain.from_iterable(map(bigrams, self._texts[after:end]))
            return sum([self._weights[gram] * counts[gram] for gram in others if gram in counts])
        return sum(
            [
                sums[stop - at + back] - sums[start - at + back]
                for at, sums in enumerate(self._rows_of(after, end), after)
            ]
        )

    def _size(self, start: int, end: int) -> float:
        """Give what some lines share with themselves: the square of their vector's length."""
        key = (start, end)
        size = self._sizes.get(key)
        if size is None:
            if len(self._sizes) > _KEPT:
                self._sizes.clear()
            back = self._back
            size = self._sizes[key] = sum(
                [
                    sums[back + 1] + sums[back] - 2.0 * sums[start - at + back]
                    for at, sums in enumerate(self._rows_of(start, end), start)
                ]
            )
        return size

    def _rows_of(self, start: int, end: int) -> list[list[float]]:
        """Give the rows of some lines."""
        rows = self._rows
        if len(rows) > _KEPT:
            rows.clear()
        for at in range(start, end):
            if at not in rows:
                rows[at] = self._row(at)
        return [rows[at] for at in range(start, end)]

    def _row(self, at: int) -> list[float]:
        """Give what line `at` shares with those from `_back` before it, added up to each."""
        first = at - self._back
        shared = [0.0] * (self._back + 1)
        for gram in bigrams(self._texts[at]):
            places, weight = self._places[gram], self._weights[gram]
            if len(places) == 1:
                shared[-1] += weight
                continue
            for place in places[bisect_left(places, first) : bisect_right(places, at)]:
                shared[place - first] += weight
        return list(accumulate(shared, initial=0.0))


def _log_odds(cosine: float) -> float:
    return max(-3.0, min(3.0, 2.2 * math.log((cosine + _FLOOR) / _MIDDLE)))
