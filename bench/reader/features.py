"""What the network is told of each line: its characters, and what its form says."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from banmian.segment.cues import Cue
from banmian.segment.lines import Line, has_marks, is_closed, opens_wrong

Floats = NDArray[np.floating[Any]]
Ints = NDArray[np.signedinteger[Any]]

_CUES = tuple(Cue)
_NARROW = 6.0
"""Width in em up to which a line does not say how wide the page's columns are."""
_FULL = 0.8
"""Quantile of the lines' widths that is taken for the measure of a column."""
_HEAD, _TAIL = 30, 18
"""Characters of a long line that are looked at, from its beginning and its end."""
BLANK, UNKNOWN = 0, 1
FIRST_GLYPH = 3
"""Number of the first character of the table: 0 is none, 1 an unknown one, 2 is for fitting."""


class Print(NamedTuple):
    """The lines of a page as the network takes them.

    `glyphs` are the characters of all lines one after the other with two blanks between them;
    `starts` and `ends` the places of each line's first and last. `marks` has a row of numbers a
    line. `texts` are the lines' characters, digits and Latin letters made one of each.
    """

    glyphs: Ints
    starts: Ints
    ends: Ints
    marks: Floats
    texts: tuple[str, ...]


def printed(lines: Sequence[Line], table: Mapping[str, int]) -> Print:
    """Describe lines, of which there is one at least; `table` numbers the characters."""
    texts = tuple(_looked_at(line.text) for line in lines)
    glyphs, starts, ends = [BLANK] * 3, [], []
    for text in texts:
        starts.append(len(glyphs))
        glyphs += [table.get(char, UNKNOWN) for char in text]
        ends.append(len(glyphs) - 1)
        glyphs += [BLANK] * 2
    glyphs += [BLANK] * 3
    marks = np.array(list(_marks(lines)), np.float32)
    return Print(np.array(glyphs), np.array(starts), np.array(ends), marks, texts)


def _looked_at(text: str) -> str:
    chars = [_kind(char) for char in text if not char.isspace()]
    if len(chars) > _HEAD + _TAIL:
        chars = chars[:_HEAD] + chars[-_TAIL:]
    return "".join(chars) or "?"


def _kind(char: str) -> str:
    if char.isdigit():
        return "0"
    return "A" if char.isascii() and char.isalpha() else char


def _marks(lines: Sequence[Line]) -> Iterator[list[float]]:
    widths = sorted(line.width for line in lines if line.width > _NARROW) or [10.0]
    full = widths[int(_FULL * (len(widths) - 1))]
    for at, line in enumerate(lines):
        before = lines[at - 1].width if at else 0.0
        after = lines[at + 1] if at + 1 < len(lines) else None
        yield [
            min(line.width, 60.0) / 20,
            min(line.width / full, 2.0),
            min(line.blanks, 3) / 2,
            not line.blanks,
            line.frame,
            line.indented,
            line.upright,
            line.ends,
            line.dated,
            line.credited,
            bool(line.byline),
            line.is_byline,
            has_marks(line.text),
            is_closed(line.text),
            opens_wrong(line.text),
            _step(line.width - before),
            _step((after.width if after else 0.0) - line.width),
            min(after.blanks if after else 2, 3) / 2,
            " " in line.text,
            *[line.cue is cue for cue in _CUES],
        ]


def _step(difference: float) -> float:
    return max(-1.0, min(1.0, difference / 6))
