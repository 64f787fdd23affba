"""What each line of a page was taken for: the account that pieces are made from."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from banmian.model.layout import LineRole, Reading
from banmian.segment.beginnings import thought_over
from banmian.segment.choices import Choices, Sort
from banmian.segment.cues import Cue
from banmian.segment.fragments import broken, gathered
from banmian.segment.head_groups import HEADS, Groups
from banmian.segment.heads import Deal, homes_of
from banmian.segment.lines import Line, has_marks, is_closed
from banmian.segment.roles import WHOLE, Forms
from banmian.segment.signing import signed
from banmian.segment.threads import Threads, threads_of

_ROLES = {
    Sort.FIRST: LineRole.TEXT,
    Sort.PARAGRAPH: LineRole.TEXT,
    Sort.MIDDLE: LineRole.TEXT,
    Sort.SECTION: LineRole.SECTION_HEAD,
    Sort.KICKER: LineRole.KICKER,
    Sort.HEADLINE: LineRole.HEADLINE,
    Sort.DECK: LineRole.DECK,
    Sort.BYLINE: LineRole.BYLINE,
    Sort.CAPTION: LineRole.CAPTION,
    Sort.JUMP: LineRole.JUMP,
    Sort.FURNITURE: LineRole.FURNITURE,
}
_ALL = tuple(_ROLES.values())
_JUMPS = (Cue.JUMP_FROM, Cue.JUMP_TO)
_HEAD_ROLES = (LineRole.KICKER, LineRole.HEADLINE, LineRole.DECK)
_FURNITURE = (Cue.FURNITURE, Cue.CREDITS)
_SURELY = math.log(0.95)
"""Log-probability above which the network's word alone makes a line furniture."""
_NO_HOME = -12.0
"""Log-probability below which a line is not in an article."""
_BESIDE = 4.0
"""How much it counts that a line stands right behind an article's head or its last line."""
_SECTION = 18
"""Characters of a section head, at most."""
_PAGE = 160
"""Lines of heads of a page, at most: where there are more, beginnings are not thought over."""
_CREDIT = 12
"""Characters of a credit in brackets on either side of a line's end, at most."""
_REACH = 2
"""Lines from one headline line to the next of its group, at most: a byline may stand between."""


@dataclass(slots=True)
class _Account:
    """The account while it grows: for each line its role, article, whether it opens, how sure."""

    lines: Sequence[Line]
    found: Choices
    sorts: Sequence[Sort]
    threads: Threads
    sure: Sequence[float]  # of each line's sort, 0 to 1
    roles: dict[int, tuple[LineRole, int, bool, float]] = field(default_factory=dict)


def readings_of(lines: Sequence[Line], found: Choices, forms: Forms) -> tuple[Reading, ...]:
    """Say of each line what it is and in which article, in reading order.

    Texts are articles, in the order in which they begin; headlines without a text come after
    them. An article's lines of text stand in its order, in the places that they have in `lines`.
    """
    found = _by_form(lines, found)
    threads = threads_of(found)
    sorts = [_sort(*pair) for pair in zip(lines, found.likeliest(), strict=True)]
    for at in _perhaps_heads(lines, found):
        sorts[at] = Sort.HEADLINE
    for at in _section_heads(lines, sorts, threads):
        sorts[at] = Sort.SECTION
    for at in _strays(lines, sorts, threads):
        sorts[at] = Sort.HEADLINE
    threads = tuple(tuple(at for at in text if sorts[at] not in HEADS) for text in threads)
    runs = list(_runs(sorts))
    groups = Groups(lines, found, forms)

    def dealt(texts: Threads) -> Deal:
        return Deal(runs, found, groups, _articles(texts))

    if sum(map(len, runs)) <= _PAGE:
        threads = thought_over(threads, found, lambda texts: dealt(texts).worth())
        if parts := [*broken(threads, lines)]:
            headed = {head.article for _, head in dealt(threads).heads()}
            fragments = [threads[number] for number in parts if number not in headed]
            threads = gathered(threads, fragments, lines, found)
    for at in _unfinished(lines, sorts, threads):
        sorts[at] = Sort.SECTION
    sure = np.exp(found.sorts.max(1)).tolist()
    account = _Account(lines, found, sorts, _with_heads(threads, sorts), sure)
    _take_texts(account)
    _take_heads(account, dealt(account.threads))
    _take_rest(account)
    orders = (-found.sorts).argsort(1, kind="stable").tolist()
    readings = [
        Reading(line.numbers, line.text, *account.roles[at], second=_second(order))
        for at, (line, order) in enumerate(zip(lines, orders, strict=True))
    ]
    ordered = list(readings)
    for thread in account.threads:
        for place, at in zip(sorted(thread), thread, strict=True):
            ordered[place] = readings[at]
    return tuple(ordered)


