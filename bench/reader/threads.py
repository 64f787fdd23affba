"""Lines of text, strung to articles: which line goes on from which, the surest decided first."""

from collections.abc import Iterator, Sequence

import numpy as np

from reader.choices import Choices, Sort

_UNLIKELY = -14.0
"""Log-probability below which a line does not follow another."""


def threads_of(found: Choices) -> tuple[tuple[int, ...], ...]:
    """String the lines of text of a page, each to one thread: an article's lines in their order.

    A line follows at most one and is followed by at most one. Where the line that it would follow
    is taken, the next best is; where none is left, an article begins.
    """
    text = [at for at in range(len(found.sorts)) if found.sort_of(at) <= Sort.SECTION]
    followed_by: dict[int, int] = {}
    settled: set[int] = set()
    thread = {at: at for at in text}  # a line's way towards the beginning of its thread
    for at, before in _surest(found, text):
        if at in settled:
            continue
        if before < 0:
            settled.add(at)
        elif before not in followed_by and _beginning(thread, before) != at:
            settled.add(at)
            followed_by[before] = at
            thread[at] = before
    begins = sorted(set(text) - set(followed_by.values()))
    return tuple(tuple(_along(at, followed_by)) for at in begins)


def _surest(found: Choices, text: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Give lines with what they follow, -1 for nothing, the surest first."""
    rows = np.array(text, np.int32)
    scores = np.concatenate([found.following[rows], found.begins[rows, None]], 1)
    nothing = np.full((len(rows), 1), -1, np.int32)
    places = np.concatenate([found.follows[rows], nothing], 1)
    order = np.argsort(-scores, axis=None, kind="stable")
    order = order[scores.ravel()[order] > _UNLIKELY]
    which = rows[order // scores.shape[1]]
    yield from zip(which.tolist(), places.ravel()[order].tolist(), strict=True)


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
