"""How well a headline fits a text: shared bigrams, weighted by how rare they are on the page."""

import math
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

from banmian.segment.cohesion import bigrams

_ASCII = re.compile("[0-9A-Za-z]{2,}")
_SURPRISE = 0.5
"""Weight of what a headline alone says: headlines play with words that their texts have not."""
_NOTHING, _SHARE, _LEADING, _COUNT = -6.1, 9.3, 3.3, 2.0
"""Log-odds by the share of a headline's weight that the text has, that its lead has, and by the
number of pairs: logistic regression on the sample pages."""
_LEAD = 120
"""Characters of a text that count as its lead: headlines are written from them."""


class Affinity:
    """Compares headlines with the texts of one page."""

    def __init__(self, texts: Sequence[str], headlines: Iterable[str]) -> None:
        """Look for the words of a page's headlines in its texts."""
        sought = {gram for headline in headlines for gram in _grams(headline)}
        self._texts = [sought.intersection(_grams(text)) for text in texts]
        self._leads = [sought.intersection(_grams(text[:_LEAD])) for text in texts]
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for at, grams in enumerate(self._texts):
            for gram in grams:
                self._places[gram].append(at)
        self._unseen = _SURPRISE * math.log(len(texts) + 2)
        self._idf = {
            gram: math.log((len(texts) + 1) / len(places)) + 0.1
            for gram, places in self._places.items()
        }
        self._of: dict[str, tuple[list[tuple[str, float]], float]] = {}

    def row(self, headline: str, near: range) -> list[float]:
        """Give the log-odds that a headline is a text's, for each of some, by what they share."""
        weights, total = self._weighed(headline)
        if not total:
            return [_NOTHING] * len(near)
        found: dict[int, tuple[float, float, int]] = {}
        for gram, weight in weights:
            places = self._places.get(gram, ())
            first = bisect_left(places, near.start)
            for text in places[first : bisect_left(places, near.stop, first)]:
                share, lead, count = found.get(text, (0.0, 0.0, 0))
                opens = weight if gram in self._leads[text] else 0.0
                found[text] = share + weight, lead + opens, count + 1
        row = [_NOTHING] * len(near)
        for text, shared in found.items():
            row[text - near.start] = _log_odds(*shared, total)
        return row

    def score(self, headline: str, text: int) -> float:
        """Give the same for one text."""
        return self._compare(headline, self._texts[text], self._leads[text])

    def score_part(self, headline: str, text: str) -> float:
        """Give the same for a part of a text."""
        return self._compare(headline, set(_grams(text)), set(_grams(text[:_LEAD])))

    def _compare(self, headline: str, body: set[str], opening: set[str]) -> float:
        if headline not in self._of:
            self._of[headline] = self._weighed(headline)
        weights, total = self._of[headline]
        if not total:
            return _NOTHING
        share = lead = 0.0
        count = 0
        for gram, weight in weights:
            if gram in body:
                share += weight
                count += 1
                lead += weight * (gram in opening)
        return _log_odds(share, lead, count, total)

    def _weighed(self, headline: str) -> tuple[list[tuple[str, float]], float]:
        """Give the grams of a headline with their weights, and their sum."""
        grams = sorted(set(_grams(headline)))
        weights = [(gram, self._idf.get(gram, self._unseen)) for gram in grams]
        return weights, sum([weight for _, weight in weights])


def _log_odds(share: float, lead: float, count: int, total: float) -> float:
    score = _NOTHING + _SHARE * share / total + _LEADING * lead / total
    return score + _COUNT * math.log1p(count)


def _grams(text: str) -> tuple[str, ...]:
    """Give the bigrams of a text, and its numbers and Latin words of two characters or more."""
    return (*bigrams(text), *_ASCII.findall(text))
