"""Which headline belongs to which text.

Headline lines that stand together are grouped first (a kicker, a headline of two lines and a
deck belong to one text), by a choice among all partitions of the run; then groups and texts are
matched by assignment, with the option to stay alone. A second pass knows whether on this page
headlines stand before or after their texts.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from banmian.segment.affinity import Affinity
from banmian.segment.assignment import assign
from banmian.segment.cues import Cue
from banmian.segment.drafts import Draft, Run
from banmian.segment.lines import Line

_LARGEST = 4
"""Lines of a group at most: kicker, two lines of headline, deck."""
_ORPHAN = 0.18
"""What a group must score with a text to be its headline."""
_ORDER = 0.2
"""What it counts that a text is the one whose turn it is."""
_GROUP = 0.3
"""What a group more costs: lines that stand together tend to be one text's heads."""
_NEED = 0.1
"""How much a group that found no text of its own leans to its neighbour."""
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
    expected: Mapping[int, range] = field(default_factory=dict)  # by a group's first line

    def score(self, lines: Sequence[int], run: Run | Group, draft: int) -> float:
        """Score a group of lines as the heads of a draft."""
        return self.fit(lines, draft) + self.place(lines, run, draft)

    def fit(self, lines: Sequence[int], draft: int) -> float:
        """Score what the heads and the text share: 0 to 1."""
        text = "".join(self.lines[at].text for at in lines if self.lines[at].cue is Cue.NONE)
        return self.affinity.score(text, draft)

    def place(self, lines: Sequence[int], run: Run | Group, draft: int) -> float:
        """Score where the heads stand, and that a text is not signed twice."""
        score = 0.0
        if draft == run.before:
            score += self.before
        if draft == run.after:
            score += self.after
        if draft in self.expected.get(lines[0], ()):
            score += _ORDER
        signed = any(self.lines[at].cue in (Cue.SIGNED, Cue.NAMED, Cue.NAMES) for at in lines)
        if signed and self.drafts[draft].signature:
            score -= 0.3
        return score


def match_headlines(matcher: Matcher, runs: Sequence[Run]) -> tuple[Link, ...]:
    """Match the headline runs of a page with its drafts."""
    links = _match(matcher, runs)
    return _adopt(matcher, _match(_with_habit(matcher, links), runs))


def _with_habit(matcher: Matcher, links: Sequence[Link]) -> Matcher:
    """Learn from sure links whether headlines stand before or after their texts here."""
    sure = [link for link in links if link.draft >= 0 and link.confidence > 0.6]
    expected = {link.group.lines[0]: place for link, place in _in_order(links)}
    before = sum(link.draft == link.group.before for link in sure) + 1
    after = sum(link.draft == link.group.after for link in sure) + 1
    share = before / (before + after)
    return replace(matcher, before=0.4 * share, after=0.4 - 0.4 * share, expected=expected)


def _in_order(links: Sequence[Link]) -> Iterator[tuple[Link, range]]:
    """Give for each group of a run the drafts between those of its neighbours in the run.

    Headlines that extraction put to the end of a page still stand in the order of their texts.
    """
    for before, link, after in zip(links, links[1:], links[2:], strict=False):
        together = before.group.after == link.group.after == after.group.after
        if together and min(before.draft, after.draft) >= 0:
            yield link, range(before.draft + 1, after.draft)


def _adopt(matcher: Matcher, links: Sequence[Link]) -> tuple[Link, ...]:
    """Let lines that stayed alone join the heads beside them: a kicker or deck of other words."""
    out = list(links)
    at = 0
    while at < len(out):
        sides = [(_tie(matcher, out[at], out[n]), n) for n in (at + 1, at - 1) if 0 <= n < len(out)]
        tie, beside = max(sides, default=(0.0, at))
        if out[at].draft < 0 and tie > 0:
            low, high = min(at, beside), max(at, beside)
            out[low : high + 1] = [_joined(out[low], out[high])]
            at = max(0, low - 1)
        else:
            at += 1
    return tuple(out)


