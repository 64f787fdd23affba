"""Joining lines: Chinese takes no space at a line's end, words of Latin letters do."""

import re
from collections.abc import Iterable

from banmian.text.characters import HAN

WIDE = f"{HAN}\u2e80-\u2fdf\u3001-\u30ff\uff01-\uff60“”‘’…—·"
"""Characters that take no space at a line's end: Han, kana and the marks set between them.

Hangul is not among them: it parts words by spaces (CSS Text 3, segment break transformation).
"""

_BREAK = re.compile(rf"(?<=[{WIDE}])\n|\n(?=[{WIDE}])")


def join_lines(lines: Iterable[str]) -> str:
    """Join the lines that an editor typed, each broken between words."""
    return join_breaks("\n".join(lines)).replace("\n", " ")


def join_breaks(text: str) -> str:
    """Take out the line ends beside Chinese characters; keep the others."""
    return _BREAK.sub("", text)


def join_column(lines: Iterable[str]) -> str:
    """Join the lines of a printed column, cut anywhere: a space only between two Latin words."""
    joined = ""
    for line in lines:
        latin = joined[-1:].isascii() and joined[-1:].isalpha() and line[:1].isascii()
        joined += f" {line}" if latin and line[:1].isalpha() else line
    return joined
