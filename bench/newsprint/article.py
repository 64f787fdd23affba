"""One story set into a rectangular box: head, columns, pictures, captions, credits."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, field
from typing import Any

from .style import Style
from .text import Flow, Line, Setting, is_latin, natural, one_line, wrap

Story = dict[str, Any]


@dataclass
class Mark:
    """A set line, in points from the top left corner of its box."""

    text: str
    xs: list[float]
    y: float
    size: float
    font: str
    role: str
    para: int | None = None
    starts: bool = False
    vertical: bool = False
    same_row: bool = False
    prefix: str = ""  # drawn before the text, not part of it
    prefix_xs: list[float] = field(default_factory=list)
    ys: list[float] = field(default_factory=list)  # a vertical line's baselines

    def shift(self, dx: float, dy: float) -> None:
        """Move the mark."""
        self.xs = [x + dx for x in self.xs]
        self.prefix_xs = [x + dx for x in self.prefix_xs]
        self.ys = [y + dy for y in self.ys]
        self.y += dy


@dataclass
class Piece:
    """Lines that are drawn together."""

    kind: str  # head body end caption furniture note teaser
    marks: list[Mark] = field(default_factory=list)
    article: int = -1
    left: float = 0.0  # of the column it stands in, while the box is being set
    wide: float = 0.0


@dataclass
class Box:
    """A laid out story or other block."""

    w: float
    h: float
    pieces: list[Piece] = field(default_factory=list)
    greys: list[tuple[float, float, float, float, float]] = field(default_factory=list)
    frames: list[tuple[float, float, float, float, float]] = field(default_factory=list)
    story: Story | None = None
    truth: Story | None = None

    def shift(self, dx: float, dy: float) -> None:
        """Move the box's content."""
        for piece in self.pieces:
            for mark in piece.marks:
                mark.shift(dx, dy)
        self.greys = [(x + dx, y + dy, w, h, g) for x, y, w, h, g in self.greys]
        self.frames = [(x + dx, y + dy, w, h, g) for x, y, w, h, g in self.frames]


def base(size: float, lead: float) -> float:
    """Baseline below the top of a line."""
    return (lead - size) / 2 + 0.86 * size


def mark_of(
    line: Line, x: float, top: float, size: float, lead: float, font: str, role: str
) -> Mark:
    """A mark for a line whose measure starts at x."""
    return Mark(
        line.text, [x + v * size for v in line.xs], top + base(size, lead), size, font, role
    )


def guess_place(story: Story) -> str | None:
    """Where a story's byline stands, if it does not say."""
    if "byline_place" in story:
        given: str | None = story["byline_place"]
        return given
    byline = story.get("byline")
    if not byline:
        return None
    paragraphs = story.get("paragraphs") or [""]
    if byline.strip("（）") in paragraphs[0][:60]:
        return "lead"
    if byline[0] in "□■◆▲●◎○（(" or byline.endswith(("摄", "图", "报道", "辑", "理")):
        return "end"
    return "top" if "记者" in byline or "通讯员" in byline else "end"


