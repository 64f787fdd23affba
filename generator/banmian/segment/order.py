"""The order in which a page is read a second time: article after article, as first read.

Some extractors deal the lines of neighbouring columns like cards. The network strings them well
enough that most of an article stands together then, where it sees what it did not see before.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from banmian.model.layout import LineRole, Reading
from banmian.segment.features import Floats
from banmian.segment.lines import Line

_HEADS = (LineRole.KICKER, LineRole.HEADLINE, LineRole.DECK)
_TORN = 0.2
"""Share of lines of text that go on from another line than the one above, where a page is torn."""


class Order(NamedTuple):
    """The places of a page's lines in the order of their articles, and what is told of each.

    `told` has a row a line: that it is read again, that an article begins with it, that another
    line stood before it in the source.
    """

    places: tuple[int, ...]
    told: Floats


def order_of(lines: Sequence[Line], readings: Sequence[Reading]) -> Order | None:
    """Give the order of lines that were read once; None for a page that extraction kept whole."""
    place = {line.numbers[0]: at for at, line in enumerate(lines)}
    groups: dict[int, list[tuple[bool, int]]] = {}  # lines, with whether they are below a head
    texts: dict[int, list[int]] = {}
    for number, one in enumerate(readings):
        at = place[one.lines[0]]
        article = one.article if one.article >= 0 else -1 - number
        groups.setdefault(article, []).append((one.role not in _HEADS, at))
        if one.role is LineRole.TEXT:
            texts.setdefault(article, []).append(at)
    if _torn(list(texts.values())) <= _TORN:
        return None
    ordered = sorted((_headed(group) for group in groups.values()), key=min)
    places = tuple(at for group in ordered for at in group)
    begins = {group[0] for group in ordered}
    told = [
        (1.0, float(at in begins), float(before != at - 1))
        for before, at in pairwise((-1, *places))
    ]
    return Order(places, np.array(told, np.float32))


def _torn(texts: Sequence[Sequence[int]]) -> float:
    """Give the share of links between lines of text that another line of text stands between."""
    above = dict(pairwise(sorted((at for text in texts for at in text), reverse=True)))
    links = [above.get(at) == before for text in texts for before, at in pairwise(text)]
    return 1 - sum(links) / len(links) if links else 0.0


def _headed(group: Sequence[tuple[bool, int]]) -> list[int]:
    """Give an article's lines, its head above the rest."""
    head = sorted(at for below, at in group if not below)
    return [*head, *(at for below, at in group if below)]
