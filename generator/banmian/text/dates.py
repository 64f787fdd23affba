"""Dates in running text, as printed; those that no calendar has are told."""

import re

from msgspec import Struct

from banmian.model.dates import PartialDate
from banmian.text.numerals import number

_YEAR = r"(?P<year>[0-9０-９]{4}|[零〇○一二三四五六七八九]{4})\s?年"
_MONTH = r"(?P<month>[0-9０-９]{1,2}|[一二三四五六七八九]|十[一二]?)\s?月(?!份?[间票饼])"
_DAY = r"(?P<day>[0-9０-９]{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])\s?[日号]"
_BEFORE = r"(?<![0-9０-９.第个])"
_FORMS = re.compile(
    f"{_BEFORE}(?:{_YEAR}(?:{_MONTH}(?:{_DAY})?)?|"
    + f"{_MONTH}{_DAY}".replace("month", "month2").replace("day", "day2")
    + r"|(?P<year3>[12][0-9]{3})[-./](?P<month3>[0-9]{1,2})[-./](?P<day3>[0-9]{1,2})(?![0-9]))"
)


class FoundDate(Struct, frozen=True):
    """A date at `text[start:end]`; what the print does not say is None.

    `possible` tells whether a calendar has it: without a year, in a leap year.
    """

    start: int
    end: int
    text: str
    year: int | None
    month: int | None
    day: int | None
    possible: bool

    @property
    def date(self) -> PartialDate | None:
        """The date with its precision; None without a year, or when no calendar has it."""
        if self.year is None or not self.possible:
            return None
        return PartialDate(self.year, self.month, self.day)


def dates_in(text: str) -> tuple[FoundDate, ...]:
    """Find the dates of `text`, from left to right: 2021年6月23日, 2021年6月, 6月23日, 2021-06-23.

    Chinese numerals are read too (二〇二一年六月). A month alone is no date: it may be a span.
    """
    return tuple(_found(match) for match in _FORMS.finditer(text))


def _found(match: re.Match[str]) -> FoundDate:
    said = match.groupdict()
    year = _read(said["year"] or said["year3"])
    month = _read(said["month"] or said["month2"] or said["month3"])
    day = _read(said["day"] or said["day2"] or said["day3"])
    possible = _is_possible(year, month, day)
    return FoundDate(match.start(), match.end(), match.group(), year, month, day, possible)


def _is_possible(year: int | None, month: int | None, day: int | None) -> bool:
    try:
        PartialDate(2000 if year is None else year, month, day)
    except ValueError:
        return False
    return True


def _read(said: str | None) -> int | None:
    return None if said is None else number(said)
