"""Which headline lines head which article: one decision for all headlines of a page.

Where the headlines of several articles stand together, no line can be given its article by itself.
Lines are dealt to articles so that the sum of what the network thinks of each, of how the lines of
each article read as kicker, headline and deck, and of the articles that go without, is greatest:
coordinate ascent, from each line's likeliest article on.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import NamedTuple

from banmian.segment.choices import Choices, Sort
from banmian.segment.head_groups import MOST_A_LINE, Groups

_LEAST = -9.0
"""Log-probability of an article that the network does not think of."""
_HEADLESS, _SCATTERED = 0.5, -3.0
"""Log-odds of an article without a headline; that its heads stand in one place more."""
_BATCH = 160
"""Lines that are dealt together: more than a page has."""
_SWEEPS, _LONGEST, _LIKELY = 6, 3, 4
"""Sweeps over the lines; the most that are dealt to one article; articles tried for each."""


class Head(NamedTuple):
    """A line of a head: its article, or a number below 0 of the group without one that it is in."""

    article: int
    sort: Sort
    sure: float


def homes_of(found: Choices, at: int, articles: Mapping[int, int]) -> dict[int, float]:
    """Give the articles that a line may be in, and how likely: as any of their lines is its home.

    The network points to where it thinks that an article begins, which may be another line.
    `articles` has the article of each line of text.
    """
    shares: defaultdict[int, float] = defaultdict(float)
    for line, score in found.wishes(at).items():
        if line in articles:
            shares[articles[line]] += math.exp(score)
    return {article: math.log(share) for article, share in shares.items() if share > 0}


class Deal:
    """The headline lines of a page, dealt to its articles as well as they can be."""

    def __init__(
        self,
        runs: Sequence[Sequence[int]],
        found: Choices,
        groups: Groups,
        articles: Mapping[int, int],
    ) -> None:
        """Deal the lines of `runs`, which stand together; `articles` is for each line of text."""
        self._hands = [_Hand(some, found, groups, articles) for some in _batches(runs)]
        self._articles = set(articles.values())

    def worth(self) -> float:
        """Give how likely it all is, as a logarithm."""
        headed = {article for hand in self._hands for article in hand.headed()}
        headless = len(self._articles - headed)
        return sum(hand.worth() for hand in self._hands) + _HEADLESS * headless

    def heads(self) -> Iterator[tuple[int, Head]]:
        """Give what each line is; groups of lines that head no article have numbers below 0."""
        alone = count(-1, -1)
        for hand in self._hands:
            for article, group, sure in hand.dealt():
                number = article if article >= 0 else next(alone)
                for at, sort in zip(group, hand.reading(group), strict=True):
                    yield at, Head(number, sort, sure)


def _batches(runs: Sequence[Sequence[int]]) -> Iterator[list[Sequence[int]]]:
    """Part the runs of a long page, and long runs: what is dealt at once is limited."""
    batch: list[Sequence[int]] = []
    size = 0
    for run in runs:
        for start in range(0, len(run), _BATCH):
            part = run[start : start + _BATCH]
            if size + len(part) > _BATCH:
                yield batch
                batch, size = [], 0
            batch.append(part)
            size += len(part)
    if batch:
        yield batch


class _Hand:
    """Lines that are dealt together. Those of a run without an article have a number below 0."""

    def __init__(
        self,
        runs: Sequence[Sequence[int]],
        found: Choices,
        groups: Groups,
        articles: Mapping[int, int],
    ) -> None:
        self._runs, self._groups = runs, groups
        self._place = {at: (run, place) for run, r in enumerate(runs) for place, at in enumerate(r)}
        self._wishes = {
            at: homes_of(found, at, articles) | {-1 - run: float(found.homeless[at])}
            for at, (run, _) in self._place.items()
        }
        self._likely = {
            at: sorted(wishes, key=lambda article: -wishes[article])[:_LIKELY]
            for at, wishes in self._wishes.items()
        }
        self._known: dict[tuple[int, tuple[int, ...]], float] = {}
        self._rooms: dict[tuple[int, tuple[int, ...]], float] = {}
        self._lines: dict[int, tuple[int, ...]] = {}
        for at, likely in self._likely.items():
            self._lines[likely[0]] = (*self._lines.get(likely[0], ()), at)
        self._now = {at: article for article, lines in self._lines.items() for at in lines}
        for _ in range(_SWEEPS):
            if not sum(self._is_better(some) for some in self._pieces()):
                break

    def headed(self) -> set[int]:
        """Give the articles that have a head."""
        return {article for article, lines in self._lines.items() if article >= 0 and lines}

    def worth(self) -> float:
        """Give how likely the heads are, as a logarithm; those that lack are not counted."""
        return sum(self._score(article, lines) for article, lines in self._lines.items() if lines)

    def dealt(self) -> Iterator[tuple[int, tuple[int, ...], float]]:
        """Give articles with their heads and how sure; below 0 each group without an article."""
        for article, lines in sorted(self._lines.items()):
            for group in self._alone(lines) if article < 0 else [lines] if lines else []:
                wishes = [self._wishes[at][article] for at in group if article in self._wishes[at]]
                likely = sum(wishes) / len(wishes) if wishes else _LEAST
                yield article, group, math.exp(min(0.0, likely))

    def reading(self, group: tuple[int, ...]) -> Sequence[Sort]:
        """Give the sorts of a group's lines."""
        return self._groups.reading(group)[1]

    def _pieces(self) -> Iterator[tuple[int, ...]]:
        for run in self._runs:
            for start in range(len(run)):
                for end in range(start + 1, min(len(run), start + _LONGEST) + 1):
                    yield tuple(run[start:end])

    def _is_better(self, some: tuple[int, ...]) -> bool:
        """Deal some lines to the article where all is likeliest; tell whether that is another."""
        now = {self._now[at] for at in some}
        tried = {article for at in some for article in self._likely[at]}
        best, kept = 1e-6, None
        for article in sorted(tried - now if len(now) == 1 else tried):
            if self._gain_at_most(some, {*now, article}, article) <= best:
                continue
            changed = self._changed(some, {*now, article}, article)
            gain = sum([self._gain(one, lines) for one, lines in changed.items()])
            if gain > best:
                best, kept = gain, (article, changed)
        if kept is None:
            return False
        self._lines |= kept[1]
        self._now |= dict.fromkeys(some, kept[0])
        return True

    def _gain_at_most(self, some: tuple[int, ...], touched: set[int], article: int) -> float:
        """Bound what dealing some lines to an article gains: as if all read as well as can be.

        Few are worth more than a look at this.
        """
        wishes = sum([self._wish(at, article) - self._wish(at, self._now[at]) for at in some])
        return wishes + sum([self._room(one) for one in touched])

    def _room(self, article: int) -> float:
        """Give how much better the lines of an article could read."""
        lines = self._lines.get(article, ())
        room = self._rooms.get((article, lines))
        if room is None:
            form = self._score(article, lines) - sum([self._wish(at, article) for at in lines])
            most = MOST_A_LINE * len(lines) + max(0.0, _HEADLESS)
            room = self._rooms[article, lines] = most - form
        return room

    def _wish(self, at: int, article: int) -> float:
        return self._wishes[at].get(article, _LEAST)

    def _changed(
        self, some: tuple[int, ...], touched: set[int], article: int
    ) -> dict[int, tuple[int, ...]]:
        """Give the lines of the articles that change when some lines are dealt to one."""
        changed = {}
        for one in touched:
            lines = tuple(at for at in self._lines.get(one, ()) if at not in some)
            changed[one] = tuple(sorted((*lines, *some))) if one == article else lines
        return changed

    def _gain(self, article: int, lines: tuple[int, ...]) -> float:
        """Give how much likelier an article is with these lines than with those that it has."""
        return self._score(article, lines) - self._score(article, self._lines.get(article, ()))

    def _score(self, article: int, lines: tuple[int, ...]) -> float:
        key = (article, lines)
        score = self._known.get(key)
        if score is None:
            score = self._known[key] = self._worth(article, lines)
        return score

    def _worth(self, article: int, lines: tuple[int, ...]) -> float:
        wishes = sum([self._wish(at, article) for at in lines])
        if article < 0:
            return wishes + sum(self._groups.reading(part)[0] for part in self._alone(lines))
        if not lines:
            return _HEADLESS
        places = len(self._together(lines))
        return wishes + self._groups.reading(lines)[0] + _SCATTERED * (places - 1)

    def _alone(self, lines: Sequence[int]) -> list[tuple[int, ...]]:
        """Group lines of a run that are in no article."""
        return [part for together in self._together(lines) for part in self._groups.parts(together)]

    def _together(self, lines: Sequence[int]) -> list[list[int]]:
        """Part lines where others stand between."""
        parts: list[list[int]] = []
        for at in lines:
            run, place = self._place[at]
            if parts and self._place[parts[-1][-1]] == (run, place - 1):
                parts[-1].append(at)
            else:
                parts.append([at])
        return parts
