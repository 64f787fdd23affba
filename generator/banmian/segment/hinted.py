"""An editor's hints, done to what the lines of a page were taken for: readings → readings.

A hint works on what the hints before it have made. Done twice in a row it does what it does once.
"""

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from banmian.model.diagnostics import Diagnostic, diagnostic
from banmian.model.hints import Hint, Quote, squeezed
from banmian.model.layout import LineRole, PageText, Reading
from banmian.segment.cues import Cue
from banmian.segment.lines import Line

LEFT = frozenset({LineRole.FURNITURE, LineRole.CREDITS, LineRole.UNPLACED})
"""Roles of lines that are in no article."""
_BLOCKS = frozenset({LineRole.TEXT, LineRole.SECTION_HEAD, LineRole.CAPTION})
_SUBSTANCE = _BLOCKS | {LineRole.HEADLINE}
_JUMPS = (Cue.JUMP_FROM, Cue.JUMP_TO)


def hinted(
    readings: Sequence[Reading],
    hints: Sequence[Hint],
    page: PageText,
    lines: Mapping[int, Line],
) -> tuple[tuple[Reading, ...], tuple[Diagnostic, ...]]:
    """Do the hints, in order; give the readings then, and a finding for each that was not done.

    Args:
        readings: of all lines of the page, in reading order.
        hints: of this page.
        page: the page's text as it was read: what the hints quote.
        lines: the described lines, by the number of their first source line.
    """
    now, found = list(readings), []
    read = {number for one in readings for number in one.lines}
    for hint in hints:
        wrong = [q for q in hint.quotes if q.number not in read or not _is_there(q, page)]
        if wrong:
            found.append(_mismatch(hint, wrong[0], page))
            continue
        try:
            now = _Reader(now, hint, lines).done()
        except _ImpossibleError as error:
            found.append(diagnostic("BM218", hint.where, what=error))
    return (_settled(now) if hints else tuple(now)), tuple(found)


def _is_there(quote: Quote, page: PageText) -> bool:
    text = squeezed(page.lines[quote.number - 1])
    return bool(quote.text) and text.startswith(quote.text)


def _mismatch(hint: Hint, quote: Quote, page: PageText) -> Diagnostic:
    """BM217: another text stands there; where the quoted one stands just once, say on what line."""
    texts = enumerate(map(squeezed, page.lines), 1)
    places = [at for at, text in texts if quote.text and text.startswith(quote.text)]
    near = f"（→ {places[0]}）" if len(places) == 1 else ""
    return diagnostic("BM217", hint.where, line=quote.number, text=quote.text, near=near)


class _ImpossibleError(Exception):
    """A hint cannot be done on the page as it is; says why."""


