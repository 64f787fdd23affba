"""What became of an article after it came out: it stands, was corrected, or was withdrawn."""

from enum import StrEnum

from msgspec import Struct

from banmian.model.dates import PartialDate
from banmian.model.line import check_line


class ArticleStatus(StrEnum):
    """Whether readers may see it. Drafts exist only in the preview."""

    DRAFT = "draft"
    OUT = "out"
    WITHDRAWN = "withdrawn"


class Correction(Struct, frozen=True):
    """A correction (更正) that the edition itself makes: on which day, and what was wrong."""

    date: PartialDate
    note: str

    def __post_init__(self) -> None:
        """A day, and a line."""
        _check(self.date, self.note)


class Withdrawal(Struct, frozen=True):
    """A withdrawal (撤回): on which day, and why."""

    date: PartialDate
    reason: str

    def __post_init__(self) -> None:
        """A day, and a line."""
        _check(self.date, self.reason)


def _check(date: PartialDate, text: str) -> None:
    if date.day is None:
        raise ValueError(f"not a day: {date}")
    check_line(text)
