"""Cutting text at a column's width, by the rules of Chinese composition."""

import re
from collections.abc import Callable

NOT_FIRST = frozenset("，。、；：！？”’）》〉」』】…—·%％")
NOT_LAST = frozenset("“‘（《〈「『【")
_NARROW = frozenset("“”‘’")
_UNIT = re.compile(r"[0-9A-Za-z.]+|——|……|.", re.DOTALL)


def width(text: str) -> float:
    """Give the width of a text in em: Han 1, ASCII and curly quotes a half."""
    return sum(0.5 if char.isascii() or char in _NARROW else 1 for char in text)


def cut(text: str, measure: float, first: float, squeeze: Callable[[], bool]) -> list[str]:
    """Cut a paragraph into lines of `measure` em, its first line of `first` em.

    Where a mark would begin a line, `squeeze` says whether it is pulled into the line before, or
    the last character goes down with it. Numbers and Latin words stay whole.
    """
    units = _UNIT.findall(text)
    lines: list[str] = []
    start = 0
    while start < len(units):
        room = measure if lines else first
        end = start
        filled = 0.0
        while end < len(units) and (filled + width(units[end]) <= room or end == start):
            filled += width(units[end])
            end += 1
        if end < len(units):
            end = _break(units, start, end, squeeze)
        line = "".join(units[start:end]).strip()
        if line:
            lines.append(line)
        start = end
    return lines


def _break(units: list[str], start: int, end: int, squeeze: Callable[[], bool]) -> int:
    marks = end
    while marks < len(units) and units[marks][0] in NOT_FIRST:
        marks += 1
    if 0 < marks - end <= 2 and squeeze():
        return marks
    at = end
    while at > start + 1 and (units[at][0] in NOT_FIRST or units[at - 1] in NOT_LAST):
        at -= 1
    return at if at > start + 1 else marks
