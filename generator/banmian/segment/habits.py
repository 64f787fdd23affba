"""What a page does as a rule: blank lines, indents, signing; estimated before anything is cut."""

import math
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from msgspec import Struct
from msgspec.structs import replace

from banmian.segment.cues import Cue
from banmian.segment.lines import Line, has_marks

_SOME_LACK_HEADS = 1.7
"""Where bylines stand under headlines all do: those that do not lack their headline in the text."""
_REACH = 6
"""Lines on each side that a column's measure is taken from."""


class Habits(Struct, frozen=True):
    """The page's habits.

    `blank` is how much a blank line says for a new paragraph, 0 to 1; `indents` whether the
    indents of paragraphs are in the text; `signed` the share of articles with a byline at their
    end, 0 to 1; `dated` that of those which open with a dateline, `under` that of bylines which
    stand under a headline. `before` and `after` are the
    column measures, in em, of the lines that end and that begin with each line; `width` is that
    of a usual line. `gap` and `no_gap` are the log-odds of an article against a paragraph where a
    blank line stands or does not, from a first reading.
    """

    blank: float
    indents: bool
    signed: float
    dated: float
    under: float
    before: tuple[float, ...]
    after: tuple[float, ...]
    width: float
    gap: float = 0.0
    no_gap: float = 0.0


def habits_of(lines: Sequence[Line]) -> Habits:
    """Estimate the habits of a page from its lines."""
    measures = _measures(lines)
    under = _under_share(lines)
    return Habits(
        blank=_blank_weight(lines),
        indents=sum(line.indented for line in lines) >= max(3, len(lines) // 25),
        signed=_signed_share(lines) * (1 - under),
        dated=_dated_share(lines),
        under=under,
        before=measures[: len(lines)],
        after=measures[_REACH - 1 :],
        width=median(line.width for line in lines) if lines else 1.0,
    )


def with_gaps(habits: Habits, firsts: Sequence[Line], others: Sequence[Line]) -> Habits:
    """Learn what a blank line says from the first lines of articles and of other paragraphs."""
    first, other = _gap_share(firsts), _gap_share(others)
    return replace(habits, gap=math.log(first / other), no_gap=math.log((1 - first) / (1 - other)))


def _gap_share(lines: Sequence[Line]) -> float:
    return (sum(line.blanks > 0 for line in lines) + 1) / (len(lines) + 2)


def _blank_weight(lines: Sequence[Line]) -> float:
    """Take the share of lines that go on mid-sentence without a blank line before them."""
    joins = [
        line.blanks > 0
        for before, line in pairwise(lines)
        if not before.ends and before.cue is Cue.NONE and line.cue is Cue.NONE
    ]
    return max(0.0, 1 - 2 * sum(joins) / len(joins)) if joins else 0.5


def _signed_share(lines: Sequence[Line]) -> float:
    ends = sum(bool(line.byline) or line.cue is Cue.SIGNED for line in lines)
    starts = sum(line.dated for line in lines)
    return min(1.0, (ends + 0.5) / (max(ends, starts) + 1))


def _dated_share(lines: Sequence[Line]) -> float:
    """Take datelines against all that tells articles apart: bylines, and datelines themselves."""
    starts = sum(line.dated for line in lines)
    signs = sum(bool(line.byline) or line.is_byline for line in lines)
    return starts / max(starts, signs, 1)


def _under_share(lines: Sequence[Line]) -> float:
    """Take the bylines on lines of their own behind lines that neither end nor have marks."""
    pairs = list(pairwise(lines))
    above = [a for a, line in pairs if line.is_byline and not a.is_byline]
    inline = sum(bool(line.byline) for line in lines)
    under = sum(not before.ends and not has_marks(before.text) for before in above)
    if inline or 2 * under <= len(above):
        return 0.3 * under / (len(above) + inline + 1)
    return min(1.0, (_SOME_LACK_HEADS * under + 0.3) / (len(above) + 1))


def _measures(lines: Sequence[Line]) -> tuple[float, ...]:
    """Give the column measure of the `_REACH` lines that end with each, and beyond the last."""
    widths = [line.width for line in lines]
    rounded = [round(width) for width in widths]
    weights = [2 if has_marks(line.text) else 1 for line in lines]
    buckets: dict[int, int] = {}  # by rounded width: the weight of the lines within reach
    measures: list[float] = []
    for end in range(len(lines) + _REACH - 1 if lines else 0):
        if end < len(lines):
            buckets[rounded[end]] = buckets.get(rounded[end], 0) + weights[end]
        gone = end - _REACH
        if gone >= 0:
            buckets[rounded[gone]] -= weights[gone]
        measures.append(_measure(widths[max(0, gone + 1) : end + 1], buckets))
    return tuple(measures)


def _measure(widths: Sequence[float], buckets: dict[int, int]) -> float:
    """Give the width that most lines have; lines with marks count twice, as text has them."""
    best, most = 0, 0
    for width, weight in list(buckets.items()):
        if not weight:
            del buckets[width]
            continue
        count = 2 * weight + buckets.get(width - 1, 0) + buckets.get(width + 1, 0)
        if count > most or (count == most and width > best):
            best, most = width, count
    return max([width for width in widths if abs(width - best) <= 1.0], default=float(best))