def _tie(matcher: Matcher, alone: Link, other: Link) -> float:
    """Score that a group which stayed alone belongs to the one beside it; not, if 0 or less."""
    first, second = sorted((alone.group.lines, other.group.lines))
    cues = {matcher.lines[at].cue for at in (*first, *second)}
    if second[0] != first[-1] + 1 or Cue.POINTER in cues or len(first) + len(second) > _LARGEST:
        return 0.0
    seam = matcher.seam(matcher.lines[first[-1]], matcher.lines[second[0]])
    if other.draft < 0:
        return seam + 0.5
    return seam + 2 * matcher.fit(alone.group.lines, other.draft) + _NEED


def _joined(first: Link, second: Link) -> Link:
    lines = first.group.lines + second.group.lines
    group = Group(lines, first.group.after, first.group.before)
    draft = max(first.draft, second.draft)
    sure = [link.confidence for link in (first, second) if link.draft == draft]
    return Link(group, draft, min(sure))


def _match(matcher: Matcher, runs: Sequence[Run]) -> tuple[Link, ...]:
    groups = [group for run in runs for group in _partition(matcher, run)]
    taken: set[int] = set()
    links: list[Link] = []
    for start in range(0, len(groups), _CHUNK):
        chunk = groups[start : start + _CHUNK]
        low = min(group.after for group in chunk) - _NEAR
        high = max(group.after for group in chunk) + _NEAR + 2
        near = [n for n in range(max(0, low), min(len(matcher.drafts), high)) if n not in taken]
        found = _assign(matcher, chunk, near)
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
    """Cut a run of headline lines into groups: the partition that scores best.

    A group's score depends on the group before it, for both cannot head the same text.
    """
    units = run.lines
    fits = {
        (start, end): _fits(matcher, run, units[start:end])
        for end in range(1, len(units) + 1)
        for start in range(max(0, end - _LARGEST), end)
    }
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {}
    for span in fits:
        start, _ = span
        before = _spans_to(start) or [(0, 0)]
        options = [
            (best[key][0] if start else 0.0) + _value(matcher, units, span, fits, key)
            for key in before
        ]
        top = max(range(len(options)), key=options.__getitem__)
        best[span] = (options[top], before[top])
    ends = _spans_to(len(units))
    span = max(ends, key=lambda key: best[key][0])
    spans = [span]
    while spans[-1][0]:
        spans.append(best[spans[-1]][1])
    return [Group(units[a:b], run.after, run.before) for a, b in reversed(spans)]


def _spans_to(end: int) -> list[tuple[int, int]]:
    return [(start, end) for start in range(max(0, end - _LARGEST), end)]


def _fits(matcher: Matcher, run: Run, lines: tuple[int, ...]) -> tuple[tuple[float, int], ...]:
    """Give the two best scores of a group, each with its draft; what is shared counts by line."""
    near = range(max(0, run.after - _NEAR), min(len(matcher.drafts), run.after + _NEAR + 2))
    scores = [
        (len(lines) * matcher.fit(lines, draft) + matcher.place(lines, run, draft), draft)
        for draft in near
    ]
    return tuple(sorted(scores, reverse=True)[:2])


def _value(
    matcher: Matcher,
    units: Sequence[int],
    span: tuple[int, int],
    fits: Mapping[tuple[int, int], tuple[tuple[float, int], ...]],
    before: tuple[int, int],
) -> float:
    taken = {draft for _, draft in fits.get(before, ())[:1]}
    fit = max((score for score, draft in fits[span] if draft not in taken), default=0.0)
    lines = units[slice(*span)]
    joins = sum(matcher.seam(matcher.lines[a], matcher.lines[b]) for a, b in pairwise(lines))
    return max(fit, _ORPHAN) + joins - _GROUP
