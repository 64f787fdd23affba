"""What a publication is about to do, whether the host takes it, and what is read back after it."""

from collections.abc import Iterator
from math import ceil

from msgspec import Struct

from banmian.addresses import HOME, file_of
from banmian.config.targets import Limits
from banmian.errors import UserError
from banmian.publish.changes import Changes
from banmian.publish.host import Room
from banmian.publish.site import BuiltSite

SAMPLE = 20
"""Files that are read back after a publication, spread over what was sent."""


class Plan(Struct, frozen=True):
    """What a publication will change at a host, said before anything is changed.

    `release` is the moment of what is there now, "" for the first publication; `files` and `size`
    are those of the whole site, `sent` the bytes that are added or changed; `limits` the host's.
    """

    target: str
    kind: str
    release: str
    changes: Changes
    files: int
    size: int
    sent: int
    largest: str
    limits: Limits


def plan(
    target: str, kind: str, release: str, changes: Changes, site: BuiltSite, limits: Limits
) -> Plan:
    """Put together what is known before a publication."""
    moving = (*changes.added, *changes.changed)
    return Plan(
        target=target,
        kind=kind,
        release=release,
        changes=changes,
        files=len(site.files) + 1,
        size=sum(site.files.values()),
        sent=sum(site.files[path] for path in moving),
        largest=max(site.files, key=lambda path: (site.files[path], path), default=""),
        limits=limits,
    )


def check_room(planned: Plan, site: BuiltSite, room: Room) -> None:
    """Refuse a site that the host does not take, before anything of it is there.

    Raises:
        UserError: saying how many files or bytes there are and how many may be.
    """
    limits = planned.limits
    largest = site.files.get(planned.largest, 0)
    counts = (
        (planned.files, limits.files or None, "files 个文件"),
        (planned.size, limits.size or None, "bytes 字节"),
        (largest, limits.file_size or None, f"bytes in a file 字节（单个文件） {planned.largest}"),
        (len(planned.changes.added), room.files, "new files 个新文件"),
        (planned.sent, room.size, "new bytes 新字节"),
    )
    for count, most, what in counts:
        if most is not None and count > most:
            raise UserError(
                f"{planned.target}: {count:,} {what}; the host takes at most 目标至多容纳 {most:,}",
                "make room there, or publish to another target 腾出空间，或换一个发布目标",
            )


def sample(changes: Changes, site: BuiltSite) -> Iterator[str]:
    """Give the paths to read back: the home page, and of what was sent the largest and a spread."""
    moving = sorted({*changes.added, *changes.changed})
    chosen = {file_of(HOME), *moving[:: ceil(len(moving) / SAMPLE) or 1]}
    if moving:
        chosen.add(max(moving, key=lambda path: (site.files[path], path)))
    yield from sorted(path for path in chosen if path in site.files)
