"""The order in which a page's pieces are drawn: it decides what extractors see."""

from __future__ import annotations

import random

from .article import Box, Mark, Piece
from .page import Sheet
from .style import Style


def drawing_order(sheet: Sheet, style: Style, rng: random.Random) -> list[Piece]:
    """All pieces of a sheet in the order of drawing."""
    furniture = list(sheet.furniture)
    first = rng.random() < 0.65
    if style.order == "geometric":
        out = geometric(sheet, style, rng)
    elif style.order == "natural":
        out = []
        for box in sheet.boxes:
            out += natural(box, rng)
    elif style.order == "body_first":
        out = []
        for box in sheet.boxes:
            out += natural(box, rng, last_head=box.truth is None)
    else:
        out, late = [], []
        boxes = list(sheet.boxes)
        teasers = [b for b in boxes if b.truth is not None]
        boxes = [b for b in boxes if b.truth is None]
        if style.order == "scattered":
            rng.shuffle(boxes)
        chance = rng.choice((0.3, 0.5, 0.7)) if style.order == "scattered" else 1.0
        for box in boxes:
            pieces = natural(box, rng, last_head=rng.random() < 0.5)
            if rng.random() < chance:
                late.append([p for p in pieces if p.kind == "head"])
                pieces = [p for p in pieces if p.kind != "head"]
            out += pieces
        rng.shuffle(late)
        lead = [p for b in teasers for p in b.pieces]
        tail = [p for group in late for p in group]
        out = lead + out + tail if rng.random() < 0.6 else out + tail + lead
    if rng.random() < 0.15 and len(furniture) > 2:
        k = rng.randint(1, len(furniture) - 1)
        return furniture[:k] + out + furniture[k:]
    return furniture + out if first else out + furniture


def natural(box: Box, rng: random.Random, last_head: bool = False) -> list[Piece]:
    """A story's pieces, captions before, between or after its text."""
    heads = [p for p in box.pieces if p.kind == "head"]
    notes = [p for p in box.pieces if p.kind == "caption"]
    rest = [p for p in box.pieces if p.kind not in ("head", "caption")]
    if notes:
        at = rng.choice((0, 0, len(rest), rng.randint(0, len(rest))))
        rest[at:at] = notes
    return rest + heads if last_head else heads + rest


def corner(piece: Piece) -> tuple[float, float]:
    """Where a piece starts."""
    mark = piece.marks[0]
    return min(m.xs[0] for m in piece.marks), mark.y - mark.size


def geometric(sheet: Sheet, style: Style, rng: random.Random) -> list[Piece]:
    """Pieces by position alone: columns from the left, bands, or rows."""
    pieces: list[Piece] = []
    split = rng.random() < 0.7
    for box in sheet.boxes:
        for piece in box.pieces:
            if piece.kind == "body" and style.geometry != "columns" and style.grain != "piece":
                pieces += by_grain(piece, style.grain)
            elif split and piece.kind in ("head", "end", "caption"):
                pieces += by_role(piece)
            else:
                pieces.append(piece)
    if style.geometry == "columns":
        step = rng.choice((20.0, 30.0, 45.0, 60.0, style.width / style.columns))
        pieces.sort(key=lambda p: (corner(p)[0] // step, corner(p)[1]))
    elif style.geometry == "bands":
        step = rng.choice((style.size * style.leading, 24.0, 60.0, 150.0))
        pieces.sort(key=lambda p: (corner(p)[1] // step, corner(p)[0]))
    else:
        pieces.sort(key=lambda p: (round(corner(p)[1], 1), corner(p)[0]))
    return pieces


def by_role(piece: Piece) -> list[Piece]:
    """A piece cut where its role changes."""
    out: list[Piece] = []
    marks: list[Mark] = []
    for mark in piece.marks:
        if marks and marks[-1].role != mark.role:
            out.append(Piece(piece.kind, marks, piece.article))
            marks = []
        marks.append(mark)
    if marks:
        out.append(Piece(piece.kind, marks, piece.article))
    return out


def by_grain(piece: Piece, grain: str) -> list[Piece]:
    """A column's text cut into paragraphs, into some lines each, or into single lines."""
    out: list[Piece] = []
    for n, mark in enumerate(piece.marks):
        new = mark.starts if grain == "paragraph" else n % 4 == 0 if grain == "rows" else True
        if new or not out:
            out.append(Piece(piece.kind, [], piece.article))
        out[-1].marks.append(mark)
    return out