def _by_form(lines: Sequence[Line], found: Choices) -> Choices:
    """Let form decide what is certain by it.

    A line goes on in the text before it where it ends a credit that a line's end breaks, and a text
    begins behind （上接第1版）.
    """
    sorts = found.likeliest()
    pairs = list(enumerate(pairwise(lines), 1))
    ends = [
        at for at, pair in pairs if sorts[at - 1] <= Sort.MIDDLE < sorts[at] and _is_broken(*pair)
    ]
    begins = [
        at
        for at, (before, _) in pairs
        if before.cue is Cue.JUMP_FROM and sorts[at - 1] is Sort.JUMP and sorts[at] <= Sort.MIDDLE
    ]
    return found.going_on(ends).beginning(begins)


def _is_broken(before: Line, line: Line) -> bool:
    """Tell whether a bracket opens near the end of a line and closes near the next's beginning."""
    start, end = before.text.rfind("（"), line.text.find("）")
    opened = start > before.text.rfind("）") and start >= len(before.text) - _CREDIT
    return opened and 0 <= end < _CREDIT and "（" not in line.text[:end]


def _sort(line: Line, sort: Sort) -> Sort:
    """Give a line's sort; a jump line has the form of one."""
    return Sort.FURNITURE if sort is Sort.JUMP and line.cue not in _JUMPS else sort


def _perhaps_heads(lines: Sequence[Line], found: Choices) -> Iterator[int]:
    """Give lines that are furniture by nothing but a doubtful opinion, headlines otherwise."""
    order = np.argsort(found.sorts, 1)[:, -2:].tolist()
    for at, (second, first) in enumerate(order):
        doubtful = first == Sort.FURNITURE and second == Sort.HEADLINE
        if doubtful and found.sorts[at, first] < _SURELY and lines[at].cue not in _FURNITURE:
            yield at


def _section_heads(
    lines: Sequence[Line], sorts: Sequence[Sort], threads: Sequence[Sequence[int]]
) -> Iterator[int]:
    """Give single heads between two paragraphs of one text, one of which goes on from the other."""
    goes_on = {pair for thread in threads for pair in pairwise(thread)}
    for at in range(1, len(lines) - 1):
        between = (at - 1, at + 1) in goes_on and lines[at - 1].ends
        if between and sorts[at] in HEADS and sorts[at + 1] is Sort.PARAGRAPH:
            yield at


def _unfinished(lines: Sequence[Line], sorts: Sequence[Sort], threads: Threads) -> Iterator[int]:
    """Give lines without a mark between the end of one paragraph and the beginning of another.

    No paragraph stops unfinished: such a line is a section head, set like the text.
    """
    for thread in threads:
        for before, at, after in zip(thread, thread[1:], thread[2:], strict=False):
            alone = lines[before].ends and sorts[after] is Sort.PARAGRAPH
            if alone and _may_be_head(lines[at]):
                yield at


def _strays(lines: Sequence[Line], sorts: Sequence[Sort], threads: Threads) -> Iterator[int]:
    """Give lines without a mark behind a text's end, beside a headline: they are one with it."""
    for *_, before, at in (thread for thread in threads if len(thread) > 1):
        beside = {*sorts[max(0, at - 1) : at], *sorts[at + 1 : at + 2]} & {*HEADS}
        if beside and lines[before].ends and _may_be_head(lines[at]):
            yield at


def _may_be_head(line: Line) -> bool:
    text = line.text
    return len(text) <= _SECTION and not line.ends and not has_marks(text) and is_closed(text)


def _with_heads(
    threads: Sequence[Sequence[int]], sorts: Sequence[Sort]
) -> tuple[tuple[int, ...], ...]:
    """Give the threads with the section heads that stand between two of their lines."""
    strung = {at for thread in threads for at in thread}
    heads = {at for at, sort in enumerate(sorts) if sort is Sort.SECTION} - strung
    return tuple(
        tuple(one for at in thread for one in ((at - 1, at) if at - 1 in heads else (at,)))
        for thread in threads
    )


def _second(order: Sequence[int]) -> LineRole:
    """Give what a line would be taken for otherwise, of its sorts: another role than its own."""
    first = _ALL[order[0]]
    return next(role for role in map(_ALL.__getitem__, order) if role is not first)


