"""Texts that stop within a sentence under no headline, put into those that they were torn from.

The line that a text goes on with may have been given to another; what is left of it would be an
article of a few lines.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from banmian.segment.choices import UNLIKELY, Choices
from banmian.segment.lines import Line
from banmian.segment.threads import Threads

_LONG = 600
"""Characters of a fragment, at most: what is longer is an article, though its end is lost."""
_LOST = 8.0
"""How much less likely than as it is, as a logarithm, all may be with a fragment put elsewhere."""
_NONE = -1


def broken(threads: Threads, lines: Sequence[Line]) -> Iterator[int]:
    """Give the numbers of those texts, not long ones, that stop within a sentence."""
    for number, thread in enumerate(threads):
        if _is_broken(thread, lines):
            yield number


def gathered(
    threads: Threads, fragments: Sequence[Sequence[int]], lines: Sequence[Line], found: Choices
) -> Threads:
    """Put those of the threads that are fragments into others, where they go on best.

    The shortest are put first, as they can be part of what another lacks. None is put behind the
    end of a text that is whole, and none that surely begins an article is put anywhere.
    """
    chain = _Chain(threads, lines, found)
    for fragment in sorted(fragments, key=lambda one: _length(one, lines)):
        grown = chain.around(fragment[0])
        if _is_broken(grown, lines) and found.begins[grown[0]] < 0:
            chain.insert(grown)
    return chain.threads()


def _is_broken(thread: Sequence[int], lines: Sequence[Line]) -> bool:
    return lines[thread[-1]].stops_short and _length(thread, lines) <= _LONG


def _length(thread: Sequence[int], lines: Sequence[Line]) -> int:
    return sum(len(lines[at].text) for at in thread)


class _Chain:
    """The lines of all texts, each with the one before it and the one after it, -1 for none."""

    def __init__(self, threads: Threads, lines: Sequence[Line], found: Choices) -> None:
        links = [link for thread in threads for link in pairwise((_NONE, *thread, _NONE))]
        self._lines, self._found = lines, found
        self._before = {at: before for before, at in links if at != _NONE}
        self._after = {before: at for before, at in links if before != _NONE}
        self._followers = found.followers([thread[-1] for thread in threads])

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
        gain, before, after = max(self._places(thread), default=(-_LOST, _NONE, _NONE))
        if gain > -_LOST:
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
        """Give between which lines a text may be put, and how much likelier all is then."""
        first, last = thread[0], thread[-1]
        before = self._found.links(first).keys() & self._after.keys()
        after = set(self._followers.get(last, ())) & self._before.keys()
        places = {(one, self._after[one]) for one in before.difference(thread)}
        places |= {(self._before[one], one) for one in after.difference(thread)}
        for one, other in sorted(places):
            if other != _NONE:
                gain = self._link(last, other) - self._link(one, other)
            elif self._lines[one].stops_short:
                gain = 0.0
            else:
                continue
            yield gain + self._link(one, first) - self._link(_NONE, first), one, other

    def _link(self, before: int, at: int) -> float:
        return max(UNLIKELY, self._found.links(at).get(before, UNLIKELY))
