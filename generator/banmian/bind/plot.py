"""A list's articles over time (走势): a bar a year, or a month where they are of a few years."""

from collections.abc import Callable, Iterator, Mapping

from banmian.model.dates import PartialDate
from banmian.theme import wording
from banmian.theme.contexts import Bar, PlotView

_FEW = 3
"""Years of a list that is plotted by month."""
_MONTHS = 12

NO_BAR = Bar("", "", 0, 0, "")
NO_PLOT = PlotView((), NO_BAR)


def by_month(years: Mapping[int, object]) -> bool:
    """Tell whether a list of articles of these years is plotted by month, if months are known."""
    return bool(years) and max(years) - min(years) < _FEW


def plot(counts: Mapping[PartialDate, int], href: Callable[[int], str], language: str) -> PlotView:
    """Plot how many articles there are by year or by month; `href` leads to a year's own page."""
    months = [(date.year, date.month) for date in counts]
    if by_month({year: None for year, _ in months}) and all(month for _, month in months):
        periods = list(_months(min(months), max(months)))
    else:
        years = [year for year, _ in months]
        periods = [PartialDate(year) for year in range(min(years), max(years) + 1)]
        counts = _by_year(counts)
    if len(periods) == 1:
        return NO_PLOT
    most = max(counts.values())
    bars = [_bar(one, counts.get(one, 0), most, href, language) for one in periods]
    return PlotView(tuple(bars), max(bars, key=lambda bar: bar.count))


def _months(first: tuple[int, int | None], last: tuple[int, int | None]) -> Iterator[PartialDate]:
    start, end = (year * _MONTHS + (month or 1) - 1 for year, month in (first, last))
    for number in range(start, end + 1):
        yield PartialDate(number // _MONTHS, number % _MONTHS + 1)


def _by_year(counts: Mapping[PartialDate, int]) -> dict[PartialDate, int]:
    found: dict[PartialDate, int] = {}
    for date, number in counts.items():
        year = PartialDate(date.year)
        found[year] = found.get(year, 0) + number
    return found


def _bar(
    date: PartialDate, count: int, most: int, href: Callable[[int], str], language: str
) -> Bar:
    height = max(1, round(100 * count / most)) if count else 0
    to = "" if date.month else href(date.year)
    return Bar(wording.date_text(date, language), str(date), count, height, to)
