"""Terms to suggest while one types: of headlines, and the topics, people, columns and units.

`fold` finds a year's terms, so that a build does it again only where headlines have changed;
`write` makes files of all years', sorted by pinyin (docs/search-format.md). Nothing is remembered
but what the documents given have.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, groupby
from typing import NamedTuple

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
MOST_WORDS, MOST_VALUES = 4000, 3000
"""Terms of a year: of its headlines, of its facets."""
MOST = 60_000
"""Terms of an archive."""
LONGEST = 40
"""Characters of the longest value of a facet that is suggested."""
LIMIT = 11_000
"""Bytes of a shard's terms."""
CODING = "gb18030"
"""Two bytes a Chinese character, one a letter; browsers decode it themselves."""
_KEY = 6
"""Characters of a key that count where shards are cut."""
_UNSURE = re.compile("[\u1e3f\u9fb4-\u9fbb\ue000-\uf8ff\ufe10-\ufe19\ud800-\udfff\0]")
"""What not every program reads alike in `CODING`: private use, and a handful more."""

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


def _commonest(counts: Counter[tuple[str, str]], most: int) -> list[tuple[tuple[str, str], int]]:
    """Choose the commonest that can be shown and written; at equal counts by kind and text."""
    fit = [item for item in counts.items() if _is_fit(item[0][1])]
    return sorted(fit, key=lambda item: (-item[1], item[0]))[:most]


def _is_fit(text: str) -> bool:
    return 2 <= len(text) <= LONGEST and not _UNSURE.search(text)


def _term(kind: str, text: str, count: int) -> Term:
    """Read a term."""
    said = units(text)
    found = syllables(text, (text,) if kind == "author" else ())
    if len(found) != len(said):  # a character that has no reading
        found = tuple(next(iter(syllables(unit)), "") for unit in said)
    usual = all(read(unit, {}) == syllable for unit, syllable in zip(said, found, strict=True))
    return Term(text, kind, count, "" if usual else " ".join(found))


def write(years: Iterable[YearTerms], limit: int = LIMIT) -> Suggestions:
    """Write the terms of all years."""
    terms = _merged(years)
    readings = [_reading(term) for term in terms]
    others = _others(zip(terms, readings, strict=True))
    first = {char: min(found) for char, found in others.items() if char not in common()}
    entries = sorted(
        _Entry(
            key(" ".join(reading)), _line(term, reading, first), KINDS.index(term.kind), term.count
        )
        for term, reading in zip(terms, readings, strict=True)
    )
    files: dict[str, bytes] = {}

    def put(lines: Iterable[str]) -> str:
        content = sealed("\n".join(lines).encode(CODING))
        files[name_of(content)] = content
        return name_of(content)

    rare = put(_rare(others))
    cut = _shards(entries, limit)
    firsts = ["", *(shard[0].key[:_KEY] for shard in cut[1:])]
    told = tuple((start, put(_lines(shard))) for start, shard in zip(firsts, cut, strict=True))
    return Suggestions(Table(rare, told), files)


def _merged(years: Iterable[YearTerms]) -> list[Term]:
    """Add up the years' terms, and keep the commonest, each text once.

    A text that is a facet's value is one, however common as a word; its count is the highest.
    """
    counts: dict[tuple[str, str], int] = {}
    readings: dict[tuple[str, str], str] = {}
    for year in years:
        for term in year.terms:
            of = term.text, term.kind
            counts[of] = counts.get(of, 0) + term.count
            readings[of] = term.reading
    kinds: dict[str, tuple[bool, int, str]] = {}
    most: dict[str, int] = {}
    for (text, kind), count in counts.items():
        kinds[text] = max(kinds.get(text, (False, 0, "")), (kind != WORD, count, kind))
        most[text] = max(most.get(text, 0), count)
    ranked = sorted(most.items(), key=lambda item: (-item[1], item[0]))[:MOST]
    return [
        Term(text, kinds[text][2], _rough(count), readings[text, kinds[text][2]])
        for text, count in ranked
    ]


def _rough(count: int) -> int:
    """Round down to three binary digits: so most issues leave most shards as they are."""
    return count >> (shift := max(0, count.bit_length() - 3)) << shift


def _reading(term: Term) -> list[str]:
    """Give the syllables of a term's units."""
    if term.reading:
        return term.reading.split(" ")
    return [read(unit, {}) for unit in units(term.text)]


def _others(read_terms: Iterable[tuple[Term, Sequence[str]]]) -> dict[str, set[str]]:
    """Find the readings of characters that the table has not."""
    usual = common()
    found: dict[str, set[str]] = {}
    for term, reading in read_terms:
        if term.reading:
            for unit, syllable in zip(units(term.text), reading, strict=True):
                if syllable and not unit.isascii() and usual.get(unit) != syllable:
                    found.setdefault(unit, set()).add(syllable)
    return found


def _rare(others: Mapping[str, Collection[str]]) -> list[str]:
    """Write the file of rarer readings: a line a syllable, with its characters."""
    characters: dict[str, list[str]] = {}
    for char, readings in sorted(others.items()):
        for syllable in readings:
            characters.setdefault(syllable, []).append(char)
    return [f"{syllable} {''.join(chars)}" for syllable, chars in sorted(characters.items())]


def _line(term: Term, reading: Sequence[str], first: Mapping[str, str]) -> str:
    """Write a term: with its syllables, where they are not those that a reader would take."""
    if not term.reading:
        return term.text
    usual = [read(unit, first) for unit in units(term.text)]
    return term.text if usual == reading else f"{term.text}\t{' '.join(reading)}"


class _Entry(NamedTuple):
    """A term as it is sorted and written."""

    key: str
    line: str
    kind: int
    times: int


def _shards(entries: Sequence[_Entry], limit: int) -> list[Sequence[_Entry]]:
    """Cut into shards where the range of keys is halved, so that a change moves few cuts."""
    numbers = [int.from_bytes(entry.key[:_KEY].ljust(_KEY).encode("ascii")) for entry in entries]
    ends = [0, *accumulate(len(entry.line.encode(CODING)) + 1 for entry in entries)]

    def cut(start: int, end: int, low: int, high: int) -> list[tuple[int, int]]:
        if ends[end] - ends[start] <= limit or high - low < 2:
            return [(start, end)]
        middle = (low + high) // 2
        at = bisect_left(numbers, middle, start, end)
        before, after = cut(start, at, low, middle), cut(at, end, middle, high)
        (first, _), (_, last) = before[-1], after[0]
        if ends[last] - ends[first] <= limit:
            return [*before[:-1], (first, last), *after[1:]]
        return before + after

    return [entries[start:end] for start, end in cut(0, len(entries), 0, 1 << 8 * _KEY)]


def _lines(shard: Sequence[_Entry]) -> Iterator[str]:
    """Write a shard's terms, those of one kind and count together, below both."""
    ranked = sorted(shard, key=lambda entry: (entry.kind, -entry.times))
    for (kind, count), group in groupby(ranked, lambda entry: (entry.kind, entry.times)):
        yield f"\t{kind}{count}"
        yield from (entry.line for entry in group)
