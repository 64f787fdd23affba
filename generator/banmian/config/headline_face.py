"""`[headline_face]` of `edition.toml`: a face of the edition's own that headlines are set in."""

from msgspec import Struct

from banmian.config.toml import line_of
from banmian.errors import SettingsError


class HeadlineFace(Struct, frozen=True):
    """The face of headlines: its file below `site/`, "" for none.

    `budget` is what the characters of an issue's headlines may weigh, in kilobytes.
    """

    font: str = ""
    budget: int = 60


def check_headline_face(face: HeadlineFace, text: str, path: str) -> None:
    """Check the table, but for the font's path; `text` is where lines are looked up.

    Raises:
        SettingsError: naming file, line and what to do.
    """
    if face.budget < 1:
        raise SettingsError(
            f"{path}:{line_of(text, 'budget')}: budget = {face.budget} 须为正数",
            "write kilobytes 写千字节数: budget = 60",
        )
