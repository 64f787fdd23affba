"""What each line of a page was taken for: the account that pieces are made from."""

import math
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import pairwise

from banmian.model.layout import LineRole, Reading
from banmian.segment.cues import Cue
from banmian.segment.lines import Line
from banmian.segment.roles import Forms, roles_of
from reader.choices import Choices, Sort
from reader.threads import threads_of

_HEADS = (Sort.KICKER, Sort.HEADLINE, Sort.DECK)
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
_FEW = 1
_CLEAR = 0.8
"""How sure a kicker or a deck must be that stands alone."""
_HEAD_ROLES = (LineRole.KICKER, LineRole.HEADLINE, LineRole.DECK)
_NO_HOME = -12.0
"""Log-probability below which a line is not in an article."""
_BESIDE = 9.0
"""How much it counts that a byline stands right behind an article's head or its last line."""
_TOLD = 0.6
"""How sure all lines of a group of heads must be, not to be told apart by their form."""
_NEARLY_NEVER = -30.0
_REACH = 2
"""Lines from one headline line to the next of its group, at most: a byline may stand between."""


@dataclass(slots=True)
class _Account:
    """The account while it grows: for each line its role, article, whether it opens, how sure."""

    lines: Sequence[Line]
    found: Choices
    forms: Forms
    sorts: Sequence[Sort]
    threads: tuple[tuple[int, ...], ...]
    roles: dict[int, tuple[LineRole, int, bool, float]] = field(default_factory=dict)

    def sure(self, at: int) -> float:
        """How sure a line's sort is, 0 to 1."""
        return math.exp(float(self.found.sorts[at].max()))


def readings_of(lines: Sequence[Line], found: Choices, forms: Forms) -> tuple[Reading, ...]:
    """Say of each line what it is and in which article, in reading order.

    Texts are articles, in the order in which they begin; headlines without a text come after
    them. An article's lines of text stand in its order where they stand in the source.
    """
    threads = threads_of(found)
    sorts = [_sort(line, found, at) for at, line in enumerate(lines)]
    for at in _section_heads(lines, sorts, threads):
        sorts[at] = Sort.SECTION
    account = _Account(lines, found, forms, sorts, _with_heads(threads, sorts))
    _take_texts(account)
    _take_heads(account)
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


def _sort(line: Line, found: Choices, at: int) -> Sort:
    """Give a line's sort; a jump line has the form of one."""
    sort = found.sort_of(at)
    if sort is Sort.JUMP and line.cue not in _JUMPS:
        return Sort.FURNITURE
    return sort


def _section_heads(
    lines: Sequence[Line], sorts: Sequence[Sort], threads: Sequence[Sequence[int]]
) -> Iterator[int]:
    """Give single heads between two paragraphs of one text, one of which goes on from the other."""
    goes_on = {pair for thread in threads for pair in pairwise(thread)}
    for at in range(1, len(lines) - 1):
        between = (at - 1, at + 1) in goes_on and lines[at - 1].ends
        if between and sorts[at] in _HEADS and sorts[at + 1] is Sort.PARAGRAPH:
            yield at


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
    for article, thread in enumerate(account.threads):
        for at in thread:
            sort = account.sorts[at]
            alone = len(thread) == 1
            role = LineRole.TEXT if alone else _ROLES[sort]
            opens = at == thread[0] or sort is not Sort.MIDDLE
            sure = _opening(account.found, at) if at == thread[0] else account.sure(at)
            account.roles[at] = (role, article, opens, round(sure, 3))


def _opening(found: Choices, at: int) -> float:
    """How sure it is that an article begins with a line: against the best line before it."""
    lead = float(found.begins[at]) - float(found.following[at].max(initial=-30.0))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, lead))))


def _take_heads(account: _Account) -> None:
    """Give each group of headline lines its article, the surest first; one a text.

    A second group comes to the same text where only one of the two has a headline.
    """
    groups = list(_groups(account))
    articles = {thread[0]: article for article, thread in enumerate(account.threads)}
    wishes = sorted(
        (
            (-score, number, article)
            for number, group in enumerate(groups)
            for article, score in _wishes(account.found, group, articles)
        ),
    )
    placed: dict[int, tuple[int, float]] = {}
    headed: dict[int, bool] = {}
    for score, number, article in wishes:
        has = any(account.sorts[at] is Sort.HEADLINE for at in groups[number])
        if number in placed or (article >= 0 and headed.get(article, False) and has):
            continue
        placed[number] = (article, math.exp(-score))
        if article >= 0:
            headed[article] = headed.get(article, False) or has
    alone = len(account.threads)
    parted = _are_parted(account.lines, groups)
    for number, group in enumerate(groups):
        article, sure = placed.get(number, (-1, 0.0))
        if article < 0:
            article, alone = alone, alone + 1
        for at, role in zip(group, _names(account, group, article, parted=parted), strict=True):
            account.roles[at] = (role, article, False, round(sure, 3))


