"""What a front matter says of the time after an article came out: 更正, 撤回, 草稿."""

from collections.abc import Iterator

from msgspec import Struct

from banmian.config.toml import TomlError, line_of, line_of_value
from banmian.content import toml_text
from banmian.model.article import Article
from banmian.model.correction import ArticleStatus, Correction, Withdrawal
from banmian.model.dates import PartialDate

_DAY = "a day 须写到日: YYYY-MM-DD"


class CorrectionEntry(Struct, frozen=True):
    """An entry of `corrections`, as it stands in the file."""

    date: str = ""
    note: str = ""


class WithdrawalEntry(Struct, frozen=True):
    """The table `withdrawal`, as it stands in the file; empty where there is none."""

    date: str = ""
    reason: str = ""


NOT_WITHDRAWN = WithdrawalEntry()


def corrections(entries: tuple[CorrectionEntry, ...], toml: str) -> tuple[Correction, ...]:
    """Read the corrections of an article.

    Raises:
        TomlError: for what is no day or no line of text; lines of `toml`.
    """
    found = []
    for entry in entries:
        day = _day(entry.date, toml, "corrections")
        if not entry.note.strip():
            line = line_of_value(toml, "corrections", entry.date)
            raise TomlError(line, "a correction without a note 更正没有说明", 'note = "…"')
        try:
            found.append(Correction(day, entry.note.strip()))
        except ValueError as error:
            raise TomlError(line_of_value(toml, "corrections", entry.date), str(error)) from None
    return tuple(found)


def withdrawal(status: ArticleStatus, entry: WithdrawalEntry, toml: str) -> Withdrawal | None:
    """Read the withdrawal of an article; None where it stands.

    Raises:
        TomlError: where status and withdrawal do not go together, or it lacks day or reason.
    """
    if status is not ArticleStatus.WITHDRAWN:
        if entry != NOT_WITHDRAWN:
            raise TomlError(
                line_of(toml, "withdrawal"),
                "a withdrawal, but the status is another 有 withdrawal，但没有标明撤回",
                'status = "withdrawn"',
            )
        return None
    if not (entry.date and entry.reason.strip()):
        raise TomlError(
            line_of(toml, "withdrawal") or line_of(toml, "status"),
            "withdrawn, but not when and why 撤回须写明日期和原因",
            'withdrawal = { date = "2026-11-22", reason = "…" }',
        )
    day = _day(entry.date, toml, "withdrawal")
    try:
        return Withdrawal(day, entry.reason.strip())
    except ValueError as error:
        raise TomlError(line_of(toml, "withdrawal"), str(error)) from None


def written(article: Article) -> Iterator[tuple[str, toml_text.Value]]:
    """Give the keys as they are written: nothing of an article that stands as it came out."""
    if article.corrections:
        yield "corrections", [{"date": str(c.date), "note": c.note} for c in article.corrections]
    if article.corrects:
        yield "corrects", article.corrects
    if article.status is not ArticleStatus.OUT:
        yield "status", article.status.value
    if article.withdrawal:
        gone = article.withdrawal
        yield "withdrawal", {"date": str(gone.date), "reason": gone.reason}


def _day(text: str, toml: str, key: str) -> PartialDate:
    try:
        day = PartialDate.parse(text)
    except ValueError as error:
        raise TomlError(line_of_value(toml, key, text), str(error), _DAY) from None
    if day.day is None:
        raise TomlError(line_of_value(toml, key, text), f"date = {text!r}", _DAY)
    return day
