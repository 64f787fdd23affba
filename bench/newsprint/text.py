"""Setting Chinese text in lines: what may break where, and where each character stands."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from .fonts import Face, face

CLOSERS = frozenset("，。、；：！？）》」』】〉”’％℃·,.;:!?)]}%")
OPENERS = frozenset("（《「『【〈“‘([{")
WIDE_CLOSERS = frozenset("，。、；：！？）》」』】〉”’")
WIDE_OPENERS = frozenset("（《「『【〈“‘")
PAIRED = frozenset("—…")
LATIN_MARKS = frozenset(".,:/-+%@&'")
FALLBACK = "zenhei"


def is_latin(char: str) -> bool:
    """Latin letters and digits."""
    return char.isascii() and char.isalnum()


def is_han(char: str) -> bool:
    """Chinese characters proper."""
    return "\u3400" <= char <= "\u9fff"


@dataclass(frozen=True)
class Setting:
    """How a page sets its text."""

    font: str
    autospace: float = 0.0  # em between Han and digits
    trim: str = "fit"  # none, fit, half: when full-width marks become half-width
    justify: bool = True
    stretch_marks: bool = False  # whether space is also added after marks
    space_em: float | None = None  # width of a real space; None: the font's own
    kinsoku: bool = True


@dataclass
class Line:
    """A typeset line: its characters and their x, in em from the start of the measure."""

    text: str
    xs: list[float]
    width: float
    para: int | None = None
    starts: bool = False
    ends: bool = False


class Paragraph:
    """Characters with widths and break places, cut into lines on demand."""

    def __init__(self, text: str, setting: Setting) -> None:
        self.text = text
        self.setting = setting
        main, spare = face(setting.font), face(FALLBACK)
        n = len(text)
        self.adv = adv = [width_of(c, main, spare, setting) for c in text]
        self.may = may = [True] * n
        for i in range(n - 1):
            a, b = text[i], text[i + 1]
            if is_latin(a):
                if is_latin(b) or b in LATIN_MARKS:
                    may[i] = False
                elif setting.autospace and is_han(b):
                    adv[i] += setting.autospace
            elif a in LATIN_MARKS and is_latin(b) and i and is_latin(text[i - 1]):
                may[i] = False
            elif setting.autospace and is_han(a) and is_latin(b):
                adv[i] += setting.autospace
            if setting.kinsoku and (b in CLOSERS or a in OPENERS or (a == b and a in PAIRED)):
                may[i] = False
            if (
                setting.trim != "none"
                and a in WIDE_CLOSERS
                and adv[i] > 0.9
                and (b in WIDE_CLOSERS or b in WIDE_OPENERS)
            ):
                adv[i] = 0.5
            if setting.trim == "half" and a in WIDE_CLOSERS and a not in "。？！" and adv[i] > 0.9:
                adv[i] = 0.5
        total, cum = 0.0, [0.0]
        for advance in adv:
            total += advance
            cum.append(total)
        self.cum = cum

    def line(self, start: int, measure: float, indent: float = 0.0) -> tuple[Line, int]:
        """The line that starts at a character, and where the next one starts."""
        text, cum, adv, may, setting = self.text, self.cum, self.adv, self.may, self.setting
        n = len(text)
        room = measure - indent
        # never before the start, where there is less than no room: the next line would not end
        end = max(start, bisect_right(cum, cum[start] + room + 1e-6) - 1)
        halved: set[int] = set()
        if end < n:
            if text[end - 1 : end] and setting.trim != "none":
                end, halved = self._pull_in(start, end, room)
            if end < n and text[end] != " ":
                stop = end
                while end > start + 1 and not may[end - 1]:
                    end -= 1
                if end <= start + 1:
                    end = max(stop, start + 1)
                halved = {i for i in halved if i < end}
        last = end
        while last > start + 1 and text[last - 1] == " ":
            last -= 1
        chars = text[start:last]
        xs, x = [], indent
        sizes = [0.5 if start + i in halved else adv[start + i] for i in range(last - start)]
        natural = sum(sizes)
        extra = 0.0
        spots: list[bool] = []
        if setting.justify and end < n and last - start > 1:
            for i in range(last - start - 1):
                a, b = chars[i], chars[i + 1]
                spots.append(
                    not (is_latin(a) and (is_latin(b) or b in LATIN_MARKS))
                    and not (a in LATIN_MARKS and is_latin(b))
                    and (setting.stretch_marks or not (a in CLOSERS or a in OPENERS))
                    and start + i not in halved
                )
            rest = room - natural
            count = sum(spots)
            if rest > 0.005 and count and rest / count < 0.7:
                extra = rest / count
        for i, size in enumerate(sizes):
            shift = -0.5 if size == 0.5 and chars[i] in WIDE_OPENERS else 0.0
            xs.append(x + shift)
            x += size
            if extra and i < len(spots) and spots[i]:
                x += extra
        while end < n and text[end] == " ":
            end += 1
        return Line(chars, xs, x), end

    def _pull_in(self, start: int, end: int, room: float) -> tuple[int, set[int]]:
        """Take one character or word more by halving marks, where that is enough."""
        text, cum, n = self.text, self.cum, len(self.text)
        stop = end + 1
        while stop < n and not self.may[stop - 1]:
            stop += 1
        if stop - end > 4 or (self.may[end - 1] and self.setting.trim == "half"):
            return end, set()
        need = cum[stop] - cum[start] - room
        marks = [i for i in range(start, stop) if text[i] in WIDE_CLOSERS and self.adv[i] > 0.9]
        if need > 0.5 * len(marks) + 1e-6:
            return end, set()
        count = -int(-need // 0.5)
        return stop, set(marks[len(marks) - count :])


def width_of(char: str, main: Face, spare: Face, setting: Setting) -> float:
    """Width of a character in em."""
    if char == " " and setting.space_em is not None:
        return setting.space_em
    if not main.has(char):
        return spare.width(char)
    return main.width(char)


def natural(text: str, setting: Setting) -> float:
    """Width of a text in one line, in em."""
    return Paragraph(text, setting).cum[-1]


def one_line(text: str, setting: Setting, track: float = 0.0) -> Line:
    """A text in one line, with extra space between the characters if wanted."""
    adv = Paragraph(text, setting).adv
    xs, x = [], 0.0
    for a in adv:
        xs.append(x)
        x += a + track
    return Line(text, xs, x - track)


def wrap(text: str, setting: Setting, measure: float) -> list[Line]:
    """A text in as many lines as it needs, not justified at its end."""
    block = Paragraph(text, setting)
    lines: list[Line] = []
    at = 0
    while at < len(text):
        line, at = block.line(at, measure)
        lines.append(line)
    return lines


@dataclass
class Flow:
    """A story's text as a stream of lines that may change their measure on the way."""

    paragraphs: list[str]
    setting: Setting
    indent: float = 2.0
    blocks: list[Paragraph] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Measure the paragraphs."""
        self.blocks = [Paragraph(p, self.setting) for p in self.paragraphs]

    def next(self, para: int, at: int, measure: float) -> tuple[Line, int, int]:
        """The next line, and the paragraph and character after it."""
        block = self.blocks[para]
        line, stop = block.line(at, measure, self.indent if at == 0 else 0.0)
        line.para, line.starts = para, at == 0
        line.ends = stop >= len(block.text)
        return (line, para + 1, 0) if line.ends else (line, para, stop)
