"""How well a headline fits a text: shared bigrams, weighted by how rare they are on the page."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from banmian.segment.cohesion import bigrams

_SURPRISE = 0.5
"""Weight of what a headline alone says: headlines play with words that their texts have not."""
_LEAD = 120
"""Characters of a text that count as its lead: headlines are written from them."""


class Affinity:
    """Compares headlines with the texts of one page."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = [_grams(text) for text in texts]
        self._leads = [_grams(text[:_LEAD]) for text in texts]
        seen = Counter(gram for grams in self._texts for gram in grams)
        self._unseen = _SURPRISE * math.log(len(texts) + 2)
        self._idf = {gram: math.log((len(texts) + 1) / count) + 0.1 for gram, count in seen.items()}

    def score(self, headline: str, text: int) -> float:
        """Give the share of a headline's weight that a text has: 0 to 1, a third from its lead."""
        grams = _grams(headline)
        total = self._weight(grams)
        if not total:
            return 0.0
        body = self._weight(grams & self._texts[text])
        lead = self._weight(grams & self._leads[text])
        return (0.67 * body + 0.33 * lead) / total

    def _weight(self, grams: Iterable[str]) -> float:
        return sum(self._idf.get(gram, self._unseen) for gram in sorted(grams))


def _grams(text: str) -> frozenset[str]:
    """Give the bigrams of a text with its numbers and Latin words."""
    words = frozenset(word for word in _ascii_words(text) if len(word) > 1)
    return frozenset(bigrams(text)) | words


def _ascii_words(text: str) -> list[str]:
    return "".join(char if char.isascii() and char.isalnum() else " " for char in text).split()
