"""A year's terms to suggest: words of headlines, and its topics, people, columns and units.

They are found anew only where a year's headlines or facets have changed. Nothing is remembered
but what the documents given have.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct

from banmian.content.pinyin import syllables
from banmian.content.pinyin import words as dictionary
from banmian.search.headlines import LEARNED, words
from banmian.search.lexicon import WORDS
from banmian.search.syllables import common, read, units

WORD = "word"
KINDS = (WORD, "topic", "author", "column", "unit")
"""Kinds of terms: words, and the facets that are suggested."""
MOST_WORDS, MOST_VALUES = 4000, 3000
"""Terms of a year: words, values of each facet."""
LONGEST = 40
"""Characters of the longest value of a facet that is suggested."""
_UNSURE = re.compile("[\0\u1e3f\u9fb4-\u9fbb\ud800-\uf8ff\ufe10-\ufe19]")
"""What not every program reads alike in GB 18030: private use, and a handful more."""

Head = tuple[str, Iterable[tuple[str, str]]]
"""The title of a document, and its facets: kind and value."""


class Terms(Struct, frozen=True, array_like=True):
    """Terms of a kind: of how many documents each is, and the syllables that are not as usual."""

    counts: dict[str, int]
    readings: dict[str, str]


class YearTerms(Struct, frozen=True, array_like=True):
    """The commonest terms of a year, by kind."""

    kinds: dict[str, Terms]


def fold(heads: Iterable[Head]) -> YearTerms:
    """Find a year's terms; in which order its documents come does not matter."""
    titles = []
    values: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS[1:]}
    for title, facets in heads:
        titles.append(title)
        for kind, value in {(kind, " ".join(value.split())) for kind, value in facets}:
            if kind in values:
                values[kind][value] += 1
    short = (value for of in values.values() for value in of if len(value) <= LEARNED)
    counts = words(titles, (dictionary() | WORDS).union(short))
    found = {WORD: _terms(WORD, counts, MOST_WORDS)}
    found |= {kind: _terms(kind, of, MOST_VALUES) for kind, of in values.items()}
    return YearTerms(found)


def _terms(kind: str, counts: Mapping[str, int], most: int) -> Terms:
    """Choose the commonest that can be shown and written, at equal counts by text; read them."""
    fit = (item for item in counts.items() if _is_fit(item[0]))
    chosen = dict(sorted(fit, key=lambda item: (-item[1], item[0]))[:most])
    readings = {text: _reading(text, is_name=kind == "author") for text in chosen}
    return Terms(chosen, {text: reading for text, reading in readings.items() if reading})


def _is_fit(text: str) -> bool:
    return 2 <= len(text) <= LONGEST and not _UNSURE.search(text)


def _reading(text: str, *, is_name: bool) -> str:
    """Give the syllables of a text, "" where each is as usual."""
    said = units(text)
    found = syllables(text, (text,) if is_name else ())
    if len(found) != len(said):  # a character that has no reading
        found = tuple(next(iter(syllables(unit)), "") for unit in said)
    usual = all(
        read(unit, common()) == syllable for unit, syllable in zip(said, found, strict=True)
    )
    return "" if usual else " ".join(found)
