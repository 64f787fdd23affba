"""Joining lines: no space between Chinese characters, one between words of Latin letters."""

import re
from collections.abc import Iterable

WIDE = "\u2e80-\u2fdf\u3001-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60“”‘’…—·"
"""Characters that take no space at a line's end: Han, kana and the marks set between them.

After CSS Text 3, segment break transformation; Hangul is not among them, it parts words by spaces.
"""

_BREAK = re.compile(rf"(?<=[{WIDE}])\n(?=[{WIDE}])")


def join_lines(lines: Iterable[str]) -> str:
    """Join the lines of a paragraph, as a reader would read them."""
    return join_breaks("\n".join(lines)).replace("\n", " ")


def join_breaks(text: str) -> str:
    """Take out the line ends between Chinese characters; keep the others."""
    return _BREAK.sub("", text)
