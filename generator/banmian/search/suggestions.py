"""Terms to suggest while one types: of headlines, and the topics, people, columns and units.

`fold` finds a year's terms, so that a build does it again only where headlines have changed;
`write` makes files of all years', sorted by pinyin (docs/search-format.md). Nothing is remembered
but what the documents given have.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

import msgspec
from msgspec import Struct

from banmian.content.pinyin import syllables
from banmian.content.pinyin import words as dictionary
from banmian.search.headlines import words
from banmian.search.lexicon import WORDS
from banmian.search.segment import name_of
from banmian.search.sums import sealed
from banmian.search.syllables import common, key, read, units

WORD = "word"
KINDS = (WORD, "topic", "author", "column", "unit")
"""Kinds of terms, by the number that they have in the files: words, and facets."""
MOST_WORDS, MOST_VALUES = 3000, 2000
"""Terms of a year: of its headlines, of its facets."""
MOST = 40_000
"""Terms of an archive."""
LONGEST = 40
"""Characters of the longest value of a facet that is suggested."""
LIMIT = 11_000
"""Bytes of a shard's terms."""
CODING = "gb18030"
"""Two bytes a Chinese character, one a letter; browsers decode it themselves."""
_KEY = 6
_LAST = "~"

Head = tuple[str, Iterable[tuple[str, str]]]
"""The title of a document, and its facets: kind and value."""


class Term(Struct, frozen=True, array_like=True, gc=False):
    """A term: its kind, of how many documents it is, its syllables where they are not as usual."""

    text: str
    kind: str
    count: int
    reading: str


class YearTerms(Struct, frozen=True, array_like=True):
    """The commonest terms of a year."""

    terms: tuple[Term, ...]


class Table(Struct, frozen=True):
    """What a reader must know: file of rarer readings, first key and file of each shard."""

    readings: str
    shards: tuple[tuple[str, str], ...]


class Suggestions(Struct, frozen=True):
    """All terms as files by name, and the table that leads to them."""

    table: Table
    files: dict[str, bytes]


def fold(heads: Iterable[Head]) -> YearTerms:
    """Find a year's terms; in which order its documents come does not matter."""
    titles = []
    values: Counter[tuple[str, str]] = Counter()
    for title, facets in heads:
        titles.append(title)
        values.update({(kind, _plain(value)) for kind, value in facets if kind in KINDS[1:]})
    known = dictionary() | WORDS | {value for _, value in values}
    counts = Counter({(WORD, word): n for word, n in words(titles, known).items()})
    told = [*_commonest(counts, MOST_WORDS), *_commonest(values, MOST_VALUES)]
    return YearTerms(tuple(_term(kind, text, n) for (kind, text), n in told))


def _plain(value: str) -> str:
    return " ".join(value.split())


def _commonest(
    counts: Counter[tuple[str, str]], most: int
) -> list[tuple[tuple[str, str], int]]:
    """Choose the commonest that can be shown and written; at equal counts by kind and text."""
    fit = [item for item in counts.items() if 2 <= len(item[0][1]) <= LONGEST]
    return sorted(fit, key=lambda item: (-item[1], item[0]))[:most]


def _term(kind: str, text: str, count: int) -> Term:
    """Read a term."""
    said = units(text)
    found = syllables(text, (text,) if kind == "author" else ())
    if len(found) != len(said):  # a character that has no reading
        found = tuple(next(iter(syllables(unit)), "") for unit in said)
    usual = all(read(unit, {}) == syllable for unit, syllable in zip(said, found, strict=True))
    return Term(text, kind, count, "" if usual else " ".join(found))
