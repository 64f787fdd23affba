"""`seeds/seeds.toml` and the folder convention: which source file is which page of which issue."""

import re
from typing import Literal

from msgspec import Struct

from banmian.config.toml import settings
from banmian.errors import SettingsError
from banmian.model.ids import IssueId, parse_issue_id

_PAGE_LABEL = re.compile(r"[0-9A-Za-z]+(?:-[0-9A-Za-z]+)*")


class SeedEntry(Struct, frozen=True):
    """`[[pages]]` of `seeds.toml`. `assumed` names what the print does not say (推定)."""

    file: str
    issue: str
    page: str
    name: str = ""
    assumed: tuple[Literal["page"], ...] = ()


class SeedsFile(Struct, frozen=True):
    """The whole file."""

    pages: tuple[SeedEntry, ...] = ()


class SourcePage(Struct, frozen=True):
    """A source file that is known to be a page of an issue."""

    file: str
    issue: IssueId
    page: str
    name: str = ""
    assumed: bool = False


def read_seeds(text: str, path: str) -> tuple[SourcePage, ...]:
    """Read `seeds.toml`.

    Raises:
        SettingsError: for an issue or page label that is none, or a page that is given twice.
    """
    pages: list[SourcePage] = []
    taken: dict[tuple[str, str], str] = {}
    for entry in settings(text, SeedsFile, path).pages:
        try:
            issue, _ = parse_issue_id(entry.issue)
        except ValueError as error:
            raise SettingsError(
                f"{path}: {entry.file}: {error}", 'write 写成 issue = "2021-06-24" / "2021-06"'
            ) from None
        if not is_page_label(entry.page):
            raise SettingsError(
                f"{path}: {entry.file}: page = {entry.page!r} is no page label 不是版次",
                'write 写成 page = "1", "A01", "04-05"',
            )
        label = normal_label(entry.page)
        other = taken.setdefault((issue, label), entry.file)
        if other != entry.file:
            raise SettingsError(
                f"{path}: {entry.file} and {other} are both page {entry.page} of {issue} 同期同版",
                "give one of them another page 改其中一个的版次",
            )
        if any(page.file == entry.file for page in pages):
            raise SettingsError(
                f"{path}: {entry.file} is listed twice 登记了两次", "take one entry out 删去一条"
            )
        pages.append(SourcePage(entry.file, issue, label, entry.name, "page" in entry.assumed))
    return tuple(pages)


def page_of_path(file: str) -> SourcePage | None:
    """Read the folder convention `2021-06-24/01.txt`: issue and page; None for other paths."""
    folder, _, name = file.rpartition("/")
    label = name.rpartition(".")[0]
    if not is_page_label(label):
        return None
    try:
        issue, _ = parse_issue_id(folder)
    except ValueError:
        return None
    return SourcePage(
        file, issue, label.lstrip("0") if label.isdigit() and label.strip("0") else label
    )


def normal_label(text: str) -> str:
    """Give a page label without leading zeros: 01 is 1, A01 stays."""
    return (text.lstrip("0") or "0") if text.isdigit() else text


def is_page_label(text: str) -> bool:
    """Tell whether `text` can be a page label: letters, digits, single hyphens."""
    return len(text) <= 16 and _PAGE_LABEL.fullmatch(text) is not None
