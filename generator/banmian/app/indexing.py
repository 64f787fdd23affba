"""Indexing (编制索引): the search index of a site, of what each issue adds to it.

Its segments are made by the calendar: the newest month, that year's other months, all years before.
So a new issue changes little, and what an index is does not depend on how it came to be.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, groupby
from typing import Any

from msgspec import Struct

from banmian import addresses
from banmian.app.composing import Issues
from banmian.app.ground import Ground
from banmian.app.memory import digest
from banmian.app.segments import Dated, Segments
from banmian.app.spanning import Spanning
from banmian.model.facts import IssueFacts
from banmian.press.executors import Map, serial
from banmian.search import manifest, suggestions, terms, values
from banmian.search.documents import Document
from banmian.search.segment import name_of
from banmian.search.traditional import SIMPLE

_FEW = 60
"""Issues that are one segment, whatever their months: writing it anew takes no time."""


def dated(issue: IssueFacts) -> Dated:
    """Give what an issue's place in the index depends on."""
    year, month, _ = issue.date.earliest
    return Dated(issue.id, f"{year:04}-{month:02}", issue.article_count)


def bind_search(
    ground: Ground,
    order: Sequence[Dated],
    sheets: Sequence[Document],
    issues: Issues,
    spanning: Spanning,
    work: Map[Any, Any] = serial,
) -> None:
    """Make the search index of all issues, `order` being their order, and of the sheets.

    The sheets stand behind the issues of the newest segment. `work` does what takes long.
    """
    if not ground.shop.site.shows("search.html"):
        return
    folding = _folded(ground, order, work)
    making = Segments(ground, issues, spanning, order[-1].month, work)
    filed = list(making.make(tiers_of(order[::-1]), sheets))
    variants = sorted({char for one in filed for char in one.variants})
    folds = list(folding)
    kinds = values.together(one.values for one in folds).items()
    suggested = suggestions.write(one.terms for one in folds)
    for name, content in suggested.files.items():
        spanning.put_file(addresses.search_file(name), content)
    whole = manifest.Manifest(
        manifest.VERSION,
        tuple(one.segment for one in filed),
        {kind: _put(values.write(counts), spanning) for kind, counts in kinds},
        "".join(char + SIMPLE[char] for char in variants),
        suggested.table,
    )
    spanning.put_page(addresses.SEARCH_INDEX, manifest.write(whole))


def tiers_of(newest_first: Sequence[Dated]) -> Mapping[str, list[Dated]]:
    """Give the issues of each segment, the newest segment first, by its name."""
    if len(newest_first) <= _FEW:
        return {"all": list(newest_first)}
    month = newest_first[0].month
    tiers: dict[str, list[Dated]] = {}
    for issue in newest_first:
        same_year = issue.month[:4] == month[:4]
        name = "month" if issue.month == month else "year" if same_year else "before"
        tiers.setdefault(name, []).append(issue)
    return tiers


def _put(content: bytes, spanning: Spanning) -> str:
    name = name_of(content)
    spanning.put_file(addresses.search_file(name), content)
    return name


class _Folded(Struct, frozen=True):
    """What some issues' headlines and facets come to."""

    values: values.Values
    terms: terms.YearTerms


def _folded(ground: Ground, order: Sequence[Dated], work: Map[Any, Any]) -> Iterator[_Folded]:
    """Fold headlines and facets: of each year, and of the open month; what changed is made anew.

    The work begins at once; what comes of it is given as it is asked for.
    """
    memory, keys = ground.memory, ground.memory.heads_keys()
    open_month = order[-1].month
    folds: dict[str, tuple[bytes, _Folded | None]] = {}
    orders = []
    for name, issues in groupby(order, lambda one: _fold_of(one, open_month)):
        names = [one.name for one in issues]
        key = digest(ground.shop.key, *(one.encode() + keys.get(one, b"") for one in names))
        folds[name] = key, memory.kept("folded", name, key, _Folded)
        if folds[name][1] is None:
            orders.append(tuple(chain.from_iterable(map(memory.heads, names))))
    return _taken(ground, folds, work(fold, orders))


def fold(heads: Sequence[values.Head]) -> _Folded:
    """Fold headlines and facets."""
    return _Folded(values.counted(heads), terms.fold(heads))


def _taken(
    ground: Ground, folds: Mapping[str, tuple[bytes, _Folded | None]], made: Iterator[_Folded]
) -> Iterator[_Folded]:
    for name, (key, kept) in folds.items():
        folded = kept
        if folded is None:
            folded = next(made)
            ground.memory.keep("folded", name, key, folded)
        yield folded


def _fold_of(issue: Dated, open_month: str) -> str:
    return "open" if issue.month == open_month else issue.month[:4]
