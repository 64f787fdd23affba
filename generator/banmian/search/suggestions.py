"""The files of suggestions: the terms of all years, sorted by pinyin (docs/search-format.md)."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, groupby
from typing import NamedTuple

from msgspec import Struct

from banmian.search.segment import name_of
from banmian.search.sums import sealed
from banmian.search.syllables import common, key, read, units
from banmian.search.terms import KINDS, WORD, Terms, YearTerms

MOST = 40_000
"""Terms of an archive."""
LIMIT = 11_000
"""Bytes of a shard's terms."""
CODING = "gb18030"
"""Two bytes a Chinese character, one a letter; browsers decode it themselves."""
_KEY = 6
"""Characters of a key that count where shards are cut."""


class Table(Struct, frozen=True):
    """What a reader must know: file of rarer readings, first key and file of each shard."""

    readings: str
    shards: tuple[tuple[str, str], ...]


class Suggestions(Struct, frozen=True):
    """All terms as files by name, and the table that leads to them."""

    table: Table
    files: dict[str, bytes]


class _Term(NamedTuple):
    """A term; `told` are its syllables where they are not as usual."""

    text: str
    kind: str
    times: int
    told: str


def write(years: Iterable[YearTerms], limit: int = LIMIT) -> Suggestions:
    """Write the terms of all years."""
    terms = _merged(years)
    others = _others(terms)
    readings = {char: min(found) for char, found in others.items()} | common()
    entries = sorted(_entry(term, readings) for term in terms)
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


def _merged(years: Iterable[YearTerms]) -> list[_Term]:
    """Add up the years' terms, and keep the commonest, each text once.

    A text that is a facet's value is one, however common as a word; its count is the highest.
    """
    all_terms = {kind: Terms({}, {}) for kind in KINDS}
    for year in years:
        for kind, terms in year.kinds.items():
            counts, readings = all_terms[kind].counts, all_terms[kind].readings
            for text, count in terms.counts.items():
                counts[text] = counts.get(text, 0) + count
            readings.update(terms.readings)
    most = dict(all_terms[WORD].counts)
    kinds: dict[str, str] = {}
    for kind in KINDS[1:]:
        for text, count in all_terms[kind].counts.items():
            if text not in kinds or count > all_terms[kinds[text]].counts[text]:
                kinds[text] = kind
            most[text] = max(most.get(text, 0), count)
    ranked = sorted(sorted(most), key=most.__getitem__, reverse=True)[:MOST]
    return [
        _Term(text, kind, _rough(most[text]), all_terms[kind].readings.get(text, ""))
        for text in ranked
        for kind in (kinds.get(text, WORD),)
    ]


def _rough(count: int) -> int:
    """Round down to three binary digits: so most issues leave most shards as they are."""
    return count >> (shift := max(0, count.bit_length() - 3)) << shift


def _others(terms: Iterable[_Term]) -> dict[str, set[str]]:
    """Find the readings of characters that the table has not."""
    usual = common()
    found: dict[str, set[str]] = {}
    for term in terms:
        if term.told:
            for unit, syllable in zip(units(term.text), term.told.split(" "), strict=True):
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


class _Entry(NamedTuple):
    """A term as it is sorted and written."""

    key: str
    line: str
    kind: int
    times: int


def _entry(term: _Term, readings: Mapping[str, str]) -> _Entry:
    """Have a term written: with its syllables, where a reader would take others."""
    usual = " ".join([read(unit, readings) for unit in units(term.text)])
    reading = term.told or usual
    line = term.text if reading == usual else f"{term.text}\t{reading}"
    return _Entry(key(reading), line, KINDS.index(term.kind), term.times)


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