def _take_texts(account: _Account) -> None:
    links = [link for thread in account.threads for link in pairwise((-1, *thread))]
    if not links:
        return
    before, lines = zip(*links, strict=True)
    ties = dict(zip(lines, account.found.ties(lines, before), strict=True))
    for article, thread in enumerate(account.threads):
        alone = len(thread) == 1
        for last, at in pairwise((-1, *thread)):
            role = LineRole.TEXT if alone else _ROLES[account.sorts[at]]
            sure = ties[at] if last < 0 else min(ties[at], account.sure[at])
            opens = last < 0 or not _goes_on(account, last, at)
            account.roles[at] = (role, article, opens, round(sure, 3))


def _goes_on(account: _Account, before: int, at: int) -> bool:
    """Tell whether a line goes on in the paragraph, or in the section head, of that before it."""
    sort = account.sorts[at]
    if sort is account.sorts[before] is Sort.SECTION:
        return len(account.lines[before].text) <= WHOLE
    return sort is Sort.MIDDLE


def _share(scores: Mapping[int, float], one: int) -> float:
    """Give the share of one of some logarithms of shares."""
    most = max(scores.values())
    total = sum(math.exp(score - most) for score in scores.values())
    return math.exp(scores[one] - most) / total


def _take_heads(account: _Account, deal: Deal) -> None:
    """Give headline lines their articles; groups of them without a text are articles alone.

    They are as sure as the less sure of what a line is and whose it is.
    """
    texts = len(account.threads)
    shares = np.exp(account.found.sorts)
    for at, head in deal.heads():
        article = head.article if head.article >= 0 else texts - 1 - head.article
        sure = min(head.sure, float(shares[at, head.sort]))
        account.roles[at] = (_ROLES[head.sort], article, False, round(sure, 3))


def _runs(sorts: Sequence[Sort]) -> Iterator[list[int]]:
    """Gather lines of heads that stand together; a byline may stand between."""
    run: list[int] = []
    for at, sort in enumerate(sorts):
        if sort in HEADS:
            between = sorts[run[-1] + 1 : at] if run else []
            if run and (len(between) >= _REACH or any(one is not Sort.BYLINE for one in between)):
                yield run
                run = []
            run.append(at)
    if run:
        yield run


def _articles(threads: Threads) -> Mapping[int, int]:
    """Give the article of each line of text."""
    return {at: article for article, thread in enumerate(threads) for at in thread}


def _take_rest(account: _Account) -> None:
    """Give bylines, captions and jump lines to their articles, and leave furniture over."""
    articles = _articles(account.threads)
    homes = {
        at: home
        for sort in (Sort.BYLINE, Sort.JUMP)
        for at, home in _one_each(account, articles, sort).items()
    }
    for at, line in enumerate(account.lines):
        if at in account.roles:
            continue
        sort, sure = account.sorts[at], round(account.sure[at], 3)
        home = homes[at] if at in homes else _likeliest(_homes(account, at, articles))
        if sort is Sort.JUMP and line.cue is Cue.JUMP_FROM:
            home = articles.get(at + 1, home)  # it stands above what goes on here
        if sort is Sort.FURNITURE:
            role = LineRole.CREDITS if line.cue is Cue.CREDITS else LineRole.FURNITURE
            account.roles[at] = (role, -1, False, sure)
        elif home < 0:
            account.roles[at] = (LineRole.UNPLACED, -1, False, 0.0)
        else:
            goes_on = sort is Sort.CAPTION and at > 0 and account.sorts[at - 1] is sort
            sure = round(sure * _share({home: _NO_HOME} | _homes(account, at, articles), home), 3)
            account.roles[at] = (_ROLES[sort], home, sort is Sort.CAPTION and not goes_on, sure)


def _one_each(account: _Account, articles: Mapping[int, int], sort: Sort) -> Mapping[int, int]:
    """Give bylines, or jump lines, their articles; of each an article hardly has two.

    It is likelier where its head or its last line stands right before.
    """
    ends = {thread[-1]: article for article, thread in enumerate(account.threads)}
    wishes = {}
    for at in (at for at, one in enumerate(account.sorts) if one is sort):
        wishes[at] = _homes(account, at, articles)
        role, article, *_ = account.roles.get(at - 1, (LineRole.UNPLACED, -1))
        above = article if role in _HEAD_ROLES else ends.get(at - 1, -1)
        if 0 <= above < len(account.threads):
            wishes[at][above] = wishes[at].get(above, _NO_HOME) + _BESIDE
    credited = {
        article
        for at, article in articles.items()
        if sort is Sort.BYLINE and (account.lines[at].credited or account.lines[at].byline)
    }
    return signed(wishes, credited)


def _homes(account: _Account, at: int, articles: Mapping[int, int]) -> dict[int, float]:
    homes = homes_of(account.found, at, articles)
    return {article: score for article, score in homes.items() if score > _NO_HOME}


def _likeliest(homes: Mapping[int, float]) -> int:
    return max(homes, key=homes.__getitem__, default=-1)
