"""The archive: all issues, by year."""

from banmian import addresses
from banmian.model.card import Card
from banmian.model.output import Output
from banmian.theme.contexts import ArchiveView, ArchiveYearView, Link, YearLine
from banmian.theme.lists import NOWHERE, issue_line, text_count
from banmian.theme.site import Site


def archive_pages(cards: tuple[Card, ...], site: Site) -> list[Output]:
    """Make the list of years and a page for each."""
    years: dict[int, list[Card]] = {}
    for card in cards:
        years.setdefault(card.date.year, []).append(card)
    way = site.way_from(addresses.ARCHIVE)
    lines = tuple(
        YearLine(
            year=str(year),
            href=way(addresses.archive_year(year)),
            issue_count=len(issues),
            article_count=sum(map(text_count, issues)),
        )
        for year, issues in sorted(years.items(), reverse=True)
    )
    pages = [site.output(addresses.ARCHIVE, site.phrase("archive"), "", ArchiveView(lines))]
    return pages + [_year(year, years, site) for year in sorted(years)]


def _year(year: int, years: dict[int, list[Card]], site: Site) -> Output:
    address = addresses.archive_year(year)
    way = site.way_from(address)
    others = sorted(years)
    rank = others.index(year)

    def neighbour(n: int) -> Link:
        if not 0 <= n < len(others):
            return NOWHERE
        return Link(str(others[n]), way(addresses.archive_year(others[n])))

    view = ArchiveYearView(
        year=str(year),
        issues=tuple(issue_line(card, site.edition.language, way) for card in years[year]),
        previous=neighbour(rank - 1),
        next=neighbour(rank + 1),
    )
    return site.output(address, str(year), "", view)
