"""What every kind of host can do, and what is said of one before anything is changed there."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from msgspec import Struct

from banmian.press.progress import Progress
from banmian.publish.changes import Changes
from banmian.publish.marker import Marker
from banmian.publish.site import BuiltSite


class Room(Struct, frozen=True):
    """How many files and bytes a host still takes: 0 when full, None where nobody can tell."""

    files: int | None = None
    size: int | None = None


class Sight(Struct, frozen=True):
    """A host as it was found.

    `marker` is None where nothing of ours was ever put; `strange` tells that what is there is
    somebody else's. `changes` lead from what readers see now to the new site; `settled` tells that
    they have all of it, whole, and nothing else is to be done.
    """

    marker: Marker | None
    strange: bool
    changes: Changes
    settled: bool
    room: Room = Room()


class Host(Protocol):
    """A place that a site is published to."""

    def look(self, site: BuiltSite) -> Sight:
        """Find out what is there; change nothing.

        Raises:
            HostError: when the host cannot be reached or read.
        """

    def put(self, site: BuiltSite, sight: Sight, marker: Marker, progress: Progress) -> None:
        """Put the site there, so that readers see `site`, the assets that `marker` keeps, and it.

        Interrupted anywhere, readers see a whole old or new site, or, where the host can only
        take file by file, no page that lacks its assets; and it can be done again.

        Raises:
            HostError: when the host does not take it.
        """

    def read(self, paths: Sequence[str]) -> Mapping[str, bytes]:
        """Read back files as readers get them.

        Raises:
            HostError: naming one that is not there.
        """

    def rollback(self) -> str:
        """Let readers have the release before this one again; give its moment.

        Raises:
            UserError: when the host keeps none.
            HostError: when the host does not do it.
        """
