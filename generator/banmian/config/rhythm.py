"""`[rhythm]` of `edition.toml`: on which days an edition appears, and when it rests (休刊)."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property

from msgspec import Struct

from banmian.config.toml import line_of
from banmian.errors import SettingsError

_WEEK = range(1, 8)
_LONGEST = 366
"""Days of one rest, at most."""


class Rhythm(Struct, frozen=True, dict=True):
    """The weekdays of an edition, 1 (Monday) to 7; none where it has no rhythm.

    `rest` are days without an issue, each `2021-02-11` or from one to another,
    `2021-02-11/2021-02-17`.
    """

    weekdays: tuple[int, ...] = ()
    rest: tuple[str, ...] = ()

    @cached_property
    def resting(self) -> frozenset[date]:
        """All days of rest."""
        return frozenset(day for one in self.rest for day in _days(one))

    def expects(self, day: date) -> bool:
        """Tell whether an issue would appear on a day, if the edition did not rest."""
        return day.isoweekday() in self.weekdays


def check_rhythm(rhythm: Rhythm, text: str, path: str) -> None:
    """Check the table; `text` is where lines are looked up.

    Raises:
        SettingsError: naming file, line and what to do.
    """
    if not set(rhythm.weekdays) <= set(_WEEK):
        raise SettingsError(
            f"{path}:{line_of(text, 'weekdays')}: weekdays = {list(rhythm.weekdays)} 不是星期",
            "write 1 for Monday to 7 for Sunday 1 是星期一，7 是星期日: weekdays = [1, 3, 5]",
        )
    for one in rhythm.rest:
        try:
            list(_days(one))
        except ValueError:
            raise SettingsError(
                f"{path}:{line_of(text, 'rest')}: rest: {one!r} is no day 不是日期",
                'write one or two, at most a year 写成: rest = ["2021-02-11/2021-02-17"]',
            ) from None


def _days(text: str) -> Iterator[date]:
    """Give the days of a rest.

    Raises:
        ValueError: when they are none, or more than a year.
    """
    first, _, last = text.partition("/")
    start = date.fromisoformat(first)
    count = (date.fromisoformat(last or first) - start).days
    if not 0 <= count < _LONGEST:
        raise ValueError(text)
    yield from (start + timedelta(n) for n in range(count + 1))
