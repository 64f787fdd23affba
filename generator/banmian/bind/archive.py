"""The archive: all issues, by year."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from banmian import addresses
from banmian.bind.calendar import Span, day_of, months, span
from banmian.bind.leaf import Leaf
from banmian.model.facts import IssueFacts
from banmian.theme import descriptions
from banmian.theme.contexts import ArchiveView, ArchiveYearView, Link, YearLine
from banmian.theme.lists import NOWHERE, issue_line
from banmian.theme.site import Site

Years = Mapping[int, Sequence[IssueFacts]]


def by_year(issues: Sequence[IssueFacts]) -> Years:
    """Part issues by year; they are in order."""
    years: dict[int, list[IssueFacts]] = {}
    for issue in issues:
        years.setdefault(issue.date.year, []).append(issue)
    return years


def archive_leaves(issues: Sequence[IssueFacts], site: Site) -> Iterator[Leaf]:
    """Give the list of years and a page for each."""
    years = by_year(issues)
    if site.shows("archive.html"):
        counts = tuple(
            (year, len(shown), sum(issue.article_count for issue in shown))
            for year, shown in years.items()
        )
        file = addresses.file_of(addresses.ARCHIVE)
        yield Leaf(file, counts, partial(_archive, counts, site))
    if site.shows("archive-year.html"):
        order = list(years)
        within = span(issue.date for issue in issues) if site.edition.rhythm.weekdays else None
        for n, (year, shown) in enumerate(years.items()):
            around = (order[n - 1] if n else None, order[n + 1] if n + 1 < len(order) else None)
            file = addresses.file_of(addresses.archive_year(year))
            lines = [
                (i.id, i.date, i.name, len(i.pages), i.article_count, i.headlines, i.draft)
                for i in shown
            ]
            depends = (around, within, lines)
            yield Leaf(file, depends, partial(_year, year, shown, around, within, site))


def _archive(counts: tuple[tuple[int, int, int], ...], site: Site) -> bytes:
    way = site.way_from(addresses.ARCHIVE)
    lines = tuple(
        YearLine(
            year=str(year),
            href=way(addresses.archive_year(year)),
            issue_count=issues,
            article_count=articles,
        )
        for year, issues, articles in reversed(counts)
    )
    view = ArchiveView(lines, way(addresses.COVERAGE))
    said = descriptions.archive(counts, site.edition)
    return site.output(addresses.ARCHIVE, site.phrase("archive"), said, view).content


def _year(
    year: int,
    issues: Sequence[IssueFacts],
    around: tuple[int | None, int | None],
    within: Span,
    site: Site,
) -> bytes:
    address = addresses.archive_year(year)
    way = site.way_from(address)

    def link(other: int | None) -> Link:
        return Link(str(other), way(addresses.archive_year(other))) if other else NOWHERE

    edition = site.edition
    days = {
        day: way(addresses.issue(issue.id))
        for issue in reversed(issues)
        if (day := day_of(issue.date))
    }
    view = ArchiveYearView(
        year=str(year),
        months=months(year, days, within, edition.rhythm, edition.language) if days else (),
        issues=tuple(issue_line(issue, site.edition.language, way) for issue in issues),
        previous=link(around[0]),
        next=link(around[1]),
    )
    said = descriptions.year(year, issues, site.edition)
    return site.output(address, f"{site.phrase('archive')} {year}", said, view).content
