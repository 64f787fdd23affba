"""What each line of a page was taken for: the account that pieces are made from."""

import math
from collections.abc import Iterator, Sequence

from banmian.model.layout import LeftoverKind, LineRole, Reading
from banmian.segment.cues import Cue
from banmian.segment.drafts import Sorted
from banmian.segment.headlines import Link
from banmian.segment.labels import BODY, Label
from banmian.segment.lines import Line
from banmian.segment.roles import Forms, roles_of
from banmian.segment.viterbi import Decision

_ROLES = {
    Label.FIRST: LineRole.TEXT,
    Label.PARAGRAPH: LineRole.TEXT,
    Label.MIDDLE: LineRole.TEXT,
    Label.SIGNATURE: LineRole.BYLINE,
    Label.BYLINE: LineRole.BYLINE,
    Label.JUMP: LineRole.JUMP,
    Label.HEADLINE: LineRole.HEADLINE,
    Label.SECTION: LineRole.SECTION_HEAD,
    Label.CAPTION: LineRole.CAPTION,
    Label.FURNITURE: LineRole.FURNITURE,
}
_LEFT = {
    LeftoverKind.FURNITURE: LineRole.FURNITURE,
    LeftoverKind.CREDITS: LineRole.CREDITS,
    LeftoverKind.UNPLACED: LineRole.UNPLACED,
}


def readings_of(
    lines: Sequence[Line],
    decisions: Sequence[Decision],
    cut: Sorted,
    links: Sequence[Link],
    forms: Forms,
) -> tuple[Reading, ...]:
    """Say of each line what it is and in which article, in reading order.

    The articles are numbered as the drafts are; headlines without a text come after them.
    """
    found = dict((*_texts(cut, decisions), *_heads(lines, cut, links, forms), *_rest(cut)))
    return tuple(
        Reading(
            line.numbers,
            line.text,
            *found[at],
            second=_ROLES[decisions[at].second],
        )
        for at, line in enumerate(lines)
    )


_FEW = 1
_Found = tuple[int, tuple[LineRole, int, bool, float]]


def _texts(cut: Sorted, decisions: Sequence[Decision]) -> Iterator[_Found]:
    for article, draft in enumerate(cut.drafts):
        for part in draft.parts:
            role = LineRole.TEXT if part.label in BODY else _ROLES[part.label]
            for at in part.lines:
                opens = at == part.lines[0]
                yield at, (role, article, opens, _sure(decisions[at].margin))
        for role, places in ((LineRole.BYLINE, draft.signature), (LineRole.JUMP, draft.jumps)):
            for at in places:
                yield at, (role, article, False, _sure(decisions[at].margin))


def _heads(
    lines: Sequence[Line], cut: Sorted, links: Sequence[Link], forms: Forms
) -> Iterator[_Found]:
    alone = len(cut.drafts)
    parted = _are_parted(lines, links)
    for link in links:
        article = link.draft
        orphan = article < 0
        if orphan and _has_headline(lines, link):
            article, alone = alone, alone + 1
        places = [at for at in link.group.lines if not lines[at].is_byline]
        found: tuple[LineRole, ...] = (LineRole.HEADLINE,)
        if len(places) > 1 or not orphan:
            found = roles_of([lines[at] for at in places], forms, parted=parted) if places else ()
        roles = dict(zip(places, found, strict=bool(places)))
        for at in link.group.lines:
            role = roles.get(at, LineRole.BYLINE) if article >= 0 else LineRole.UNPLACED
            yield at, (role, article, False, link.confidence)


def _are_parted(lines: Sequence[Line], links: Sequence[Link]) -> bool:
    """Tell whether a blank line parts heads on this page: some have one before them, some not."""
    inner = [
        lines[at].blanks > 0
        for link in links
        for at in link.group.lines[1:]
        if lines[at].cue is Cue.NONE
    ]
    return _FEW < sum(inner) < len(inner) - _FEW


def _rest(cut: Sorted) -> Iterator[_Found]:
    for kind, at in cut.left:
        yield at, (_LEFT[kind], -1, False, 1.0 if kind is not LeftoverKind.UNPLACED else 0.0)


def _has_headline(lines: Sequence[Line], link: Link) -> bool:
    return any(lines[at].cue in (Cue.NONE, Cue.POINTER, Cue.CAPTION) for at in link.group.lines)


def _sure(margin: float) -> float:
    """Turn a lead in log-odds into a probability."""
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, margin)))), 3)
