"""`banmian segment`: one page's file → its articles, or how each line was read; nothing written."""

import os
from pathlib import Path
from typing import Any

from banmian import segment
from banmian.app.explaining import explained
from banmian.app.hints import page_hints
from banmian.app.project import Project, find, load_edition
from banmian.app.seeds import source_page
from banmian.config.profile import Profile
from banmian.errors import UserError
from banmian.model.hints import Hint
from banmian.model.layout import PageCut, PageText
from banmian.readers import read_text


def segment_file(file: Path, project: Path | None) -> dict[str, Any]:
    """Cut a page; give it in the format that `segment.as_json` documents.

    Raises:
        UserError: when the file is not there or cannot be read as text.
    """
    return segment.as_json(_cut(file, project)[1])


def explain_file(file: Path, project: Path | None) -> dict[str, Any]:
    """Cut a page; give what each of its lines was taken for, and what was repaired.

    Raises:
        UserError: as `segment_file`.
    """
    return explained(*_cut(file, project))


def _cut(file: Path, project: Path | None) -> tuple[PageText, PageCut]:
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        raise UserError(
            f"there is no file {file} 没有这个文件", "look at the path 检查路径"
        ) from None
    text = read_text(data, file.name)
    found = _project(file, project)
    profile = load_edition(found).newspaper if found else Profile()
    hints = _hints(file, found) if found else ()
    return text, segment.segment_page(text, profile, hints)


def _project(file: Path, project: Path | None) -> Project | None:
    """Find the project that the file is in; outside one, a page is cut by the usual profile."""
    try:
        return find(project or file.parent)
    except UserError:
        if project:
            raise
        return None


def _hints(file: Path, project: Project) -> tuple[Hint, ...]:
    """Give the hints of the file, where it is a page of the project."""
    path = Path(os.path.realpath(file))
    if not path.is_relative_to(project.seeds):
        return ()
    page = source_page(project, path.relative_to(project.seeds).as_posix())
    return page_hints(project, page) if page else ()
