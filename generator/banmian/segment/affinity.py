"""How well a headline fits a text: shared bigrams, weighted by how rare they are on the page."""

import math
import re
from collections import Counter
from collections.abc import Sequence

from banmian.segment.cohesion import bigrams

_ASCII = re.compile("[0-9A-Za-z]+")
_SURPRISE = 0.5
"""Weight of what a headline alone says: headlines play with words that their texts have not."""
_NOTHING, _SHARE, _LEADING, _COUNT = -6.1, 9.3, 3.3, 2.0
"""Log-odds by the share of a headline's weight that the text has, that its lead has, and by the
number of pairs: logistic regression on the sample pages."""
_LEAD = 120
"""Characters of a text that count as its lead: headlines are written from them."""


class Affinity:
    """Compares headlines with the texts of one page."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = [_grams(text) for text in texts]
        self._leads = [_grams(text[:_LEAD]) for text in texts]
        seen = Counter(gram for grams in self._texts for gram in grams)
        self._unseen = _SURPRISE * math.log(len(texts) + 2)
        self._known: dict[tuple[str, int], float] = {}
        self._of: dict[str, tuple[tuple[tuple[str, float], ...], float]] = {}
        self._idf = {gram: math.log((len(texts) + 1) / count) + 0.1 for gram, count in seen.items()}

    def score(self, headline: str, text: int) -> float:
        """Give the log-odds that a headline is a text's, by what they share."""
        key = (headline, text)
        if key not in self._known:
            self._known[key] = self._score(*key)
        return self._known[key]

    def score_part(self, headline: str, text: str) -> float:
        """Give the same for a part of a text."""
        return self._compare(headline, _grams(text), _grams(text[:_LEAD]))

    def _score(self, headline: str, text: int) -> float:
        return self._compare(headline, self._texts[text], self._leads[text])

    def _compare(self, headline: str, body: frozenset[str], opening: frozenset[str]) -> float:
        weights, total = self._weighed(headline)
        if not total:
            return _NOTHING
        share = lead = 0.0
        count = 0
        for gram, weight in weights:
            if gram in body:
                share += weight
                count += 1
                lead += weight * (gram in opening)
        score = _NOTHING + _SHARE * share / total + _LEADING * lead / total
        return score + _COUNT * math.log1p(count)

    def _weighed(self, headline: str) -> tuple[tuple[tuple[str, float], ...], float]:
        """Give the grams of a headline with their weights, and their sum."""
        if headline not in self._of:
            grams = sorted(_grams(headline))
            weights = tuple((gram, self._idf.get(gram, self._unseen)) for gram in grams)
            self._of[headline] = weights, sum(weight for _, weight in weights)
        return self._of[headline]


def _grams(text: str) -> frozenset[str]:
    """Give the bigrams of a text with its numbers and Latin words."""
    words = frozenset(word for word in _ascii_words(text) if len(word) > 1)
    return frozenset(bigrams(text)) | words


def _ascii_words(text: str) -> list[str]:
    return _ASCII.findall(text)
