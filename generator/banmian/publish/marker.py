"""The file by which a published site says that it is Banmian's, and what of it is kept.

`{"made by": "Banmian", "format": 1, "release": "2026-11-22T10:15:00+08:00", "assets": [...],
"entries": [...]}`
"""

import json
import re
from collections.abc import Iterator

from msgspec import Struct

from banmian.addresses import ASSETS
from banmian.publish.changes import Changes
from banmian.publish.site import BuiltSite

_MADE_BY = "Banmian"
_FORMAT = 1
_ASSETS = re.compile(rf"{ASSETS}[0-9A-Za-z_-]+/")
_ENTRY = re.compile(r"(?!\.{1,2}\Z)[^/\0]+")


class Marker(Struct, frozen=True):
    """What a host is told of a publication.

    `release` is its moment, "" while it is being put there. `assets` are the folders of assets
    that pages out there may ask for: those of this release, then of the one before it. `entries`
    are the names at the top of the target that are Banmian's: below them it may remove what is not
    of the site, beside them nothing. `address` is that of the edition.
    """

    release: str
    assets: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()
    address: str = ""

    def write(self) -> bytes:
        """Give the file's content."""
        table = {
            "made by": _MADE_BY,
            "format": _FORMAT,
            "address": self.address,
            "release": self.release,
            "assets": list(self.assets),
            "entries": list(self.entries),
        }
        return json.dumps(table).encode() + b"\n"


def read_marker(content: bytes) -> Marker | None:
    """Read the file of a host; None when Banmian did not write it.

    Of its folders only those are taken that can be one of assets, of its entries only those that
    are names: none leads elsewhere.
    """
    try:
        table = json.loads(content)
    except ValueError:
        return None
    if not isinstance(table, dict) or table.get("made by") != _MADE_BY:
        return None
    assets = tuple(_names(table.get("assets"), _ASSETS))
    entries = tuple(_names(table.get("entries"), _ENTRY))
    return Marker(str(table.get("release", "")), assets, entries, str(table.get("address", "")))


def next_marker(site: BuiltSite, there: Marker | None, release: str) -> Marker:
    """Give the marker of a release that follows `there`: it keeps the assets of that one too.

    A reader who has an old page open still asks for the assets which it was made with.
    """
    before = [folder for folder in (there.assets if there else ()) if folder != site.assets]
    assets = tuple(filter(None, (site.assets, *before[:1])))
    entries = {*site.entries, *(folder.partition("/")[0] for folder in assets)}
    return Marker(release, assets, tuple(sorted(entries)), site.address)


def retained(site: BuiltSite, marker: Marker) -> tuple[str, ...]:
    """Give the folders of assets that a release takes from the one before it."""
    return tuple(folder for folder in marker.assets if folder != site.assets)


def is_settled(site: BuiltSite, there: Marker | None, changes: Changes) -> bool:
    """Tell whether readers have all of a site, whole, and its marker need say nothing else."""
    if there is None or not there.release:
        return False
    return changes.none and there == next_marker(site, there, there.release)


def _names(value: object, pattern: re.Pattern[str]) -> Iterator[str]:
    for name in value if isinstance(value, list) else ():
        if isinstance(name, str) and pattern.fullmatch(name):
            yield name
