"""A cut page in the format of the scorer, which truth files have too."""

from typing import Any

from banmian.model.article import (
    Direction,
    EditorsNote,
    Figure,
    Genre,
    Paragraph,
    SectionHead,
    Verse,
)
from banmian.model.layout import LeftoverKind, PageCut, Piece


def as_json(cut: PageCut) -> dict[str, Any]:
    """Give a cut page as plain data: `articles`, `furniture`, `unplaced`."""
    return {
        "articles": [_article(piece) for piece in cut.pieces],
        "furniture": [
            left.text for left in cut.leftovers if left.kind is not LeftoverKind.UNPLACED
        ],
        "unplaced": [left.text for left in cut.leftovers if left.kind is LeftoverKind.UNPLACED],
    }


def _article(piece: Piece) -> dict[str, Any]:
    paragraphs: list[str] = []
    heads: list[tuple[str, int]] = []
    captions: list[str] = []
    for block in piece.body:
        if isinstance(block, Paragraph):
            paragraphs.append(block.text if paragraphs else _as_printed(block.text, piece))
        elif isinstance(block, EditorsNote):
            paragraphs.append(block.label + block.paragraphs[0])
            paragraphs.extend(block.paragraphs[1:])
        elif isinstance(block, Verse):
            paragraphs.extend(filter(None, block.lines))
        elif isinstance(block, SectionHead):
            heads.append((block.text, len(paragraphs)))
        elif isinstance(block, Figure):
            gap = "" if block.credit.startswith(("（", "(")) else " "
            captions.append(gap.join(part for part in (block.caption, block.credit) if part))
    return {
        "kicker": piece.kicker,
        "headline": piece.headline,
        "deck": piece.deck,
        "byline": piece.byline,
        "authors": [author.name for author in piece.authors],
        "kind": _kind(piece),
        "paragraphs": paragraphs,
        "section_heads": [text for text, _ in heads],
        "section_pos": [position for _, position in heads],
        "captions": captions,
        "jump": piece.jumps[0].text if piece.jumps else None,
    }


def _as_printed(text: str, piece: Piece) -> str:
    """Put the credit back into a lead, if it is the whole byline."""
    printed, kept = piece.opening
    whole = piece.byline is not None and piece.byline in printed and text.startswith(kept)
    return printed + text.removeprefix(kept) if whole else text


def _kind(piece: Piece) -> str:
    if piece.genre is Genre.HEADLINE_ONLY:
        return "teaser"
    if any(jump.direction is Direction.FROM for jump in piece.jumps):
        return "jump"
    return str(piece.genre)