def fit_lines(
    text: str,
    setting: Setting,
    size: float,
    width: float,
    rng: random.Random,
    least: float,
    most: int,
) -> tuple[list[Line], float]:
    """A headline in at most so many lines, made smaller where it must be."""
    parts = text.split(" ")
    whole = natural(text, setting)
    for _ in range(40):
        measure = width / size
        if whole <= measure and not (
            len(parts) == 2 and whole > 0.75 * measure and most > 1 and rng.random() < 0.4
        ):
            return [one_line(text, setting)], size
        if 2 <= len(parts) <= most and all(natural(p, setting) <= measure for p in parts):
            return [one_line(p, setting) for p in parts if p], size
        count = -int(-whole // measure)
        if count <= most:
            goal = measure
            if rng.random() < 0.7:
                goal = min(measure, whole / count + 0.7)
            lines = wrap(text, setting, goal)
            if len(lines) > most:
                lines = wrap(text, setting, measure)
            if (
                len(lines) <= most
                and (len(lines[-1].text) > 1 or len(lines) == 1)
                and all(ln.width <= measure + 0.01 for ln in lines)
            ):
                return lines, size
        if size <= least:
            most += 1
        size = max(least, size * 0.93)
    return wrap(text, setting, width / size), size


class Composer:
    """Sets stories for one page, in its style."""

    def __init__(self, style: Style, rng: random.Random) -> None:
        self.style, self.rng = style, rng

    # heads

    def head_size(self, story: Story, width: float, kind: str) -> float:
        """A size for the headline, by the room and the story's weight."""
        s, rng = self.style, self.rng
        if kind == "brief":
            return s.size * rng.uniform(1.05, 1.5) * math.sqrt(s.head_scale)
        em = natural(story.get("headline_printed") or "标题", s.head(True))
        top = s.size * rng.uniform(1.9, 4.2) * s.head_scale
        return max(s.size * 1.3, min(top, width / max(em, 4) * (1.0 if em < 14 else 1.5)))

    def head(
        self,
        story: Story,
        width: float,
        kind: str,
        shown: bool,
        align: str,
        top_line: str | None,
        jump: str | None,
    ) -> tuple[list[Mark], float]:
        """Kicker, headline, deck, byline in lines, and their height."""
        s, rng = self.style, self.rng
        marks: list[Mark] = []
        y = 0.0
        size = self.head_size(story, width, kind)
        most = rng.choice((2, 2, 3)) if kind != "brief" else rng.choice((1, 2, 2))

        def put(
            text: str, role: str, font: Setting, sz: float, least: float, limit: int, side: str
        ) -> None:
            nonlocal y
            lines, sz = fit_lines(text, font, sz, width, rng, least, limit)
            lead = sz * s.head_leading
            for line in lines:
                room = width - line.width * sz
                x = room / 2 if side == "c" else room if side == "r" else 0.0
                marks.append(mark_of(line, max(0.0, x), y, sz, lead, font.font, role))
                y += lead

        around = shown or not s.drop_kicker
        if story.get("kicker") and around:
            put(
                story["kicker"],
                "kicker",
                s.head(False),
                max(s.size, size * rng.uniform(0.45, 0.65)),
                s.size,
                2,
                align,
            )
            y += size * 0.08
        headline = story.get("headline_printed")
        if jump and s.jump_first:
            put(jump, "jump", s.body(), s.size, s.size * 0.9, 1, align)
        if headline and shown:
            put(headline, "headline", s.head(True), size, s.size * 1.05, most, align)
        if headline and not shown and s.drop_gap:
            y += size * 1.4
        if story.get("deck") and around:
            y += size * 0.1
            put(
                story["deck"],
                "deck",
                s.head(False),
                max(s.size, size * rng.uniform(0.45, 0.62)),
                s.size,
                3,
                align,
            )
        if jump and not s.jump_first:
            put(jump, "jump", s.body(), s.size, s.size * 0.9, 1, align)
        if top_line:
            y += s.size * 0.25
            put(
                top_line,
                "byline",
                s.body(),
                s.size * s.byline_scale,
                s.size * 0.8,
                2,
                s.byline_side or align,
            )
        if marks:
            y += s.size * s.head_gap
        return marks, y

    def tall_head(
        self, story: Story, room: float, kind: str, shown: bool
    ) -> tuple[list[Mark], float, float]:
        """A vertical head: its marks, width and height."""
        s, rng = self.style, self.rng
        text = story.get("headline_printed") or ""
        parts = text.split(" ")
        size = min(s.size * rng.uniform(1.6, 3.2) * s.head_scale, 44)
        if kind == "brief":
            size = s.size * rng.uniform(1.2, 1.6)
        if len(parts) > 1 and (len(text) * size > room or rng.random() < 0.4):
            columns = parts
        else:
            columns = [text]
        longest = max(len(c) for c in columns)
        step = rng.uniform(1.02, 1.25)
        size = min(size, room / (longest * step))
        if size < s.size * 1.1:
            need = max(1, int(room / (s.size * 1.25 * step)))
            columns = [text[i : i + need] for i in range(0, len(text), need)]
            size = s.size * 1.25
        rows: list[tuple[str, str, float]] = []
        if shown:
            rows = [(c, "headline", size) for c in columns if c.strip()]
            small = max(s.size, size * 0.5)
            for role, _at in (("kicker", 0), ("deck", len(rows))):
                line = story.get(role)
                if not line:
                    continue
                per = max(4, int(room / (small * step)))
                cut = [line[i : i + per] for i in range(0, len(line), per)]
                extra = [(c, role, small) for c in cut]
                rows = extra + rows if role == "kicker" else rows + extra
        marks: list[Mark] = []
        wide = sum(sz * 1.25 for _, _, sz in rows)
        x, deepest = wide, 0.0
        for chars, role, sz in rows:
            x -= sz * 1.25
            font = s.head(role == "headline")
            ys, xs, y = [], [], sz * 0.86
            for char in chars:
                ys.append(y)
                xs.append(x + sz * 0.12 + (sz * 0.25 if is_latin(char) else 0))
                y += sz * step
            deepest = max(deepest, y - sz * 0.6)
            marks.append(Mark(chars, xs, ys[0], sz, font.font, role, vertical=True, ys=ys))
        return marks, wide + s.size, deepest

    # pictures

    def picture(
        self, width: float, height: float, caption: str | None
    ) -> tuple[list[Mark], tuple[float, float, float, float, float], float]:
        """A picture with its caption: marks, box, whole height."""
        s = self.style
        marks: list[Mark] = []
        y = height
        if caption:
            setting = s.caption()
            size = s.size * s.caption_scale
            lead = size * 1.3
            y += size * 0.3
            lines = wrap(caption, setting, width / size)
            for line in lines:
                room = width - line.width * size
                x = room / 2 if s.caption_side == "c" and len(lines) == 1 else 0.0
                marks.append(mark_of(line, max(0.0, x), y, size, lead, setting.font, "caption"))
                y += lead
        return marks, (0, 0, width, height, self.rng.uniform(0.5, 0.8)), y + s.size * 0.5

    # the whole

    def compose(
        self, story: Story, width: float, cols: int, gap: float, kind: str, plain: bool = False
    ) -> Box:
        """Set a story in a box of a width and a number of columns."""
        s, rng = self.style, self.rng
        shown = not story.get("headline_dropped")
        place = guess_place(story)
        byline = story.get("byline")
        jump: str = story.get("jump") or ""
        onward = "转" in jump or "下接" in jump
        jump_from = jump if jump and not onward else None
        jump_to = jump if onward else None
        top_line = byline if place == "top" else None
        framed = kind != "rail" and rng.random() < s.framed
        pad = s.size * rng.uniform(0.6, 1.2) if framed else 0.0
        inner = width - 2 * pad
        col = (inner - (cols - 1) * gap) / cols
        measure = col / s.size
        if s.whole_measure:
            measure = max(1, int(measure + 0.02))
        lead = s.size * s.leading
        captions = list(story.get("captions") or [])
        pictures = max(len(captions), 1 if story.get("kind") == "photo" else 0)
        if not pictures and kind == "lead" and rng.random() < 0.4:
            pictures = 1
        box = Box(width, 0, story=story)
        head = Piece("head")
        note = Piece("caption")
        indent_text = s.indent_text
        flow = Flow(
            [indent_text + p for p in story["paragraphs"]],
            s.body(),
            0.0 if indent_text else s.indent,
        )
        heads: dict[int, list[str]] = {}
        for text, at in zip(
            story.get("section_heads") or [], story.get("section_pos") or [], strict=False
        ):
            heads.setdefault(at, []).append(text)
        xs = [c * (col + gap) for c in range(cols)]
        tops, _bottoms = [0.0] * cols, [0.0] * cols
        pre = 0.0
        where = "top"
        if cols >= 3 and shown and kind != "brief" and not plain and rng.random() < s.side_heads:
            where = rng.choice(("left", "right", "inside", "inside"))
        if (
            shown
            and not jump_from
            and rng.random() < s.tall_heads
            and story.get("headline_printed")
            and not plain
        ):
            where = (
                rng.choice(("tall-left", "tall-right")) if cols > 1 or kind == "brief" else "top"
            )
        align = s.head_side if where == "top" else rng.choice("lc")
        tall: tuple[list[Mark], float, float] | None = None
        least = 0.0
        if where.startswith("tall"):
            chars = sum(map(len, story["paragraphs"]))
            guess = chars / max(measure * cols, 1) * lead * 1.25 + 2 * lead
            tall = self.tall_head(story, max(guess, 8 * s.size), kind, shown)
            if tall[1] > inner * 0.35:
                where, tall = "top", None
        if tall is not None:
            marks, tw, th = tall
            side = inner - tw
            col = (side - (cols - 1) * gap) / cols
            measure = col / s.size
            if measure < 8 and cols > 1:
                cols -= 1
                col = (side - (cols - 1) * gap) / cols
                measure = col / s.size
            if s.whole_measure:
                measure = max(1, int(measure + 0.02))
            off = tw if where == "tall-left" else 0.0
            xs = [off + c * (col + gap) for c in range(cols)]
            tops, _bottoms = [0.0] * cols, [0.0] * cols
            for mark in marks:
                mark.shift(0.0 if off else inner - tw + s.size, 0.0)
            head.marks += marks
            least = th
            if top_line or jump_from:
                none = {"headline_printed": None}
                extra, pre = self.head(none, col, "brief", True, "l", top_line, jump_from)
                for mark in extra:
                    mark.shift(xs[0], 0.0)
                tops[0] = pre
                head.marks += extra
                pre = 0.0
        elif where == "top":
            marks, pre = self.head(story, inner, kind, shown, align, top_line, jump_from)
            head.marks += marks
        else:
            span = 1 if cols == 3 or rng.random() < 0.5 else 2
            first = (
                0
                if where == "left"
                else cols - span
                if where == "right"
                else rng.randint(1, cols - span)
                if cols - span >= 1
                else 0
            )
            if where == "inside":
                span = min(cols - 1, max(span, cols - 2))
                first = rng.randint(1, cols - span)
            wide = span * col + (span - 1) * gap
            marks, high = self.head(story, wide, kind, shown, align, top_line, jump_from)
            for mark in marks:
                mark.shift(xs[first], 0.0)
            head.marks += marks
            if where == "inside":
                for c in range(first, first + span):
                    tops[c] = high
            else:
                least = high
                xs = [x for n, x in enumerate(xs) if not first <= n < first + span]
                cols -= span
                tops, _bottoms = [0.0] * cols, [0.0] * cols
        # pictures
        elbow: tuple[float, float] | None = None
        chars = sum(map(len, story["paragraphs"]))
        for n in range(pictures):
            caption = captions[n] if n < len(captions) else None
            ratio = rng.uniform(0.45, 0.85)
            choice = rng.random()
            if cols == 1 or choice < 0.15:
                wide = xs[-1] - xs[0] + col
                marks, grey, high = self.picture(
                    wide, min(260.0, wide * min(ratio, 0.6 if cols == 1 else 0.4)), caption
                )
                self._put(
                    note, box, marks, grey, xs[0], pre + max(tops) if where == "inside" else pre
                )
                if where == "inside":
                    tops = [max(tops) + high] * cols
                else:
                    pre += high
            elif (
                cols >= 3
                and choice < 0.4
                and n == 0
                and where == "top"
                and elbow is None
                and chars > 6 * measure * cols
                and measure * cols < 60
            ):
                span = rng.randint(1, cols - 2) if cols > 2 else 1
                wide = span * col + (span - 1) * gap
                marks, grey, high = self.picture(wide, wide * ratio, caption)
                self._put(note, box, marks, grey, xs[cols - span], pre)
                elbow = (float(cols - span), high)
            else:
                span = 1 if cols < 3 else rng.randint(1, max(1, cols // 2))
                first = rng.choice((cols - span, cols - span, rng.randint(0, cols - span)))
                wide = span * col + (span - 1) * gap
                marks, grey, high = self.picture(wide, wide * ratio, caption)
                at = max(tops[first : first + span])
                self._put(note, box, marks, grey, xs[first], pre + at)
                for c in range(first, first + span):
                    tops[c] = at + high
        bodies, end = self._columns(
            flow, heads, xs, tops, measure, lead, pre, least, elbow, cols, col, gap
        )
        final, low = self._ending(bodies, byline if place == "end" else None, jump_to, lead)
        high = max([end, low, least] + [pre + t for t in tops])
        high = max([high] + [g[1] + g[3] for g in box.greys])
        if head.marks:
            box.pieces.append(head)
        box.pieces += bodies
        if final.marks:
            box.pieces.append(final)
        if note.marks:
            box.pieces.append(note)
        if framed:
            box.shift(pad, pad)
            high += 2 * pad
            box.frames.append((0, 0, width, high, 0.6))
            if rng.random() < 0.3:
                box.greys.insert(0, (0, 0, width, high, 0.95))
        box.h = high
        return box

    def _put(
        self,
        note: Piece,
        box: Box,
        marks: list[Mark],
        grey: tuple[float, float, float, float, float],
        x: float,
        y: float,
    ) -> None:
        for mark in marks:
            mark.shift(x, y)
        note.marks += marks
        box.greys.append((grey[0] + x, grey[1] + y, grey[2], grey[3], grey[4]))

    def _columns(
        self,
        flow: Flow,
        heads: dict[int, list[str]],
        xs: list[float],
        tops: list[float],
        measure: float,
        lead: float,
        pre: float,
        least: float,
        elbow: tuple[float, float] | None,
        cols: int,
        col: float,
        gap: float,
    ) -> tuple[list[Piece], float]:
        """Pour the text into columns of equal height, as low as it goes."""
        s, rng = self.style, self.rng
        memo: dict[tuple[int, int, float], tuple[Line, int, int]] = {}
        total = len(flow.paragraphs)

        def pour(
            zones: list[tuple[float, float, float, float]],
            para: int,
            at: int,
        ) -> tuple[list[Piece], int, int, float]:
            pieces: list[Piece] = []
            deepest = 0.0
            for x, y0, y1, em in zones:
                if para >= total:
                    break
                piece = Piece("body", left=x, wide=em * s.size)
                y = y0
                while para < total and y + lead <= y1 + 0.01:
                    if at == 0 and para in heads:
                        tall = len(heads[para]) * lead * s.section_leading
                        before = s.section_gap * lead if y > y0 else 0.0
                        if y + before + tall + lead > y1 + 0.01 and (y > y0 or y1 - y0 > 4 * lead):
                            break
                        y += before
                        for text in heads[para]:
                            font = s.section()
                            sz = s.size * s.section_scale
                            for line in wrap(text, font, em * s.size / sz):
                                room = em * s.size - line.width * sz
                                dx = (
                                    room / 2
                                    if s.section_side == "c"
                                    else min(room, s.size * 2)
                                    if s.section_side == "i"
                                    else 0.0
                                )
                                mark = mark_of(
                                    line,
                                    x + max(0, dx),
                                    y,
                                    sz,
                                    lead * s.section_leading,
                                    font.font,
                                    "section",
                                )
                                mark.para = para
                                piece.marks.append(mark)
                                y += lead * s.section_leading
                    key = (para, at, em)
                    got = memo.get(key)
                    if got is None:
                        got = memo[key] = flow.next(para, at, em)
                    line, para, at = got
                    mark = mark_of(line, x, y, s.size, lead, s.font, "text")
                    mark.para, mark.starts = line.para, line.starts
                    if line.starts and s.indent_text:
                        k = len(s.indent_text)
                        mark.prefix, mark.prefix_xs = mark.text[:k], mark.xs[:k]
                        mark.text, mark.xs = mark.text[k:], mark.xs[k:]
                    piece.marks.append(mark)
                    y += lead
                    if at == 0 and para < total:
                        y += s.para_gap * lead
                deepest = max(deepest, y)
                if piece.marks:
                    pieces.append(piece)
            return pieces, para, at, deepest

        if not total:
            return [], pre
        first: list[Piece] = []
        para = at = 0
        if elbow is not None:
            k = int(elbow[0])
            rows = int(elbow[1] / lead)
            first, para, at, deep = pour(
                [(xs[c], pre, pre + rows * lead, measure) for c in range(k)], 0, 0
            )
            if para >= total:
                # less text than the picture is high: even the columns
                lines = sum(len(p.marks) for p in first)
                rows = -(-lines // k)
                for extra in range(6):
                    tried, para, at, deep = pour(
                        [(xs[c], pre, pre + (rows + extra) * lead, measure) for c in range(k)], 0, 0
                    )
                    if para >= total:
                        return tried, max(deep, pre + elbow[1])
                return first, max(deep, pre + elbow[1])
            pre = max(pre + elbow[1], deep)
            if rng.random() < 0.5:
                joined = 1 if measure * cols < 36 else -(-cols // 2)
                wide = (cols * col + (cols - 1) * gap - (joined - 1) * gap) / joined
                measure = wide / s.size
                if s.whole_measure:
                    measure = max(1, int(measure + 0.02))
                xs = [c * (wide + gap) for c in range(joined)]
                cols = joined
            tops = [0.0] * cols
        _, _, _, deep = pour([(xs[0], 0.0, 1e9, measure)], para, at)
        high = max(
            (deep + sum(tops)) / cols - lead,
            min(tops) + lead,
            (least - pre) if rng.random() < 0.5 else 0.0,
        )
        if s.unbalanced and cols > 1 and rng.random() < 0.5:
            high += lead * rng.randint(1, 4)
        for _ in range(60):
            pieces, p2, _, deep = pour(
                [(xs[c], pre + tops[c], pre + high, measure) for c in range(cols)], para, at
            )
            if p2 >= total:
                return first + pieces, max(deep, pre)
            high += lead
        pieces, _, _, deep = pour([(xs[0], pre + max(tops), 1e9, measure)], para, at)
        return first + pieces, deep

    def _ending(
        self, bodies: list[Piece], byline: str | None, jump: str | None, lead: float
    ) -> tuple[Piece, float]:
        """The credit and the jump line after the text."""
        s, rng = self.style, self.rng
        final = Piece("end")
        if not bodies or not bodies[-1].marks or not (byline or jump):
            return final, 0.0
        last = bodies[-1].marks[-1]
        left, wide = bodies[-1].left, bodies[-1].wide
        top = last.y - base(s.size, lead)
        edge = last.xs[-1] + s.size
        low = top + lead
        same = last.role == "text"
        for text, role in ((byline, "byline"), (jump, "jump")):
            if not text:
                continue
            setting = s.body() if role == "jump" else s.credit()
            size = s.size
            line = one_line(text, setting)
            need = line.width * size
            joint = s.size * (1.0 if s.end_side == "after" else 0.8)
            if (
                same
                and edge + joint + need <= left + wide + 0.5
                and not (s.end_own and role == "byline")
            ):
                x = edge + joint if s.end_side == "after" else left + wide - need
                at = top
                row = True
            else:
                pieces = [line] if need <= wide else wrap(text, setting, wide / size)
                for part in pieces[:-1]:
                    final.marks.append(mark_of(part, left, low, size, lead, setting.font, role))
                    low += lead
                line = pieces[-1]
                need = line.width * size
                back = 0.0 if rng.random() < 0.7 else s.size * rng.choice((1, 2))
                x, at, row = max(left, left + wide - need - back), low, False
                low += lead
                top = at
            mark = mark_of(line, x, at, size, lead, setting.font, role)
            mark.same_row = row
            if role == "byline" and s.junk and rng.random() < 0.8:
                gapw = x - edge if row else x - left
                if gapw > s.size * 0.9:
                    mark.prefix, mark.prefix_xs = (
                        s.junk + " ",
                        [x - s.size * 0.8, x - s.size * 0.35],
                    )
            final.marks.append(mark)
            edge = x + need
            same = row
            if not row:
                same = True
        return final, low
