"""Stitching (接版): the pieces of an issue's pages → drafts, jumps joined across pages."""

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from banmian.content.jump_evidence import first_words, heads_of, is_short_form, last_words
from banmian.content.jumps import Loose, join_jumps
from banmian.model.article import Block, Direction, Jump, Paragraph, Placement, SectionHead
from banmian.model.draft import Draft, Span
from banmian.model.layout import Piece
from banmian.text.joining import join_column
from banmian.text.page_labels import pages_meant
from banmian.text.sentences import is_open

_HEADS = ("kicker", "headline", "deck")


class LooseJump(Struct, frozen=True):
    """A jump line without its other half: why, and the place of its piece."""

    span: Span
    loose: Loose


class Stitched(Struct, frozen=True):
    """The articles of an issue, and the jump lines that lead nowhere in it."""

    drafts: tuple[Draft, ...]
    loose: tuple[LooseJump, ...]


def stitch(pages: Iterable[tuple[str, Sequence[Piece]]]) -> Stitched:
    """Join the pieces of an issue's pages, given with their labels in print order.

    An article may run on over any number of pages. What finds no partner, or not clearly one,
    stays an article of its own, with its jump line.
    """
    pages = tuple(pages)
    labels = [label for label, _ in pages]
    drafts = [
        _draft(label, position, piece)
        for label, pieces in pages
        for position, piece in enumerate(pieces, 1)
    ]
    joins = join_jumps(drafts, labels)
    after, before = joins.after, {tail: head for head, tail in joins.after.items()}
    loose = tuple(LooseJump(drafts[one.draft].spans[0], one) for one in joins.loose)
    for at, draft in enumerate(drafts):
        others = [drafts[way[at]].placements[0].page for way in (before, after) if at in way]
        drafts[at] = replace(draft, jumps=tuple(_led(draft, labels, others)))
    stitched = []
    for at, draft in enumerate(drafts):
        if at in before:
            continue
        whole, here = draft, at
        while here in after:
            here = after[here]
            whole = _joined(whole, drafts[here])
        stitched.append(whole)
    return Stitched(tuple(stitched), loose)


def _led(draft: Draft, labels: Sequence[str], others: Sequence[str]) -> Iterable[Jump]:
    """Give the jump lines with the labels that their pages have here: 三 on page A1 may be A3."""
    for jump in draft.jumps:
        meant = pages_meant(jump.page, labels, draft.placements[0].page)
        joined = [page for page in meant if page in others]
        clear = joined or (meant if len(meant) == 1 else [])
        yield replace(jump, page=clear[0]) if clear else jump


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
    tail = _without_running_titles(tail, heads_of(head))
    kept = {name: getattr(head, name) or getattr(tail, name) for name in (*_HEADS, "byline")}
    again = tuple(
        SectionHead(getattr(tail, name))
        for name in _HEADS
        if getattr(head, name) and getattr(tail, name)
    )
    signed = (Paragraph(tail.byline),) if head.byline and tail.byline else ()
    text = (*head.body, *again, *tail.body) if again else _over_the_seam(head, tail)
    return replace(
        head,
        **kept,
        spans=_spans(head.spans, tail.spans),
        placements=_placements(head.placements, tail.placements),
        confidence=min(head.confidence, tail.confidence),
        genre=max((head, tail), key=lambda part: len(part.body)).genre,
        authors=tuple(dict.fromkeys([*head.authors, *tail.authors])),
        jumps=(*head.jumps, *tail.jumps),
        body=(*text, *signed),
    )


def _without_running_titles(tail: Draft, heads: Sequence[str]) -> Draft:
    """Put the heads that only repeat the article's own behind the jump line, （上接第1版）.

    Such a short form is set for a reader who turns the page, as the jump line is: on one page it
    would cut the text in two, and the sentence that runs over the seam with it.
    """
    running = {
        name: head
        for name in _HEADS
        if (head := getattr(tail, name)) and is_short_form(head, heads)
    }
    at = next(n for n, jump in enumerate(tail.jumps) if jump.direction is Direction.FROM)
    line = tail.jumps[at]
    named = replace(line, text=" ".join([line.text, *running.values()]))
    jumps = (*tail.jumps[:at], named, *tail.jumps[at + 1 :])
    return replace(
        tail,
        jumps=jumps,
        kicker=None if "kicker" in running else tail.kicker,
        headline=None if "headline" in running else tail.headline,
        deck=None if "deck" in running else tail.deck,
    )


def _over_the_seam(head: Draft, tail: Draft) -> tuple[Block, ...]:
    """Put the text of two drafts together; a sentence that the jump cut is one again."""
    before, after = last_words(head), first_words(tail)
    if not (after and is_open(before)):
        return (*head.body, *tail.body)
    whole = Paragraph(join_column([before, after]))
    return (*head.body[:-1], whole, *tail.body[1:])


def _spans(first: tuple[Span, ...], more: tuple[Span, ...]) -> tuple[Span, ...]:
    """Give the source lines of both; a spread is one page, even where it jumps to itself."""
    lines: dict[str, tuple[int, ...]] = {}
    for span in (*first, *more):
        lines[span.page] = tuple(sorted((*lines.get(span.page, ()), *span.lines)))
    return tuple(Span(page, numbers) for page, numbers in lines.items())


def _placements(first: tuple[Placement, ...], more: tuple[Placement, ...]) -> tuple[Placement, ...]:
    """Give where both stand, each page once."""
    places: dict[str, Placement] = {}
    for place in (*first, *more):
        places.setdefault(place.page, place)
    return tuple(places.values())
