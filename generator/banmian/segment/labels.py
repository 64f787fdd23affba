"""What each line can be, and how much speaks for it: log-odds, added up by `viterbi`.

A body line in its place scores about 1.5; the weights are hand-set, in the order that the
evidence has by itself (dateline and end byline, width of lines, cohesion, blank lines).
"""

import re
from collections import Counter
from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

from banmian.segment.cohesion import Cohesion
from banmian.segment.cues import Cue, is_masthead
from banmian.segment.habits import Habits
from banmian.segment.heads import head_score, section_score, shape
from banmian.segment.lines import Line, han_count, has_marks, opens_wrong


class Label(IntEnum):
    """What a line is in its article."""

    FIRST = 0  # opens an article's text
    PARAGRAPH = 1
    MIDDLE = 2
    SIGNATURE = 3  # a byline that closes the text before it
    BYLINE = 4  # a byline under a headline
    JUMP = 5
    HEADLINE = 6  # headline, kicker or deck
    SECTION = 7
    CAPTION = 8
    FURNITURE = 9


BODY = frozenset({Label.FIRST, Label.PARAGRAPH, Label.MIDDLE})


class State(NamedTuple):
    """How the lines so far were read.

    `last` is the index of the last body line, -1 before any; `closed` says that its article is
    signed or broken off; `credited` that it named its authors in its lead; `headed` that a
    headline stands since.
    """

    label: Label
    last: int
    closed: bool
    credited: bool
    headed: bool


START = State(Label.FURNITURE, -1, closed=True, credited=False, headed=False)

_NEVER = -30.0
_HOPELESS = -5.5
_TEXT = (Label.MIDDLE, Label.PARAGRAPH, Label.FIRST, Label.HEADLINE, Label.SECTION)
_OPTIONS: dict[Cue, tuple[Label, ...]] = {
    Cue.NONE: _TEXT,
    Cue.SIGNED: (Label.SIGNATURE, Label.BYLINE, Label.CAPTION),
    Cue.NAMED: (Label.SIGNATURE, Label.BYLINE, Label.CAPTION),
    Cue.NAMES: (Label.SIGNATURE, Label.BYLINE, *_TEXT),
    Cue.JUMP_FROM: (Label.JUMP,),
    Cue.JUMP_TO: (Label.JUMP,),
    Cue.CAPTION: (Label.CAPTION, Label.MIDDLE, Label.PARAGRAPH, Label.FIRST),
    Cue.POINTER: (Label.HEADLINE, Label.MIDDLE, Label.PARAGRAPH),
    Cue.CREDITS: (Label.FURNITURE,),
    Cue.FURNITURE: (Label.FURNITURE,),
}
_SIGNS = {Cue.SIGNED: 3.0, Cue.NAMED: 1.5, Cue.NAMES: -0.5}
_OPENS = {Cue.SIGNED: 0.5, Cue.NAMED: 2.5, Cue.NAMES: 2.5}
_CAPTION = 40
"""Characters of a caption with its credit, at most."""
_OPENER = re.compile(r"日前|近日|近期|连日来|今年|[12]?[0-9]月[1-3]?[0-9]日")
_EDGE = 8
"""Lines from the top or the bottom of a page where its masthead may stand."""


