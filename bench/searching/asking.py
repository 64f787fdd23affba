"""Asking a search what was asked, and judging what it finds by the brute force."""

import statistics
import sys
from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from searching.browser import Answer, Searcher
from searching.queries import Asked

NEWEST = 200
"""How many a query without a pair of characters gives."""
Naming = Callable[[Answer], list[str]]
"""Gives the articles of an answer, as Banmian addresses them."""


class Judged(Struct, frozen=True):
    """A query, its answer, the articles that were found and those that hold it.

    Where too many hold it to read them all, only what was found first was looked at.
    """

    asked: Asked
    answer: Answer
    found: frozenset[str]
    held: frozenset[str]
    whole: bool


def recall(one: Judged) -> float:
    """Give the part of what holds a query that was found."""
    return len(one.found & one.held) / len(one.held) if one.held else 1


def precision(one: Judged) -> float:
    """Give the part of what was found that holds a query."""
    return len(one.found & one.held) / len(one.found) if one.found else 1


def is_wrong(one: Judged) -> bool:
    """Tell whether a query was answered otherwise than by the brute force."""
    return one.found != one.held if one.whole else not one.found <= one.held


def judged(
    searcher: Searcher,
    asked: Sequence[Asked],
    held: Sequence[Sequence[str]],
    naming: Naming,
    most: int,
) -> list[Judged]:
    """Ask all, and read on to the end where at most `most` articles hold it."""
    found = []
    for query, articles in zip(told(asked), held, strict=True):
        whole = len(articles) <= most
        answer = searcher.ask(query.text, to_the_end=whole)
        names = frozenset(naming(answer))
        found.append(Judged(query, answer, names, frozenset(articles), whole))
    return found


def told(asked: Sequence[Asked]) -> Iterable[Asked]:
    """Give queries one by one, telling how far it is."""
    for number, one in enumerate(asked):
        print(f"\r  query {number + 1} of {len(asked)} ", end="", file=sys.stderr, flush=True)
        yield one
    print("\r" + " " * 40 + "\r", end="", file=sys.stderr, flush=True)


def newest_were_given(one: Judged) -> bool:
    """Tell whether the answer to a single character says that it is limited, and is the newest.

    An issue is in or out as a whole, but for the last.
    """
    dates = sorted((name.partition("/")[0] for name in one.held), reverse=True)[:NEWEST]
    must = {name for name in one.held if dates and name.partition("/")[0] > dates[-1]}
    may = {name for name in one.held if dates and name.partition("/")[0] >= dates[-1]}
    whole = len(one.found) == len(dates) and must <= one.found <= may
    return one.answer.limited and whole


def mean(values: Iterable[float]) -> float:
    """Give the mean; 1 of none."""
    return statistics.fmean(list(values) or [1])


def at_95(values: Iterable[float]) -> float:
    """Give what 95 of 100 are not above."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, len(ranked) * 95 // 100)]
