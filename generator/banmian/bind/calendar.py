"""A year as a calendar: the days that have an issue, those that lack one, those of rest (休刊)."""

import calendar
from collections.abc import Iterable, Mapping
from datetime import date

from banmian.config.rhythm import Rhythm
from banmian.model.dates import PartialDate
from banmian.theme import wording
from banmian.theme.contexts import DayView, MonthView

Span = tuple[date, date] | None
"""The first and the last day of an edition that has an issue, as far as days are known."""

_NO_DAY = DayView("", "", "")


def day_of(known: PartialDate) -> date | None:
    """Give a date's day; None where it is not known."""
    return date(known.year, known.month, known.day) if known.month and known.day else None


def span(dates: Iterable[PartialDate]) -> Span:
    """Give the first and the last day of some dates."""
    days = [day for one in dates if (day := day_of(one))]
    return (min(days), max(days)) if days else None


def months(
    year: int, hrefs: Mapping[date, str], within: Span, rhythm: Rhythm, language: str
) -> tuple[MonthView, ...]:
    """Give the months of a year that have anything to show, each by weeks from Monday on.

    `hrefs` lead to the issues of its days.
    """

    def view(number: int, month: int) -> DayView:
        if not number:
            return _NO_DAY
        day = date(year, month, number)
        return DayView(str(number), hrefs.get(day, ""), _kind(day, day in hrefs, within, rhythm))

    found = []
    for month in range(1, 13):
        weeks = tuple(
            tuple(view(number, month) for number in week)
            for week in calendar.monthcalendar(year, month)
        )
        if any(day.kind for week in weeks for day in week):
            title = wording.month_title(month, language)
            found.append(MonthView(title, f"{year:04}-{month:02}", weeks))
    return tuple(found)


def _kind(day: date, there: bool, within: Span, rhythm: Rhythm) -> str:
    if there:
        return "issue"
    if not within or not within[0] <= day <= within[1] or not rhythm.expects(day):
        return ""
    return "rest" if day in rhythm.resting else "missing"
