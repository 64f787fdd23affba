"""What a publication adds, changes and removes; and in which order files are put there."""

from collections.abc import Collection, Mapping
from enum import IntEnum

from msgspec import Struct

from banmian.addresses import (
    ASSETS,
    CORRECTIONS_FEED,
    FACE,
    FEED,
    HEADERS,
    ISSUES_DATA,
    JSON_FEED,
    MARKER,
    PICTURES,
    REDIRECTS,
    ROBOTS,
    SEARCH_INDEX,
    SHARE,
    SITEMAP,
    is_search_file,
)

_LISTS = frozenset(
    {CORRECTIONS_FEED, FEED, HEADERS, ISSUES_DATA, JSON_FEED}
    | {REDIRECTS, ROBOTS, SEARCH_INDEX, SITEMAP}
)


class Changes(Struct, frozen=True):
    """Paths of a site's files, sorted; the marker is none of them.

    `spared` are those that are no longer of the site, and stay for who has an old page open.
    """

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    spared: tuple[str, ...] = ()

    @property
    def none(self) -> bool:
        """Tell whether all is there as it should be."""
        return not (self.added or self.changed or self.removed)


class Phase(IntEnum):
    """The order of putting files there: what pages ask for is there before them."""

    ASSET = 1
    PAGE = 2
    LIST = 3


def phase(path: str) -> Phase:
    """Tell when a file is put there: assets and pictures, then pages, then what lists pages."""
    parts = path.split("/")
    picture = PICTURES in parts[:-1] or parts[-1].startswith((SHARE, FACE))
    if parts[0] + "/" == ASSETS or picture or is_search_file(path):
        return Phase.ASSET
    return Phase.LIST if path in _LISTS else Phase.PAGE


def compare(
    here: Mapping[str, str],
    there: Mapping[str, str],
    entries: Collection[str],
    kept: Collection[str] = (),
) -> Changes:
    """Compare digests by path.

    Of what is there only that is removed which lies below one of the names `entries`, and below
    none of the folders `kept`.
    """
    return Changes(
        added=tuple(sorted(set(here) - set(there))),
        changed=tuple(sorted(path for path in here if there.get(path, here[path]) != here[path])),
        removed=tuple(
            sorted(
                path
                for path in set(there) - set(here) - {MARKER}
                if path.partition("/")[0] in entries and not path.startswith(tuple(kept))
            )
        ),
    )
