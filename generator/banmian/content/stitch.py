"""Stitching (接版): the pieces of an issue's pages → drafts, jumps joined across pages."""

from collections.abc import Mapping
from dataclasses import replace

from banmian.model.article import Direction, Paragraph, Placement, SectionHead
from banmian.model.draft import Draft, Span
from banmian.model.layout import Piece


def stitch(pages: Mapping[str, tuple[Piece, ...]]) -> tuple[Draft, ...]:
    """Join the pieces of an issue's pages, given by page label in print order.

    Two pieces are one article when one says that it goes on on the other's page, that one says
    that it comes from the first's, and no third piece makes either claim. What finds no partner
    stays an article of its own, with its jump line.
    """
    drafts = [
        _draft(label, position, piece)
        for label, pieces in pages.items()
        for position, piece in enumerate(pieces, 1)
    ]
    for head in [draft for draft in drafts if _points(draft, Direction.TO)]:
        tail = _partner(head, drafts)
        if tail:
            drafts = [_joined(head, tail) if d is head else d for d in drafts if d is not tail]
    return tuple(drafts)


def _draft(label: str, position: int, piece: Piece) -> Draft:
    return Draft(
        spans=(Span(label, piece.lines),),
        placements=(Placement(label, position),),
        genre=piece.genre,
        confidence=piece.confidence,
        kicker=piece.kicker,
        headline=piece.headline,
        deck=piece.deck,
        byline=piece.byline,
        authors=piece.authors,
        jumps=piece.jumps,
        body=piece.body,
    )


def _points(draft: Draft, direction: Direction) -> str:
    """Give the page that a jump line of the draft names, "" where it has none."""
    return next((jump.page for jump in draft.jumps if jump.direction is direction), "")


def _partner(head: Draft, drafts: list[Draft]) -> Draft | None:
    here, there = head.placements[-1].page, _points(head, Direction.TO)
    heads = [d for d in drafts if _on(d, here) and _points(d, Direction.TO) == there]
    tails = [d for d in drafts if _on(d, there) and _points(d, Direction.FROM) == here]
    return tails[0] if len(heads) == len(tails) == 1 and tails[0] is not head else None


def _on(draft: Draft, page: str) -> bool:
    return any(place.page == page for place in draft.placements)


def _joined(head: Draft, tail: Draft) -> Draft:
    """Join two drafts. What the tail has twice is text as well: it stays, at its place."""
    heads = ("kicker", "headline", "deck")
    kept = {name: getattr(head, name) or getattr(tail, name) for name in (*heads, "byline")}
    again = tuple(
        SectionHead(getattr(tail, name))
        for name in heads
        if getattr(head, name) and getattr(tail, name)
    )
    signed = (Paragraph(tail.byline),) if head.byline and tail.byline else ()
    return replace(
        head,
        **kept,
        spans=(*head.spans, *tail.spans),
        placements=(*head.placements, *tail.placements),
        confidence=min(head.confidence, tail.confidence),
        authors=head.authors or tail.authors,
        jumps=(*head.jumps, *tail.jumps),
        body=(*head.body, *again, *tail.body, *signed),
    )
