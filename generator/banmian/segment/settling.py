"""Lines whose article only their neighbours tell: labels of notes and boxes, verse, credits."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise, takewhile

from msgspec.structs import replace

from banmian.model.layout import LineRole, Reading
from banmian.segment.kept_lines import Kept, kept_lines
from banmian.segment.lines import Line
from banmian.segment.notes import Note, is_label, opens_note
from banmian.text.credit_words import is_photo_credit

_HEADS = (LineRole.KICKER, LineRole.HEADLINE, LineRole.DECK)
_VERSE = 5
"""Lines taken for headlines, at least, that may be a poem behind its author's name."""

_ROWS = 3
_FIGURE = re.compile("[0-9]")
_FIGURE_LAST = re.compile(r" [0-9.]+(?:元|%|％)?$")

Lines = Mapping[int, Line]


def settled(readings: Sequence[Reading], lines: Lines) -> tuple[Reading, ...]:
    """Give the readings with such lines in the articles that they belong to.

    A photographer's credit goes to the caption before it. An editor's note (编者按) goes to the
    text that follows it, a see-also box (相关链接), a list without a headline and rows of names
    above a headline to the article before them. Verse that looks like headlines is the text of
    the poet named before it.
    """
    found = _with_names(_with_tables(_with_verse(list(readings))))
    found = _with_credits(found, lines)
    found = _with_labels(found)
    moved = _moves(found, lines)
    return tuple(
        [
            replace(one, article=_last(moved, one.article)) if one.article in moved else one
            for one in found
        ]
    )


def _last(moved: Mapping[int, int], article: int) -> int:
    while article in moved:
        article = moved[article]
    return article


def _count(readings: Sequence[Reading], *roles: LineRole) -> Counter[int]:
    return Counter(reading.article for reading in readings if reading.role in roles)


def _with_verse(readings: list[Reading]) -> list[Reading]:
    texts = _count(readings, LineRole.TEXT)
    out = list(readings)
    for at, reading in enumerate(readings):
        if reading.role is not LineRole.BYLINE or texts[reading.article]:
            continue
        end = at + 1
        while end < len(readings) and _may_be_verse(readings[end], texts):
            end += 1
        run = [one.text for one in readings[at + 1 : end]]
        if len(run) >= _VERSE and set(kept_lines(run)) == {Kept.VERSE}:
            for place in range(at + 1, end):
                out[place] = replace(
                    out[place],
                    role=LineRole.TEXT,
                    article=reading.article,
                    opens=place == at + 1,
                )
            _name_headline(out, reading.article)
    return out


def _with_tables(readings: list[Reading]) -> list[Reading]:
    """Make text of a table that its rows' lack of marks makes look like headlines."""
    texts = _count(readings, LineRole.TEXT)
    heads: dict[int, list[int]] = {}
    for at, reading in enumerate(readings):
        if _may_be_verse(reading, texts):
            heads.setdefault(reading.article, []).append(at)
    out = list(readings)
    for article, places in heads.items():
        kept = kept_lines([readings[at].text for at in places])
        rows = [at for at, kind in zip(places, kept, strict=True) if kind is Kept.ROWS]
        if sum(_FIGURE_LAST.search(readings[at].text) is not None for at in rows) >= _ROWS:
            for at in rows:
                out[at] = replace(out[at], role=LineRole.TEXT, opens=True)
            _name_headline(out, article)
    return out


def _with_names(readings: list[Reading]) -> list[Reading]:
    """Give rows of names that stand above a headline to the text before them."""
    heads: dict[int, list[int]] = {}
    for at, reading in enumerate(readings):
        if reading.role in _HEADS:
            heads.setdefault(reading.article, []).append(at)
    out = list(readings)
    for article, places in heads.items():
        before = readings[places[0] - 1] if places[0] else None
        if before is None or before.role is not LineRole.TEXT or before.article == article:
            continue
        kept = zip(places, kept_lines([readings[at].text for at in places]), strict=True)
        rows = [at for at, _ in takewhile(lambda one: one[1] is Kept.ROWS, kept)]
        if rows and not _FIGURE.search("".join(readings[at].text for at in rows)):
            for at in rows:
                out[at] = replace(out[at], role=LineRole.TEXT, article=before.article, opens=True)
            _name_headline(out, article)
    return out


def _may_be_verse(reading: Reading, texts: Mapping[int, int]) -> bool:
    return reading.role in _HEADS and not texts.get(reading.article)


def _name_headline(readings: list[Reading], article: int) -> None:
    """Make a headline of what is left of an article's heads, where none is."""
    heads = [at for at, r in enumerate(readings) if r.article == article and r.role in _HEADS]
    if not any(readings[at].role is LineRole.HEADLINE for at in heads):
        for at in heads:
            readings[at] = replace(readings[at], role=LineRole.HEADLINE)


def _with_credits(readings: list[Reading], lines: Lines) -> list[Reading]:
    """Settle photographers' credits, and authors' names that open a text."""
    texts = _count(readings, LineRole.TEXT)
    out: list[Reading] = []
    begun: set[int] = set()
    for reading in readings:
        before = out[-1] if out else None
        now = reading
        if before and _is_credit_of(reading, before, texts):
            now = replace(reading, role=LineRole.CAPTION, article=before.article)
        elif reading.role is LineRole.TEXT and reading.article not in begun:
            begun.add(reading.article)
            if lines[reading.lines[0]].is_byline and texts[reading.article] > 1:
                now = replace(reading, role=LineRole.BYLINE, opens=False)
        elif reading.role is LineRole.TEXT and before and before.role is LineRole.BYLINE:
            now = replace(reading, opens=reading.opens or before is not readings[len(out) - 1])
        out.append(now)
    return out


