"""One global decision over all lines: the best path, by a beam of bounded width.

The state carries the last line of text, so that text goes on across a headline or a caption
that extraction put into its middle; a beam keeps that linear in lines.
"""

from dataclasses import dataclass
from operator import itemgetter

from banmian.segment.labels import NEVER, START, Evidence, Label, State

_BEAM = 6
"""Paths kept a line. On the seeds and the sample pages 6 and 10 decide nearly alike."""
_ALONE = 9.0
"""The lead of a label that has no rival."""
_BEHIND = 10.0
"""Log-odds behind the best path from which a path is given up."""


@dataclass(frozen=True, slots=True)
class Decision:
    """How a line was read: its label, the text line that it follows, and what came second.

    `margin` is the lead over the second in log-odds, and `opening` what it would count that an
    article begins with the line instead, with the lines around it read as they are.
    """

    label: Label
    follows: int
    margin: float
    second: Label
    opening: float


_BY_SCORE = itemgetter(0, 1, 2)


@dataclass(frozen=True, slots=True)
class _Path:
    score: float
    state: State
    before: "_Path | None"


def decide(evidence: Evidence) -> tuple[Decision, ...]:
    """Read all lines of a page at once: the labels whose log-odds add up highest."""
    beam = [_Path(0.0, START, None)]
    for at in range(len(evidence.lines)):
        beam = _extend(evidence, beam, at)
    path: _Path | None = max(beam, key=lambda path: path.score + evidence.finish(path.state))
    decisions: list[Decision] = []
    at = len(evidence.lines) - 1
    while path is not None and path.before is not None:
        label, before = path.state.label, path.before.state
        decisions.append(Decision(label, before.last, *_second(evidence, before, at, label)))
        path, at = path.before, at - 1
    return tuple(reversed(decisions))


def _extend(evidence: Evidence, beam: list[_Path], at: int) -> list[_Path]:
    """Read one more line on each path; keep the best of those that come to the same state."""
    steps: list[tuple[float, int, Label, _Path]] = []
    for rank, path in enumerate(beam):
        own, join, turn = evidence.scores(path.state, at)
        steps += [
            (path.score + own[label] + join[label] + turn[label], -rank, label, path)
            for label in evidence.options(path.state, at)
        ]
    steps.sort(key=_BY_SCORE, reverse=True)
    least = steps[0][0] - _BEHIND
    best: dict[State, _Path] = {}
    for score, _, label, path in steps:
        if score <= least or len(best) == _BEAM:
            break
        state = evidence.follow(path.state, at, label)
        if state not in best:
            best[state] = _Path(score, state, path)
    return list(best.values())


def _second(evidence: Evidence, state: State, at: int, label: Label) -> tuple[float, Label, float]:
    """Give the lead over the next best label of a line, that label, and what FIRST would count."""
    own = evidence.score(state, at, label)
    leads = {
        option: own - evidence.score(state, at, option)
        for option in evidence.options(state, at)
        if option is not label
    }
    lead, second = min(((lead, option) for option, lead in leads.items()), default=(_ALONE, label))
    return lead, second, -leads.get(Label.FIRST, -NEVER)
