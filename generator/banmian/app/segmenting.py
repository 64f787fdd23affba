"""`banmian segment`: one page's file → its articles, nothing written."""

from pathlib import Path
from typing import Any

from banmian import segment
from banmian.app.project import find, load_edition
from banmian.config.profile import Profile
from banmian.errors import UserError
from banmian.readers import read_text


def segment_file(file: Path, project: Path | None) -> dict[str, Any]:
    """Cut a page; give it in the format that `segment.as_json` documents.

    Raises:
        UserError: when the file is not there or cannot be read as text.
    """
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        raise UserError(
            f"there is no file {file} 没有这个文件", "look at the path 检查路径"
        ) from None
    page = read_text(data, file.name)
    return segment.as_json(segment.segment_page(page, _profile(file, project)))


def _profile(file: Path, project: Path | None) -> Profile:
    """Take the profile of the project that the file is in, or the usual one."""
    try:
        found = find(project or file.parent)
    except UserError:
        if project:
            raise
        return Profile()
    return load_edition(found).newspaper
