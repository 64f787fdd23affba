"""The coverage page and `coverage.json`: what the edition lacks, by year; all of it as data."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TypeVar

import msgspec

from banmian import addresses
from banmian.bind.archive import Years
from banmian.bind.coverage import (
    ArticlesOf,
    Coverage,
    DayGap,
    NumberGap,
    PagesOf,
    YearCoverage,
    coverage,
)
from banmian.bind.leaf import Leaf
from banmian.model.facts import IssueFacts
from banmian.model.ids import IssueId
from banmian.theme import wording
from banmian.theme.contexts import CoverageView, CoverageYear, Lack, LackEntry, Link
from banmian.theme.lists import NOWHERE
from banmian.theme.site import Site, Way

_SHOWN = 24
"""Entries of a kind that the page shows for a year; the data have all."""

T = TypeVar("T")


def coverage_leaves(years: Years, site: Site) -> Iterator[Leaf]:
    """Give the page and the data, where the theme makes the page."""
    if not site.shows("coverage.html"):
        return
    found = coverage(years, site.edition.rhythm)
    titles = {issue.id: (issue.date, issue.name) for of in years.values() for issue in of}
    named = [titles[id_] for year in found.years for id_ in _named(year)]
    file = addresses.file_of(addresses.COVERAGE)
    yield Leaf(file, (found, named), partial(_page, found, years, site))
    yield Leaf(
        addresses.COVERAGE_DATA,
        found,
        lambda: msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n",
    )


def _named(year: YearCoverage) -> Iterator[IssueId]:
    """Give the issues that the page names."""
    for gap in year.numbers:
        yield from (gap.after, gap.before)
    yield from year.backward
    for of in (year.lacking, year.assumed, year.bare, year.withdrawn):
        yield from (one.issue for one in of)


def _page(found: Coverage, years: Years, site: Site) -> bytes:
    way = site.way_from(addresses.COVERAGE)
    issues = {issue.id: issue for of in years.values() for issue in of}
    view = CoverageView(
        years=tuple(_year(one, issues, way, site) for one in reversed(found.years)),
        rhythm=found.rhythm,
        data=way(addresses.COVERAGE_DATA),
    )
    return site.output(addresses.COVERAGE, site.phrase("coverage"), "", view).content


def _year(
    year: YearCoverage, issues: Mapping[IssueId, IssueFacts], way: Way, site: Site
) -> CoverageYear:
    return CoverageYear(
        year=str(year.year),
        href=way(addresses.archive_year(year.year)),
        issue_count=year.issues,
        page_count=year.pages,
        article_count=year.articles,
        undated=year.undated,
        unnumbered=year.unnumbered,
        lacks=tuple(one for one in _lacks(year, issues, way, site) if one.count),
    )


def _lacks(
    year: YearCoverage, issues: Mapping[IssueId, IssueFacts], way: Way, site: Site
) -> Iterator[Lack]:
    language = site.edition.language

    def link(id_: IssueId) -> Link:
        issue = issues[id_]
        title = wording.issue_title(issue.date, issue.name, language)
        return Link(title, way(addresses.issue(id_)))

    def numbers(gap: NumberGap) -> LackEntry:
        text = wording.number_span(gap.first, gap.last)
        return LackEntry(text, link(gap.after), link(gap.before))

    def days(gap: DayGap) -> LackEntry:
        return LackEntry(wording.day_span(gap.first, gap.last, language), NOWHERE, NOWHERE)

    def pages(of: PagesOf) -> LackEntry:
        return LackEntry(wording.pages_text(of.pages, language), link(of.issue), NOWHERE)

    def articles(of: ArticlesOf) -> LackEntry:
        return LackEntry(str(of.count), link(of.issue), NOWHERE)

    def number(id_: IssueId) -> LackEntry:
        return LackEntry(issues[id_].number, link(id_), NOWHERE)

    yield _lack("numbers", year.numbers, numbers, lambda gap: gap.last - gap.first + 1)
    yield _lack("days", year.days, days, lambda gap: gap.count)
    yield _lack("pages", year.lacking, pages, lambda of: len(of.pages))
    yield _lack("assumed", year.assumed, pages, lambda of: len(of.pages))
    yield _lack("bare", year.bare, articles, lambda of: of.count)
    yield _lack("withdrawn", year.withdrawn, articles, lambda of: of.count)
    yield _lack("backward", year.backward, number, lambda _: 1)


def _lack(
    kind: str, some: Sequence[T], entry: Callable[[T], LackEntry], amount: Callable[[T], int]
) -> Lack:
    more = max(len(some) - _SHOWN, 0)
    return Lack(kind, sum(map(amount, some)), tuple(map(entry, some[:_SHOWN])), more)
