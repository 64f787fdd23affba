"""The hints of an edition: `site/hints/ISSUE/PAGE.toml`, read with the source pages."""

from collections.abc import Collection, Mapping
from pathlib import Path

from msgspec import Struct

from banmian.app.project import Project, read_text
from banmian.config.seeds import SourcePage, normal_label
from banmian.content import hints_file
from banmian.model.diagnostics import Diagnostic, Where, diagnostic
from banmian.model.hints import Hint
from banmian.press.files import walk

_SUFFIX = ".toml"


class Hints(Struct, frozen=True):
    """The hints of each page, by issue and label, and what belongs to no page."""

    pages: Mapping[tuple[str, str], tuple[Hint, ...]]
    diagnostics: tuple[Diagnostic, ...]

    def of(self, page: SourcePage) -> tuple[Hint, ...]:
        """Give the hints of a page."""
        return self.pages.get((page.issue, page.page), ())


def load_hints(project: Project, pages: Collection[SourcePage]) -> Hints:
    """Read the hints of all these pages.

    Raises:
        UserError: naming file and line of what is no hint.
    """
    known = {(page.issue, page.page) for page in pages}
    found: list[Diagnostic] = []
    hints: dict[tuple[str, str], tuple[Hint, ...]] = {}
    for path in walk(project.hints):
        key = (path.parent.name, normal_label(path.stem))
        placed = path.parent.parent == project.hints and path.suffix == _SUFFIX
        if not placed or key not in known or key in hints:
            found.append(diagnostic("BM219", Where(project.name(path))))
        else:
            hints[key] = hints_file.read(read_text(path, project), project.name(path))
    return Hints(hints, tuple(found))


def hints_path(project: Project, page: SourcePage) -> Path:
    """Give the file of a page's hints: the one that is there, or the one to write."""
    folder = project.hints / page.issue
    there = (path for path in walk(folder) if path.suffix == _SUFFIX)
    named = (path for path in there if normal_label(path.stem) == page.page)
    return next(named, folder / f"{page.page}{_SUFFIX}")


def page_hints(project: Project, page: SourcePage) -> tuple[Hint, ...]:
    """Read the hints of one page.

    Raises:
        UserError: naming file and line of what is no hint.
    """
    path = hints_path(project, page)
    if not path.is_file():
        return ()
    return hints_file.read(read_text(path, project), project.name(path))
