"""What the form of headline lines says: which go on, and how they are joined (引题, 主题, 副题)."""

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from banmian.segment.lines import Line
from banmian.text.characters import HAN

_SPACED = re.compile(f"[{HAN}0-9”！？] [{HAN}0-9“]")
_PAIR = re.compile(f"[{HAN}]{{2}}")
_QUOTES = ("“", "”", "《", "》")
WHOLE = 9
"""Characters of a line that is a whole phrase: no headline or section head goes on from longer."""
JOINED, _PARTED = 1.0, -2.0
"""Log-odds that two lines are one headline where a phrase goes on, or that are its halves; else."""
_CANNOT_BEGIN = frozenset("的了着过里上中下们与和及之")


class Forms(Struct, frozen=True):
    """What the form of headline lines is judged by.

    `page` is the text of the page's lines, `units` the endings of organisations' names.
    """

    page: str
    units: tuple[str, ...]

    def is_unit(self, text: str) -> bool:
        """Tell whether a line is an organisation's name and no more."""
        return 3 <= len(text) <= 14 and text.endswith(self.units) and " " not in text

    def goes_on(self, first: str, second: str) -> bool:
        """Tell whether a phrase goes on from one line to the next; long lines are whole."""
        if len(first) > WHOLE:
            return False
        seam = first[-1:] + second[:1]
        known = _PAIR.fullmatch(seam) is not None and seam in self.page
        return known or second[:1] in _CANNOT_BEGIN

    def joins(self, first: Line, second: Line) -> float:
        """Give the log-odds that two lines are one headline, by their form."""
        one, two = first.text, second.text
        halves = _are_halves(one, two) and not self.is_unit(one)
        return JOINED if halves or self.goes_on(one, two) else _PARTED


def _are_halves(first: str, second: str) -> bool:
    """Tell whether two short lines of about the same length are one headline."""
    return max(len(first), len(second)) <= 8 and abs(len(first) - len(second)) <= 1


def joined_head(texts: Sequence[str], forms: Forms) -> str:
    """Join the lines of a kicker, a headline or a deck, parted by a space between phrases."""
    out = texts[0]
    for before, text in pairwise(texts):
        out += text if forms.goes_on(out, text) else _gap(before, text) + text
    return out


def _gap(first: str, second: str) -> str:
    """Part two phrases by a space, not beside a quote: it parts them already.

    Phrases of a headline are as long as each other; short lines that are not are one phrase.
    """
    if first[-1:] in _QUOTES or second[:1] in _QUOTES:
        return ""
    broken = max(len(first), len(second)) < WHOLE and len(first) != len(second)
    return "" if broken and not _SPACED.search(first + second) else " "
