"""Values (筛选值): what documents can be filtered by, counted year by year."""

from collections import Counter
from collections.abc import Iterable, Mapping

import msgspec

from banmian.search.documents import Document
from banmian.search.facets import KINDS, facets_of

Values = dict[str, dict[str, int]]
"""By kind, each value with the number of documents that have it."""

Head = tuple[str, tuple[tuple[str, str], ...]]
"""What is asked of a document when its text is not: its title, and its facets."""


def head(document: Document) -> Head:
    """Give a document's title and facets."""
    return document.title, tuple(facets_of(document))


def counted(heads: Iterable[Head]) -> Values:
    """Count the values of some documents."""
    counts = Counter(facet for _, facets in heads for facet in dict.fromkeys(facets))
    found: Values = {}
    for (kind, value), count in sorted(counts.items()):
        found.setdefault(kind, {})[value] = count
    return found


def together(years: Iterable[Values]) -> Values:
    """Add up what was counted in several years."""
    sums: dict[str, Counter[str]] = {}
    for year in years:
        for kind, counts in year.items():
            sums.setdefault(kind, Counter()).update(counts)
    return {kind: sums[kind] for kind in KINDS if kind in sums}


def write(counts: Mapping[str, int]) -> bytes:
    """Write the values of a kind as a file: a list, the commonest first."""
    return msgspec.json.encode(sorted(counts, key=lambda value: (-counts[value], value)))
