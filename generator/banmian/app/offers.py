"""What search offers: the values that one can filter by, and suggestions as one types.

Both come of headlines and facets, folded for each year and for the open month apart: what changed
is folded anew, wherever work is done.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

import msgspec
from msgspec import Struct

from banmian import addresses
from banmian.app.ground import Ground
from banmian.app.memory import Memory, digest
from banmian.app.segments import Dated
from banmian.app.spanning import Spanning
from banmian.press.executors import Map
from banmian.search import suggestions, terms, values
from banmian.search.segment import name_of


class Offers(Struct, frozen=True):
    """Of each kind of facet the file of its values, the table of suggestions, and all files."""

    values: dict[str, str]
    suggestions: suggestions.Table
    files: tuple[str, ...]


class Folded(Struct, frozen=True):
    """What some issues' headlines and facets come to."""

    values: values.Values
    terms: terms.YearTerms


_HEADS = msgspec.msgpack.Decoder(tuple[values.Head, ...])


def fold(heads: Sequence[bytes]) -> Folded:
    """Fold the headlines and facets of some issues, as they are put by."""
    every = [head for some in heads for head in _HEADS.decode(some)]
    return Folded(values.counted(every), terms.fold(every))


def offering(
    ground: Ground, order: Sequence[Dated], spanning: Spanning, work: Map[Any, Any]
) -> Callable[[], Offers]:
    """Begin to make what search offers; give the function that ends it."""
    memory, open_month = ground.memory, order[-1].month
    keys = memory.heads_keys()
    names = {
        name: [one.name for one in issues]
        for name, issues in groupby(order, lambda one: _fold_of(one, open_month))
    }
    wanted = {
        name: digest(ground.shop.key, *(one.encode() + keys.get(one, b"") for one in issues))
        for name, issues in names.items()
    }
    whole = digest(*wanted.values())
    known = memory.kept("offers", "all", whole, Offers)
    if known and all(spanning.take(addresses.search_file(file)) for file in known.files):
        return lambda: known
    kept = {name: memory.kept("folded", name, key, Folded) for name, key in wanted.items()}
    waiting = [name for name, folded in kept.items() if folded is None]
    made = work(fold, [tuple(map(memory.heads, names[one])) for one in waiting])

    def end() -> Offers:
        offers = _written(_taken(memory, wanted, kept, made), spanning)
        memory.keep("offers", "all", whole, offers)
        return offers

    return end


def _taken(
    memory: Memory,
    wanted: Mapping[str, bytes],
    kept: Mapping[str, Folded | None],
    made: Iterator[Folded],
) -> list[Folded]:
    folds = []
    for name, key in wanted.items():
        folded = kept[name]
        if folded is None:
            folded = next(made)
            memory.keep("folded", name, key, folded)
        folds.append(folded)
    return folds


def _written(folds: Sequence[Folded], spanning: Spanning) -> Offers:
    counts = values.together(one.values for one in folds)
    suggested = suggestions.write(one.terms for one in folds)
    lists = {kind: values.write(of) for kind, of in counts.items()}
    for content in (*suggested.files.values(), *lists.values()):
        spanning.put_file(addresses.search_file(name_of(content)), content)
    names = {kind: name_of(content) for kind, content in lists.items()}
    return Offers(names, suggested.table, (*suggested.files, *names.values()))


def _fold_of(issue: Dated, open_month: str) -> str:
    return "open" if issue.month == open_month else issue.month[:4]
