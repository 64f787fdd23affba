"""What a line of a page can be, and the log-odds of it: the evidence that `viterbi` adds up.

Three parts are added: what a line says by itself (`own`), what its join with the text before it
says (`join`), and what the way that was read so far says (`turn`). All are linear in the weights
of `weights`, which are fitted to pages whose articles are known.
"""

from collections.abc import Sequence
from enum import IntEnum
from itertools import accumulate
from typing import NamedTuple

from msgspec import Struct

from banmian.segment.cohesion import Cohesion
from banmian.segment.cues import Cue, is_masthead
from banmian.segment.habits import Habits
from banmian.segment.lines import Line, han_count
from banmian.segment.looks import Look
from banmian.segment.seams import Seams
from banmian.segment.votes import Votes
from banmian.segment.weights import WEIGHTS, Weights
from banmian.text.credit_words import is_photo_credit


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

    __hash__ = int.__hash__  # that of an Enum takes its name's, in Python: states are hashed often


BODY = frozenset({Label.FIRST, Label.PARAGRAPH, Label.MIDDLE})


class State(NamedTuple):
    """How the lines so far were read.

    `start` is the index of its article's first line and `last` of the last body line, -1 before
    any; `began` says that a paragraph begins with it; `closed` that the article is signed or
    broken off; `credited` that it named its authors in its lead; `headed` that a headline stands
    since.
    """

    label: Label
    start: int
    last: int
    began: bool
    closed: bool
    credited: bool
    headed: bool


START = State(Label.FURNITURE, -1, -1, began=False, closed=True, credited=False, headed=False)

NEVER = -30.0
_BRIEF = 30
"""Em of text below which it is seldom an article."""
_SIGNED = (Label.CAPTION, Label.BYLINE, Label.SIGNATURE)
_OPTIONS: dict[Cue, tuple[Label, ...]] = {
    Cue.NONE: (Label.SECTION, Label.HEADLINE, Label.MIDDLE, Label.PARAGRAPH, Label.FIRST),
    Cue.SIGNED: _SIGNED,
    Cue.NAMED: _SIGNED,
    Cue.NAMES: (
        Label.SECTION, Label.HEADLINE, Label.BYLINE, Label.SIGNATURE,
        Label.MIDDLE, Label.PARAGRAPH, Label.FIRST,
    ),
    Cue.JUMP_FROM: (Label.JUMP,),
    Cue.JUMP_TO: (Label.JUMP,),
    Cue.CAPTION: (Label.CAPTION, Label.MIDDLE, Label.PARAGRAPH, Label.FIRST),
    Cue.POINTER: (Label.HEADLINE, Label.MIDDLE, Label.PARAGRAPH),
    Cue.CREDITS: (Label.FURNITURE,),
    Cue.FURNITURE: (Label.FURNITURE,),
}  # fmt: skip
"""What a line of each form may be: the last label first, which wins where two score the same."""
_CAPTION = 40
"""Characters of a caption with its credit, at most."""
_EDGE = 8
"""Lines from the top or the bottom of a page where its masthead may stand."""

Scores = tuple[float, ...]
"""Log-odds by label."""


class Sources(Struct, frozen=True):
    """What the evidence of a page is taken from."""

    lines: Sequence[Line]
    looks: Sequence[Look]
    habits: Habits
    cohesion: Cohesion
    seams: Seams
    votes: Votes


