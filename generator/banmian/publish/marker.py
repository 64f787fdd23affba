"""The file by which a published site says that it is Banmian's, and what of it is kept.

`{"made by": "Banmian", "format": 1, "release": "2026-11-22T10:15:00+08:00", "assets": [...]}`
"""

import json
import re
from dataclasses import dataclass

from banmian.addresses import ASSETS
from banmian.publish.site import BuiltSite

_MADE_BY = "Banmian"
_FORMAT = 1
_ASSETS = re.compile(rf"{ASSETS}[0-9A-Za-z_-]+/")


@dataclass(frozen=True, slots=True)
class Marker:
    """What a host is told of a publication.

    `release` is its moment, "" while it is being put there. `assets` are the folders of assets
    that pages out there may ask for: those of this release, then of the one before it.
    """

    release: str
    assets: tuple[str, ...]

    def write(self) -> bytes:
        """Give the file's content."""
        table = {
            "made by": _MADE_BY,
            "format": _FORMAT,
            "release": self.release,
            "assets": list(self.assets),
        }
        return json.dumps(table).encode() + b"\n"


def read_marker(content: bytes) -> Marker | None:
    """Read the file of a host; None when Banmian did not write it.

    Of its folders only those are taken that can be one of assets: none leads elsewhere.
    """
    try:
        table = json.loads(content)
    except ValueError:
        return None
    if not isinstance(table, dict) or table.get("made by") != _MADE_BY:
        return None
    assets = table.get("assets", [])
    named = assets if isinstance(assets, list) else []
    known = tuple(name for name in named if isinstance(name, str) and _ASSETS.fullmatch(name))
    return Marker(str(table.get("release", "")), known)


def next_marker(site: BuiltSite, there: Marker | None, release: str) -> Marker:
    """Give the marker of a release that follows `there`: it keeps the assets of that one too.

    A reader who has an old page open still asks for the assets which it was made with.
    """
    before = [folder for folder in (there.assets if there else ()) if folder != site.assets]
    return Marker(release, tuple(filter(None, (site.assets, *before[:1]))))
