"""The look of a page, drawn at random."""

from __future__ import annotations

import random
from dataclasses import dataclass

from .text import Setting

FAMILIES = (
    "classic",
    "rail",
    "feature",
    "vertical",
    "front",
    "jump",
    "photo",
    "supplement",
    "grid",
    "spread",
)
ORDERS = ("natural", "scattered", "geometric", "body_first", "heads_last")


@dataclass
class Style:
    """Everything that a page's stories have in common."""

    family: str
    order: str
    geometry: str
    columns: int
    width: float
    height: float
    margin: float
    gap: float
    size: float
    leading: float
    font: str
    head_font: str
    small_font: str
    head_scale: float
    head_leading: float
    head_gap: float
    head_side: str
    autospace: float
    trim: str
    justify: bool
    stretch_marks: bool
    space_em: float | None
    kinsoku: bool
    whole_measure: bool
    indent: float
    indent_text: str
    para_gap: float
    section_gap: float
    section_leading: float
    section_scale: float
    section_side: str
    section_font: str
    caption_scale: float
    caption_side: str
    caption_font: str
    credit_font: str
    byline_scale: float
    byline_side: str | None
    end_side: str
    end_own: bool
    jump_first: bool
    framed: float
    side_heads: float
    tall_heads: float
    unbalanced: bool
    rules: bool
    block_gap: float
    wide_text: float
    drop_heads: float
    drop_kicker: bool
    drop_gap: bool
    grain: str
    space_width: int | None
    font_box: float | None
    form_feed: str
    junk: str | None
    kangxi: bool
    pdf_style: str
    budget: int
    most: int

    def _setting(self, font: str, justify: bool) -> Setting:
        return Setting(
            font,
            self.autospace,
            self.trim,
            justify,
            self.stretch_marks,
            self.space_em,
            self.kinsoku,
        )

    def body(self) -> Setting:
        """Running text."""
        return self._setting(self.font, self.justify)

    def head(self, main: bool) -> Setting:
        """Headlines (main) and the lines around them."""
        font = self.head_font if main else self.small_font
        return Setting(font + "#h", 0.0, "none", False, True, None, True)

    def section(self) -> Setting:
        """Section heads."""
        return Setting(self.section_font + "#h", 0.0, "none", False, True, None, True)

    def caption(self) -> Setting:
        """Captions."""
        return self._setting(self.caption_font, self.justify)

    def credit(self) -> Setting:
        """Credits at the end of a text."""
        return Setting(self.credit_font, 0.0, "none", False, False, self.space_em, True)


