"""`banmian theme`: checking a theme, and beginning one."""

from pathlib import Path

from msgspec import Struct

from banmian.app.project import (
    Project,
    is_shipped,
    is_theme_name,
    load_edition,
    own_assets,
    read_folders,
    read_text,
    theme_folders,
)
from banmian.errors import UserError
from banmian.model.diagnostics import Diagnostic
from banmian.press.files import write
from banmian.theme.faults import faults
from banmian.theme.theme import CONTRACT

_STYLE = """\
{% include "base/_style.html" %}
<link rel="stylesheet" href="{{ frame.assets["own.css"] }}">
"""
_COLOURS = """\
/* What stands in base.css can be set anew here. */
:root { --accent: #0b5a4a; }
"""


class Checked(Struct, frozen=True):
    """What came of a check: `name` is the theme's."""

    name: str
    diagnostics: tuple[Diagnostic, ...]


def check(project: Project, name: str) -> Checked:
    """Find what is wrong in a theme, "" that of the edition; render and write nothing.

    Raises:
        UserError: when there is none of this name, or its `theme.toml` cannot be used.
    """
    asked = name or load_edition(project).theme
    folders = theme_folders(project, asked)
    toml = folders[0] / "theme.toml"
    theme = read_folders(project, folders)
    text, assets = read_text(toml, project), own_assets(folders[0])
    return Checked(asked, tuple(faults(theme, text, project.name(toml), assets)))


def new(project: Project, name: str) -> Path:
    """Begin a theme of the project's own that extends `base`; give its folder.

    Raises:
        UserError: when there is one of this name, or the name cannot be one.
    """
    if not is_theme_name(name):
        raise UserError(
            f"{name!r} cannot be a theme's name 不能用作主题名",
            "use letters, digits, - and _ 只用字母、数字、- 和 _",
        )
    folder = project.root / "themes" / name
    if is_shipped(name):
        raise UserError(
            f"{name} comes with Banmian: yours would take its place 是自带主题的名字",
            "choose another 换一个",
        )
    if folder.exists() or folder.is_symlink():
        raise UserError(
            f"{project.name(folder)} is there already 已经有了", "choose another 换一个"
        )
    settings = f'name = "{name}"\ncontract = {CONTRACT}\nextends = "base"\n'
    write(folder / "templates" / "_style.html", _STYLE.encode())
    write(folder / "assets" / "own.css", _COLOURS.encode())
    write(folder / "theme.toml", settings.encode())
    return folder
