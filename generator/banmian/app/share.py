"""Share pictures (分享图): the face that they are set in, and an issue's."""

from collections.abc import Iterator
from pathlib import Path

from banmian.app.project import Project, read_text
from banmian.config.edition import Edition
from banmian.config.toml import line_of
from banmian.errors import SettingsError
from banmian.model.cover import Cover
from banmian.model.diagnostics import Diagnostic, Where, diagnostic
from banmian.model.output import Output
from banmian.press.share_picture import WELL_KNOWN, Face, face, share_picture
from banmian.theme.site import Site


def find_face(project: Project, edition: Edition) -> Face | None:
    """Find the face of an edition's share pictures; None where it wants none, or there is none.

    Raises:
        SettingsError: when the settings name a file that is no font.
    """
    share = edition.share
    if not share.picture:
        return None
    if not share.font:
        known = next(filter(Path.is_file, map(Path, WELL_KNOWN)), None)
        return face(known, edition.language) if known else None
    path = project.settings.parent / share.font
    try:
        if path.resolve().is_relative_to(project.settings.parent.resolve()):
            return face(path, edition.language)
    except OSError:
        pass
    line = line_of(read_text(project.settings, project), "font")
    raise SettingsError(
        f"{project.name(project.settings)}:{line}: font: {project.name(path)} cannot be opened "
        "字体打不开",
        "put the font's file there, or take the line out 放好字体文件，或删去这一行",
    )


def made_picture(project: Project, face: Face | None, cover: Cover) -> Iterator[Output]:
    """Make a share picture, where there is a face for it."""
    if face:
        made = share_picture(cover, face, project.pictures_cache)
        yield Output(cover.address, made)


def faceless(project: Project, site: Site) -> Iterator[Diagnostic]:
    """Say that there could be share pictures, if the machine had a face."""
    if site.edition.share.picture and site.shares and not site.pictured:
        yield diagnostic("BM411", Where(project.name(project.settings)))
