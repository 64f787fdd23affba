"""From stories to one finished page: PDF, truth, lines."""

from __future__ import annotations

import random
from typing import Any

from .article import Mark, Piece, Story, guess_place
from .fonts import FONT_NAMES, face
from .order import drawing_order
from .page import Packer, Pool, Sheet
from .pdf import Document
from .style import FAMILIES, ORDERS, Style, draw
from .text import FALLBACK
from .words import Issue

Json = dict[str, Any]
ORDER_WEIGHTS = (3, 3, 3, 3, 2)


def emit(doc: Document, mark: Mark) -> None:
    """Write a mark's characters, changing fonts where the first has no glyph."""
    if mark.prefix:
        _run(doc, mark.font, mark.size, mark.prefix, mark.prefix_xs, mark.y)
    if mark.vertical:
        for char, x, y in zip(mark.text, mark.xs, mark.ys, strict=False):
            _run(doc, mark.font, mark.size, char, [x], y)
    else:
        _run(doc, mark.font, mark.size, mark.text, mark.xs, mark.y)


def _run(doc: Document, font: str, size: float, text: str, xs: list[float], y: float) -> None:
    main = face(font)
    spare = FALLBACK + "#" + font.partition("#")[2]
    start = 0
    for i in range(1, len(text) + 1):
        here = main.has(text[start]) or text[start] == doc.junk
        if i < len(text) and (main.has(text[i]) or text[i] == doc.junk) == here:
            continue
        use = doc.use(font if here else spare)
        doc.text(use, size, text[start:i], xs[start:i], y)
        start = i


def check(sheet: Sheet) -> list[str]:
    """Lines that leave the page or overlap another one."""
    faults: list[str] = []
    boxes: list[tuple[float, float, float, float, str]] = []
    for piece in sheet.furniture + [p for b in sheet.boxes for p in b.pieces]:
        for mark in piece.marks:
            if mark.vertical:
                for x, y, char in zip(mark.xs, mark.ys, mark.text, strict=False):
                    boxes.append((x, y - mark.size * 0.8, x + mark.size * 0.9, y, char))
            elif mark.text:
                boxes.append(
                    (
                        mark.xs[0],
                        mark.y - mark.size * 0.8,
                        mark.xs[-1] + mark.size * 0.45,
                        mark.y,
                        mark.text,
                    )
                )
    boxes.sort(key=lambda b: b[1])
    for n, (x0, y0, x1, y1, text) in enumerate(boxes):
        if x0 < 0 or x1 > sheet.width or y0 < 0 or y1 > sheet.height:
            faults.append(f"off page: {text}")
        for u0, v0, u1, _, other in boxes[n + 1 :]:
            if v0 > y1 - 0.6:
                break
            if u0 < x1 - 0.6 and x0 < u1 - 0.6:
                faults.append(f"overlap: {text} | {other}")
    return faults


def truth_of(story: Story, style: Style, page: int) -> Json:
    """A story as it stands in the truth file."""
    dropped = bool(story.get("headline_dropped"))
    gone = dropped and style.drop_kicker
    return {
        "kicker": None if gone else story.get("kicker"),
        "headline": None if dropped else story.get("headline_printed"),
        "deck": None if gone else story.get("deck"),
        "byline": story.get("byline"),
        "authors": story.get("authors") or [],
        "kind": story.get("kind") or "news",
        "paragraphs": story["paragraphs"],
        "section_heads": story.get("section_heads") or [],
        "section_pos": story.get("section_pos") or [],
        "captions": story.get("captions") or [],
        "jump": story.get("jump"),
        "headline_printed": story.get("headline_printed"),
        "headline_dropped": dropped,
        "byline_place": guess_place(story),
        "page": page,
    }


def lines_of(pieces: list[Piece], article: int) -> list[Json]:
    """A story's (or the furniture's) lines in reading order."""
    out: list[Json] = []
    rank = {"head": 0, "teaser": 0, "body": 1, "end": 2, "caption": 3}
    for piece in sorted(pieces, key=lambda p: rank.get(p.kind, 0)):
        for mark in piece.marks:
            line: Json = {
                "text": mark.text,
                "article": article,
                "role": mark.role,
                "para": mark.para,
                "starts": mark.starts,
            }
            if mark.vertical:
                line["vertical"] = True
            if mark.same_row:
                line["same_row"] = True
            out.append(line)
    return out


def choose(stories: list[Story], rng: random.Random, family: str, most: int) -> list[Story]:
    """Some of the stories, not more text than a page takes."""
    budget = rng.triangular(1400, 5600, 2800) * (1.7 if family == "spread" else 1)
    chosen: list[Story] = []
    total = 0
    for story in rng.sample(stories, min(len(stories), 80)):
        size = sum(map(len, story["paragraphs"]))
        if not size or total + size > budget:
            continue
        chosen.append(story)
        total += size
        if len(chosen) >= most:
            break
    return chosen


