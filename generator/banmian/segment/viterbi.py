"""One global decision over all lines: the best path, by a beam of bounded width.

The state carries the last line of text, so that text goes on across a headline or a caption
that extraction put into its middle; a beam keeps that linear in lines.
"""

import math
from operator import itemgetter
from typing import NamedTuple

from msgspec import Struct

from banmian.segment.labels import NEVER, START, Evidence, Label, Scores, State

_BEAM = 6
"""Paths kept a line. On the seeds and the sample pages 6 and 10 decide nearly alike."""
_ALONE = 9.0
"""The lead of a label that has no rival."""
_BEHIND = 10.0
"""Log-odds behind the best path from which a path is given up."""


class Decision(Struct, frozen=True):
    """How a line was read: its label, and what came second.

    `margin` is the lead over the second in log-odds, and `opening` what it would count that an
    article begins with the line instead, with the lines around it read as they are.
    """

    label: Label
    margin: float
    second: Label
    opening: float


_BY_SCORE = itemgetter(0)


class _Path(NamedTuple):
    """A way to read the lines so far; `options` and `tables` are what its last step chose from."""

    score: float
    state: State
    before: "_Path | None"
    options: tuple[Label, ...]
    tables: tuple[Scores, Scores, Scores]


def decide(evidence: Evidence) -> tuple[Decision, ...]:
    """Read all lines of a page at once: the labels whose log-odds add up highest."""
    beam = [_Path(0.0, START, None, (), ((), (), ()))]
    for at in range(len(evidence.lines)):
        beam = _extend(evidence, beam, at)
    path: _Path | None = max(beam, key=lambda path: path.score + evidence.finish(path.state))
    decisions: list[Decision] = []
    while path is not None and path.before is not None:
        label = path.state.label
        decisions.append(Decision(label, *_second(path, label)))
        path = path.before
    return tuple(reversed(decisions))


def _extend(evidence: Evidence, beam: list[_Path], at: int) -> list[_Path]:
    """Read one more line on each path; keep the best of those that come to the same state.

    Of steps that score the same, that of the better path comes first, then the last label.
    """
    steps = []
    top = least = -math.inf
    for path in beam:
        score, state, *_ = path
        options, tables = evidence.options(state, at), evidence.scores(state, at)
        own, join, turn = tables
        for label in options:
            total = score + own[label] + join[label] + turn[label]
            if total > least:
                steps.append((total, label, path, options, tables))
                if total > top:
                    top, least = total, total - _BEHIND
    steps.sort(key=_BY_SCORE, reverse=True)
    best: dict[State, _Path] = {}
    for total, label, path, options, tables in steps:
        if total <= least or len(best) == _BEAM:
            break
        state = evidence.follow(path.state, at, label)
        if state not in best:
            best[state] = _Path(total, state, path, options, tables)
    return list(best.values())


def _second(path: _Path, label: Label) -> tuple[float, Label, float]:
    """Give the lead over the next best label of a line, that label, and what FIRST would count."""
    own, join, turn = path.tables
    score = own[label] + join[label] + turn[label]
    least, second, opening = _ALONE, label, NEVER
    for option in path.options:
        if option is label:
            continue
        lead = score - (own[option] + join[option] + turn[option])
        if second is label or lead <= least:
            least, second = lead, option
        if option is Label.FIRST:
            opening = -lead
    return least, second, opening