class _Reader:
    """Does one hint."""

    def __init__(self, now: list[Reading], hint: Hint, lines: Mapping[int, Line]) -> None:
        self._now, self._hint, self._lines = now, hint, lines
        self._at = {number: at for at, one in enumerate(now) for number in one.lines}
        self._places = sorted({self._at[quote.number] for quote in hint.lines})

    def done(self) -> list[Reading]:
        """Give the readings after it.

        Raises:
            _ImpossibleError: when it cannot be done; nothing is changed then.
        """
        hint = self._hint
        targets = [self._article(quote) for quote in (hint.article, hint.merge) if quote]
        whole = [self._article(q) for q in hint.lines if hint.split or hint.merge]
        if hint.role is LineRole.JUMP:
            self._check_jumps()
        self._now = list(self._now)
        if hint.article:
            self._give(targets[0])
        if hint.merge:
            self._merge(whole, targets[-1])
        if hint.split:
            self._split()
        if hint.role:
            self._take_for(hint.role)
        if hint.opens is not None:
            self._open(hint.opens)
        for at in self._places:
            self._now[at] = replace(self._now[at], sure=1.0)
        if hint.after:
            self._move(hint.after)
        return self._now

    def _article(self, quote: Quote) -> int:
        article = self._now[self._at[quote.number]].article
        if article < 0:
            raise _ImpossibleError(
                f"line {quote.number} is in no article 第 {quote.number} 行不在稿件里"
            )
        return article

    def _check_jumps(self) -> None:
        for at in self._places:
            number = self._now[at].lines[0]
            if self._lines[number].cue not in _JUMPS:
                raise _ImpossibleError(f"line {number} is no jump line 第 {number} 行不是转版")

    def _fresh(self) -> int:
        return max((one.article for one in self._now), default=-1) + 1

    def _give(self, article: int) -> None:
        """Give the lines to an article; what was in none is taken for what its form says."""
        moved = [at for at in self._places if self._now[at].article != article]
        self._leave_paragraphs(moved)
        for at in moved:
            one = self._now[at]
            role = self._natural(one) if one.role in LEFT else one.role
            self._now[at] = replace(one, article=article, role=role)

    def _natural(self, one: Reading) -> LineRole:
        line = self._lines[one.lines[0]]
        if line.cue in _JUMPS:
            return LineRole.JUMP
        return LineRole.BYLINE if line.is_byline else LineRole.TEXT

    def _merge(self, olds: Sequence[int], article: int) -> None:
        for at, one in enumerate(self._now):
            if one.article in olds:
                self._now[at] = replace(one, article=article)

    def _split(self) -> None:
        start = self._places[0]
        old, fresh = self._now[start].article, self._fresh()
        if any(one.article == old for one in self._now[:start]):
            for at, one in enumerate(self._now[start:], start):
                if one.article == old:
                    self._now[at] = replace(one, article=fresh)
        if self._now[start].role in _BLOCKS:
            self._now[start] = replace(self._now[start], opens=True)

    def _take_for(self, role: LineRole) -> None:
        """Give the lines a role; those that were in no article are one of their own."""
        changed = [at for at in self._places if self._now[at].role is not role]
        if role is not LineRole.TEXT:
            self._leave_paragraphs(changed)
        fresh = self._fresh()
        for at in changed:
            one = self._now[at]
            opens = at == changed[0] and self._opens(at, role)
            article = -1 if role in LEFT else one.article if one.article >= 0 else fresh
            self._now[at] = replace(one, role=role, article=article, opens=opens)
        if role is LineRole.TEXT and changed:
            self._go_on(changed[-1])

    def _opens(self, at: int, role: LineRole) -> bool:
        """Tell whether a line opens a block in a new role.

        Text does where it was a section head and a sentence ends with the line before it.
        """
        if role is not LineRole.TEXT:
            return role in _BLOCKS
        before = self._now[at - 1 : at]
        headed = self._now[at].role is LineRole.SECTION_HEAD
        return headed and any(self._lines[one.lines[0]].ends for one in before)

    def _go_on(self, at: int) -> None:
        """Where no sentence ends with a line of text, the next goes on in its paragraph."""
        one, after = self._now[at], self._now[at + 1 : at + 2]
        ends = self._lines[one.lines[0]].ends
        if after and after[0].role is LineRole.TEXT and after[0].article == one.article:
            self._now[at + 1] = replace(after[0], opens=after[0].opens and ends)

    def _leave_paragraphs(self, leaving: Sequence[int]) -> None:
        """Where a line opened a paragraph that it leaves, the next line of its text opens it."""
        gone = frozenset(leaving)
        for at in leaving:
            one = self._now[at]
            if one.role is LineRole.TEXT and one.opens:
                self._open_next(at, one.article, gone)

    def _open_next(self, at: int, article: int, gone: frozenset[int]) -> None:
        for later in range(at + 1, len(self._now)):
            one = self._now[later]
            if later not in gone and one.article == article and one.role is LineRole.TEXT:
                self._now[later] = replace(one, opens=True)
                return

    def _open(self, opens: bool) -> None:
        for at in self._places:
            if self._now[at].role in _BLOCKS:
                self._now[at] = replace(self._now[at], opens=opens)

    def _move(self, behind: Quote) -> None:
        target = self._at[behind.number]
        if target in self._places:
            return
        moved = [self._now[at] for at in self._places]
        rest = [one for at, one in enumerate(self._now) if at not in self._places]
        end = rest.index(self._now[target]) + 1
        self._now = [*rest[:end], *moved, *rest[end:]]


def _settled(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """Leave over what is left of an article without a headline and a text: it says nothing."""
    everything = tuple(readings)
    whole = {one.article for one in everything if one.role in _SUBSTANCE}
    return tuple(
        one
        if one.article < 0 or one.article in whole
        else replace(one, role=LineRole.UNPLACED, article=-1, opens=False, sure=0.0)
        for one in everything
    )