def _groups(account: _Account) -> Iterator[list[int]]:
    """Gather lines of heads that stand together and want the same article."""
    group: list[int] = []
    for at, sort in enumerate(account.sorts):
        if sort not in _HEADS:
            continue
        if group and not _joins(account, group, at):
            yield group
            group = []
        group.append(at)
    if group:
        yield group


def _joins(account: _Account, group: Sequence[int], at: int) -> bool:
    last = group[-1]
    between = account.sorts[last + 1 : at]
    if at - last > _REACH or any(sort is not Sort.BYLINE for sort in between):
        return False
    return _likeliest(account.found, last) == _likeliest(account.found, at)


def _likeliest(found: Choices, at: int) -> int:
    homeless = float(found.homeless[at]) > float(found.at_home[at, 0])
    return -1 if homeless else int(found.homes[at, 0])


def _wishes(
    found: Choices, group: Sequence[int], articles: dict[int, int]
) -> Iterator[tuple[int, float]]:
    """Give the articles that a group may head, and how likely; -1 for none."""
    totals: dict[int, float] = {}
    for at in group:
        for line, score in zip(found.homes[at].tolist(), found.at_home[at].tolist(), strict=True):
            if line in articles and score > _NEARLY_NEVER:
                totals.setdefault(articles[line], _NEARLY_NEVER * len(group))
                totals[articles[line]] += score - _NEARLY_NEVER
    for article, total in totals.items():
        yield article, total / len(group)
    yield -1, sum(float(found.homeless[at]) for at in group) / len(group)


def _are_parted(lines: Sequence[Line], groups: Sequence[Sequence[int]]) -> bool:
    """Tell whether a blank line parts heads on this page: some have one before them, some not."""
    inner = [lines[at].blanks > 0 for group in groups for at in group[1:]]
    return _FEW < sum(inner) < len(inner) - _FEW


def _names(
    account: _Account, group: Sequence[int], article: int, *, parted: bool
) -> Sequence[LineRole]:
    """Give the roles of a group's lines: by their form, but for a kicker or a deck alone."""
    sorts = [account.sorts[at] for at in group]
    if len(group) > 1:
        clear = all(account.sure(at) > _TOLD for at in group) and Sort.HEADLINE in sorts
        if clear and article < len(account.threads):
            return [_ROLES[sort] for sort in sorts]
        return roles_of([account.lines[at] for at in group], account.forms, parted=parted)
    sort = sorts[0]
    if article >= len(account.threads) or account.sure(group[0]) < _CLEAR:
        sort = Sort.HEADLINE
    if sort is Sort.HEADLINE and article < len(account.threads):
        return roles_of([account.lines[group[0]]], account.forms, parted=parted)
    return [_ROLES[sort]]


def _take_rest(account: _Account) -> None:
    """Give bylines, captions and jump lines to their articles, and leave furniture over."""
    articles = {thread[0]: article for article, thread in enumerate(account.threads)}
    ends = {thread[-1] for thread in account.threads}
    for at, line in enumerate(account.lines):
        if at in account.roles:
            continue
        sort, sure = account.sorts[at], round(account.sure(at), 3)
        home = _home(account, at, articles, ends)
        if sort is Sort.FURNITURE:
            role = LineRole.CREDITS if line.cue is Cue.CREDITS else LineRole.FURNITURE
            account.roles[at] = (role, -1, False, sure)
        elif home < 0:
            account.roles[at] = (LineRole.UNPLACED, -1, False, 0.0)
        else:
            goes_on = sort is Sort.CAPTION and at > 0 and account.sorts[at - 1] is sort
            account.roles[at] = (_ROLES[sort], home, sort is Sort.CAPTION and not goes_on, sure)


def _home(account: _Account, at: int, articles: Mapping[int, int], ends: AbstractSet[int]) -> int:
    """Give the article of a line that is no text; -1 for none.

    A byline is likelier in the article whose head or whose last line stands right before it.
    """
    lines, scores = account.found.homes[at].tolist(), account.found.at_home[at].tolist()
    wishes = {
        articles[line]: score
        for line, score in zip(lines, scores, strict=True)
        if line in articles and score > _NO_HOME
    }
    above = account.roles.get(at - 1)
    if account.sorts[at] is Sort.BYLINE and above and 0 <= above[1] < len(account.threads):
        heads = above[0] in _HEAD_ROLES or above[0] is LineRole.BYLINE
        if at - 1 in ends or heads:
            wishes[above[1]] = wishes.get(above[1], _NO_HOME) + _BESIDE
    return max(wishes, key=lambda article: wishes[article], default=-1)
