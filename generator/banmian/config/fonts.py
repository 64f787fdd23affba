"""Font files that settings name: each stands below `site/`."""

import re

from banmian.config.toml import line_of
from banmian.errors import SettingsError

_FONT = re.compile(r"(?:[\w-][\w .-]*/)*[\w-][\w .-]*\.(?:otf|ttf|ttc)", re.IGNORECASE)


def check_font(font: str, text: str, path: str) -> None:
    """Check a path, "" where none is named; `text` is where its line is looked up.

    Raises:
        SettingsError: naming file, line and what to do.
    """
    if font and not _FONT.fullmatch(font):
        raise SettingsError(
            f"{path}:{line_of(text, 'font')}: font = {font!r} is no font's file 不是字体文件",
            'write its path below site/ 写它在 site/ 里的路径: font = "fonts/SongHeavy.otf"',
        )
