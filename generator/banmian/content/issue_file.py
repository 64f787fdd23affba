"""`issue.toml`: an issue's date, number and pages, which an editor may correct."""

import re
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from banmian.config.seeds import is_page_label
from banmian.config.toml import TomlError, decode, line_of
from banmian.content import toml_text
from banmian.model.dates import PartialDate
from banmian.model.ids import parse_issue_id
from banmian.model.issue import Day, Issue, Page, Status

_STATUS = re.compile(
    r"""(?P<key>^[ \t]*status[ \t]*=[ \t]*)(?:"[^"\n]*"|'[^'\n]*')""", re.MULTILINE
)
_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)


class IssueFile(Struct, frozen=True):
    """The keys of `issue.toml`; `docs/content-format.md` explains each."""

    date: str
    number: str = ""
    name: str = ""
    status: Status = Status.OUT
    day: Day = Day.ORDINARY
    pages: tuple[Page, ...] = ()


def read(text: str, folder: str) -> Issue:
    """Read the file of the issue whose folder has this name.

    Raises:
        TomlError: for what is unknown, of the wrong type or no valid value.
    """
    file = decode(text, IssueFile)
    try:
        issue_id, _ = parse_issue_id(folder)
        date = PartialDate.parse(file.date)
    except ValueError as error:
        raise TomlError(line_of(text, "date"), str(error), "YYYY, YYYY-MM, YYYY-MM-DD") from None
    labels = [page.label for page in file.pages]
    for label in labels:
        if not is_page_label(label) or labels.count(label) > 1:
            line = line_of(text, "pages")
            raise TomlError(line, f"page label {label!r}: not valid, or twice 版次不合规或重复")
    pages = tuple(sorted(file.pages, key=page_order))
    return Issue(issue_id, date, pages, (), file.number, file.name, file.status, file.day)


def write(issue: Issue) -> str:
    """Write an issue's file."""
    table: dict[str, toml_text.Value] = {"date": str(issue.date)}
    if issue.number:
        table["number"] = issue.number
    if issue.name:
        table["name"] = issue.name
    table["status"] = issue.status.value
    if issue.day:
        table["day"] = issue.day.value
    return toml_text.lines(table) + write_pages(issue.pages)


def with_status(text: str, status: Status, folder: str) -> str:
    """Change the status in an issue's file, and nothing else that an editor has there.

    Raises:
        TomlError: when the file cannot be read, or is written in a way that only they can change.
    """
    wanted = replace(read(text, folder), status=status)
    line = f'status = "{status.value}"'
    top, table, rest = _parted(text)
    changed, count = _STATUS.subn(lambda found: found["key"] + f'"{status.value}"', top, count=1)
    if not count:
        changed = f"{top.rstrip()}\n{line}\n" + ("\n" if table else "")
    now = changed + rest
    if read(now, folder) != wanted:
        raise TomlError(line_of(text, "status"), "the status cannot be found 找不到 status", line)
    return now


def _parted(text: str) -> tuple[str, bool, str]:
    """Cut a file before its first table."""
    found = _TABLE.search(text)
    return (text[: found.start()], True, text[found.start() :]) if found else (text, False, "")


def write_pages(pages: Iterable[Page]) -> str:
    """Write pages, as they may also be put behind what is there."""
    parts = []
    for page in pages:
        entry: dict[str, toml_text.Value] = {"label": page.label}
        if page.name:
            entry["name"] = page.name
        if page.assumed:
            entry["assumed"] = True
        if page.staff:
            entry["staff"] = [{"role": s.role, "names": s.names} for s in page.staff]
        parts.append(f"\n[[pages]]\n{toml_text.lines(entry)}")
    return "".join(parts)


def page_order(page: Page) -> tuple[tuple[int, str], ...]:
    """The key that puts pages in print order: 2 before 10, A01 before B01."""
    return label_order(page.label)


def label_order(label: str) -> tuple[tuple[int, str], ...]:
    """The key that puts page labels in print order."""
    parts = re.findall(r"\d+|\D+", label)
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in parts)
