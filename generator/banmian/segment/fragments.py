"""Texts that stop within a sentence under no headline, put into those that they were torn from.

Where extraction dealt the columns like cards, the line that a text goes on with is often given to
another, and what is left of it would be an article of a few lines.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from banmian.segment.choices import Choices
from banmian.segment.lines import Line
from banmian.segment.threads import Threads

_LONG = 600
"""Characters of a fragment, at most: what is longer is an article, though its end is lost."""
_COST = 8.0
"""How much less likely than as it is, as a logarithm, a fragment may be elsewhere."""
_UNLIKELY = -14.0
"""Log-probability of a link that the network does not think of."""
_NONE = -1


def broken(threads: Threads, lines: Sequence[Line]) -> Iterator[int]:
    """Give the numbers of those texts, not long ones, that stop within a sentence."""
    for number, thread in enumerate(threads):
        if lines[thread[-1]].stops_short and _length(thread, lines) <= _LONG:
            yield number


def gathered(
    threads: Threads, fragments: Sequence[Sequence[int]], lines: Sequence[Line], found: Choices
) -> Threads:
    """Put those of the threads that are fragments into others, where they go on best.

    The shortest are put first, as they can be part of what another lacks.
    """
    chain = _Chain(threads, found)
    for fragment in sorted(fragments, key=lambda one: _length(one, lines)):
        grown = chain.around(fragment[0])
        if lines[grown[-1]].stops_short:
            chain.insert(grown)
    return chain.threads()


def _length(thread: Sequence[int], lines: Sequence[Line]) -> int:
    return sum(len(lines[at].text) for at in thread)


class _Chain:
    """The lines of all texts, each with the one before it and the one after it, -1 for none."""

    def __init__(self, threads: Threads, found: Choices) -> None:
        links = [link for thread in threads for link in pairwise((_NONE, *thread, _NONE))]
        self._found = found
        self._before = {at: before for before, at in links if at != _NONE}
        self._after = {before: at for before, at in links if before != _NONE}

    def around(self, at: int) -> list[int]:
        """Give the whole text that a line is in."""
        while self._before[at] != _NONE:
            at = self._before[at]
        text = [at]
        while (at := self._after[at]) != _NONE:
            text.append(at)
        return text

    def insert(self, thread: Sequence[int]) -> None:
        """Put a text where it is likeliest, if that is likely enough."""
        gain, before, after = max(self._places(thread), default=(-_COST, _NONE, _NONE))
        if gain > -_COST:
            self._tie(before, thread[0])
            self._tie(thread[-1], after)

    def threads(self) -> Threads:
        """Give the texts, by their beginnings."""
        begins = sorted(at for at, before in self._before.items() if before == _NONE)
        return tuple(tuple(self.around(at)) for at in begins)

    def _tie(self, before: int, at: int) -> None:
        if before != _NONE:
            self._after[before] = at
        if at != _NONE:
            self._before[at] = before

    def _places(self, thread: Sequence[int]) -> Iterator[tuple[float, int, int]]:
        """Give between which lines a text may be put, and how much likelier it is there."""
        first, last = thread[0], thread[-1]
        before = (self._found.links(first).keys() & self._after.keys()).difference(thread)
        after = (self._followers(last) & self._before.keys()).difference(thread)
        begins = self._link(_NONE, first)
        places = {(one, self._after[one]) for one in before}
        for one, other in sorted(places | {(self._before[one], one) for one in after}):
            gain = self._link(one, first) - begins
            if other != _NONE:
                gain += self._link(last, other) - self._link(one, other)
            yield gain, one, other

    def _followers(self, before: int) -> set[int]:
        return set(np.flatnonzero((self._found.follows == before).any(1)).tolist())

    def _link(self, before: int, at: int) -> float:
        return self._found.links(at).get(before, _UNLIKELY)
