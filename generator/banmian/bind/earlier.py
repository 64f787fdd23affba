"""Earlier coverage (前情): which articles of earlier issues have most in common with one.

What they have in common are lists that both stand in. A rare list says more than one that every
issue has; who signs says nothing alone. Only the last `WINDOW` issues are looked at, and of each
list its last `_KEPT` articles, so that an issue costs the same in an archive of any size.
"""

from collections import defaultdict, deque
from collections.abc import Collection, Iterator, Sequence

from msgspec import Struct

from banmian.model.facts import IssueFacts
from banmian.model.ids import ArticleId
from banmian.model.lists import ListKind

WINDOW = 200
"""Issues that are looked back on: those of a year, of a paper with four a week."""
MOST = 3
"""Articles that are found for one."""

_KEPT = 8
_RARE = 40
"""Issues over which the last articles of a list are spread that is rare; at most `WINDOW`."""
_WEIGHTS = {
    ListKind.SERIES: 8.0,
    ListKind.COLUMN: 4.0,
    ListKind.UNIT: 3.0,
    ListKind.TOPIC: 2.0,
    ListKind.PERSON: 1.0,
}
_COMMON = 0.25
"""What remains of the weight of a list that every issue has."""
_LEAST = 0.6
"""The least weight that is worth a link: more than one topic that every issue has."""
_RANKS = 20
"""Bits of an article's rank in its number among all."""


class Found(Struct, frozen=True):
    """An earlier article: its issue's number among all, its rank there, what both stand in."""

    issue: int
    rank: int
    kind: ListKind
    names: tuple[str, ...]


class _Common(Struct):
    """A list that an article stands in: its last articles before, as numbers, and its weight."""

    kind: ListKind
    name: str
    last: deque[int]
    weight: float


def earlier(
    issues: Sequence[IssueFacts], wanted: Collection[int]
) -> Iterator[tuple[int, dict[ArticleId, tuple[Found, ...]]]]:
    """Find earlier articles for those of the `wanted` issues, by their numbers among all in order.

    What is found for an issue depends on it and the `WINDOW` issues before, on nothing else.
    """
    trail: defaultdict[ListKind, defaultdict[str, deque[int]]]
    trail = defaultdict(lambda: defaultdict(lambda: deque(maxlen=_KEPT)))
    done = 0
    for number in sorted(wanted):
        for before in range(max(done, number - WINDOW), number):
            _pass(trail, before, issues[before])
        done = number
        yield number, _of_issue(trail, number, issues[number])


_Trail = defaultdict[ListKind, defaultdict[str, deque[int]]]


def _pass(trail: _Trail, number: int, issue: IssueFacts) -> None:
    """Note the articles of an issue in the lists that they stand in."""
    for kind, of in issue.lists.items():
        lists = trail[kind]
        for rank, names in enumerate(of):
            if rank not in issue.bare:
                for name in names:
                    lists[name].append(number << _RANKS | rank)


def _of_issue(trail: _Trail, number: int, issue: IssueFacts) -> dict[ArticleId, tuple[Found, ...]]:
    found = {}
    for rank, id_ in enumerate(issue.articles):
        lists = [
            _Common(kind, name, last, _weight(kind, last, number))
            for kind, of in issue.lists.items()
            for name in of[rank]
            if (last := trail[kind].get(name))
        ]
        if lists and rank not in issue.bare and (best := _best(lists, number)):
            found[id_] = best
    return found


def _weight(kind: ListKind, last: deque[int], number: int) -> float:
    """Weigh a list: the less, the closer its last articles stand together."""
    full = _WEIGHTS[kind]
    if len(last) < _KEPT:
        return full
    spread = number - (last[0] >> _RANKS)
    return full * max(_COMMON, min(1.0, spread / _RARE))


def _best(lists: list[_Common], number: int) -> tuple[Found, ...]:
    """Give the articles that have most in common, of as much the newest."""
    floor = max(number - WINDOW, 0) << _RANKS
    weights: dict[int, float] = {}
    signed = []
    for one in lists:
        if one.kind is ListKind.PERSON:
            signed.append(one)
            continue
        for article in one.last:
            if article >= floor:
                weights[article] = weights.get(article, 0.0) + one.weight
    for one in signed:
        for article in one.last:
            if article in weights:
                weights[article] += one.weight
    best = sorted((weight, article) for article, weight in weights.items() if weight >= _LEAST)
    return tuple(_found(article, lists) for _, article in best[: -MOST - 1 : -1])


def _found(article: int, lists: list[_Common]) -> Found:
    """Say what an article has most in common: what weighs most, and all of the same kind."""
    shared = [one for one in lists if article in one.last and one.kind is not ListKind.PERSON]
    kind = max(shared, key=lambda one: one.weight).kind
    names = tuple(one.name for one in shared if one.kind is kind)
    return Found(article >> _RANKS, article & ((1 << _RANKS) - 1), kind, names)
