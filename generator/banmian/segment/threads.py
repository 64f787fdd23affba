"""Lines of text, strung to articles: which line goes on from which, the surest decided first."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from banmian.segment.assignment import assign
from banmian.segment.choices import UNLIKELY, Choices, Sort

Threads = tuple[tuple[int, ...], ...]
"""Texts: each the places of its lines, in its order; in the order in which they begin."""
_SURE = -0.2
"""Score above which it does, whatever else may."""
_TORN = 200
"""Lines for which the likeliest assignment is sought, at most."""


def threads_of(found: Choices) -> Threads:
    """String the lines of text of a page, each to one thread: an article's lines in their order.

    A line follows at most one and is followed by at most one. What is sure is decided first; for
    the rest, the ends of columns that were torn apart, the likeliest assignment is sought.
    """
    text = [at for at, sort in enumerate(found.likeliest()) if sort <= Sort.SECTION]
    strings = _Strings(text)
    doubts: dict[int, dict[int, float]] = {}
    for score, at, before in _surest(found, text):
        if at in strings.settled:
            continue
        if score > _SURE:
            strings.tie(at, before)
        else:
            doubts.setdefault(at, {})[before] = score
    for _, at, before in sorted(_assigned(doubts, strings), key=lambda link: -link[0]):
        strings.tie(at, before)
    for _, at, before in _surest(found, text):
        if at not in strings.settled:
            strings.tie(at, before)
    return strings.threads()


class _Strings:
    """Lines that are strung."""

    def __init__(self, text: Sequence[int]) -> None:
        self.text = text
        self.settled: set[int] = set()
        self.followed_by: dict[int, int] = {}
        self._towards = {at: at for at in text}  # a line's way to the beginning of its thread

    def tie(self, at: int, before: int) -> None:
        """Let a line follow another, or -1 for none, if it may."""
        if before < 0:
            self.settled.add(at)
        elif before not in self.followed_by and _beginning(self._towards, before) != at:
            self.settled.add(at)
            self.followed_by[before] = at
            self._towards[at] = before

    def threads(self) -> Threads:
        """Give the threads, by their beginnings."""
        begins = sorted(set(self.text) - set(self.followed_by.values()))
        return tuple(tuple(_along(at, self.followed_by)) for at in begins)


def _assigned(
    doubts: Mapping[int, Mapping[int, float]], strings: _Strings
) -> Iterator[tuple[float, int, int]]:
    """Give lines that are not settled what they follow, so that the sum of all is likeliest.

    Of many, the surest: what is left follows what they leave.
    """
    rows = [at for at in doubts if at not in strings.settled][:_TORN]  # the surest
    free = {b for at in rows for b in doubts[at] if b >= 0 and b not in strings.followed_by}
    ends = sorted(free)
    cost = [
        [-doubts[at].get(before, UNLIKELY) for before in ends]
        + [-doubts[at].get(-1, UNLIKELY) if other == at else -2 * UNLIKELY for other in rows]
        for at in rows
    ]
    for at, column in zip(rows, assign(cost), strict=True):
        before = ends[column] if column < len(ends) else -1
        yield doubts[at].get(before, UNLIKELY), at, before


def _surest(found: Choices, text: Sequence[int]) -> Iterator[tuple[float, int, int]]:
    """Give lines with the text that they follow, -1 for nothing, the surest first."""
    rows = np.array(text, np.int32)
    scores = np.concatenate([found.following[rows], found.begins[rows, None]], 1)
    nothing = np.full((len(rows), 1), -1, np.int32)
    places = np.concatenate([found.follows[rows], nothing], 1)
    may_be = np.zeros(len(found.sorts) + 1, np.bool_)
    may_be[[*text, -1]] = True
    order = np.argsort(-scores, axis=None, kind="stable")
    order = order[((scores > UNLIKELY) & may_be[places]).ravel()[order]]
    which = rows[order // scores.shape[1]]
    best = scores.ravel()[order].tolist()
    yield from zip(best, which.tolist(), places.ravel()[order].tolist(), strict=True)


def _beginning(thread: dict[int, int], at: int) -> int:
    """Follow a thread to its beginning; the way is shortened for who comes after."""
    path = []
    while thread[at] != at:
        path.append(at)
        at = thread[at]
    for one in path:
        thread[one] = at
    return at


def _along(at: int, followed_by: dict[int, int]) -> Iterator[int]:
    yield at
    while at in followed_by:
        at = followed_by[at]
        yield at
