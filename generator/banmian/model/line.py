"""A line: what every piece of plain text in the model is made of."""

import unicodedata

_REFUSED = frozenset({"Cc", "Cs", "Zl", "Zp"})

BIDI_CONTROLS = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
"""Characters that can make a line read other than it is."""


def is_clean(char: str) -> bool:
    """Tell whether a character may stand in a line: no control, surrogate or line separator.

    Bidirectional controls are refused with them, and what is no character (U+FFFE, U+FFFF …).
    """
    if unicodedata.category(char) in _REFUSED or char in BIDI_CONTROLS:
        return False
    return ord(char) & 0xFFFE != 0xFFFE


def check_line(text: str) -> None:
    """Refuse what is no line: empty, padded with white space, or with control characters.

    Raises:
        ValueError: naming what is wrong.
    """
    if not text or text != text.strip():
        raise ValueError(f"not a line, empty or padded: {text!r}")
    if text.isprintable():
        return
    for char in text:
        if not is_clean(char):
            raise ValueError(f"U+{ord(char):04X} cannot stand in a line: {text!r}")