class Evidence:
    """The evidence of one page for the labels of its lines."""

    def __init__(
        self, sources: Sources, weights: Weights = WEIGHTS, known: "Evidence | None" = None
    ) -> None:
        """Take the evidence of a page, and that of a first reading of it."""
        self._known = known.own if known else None
        self.lines = sources.lines
        self._from = sources
        self._w = weights
        self._looks = sources.looks
        self._scorers = (
            self._first,
            self._paragraph,
            self._middle,
            self._signature,
            self._byline,
            self._jump,
            self._headline,
            self._section,
            self._caption,
            self._furniture,
        )
        self.own: list[Scores | None] = [None] * len(self.lines)
        self._ends = [line.ends for line in self.lines]
        self._signed = [bool(line.byline) for line in self.lines]
        self._closing = self._after_close()
        self._joins: dict[tuple[int, int], Scores] = {}
        self._joined = -1
        self._turns: dict[tuple[Label, bool, bool, bool, bool], Scores] = {}
        self._reach = tuple(accumulate((line.width for line in self.lines), initial=0.0))
        self._options = [self._plain_options(at) for at in range(len(self.lines))]

    def options(self, state: State, at: int) -> tuple[Label, ...]:
        """Give the labels that line `at` may have after `state`, in falling order."""
        options = self._options[at]
        if state.label is not Label.CAPTION or self.lines[at].cue is not Cue.NONE:
            return options
        if Label.CAPTION not in options and _runs_on(self.lines[at - 1]):
            return tuple(sorted((*options, Label.CAPTION), reverse=True))
        return options

    def _plain_options(self, at: int) -> tuple[Label, ...]:
        line = self.lines[at]
        options = _OPTIONS[line.cue]
        if line.cue is Cue.NONE:
            if line.byline and len(line.text) <= _CAPTION:
                options = (Label.CAPTION, *options)
            if len(line.text) <= 8 and (not han_count(line.text) or is_masthead(line.text)):
                options = (Label.FURNITURE, *options)
        return options

    def scores(self, state: State, at: int) -> tuple[Scores, Scores, Scores]:
        """Give three tables of log-odds by label, to be added, for line `at` after `state`.

        They hold for the labels of `options` only. Lines are to be asked for one after the other:
        of the joins only those of the last line are remembered.
        """
        own = self.own[at]
        if own is None:
            own = self.own[at] = self._measured(at)
        label, start, last, began, closed, credited, headed = state
        ended = last < 0 or self._ends[last]
        turn = self._turns.get((label, closed, credited, headed, ended))
        if turn is None:
            turn = self._turn(label, closed, credited, headed, ended)
            self._turns[label, closed, credited, headed, ended] = turn
        if closed:
            return own, self._closing, turn
        if at != self._joined:
            self._joins.clear()
            self._joined = at
        key = (start if ended else -2 - began, last)
        join = self._joins.get(key)
        if join is None:
            join = self._joins[key] = (
                self._after_stop(start, last, at)
                if ended
                else self._mid_sentence(last, at, began=began)
            )
        return own, join, turn

    def _measured(self, at: int) -> Scores:
        """Score what line `at` says by itself: known from a first reading but for its wishes."""
        known = self._known[at] if self._known else None
        own = known or self._scored(at)
        if self._known is None:
            return own
        share, rank = self._from.votes.wanted(at)
        wanted = self._w.first_wanted * share + self._w.first_best * rank
        return (own[0] + wanted, *own[1:]) if share else own

    def _scored(self, at: int) -> Scores:
        """Score the labels that line `at` may have."""
        scores = [0.0] * len(self._scorers)
        for label in self._options[at]:
            scores[label] = self._scorers[label](at)
        scores[Label.CAPTION] = self._caption(at)
        return tuple(scores)

    def follow(self, state: State, at: int, label: Label) -> State:
        """Give the state after reading line `at` as `label`."""
        _, start, last, began, closed, credited, headed = state
        if label <= Label.MIDDLE:  # text
            last, began, headed = at, label is not Label.MIDDLE, False
            closed = self._signed[at]
            if label is Label.FIRST or start < 0:
                start, credited = at, self.lines[at].credited
        elif label is Label.SIGNATURE or label is Label.JUMP:
            closed = True
        elif label is Label.HEADLINE:
            headed = True
        elif label is Label.BYLINE:
            headed = True
            closed = closed or last < 0 or self.lines[last].ends
        # Not State(…): this is done ten times a line, and a third of it was that call.
        return tuple.__new__(State, (label, start, last, began, closed, credited, headed))

    def finish(self, state: State) -> float:
        """Give the log-odds that the page ends after `state`: rarely in mid-sentence."""
        return 0.0 if state.closed or self.lines[state.last].ends else self._w.end_unfinished

    def _first(self, at: int) -> float:
        look, w = self._looks[at], self._w
        score = (
            w.first
            + w.first_dated * look.dated
            + w.first_frame * look.frame
            + w.first_opener * look.opener
            + w.first_continues * look.continues
            + w.first_wrong * look.opens_wrong
            + w.first_quote * look.quoted
            + w.first_plain * look.plain
            + w.first_next * look.seam_after
            + w.first_blank * look.blank
        )
        if not look.dated:
            score += w.first_indented * look.indented + w.first_full * look.full
            score += w.first_undated * self._from.habits.dated
        if at and self.lines[at - 1].cue is Cue.JUMP_FROM:
            score += w.first_from
        return score

    def _paragraph(self, at: int) -> float:
        look, w = self._looks[at], self._w
        return (
            w.para
            + w.para_dated * look.dated
            + w.para_frame * look.frame
            + w.para_opener * look.opener
            + w.para_continues * look.continues
            + w.para_wrong * look.opens_wrong
            + w.para_quote * look.quoted
            + w.para_plain * look.plain
            + w.para_next * look.seam_after
            + w.para_blank * look.blank
            + w.para_indented * look.indented
            + w.para_full * look.full
        )

    def _middle(self, at: int) -> float:
        look, w = self._looks[at], self._w
        return (
            w.middle
            + w.middle_dated * look.dated
            + w.middle_frame * look.frame
            + w.middle_opener * look.opener
            + w.middle_wrong * look.opens_wrong
            + w.middle_plain * look.plain
            + w.middle_blank * look.blank
            + w.middle_indented * look.indented
            + w.middle_full * look.full
        )

    def _headline(self, at: int) -> float:
        look, w = self._looks[at], self._w
        return (
            w.head
            + w.head_stop * look.stop
            + w.head_inner * look.inner_stop
            + w.head_wrong * look.opens_wrong
            + w.head_open * look.unclosed
            + w.head_comma * look.commas
            + w.head_one * look.single
            + w.head_tiny * look.tiny
            + w.head_long * look.long
            + w.head_longer * look.longer
            + w.head_narrow * look.narrow
            + w.head_narrower * look.narrower
            + w.head_indented * look.indented
            + w.head_full * look.full
            + w.head_wide * look.wide
            + w.head_dash * look.dash
            + w.head_spaced * look.spaced
            + w.head_cannot * look.cannot_end
            + w.head_dated * look.dated
            + w.head_signed * look.signed
            + w.head_upright * look.upright
            + w.head_frame * look.frame
            + w.head_next * look.seam_after
            + w.head_before_wrong * look.before_wrong
            + w.head_before_dash * look.before_dash
            + w.head_before_full * look.before_full
            + w.head_pointer * look.pointer
            + w.head_blank * look.blank
            + w.head_blank_after * look.blank_after
            + w.head_opener * look.opener
        )

    def _section(self, at: int) -> float:
        look, w = self._looks[at], self._w
        if at + 1 == len(self.lines):
            return NEVER
        return (
            w.section
            + w.section_stop * look.stop
            + w.section_inner * look.inner_stop
            + w.section_wrong * look.opens_wrong
            + w.section_open * look.unclosed
            + w.section_comma * look.commas
            + w.section_one * look.single
            + w.section_tiny * look.tiny
            + w.section_long * look.long
            + w.section_narrow * look.narrow
            + w.section_narrower * look.narrower
            + w.section_indented * look.indented
            + w.section_full * look.full
            + w.section_wide * look.wide
            + w.section_dash * look.dash
            + w.section_spaced * look.spaced
            + w.section_cannot * look.cannot_end
            + w.section_next * look.seam_after
            + w.section_before_wrong * look.before_wrong
            + w.section_before_full * look.before_full
            + w.section_before_flush * look.before_flush
            + w.section_blank * look.blank
            + w.section_blank_after * look.blank_after
            + w.section_shape * look.like_others
            + w.section_opener * look.opener
        )

    def _signature(self, at: int) -> float:
        w = self._w
        signs = {Cue.SIGNED: w.sign_signed, Cue.NAMED: w.sign_named}
        habit = w.sign_under * (self._from.habits.under - 0.5)
        return signs.get(self.lines[at].cue, w.sign_names) + habit

    def _byline(self, at: int) -> float:
        w = self._w
        opens = {Cue.SIGNED: w.byline_signed, Cue.NAMED: w.byline_named}
        habit = w.byline_under * (self._from.habits.under - 0.5)
        return opens.get(self.lines[at].cue, w.byline_names) + habit

    def _jump(self, _at: int) -> float:
        return 2.0

    def _caption(self, at: int) -> float:
        line, w = self.lines[at], self._w
        if line.cue is Cue.CAPTION:
            return w.caption
        if line.byline:
            return w.caption_signed if is_photo_credit(line.byline) else w.caption_other
        return w.caption_more if line.cue is Cue.NONE else w.caption_credit

    def _furniture(self, at: int) -> float:
        line = self.lines[at]
        if line.cue in (Cue.FURNITURE, Cue.CREDITS):
            return 4.0
        if is_masthead(line.text):
            return 2.0 if at < _EDGE or at >= len(self.lines) - _EDGE else -1.0
        return -0.5

    def _after_close(self) -> Scores:
        w = self._w
        return (
            w.first_closed, NEVER / 4, NEVER / 4, w.sign_closed, 0.0, 0.0, w.head_closed, NEVER,
            w.caption_closed, 0.0,
        )  # fmt: skip

    def _mid_sentence(self, last: int, at: int, *, began: bool) -> Scores:
        """Score a join where the text before it is in mid-sentence."""
        w, lines, habits = self._w, self.lines, self._from.habits
        seam = self._from.seams.score(lines[last].text, lines[at].text)
        missing = min(habits.before[last], habits.after[last]) - lines[last].width
        gap, chasm = 1.3 <= missing < 3.2, missing >= 3.2
        bare = self._looks[last].plain
        colon = lines[last].text.endswith("：")
        bracket = lines[last].text.count("（") > lines[last].text.count("）")
        first = w.first_unfinished + w.first_chasm * chasm + w.first_bracket * bracket
        para = w.para_unfinished + w.para_colon * colon + w.para_bracket * bracket
        middle = (
            w.middle_unfinished
            + w.middle_seam * seam
            + w.middle_far * (last != at - 1)
            + w.middle_gap * (gap and not began)
            + w.middle_gap_began * (gap and began)
            + w.middle_chasm * chasm
            + w.middle_bracket * bracket
            + w.middle_bare * bare
            + w.middle_both_bare * (bare and self._looks[at].plain)
        )
        head = w.head_unfinished + w.head_seam * seam + w.head_after_bare * bare
        sign = w.sign_unfinished
        return (
            first, para, middle, sign, 0.0, 0.0, head, NEVER, w.caption_unfinished, 0.0,
        )  # fmt: skip

    def _after_stop(self, start: int, last: int, at: int) -> Scores:
        """Score a join where a sentence ended before it."""
        w, lines, habits = self._w, self.lines, self._from.habits
        same = self._from.cohesion.same(start, last, at)
        left, right, one = self._from.votes.compare(start, last, at)
        size = self._reach[last + 1] - self._reach[max(0, start)]
        change = abs(habits.before[last] - habits.after[at]) > 1.5
        far = last != at - 1
        gap = (habits.gap if lines[at].blanks else habits.no_gap) * (not far)
        kept = habits.indents
        short = not kept and lines[last].width < habits.before[last] - 1.6
        flush = not kept and not short
        blank = habits.blank * bool(lines[at].blanks)
        first = (
            w.first_stop
            + w.first_same * same
            + w.first_change * change
            + w.first_short * short
            + w.first_flush * flush
            + w.first_gap * blank
            + w.first_left * left
            + w.first_right * right
            + w.first_sure * max(0.0, right - 0.5)
            + w.first_other * (right > 0.7 and one < 0.15)
            + w.first_apart * min(left, right)
            + w.first_one * one
            + w.first_brief * (size <= _BRIEF)
            + w.first_habit * gap
        )
        para = (
            w.para_same * same
            + w.para_change * change
            + w.para_short * short
            + w.para_flush * flush
            + w.para_gap * blank
            + w.para_apart * min(left, right)
            + w.para_one * one
            + w.para_far * far
        )
        middle = (
            w.middle_short * short
            + w.middle_flush * flush
            + w.middle_gap_blank * blank
            + w.middle_change * change
            + w.middle_apart * min(left, right)
            + w.middle_stop_far * far
        )
        head = w.head_stop_before + w.head_short * short + w.head_flush * flush
        section = (
            w.section_same * self._from.cohesion.same(start, last, min(at + 1, len(lines) - 1))
            + w.section_short * short
            + w.section_flush * flush
        )
        return (
            first, para, middle, w.sign_stop, 0.0, 0.0, head, section, w.caption_stop, 0.0,
        )  # fmt: skip

    def _turn(
        self,
        label: Label,
        closed: bool,
        credited: bool,
        headed: bool,
        ended: bool,
    ) -> Scores:
        w, signed = self._w, self._from.habits.signed
        after_section = label is Label.SECTION
        first = w.first_headed * headed + w.first_section * after_section
        if not closed:
            first += w.first_uncredited * signed * (not credited)
            first += w.first_unheaded * (not headed)
        para = w.para_headed * headed + w.para_section * after_section
        middle = w.middle_headed * (headed and ended) + w.middle_section * (after_section and ended)
        sign = w.sign_again if closed and label is Label.SIGNATURE else 0.0
        sign += w.sign_headed * (label is Label.HEADLINE)
        under = label in (Label.HEADLINE, Label.BYLINE)
        alone = (1 - self._from.habits.under) * (not under)
        head = (
            w.head_head * (label is Label.HEADLINE)
            + w.head_byline * (label is Label.BYLINE)
            + w.head_section * after_section
        )
        section = w.section_section * after_section + w.section_headed * headed
        caption = w.caption_run * (label is Label.CAPTION)
        return (
            first, para, middle, sign, w.byline_alone * alone, 0.0, head, section, caption,
            0.0,
        )  # fmt: skip


def _runs_on(line: Line) -> bool:
    """Tell whether a caption may go on after its first line."""
    return line.cue is Cue.CAPTION and not line.ends and line.text[-1:] not in tuple("）摄图")
