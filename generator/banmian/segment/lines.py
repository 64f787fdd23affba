"""The lines of a page, repaired and described: what all later decisions look at."""

import re
from collections.abc import Iterator

from msgspec import Struct

from banmian.model.layout import PageText, Repair
from banmian.segment.cues import Cue, Forms, byline_at_end, cue_of, without_jumps
from banmian.segment.cut_lines import pieces_of_print
from banmian.text.characters import CLOSING, SENTENCE_ENDS, width
from banmian.text.gaps import joins_columns
from banmian.text.joining import join_column
from banmian.text.repair import has_joined, has_spread, joined_pairs, repair_line

_INDENT = re.compile("[\u3000\u2003]{1,4}(?=[^\\s\ufffd])")
_TALLEST = 60
"""Characters of an upright headline, at most."""
_MARKS = frozenset("，。、；：！？")
_BRACKETS = (("“", "”"), ("‘", "’"), ("（", "）"), ("《", "》"), ("【", "】"), ("「", "」"))
_has_brackets = re.compile("[“”‘’（）《》【】「」]").search
_ENDS = tuple(SENTENCE_ENDS)
_OPENS_WRONG = tuple("，。、；：！？" + CLOSING)
_TAIL_CLOSERS = "”’）》」』)】"


class Line(Struct, frozen=True):
    """A line of print: usually one line of the source, many where a headline stands `upright`.

    Many, too, where extraction cut a line of print after its marks.

    `blanks` counts the blank lines before it. `frame` says that a single space opened it, as
    extractors open a new text frame; `indented` that the paragraph's indent is still there.
    `ends` says that a sentence ends with it; `byline` is a byline at its end, "" without one.
    `stops_short` says that it ends with neither, nor with a jump.
    """

    numbers: tuple[int, ...]
    text: str
    blanks: int
    upright: bool
    frame: bool
    indented: bool
    width: float
    cue: Cue
    byline: str
    ends: bool
    stops_short: bool
    dated: bool  # opens with a dateline
    credited: bool  # and names its authors in brackets after it
    is_byline: bool  # has the form of a byline and no more

    @property
    def body(self) -> str:
        """The text without the byline at its end."""
        return self.text[: len(self.text) - len(self.byline)].rstrip() if self.byline else self.text


def read_lines(page: PageText, form: Forms) -> tuple[tuple[Line, ...], tuple[Repair, ...]]:
    """Repair a page's lines and describe those that have text."""
    columns, spread = joins_columns(page.lines), has_spread(page.lines)
    first = [
        repair_line(number, raw, columns=columns, spread=spread)
        for number, raw in enumerate(page.lines, 1)
    ]
    joined = joined_pairs(text for text, _ in first)
    lines: list[tuple[int, str, int, str]] = []
    repairs: list[Repair] = []
    blanks = 0
    for number, raw in enumerate(page.lines, 1):
        text, steps = first[number - 1]
        if has_joined(text, joined):
            text, steps = repair_line(number, raw, joined, columns=columns, spread=spread)
        if text:
            repairs.extend(steps)
            lines.append((number, text, blanks, raw))
        else:
            repairs.extend(step for step in steps if step.before.strip())
        blanks = 0 if text else blanks + 1
    return tuple(_described(lines, form)), tuple(repairs)


def _described(lines: list[tuple[int, str, int, str]], form: Forms) -> Iterator[Line]:
    texts = [text for _, text, _, _ in lines]
    widths = [width(text) for text in texts]
    pieces = pieces_of_print(texts, widths, [line[2] for line in lines])
    at = 0
    while at < len(lines):
        run = _upright_run(lines, at)
        count = max(run, pieces[at])
        measured = widths[at] if count == 1 else None
        yield _line(lines[at : at + count], form, measured, upright=run > 1)
        at += count


def _upright_run(lines: list[tuple[int, str, int, str]], at: int) -> int:
    """Count the lines of an upright headline from `at`: four or more of one or two characters."""
    end = at
    while end < len(lines):
        _, text, blanks, _ = lines[end]
        if len(text) > 3:
            break
        inside = end == at or not blanks or (len(text) == 1 and lines[end - 1][1][-1:].isdigit())
        if not inside or end - at == _TALLEST or (len(text) > 1 and not _is_upright_pair(text)):
            break
        end += 1
    return end - at if end - at >= 4 else 1


def _is_upright_pair(text: str) -> bool:
    return any(char.isdigit() or char in "“”《》（）" for char in text)


def _line(
    parts: list[tuple[int, str, int, str]], form: Forms, measured: float | None, *, upright: bool
) -> Line:
    """Describe a line of print; `measured` is its width where that is known."""
    raw = parts[0][3]
    if upright:
        text = _upright_text(parts)
    else:
        text = parts[0][1] if len(parts) == 1 else join_column(text for _, text, _, _ in parts)
    cue = cue_of(text, form)
    byline = byline_at_end(text, form) if cue is Cue.NONE and not upright else ""
    is_byline = cue in (Cue.SIGNED, Cue.NAMED, Cue.NAMES)
    body, jumps = without_jumps(text[: len(text) - len(byline)].rstrip(), form.jumps)
    ends = body.rstrip(_TAIL_CLOSERS)[-1:] in _ENDS
    return Line(
        numbers=tuple([number for number, *_ in parts]),
        text=text,
        blanks=parts[0][2],
        upright=upright,
        frame=raw[:1] == " ",
        indented=_INDENT.match(raw) is not None,
        width=width(text) if measured is None else measured,
        cue=cue,
        byline=byline,
        ends=ends,
        stops_short=not (ends or byline or is_byline or jumps),
        dated=form.dateline.match(text) is not None,
        credited=form.credited.match(text) is not None,
        is_byline=is_byline,
    )


def _upright_text(parts: list[tuple[int, str, int, str]]) -> str:
    """Join an upright headline; a space at a line's end is the gap between its two columns."""
    gaps = [" " if raw.rstrip("\r") != raw.rstrip() else "" for _, _, _, raw in parts]
    return "".join(text + gap for (_, text, _, _), gap in zip(parts, gaps, strict=True)).strip()


def is_closed(text: str) -> bool:
    """Tell whether quotes and brackets of a text are balanced."""
    if not _has_brackets(text):
        return True  # most lines have none
    return all(text.count(opens) == text.count(closes) for opens, closes in _BRACKETS)


def opens_wrong(text: str) -> bool:
    """Tell whether a text opens with a mark that cannot open a line of its own."""
    return text.startswith(_OPENS_WRONG)


def has_marks(text: str) -> bool:
    """Tell whether a text has a comma, a stop or the like: few lines of running text have none."""
    return not _MARKS.isdisjoint(text)
