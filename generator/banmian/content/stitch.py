"""Stitching (接版): the pieces of an issue's pages → drafts, jumps joined across pages."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from banmian.model.article import Direction, Paragraph, Placement, SectionHead
from banmian.model.draft import Draft, Span
from banmian.model.layout import Piece


def stitch(pages: Iterable[tuple[str, Sequence[Piece]]]) -> tuple[Draft, ...]:
    """Join the pieces of an issue's pages, given with their labels in print order.

    Two pieces are one article when one says that it goes on on the other's page, that one says
    that it comes from the first's, and no third piece makes either claim. An article may run on
    over any number of pages. What finds no partner stays, with its jump line.
    """
    drafts = [
        _draft(label, position, piece)
        for label, pieces in pages
        for position, piece in enumerate(pieces, 1)
    ]
    after = _pairs(drafts)
    followers = set(after.values())
    stitched = []
    for at, draft in enumerate(drafts):
        if at in followers:
            continue
        whole, here = draft, at
        while here in after:
            here = after[here]
            whole = _joined(whole, drafts[here])
        stitched.append(whole)
    return tuple(stitched)


def _pairs(drafts: Sequence[Draft]) -> dict[int, int]:
    """Pair heads with tails: each claim of a page to another must be met by just one."""
    away: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    here: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for at, draft in enumerate(drafts):
        page = draft.placements[0].page
        for jump in draft.jumps:
            if jump.direction is Direction.TO:
                away[page, jump.page].append(at)
            else:
                here[jump.page, page].append(at)
    pairs = {
        heads[0]: here[way][0]
        for way, heads in away.items()
        if len(heads) == len(here[way]) == 1 and heads != here[way]
    }
    claims = Counter(pairs.values())
    single = {head: tail for head, tail in pairs.items() if claims[tail] == 1}
    return single if _runs_forward(single) else {}


def _runs_forward(pairs: dict[int, int]) -> bool:
    """Tell whether no chain of pairs leads back to where it began."""
    for start, here in pairs.items():
        place = here
        while place in pairs and place != start:
            place = pairs[place]
        if place == start:
            return False
    return True


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
        genre=max((head, tail), key=lambda part: len(part.body)).genre,
        authors=tuple(dict.fromkeys([*head.authors, *tail.authors])),
        jumps=(*head.jumps, *tail.jumps),
        body=(*head.body, *again, *tail.body, *signed),
    )
