"""Filling pages: regions cut by a guillotine, stories stacked in them, furniture around."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from .article import Box, Composer, Mark, Piece, Story, base, mark_of
from .style import Style
from .text import one_line, wrap
from .words import RAILS, SECTIONS, TEASE, Issue, ad

HAN = ["零", *"一二三四五六七八九十", "十一", "十二"]


@dataclass
class Sheet:
    """One page: its placed boxes in order, and its furniture."""

    width: float
    height: float
    boxes: list[Box] = field(default_factory=list)
    furniture: list[Piece] = field(default_factory=list)
    blocks: list[tuple[float, float, float, float, float]] = field(default_factory=list)
    frames: list[tuple[float, float, float, float, float]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


class Pool:
    """Stories to draw from, by length."""

    def __init__(self, stories: list[Story], rng: random.Random) -> None:
        self.left = list(stories)
        self.rng = rng

    def take(self, want: tuple[int, int], kinds: frozenset[str] | None = None) -> Story | None:
        """A story of about this length, removed from the pool."""
        for n, story in enumerate(self.left):
            size = length(story)
            if want[0] <= size <= want[1] and (kinds is None or story.get("kind") in kinds):
                return self.left.pop(n)
        return None


def length(story: Story) -> int:
    """Characters of running text."""
    return sum(map(len, story["paragraphs"]))


class Packer:
    """Lays out one page."""

    def __init__(
        self,
        style: Style,
        rng: random.Random,
        pool: Pool,
        paper: Issue,
        number: int,
        front: bool,
        pointers: list[Story],
        whole: bool,
    ) -> None:
        self.s, self.rng, self.pool, self.paper = style, rng, pool, paper
        self.number, self.front, self.pointers = number, front, pointers
        self.whole = whole
        self.composer = Composer(style, rng)
        self.sheet = Sheet(style.width, style.height)
        self.count = 0
        self.column = (
            style.width - 2 * style.margin - (style.columns - 1) * style.gap
        ) / style.columns

    def span(self, cols: int) -> float:
        """Width of so many columns."""
        return cols * self.column + (cols - 1) * self.s.gap

    # furniture

    def furnish(
        self,
        text: str,
        x: float,
        y: float,
        size: float,
        font: str,
        side: str = "l",
        role: str = "furniture",
        piece: Piece | None = None,
    ) -> Piece:
        """A line of furniture at a place (y is its top)."""
        setting = self.s.head(True) if font == "head" else self.s.credit()
        line = one_line(text, setting)
        wide = line.width * size
        x = x - wide if side == "r" else x - wide / 2 if side == "c" else x
        mark = mark_of(line, x, y, size, size * 1.2, setting.font, role)
        if piece is None:
            piece = Piece("furniture")
            self.sheet.furniture.append(piece)
        piece.marks.append(mark)
        self.sheet.texts.append(text)
        return piece

    def running_head(self) -> tuple[float, float]:
        """The line above (or below) an inner page; where the content starts and ends."""
        s, rng, paper = self.s, self.rng, self.paper
        left, right = s.margin, s.width - s.margin
        y = rng.uniform(18, 34)
        number = rng.choice(
            (
                f"{self.number:02d}",
                f"{self.number}",
                f"第{self.number}版",
                f"A{self.number:02d}",
                f"{self.number}版",
                f"第{HAN[self.number]}版",
            )
        )
        section = rng.choice(SECTIONS)
        items = [
            (number, rng.uniform(14, 24)),
            (section, rng.uniform(13, 22)),
            (paper.name, rng.uniform(10, 18)),
            (paper.date(), rng.uniform(8, 11)),
        ]
        if rng.random() < 0.15:
            items[0:2] = [
                (
                    f"{number} {section}" if rng.random() < 0.5 else f"{section} {number}",
                    rng.uniform(13, 20),
                )
            ]
        if rng.random() < 0.12:
            items.pop(-2)
        staff = paper.staff() if rng.random() < 0.75 else None
        low = y + 24
        layout = rng.choice("abcd")
        spare = (right - left) / len(items)
        sizes = [(t, min(z, spare * 0.9 / max(1, one_line(t, s.credit()).width))) for t, z in items]
        if layout == "a":
            x = left
            for text, size in sizes[:-2]:
                self.furnish(text, x, y + 24 - size * 1.2, size, "head")
                x += one_line(text, s.head(True)).width * size + size * rng.uniform(0.5, 1.2)
            self.furnish(
                sizes[-2][0],
                max(s.width / 2, x + sizes[-2][1] * 4),
                y + 8,
                sizes[-2][1],
                "head",
                "c",
            )
            self.furnish(sizes[-1][0], right, y + 12, sizes[-1][1], "text", "r")
        elif layout == "b":
            for n, (text, size) in enumerate(sizes):
                self.furnish(
                    text, left + n * spare + spare / 2, y + 24 - size * 1.2, size, "head", "c"
                )
        elif layout == "c":
            rng.shuffle(sizes)
            for n, (text, size) in enumerate(sizes):
                self.furnish(
                    text, left + n * spare, y + 24 - size * 1.2, size, rng.choice(("head", "text"))
                )
        else:
            rng.shuffle(sizes)
            for n, (text, size) in enumerate(sizes):
                self.furnish(text, right - n * spare, y + 24 - size * 1.2, size, "text", "r")
        bottom = s.height - rng.uniform(20, 36)
        if staff:
            size = rng.uniform(7.5, 9.5)
            wide = one_line(staff, s.credit()).width * size
            size = min(size, size * (right - left) * 0.9 / wide)
            if rng.random() < 0.65:
                self.furnish(staff, right, low + 2, size, "text", "r")
                low += size * 1.3 + 3
            else:
                bottom -= size * 1.4
                self.furnish(staff, rng.choice((left, left + 30)), bottom + 2, size, "text")
        if rng.random() < 0.8:
            self.sheet.blocks.append((left, low + 4, right - left, rng.choice((0.6, 1.5)), 0.1))
        return low + rng.uniform(12, 22), bottom

    def masthead(self) -> tuple[float, float]:
        """The top of a front page."""
        s, rng, paper = self.s, self.rng, self.paper
        left, right = s.margin, s.width - s.margin
        y = rng.uniform(20, 36)
        size = min(rng.uniform(34, 64), (right - left) * 0.45 / len(paper.name))
        centre = rng.random() < 0.35
        wide = size * len(paper.name)
        x = (s.width - wide) / 2 if centre else left
        self.furnish(paper.name, x, y, size, "head")
        if rng.random() < 0.5:
            self.furnish(
                rng.choice(
                    ("XINWEN RIBAO", "CHENBAO", "THE DAILY NEWS", "WANBAO", "SHIBAO WEEKLY")
                ),
                x,
                y + size * 1.25,
                8,
                "text",
            )
        lines = [paper.date(), *paper.extra()]
        if rng.random() < 0.5 and " " in lines[0]:
            lines[0:1] = lines[0].split(" ")
        x2 = left if centre else x + wide + 16
        room = (x - left - 12) if centre else right - x2
        yy = y + 2
        for text in lines:
            z = rng.uniform(7.5, 10)
            z = min(z, z * room / max(1.0, one_line(text, s.credit()).width * z))
            if yy + z * 1.3 > y + size * 1.5:
                if not centre or x2 > s.width / 2:
                    break
                x2, yy = x + wide + 12, y + 2
                room = right - x2
                z = min(z, z * room / max(1.0, one_line(text, s.credit()).width * z))
            self.furnish(text, x2, yy, z, "text")
            yy += z * 1.4
        low = y + size * 1.25 + 14
        self.sheet.blocks.append((left, low, right - left, 2, 0.3))
        return low + rng.uniform(10, 20), s.height - rng.uniform(20, 34)

    def advert(self, x: float, y: float, w: float, h: float) -> None:
        """A box with an advertisement's words."""
        s, rng = self.s, self.rng
        text = ad(rng)
        size = min(rng.uniform(9, 18), h / 3)
        setting = s.credit()
        lines = wrap(text, setting, (w - 12) / size)
        while len(lines) * size * 1.5 > h - 6 or max(ln.width for ln in lines) * size > w - 8:
            size *= 0.85
            if size < 5.5:
                self.sheet.blocks.append((x, y, w, h, rng.uniform(0.5, 0.8)))
                return
            lines = wrap(text, setting, (w - 12) / size)
        piece = Piece("furniture")
        top = y + (h - len(lines) * size * 1.5) / 2
        for line in lines:
            piece.marks.append(
                mark_of(
                    line,
                    x + (w - line.width * size) / 2,
                    top,
                    size,
                    size * 1.5,
                    setting.font,
                    "furniture",
                )
            )
            top += size * 1.5
        self.sheet.frames.append((x, y, w, h, 0.8))
        self.sheet.furniture.append(piece)
        self.sheet.texts.append(text)

    def teasers(self, x: float, y: float, w: float) -> float:
        """The box that points into the paper; its height."""
        s, rng = self.s, self.rng
        size = s.size * rng.uniform(0.95, 1.4)
        high = size * 0.5
        self.furnish(rng.choice(TEASE), x + 4, y + high, size * 1.2, "head")
        high += size * 2.0
        for _ in range(rng.randint(2, 5)):
            if not self.pointers:
                break
            story = self.pointers.pop()
            page = rng.randint(2, max(2, self.paper.pages))
            tail = rng.choice(
                (
                    f" 见{page}版",
                    f"  {page}版",
                    f" ▶{page}版",
                    f" 详见{page}版",
                    f"（{page}版）",
                    f" {page:02d}版",
                    "",
                )
            )
            text = str(story["headline"])
            if "版" not in text[-5:]:
                text += tail
            lines = wrap(text, s.credit(), (w - 8) / size)
            piece = Piece("teaser")
            for line in lines:
                piece.marks.append(
                    mark_of(line, x + 4, y + high, size, size * 1.4, s.credit().font, "teaser")
                )
                high += size * 1.4
            high += size * 0.3
            box = Box(w, high, [piece], story=story)
            box.truth = {
                "kicker": None,
                "headline": text,
                "deck": None,
                "byline": None,
                "authors": [],
                "kind": "teaser",
                "paragraphs": [],
                "section_heads": [],
                "section_pos": [],
                "captions": [],
                "jump": None,
                "headline_printed": text,
                "headline_dropped": False,
            }
            self.sheet.boxes.append(box)
        return high + size * 0.6

    # stories

    def prepare(self, story: Story, kind: str) -> Story:
        """A copy for this page: what its headline and jump line are here."""
        s, rng = self.s, self.rng
        copy = dict(story)
        copy["paragraphs"] = list(story["paragraphs"])
        printed = story.get("headline_printed") or story.get("headline")
        copy["headline_printed"] = printed
        self.shorten(copy, len(copy["paragraphs"]))  # drops section heads without a text
        # most is to be learned of a headline that is lost where its kicker or deck is left
        odds = s.drop_heads * (2 if copy.get("kicker") or copy.get("deck") else 1)
        copy["headline_dropped"] = bool(printed) and rng.random() < odds
        if not copy.get("jump") and kind in ("lead", "mid") and not self.whole:
            p = {"jump": 0.35, "front": 0.15, "spread": 0.12}.get(s.family, 0.015)
            if rng.random() < p:
                page = rng.randint(1, 12)
                label = rng.choice(
                    (f"{page}", f"{page:02d}", "一二三四五六七八九十"[page % 10], f" {page} ")
                )
                if self.front:
                    copy["jump"] = rng.choice(
                        (
                            f"（下转第{label}版）",
                            f"（下转{label}版）",
                            f"▶下转{label}版",
                            f"（下转 {label} 版）",
                        )
                    )
                else:
                    copy["jump"] = rng.choice(
                        (
                            f"（上接第{label}版）",
                            f"（上接{label}版）",
                            f"（上接 {label} 版）",
                            f"◀上接第{label}版",
                        )
                    )
                    copy["kind"] = "jump"
        return copy

    def shorten(self, story: Story, keep: int) -> None:
        """Leave out the paragraphs at the end."""
        story["paragraphs"] = story["paragraphs"][:keep]
        pairs = [
            (h, p)
            for h, p in zip(
                story.get("section_heads") or [], story.get("section_pos") or [], strict=False
            )
            if p < keep
        ]
        story["section_heads"] = [h for h, _ in pairs]
        story["section_pos"] = [p for _, p in pairs]

    def place(
        self, x: float, y: float, cols: int, room: float, kind: str, width: float | None = None
    ) -> float | None:
        """Set one story at the top of a region; its height, or None when none fits."""
        s, rng = self.s, self.rng
        if self.count >= s.most:
            return None
        width = width or self.span(cols)
        lead = s.size * s.leading
        texts = cols
        gap = s.gap
        if kind in ("lead", "mid") and cols > 1 and rng.random() < s.wide_text:
            for n in (cols // 2, cols - 1, 1):
                em = (width - (n - 1) * gap) / n / s.size if n else 99
                if n and em <= 34:
                    texts = n
                    break
        elif cols > 1 and rng.random() < 0.06 and (width - cols * gap) / (cols + 1) / s.size >= 9:
            texts = cols + 1
        em = (width - (texts - 1) * gap) / texts / s.size
        if em > 36 and texts == cols:
            texts = -int(-em * texts // 30)
            em = (width - (texts - 1) * gap) / texts / s.size
        hold = em * texts * max(0.0, room / lead - (3 if kind == "brief" else 5)) / 1.18
        want = {"brief": (20, 170), "rail": (20, 260), "mid": (130, 700), "lead": (260, 3000)}[kind]
        for attempt in range(3):
            most = int(min(want[1], hold * (1.0 if attempt == 0 else 1.6)))
            story = self.pool.take((want[0], most))
            if story is None and attempt == 2:
                story = self.pool.take((20, int(hold * 1.8)))
            if story is None:
                continue
            copy = self.prepare(story, kind)
            box = self.composer.compose(copy, width, texts, gap, kind, attempt > 1)
            if box.h > room and len(copy["paragraphs"]) > 1:
                text = length(copy)
                body = max(1.0, text / (em * texts) * lead * 1.15)
                left = text * (1 - (box.h - room + lead) / body)
                keep, total = 0, 0
                for p in copy["paragraphs"]:
                    total += len(p)
                    if total > left:
                        break
                    keep += 1
                if keep >= 1:
                    self.shorten(copy, keep)
                    box = self.composer.compose(copy, width, texts, gap, kind, True)
            if box.h <= room:
                box.shift(x, y)
                self.sheet.boxes.append(box)
                self.count += 1
                return box.h
            self.pool.left.append(story)
        return None

    def fill(self, x: float, y: float, cols: int, room: float, depth: int = 0) -> None:
        """Fill a region of the page."""
        s, rng = self.s, self.rng
        lead = s.size * s.leading
        if room < 3.2 * lead or room < 30:
            return
        if self.count >= s.most:
            self.rest(x, y, self.span(cols), room)
            return
        if (
            cols >= 2
            and rng.random()
            < {0: 0.35, 1: 0.6, 2: 0.45}.get(depth, 0.3) * (0.6 if cols == 2 else 1.0)
            and room > 6 * lead
        ):
            if room > 24 * lead and rng.random() < (0.75 if s.family == "grid" else 0.35):
                part = room * rng.uniform(0.35, 0.65)
                self.split(x, y, cols, part - s.block_gap, depth)
                self.fill(x, y + part, cols, room - part, depth + 1)
            else:
                self.split(x, y, cols, room, depth)
            return
        if (cols >= 3 and rng.random() < 0.8) or (cols == 2 and rng.random() < 0.5):
            kind = "lead" if rng.random() < 0.6 else "mid"
        else:
            kind = rng.choice(("mid", "brief", "brief")) if s.family != "feature" else "mid"
        high = self.place(x, y, cols, room, kind)
        if high is None:
            high = self.place(x, y, cols, room, "brief")
        if high is None:
            if cols >= 2 and room > 8 * lead:
                self.split(x, y, cols, room, depth + 1)
            else:
                self.rest(x, y, self.span(cols), room)
            return
        y2 = y + high + s.block_gap
        left = room - high - s.block_gap
        if s.rules and left > 3 * lead:
            self.sheet.blocks.append((x, y2 - s.block_gap / 2, self.span(cols), 0.5, 0.3))
        self.fill(x, y2, cols, left, depth + (rng.random() < 0.5))

    def split(self, x: float, y: float, cols: int, room: float, depth: int) -> None:
        """Cut a region into two side by side."""
        s, rng = self.s, self.rng
        k = rng.randint(1, cols - 1)
        if cols >= 4 and rng.random() < 0.75:
            k = rng.randint(2, cols - 2)
        k = max(1, min(cols - 1, k))
        x2 = x + self.span(k) + s.gap
        if rng.random() < 0.15:
            self.sheet.blocks.append((x2 - s.gap / 2, y, 0.5, room, 0.3))
        self.fill(x, y, k, room, depth + 1)
        self.fill(x2, y, cols - k, room, depth + 1)

    def rest(self, x: float, y: float, w: float, h: float) -> None:
        """Space that no story fits: a picture, an advertisement, or nothing."""
        roll = self.rng.random()
        if h < 36 or roll < 0.12:
            return
        if roll < 0.4 and h < 420:
            self.advert(x, y, w, h)
        else:
            self.sheet.blocks.append((x, y, w, h, self.rng.uniform(0.5, 0.8)))

    def rail(self, x: float, y: float, cols: int, room: float) -> None:
        """A column of briefs under a title."""
        s, rng = self.s, self.rng
        width = self.span(cols)
        title = rng.choice(RAILS)
        size = s.size * rng.uniform(1.2, 2.2)
        pad = rng.choice((0.0, s.size * 0.7))
        centre = rng.random() < 0.6
        self.furnish(
            title, x + width / 2 if centre else x + pad, y + 2, size, "head", "c" if centre else "l"
        )
        top, at = y, y + size * 1.2 + s.size
        many = rng.randint(4, 12)
        for _ in range(many):
            high = self.place(x + pad, at, cols, y + room - at - pad, "rail", width - 2 * pad)
            if high is None:
                break
            at += high + s.block_gap * 0.7
            if s.rules:
                self.sheet.blocks.append(
                    (x + pad, at - s.block_gap * 0.35, width - 2 * pad, 0.4, 0.4)
                )
        if pad:
            self.sheet.frames.append((x, top, width, room, 0.6))
        left = y + room - at
        if left > 60:
            self.rest(x + pad, at, width - 2 * pad, left - pad)

    def lay(self) -> Sheet:
        """The whole page."""
        s, rng = self.s, self.rng
        top, bottom = self.masthead() if self.front else self.running_head()
        x, cols = s.margin, s.columns
        room = bottom - top
        family = s.family
        if self.front and family in ("front", "spread") and cols > 2 and rng.random() < 0.85:
            k = 1 if cols < 5 else rng.choice((1, 2))
            right = rng.random() < 0.7
            tx = x + self.span(cols - k) + s.gap if right else x
            high = self.teasers(tx, top, self.span(k))
            main = x if right else x + self.span(k) + s.gap
            self.fill(main, top, cols - k, room, 0)
            self.fill(tx, top + high + s.block_gap, k, room - high - s.block_gap, 1)
        elif (family == "rail" or rng.random() < 0.07) and cols > 2:
            k = 1 if cols < 6 else rng.choice((1, 1, 2))
            deep = room if rng.random() < 0.7 else room * rng.uniform(0.4, 0.8)
            if rng.random() < 0.5:
                self.rail(x, top, k, deep)
                if deep < room - 60:
                    self.fill(x, top + deep + s.block_gap, k, room - deep - s.block_gap, 2)
                self.fill(x + self.span(k) + s.gap, top, cols - k, room, 0)
            else:
                self.fill(x, top, cols - k, room, 0)
                rx = x + self.span(cols - k) + s.gap
                self.rail(rx, top, k, deep)
                if deep < room - 60:
                    self.fill(rx, top + deep + s.block_gap, k, room - deep - s.block_gap, 2)
        elif family == "photo" and cols > 2:
            k = max(2, cols - rng.randint(1, 2))
            wide = self.span(min(k, cols))
            high = min(wide * rng.uniform(0.4, 0.7), room * 0.45)
            self.sheet.blocks.append((x, top, wide, high, 0.6))
            low = self.place(x, top + high + 6, k, room - high - 6, rng.choice(("brief", "mid")))
            used = high + 6 + (low or 0) + s.block_gap
            if k < cols:
                self.fill(x + self.span(k) + s.gap, top, cols - k, used - s.block_gap, 2)
            self.fill(x, top + used, cols, room - used, 1)
        elif family in ("feature", "supplement") and cols > 2:
            k = rng.randint(max(2, cols // 2), cols)
            lead = self.place(x, top, k, room, "lead")
            if lead is None:
                self.fill(x, top, cols, room)
            else:
                used = lead + s.block_gap
                deep = rng.random() < 0.5
                if k < cols:
                    self.fill(x + self.span(k) + s.gap, top, cols - k, room if deep else lead, 1)
                self.fill(x, top + used, k if deep else cols, room - used, 1)
        elif self.pointers and cols > 2 and rng.random() < 0.5:
            k = 1 if cols < 6 else rng.choice((1, 2))
            high = self.teasers(x, top, self.span(k))
            self.fill(x + self.span(k) + s.gap, top, cols - k, room, 0)
            self.fill(x, top + high + s.block_gap, k, room - high - s.block_gap, 1)
        else:
            self.fill(x, top, cols, room, 0)
        for box in self.sheet.boxes:
            self.sheet.blocks += box.greys
            self.sheet.frames += box.frames
        return self.sheet


__all__ = ["Mark", "Packer", "Pool", "Sheet", "base"]