def _is_credit_of(reading: Reading, before: Reading, texts: Mapping[int, int]) -> bool:
    return (
        reading.role is LineRole.BYLINE
        and before.role is LineRole.CAPTION
        and texts.get(before.article, 0) > 0
        and is_photo_credit(reading.text)
    )


def _with_labels(readings: list[Reading]) -> list[Reading]:
    """Take labels of notes and boxes out of the headlines."""
    texts = _count(readings, LineRole.TEXT)
    heads = _count(readings, *_HEADS)
    inserted = _inserted(readings)
    out: list[Reading] = []
    for before, reading, after in zip(
        [None, *readings], readings, [*readings[1:], None], strict=False
    ):
        label = is_label(reading.text) if reading.role in _HEADS else None
        alone = heads[reading.article] == 1
        now = reading
        within = not alone or reading.article in inserted
        if label is Note.EDITORS_NOTE and within and texts[reading.article]:
            now = replace(reading, role=LineRole.TEXT, opens=True)
        elif label is Note.EDITORS_NOTE and alone and after and _is_headless(after, heads):
            now = replace(reading, role=LineRole.TEXT, article=after.article, opens=True)
        elif label is Note.RELATED and alone and before and texts[before.article]:
            now = replace(reading, role=LineRole.SECTION_HEAD, opens=True)
        out.append(now)
    for was, now in zip(readings, tuple(out), strict=True):
        if was != now:
            _name_headline(out, was.article)
    return out


def _inserted(readings: Sequence[Reading]) -> set[int]:
    """Give the articles that stand between a headline and its text."""
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for at, reading in enumerate(readings):
        first.setdefault(reading.article, at)
        last[reading.article] = at
    return {
        article
        for article, at in first.items()
        if 0 < at <= last[article] < len(readings) - 1
        and readings[at - 1].role in _HEADS
        and readings[last[article] + 1].article == readings[at - 1].article
    }


def _is_headless(reading: Reading, heads: Mapping[int, int]) -> bool:
    return reading.role is LineRole.TEXT and not heads.get(reading.article)


def _moves(readings: Sequence[Reading], lines: Lines) -> dict[int, int]:
    """Tell which articles are parts of others: a note before its text, a box behind it."""
    heads = _count(readings, *_HEADS)
    opened = Counter(r.article for r in readings if r.role is LineRole.TEXT and r.opens)
    first: dict[int, Reading] = {}
    inside = [r for r in readings if r.role in (LineRole.TEXT, LineRole.SECTION_HEAD)]
    for reading in inside:
        first.setdefault(reading.article, reading)
    lists = _lists(inside, heads)
    moved: dict[int, int] = {}
    for before, after in pairwise(inside):
        if before.article == after.article or min(before.article, after.article) < 0:
            continue
        headless = _is_headless(after, heads) and not _dated(after, lines)
        under = headless and (_is_box_head(before) or _is_label_of_note(before, first))
        if under or after.article in lists or _is_box(after, heads, first):
            moved[after.article] = before.article
        elif _is_note(first[before.article]) and opened[before.article] <= _paragraphs(
            first[before.article]
        ):
            if not heads[before.article]:
                moved[before.article] = after.article
            elif not heads[after.article]:
                moved[after.article] = before.article
    return {article: to for article, to in moved.items() if _last_is_new(moved, article)}


def _lists(inside: Sequence[Reading], heads: Mapping[int, int]) -> set[int]:
    """Give the articles that are a list or a table and have no headline."""
    texts: dict[int, list[str]] = {}
    for reading in inside:
        if not heads.get(reading.article):
            texts.setdefault(reading.article, []).append(reading.text)
    return {article for article, said in texts.items() if set(kept_lines(said)) == {Kept.ROWS}}


def _dated(reading: Reading, lines: Lines) -> bool:
    return lines[reading.lines[0]].dated


def _last_is_new(moved: Mapping[int, int], article: int) -> bool:
    """Tell whether following the moves from an article comes to an end."""
    seen = {article}
    while article in moved:
        article = moved[article]
        if article in seen:
            return False
        seen.add(article)
    return True


def _is_box(reading: Reading, heads: Mapping[int, int], first: Mapping[int, Reading]) -> bool:
    """Tell whether an article is a box and no more: its label opens it, no headline is there."""
    opens = first[reading.article] is reading and _is_box_head(reading)
    return opens and not heads.get(reading.article)


def _is_box_head(reading: Reading) -> bool:
    return reading.role is LineRole.SECTION_HEAD and is_label(reading.text) is Note.RELATED


def _is_note(reading: Reading) -> bool:
    return reading.role is LineRole.TEXT and opens_note(reading.text) is Note.EDITORS_NOTE


def _is_label_of_note(reading: Reading, first: Mapping[int, Reading]) -> bool:
    """Tell whether a line is the label of a note and opens its article's text."""
    opens = first[reading.article] is reading and reading.role is LineRole.TEXT
    return opens and is_label(reading.text) is Note.EDITORS_NOTE


def _paragraphs(reading: Reading) -> int:
    """Give how many paragraphs a note has with its label: one more where that stands alone."""
    return 2 if is_label(reading.text) else 1
