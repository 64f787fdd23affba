"""Whether a paragraph begins and ends with its sentence, by its marks alone."""

import re

from banmian.text.characters import CLOSING, STOPS, is_han

_CLOSERS = "”’）》」』】〕)"
_CANNOT_BEGIN = re.compile("的(?![士确])|们")


def is_open(text: str) -> bool:
    """Tell whether a paragraph ends inside a sentence; after ： or ； another may follow."""
    last = text.rstrip(_CLOSERS)[-1:]
    return is_han(last) or last in tuple("，、") or (last.isascii() and last.isalnum())


def opens_inside(text: str) -> bool:
    """Tell whether a paragraph begins inside a sentence, with what cannot open one."""
    return text[:1] in tuple(STOPS + CLOSING) or _CANNOT_BEGIN.match(text) is not None
