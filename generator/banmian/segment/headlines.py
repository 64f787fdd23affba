"""Which headline belongs to which text.

Each line of a run of headline lines goes to a text or stays alone; neighbours that go to the same
text are its kicker, headline and deck. The best way through a run is found by dynamic
programming, and a text that two groups claim is made dearer until one of them yields (an
auction). A second round knows whether on this page headlines stand before or after their texts.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from banmian.segment.affinity import Affinity
from banmian.segment.cues import Cue
from banmian.segment.drafts import Draft, Run
from banmian.segment.lines import Line

FREE = -3.1
"""What a line that stays alone scores, in log-odds."""
HEADED = 1.5
"""What it counts that a text gets a headline at all: few have none."""
_TOGETHER = 0.3
MORE, _MOST = -2.2, 4.0
"""What a further line of a group scores before its tie: a deck need share no word."""
_BESIDE = 3.2
"""What standing beside a text counts, before the page's habit is known."""
_SIGNED_TWICE = -3.0
_RAISE, _ROUNDS = 1.0, 12
_NEAR, _MANY = 12, 64
"""On pages with more texts than the second, a headline is sought that many texts around it."""
_STRANGE = -5.0
"""Log-odds of words below which a text is no candidate for a headline that stands elsewhere."""
_ALONE = -1

Seam = Callable[[Line, Line], float]


class Group(Struct, frozen=True):
    """Lines that are one text's heads, and the drafts on either side of their run."""

    lines: tuple[int, ...]
    after: int
    before: int


class Link(Struct, frozen=True):
    """A group with its draft (-1: it stays alone), and how sure that is, 0 to 1."""

    group: Group
    draft: int
    confidence: float


class Habit(Struct, frozen=True):
    """Where headlines stand on a page: shares of those before, after and far from their texts."""

    before: float = 0.4
    after: float = 0.4
    far: float = 0.2

    def score(self, run: Run, draft: int) -> float:
        """Give log-odds that a headline of `run` heads `draft`, by place alone."""
        if draft == run.before:
            return _BESIDE + math.log(self.before / 0.4)
        if draft == run.after:
            return _BESIDE + math.log(self.after / 0.4)
        return math.log(self.far / 0.2)


class Matcher(Struct, frozen=True):
    """What headlines are matched by."""

    lines: Sequence[Line]
    drafts: Sequence[Draft]
    affinity: Affinity
    seam: Seam

    def words(self, at: int, draft: int) -> float:
        """Score what a line and a draft share; a byline says only that there is none yet."""
        line = self.lines[at]
        return self._unsigned(draft) if line.is_byline else self.affinity.score(line.text, draft)

    def row(self, at: int, near: range) -> list[float]:
        """Score the same for all drafts nearby."""
        line = self.lines[at]
        if line.is_byline:
            return [self._unsigned(draft) for draft in near]
        return self.affinity.row(line.text, near)

    def tie(self, at: int) -> float:
        """Give the log-odds that line `at` goes on with the heads of the line before it."""
        return self.seam(self.lines[at - 1], self.lines[at])

    def _unsigned(self, draft: int) -> float:
        return _SIGNED_TWICE if self.drafts[draft].signature else 0.0


class _Entry(Struct, frozen=True):
    """A run with its targets: drafts that its lines may head, the first of them none.

    By line: `words` is what it shares with each target, `further` what it counts as a further
    head of the target that the line before it has.
    """

    run: Run
    targets: tuple[int, ...]
    words: tuple[Sequence[float], ...]
    further: tuple[Sequence[float], ...]


def match_headlines(matcher: Matcher, runs: Sequence[Run]) -> tuple[Link, ...]:
    """Match the headline runs of a page with its drafts."""
    entries = [_entry(matcher, run) for run in runs]
    return _match(entries, _habit(_match(entries, Habit())))


