"""Articles' pieces, put together from what the lines of a page were taken for."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from banmian.config.profile import BylinePlace, Profile
from banmian.model.article import Block, Figure, Jump, Paragraph, SectionHead, Verse
from banmian.model.layout import Leftover, LeftoverKind, LineRole, Piece, Reading
from banmian.segment.bylines import authors_of
from banmian.segment.cues import Forms, jump_of, without_jumps
from banmian.segment.genre import genre_of
from banmian.segment.kept_lines import Kept, kept_lines, row_of
from banmian.segment.lines import Line
from banmian.segment.notes import Note, is_label, with_notes
from banmian.segment.roles import Forms as HeadForms
from banmian.segment.roles import joined_head
from banmian.segment.settling import settled
from banmian.text.characters import HAN, SENTENCE_ENDS
from banmian.text.credit_words import ROLE
from banmian.text.joining import join_column
from banmian.text.names import is_name, is_name_list

_HEADS = (LineRole.KICKER, LineRole.HEADLINE, LineRole.DECK)
_LEFT = {
    LineRole.FURNITURE: LeftoverKind.FURNITURE,
    LineRole.CREDITS: LeftoverKind.CREDITS,
    LineRole.UNPLACED: LeftoverKind.UNPLACED,
}
_WITHOUT_HEADLINE = 0.5
_LONGEST_CREDIT = 60
_OPEN = re.compile("[（(][^（()）]{1,20}$")
_OPEN_LEAD = re.compile(
    f"^[^（(，。]{{0,20}}[（(] ?(?:[{HAN}]{{0,6}}{ROLE})[^（()）。，！？：；]{{0,30}}$"
)
"""A lead's credit that the line's end has broken: 本报讯（通讯员 段."""
_PADDED = re.compile(f"(?<![{HAN}])([{HAN}]) ([{HAN}])(?![{HAN}])(?<![摄攝文图圖])")
_NAME_AT_END = re.compile(f"(?<=[。！？”])[{HAN}]{{2,4}}$")


class Workshop(Struct, frozen=True):
    """What pieces are made with; `lines` by the number of their first source line."""

    lines: Mapping[int, Line]
    form: Forms
    heads: HeadForms
    profile: Profile


def pieces_of(
    readings: Sequence[Reading], workshop: Workshop
) -> tuple[tuple[Piece, ...], tuple[Reading, ...]]:
    """Make the pieces of a page; give them in the order of their lines, the readings with them."""
    readings = settled(readings, workshop.lines)
    articles: dict[int, list[Reading]] = {}
    for reading in readings:
        if reading.article >= 0:
            articles.setdefault(reading.article, []).append(reading)
    made = [(_piece(parts, workshop), article) for article, parts in articles.items()]
    made.sort(key=lambda pair: pair[0].lines)
    places = {article: at for at, (_, article) in enumerate(made)}
    return (
        tuple(piece for piece, _ in made),
        tuple([_numbered(reading, places.get(reading.article, -1)) for reading in readings]),
    )


def _numbered(reading: Reading, article: int) -> Reading:
    return reading if reading.article == article else replace(reading, article=article)


def leftovers_of(readings: Sequence[Reading]) -> tuple[Leftover, ...]:
    """Give the lines that are in no article, in the order of the source."""
    left = [Leftover(_LEFT[r.role], r.lines, r.text) for r in readings if r.role in _LEFT]
    return tuple(sorted(left, key=lambda leftover: leftover.lines))


def _piece(parts: Sequence[Reading], shop: Workshop) -> Piece:
    """Make an article's piece from its readings, in reading order."""
    body = _Body(shop)
    body.take(parts)
    above, below = _bylines(parts)
    byline = _unpadded(" ".join([*above, *body.lead, *body.tail, *below])) or None
    heads = {role: _head(parts, role, shop.heads) for role in _HEADS}
    blocks = with_notes(body.blocks)
    first = [block.text for block in blocks if isinstance(block, Paragraph)][:1]
    return Piece(
        lines=tuple(sorted(number for part in parts for number in part.lines)),
        genre=genre_of(
            byline,
            blocks,
            dated=bool(first) and shop.form.dateline.match(first[0]) is not None,
            headline=heads[LineRole.HEADLINE],
            kicker=heads[LineRole.KICKER],
        ),
        confidence=_confidence(parts),
        kicker=heads[LineRole.KICKER],
        headline=heads[LineRole.HEADLINE],
        deck=heads[LineRole.DECK],
        byline=byline,
        authors=authors_of(byline, shop.profile) if byline else (),
        jumps=tuple(body.jumps),
        body=blocks,
        opening=body.opening,
    )


