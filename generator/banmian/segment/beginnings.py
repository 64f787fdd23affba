"""Where articles begin, thought over with their headlines.

A text is split where a headline calls for it, or where it is nearly as likely that it goes on as
not; two are joined where none does.
"""

from collections.abc import Callable, Iterator

from banmian.segment.choices import Choices
from banmian.segment.threads import Threads

_DOUBT = 4.0
"""Log-odds up to which it is thought over whether an article begins with a line."""
_MOST = 24
"""Doubts that are thought over, at most, the greatest first."""


def thought_over(threads: Threads, found: Choices, worth: Callable[[Threads], float]) -> Threads:
    """Split and join texts where the page is likelier then.

    `worth` gives the log-probability of the headlines that texts would have.
    """
    doubts = sorted(_doubts(threads, found))[:_MOST]
    best = worth(threads) if doubts else 0.0
    for cost, before, at in doubts:
        other = _joined(threads, before, at) if before >= 0 else _split(threads, at)
        value = worth(other) - cost
        if value > best:
            threads, best = other, value + cost
    return threads


def _doubts(threads: Threads, found: Choices) -> Iterator[tuple[float, int, int]]:
    """Give what it costs to decide otherwise, with the line to join with or -1, and the line."""
    last = {thread[-1] for thread in threads}
    for thread in threads:
        links = found.links(thread[0])
        for before, score in links.items():
            cost = links[-1] - score
            if before in last and before != thread[-1] and cost < _DOUBT:
                yield cost, before, thread[0]
        for at, cost in zip(thread[1:], found.odds(thread[1:], thread[:-1]), strict=True):
            if cost < _DOUBT:
                yield cost, -1, at


def _joined(threads: Threads, before: int, at: int) -> Threads:
    """Join the text that ends with a line and the one that begins with another, if both do."""
    head = [one for one in threads if one[-1] == before]
    tail = [one for one in threads if one[0] == at]
    if not head or not tail or head == tail:
        return threads
    return tuple(sorted([*set(threads).difference(head, tail), head[0] + tail[0]]))


def _split(threads: Threads, at: int) -> Threads:
    """Begin a text with a line, if it is inside one."""
    whole = next((one for one in threads if at in one[1:]), None)
    if whole is None:
        return threads
    place = whole.index(at)
    return tuple(sorted([*set(threads).difference([whole]), whole[:place], whole[place:]]))
