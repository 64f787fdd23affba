"""How long a file may be kept without asking.

It follows from how a file changes: assets and the files of the search index never do under one
address; a picture hardly does; a page or a list may with every publication, and a minute is short
enough for a correction and long enough for a rush. The marker is asked for to know what is there
now.
"""

import re
from collections.abc import Mapping

from msgspec import Struct

from banmian.addresses import ASSETS, MARKER, PICTURES, search_file

_FOR_EVER = "public, max-age=31536000, immutable"
_A_DAY = "public, max-age=86400"
OTHERS = "public, max-age=60"
_ASK = "no-cache"


class Lifetime(Struct, frozen=True):
    """The `Cache-Control` of files whose path below the site's root the `pattern` matches whole.

    `globs` say the same where only `*`, for anything, and `:name`, for a part between slashes,
    are known.
    """

    pattern: str
    globs: tuple[str, ...]
    value: str


LIFETIMES = (
    Lifetime(re.escape(MARKER), (MARKER,), _ASK),
    Lifetime(rf"{ASSETS}[^/]+/.+", (f"{ASSETS}*",), _FOR_EVER),
    Lifetime(re.escape(search_file("*")).replace(r"\*", "[^/]+"), (search_file("*"),), _FOR_EVER),
    Lifetime(rf"(?:.+/)?{PICTURES}/.+", (f"{PICTURES}/*", f":issue/{PICTURES}/*"), _A_DAY),
)
"""The first that matches holds; `OTHERS` where none does."""

_COMPILED: Mapping[re.Pattern[str], str] = {re.compile(one.pattern): one.value for one in LIFETIMES}


def cache_control(path: str) -> str:
    """Give how long a file may be kept without asking, by its path below the site's root."""
    found = (value for pattern, value in _COMPILED.items() if pattern.fullmatch(path))
    return next(found, OTHERS)