class Evidence:
    """The evidence of one page for the labels of its lines."""

    def __init__(self, lines: Sequence[Line], habits: Habits, cohesion: Cohesion) -> None:
        self.lines = lines
        self.habits = habits
        self.cohesion = cohesion
        self._heads = [head_score(lines, habits, at) for at in range(len(lines))]
        shapes = Counter(
            shape(line.text)
            for line, score in zip(lines, self._heads, strict=True)
            if score > 0 and "”" in line.text
        )
        self._sections = [
            section_score(line, score, habits, at) + 0.8 * (shapes[shape(line.text)] > 2)
            for at, (line, score) in enumerate(zip(lines, self._heads, strict=True))
        ]
        self._scorers = {
            Label.FIRST: self._first,
            Label.PARAGRAPH: self._paragraph,
            Label.MIDDLE: self._middle,
            Label.SIGNATURE: self._signature,
            Label.BYLINE: self._byline,
            Label.JUMP: lambda _state, _at: 2.0,
            Label.HEADLINE: self._headline,
            Label.SECTION: self._section,
            Label.CAPTION: self._caption,
            Label.FURNITURE: self._furniture,
        }

    def options(self, state: State, at: int) -> tuple[Label, ...]:
        """Give the labels that line `at` may have after `state`."""
        line = self.lines[at]
        options = _OPTIONS[line.cue]
        if line.cue is Cue.NONE:
            if state.label is Label.CAPTION and _runs_on(self.lines[at - 1]):
                options = (*options, Label.CAPTION)
            if len(line.text) <= 8 and (not han_count(line.text) or is_masthead(line.text)):
                options = (*options, Label.FURNITURE)
            if line.byline and len(line.text) <= _CAPTION:
                options = (*options, Label.CAPTION)
        return options

    def score(self, state: State, at: int, label: Label) -> float:
        """Give the log-odds that line `at` is `label` after `state`."""
        return self._scorers[label](state, at)

    def follow(self, state: State, at: int, label: Label) -> State:
        """Give the state after reading line `at` as `label`."""
        line = self.lines[at]
        if label in BODY:
            credited = line.credited if label is Label.FIRST else state.credited
            return State(label, at, closed=bool(line.byline), credited=credited, headed=False)
        if label in (Label.SIGNATURE, Label.JUMP):
            return state._replace(label=label, closed=True)
        headed = state.headed or label in (Label.HEADLINE, Label.BYLINE)
        return state._replace(label=label, headed=headed)

    def finish(self, state: State) -> float:
        """Give the log-odds that the page ends after `state`: rarely in mid-sentence."""
        return 0.0 if state.closed or self.lines[state.last].ends else -4.0

    def _first(self, state: State, at: int) -> float:
        line = self.lines[at]
        score = -1.0 + 5.0 * line.dated + 0.5 * line.frame + 1.2 * state.headed
        score += 1.0 * (_OPENER.match(line.text) is not None)
        if state.label is Label.JUMP and self.lines[at - 1].cue is Cue.JUMP_FROM:
            return score + 4.0
        if opens_wrong(line.text):
            score -= 8.0
        if state.label is Label.SECTION:
            score -= 4.0
        if not line.dated:
            score += max(-2.5, self._indent(at))
        return score + (0.5 if state.closed else self._break(state, at))

    def _break(self, state: State, at: int) -> float:
        """Give the log-odds that an article ends unsigned and another begins with line `at`."""
        last = state.last
        if not self.lines[last].ends:
            return -6.0
        score = -1.0 - 1.3 * self.cohesion.same(last, at)
        if not state.credited:
            score -= 1.5 * self.habits.signed
        if not state.headed and not self.lines[at].dated:
            score -= 0.5
        change = abs(self.habits.before[last] - self.habits.after[at])
        score += 1.2 if change > 1.5 else -0.8
        return score + (0.0 if state.headed else self._full_stop(last, at))

    def _paragraph(self, state: State, at: int) -> float:
        line, last = self.lines[at], state.last
        if state.closed or opens_wrong(line.text):
            return -7.0
        score = 0.3 - 4.0 * line.dated - 2.5 * state.headed + self._indent(at)
        if state.label is Label.SECTION:
            return score + 0.5 + 0.4 * self.cohesion.same(last, at)
        if not self.lines[last].ends:
            return score - (3.0 if self.lines[last].text.endswith("：") else 6.0)
        score += 0.4 * self.cohesion.same(last, at)
        return score if state.headed else score + self._full_stop(last, at)

    def _middle(self, state: State, at: int) -> float:
        if state.closed:
            return -7.0
        last, line = state.last, self.lines[at]
        score = -0.3 * (last != at - 1) - 3.0 * (line.dated and self.lines[last].ends)
        if self.lines[last].ends:
            score -= 2.5 * state.headed + 3.0 * (state.label is Label.SECTION)
            return score + 0.3 - self._indent(at) - self._full_stop(last, at)
        score -= self._gap(state)
        if not has_marks(self.lines[last].text):
            score -= 2.0 * (not has_marks(line.text))
            score -= 1.5 * (_OPENER.match(line.text) is not None)
        if line.indented and self.habits.indents:
            score -= 3.0
        return score + 1.5 + self._seam(last, at)

    def _gap(self, state: State) -> float:
        """Give the log-odds against a line that breaks off short in mid-sentence.

        Only a paragraph's first line may, by its indent.
        """
        last, habits = state.last, self.habits
        missing = min(habits.before[last], habits.after[last]) - self.lines[last].width
        if missing < 1.3:
            return 0.0
        if state.label is Label.MIDDLE:
            return 1.6 if missing < 3.2 else 3.0
        return 0.0 if missing < 4.5 else 3.0

    def _full_stop(self, last: int, at: int) -> float:
        """Give the log-odds that a paragraph, not just a sentence, ends with `last`."""
        if self.habits.indents:
            return 0.0
        score = 2.2 if self._is_short(last) else -1.0
        blank = self.habits.blank
        return score + (2.0 * blank if self.lines[at].blanks else -0.5 * blank)

    def _indent(self, at: int) -> float:
        """Give the log-odds that line `at` was indented in print: it is two em short of full."""
        line, habits = self.lines[at], self.habits
        if habits.indents:
            return 5.0 if line.indented else -5.0
        missing = habits.after[at] - line.width
        if 1.3 <= missing <= 3.2:
            return 1.2
        return -1.0 if abs(missing) < 1.0 else 0.0

    def _seam(self, last: int, at: int) -> float:
        """Give the log-odds that a word or phrase goes on from `last` to `at`."""
        seam = self.lines[last].text[-1:] + self.lines[at].text[:1]
        known = 0.5 * (self.cohesion.counts[seam] > 0)
        return known + 2.0 * opens_wrong(self.lines[at].text)

    def _is_short(self, at: int) -> bool:
        return self.lines[at].width < self.habits.before[at] - 1.6

    def _signature(self, state: State, at: int) -> float:
        if state.closed:
            return 0.0 if state.label is Label.SIGNATURE else -4.0
        score = _SIGNS[self.lines[at].cue] - 2.5 * (state.label is Label.HEADLINE)
        return score if self.lines[state.last].ends else score - 4.0

    def _byline(self, state: State, at: int) -> float:
        under = state.label in (Label.HEADLINE, Label.BYLINE)
        return _OPENS[self.lines[at].cue] - (0.0 if under else 5.0)

    def _headline(self, state: State, at: int) -> float:
        score = self._heads[at] + 0.3 * (state.label is Label.HEADLINE)
        if state.label is Label.BYLINE:
            score -= 0.5
        if state.label is Label.SECTION:
            score -= 4.0
        if self.lines[at].cue is Cue.POINTER:
            score += 3.0
        if state.closed:
            return score + 0.8
        if not self.lines[state.last].ends:
            return score - 3.0
        return score + 0.3 + (0.0 if state.headed else 0.5 * self._full_stop(state.last, at))

    def _section(self, state: State, at: int) -> float:
        if state.closed or not self.lines[state.last].ends or at + 1 == len(self.lines):
            return _NEVER
        if self._sections[at] < _HOPELESS:
            return _NEVER
        score = self._sections[at] + self.cohesion.same(state.last, at + 1)
        if state.label is Label.SECTION:
            score -= 3.0
        return score - 1.0 * state.headed + 0.7 * self._full_stop(state.last, at)

    def _caption(self, state: State, at: int) -> float:
        if self.lines[at].cue is Cue.CAPTION:
            return 3.0
        if self.lines[at].byline:
            inside = not state.closed and not self.lines[state.last].ends
            return -3.0 if inside or not _shows(self.lines[at]) else 1.5
        if state.label is not Label.CAPTION:
            return _NEVER
        return 0.5 if self.lines[at].cue is Cue.NONE else 3.5

    def _furniture(self, _state: State, at: int) -> float:
        line = self.lines[at]
        if line.cue in (Cue.FURNITURE, Cue.CREDITS):
            return 4.0
        if is_masthead(line.text):
            return 2.0 if at < _EDGE or at >= len(self.lines) - _EDGE else -1.0
        return -0.5


def _runs_on(line: Line) -> bool:
    """Tell whether a caption may go on after its first line."""
    return line.cue is Cue.CAPTION and not line.ends and line.text[-1:] not in tuple("）摄图")


def _shows(line: Line) -> bool:
    """Tell whether a line with a byline is a photographer's."""
    return line.byline.rstrip("）").endswith(("摄", "供图", "摄影"))
