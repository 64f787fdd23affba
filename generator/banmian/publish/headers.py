"""With which headers a file is served, where the host takes it from us.

The type is told exactly and from a table of ours, so that it depends on no system's. How long a
file may be kept without asking follows from how it changes: assets never do under one address;
a picture hardly does; a page or a list may with every publication, and a minute is short enough
for a correction and long enough for a rush. The marker is asked for to know what is there now.
"""

from collections.abc import Mapping
from pathlib import PurePosixPath

from banmian.addresses import ASSETS, MARKER
from banmian.publish.changes import Phase, phase

_TYPES: Mapping[str, str] = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".xml": "application/xml",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".gif": "image/gif",
    ".woff2": "font/woff2",
}

_FOR_EVER = "public, max-age=31536000, immutable"
_A_DAY = "public, max-age=86400"
_A_MINUTE = "public, max-age=60"
_ASK = "no-cache"


def content_type(path: str) -> str:
    """Give the media type of a file by its name."""
    return _TYPES.get(PurePosixPath(path).suffix.lower(), "application/octet-stream")


def cache_control(path: str) -> str:
    """Give how long a file may be kept without asking."""
    if path == MARKER:
        return _ASK
    if path.startswith(ASSETS) and path.count("/") > 1:
        return _FOR_EVER
    return _A_DAY if phase(path) is Phase.ASSET else _A_MINUTE
