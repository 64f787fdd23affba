"""Dates as a newspaper prints them: known to the day, to the month or only to the year."""

import calendar
import re
from typing import Self

from msgspec import Struct

_FORM = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


class PartialDate(Struct, frozen=True):
    """A date with its precision (EDTF level 0): `2021-06-24`, `2021-06` or `2021`.

    It is a date in the edition's time zone, never a moment. `month` and `day` are None where
    the print does not say them; a day without a month cannot be.

    Raises:
        ValueError: when there is no such day in the calendar.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        """Refuse what is in no calendar."""
        if not 1 <= self.year <= 9999:
            raise ValueError(f"no such year: {self.year}")
        if self.month is None:
            if self.day is not None:
                raise ValueError("a day without a month")
            return
        if not 1 <= self.month <= 12:
            raise ValueError(f"no such month: {self.month}")
        if self.day is not None and not 1 <= self.day <= self.days_in_month(self.year, self.month):
            raise ValueError(f"no such day: {self.year}-{self.month:02}-{self.day:02}")

    @staticmethod
    def days_in_month(year: int, month: int) -> int:
        """Give the number of days of a month of the Gregorian calendar."""
        return calendar.monthrange(year, month)[1]

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `YYYY[-MM[-DD]]`.

        Raises:
            ValueError: when `text` has another form or names no day of the calendar.
        """
        match = _FORM.fullmatch(text)
        if not match:
            raise ValueError(f"not a date: {text!r}")
        year, month, day = match.groups()
        return cls(int(year), int(month) if month else None, int(day) if day else None)

    def __str__(self) -> str:
        """Give the form that `parse` reads."""
        parts = [f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    @property
    def earliest(self) -> tuple[int, int, int]:
        """The first day that the date can mean: what issues are put in order by."""
        return (self.year, self.month or 1, self.day or 1)
