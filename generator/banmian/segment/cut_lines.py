"""Lines of print that the extractor cut to pieces after each mark, put together again.

Some extractors end a line wherever a full-width mark is set tight: `坝体渗漏、`, `溢洪道老化，`,
`多年来` were one line of print. It is as wide as its column: pieces go together while they fit.
"""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from banmian.text.characters import SENTENCE_ENDS

_PAUSES = ("，", "、", "；", "：")
_STOPS = (*SENTENCE_ENDS, "”", "’", "）", "》")
_OPENERS = ("“", "‘", "《", "（")
_STEP, _AROUND = 8, 14
"""Lines that are measured together, and those on each side that tell their column's width."""
_MEASURES = range(8, 45)
"""Widths of columns, in em."""
_OVER, _UNDER = 0.6, 0.9
"""Em by which a line of print is wider or narrower than its column."""
_HABIT = 0.06
"""Share of a page's lines that pause with room for the next: 0.02 at most where none is cut."""


def pieces_of_print(
    texts: Sequence[str], widths: Sequence[float], blanks: Sequence[int]
) -> tuple[int, ...]:
    """Give for each line the pieces that its line of print has from it on: 1 where none is cut.

    Args:
        texts: the repaired lines with text.
        widths: their widths in em.
        blanks: how many blank lines stand before each.
    """
    pauses = [text.endswith(_PAUSES) for text in texts]
    usual = median(widths) if widths else 0.0
    short = sum(pause and width < 0.7 * usual for pause, width in zip(pauses, widths, strict=True))
    if short < max(2.0, _HABIT / 3 * len(texts)):
        return (1,) * len(texts)
    cuts = [
        not blanks[at + 1] and (pauses[at] or text.endswith(_STOPS) or after.startswith(_OPENERS))
        for at, (text, after) in enumerate(pairwise(texts))
    ]
    measures = _measures(widths, [*cuts, False])
    room = sum(
        cut and pause and width + after <= measure + _OVER
        for cut, pause, width, after, measure in zip(
            cuts, pauses, widths, widths[1:], measures, strict=False
        )
    )
    if room < max(3.0, _HABIT * len(texts)):
        return (1,) * len(texts)
    return tuple(_run(widths, [*cuts, False], pauses, measures[at], at) for at in range(len(texts)))


def _run(
    widths: Sequence[float], cuts: Sequence[bool], pauses: Sequence[bool], measure: float, at: int
) -> int:
    """Count the pieces of the line that begins with `at`: all that fit, if it is a line then."""
    total, sure, here = widths[at], at, at
    while cuts[here]:
        total += widths[here + 1]
        if total > measure + _OVER:
            break
        if (pauses[here] and sure == here) or total >= measure - _UNDER:
            sure = here + 1
        here += 1
    return sure + 1 - at


def _measures(widths: Sequence[float], cuts: Sequence[bool]) -> tuple[float, ...]:
    """Give the width of the column that each line stands in: the one that most lines add up to."""
    measures: list[float] = []
    for start in range(0, len(widths), _STEP):
        around = slice(max(0, start - _AROUND), start + _STEP + _AROUND)
        nearby = list(zip(widths[around], cuts[around], strict=True))
        best = max(_MEASURES, key=lambda measure: (_covered(nearby, measure), -measure))
        measures.extend([float(best)] * min(_STEP, len(widths) - start))
    return tuple(measures)


def _covered(lines: Sequence[tuple[float, bool]], measure: float) -> float:
    """Give how much of some lines goes into lines of print of one width."""
    covered, at = 0.0, 0
    while at < len(lines):
        total, cut = lines[at]
        end = at + 1
        while cut and end < len(lines) and total < measure - _UNDER:
            total, cut = total + lines[end][0], lines[end][1]
            end += 1
        fits = measure - _UNDER <= total <= measure + _OVER
        covered += total * fits
        at = end if fits else at + 1
    return covered
