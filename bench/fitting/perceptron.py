"""An averaged perceptron: whatever a page is read wrongly by counts less, what it lacks more.

A page is read twice, once with wrong labels made to look better than they are (by what they would
cost), so that the right ones have to win by a margin, and once bound to its right labels. What
only the second reading counts is raised, what only the first counts is lowered.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from msgspec.structs import asdict, replace

from banmian.segment.labels import START, Evidence, Label, Sources, State
from banmian.segment.viterbi import decide
from banmian.segment.weights import Weights
from fitting.pages import Page
from fitting.symbols import NAMES, counts, symbols

WORDS = tuple(name for name in NAMES if name.endswith(("_opener", "_continues")))
"""Weights of words that open articles or paragraphs: left out for half of the pages."""
_READ_ANEW = range(1, 4)
"""Epochs before which pages are read anew; later the weights change little."""
_COST = {
    Label.FIRST: 6.0,
    Label.HEADLINE: 2.0,
    Label.SECTION: 2.0,
    Label.JUMP: 0.0,
    Label.FURNITURE: 0.0,
}
"""What it costs to take a line of this label for any other: 1 where it does not say."""
_COST_IN_TEXT = {Label.FIRST: 4.0, Label.HEADLINE: 2.0, Label.SECTION: 1.5}
"""What it costs to take a line within a text for this."""

Step = tuple[State, Label]
"""A label, and the state that it was given in."""
Told = Callable[[int, int, Weights], None]
"""Hears of each epoch: its number, the lines that were read wrongly, the weights."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How far to go: epochs, size of a step, and the share of its way that a weight is pulled back.

    It is pulled back to where it was before the fit, after each page.
    """

    epochs: int = 6
    step: float = 0.1
    pull: float = 0.003


def _cost(right: Label, label: Label) -> float:
    if label is right:
        return 0.0
    if right in (Label.PARAGRAPH, Label.MIDDLE):
        return _COST_IN_TEXT.get(label, 1.0)
    return _COST.get(right, 1.0)


_COSTS = {right: tuple(_cost(right, label) for label in Label) for right in Label}


class SecondReading(Evidence):
    """Evidence that knows what a first reading found, but keeps none of its scores."""

    def __init__(self, sources: Sources, weights: Weights) -> None:
        """Take what the evidence is taken from, and what it counts."""
        super().__init__(sources, weights, Evidence(sources, weights))


class _Tempting(SecondReading):
    """Evidence that makes wrong labels look better, by what they cost."""

    def __init__(self, page: Page, weights: Weights) -> None:
        super().__init__(page.sources, weights)
        for at, right in enumerate(page.right):
            if right is not None:
                own, *_ = self.scores(START, at)
                costs = _COSTS[right]
                self.own[at] = tuple(score + cost for score, cost in zip(own, costs, strict=True))


class _Bound(SecondReading):
    """Evidence that knows the right labels and allows no others."""

    def __init__(self, page: Page, weights: Weights) -> None:
        super().__init__(page.sources, weights)
        self._right = page.right

    def options(self, state: State, at: int) -> tuple[Label, ...]:
        options, right = super().options(state, at), self._right[at]
        return (right,) if right in options else options


def _read(of: Evidence) -> list[Step]:
    steps = []
    state = START
    for at, decision in enumerate(decide(of)):
        steps.append((state, decision.label))
        state = of.follow(state, at, decision.label)
    return steps


class Perceptron:
    """Weights that learn page by page."""

    def __init__(self, start: Weights, pace: Pace) -> None:
        """Begin with some weights."""
        self._start = asdict(start)
        self._now = asdict(start)
        self._pace = pace
        self._squares: defaultdict[str, float] = defaultdict(lambda: 1.0)

    @property
    def weights(self) -> Weights:
        """What has been learned so far."""
        return Weights(**self._now)

    def add_to(self, sums: dict[str, float]) -> None:
        """Add each weight to a sum."""
        for name in NAMES:
            sums[name] += self._now[name]

    def learn(self, page: Page, *, without: Sequence[str] = ()) -> int:
        """Learn from a page, as if some weights were none; count the lines read wrongly."""
        weights = replace(self.weights, **dict.fromkeys(without, 0.0))
        wrong, right = _read(_Tempting(page, weights)), _read(_Bound(page, weights))
        asked = SecondReading(page.sources, symbols(without))
        change: defaultdict[str, float] = defaultdict(float)
        for at, (bad, good) in enumerate(zip(wrong, right, strict=True)):
            if bad != good:
                for name, count in _counted(asked, at, good).items():
                    change[name] += count
                for name, count in _counted(asked, at, bad).items():
                    change[name] -= count
        self._move(change)
        return sum(bad[1] is not good[1] for bad, good in zip(wrong, right, strict=True))

    def _move(self, change: Mapping[str, float]) -> None:
        """Take a step: the shorter, the more a weight has been moved; then be pulled back."""
        for name, amount in change.items():
            if amount:
                self._squares[name] += amount**2
                self._now[name] += self._pace.step * amount / math.sqrt(self._squares[name])
        for name in NAMES:
            self._now[name] -= self._pace.pull * (self._now[name] - self._start[name])


def _counted(asked: Evidence, at: int, step: Step) -> Mapping[str, float]:
    """Say which weights, and how often, speak for a step."""
    state, label = step
    return counts(table[label] for table in asked.scores(state, at))


def fit(pages: Sequence[Page], start: Weights, pace: Pace, told: Told, seed: int = 1) -> Weights:
    """Fit weights to pages: the mean of the second half of all steps, to two digits."""
    chance = Random(seed)  # noqa: S311
    learner = Perceptron(start, pace)
    sums = dict.fromkeys(NAMES, 0.0)
    taken = 0
    without: tuple[str, ...] = ()
    read_anew(pages, start)
    for epoch in range(pace.epochs):
        if epoch in _READ_ANEW:
            read_anew(pages, learner.weights)
        wrong = 0
        order = list(pages)
        chance.shuffle(order)
        for page in order:
            wrong += learner.learn(page, without=without)
            without = WORDS if chance.random() < 0.5 else ()  # noqa: PLR2004 — half of the pages
            if epoch >= pace.epochs // 2:
                learner.add_to(sums)
                taken += 1
        told(epoch, wrong, learner.weights)
    return Weights(**{name: round(sums[name] / taken, 2) for name in NAMES})


def read_anew(pages: Sequence[Page], weights: Weights) -> None:
    """Read each page a first time with these weights."""
    for page in dict.fromkeys(pages):
        page.read_anew(weights)
