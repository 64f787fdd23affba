"""What a program's error means to the user: a hint, and no password in it."""

import re
from collections.abc import Sequence

Hints = Sequence[tuple[str, str]]
"""Patterns of what programs say, in any case, and what to do then; the first that fits counts."""


def hint_for(said: str, hints: Hints, otherwise: str = "") -> str:
    """Give the hint for what a program said."""
    fitting = (hint for pattern, hint in hints if re.search(pattern, said, re.IGNORECASE))
    return next(fitting, otherwise)


def redacted(text: str) -> str:
    """Take user names and passwords out of addresses: rather too much than too little."""
    return re.sub(r"//[^\s\"']*@", "//", text)
