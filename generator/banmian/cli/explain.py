"""`banmian segment --explain`: the readings and repairs of a page, in a hundred columns."""

import unicodedata
from collections.abc import Iterator
from typing import Any

from banmian.cli.words import Speaker

COLUMNS = 100
_GAP = "  "
_MORE = "…"


def lines(found: dict[str, Any], say: Speaker) -> Iterator[str]:
    """Give what there is to print of what `app.explaining` found."""
    names = ("line", "article", "role", "sure", "second", "text")
    rows = [[say(f"explain.{name}") for name in names]]
    rows += [_row(one, say) for one in found["lines"]]
    marks = [" ", *("?" if one["doubt"] else " " for one in found["lines"])]
    sizes = [max(columns(row[at]) for row in rows) for at in range(len(names) - 1)]
    for mark, row in zip(marks, rows, strict=True):
        cells = [_padded(cell, size) for cell, size in zip(row[:-1], sizes, strict=True)]
        front = _GAP.join([mark, *cells, ""])
        yield (front + _cut(row[-1], COLUMNS - columns(front))).rstrip()
    doubts = sum(one["doubt"] for one in found["lines"])
    yield ""
    yield say("explain.count", lines=len(found["lines"]), doubts=doubts)
    for number, repair in enumerate(found["repairs"], 1):
        why = say(f"repair.{repair['kind']}")
        yield ""
        yield say("explain.repair", number=number, line=repair["line"], why=why)
        yield from _folded("- ", repair["before"])
        yield from _folded("+ ", repair["after"])


def _row(one: dict[str, Any], say: Speaker) -> list[str]:
    first, last = one["lines"][0], one["lines"][-1]
    opens = "¶" if one["opens"] else ""
    return [
        str(first) if first == last else f"{first}-{last}",
        str(one["article"]) if one["article"] else "—",
        say(f"role.{one['role']}") + opens,
        f"{one['sure']:.2f}",
        say(f"role.{one['second']}"),
        one["text"],
    ]


def columns(text: str) -> int:
    """Count the columns of a text on a terminal: two for a wide character.

    Those that are wide or narrow by the terminal's font, as quotation marks, count as wide.
    """
    return sum(map(_columns, text))


def _columns(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WFA" and char not in "¶—…" else 1


def _padded(text: str, size: int) -> str:
    return text + " " * (size - columns(text))


def _cut(text: str, size: int) -> str:
    if columns(text) <= size:
        return text
    used, end = 1, 0
    while used + _columns(text[end]) <= size:
        used += _columns(text[end])
        end += 1
    return text[:end] + _MORE


def _folded(mark: str, text: str) -> Iterator[str]:
    """Give all of a text, on as many lines as it needs."""
    line, used, front = mark, columns(mark), "    "
    for char in text:
        if used + _columns(char) > COLUMNS - len(front):
            yield front + line
            line, used = "  ", 2
        line += char
        used += _columns(char)
    yield front + line
