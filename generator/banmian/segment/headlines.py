"""Which headline belongs to which text.

Headline lines that stand together are grouped first (a kicker, a headline of two lines and a
deck belong to one text), by a choice among all partitions of the run; then groups and texts are
matched by assignment, with the option to stay alone. A second pass knows whether on this page
headlines stand before or after their texts.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from banmian.segment.affinity import Affinity
from banmian.segment.assignment import assign
from banmian.segment.cues import Cue
from banmian.segment.drafts import Draft, Run
from banmian.segment.lines import Line

_LARGEST = 4
"""Lines of a group at most: kicker, two lines of headline, deck."""
_ORPHAN = 0.24
"""What a group must score with a text to be its headline."""
_CHUNK = 48
"""Groups that are matched at once; those of a page are fewer, of a hostile file many more."""
_NEAR = 8

Seam = Callable[[Line, Line], float]


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that are one text's heads, and the drafts on either side of their run."""

    lines: tuple[int, ...]
    after: int
    before: int


@dataclass(frozen=True, slots=True)
class Link:
    """A group with its draft (-1: it stays alone), and how sure that is, 0 to 1."""

    group: Group
    draft: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Matcher:
    """What headlines are matched by."""

    lines: Sequence[Line]
    drafts: Sequence[Draft]
    affinity: Affinity
    seam: Seam
    before: float = 0.12  # what standing right before a text counts
    after: float = 0.10  # and right after it

    def score(self, lines: Sequence[int], run: Run | Group, draft: int) -> float:
        """Score a group of lines as the heads of a draft."""
        text = "".join(self.lines[at].text for at in lines if self.lines[at].cue is Cue.NONE)
        score = self.affinity.score(text, draft)
        if draft == run.before:
            score += self.before
        if draft == run.after:
            score += self.after
        signed = any(self.lines[at].cue in (Cue.SIGNED, Cue.NAMED, Cue.NAMES) for at in lines)
        if signed and self.drafts[draft].signature:
            score -= 0.3
        return score


def match_headlines(matcher: Matcher, runs: Sequence[Run]) -> tuple[Link, ...]:
    """Match the headline runs of a page with its drafts."""
    links = _match(matcher, runs)
    return _match(_with_habit(matcher, links), runs)


def _with_habit(matcher: Matcher, links: Sequence[Link]) -> Matcher:
    """Learn from sure links whether headlines stand before or after their texts here."""
    sure = [link for link in links if link.draft >= 0 and link.confidence > 0.6]
    before = sum(link.draft == link.group.before for link in sure) + 1
    after = sum(link.draft == link.group.after for link in sure) + 1
    share = before / (before + after)
    return Matcher(
        matcher.lines, matcher.drafts, matcher.affinity, matcher.seam, 0.4 * share, 0.4 - 0.4 * share
    )


def _match(matcher: Matcher, runs: Sequence[Run]) -> tuple[Link, ...]:
    groups = [group for run in runs for group in _partition(matcher, run)]
    taken: set[int] = set()
    links: list[Link] = []
    for start in range(0, len(groups), _CHUNK):
        chunk = groups[start : start + _CHUNK]
        low = min(group.after for group in chunk) - _NEAR
        high = max(group.after for group in chunk) + _NEAR + _CHUNK
        near = [n for n in range(max(0, low), min(len(matcher.drafts), high)) if n not in taken]
        found = _assign(matcher, chunk, near[: 4 * _CHUNK])
        taken.update(link.draft for link in found if link.draft >= 0)
        links.extend(found)
    return tuple(links)


def _assign(matcher: Matcher, groups: Sequence[Group], drafts: Sequence[int]) -> list[Link]:
    """Match groups and drafts one to one; a group may stay alone for `_ORPHAN`."""
    scores = [[matcher.score(group.lines, group, draft) for draft in drafts] for group in groups]
    alone = [_ORPHAN] * len(groups)
    pointers = [matcher.lines[group.lines[0]].cue is Cue.POINTER for group in groups]
    cost = [
        [1.0 if pointer else -score for score in row] + [-value for value in alone]
        for row, pointer in zip(scores, pointers, strict=True)
    ]
    columns = assign(cost) if cost else ()
    links = []
    for group, row, column, pointer in zip(groups, scores, columns, pointers, strict=True):
        matched = column < len(drafts)
        score = row[column] if matched else _ORPHAN
        rivals = [other for at, other in enumerate(row) if at != column]
        rival = max([*rivals, _ORPHAN] if matched else rivals, default=0.0)
        sure = 1.0 if pointer else _confidence(score - rival)
        links.append(Link(group, drafts[column] if matched else -1, sure))
    return links


def _confidence(margin: float) -> float:
    """Turn a lead over the next best into 0 to 1: a lead of 0.1 is 0.73."""
    return 1 / (1 + math.exp(-10 * max(-1.0, min(1.0, margin))))


def _partition(matcher: Matcher, run: Run) -> list[Group]:
    """Cut a run of headline lines into groups: the partition that scores best, by line."""
    units = run.lines
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(units) + 1):
        options = []
        for start in range(max(0, end - _LARGEST), end):
            value = best[start][0] + _value(matcher, run, units[start:end])
            options.append((value, start))
        best.append(max(options))
    cuts = [len(units)]
    while cuts[-1]:
        cuts.append(best[cuts[-1]][1])
    cuts.reverse()
    return [Group(units[a:b], run.after, run.before) for a, b in pairwise(cuts)]


def _value(matcher: Matcher, run: Run, lines: tuple[int, ...]) -> float:
    near = [*range(max(0, run.after - _NEAR), min(len(matcher.drafts), run.after + _NEAR + 2))]
    fit = max((matcher.score(lines, run, draft) for draft in near), default=0.0)
    joins = sum(matcher.seam(matcher.lines[a], matcher.lines[b]) for a, b in pairwise(lines))
    return len(lines) * max(fit, _ORPHAN) + joins - 0.3
