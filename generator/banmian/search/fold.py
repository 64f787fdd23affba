"""Folding: what counts as the same character when one looks for a text, as `client/fold.js` does.

Case, full and half width, traditional and simplified, the forms of quotation marks, dashes and
dots; white space and characters without width do not count at all. A character becomes one or none.
No NFKC: its tables change with the reader's browser, and it makes one character into several.
"""

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from banmian.search.traditional import SIMPLE, SIMPLIFIED, TRADITIONAL

if TYPE_CHECKING:
    from numpy import bool_, int64
    from numpy.typing import NDArray

_SAME = {
    form: forms[0]
    for forms in ('"“”„‟〝〞', "'‘’‚‛", "-‐‑‒–−", "—―─", ".。｡", "·・•‧∙･", "~〜∼", "¥￥")
    for form in forms[1:]
}
_IGNORED = frozenset(
    "\0\t\n\v\f\r \u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff\u00ad\u180e\u2060"
    + "".join(map(chr, (*range(0x2000, 0x2010), *range(0xFE00, 0xFE10))))
)
_FULL_WIDTH = range(0xFF01, 0xFF5F)
_FOLDING = ((0x0000, 0x33FF), (0xA000, 0xABFF), (0xF900, 0xFFFF))
"""Ranges of code points outside of which none folds but the traditional characters."""
_LAST = 0xFFFF
"""Characters behind it are two units to a browser, and stay as they are."""


@cache
def _folded(char: str) -> str:
    """Fold a character: one or none."""
    if char in _IGNORED:
        return ""
    if char in _SAME:
        return _SAME[char]
    if char in SIMPLE:
        return SIMPLE[char]
    code = ord(char)
    if code > _LAST:
        return char
    half = chr(code - 0xFEE0) if code in _FULL_WIDTH else char
    small = half.lower()
    return small if len(small) == 1 else half


class _Table(dict[int, str]):
    """What `str.translate` asks: filled as characters come."""

    def __missing__(self, code: int) -> str:
        """Fold a character that has not come before."""
        self[code] = _folded(chr(code))
        return self[code]


_TABLE = _Table()


def fold(text: str) -> str:
    """Fold a text."""
    return text.translate(_TABLE)


def offsets(text: str) -> list[int]:
    """Give for each character of `fold(text)` its place in `text`; at last the text's length."""
    return [*(n for n, char in enumerate(text) if _folded(char)), len(text)]


@cache
def table() -> "NDArray[int64]":
    """Give what each code point of 16 bits folds to; 0 for none. Those behind stay as they are."""
    import numpy as np  # noqa: PLC0415 — slow to import, and most commands need none

    found = np.arange(_LAST + 1)
    for first, last in _FOLDING:
        for code in range(first, last + 1):
            found[code] = ord(_folded(chr(code)) or "\0")
    found[[ord(char) for char in TRADITIONAL]] = [ord(char) for char in SIMPLIFIED]
    return found


def variants(texts: Iterable[str]) -> str:
    """Give the traditional characters of texts, each once, sorted.

    A reader needs to know of no others to fold these texts: the whole table is large.
    """
    import numpy as np  # noqa: PLC0415

    codes = np.frombuffer("".join(texts).encode("utf-32-le"), "<u4")
    found = np.unique(codes[_is_variant()[np.minimum(codes, _LAST)]])
    return "".join(map(chr, found.tolist()))


@cache
def _is_variant() -> "NDArray[bool_]":
    """Tell of each code point of 16 bits whether it is a traditional character."""
    import numpy as np  # noqa: PLC0415

    found = np.zeros(_LAST + 1, bool)
    found[[ord(char) for char in TRADITIONAL]] = True
    return found
