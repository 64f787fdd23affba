"""The file by which a published site says that it is Banmian's, and what of it is kept.

`{"made by": "Banmian", "format": 1, "release": "2026-11-22T10:15:00+08:00", "assets": [...],
"entries": [...], "texts": [...], "spared": [...]}`
"""

import json
import re
from collections.abc import Iterator

import msgspec
from msgspec import Struct

from banmian.addresses import ASSETS, is_search_file, search_file
from banmian.publish.changes import Changes
from banmian.publish.site import BuiltSite

_MADE_BY = "Banmian"
_FORMAT = 1
_ASSETS = re.compile(rf"{ASSETS}[0-9A-Za-z_-]+/")
_SEARCH = re.compile(search_file("[0-9a-f]+").replace(".", r"\."))
_ENTRY = re.compile(r"(?!\.{1,2}\Z)[^/\0]+")
_SPARED = 1000
"""Where more search files of the release before would be kept, none is; an issue changes 400."""


class Marker(Struct, frozen=True):
    """What a host is told of a publication.

    `release` is its moment, "" while it is being put there. `assets` are the folders of assets
    that pages out there may ask for: those of this release, then of the one before it. `entries`
    are the names at the top of the target that are Banmian's: below them it may remove what is not
    of the site, beside them nothing. `address` is that of the edition. `texts` are the files with
    the texts of its search; `spared` those search files that are kept of the release before it.
    """

    release: str
    assets: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()
    address: str = ""
    texts: tuple[str, ...] = ()
    spared: tuple[str, ...] = ()

    def write(self) -> bytes:
        """Give the file's content."""
        table = {
            "made by": _MADE_BY,
            "format": _FORMAT,
            "address": self.address,
            "release": self.release,
            "assets": list(self.assets),
            "entries": list(self.entries),
            "texts": list(self.texts),
            "spared": list(self.spared),
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
    texts, spared = (tuple(_names(table.get(key), _SEARCH)) for key in ("texts", "spared"))
    release, address = (str(table.get(key, "")) for key in ("release", "address"))
    return Marker(release, assets, entries, address, texts, spared)


def next_marker(
    site: BuiltSite, there: Marker | None, release: str, spared: tuple[str, ...] = ()
) -> Marker:
    """Give the marker of a release that follows `there`: it keeps the assets of that one too.

    A reader who has an old page open still asks for the assets which it was made with, and for
    the search files that were `spared`.
    """
    assets = tuple(filter(None, (site.assets, *kept_assets(site, there))))
    entries = {*site.entries, *(folder.partition("/")[0] for folder in assets)}
    return Marker(release, assets, tuple(sorted(entries)), site.address, site.texts, spared)


def kept_assets(site: BuiltSite, there: Marker | None) -> tuple[str, ...]:
    """Give the folder of assets that stays of the release `there`, if it is another."""
    before = (folder for folder in (there.assets if there else ()) if folder != site.assets)
    return tuple(before)[:1]


def sparing(site: BuiltSite, there: Marker | None, changes: Changes) -> Changes:
    """Spare the search files that only the release before has: a page may be searching in it.

    Not where a text is gone or is another by now: what was withdrawn must be nowhere.
    """
    gone = tuple(filter(is_search_file, changes.removed))
    if not there or not there.texts or not set(there.texts) <= set(site.texts):
        return changes
    of_last = tuple(path for path in gone if path not in set(there.spared)) or gone
    if len(of_last) > _SPARED:
        return changes
    removed = tuple(path for path in changes.removed if path not in of_last)
    return msgspec.structs.replace(changes, removed=removed, spared=of_last)


def retained(site: BuiltSite, marker: Marker) -> tuple[str, ...]:
    """Give what a release takes from the one before it: folders of assets, and search files."""
    return (*(folder for folder in marker.assets if folder != site.assets), *marker.spared)


def is_settled(site: BuiltSite, there: Marker | None, changes: Changes) -> bool:
    """Tell whether readers have all of a site, whole, and its marker need say nothing else."""
    if there is None or not there.release:
        return False
    return changes.none and there == next_marker(site, there, there.release, changes.spared)


def _names(value: object, pattern: re.Pattern[str]) -> Iterator[str]:
    for name in value if isinstance(value, list) else ():
        if isinstance(name, str) and pattern.fullmatch(name):
            yield name
