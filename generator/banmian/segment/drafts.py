"""The page after the decision over its lines: texts, runs of headline lines, and what is left."""

from collections.abc import Sequence

from msgspec import Struct, field

from banmian.model.layout import LeftoverKind
from banmian.segment.cues import Cue
from banmian.segment.labels import BODY, Label
from banmian.segment.lines import Line
from banmian.segment.viterbi import Decision


class Part(Struct, frozen=True):
    """A paragraph, a section head or a caption: indices of its lines."""

    label: Label
    lines: tuple[int, ...]


class Draft(Struct, frozen=True):
    """An article's text while its headline is still sought; numbers are indices of lines.

    `margin` is the lead of its first line over being none, in log-odds.
    """

    parts: tuple[Part, ...]
    signature: tuple[int, ...]
    jumps: tuple[int, ...]
    margin: float

    @property
    def text_lines(self) -> tuple[int, ...]:
        """The lines of its paragraphs."""
        return tuple(at for part in self.parts if part.label in BODY for at in part.lines)


class Run(Struct, frozen=True):
    """Headline lines that stand together; `after` and `before` are the drafts on either side.

    -1 where there is none.
    """

    lines: tuple[int, ...]
    after: int
    before: int


class Sorted(Struct, frozen=True):
    """The lines of a page, sorted by what they belong to."""

    drafts: tuple[Draft, ...]
    runs: tuple[Run, ...]
    left: tuple[tuple[LeftoverKind, int], ...]


def sort_lines(lines: Sequence[Line], decisions: Sequence[Decision]) -> Sorted:
    """Sort the lines of a page into drafts, headline runs and leftovers."""
    sorter = _Sorter(lines)
    for at, decision in enumerate(decisions):
        sorter.take(at, decision)
    return sorter.finish()


class _Open(Struct):
    """A draft that still grows."""

    margin: float
    parts: list[tuple[Label, list[int]]] = field(default_factory=list)
    paragraph: list[int] = field(default_factory=list)  # the last one: text goes on in it
    signature: list[int] = field(default_factory=list)
    jumps: list[int] = field(default_factory=list)
    closed: bool = False

    def add(self, label: Label, at: int) -> None:
        """Put a line where its label wants it; text goes on after a caption."""
        if label is Label.MIDDLE:
            self.paragraph.append(at)
            return
        self.parts.append((label, [at]))
        if label in BODY:
            self.paragraph = self.parts[-1][1]

    def freeze(self) -> Draft:
        parts = tuple(Part(label, tuple(lines)) for label, lines in self.parts)
        return Draft(parts, tuple(self.signature), tuple(self.jumps), self.margin)


class _Sorter:
    """Takes the lines of a page one by one."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.drafts: list[_Open] = []
        self.runs: list[tuple[list[int], int]] = []
        self.left: list[tuple[LeftoverKind, int]] = []
        self.waiting: list[int] = []  # captions and jump lines that belong to the next text
        self.in_run = False

    def take(self, at: int, decision: Decision) -> None:
        label = decision.label
        if label in BODY:
            self._text(at, decision)
        elif label is Label.SECTION:
            self.drafts[-1].add(label, at)
        elif label is Label.SIGNATURE:
            self._signature(at)
        elif label in (Label.HEADLINE, Label.BYLINE):
            self._head(at)
        elif label is Label.CAPTION:
            self._caption(at)
        elif label is Label.JUMP:
            self._jump(at)
        else:
            staff = self.lines[at].cue is Cue.CREDITS
            self.left.append((LeftoverKind.CREDITS if staff else LeftoverKind.FURNITURE, at))
        if label not in (Label.HEADLINE, Label.BYLINE, Label.CAPTION, Label.FURNITURE):
            self.in_run = False

    def _text(self, at: int, decision: Decision) -> None:
        label = decision.label
        if label is Label.FIRST or not self.drafts:
            self.drafts.append(_Open(decision.margin))
            for waiting in self.waiting:
                self._settle(waiting)
            self.waiting.clear()
            label = Label.FIRST
        draft = self.drafts[-1]
        draft.add(label, at)
        draft.closed = bool(self.lines[at].byline)

    def _settle(self, at: int) -> None:
        draft = self.drafts[-1]
        if self.lines[at].cue in (Cue.JUMP_FROM, Cue.JUMP_TO):
            draft.jumps.append(at)
        else:
            draft.add(Label.CAPTION, at)

    def _signature(self, at: int) -> None:
        draft = self.drafts[-1] if self.drafts else None
        goes_on = draft is not None and draft.signature[-1:] == [at - 1]
        if draft is None or (draft.closed and not goes_on):
            if self.in_run:
                self._head(at)  # nobody before it lacks a byline: it stands under its headline
            else:
                self.left.append((LeftoverKind.UNPLACED, at))
            return
        draft.signature.append(at)
        draft.closed = True

    def _head(self, at: int) -> None:
        pointer = self.lines[at].cue is Cue.POINTER
        if pointer or not self.in_run:
            self.runs.append(([], len(self.drafts) - 1))
        self.runs[-1][0].append(at)
        self.in_run = not pointer

    def _caption(self, at: int) -> None:
        draft = self.drafts[-1] if self.drafts else None
        if draft and not draft.closed and not self.lines[draft.paragraph[-1]].ends:
            draft.add(Label.CAPTION, at)
        else:
            self.waiting.append(at)

    def _jump(self, at: int) -> None:
        if self.lines[at].cue is Cue.JUMP_TO and self.drafts:
            self.drafts[-1].jumps.append(at)
        else:
            self.waiting.append(at)

    def finish(self) -> Sorted:
        """Settle what still waits, and freeze."""
        for at in self.waiting:
            if self.drafts:
                self._settle(at)
            else:
                self.left.append((LeftoverKind.UNPLACED, at))
        count = len(self.drafts)
        runs = tuple(
            Run(tuple(lines), after, after + 1 if after + 1 < count else -1)
            for lines, after in self.runs
        )
        return Sorted(tuple(draft.freeze() for draft in self.drafts), runs, tuple(self.left))
