"""On this day (往年今日): the issues of the same month and day of earlier years."""

from collections import defaultdict
from collections.abc import Iterable

from banmian.bind.relate import neighbour
from banmian.model.card import SameDay
from banmian.model.facts import IssueFacts
from banmian.model.ids import IssueId

MOST = 6
"""Issues that are named for one."""


def same_days(issues: Iterable[IssueFacts]) -> dict[IssueId, tuple[SameDay, ...]]:
    """Give for each issue that has any those of its day, newest first; issues are in order."""
    found: dict[IssueId, tuple[SameDay, ...]] = {}
    before: defaultdict[tuple[int | None, int], list[tuple[int, SameDay]]] = defaultdict(list)
    for issue in issues:
        if issue.date.day is None:
            continue
        past = before[issue.date.month, issue.date.day]
        earlier = [one for year, one in reversed(past) if year < issue.date.year]
        if earlier:
            found[issue.id] = tuple(earlier[:MOST])
        headline = issue.headlines[0] if issue.headlines else ""
        past.append((issue.date.year, SameDay(neighbour(issue), headline)))
    return found
