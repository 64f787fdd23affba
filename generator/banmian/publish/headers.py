"""How long a file may be kept without asking, where the host takes that from us.

It follows from how a file changes: assets and the files of the search index never do under one
address; a picture hardly does; a page or a list may with every publication, and a minute is short
enough for a correction and long enough for a rush. The marker is asked for to know what is there
now.
"""

from banmian.addresses import ASSETS, MARKER, is_search_file
from banmian.publish.changes import Phase, phase

_FOR_EVER = "public, max-age=31536000, immutable"
_A_DAY = "public, max-age=86400"
_A_MINUTE = "public, max-age=60"
_ASK = "no-cache"


def cache_control(path: str) -> str:
    """Give how long a file may be kept without asking."""
    if path == MARKER:
        return _ASK
    if (path.startswith(ASSETS) and path.count("/") > 1) or is_search_file(path):
        return _FOR_EVER
    return _A_DAY if phase(path) is Phase.ASSET else _A_MINUTE