def draw(rng: random.Random, family: str, order: str, chars: int, most: int) -> Style:
    """A style for a page with so much text."""
    fonts = ("zenhei", "microhei", "ukai")
    size = rng.choice((8.5, 9, 9.5, 10, 10, 10.5, 10.5, 11))
    leading = rng.choices(
        (1.25, 1.35, 1.45, 1.5, 1.62, 1.75, 1.9, 2.1, 2.3, 2.4), (1, 4, 4, 4, 2, 1, 6, 2, 6, 1)
    )[0]
    for _ in range(12):
        columns = rng.choices((3, 4, 5, 6, 7, 8), (2, 4, 5, 5, 4, 2))[0]
        gap = size * rng.choice((0.8, 1, 1.2, 1.5, 2, 2, 2.5, 3))
        low = max(9.0, (520 / columns - gap) / size)
        high = min(34.0, (1180 / columns - gap) / size)
        measure = rng.triangular(low, max(low, high), low * 0.6 + high * 0.4)
        margin = rng.uniform(24, 60)
        width = columns * measure * size + (columns - 1) * gap + 2 * margin
        rows = chars / (columns * measure) * size * leading * rng.uniform(1.5, 2.0)
        if family == "photo":
            rows *= 1.25
        if width * 0.75 < rows + 150 < width * 1.7:
            break
    height = min(max(rows + 150, width * 0.7, 480), width * 1.75, 1900)
    trim = rng.choices(("none", "fit", "half"), (5, 4, 1))[0]
    body = rng.choice(fonts)
    heading = rng.choice(fonts)
    return Style(
        family=family,
        order=order,
        geometry=rng.choices(("columns", "bands", "exact"), (4, 4, 2))[0],
        columns=columns,
        width=width,
        height=height,
        margin=margin,
        gap=gap,
        size=size,
        leading=leading,
        font=body,
        head_font=heading,
        small_font=rng.choice((body, heading, rng.choice(fonts))),
        head_scale=rng.uniform(0.75, 1.3),
        head_leading=rng.uniform(1.12, 1.45),
        head_gap=rng.uniform(0.3, 1.2),
        head_side=rng.choice("lcc"),
        autospace=rng.choice((0.0, 0.0, 0.125, 0.25, 0.25, 0.25)),
        trim=trim,
        justify=rng.random() < 0.92,
        stretch_marks=rng.random() < 0.2,
        space_em=rng.choice((None, None, None, 0.5, 1.0, 0.33)),
        kinsoku=rng.random() < 0.96,
        whole_measure=rng.random() < 0.18,
        indent=rng.choices((2.0, 0.0), (24, 1))[0],
        indent_text=rng.choices(("", "　　", "  "), (16, 3, 0))[0],
        para_gap=rng.choices((0.0, 0.25, 0.5, 1.0), (20, 1, 1, 1))[0],
        section_gap=rng.choice((0.0, 0.3, 0.5, 1.0)),
        section_leading=rng.choice((1.0, 1.0, 1.3, 1.5)),
        section_scale=rng.choice((1.0, 1.0, 1.05, 1.15, 1.25)),
        section_side=rng.choice("lcci"),
        section_font=rng.choice(fonts),
        caption_scale=rng.uniform(0.78, 0.98),
        caption_side=rng.choice("lc"),
        caption_font=rng.choice((body, rng.choice(fonts))),
        credit_font=rng.choice((body, body, rng.choice(fonts))),
        byline_scale=rng.choice((0.9, 1.0, 1.0, 1.02, 1.1)),
        byline_side=rng.choice((None, None, "l", "r", "c")),
        end_side=rng.choice(("right", "right", "after")),
        end_own=rng.random() < 0.12,
        jump_first=rng.random() < 0.35,
        framed=rng.choice((0.0, 0.05, 0.12, 0.25)),
        side_heads=rng.choice((0.0, 0.1, 0.25)) if family != "vertical" else 0.1,
        tall_heads=rng.uniform(0.3, 0.8) if family == "vertical" else rng.choice((0, 0, 0, 0.04)),
        unbalanced=rng.random() < 0.3,
        rules=rng.random() < 0.5,
        block_gap=size * rng.uniform(0.8, 2.6),
        wide_text=0.6 if family in ("feature", "supplement") else rng.choice((0.0, 0.1, 0.25)),
        drop_heads=rng.choice((0.0, 0.0, 0.0, 0.1, 0.2, 0.35)),
        drop_kicker=rng.random() < 0.15,
        drop_gap=rng.random() < 0.5,
        grain=rng.choices(("piece", "paragraph", "rows", "line"), (3, 3, 3, 1))[0],
        space_width=rng.choice((None, 200, 220, 220, 220, 250, 180, 140)),
        font_box=rng.choice((None, 1.0, 1.2, 1.3, 1.3, 1.3, 1.5, 1.5, 1.7, 1.7, 1.9)),
        form_feed=rng.choice(("space", "space", "space", "keep")),
        junk=rng.choice((None, None, None, None, "\ufffd", "\x07", "\x03", "\ue004", "\ue5e5")),
        kangxi=rng.random() < 0.12,
        pdf_style=rng.choices(("td", "tj", "tc"), (6, 2, 2))[0],
        budget=chars,
        most=most,
    )