def _entry(matcher: Matcher, run: Run) -> _Entry:
    """Look up what the lines of a run share with the drafts beside it and those nearby."""
    count = len(matcher.drafts)
    near = range(count)
    if count > _MANY:
        near = range(max(0, run.after - _NEAR), min(count, run.after + _NEAR + 2))
    rows = [matcher.row(at, near) for at in run.lines]
    best = [max(shared) for shared in zip(*rows, strict=True)]
    beside = (run.before, run.after)
    kept = [at for at, draft in enumerate(near) if best[at] > _STRANGE or draft in beside]
    words = [[row[at] for at in kept] for row in rows]
    ties = [0.0] + [matcher.tie(at) for at in run.lines[1:]]
    return _Entry(
        run,
        (_ALONE, *[near[at] for at in kept]),
        tuple(
            [-math.inf] * len(kept) if matcher.lines[at].cue is Cue.POINTER else row
            for at, row in zip(run.lines, words, strict=True)
        ),
        tuple(
            [min(_TOGETHER, tie), *[max(MORE, min(_MOST, word)) + tie for word in row]]
            for tie, row in zip(ties, words, strict=True)
        ),
    )


def _habit(links: Sequence[Link]) -> Habit:
    """Learn from sure links whether headlines stand before or after their texts here."""
    sure = [link for link in links if link.draft >= 0 and link.confidence > 0.8]
    before = sum(link.draft == link.group.before for link in sure) + 1.2
    after = sum(link.draft == link.group.after for link in sure) + 1.2
    total = len(sure) + 3.0
    return Habit(before / total, after / total, max(0.6, total - before - after) / total)


def _match(entries: Sequence[_Entry], habit: Habit) -> tuple[Link, ...]:
    """Find the best way through all runs in which no draft has two groups of heads."""
    prices: Counter[int] = Counter()
    ways = [_through(entry, habit, prices) for entry in entries]
    for _ in range(_ROUNDS):
        claims = Counter(link.draft for way in ways for link in way if link.draft >= 0)
        dear = {draft for draft, count in claims.items() if count > 1}
        if not dear:
            break
        prices.update(dict.fromkeys(dear, _RAISE))
        for at, way in enumerate(ways):
            if any(link.draft in dear for link in way):
                ways[at] = _through(entries[at], habit, prices)
    links = [link for way in ways for link in way]
    taken: set[int] = set()
    for at in sorted(range(len(links)), key=lambda at: -links[at].confidence):
        if links[at].draft in taken:
            links[at] = replace(links[at], draft=_ALONE)
        elif links[at].draft >= 0:
            taken.add(links[at].draft)
    return tuple(links)


def _through(entry: _Entry, habit: Habit, prices: Mapping[int, float]) -> tuple[Link, ...]:
    """Go through a run on the best way; give its groups with their drafts."""
    starts = _starts(entry, habit, prices)
    best = starts[0]
    came: list[list[int]] = []
    for start, further in zip(starts[1:], entry.further[1:], strict=True):
        lead = max(best)
        top = best.index(lead)
        scores, origin = [], []
        for index, score in enumerate(best):
            fresh = lead + start[index] if index != top or not index else -math.inf
            on = score + further[index]
            scores.append(max(on, fresh))
            origin.append(index if on >= fresh else ~top)
        best = scores
        came.append(origin)
    return tuple(_groups(entry.run, entry.targets, starts, best, came))


def _starts(entry: _Entry, habit: Habit, prices: Mapping[int, float]) -> list[list[float]]:
    """Score for each line that it is the first head of each target."""
    drafts = entry.targets[1:]
    places = [habit.score(entry.run, draft) for draft in drafts]
    costs = [prices.get(draft, 0) for draft in drafts]
    return [
        [FREE]
        + [
            word + place + HEADED - cost
            for word, place, cost in zip(words, places, costs, strict=True)
        ]
        for words in entry.words
    ]


def _groups(
    run: Run,
    targets: Sequence[int],
    starts: Sequence[Sequence[float]],
    best: Sequence[float],
    came: Sequence[Sequence[int]],
) -> Iterator[Link]:
    """Walk back along the best way; a new group begins where a line did not go on."""
    index = best.index(max(best))
    end = len(run.lines)
    links = []
    for place in range(len(run.lines) - 1, -1, -1):
        origin = came[place - 1][index] if place else ~0
        if origin < 0:
            group = Group(run.lines[place:end], run.after, run.before)
            links.append(Link(group, targets[index], _sure(starts[place:end], index)))
            index, end = ~origin, place
    yield from reversed(links)


def _sure(starts: Sequence[Sequence[float]], index: int) -> float:
    """Turn a group's lead over its next best draft into 0 to 1; its surest line decides."""
    leads = [
        row[index] - max([*row[:index], *row[index + 1 :]], default=row[index]) for row in starts
    ]
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, max(leads))))), 3)
