"""The files of `site/pages/` → sheets (单页), with everything wrong in them as diagnostics."""

from msgspec import Struct

from banmian.addresses import is_sheet_slug
from banmian.config.toml import TomlError, decode
from banmian.content import article_file, body, front
from banmian.content.limits import excess
from banmian.content.reading import IssueFiles
from banmian.model.diagnostics import Diagnostic, Where, diagnostic
from banmian.model.sheet import Sheet

SUFFIX = ".md"


class SheetFront(Struct, frozen=True):
    """The keys that a sheet's front matter may have; `docs/content-format.md` explains each."""

    title: str
    navigation: bool = False
    order: int = 0
    description: str = ""


class ReadSheets(Struct, frozen=True):
    """The sheets that can be shown, in order, and what is wrong."""

    sheets: tuple[Sheet, ...]
    diagnostics: tuple[Diagnostic, ...]


def read_sheets(source: IssueFiles) -> ReadSheets:
    """Read all sheets. One that cannot be shown is left out and named; nothing raises."""
    sheets, found = [], list(source.found)
    for name, text in sorted(source.texts.items()):
        slug = name.removesuffix(SUFFIX)
        if not name.endswith(SUFFIX):
            continue
        path = f"{source.path}/{name}"
        if not is_sheet_slug(slug):
            found.append(diagnostic("BM332", Where(path, 1), slug=repr(slug)))
            continue
        sheet = _read(text, slug, path, found)
        if sheet:
            sheets.append(sheet)
    return ReadSheets(tuple(sorted(sheets, key=lambda sheet: sheet.rank)), tuple(found))


def _read(text: str, slug: str, path: str, found: list[Diagnostic]) -> Sheet | None:
    text, unclean = article_file.clean(text, path)
    found += unclean
    offset = 0
    try:
        toml, markdown = front.split(text)
        offset = 1
        sheet = _sheet(decode(toml, SheetFront), slug, markdown)
    except TomlError as error:
        found.append(article_file.failed("BM331", error, path, offset))
        return None
    what = excess(sheet)
    if what:
        found.append(diagnostic("BM315", Where(path), what=what))
        return None
    return sheet


def _sheet(head: SheetFront, slug: str, markdown: str) -> Sheet:
    try:
        return Sheet(
            slug=slug,
            title=head.title.strip(),
            body=body.read(markdown),
            navigation=head.navigation,
            order=head.order,
            description=head.description.strip(),
        )
    except ValueError as error:
        raise TomlError(0, str(error)) from None
