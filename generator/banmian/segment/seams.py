"""Whether a sentence goes on from the end of one line to the beginning of another."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from operator import add

from banmian.segment.pair_table import FREQUENCIES, PAIRS, TOTAL
from banmian.text.characters import is_han

_LEVEL = re.compile("([+-][0-9])([^ ]+)")
_LOWEST = -4.0
_TABLE, _PAGE, _TRIPLE = 0.5, 0.65, 2.1
"""Weights of the table, of the page's own pairs, and of its triples across the seam: fitted by
logistic regression on joins of the sample pages against lines nearby (area under the ROC
curve 0.80; the table alone 0.79, the page's pairs alone 0.60)."""


class Seams:
    """Judges joins by the pairs of characters of the language and of the page."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._pairs: Counter[str] = Counter()
        self._triples: Counter[str] = Counter()
        for text in texts:
            pairs = list(map(add, text, text[1:]))
            self._pairs.update(pairs)
            self._triples.update(map(add, pairs, text[2:]))
        self._known: dict[tuple[str, str], float] = {}

    def score(self, before: str, after: str) -> float:
        """Give log-odds, about -2 to 5, that `after` goes on where `before` ends."""
        key = (before[-2:], after[:2])
        score = self._known.get(key)
        if score is None:
            score = self._known[key] = self._score(*key)
        return score

    def _score(self, end: str, begin: str) -> float:
        last, first = end[-1:], begin[:1]
        triples = self._triples.get(end + first, 0) + self._triples.get(last + begin, 0)
        return (
            _TABLE * _affinity(_kind(last), _kind(first))
            + _PAGE * math.log1p(self._pairs.get(last + first, 0))
            + _TRIPLE * math.log1p(triples)
        )


def _kind(char: str) -> str:
    if char.isascii():
        return "0" if char.isdigit() else "A" if char.isalpha() else char
    return char


@lru_cache(maxsize=8192)
def _affinity(last: str, first: str) -> float:
    value = _pairs().get(last + first)
    if value is not None:
        return value
    counts = _counts()
    if last not in counts or first not in counts:
        return -1.0 if is_han(last) and is_han(first) else 0.0
    return max(_LOWEST, math.log(0.05 * TOTAL) - counts[last] - counts[first])


@cache
def _pairs() -> Mapping[str, float]:
    return {
        row[0] + second: float(level)
        for row in PAIRS.replace("\n", "").split(";")
        for level, seconds in _LEVEL.findall(row[1:])
        for second in seconds
    }


@cache
def _counts() -> Mapping[str, float]:
    rows = (row.split(" ", 1) for row in FREQUENCIES.replace("\n", "").split(";"))
    return {char: float(level) for level, chars in rows for char in chars}