def _line(part: Reading, shop: Workshop) -> Line:
    return shop.lines[part.lines[0]]


def _bylines(parts: Sequence[Reading]) -> tuple[list[str], list[str]]:
    """Give the bylines on lines of their own: those before the text, those after its beginning."""
    first = next((at for at, part in enumerate(parts) if part.role is LineRole.TEXT), 0)
    above = [part.text for part in parts[:first] if part.role is LineRole.BYLINE]
    below = [part.text for part in parts[first:] if part.role is LineRole.BYLINE]
    return _joined(above), _joined(below)


def _joined(bylines: Iterable[str]) -> list[str]:
    """Join bylines that a line's end has broken inside their brackets."""
    joined: list[str] = []
    for byline in bylines:
        if joined and _OPEN.search(joined[-1]):
            joined[-1] += byline
        else:
            joined.append(byline)
    return joined


def _unpadded(byline: str) -> str:
    """Close names of two that were set to the width of three: 张 三 → 张三."""
    return _PADDED.sub(
        lambda found: found[1] + found[2] if is_name(found[1] + found[2]) else found[0], byline
    )


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


class _Body:
    """An article's body while it is made: blocks, and what its paragraphs are signed with."""

    def __init__(self, shop: Workshop) -> None:
        self.shop = shop
        self.lead: list[str] = []
        self.opening = ("", "")
        self.tail: list[str] = []
        self.jumps: list[Jump] = []
        self.blocks: list[Block] = []
        self._begun = False

    def take(self, parts: Sequence[Reading]) -> None:
        """Make the blocks of an article's readings."""
        form = self.shop.form.jumps
        self.jumps += [jump_of(part.text, form) for part in parts if part.role is LineRole.JUMP]
        groups = _blocks(parts, self.shop)
        texts = [at for at, (kind, _) in enumerate(groups) if kind is LineRole.TEXT]
        for at, (kind, block) in enumerate(groups):
            if kind is LineRole.CAPTION:
                self.blocks.append(_figure(block, self.shop))
            elif kind is LineRole.SECTION_HEAD:
                self.blocks.append(SectionHead(join_column(part.text for part in block)))
            elif kind is Kept.VERSE:
                self.blocks.append(Verse(tuple(_stanzas(self._signed(block)))))
            elif kind is Kept.ROWS:
                self.blocks += [Paragraph(row_of(line.body)) for line in self._signed(block)]
            else:
                self._paragraph(block, last=at == texts[-1])

    def _signed(self, block: Sequence[Reading]) -> list[Line]:
        """Give the lines of a block; their bylines leave it."""
        lines = [_line(part, self.shop) for part in block]
        self.tail += [line.byline for line in lines if line.byline]
        return lines

    def _paragraph(self, block: Sequence[Reading], *, last: bool) -> None:
        text, byline = self._over_lines([_line(part, self.shop) for part in block], last=last)
        if byline:
            self.tail.append(byline)
        else:
            text = join_column(line.body for line in self._signed(block))
        text, inline = without_jumps(text, self.shop.form.jumps)
        self.jumps.extend(inline)
        if not self._has_text():
            lead, opening, text = _without_lead(text, self.shop)
            self.opening = self.opening if self.lead else opening
            self.lead += lead  # an editor's note may have one of its own
        self.blocks.append(Paragraph(text))

    def _has_text(self) -> bool:
        """Tell whether there is a paragraph yet that is no note's."""
        if not self._begun:
            *settled_blocks, last = with_notes(self.blocks) or (None,)
            # The last may yet become a note's label.
            self._begun = any(isinstance(one, Paragraph) for one in settled_blocks)
            return self._begun or isinstance(last, Paragraph)
        return True

    def _over_lines(self, lines: Sequence[Line], *, last: bool) -> tuple[str, str]:
        """Part a paragraph from a byline at its end that stands on two lines, "" without one."""
        if any(line.byline for line in lines[:-2]) or lines[-1].byline:
            return "", ""
        text = join_column(line.text for line in lines)
        start = max(0, len(text) - _LONGEST_CREDIT)
        form = self.shop.form
        found = form.before_tail.search(text, start, len(text) - 1) and form.tail.fullmatch(
            text, start
        )
        if found:
            return text[: found.end("text")], found["byline"]
        name = _NAME_AT_END.search(text)
        may_sign = last and not self.lead and self.shop.form.place is not BylinePlace.START
        if name and may_sign and is_name_list(name.group()):
            return text[: name.start()].rstrip(), name.group()
        return "", ""


