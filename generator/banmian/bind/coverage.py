"""Completeness (收录情况): what the edition lacks of the paper, as far as print and rhythm tell."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache

from msgspec import Struct, field

from banmian.bind.calendar import day_of, span
from banmian.config.rhythm import Rhythm
from banmian.model.facts import IssueFacts
from banmian.model.ids import IssueId

_LABEL = re.compile(r"([A-Za-z]*)([0-9]{1,3})(?:-\1([0-9]{1,3}))?")
_DAY = timedelta(1)


class NumberGap(Struct, frozen=True):
    """Printed numbers (总期号) that no issue has, from `first` to `last`, and the issues around."""

    first: int
    last: int
    after: IssueId
    before: IssueId


class DayGap(Struct, frozen=True):
    """Days (缺期) on which the rhythm has an issue, `count` of them from `first` to `last`."""

    first: date
    last: date
    count: int


class PagesOf(Struct, frozen=True):
    """Pages of an issue, by their labels."""

    issue: IssueId
    pages: tuple[str, ...]


class ArticlesOf(Struct, frozen=True):
    """How many articles of an issue something is true of."""

    issue: IssueId
    count: int


class YearCoverage(Struct, frozen=True):
    """What there is of a year, and what is known to be lacking.

    `numbers` and `days` have no issue; `backward` are issues whose number is not above that of the
    issue before; `lacking` pages are not there, though others of their issue tell that they were
    printed; the label of `assumed` ones is not in print. `bare` articles are headlines without a
    text. `undated` issues are not known to the day, `unnumbered` ones have no number.
    """

    year: int
    issues: int
    pages: int
    articles: int
    numbers: tuple[NumberGap, ...]
    backward: tuple[IssueId, ...]
    days: tuple[DayGap, ...]
    lacking: tuple[PagesOf, ...]
    assumed: tuple[PagesOf, ...]
    bare: tuple[ArticlesOf, ...]
    withdrawn: tuple[ArticlesOf, ...]
    undated: int
    unnumbered: int


class Coverage(Struct, frozen=True):
    """What there is of each year, oldest first; `rhythm`: whether days can lack at all."""

    rhythm: bool
    years: tuple[YearCoverage, ...]


def coverage(years: Mapping[int, Sequence[IssueFacts]], rhythm: Rhythm) -> Coverage:
    """Tell what there is of an edition; issues are in order, by year, oldest first."""
    issues = [issue for of in years.values() for issue in of]
    numbers = _numbers(issues)
    days = _days(issues, rhythm) if rhythm.weekdays else {}
    found = (_year(year, of, numbers[year], days.get(year, ())) for year, of in years.items())
    return Coverage(bool(rhythm.weekdays), tuple(found))


class _Numbers(Struct):
    gaps: list[NumberGap] = field(default_factory=list)
    backward: list[IssueId] = field(default_factory=list)


def _year(
    year: int, issues: Sequence[IssueFacts], numbers: _Numbers, days: Sequence[DayGap]
) -> YearCoverage:
    lacking = ((issue.id, lacking_pages(issue.pages)) for issue in issues)
    return YearCoverage(
        year=year,
        issues=len(issues),
        pages=sum(len(issue.pages) for issue in issues),
        articles=sum(issue.article_count for issue in issues),
        numbers=tuple(numbers.gaps),
        backward=tuple(numbers.backward),
        days=tuple(days),
        lacking=tuple(PagesOf(id_, labels) for id_, labels in lacking if labels),
        assumed=tuple(PagesOf(issue.id, issue.assumed) for issue in issues if issue.assumed),
        bare=tuple(ArticlesOf(issue.id, len(issue.bare)) for issue in issues if issue.bare),
        withdrawn=tuple(ArticlesOf(i.id, i.withdrawn) for i in issues if i.withdrawn),
        undated=sum(issue.date.day is None for issue in issues),
        unnumbered=sum(not issue.number for issue in issues),
    )


def _numbers(issues: Sequence[IssueFacts]) -> defaultdict[int, _Numbers]:
    """Find by year the numbers that lack before its issues, and those that do not rise.

    One that does not rise may be a slip, or begin a new count: the next tells.
    """
    found: defaultdict[int, _Numbers] = defaultdict(_Numbers)
    last = highest = None
    for issue in issues:
        if not issue.number.isdecimal():
            continue
        here = (int(issue.number), issue.id)
        if last and highest:
            if here[0] == last[0] + 1:  # a new count goes on
                highest = here
            elif here[0] > highest[0]:
                if here[0] > highest[0] + 1:
                    gap = NumberGap(highest[0] + 1, here[0] - 1, highest[1], here[1])
                    found[issue.date.year].gaps.append(gap)
                highest = here
            elif not (here[0] == last[0] and issue.name):  # a supplement has its issue's
                found[issue.date.year].backward.append(issue.id)
        else:
            highest = here
        last = here
    return found


def _days(issues: Sequence[IssueFacts], rhythm: Rhythm) -> dict[int, list[DayGap]]:
    """Find by year the days that lack, as runs that no issue stands between."""
    there = {day for issue in issues if (day := day_of(issue.date))}
    within = span(issue.date for issue in issues)
    found: defaultdict[int, list[DayGap]] = defaultdict(list)
    run: list[date] = []

    def close() -> None:
        if run:
            found[run[0].year].append(DayGap(run[0], run[-1], len(run)))
            run.clear()

    for day in _every_day(*within) if within else ():
        if day in there:
            close()
        elif rhythm.expects(day) and day not in rhythm.resting:
            if run and run[0].year != day.year:
                close()
            run.append(day)
    return found


def _every_day(first: date, last: date) -> Iterator[date]:
    return (first + n * _DAY for n in range((last - first).days + 1))


@lru_cache(maxsize=256)
def lacking_pages(labels: tuple[str, ...]) -> tuple[str, ...]:
    """Give the labels that lack before the last of each section: 3 of 1, 2, 4; A02 of A01, A03."""
    sections: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for label in labels:
        if match := _LABEL.fullmatch(label):
            section, first, last = match[1], match[2], match[3] or match[2]
            numbers = range(int(first), int(last) + 1)
            sections[section].update(dict.fromkeys(numbers, len(first)))
    return tuple(
        f"{section}{number:0{min(there.values())}}"
        for section, there in sections.items()
        for number in range(1, max(there, default=0))
        if number not in there
    )
