"""How much a line looks like a headline, by its form and its place among its neighbours."""

import re
from collections.abc import Sequence

from banmian.segment.habits import Habits
from banmian.segment.lines import Line, is_closed, opens_wrong
from banmian.text.characters import HAN

_CANNOT_END = frozenset("的和与在将及或从向以对把被使其并而且等是")
_WORDS = re.compile(f"[{HAN}]+")
_INNER_SPACE = re.compile(f"[{HAN}”！？] [{HAN}“]")


def head_score(lines: Sequence[Line], habits: Habits, at: int) -> float:
    """Give the log-odds that line `at` is a headline and not text."""
    line = lines[at]
    text = line.text
    score = -0.5 + _by_marks(text) + _by_length(len(text.replace(" ", "")))
    score += _by_width(line.width, habits, at)
    if text.startswith(("——", "—")):
        score += 3.5
    if _INNER_SPACE.search(text):
        score += 1.0
    if text[-1:] in _CANNOT_END:
        score -= 2.0
    if (line.indented and habits.indents) or line.dated or line.byline:
        score -= 5.0
    if len(line.numbers) > 1:
        score += 4.0
    if line.frame:
        score += 0.5
    return score + (_by_next(line, lines[at + 1], habits, at) if at + 1 < len(lines) else 0.0)


def _by_next(line: Line, after: Line, habits: Habits, at: int) -> float:
    """A deck follows a headline; a full line follows a paragraph's indented first line."""
    if opens_wrong(after.text):
        return -4.0
    if after.text.startswith("——"):
        return 2.0
    missing, full = habits.after[at] - line.width, habits.after[at] - after.width
    return -1.5 if 1.2 < missing <= 3.2 and abs(full) < 1.2 else 0.0


def section_score(line: Line, score: float, habits: Habits, at: int) -> float:
    """Give the log-odds that line `at` is a section head, from those that it is a headline.

    It is set inside a column of text: one that just fills the column is text.
    """
    score -= 1.0
    if max(abs(habits.before[at] - line.width), abs(habits.after[at] - line.width)) < 1.2:
        score -= 2.0
    if line.text.startswith("—"):
        score -= 7.0
    return score - 2.0 if len(line.text) > 20 else score


def _by_marks(text: str) -> float:
    score = 0.0
    if text[-1:] in tuple("。，、；：,…"):
        score -= 6.0
    if "。" in text[:-1] or "；" in text:
        score -= 5.0
    if opens_wrong(text):
        score -= 6.0
    if not is_closed(text):
        score -= 2.5
    return score - 0.8 * text.count("，")


def _by_length(length: int) -> float:
    if length < 2:
        return -4.0
    if length < 4:
        return -1.5
    if length > 34:
        return -4.0
    return -1.0 if length > 24 else 0.0


def _by_width(width: float, habits: Habits, at: int) -> float:
    """Text fills its column; a headline is set to a measure of its own."""
    over = width - max(habits.before[at], habits.after[at])
    under = min(habits.before[at], habits.after[at]) - width
    if under > 4.5:
        return 1.8
    if under > 3.2:
        return 0.8
    if under > 1.2:
        return -0.5
    return 1.0 if over > 1.5 else -1.2


def shape(text: str) -> str:
    """Reduce a line to its marks: “后浪”的大单 and “老将”的服务经 have one shape."""
    return _WORDS.sub("字", text)
