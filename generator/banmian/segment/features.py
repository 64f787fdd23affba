"""What the network is told of each line: its characters, and what its form says."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from string import ascii_letters
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from banmian.segment.cues import Cue
from banmian.segment.lines import Line, has_marks, is_closed, opens_wrong

Floats = NDArray[np.floating[Any]]
Ints = NDArray[np.signedinteger[Any]]

_CUE_ROWS = {cue: [float(cue is other) for other in Cue] for cue in Cue}
_NARROW = 6.0
"""Width in em up to which a line does not say how wide the page's columns are."""
_FULL = 0.8
"""Quantile of the lines' widths that is taken for the measure of a column."""
_HEAD, _TAIL = 30, 18
"""Characters of a long line that are looked at, from its beginning and its end."""
_EDGE, _GAP = 3, 2
"""Blanks at both ends of a page's characters, and between its lines."""
_CODES, _BASIC = 0x110000, 0x10000
TOLD = 3
"""Numbers of a line that a first reading says."""
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


def printed(lines: Sequence[Line], numbers: Ints, told: Floats | None = None) -> Print:
    """Describe lines, of which there is one at least.

    Args:
        lines: what is described.
        numbers: those of all characters.
        told: a row a line, of `TOLD` numbers: what a first reading says (`banmian.segment.order`).
    """
    if told is None:
        told = np.zeros((len(lines), TOLD), np.float32)
    texts = tuple(_looked_at(line.text) for line in lines)
    codes, rows = coded(texts)
    lengths = np.bincount(rows, minlength=len(texts))
    starts = _EDGE + np.concatenate([[0], np.cumsum(lengths + _GAP)[:-1]])
    glyphs = np.zeros(starts[-1] + lengths[-1] + _GAP + _EDGE, np.int64)
    glyphs[np.arange(len(codes)) + _EDGE + _GAP * rows] = numbers[codes]
    return Print(glyphs, starts, starts + lengths - 1, np.hstack([_marks(lines), told]), texts)


def numbered(table: Mapping[str, int]) -> Ints:
    """Give the numbers of all characters there are, by their codes."""
    numbers = np.full(_CODES, UNKNOWN, np.int32)
    numbers[[ord(char) for char in table]] = list(table.values())
    return numbers


def coded(texts: Sequence[str]) -> tuple[Ints, Ints]:
    """Give the codes of all characters of the texts, and of each the number of its text."""
    codes = np.frombuffer("".join(texts).encode("utf-32-le"), np.uint32).astype(np.int64)
    return codes, np.repeat(np.arange(len(texts)), [len(text) for text in texts])


@cache
def _kinds() -> Mapping[int, str]:
    """Give what digits and Latin letters are looked at as: one of each."""
    digits = {code: "0" for code in range(_BASIC) if chr(code).isdigit()}
    return digits | {ord(char): "A" for char in ascii_letters}


def alike(text: str) -> str:
    """Give a text without blanks, its digits and Latin letters made one of each."""
    return "".join(text.split()).translate(_kinds()) if _differs().search(text) else text


@cache
def _differs() -> re.Pattern[str]:
    """Give what `alike` changes: most lines have nothing of it."""
    return re.compile(rf"[\s{''.join(map(chr, _kinds()))}]")


def _looked_at(text: str) -> str:
    chars = alike(text)
    if len(chars) > _HEAD + _TAIL:
        chars = chars[:_HEAD] + chars[-_TAIL:]
    return chars or "?"


def _marks(lines: Sequence[Line]) -> Floats:
    """Give a row a line: what its form says, and that of the lines on both sides."""
    widths = np.array([line.width for line in lines], np.float32)
    blanks = np.array([min(line.blanks, 3) for line in lines], np.float32) / 2
    steps = np.diff(widths, prepend=0, append=0)
    steps = np.clip(steps / 6, -1, 1)
    columns = [
        np.minimum(widths, 60) / 20,
        np.minimum(widths / _measure(widths), 2),
        blanks,
        blanks == 0,
        np.array([_flags(line) for line in lines], np.float32).T,
        steps[:-1],
        steps[1:],
        np.append(blanks[1:], 1),
        np.array([" " in line.text for line in lines]),
        np.array([_CUE_ROWS[line.cue] for line in lines], np.float32).T,
    ]
    return np.vstack(columns).T.astype(np.float32)


def _measure(widths: Floats) -> float:
    """Give the width of the page's columns."""
    wide = np.sort(widths[widths > _NARROW])
    return float(wide[int(_FULL * (len(wide) - 1))]) if len(wide) else 10.0


def _flags(line: Line) -> tuple[bool, ...]:
    text = line.text
    return (
        line.frame,
        line.indented,
        line.upright,
        line.ends,
        line.dated,
        line.credited,
        bool(line.byline),
        line.is_byline,
        has_marks(text),
        is_closed(text),
        opens_wrong(text),
    )
