"""Drafts with their headlines, put together as pieces."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from banmian.config.profile import Profile
from banmian.model.article import (
    Block,
    Figure,
    Genre,
    Jump,
    Paragraph,
    SectionHead,
)
from banmian.model.layout import Piece
from banmian.segment.bylines import authors_of
from banmian.segment.cues import Cue, Forms, jump_of, without_jumps
from banmian.segment.drafts import Draft, Part
from banmian.segment.genre import genre_of
from banmian.segment.labels import Label
from banmian.segment.lines import Line
from banmian.segment.roles import Forms as HeadForms
from banmian.segment.roles import Heads, heads_of
from banmian.text.joining import join_column

_SURE = 6.0
"""Log-odds of a first line from which a piece's beginning is as good as certain."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """What pieces are made with."""

    lines: Sequence[Line]
    form: Forms
    heads: HeadForms
    profile: Profile

    def piece(self, draft: Draft, group: Sequence[int], confidence: float) -> Piece:
        """Make an article's piece from its draft and the lines of its heads."""
        lead, jumps, body = self._body(draft)
        tail = [self.lines[at].byline for at in draft.text_lines if self.lines[at].byline]
        signed = [self.lines[at].text for at in draft.signature]
        under = [self.lines[at].text for at in group if self._is_byline(at)]
        byline = " ".join([*under, *lead, *tail, *signed]) or None
        heads = self._heads(group)
        sure = min(1.0, max(0.0, draft.margin / _SURE))
        used = [at for part in draft.parts for at in part.lines]
        first = self.lines[draft.text_lines[0]]
        return Piece(
            lines=self._numbers([*used, *draft.signature, *draft.jumps, *group]),
            genre=genre_of(byline, body, dated=first.dated),
            confidence=round(sure * confidence, 3),
            kicker=heads.kicker,
            headline=heads.headline,
            deck=heads.deck,
            byline=byline,
            authors=authors_of(byline, self.profile) if byline else (),
            jumps=tuple(jumps),
            body=body,
        )

    def headline_only(self, group: Sequence[int], confidence: float) -> Piece:
        """Make a piece of a headline that has no text on the page."""
        heads = self._heads(group)
        byline = " ".join(self.lines[at].text for at in group if self._is_byline(at)) or None
        return Piece(
            lines=self._numbers(group),
            genre=Genre.HEADLINE_ONLY,
            confidence=round(confidence, 3),
            kicker=heads.kicker,
            headline=heads.headline,
            deck=heads.deck,
            byline=byline,
            authors=authors_of(byline, self.profile) if byline else (),
        )

    def _is_byline(self, at: int) -> bool:
        return self.lines[at].cue in (Cue.SIGNED, Cue.NAMED, Cue.NAMES)

    def _numbers(self, used: Iterable[int]) -> tuple[int, ...]:
        return tuple(sorted(number for at in used for number in self.lines[at].numbers))

    def _heads(self, group: Sequence[int]) -> Heads:
        texts = [self.lines[at].text for at in group if not self._is_byline(at)]
        return heads_of(texts, self.heads) if texts else Heads()

    def _body(self, draft: Draft) -> tuple[list[str], list[Jump], tuple[Block, ...]]:
        """Give the credit of the lead, if there is one, the jump lines, and the blocks."""
        lead: list[str] = []
        jumps = [jump_of(self.lines[at].text) for at in draft.jumps]
        blocks: list[Block] = []
        for part in draft.parts:
            if part.label is Label.CAPTION:
                blocks.extend(self._figure(part))
            elif part.label is Label.SECTION:
                blocks.append(SectionHead(join_column(self.lines[at].text for at in part.lines)))
            else:
                text, inline = without_jumps(join_column(self.lines[at].body for at in part.lines))
                jumps.extend(inline)
                if part.label is Label.FIRST:
                    lead, text = self._without_lead(text)
                blocks.append(Paragraph(text))
        return lead, jumps, tuple(blocks)

    def _without_lead(self, text: str) -> tuple[list[str], str]:
        """Take the credit out of a lead; the dateline stays."""
        found = self.form.lead.match(text)
        if not found:
            return [], text
        dateline = found["dateline"]
        rest = text[found.end() :]
        return [found["byline"]], f"{dateline} {rest}" if dateline else rest

    def _figure(self, part: Part) -> Iterable[Figure]:
        text = join_column(self.lines[at].text for at in part.lines)
        if self._is_byline(part.lines[0]):
            return [Figure("", caption=text)]
        tail = self.form.tail.fullmatch(text)
        if tail:
            return [Figure("", caption=tail["text"], credit=tail["byline"])]
        return [Figure("", caption=text)]
