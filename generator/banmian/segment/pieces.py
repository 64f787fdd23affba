"""Articles' pieces, put together from what the lines of a page were taken for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from banmian.config.profile import Profile
from banmian.model.article import Block, Figure, Jump, Paragraph, SectionHead
from banmian.model.layout import Leftover, LeftoverKind, LineRole, Piece, Reading
from banmian.segment.bylines import authors_of
from banmian.segment.cues import Forms, jump_of, without_jumps
from banmian.segment.genre import genre_of
from banmian.segment.lines import Line
from banmian.segment.roles import Forms as HeadForms
from banmian.segment.roles import joined_head
from banmian.text.joining import join_column

_HEADS = (LineRole.KICKER, LineRole.HEADLINE, LineRole.DECK)
_LEFT = {
    LineRole.FURNITURE: LeftoverKind.FURNITURE,
    LineRole.CREDITS: LeftoverKind.CREDITS,
    LineRole.UNPLACED: LeftoverKind.UNPLACED,
}
_WITHOUT_HEADLINE = 0.5


@dataclass(frozen=True, slots=True)
class Workshop:
    """What pieces are made with; `lines` by the number of their first source line."""

    lines: Mapping[int, Line]
    form: Forms
    heads: HeadForms
    profile: Profile


def pieces_of(
    readings: Sequence[Reading], workshop: Workshop
) -> tuple[tuple[Piece, ...], tuple[Reading, ...]]:
    """Make the pieces of a page; give them in the order of their lines, the readings with them."""
    articles: dict[int, list[Reading]] = {}
    for reading in readings:
        if reading.article >= 0:
            articles.setdefault(reading.article, []).append(reading)
    made = [(_piece(parts, workshop), article) for article, parts in articles.items()]
    made.sort(key=lambda pair: pair[0].lines)
    places = {article: at for at, (_, article) in enumerate(made)}
    return (
        tuple(piece for piece, _ in made),
        tuple(replace(r, article=places.get(r.article, -1)) for r in readings),
    )


def leftovers_of(readings: Sequence[Reading]) -> tuple[Leftover, ...]:
    """Give the lines that are in no article, in the order of the source."""
    left = [Leftover(_LEFT[r.role], r.lines, r.text) for r in readings if r.role in _LEFT]
    return tuple(sorted(left, key=lambda leftover: leftover.lines))


def _piece(parts: Sequence[Reading], shop: Workshop) -> Piece:
    """Make an article's piece from its readings, in reading order."""
    lead, jumps, body = _body(parts, shop)
    texts = [part for part in parts if part.role is LineRole.TEXT]
    tail = [line.byline for line in (shop.lines[part.lines[0]] for part in texts) if line.byline]
    above, below = _bylines(parts)
    byline = " ".join([*above, *lead, *tail, *below]) or None
    heads = {role: _head(parts, role, shop.heads) for role in _HEADS}
    return Piece(
        lines=tuple(sorted(number for part in parts for number in part.lines)),
        genre=genre_of(byline, body, dated=bool(texts) and _line(texts[0], shop).dated),
        confidence=_confidence(parts),
        kicker=heads[LineRole.KICKER],
        headline=heads[LineRole.HEADLINE],
        deck=heads[LineRole.DECK],
        byline=byline,
        authors=authors_of(byline, shop.profile) if byline else (),
        jumps=tuple(jumps),
        body=body,
    )


def _line(part: Reading, shop: Workshop) -> Line:
    return shop.lines[part.lines[0]]


def _bylines(parts: Sequence[Reading]) -> tuple[list[str], list[str]]:
    """Give the bylines on lines of their own: those before the text, those after its beginning."""
    first = next((at for at, part in enumerate(parts) if part.role is LineRole.TEXT), 0)
    above = [part.text for part in parts[:first] if part.role is LineRole.BYLINE]
    return above, [part.text for part in parts[first:] if part.role is LineRole.BYLINE]


def _head(parts: Sequence[Reading], role: LineRole, forms: HeadForms) -> str | None:
    texts = [part.text for part in parts if part.role is role]
    return joined_head(texts, forms) if texts else None


def _confidence(parts: Sequence[Reading]) -> float:
    """Be as sure of a piece as of its beginning and of its headline together."""
    texts = [part.sure for part in parts if part.role is LineRole.TEXT]
    heads = [part.sure for part in parts if part.role in _HEADS]
    if not texts:
        return min(heads, default=0.0)
    return round(texts[0] * min(heads, default=_WITHOUT_HEADLINE), 3)


def _body(
    parts: Sequence[Reading], shop: Workshop
) -> tuple[list[str], list[Jump], tuple[Block, ...]]:
    """Give the credit of the lead, if there is one, the jump lines, and the blocks."""
    lead: list[str] = []
    jumps = [jump_of(part.text) for part in parts if part.role is LineRole.JUMP]
    blocks: list[Block] = []
    first = True
    for block in _blocks(parts):
        if block[0].role is LineRole.CAPTION:
            blocks.append(_figure(block, shop))
        elif block[0].role is LineRole.SECTION_HEAD:
            blocks.append(SectionHead(join_column(part.text for part in block)))
        else:
            text = join_column(_line(part, shop).body for part in block)
            text, inline = without_jumps(text)
            jumps.extend(inline)
            if first:
                lead, text = _without_lead(text, shop)
            first = False
            blocks.append(Paragraph(text))
    return lead, jumps, tuple(blocks)


def _blocks(parts: Sequence[Reading]) -> list[list[Reading]]:
    """Gather paragraphs, section heads and captions; a paragraph goes on after what cuts it."""
    blocks: list[list[Reading]] = []
    paragraph: list[Reading] | None = None
    for part in parts:
        if part.role is LineRole.TEXT and paragraph is not None and not part.opens:
            paragraph.append(part)
        elif part.role in (LineRole.TEXT, LineRole.SECTION_HEAD, LineRole.CAPTION):
            last = blocks[-1] if blocks else []
            if last and last[0].role is part.role and not part.opens:
                last.append(part)
            else:
                blocks.append([part])
            if part.role is LineRole.TEXT:
                paragraph = blocks[-1]
    return blocks


def _without_lead(text: str, shop: Workshop) -> tuple[list[str], str]:
    """Take the credit out of a lead; the dateline stays."""
    found = shop.form.lead.match(text)
    if not found:
        return [], text
    dateline = found["dateline"]
    rest = text[found.end() :]
    return [found["byline"]], f"{dateline} {rest}" if dateline else rest


def _figure(block: Sequence[Reading], shop: Workshop) -> Figure:
    text = join_column(part.text for part in block)
    tail = None if _line(block[0], shop).is_byline else shop.form.tail.fullmatch(text)
    if tail:
        return Figure("", caption=tail["text"], credit=tail["byline"])
    return Figure("", caption=text)
