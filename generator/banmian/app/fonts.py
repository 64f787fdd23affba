"""The fonts of an edition: the face of share pictures, and that of headlines."""

from importlib.util import find_spec
from pathlib import Path

from banmian.app.project import Project, read_text
from banmian.config.edition import Edition
from banmian.config.toml import line_of_value
from banmian.errors import SettingsError, UserError
from banmian.press.fonts import Face, face
from banmian.press.share_picture import WELL_KNOWN


def find_face(project: Project, edition: Edition) -> Face | None:
    """Find the face of an edition's share pictures; None where it wants none, or there is none.

    Raises:
        SettingsError: when the settings name a file that is no font.
    """
    share = edition.share
    if not share.picture:
        return None
    if share.font:
        return _own_face(project, edition, share.font)
    known = next(filter(Path.is_file, map(Path, WELL_KNOWN)), None)
    return face(known, edition.language) if known else None


def find_headline_face(project: Project, edition: Edition) -> Face:
    """Find the face that an edition wants its headlines set in.

    Raises:
        SettingsError: when the settings name a file that is no font.
        UserError: when what makes faces is not installed.
    """
    if not (find_spec("fontTools") and find_spec("brotli")):
        raise UserError(
            "[headline_face] needs fontTools and brotli 标题字体需要 fontTools 和 brotli",
            "pip install 'banmian[faces]'",
        )
    return _own_face(project, edition, edition.headline_face.font)


def _own_face(project: Project, edition: Edition, font: str) -> Face:
    """Open a font of the project's own.

    Raises:
        SettingsError: when it cannot be opened, is no font, or a link that leads elsewhere.
    """
    site = project.settings.parent
    path = site / font
    try:
        if path.resolve().is_relative_to(site.resolve()):
            return face(path, edition.language)
    except OSError:
        pass
    line = line_of_value(read_text(project.settings, project), "font", font)
    raise SettingsError(
        f"{project.name(project.settings)}:{line}: font: {project.name(path)} cannot be opened "
        "字体打不开",
        "put the font's file there, or take the line out 放好字体文件，或删去这一行",
    )