def make_page(
    stories: list[Story], seed: int, number: int, masthead: str | None = None, whole: bool = False
) -> tuple[str, bytes, Json, list[Json], list[str]]:
    """Page `number` of a set: name, PDF, truth, lines, faults of layout.

    With `whole`, all stories are meant for this page (as many as fit are set); else some are drawn.
    """
    rng = random.Random(f"{seed}/{number}")
    family = FAMILIES[number % len(FAMILIES)]
    order = rng.choices(ORDERS, ORDER_WEIGHTS)[0]
    front_page = family in ("front", "spread")
    most = rng.randint(3, 10) if family in ("feature", "photo") else rng.randint(6, 20)
    texts = [s for s in stories if s["paragraphs"]]
    pointers = [s for s in stories if not s["paragraphs"] and s.get("headline")]
    chosen = rng.sample(texts, len(texts)) if whole else choose(texts, rng, family, most)
    if not pointers and front_page:
        pointers = [
            s
            for s in rng.sample(texts, min(6, len(texts)))
            if s.get("headline") and s not in chosen
        ]
    sides = 2 if family == "spread" else 1
    chars = sum(len(p) for s in chosen for p in s["paragraphs"]) // sides
    style = draw(rng, family, order, max(chars, 500), max(len(chosen), 3))
    paper = Issue(rng)
    if masthead:
        paper.name = masthead
    rng.shuffle(chosen)
    half = len(chosen) // 2
    pools = (
        [Pool(chosen[:half], rng), Pool(chosen[half:], rng)] if sides == 2 else [Pool(chosen, rng)]
    )
    name = f"g{number:05d}-{family}"
    doc = Document(
        space_width=style.space_width,
        font_box=style.font_box,
        kangxi_faces=kangxi_of(style, rng),
        junk=style.junk,
        style=style.pdf_style,
    )
    front = front_page
    first = 1 if front else rng.randint(2, 12)
    sheets = [Packer(style, rng, pools[0], paper, first, front, pointers, whole).lay()]
    if family == "spread":
        sheets.append(
            Packer(style, rng, pools[1], paper, rng.randint(2, 12), False, [], whole).lay()
        )
    articles: list[Json] = []
    furniture: list[str] = []
    lines: list[Json] = []
    body: list[Json] = []
    faults: list[str] = []
    for n, sheet in enumerate(sheets, 1):
        doc.page(sheet.width, sheet.height)
        for block in sheet.blocks:
            doc.rect(*block)
        for frame in sheet.frames:
            doc.frame(*frame)
        for piece in drawing_order(sheet, style, rng):
            for mark in piece.marks:
                emit(doc, mark)
        faults += check(sheet)
        furniture += sheet.texts
        lines += lines_of(sheet.furniture, -1)
        for box in sheet.boxes:
            body += lines_of(box.pieces, len(articles))
            item = dict(box.truth, page=n) if box.truth else truth_of(box.story or {}, style, n)
            articles.append(item)
    truth: Json = {
        "name": name,
        "masthead": paper.name,
        "date": paper.iso,
        "page": first,
        "section": None if front else furniture[1],
        "family": family,
        "set": "generated",
        "engine": "typeset",
        "drawing_order": order,
        "geometry": style.geometry if order == "geometric" else None,
        "form_feed": style.form_feed,
        "space_width": style.space_width,
        "font_box": style.font_box,
        "leading": style.leading,
        "body_font": FONT_NAMES[style.font],
        "kangxi_radicals": style.kangxi,
        "junk_char": f"U+{ord(style.junk):04X}" if style.junk else None,
        "pdf_pages": len(sheets),
        "columns": style.columns,
        "pdf_style": style.pdf_style,
        "measure": round(
            (style.width - 2 * style.margin + style.gap) / style.columns / style.size
            - style.gap / style.size,
            2,
        ),
        "headlines_dropped": sum(a["headline_dropped"] for a in articles),
        "furniture": furniture,
        "articles": articles,
    }
    return name, doc.bytes(), truth, lines + body, faults


def kangxi_of(style: Style, rng: random.Random) -> frozenset[str]:
    """The fonts that say radicals instead of characters."""
    if not style.kangxi:
        return frozenset()
    heads = [f + "#h" for f in (style.head_font, style.small_font, style.section_font)]
    bodies = [style.font, style.credit_font]
    return frozenset(heads if rng.random() < 0.7 else heads + bodies)
