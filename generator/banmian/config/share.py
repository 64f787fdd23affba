"""`[share]` of `edition.toml`: the picture that links to an edition are shown with elsewhere."""

import re

from msgspec import Struct

from banmian.config.toml import line_of
from banmian.errors import SettingsError

_FONT = re.compile(r"(?:[\w-][\w .-]*/)*[\w-][\w .-]*\.(?:otf|ttf|ttc)", re.IGNORECASE)


class Share(Struct, frozen=True):
    """Whether each issue has a share picture, and the face that it is set in.

    `font` is a file below `site/`; "" is the first Chinese face that the machine has.
    """

    picture: bool = True
    font: str = ""


def check_share(share: Share, text: str, path: str) -> None:
    """Check the table; `text` is where lines are looked up.

    Raises:
        SettingsError: naming file, line and what to do.
    """
    if share.font and not _FONT.fullmatch(share.font):
        raise SettingsError(
            f"{path}:{line_of(text, 'font')}: font = {share.font!r} is no font's file 不是字体文件",
            'write its path below site/ 写它在 site/ 里的路径: font = "fonts/SongHeavy.otf"',
        )