def _stanzas(lines: Sequence[Line]) -> Iterator[str]:
    """Give lines of verse; a blank line more than elsewhere parts stanzas."""
    usual = min((line.blanks for line in lines[1:]), default=0)
    for at, line in enumerate(lines):
        if at and line.blanks > usual:
            yield ""
        yield line.body


_Kind = LineRole | Kept


def _blocks(parts: Sequence[Reading], shop: Workshop) -> list[tuple[_Kind, list[Reading]]]:
    """Gather paragraphs, section heads and captions; a paragraph goes on after what cuts it."""
    blocks: list[tuple[_Kind, list[Reading]]] = []
    paragraph: list[Reading] | None = None
    kept = _kept(parts, shop)
    for part, kind in zip(parts, kept, strict=True):
        if part.role not in (LineRole.TEXT, LineRole.SECTION_HEAD, LineRole.CAPTION):
            continue
        last_kind, last = blocks[-1] if blocks else (None, [])
        if kind is not None:
            if last_kind is kind:
                last.append(part)
            else:
                blocks.append((kind, [part]))
            paragraph = None
        elif part.role is LineRole.TEXT and paragraph is not None and _goes_on(paragraph, part):
            paragraph.append(part)
        elif last_kind is part.role is not LineRole.TEXT and not part.opens:
            last.append(part)
        else:
            blocks.append((part.role, [part]))
            if part.role is LineRole.TEXT:
                paragraph = blocks[-1][1]
                if is_label(part.text) in (Note.EDITORS_NOTE, Note.RELATED):
                    paragraph = None
    return blocks


def _goes_on(paragraph: Sequence[Reading], part: Reading) -> bool:
    """Tell whether a line goes on with a paragraph: always inside the brackets of a lead credit."""
    if not part.opens:
        return paragraph[-1].text[-1:] not in SENTENCE_ENDS or is_label(part.text) is None
    return len(paragraph) <= 2 and _OPEN_LEAD.search("".join(p.text for p in paragraph)) is not None


def _kept(parts: Sequence[Reading], shop: Workshop) -> list[Kept | None]:
    """Tell which lines of text stay lines, of all parts."""
    texts = [at for at, part in enumerate(parts) if part.role is LineRole.TEXT]
    kept: list[Kept | None] = [None] * len(parts)
    for at, kind in zip(
        texts, kept_lines([_line(parts[at], shop).body for at in texts]), strict=True
    ):
        kept[at] = kind
    return kept


def _without_lead(text: str, shop: Workshop) -> tuple[list[str], tuple[str, str], str]:
    """Take the credit out of a lead; the dateline stays. Give the opening before and after."""
    found = shop.form.lead.match(text)
    if not found:
        return [], ("", ""), text
    kept = f"{found['dateline']} " if found["dateline"] else ""
    return [found["byline"]], (found.group(), kept), kept + text[found.end() :]


def _figure(block: Sequence[Reading], shop: Workshop) -> Figure:
    text = join_column(_set_off(part, shop) for part in block).strip()
    tail = None if _line(block[0], shop).is_byline else shop.form.tail.fullmatch(text)
    if tail:
        return Figure("", caption=tail["text"], credit=tail["byline"])
    return Figure("", caption=text)


def _set_off(part: Reading, shop: Workshop) -> str:
    return f" {part.text}" if _line(part, shop).is_byline else part.text
