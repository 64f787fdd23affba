"""How each line of a page looks: by its form, and beside its neighbours."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from banmian.segment.cues import Cue
from banmian.segment.habits import Habits
from banmian.segment.lines import Line, has_marks, is_closed, opens_wrong
from banmian.segment.seams import Seams
from banmian.text.characters import HAN

_STOPS = ("。", "，", "、", "；", "：", ",", "…")
_CANNOT_END = frozenset("的和与在将及或从向以对把被使其并而且等是")
_WORDS = re.compile(f"[{HAN}]+")
_INNER_SPACE = re.compile(f"[{HAN}”！？] [{HAN}“]")
_OPENER = re.compile(
    "日前|近日|近期|近来|连日来|今年|昨[日天晚]|今[日天起晨早]|[本上这][周月]|[这当][几些]天|"
    "[12]?[0-9]月[1-3]?[0-9]日|[一二三四五六七八九十]{1,2}月|[^，。]{2,7}日[，前]"
)
_CONTINUES = re.compile(
    "目前|据了解|据介绍|据悉|据测算|据统计|此外|另外|同时|与此同时|截至|随后|接下来|下一步|为此|对此|"
    "如今|去年|前年|其中|活动中|会上|会议|当天|当日|当晚|有的|还有|这[些个是种位里]|[他她它]们?|"
    "但|而|因此|所以|然而|不过|于是|后来|最后|其实|除了|通过|未来|接着|不仅"
)


class Look(NamedTuple):
    """The look of a line, mostly yes or no; widths against the column it stands in, in em.

    `opener` and `continues`: it begins as first lines of articles do, or as those of other
    paragraphs. `indented`, as its first line loses it: 1.3 to 3.6 narrower than the lines after it
    (where the page kept its indents: it has one); `full`: no narrower. `narrow` is 3.2 to 4.5,
    `narrower` more, `wide` wider than the column. `seam_after` is how well the next line goes on
    from it, 0 where a sentence ends; `before_flush` says that the next line is not indented.
    `like_others`: several lines of the page have its form.
    """

    dated: bool
    frame: bool
    opener: bool
    continues: bool
    opens_wrong: bool
    quoted: bool
    plain: bool
    blank: float
    blank_after: float
    indented: float
    full: float
    narrow: bool
    narrower: bool
    wide: bool
    seam_after: float
    stop: bool
    inner_stop: bool
    unclosed: bool
    commas: int
    single: bool
    tiny: bool
    long: bool
    longer: bool
    dash: bool
    spaced: bool
    cannot_end: bool
    signed: bool
    upright: bool
    before_wrong: bool
    before_dash: bool
    before_full: bool
    before_flush: bool
    pointer: bool
    like_others: bool


def looks_of(lines: Sequence[Line], habits: Habits, seams: Seams) -> tuple[Look, ...]:
    """Describe the look of each line of a page."""
    shapes = Counter(shape(line.text) for line in lines if "”" in line.text and not line.ends)
    common = {form for form, count in shapes.items() if count > 2}
    return tuple(
        [
            _look(lines, habits, seams, at, bool(common) and shape(line.text) in common)
            for at, line in enumerate(lines)
        ]
    )


def _look(
    lines: Sequence[Line],
    habits: Habits,
    seams: Seams,
    at: int,
    like_others: bool,
) -> Look:
    line, text = lines[at], lines[at].text
    after = lines[at + 1] if at + 1 < len(lines) else None
    missing = habits.after[at] - line.width
    under = min(habits.before[at], habits.after[at]) - line.width
    length = len(text) - text.count(" ")
    indented = float(1.3 <= missing <= 3.6)
    full = float(abs(missing) < 1.0)
    if habits.indents:
        indented, full = 2.0 * line.indented, 2.0 * (not line.indented)
    return Look(
        dated=line.dated,
        frame=line.frame,
        opener=_OPENER.match(text) is not None,
        continues=_CONTINUES.match(text) is not None,
        opens_wrong=opens_wrong(text),
        quoted=text.startswith("“"),
        plain=not has_marks(text),
        blank=habits.blank * bool(line.blanks),
        blank_after=habits.blank * bool(after and after.blanks),
        indented=indented,
        full=full,
        narrow=3.2 < under <= 4.5,
        narrower=under > 4.5,
        wide=line.width - max(habits.before[at], habits.after[at]) > 1.5,
        seam_after=seams.score(text, after.text) if after and not line.ends else 0.0,
        stop=text.endswith(_STOPS),
        inner_stop="。" in text[:-1] or "；" in text,
        unclosed=not is_closed(text) and not _closed_beside(lines, at),
        commas=text.count("，"),
        single=length < 2,
        tiny=2 <= length < 4,
        long=24 < length <= 34,
        longer=length > 34,
        dash=text.startswith("—"),
        spaced=" " in text and _INNER_SPACE.search(text) is not None,
        cannot_end=text[-1:] in _CANNOT_END,
        signed=bool(line.byline),
        upright=line.upright,
        before_wrong=bool(after and opens_wrong(after.text)),
        before_dash=bool(after and after.text.startswith("——")),
        before_full=bool(
            after and 1.2 < missing <= 3.2 and abs(habits.after[at] - after.width) < 1.2
        ),
        before_flush=_is_flush(lines, habits, at + 1),
        pointer=line.cue is Cue.POINTER,
        like_others=like_others,
    )


def _is_flush(lines: Sequence[Line], habits: Habits, at: int) -> bool:
    """Tell whether a line has no indent: it is as wide as its column, or the page kept them."""
    if at >= len(lines):
        return False
    if habits.indents:
        return not lines[at].indented
    return abs(habits.after[at] - lines[at].width) < 1.2


def _closed_beside(lines: Sequence[Line], at: int) -> bool:
    """Tell whether a quote that line `at` opens or closes has its other half beside it."""
    text = lines[at].text
    above = lines[at - 1].text if at else ""
    below = lines[at + 1].text if at + 1 < len(lines) else ""
    return any(
        not is_closed(other) and not has_marks(other) and is_closed(pair)
        for other, pair in ((above, above + text), (below, text + below))
    )


def shape(text: str) -> str:
    """Reduce a line to its marks: “后浪”的大单 and “老将”的服务经 have one shape."""
    return _WORDS.sub("字", text)
