"""A folder of releases (see `releases`) on another host, by rsync over ssh.

An interrupted transfer goes on in `releases/.banmian-new`: rsync leaves what arrived whole. Without
`--partial`, as the files of a site are small: one is there whole or not at all.

Two who publish at once would mix two sites there, so `releases/.banmian-lock` names who does. The
same project on the same machine takes its own lock over (`press.lock` has seen to it that it is
not at work); anybody else is told who holds it and how to take it away.
"""

import re
import socket
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from banmian.config.targets import RsyncTarget
from banmian.errors import HostError, UserError
from banmian.press.progress import Progress
from banmian.publish import remote_scripts as scripts
from banmian.publish.changes import Changes
from banmian.publish.host import Room, Sight
from banmian.publish.marker import Marker, is_settled, kept_assets, read_marker, retained, sparing
from banmian.publish.releases import (
    NEW,
    RELEASES,
    before,
    is_release,
    is_strange,
    linked,
    new_name,
    refuse_other,
)
from banmian.publish.site import BuiltSite
from banmian.publish.ssh import Connection

_SITE = (
    *("-r", "-p", "--chmod=D755,F644", "--checksum", "--delete", "--out-format=%i|%n"),
    *("--exclude=.*", "--exclude=/banmian.json"),
)
"""What is a site's, as `press.files.walk` has it; each change in a line `HOW|PATH`."""

_DF = re.compile(r"\s(\d+)\s+(\d+)\s+(\d+)\s+(?:\d+%|-)\s+/")
_OCTAL = re.compile(r"\\#([0-3][0-7]{2})")


class _There(Struct, frozen=True):
    """What is on the host: what `remote_scripts.LOOK` tells."""

    told: dict[str, list[str]]
    place: str

    def one(self, key: str) -> str | None:
        return next(iter(self.told.get(key, [])), None)

    @property
    def releases(self) -> list[str]:
        return [name for name in self.told.get("release", []) if is_release(name)]

    @property
    def current(self) -> str | None:
        target = self.one("current")
        name = None if target is None else linked(target, self.place)
        return name if name in self.releases else None

    @property
    def marker(self) -> Marker | None:
        return read_marker((self.one("marker") or "").encode()) if self.current else None

    @property
    def strange(self) -> bool:
        return is_strange(self.told.get("entry", []), (self.one("mark") or "").encode())

    @property
    def room(self) -> Room:
        kilobytes = _free(self.one("bytes"))
        return Room(_free(self.one("files")), None if kilobytes is None else kilobytes * 1024)


class RsyncHost:
    """The folder `target.path` of `target.host`; it is made by the first publication."""

    def __init__(self, target: RsyncTarget, root: Path, patience: int = 15) -> None:
        """Check the target.

        Args:
            target: as the settings have it.
            root: the project's folder.
            patience: seconds within which a host that is alive answers.

        Raises:
            UserError: when it cannot be reached this way, or a program is missing.
        """
        config = root / target.ssh_config if target.ssh_config else None
        self._connection = Connection(target.host, target.port, config, patience)
        self._connection.check()
        if target.path.startswith("~"):
            raise UserError(
                f"{target.path}: ~ is not known here 路径里不能写 ~",
                "write it from / on, or as seen from your home folder there "
                "写成绝对路径，或相对于主目录的路径",
            )
        # A relative one begins with ./ so that none is an option or rsync's own `host::`.
        self._path = target.path if target.path.startswith("/") else f"./{target.path}"
        self._who = f"{socket.gethostname()}:{root.absolute()}"
        self._place = f"{target.host}:{target.path}"

    def look(self, site: BuiltSite) -> Sight:
        """See `Host`; two files are the same when rsync's checksums are."""
        there = self._look(scripts.LOOK)
        changes = Changes(tuple(sorted(site.files)), (), ())
        if there.current:
            target = f"{self._path}/{RELEASES}/{there.current}"
            lines = list(self._connection.rsync((*_SITE, "--dry-run"), site.root, target))
            changes = _changes(lines, site, kept_assets(site, there.marker))
            changes = sparing(site, there.marker, changes)
        settled = is_settled(site, there.marker, changes)
        return Sight(there.marker, there.strange, changes, settled, there.room)

    def put(self, site: BuiltSite, sight: Sight, marker: Marker, progress: Progress) -> None:
        """See `Host`. What is the same as in the current release is a hard link to it."""
        there = self._look(scripts.PREPARE, who=self._who)
        holder = there.one("busy")
        if holder is not None:
            lock = f"{self._path}/{RELEASES}/{scripts.LOCK}"
            raise HostError(
                f"{self._place}: another publication is under way, from {holder} 另一处正在发布",
                "wait until it ends; if it never will, delete the link there "
                f"等它结束；如已中断，请删除主机上的 {lock}",
            )
        try:
            refuse_other(sight.marker, there.marker, self._place)
            self._send(site, sight, there.current, progress)
            self._finish(site, there, marker)
        except BaseException:
            with suppress(HostError):  # what came first is told; this project takes it over
                self._run(scripts.UNLOCK, who=self._who)
            raise

    def read(self, paths: Sequence[str]) -> Mapping[str, bytes]:
        """See `Host`."""
        said = self._run(scripts.read(paths))
        found = {}
        for path in paths:
            _, _, said = said.partition(b"banmian file ")
            size, _, said = said.partition(b"\n")
            found[path], said = said[: int(size)], said[int(size) :]
        return found

    def rollback(self) -> str:
        """See `Host`."""
        there = self._look(scripts.LOOK)
        earlier = before(there.current, there.releases) if there.current else None
        if earlier is None:
            raise UserError(
                f"{self._place} keeps no earlier release 没有更早的发布版本",
                "publish what it shall be 重新发布想要的内容: banmian publish",
            )
        self._run(scripts.SWITCH, name=earlier)
        marker = self._look(scripts.LOOK).marker
        return marker.release if marker else earlier

    def _send(self, site: BuiltSite, sight: Sight, current: str | None, progress: Progress) -> None:
        links = (f"--link-dest=../{current}",) if current else ()
        target = f"{self._path}/{RELEASES}/{NEW}"
        total = len(sight.changes.added) + len(sight.changes.changed)
        done = 0
        for line in self._connection.rsync(
            (*_SITE, "--delete-excluded", *links), site.root, target
        ):
            how, path = _change(line)
            if how.startswith("<f") and path in site.files:
                progress(done, max(total, done + 1), path)
                done += 1
        progress(max(total, done), max(total, done), "")

    def _finish(self, site: BuiltSite, there: _There, marker: Marker) -> None:
        name = new_name(marker.release, there.releases)
        self._run(
            scripts.FINISH,
            who=self._who,
            name=name,
            old=there.current or NEW,
            retained=[path.rstrip("/") for path in retained(site, marker)],
            content=marker.write().decode(),
            unwanted=sorted(set(there.releases) - {there.current}),
        )

    def _look(self, text: str, **values: str) -> _There:
        told: dict[str, list[str]] = {}
        for line in self._run(text, **values).decode(errors="replace").split("\n"):
            word, _, rest = line.partition(" ")
            key, _, value = rest.partition(" ")
            if word == "banmian":
                told.setdefault(key, []).append(value)
        return _There(told, self._place)

    def _run(self, text: str, **values: str | Iterable[str]) -> bytes:
        return self._connection.run(scripts.script(text, self._path, **values))


def _changes(lines: Iterable[str], site: BuiltSite, kept: tuple[str, ...]) -> Changes:
    """Read what a dry run tells; new permissions alone are no change."""
    added: set[str] = set()
    changed: set[str] = set()
    removed: set[str] = set()
    for how, path in map(_change, lines):
        if how.startswith("*deleting") and not path.endswith("/"):
            removed.add(path)
        elif how.startswith("<f") and path in site.files:
            (added if "+" in how else changed).add(path)
    gone = {path for path in removed if not path.startswith(kept)}
    return Changes(tuple(sorted(added)), tuple(sorted(changed)), tuple(sorted(gone - added)))


def _change(line: str) -> tuple[str, str]:
    """Part a line `HOW|PATH`; rsync writes what cannot be printed as octal digits behind a #."""
    how, _, path = line.partition("|")
    return how, _OCTAL.sub(lambda match: chr(int(match[1], 8)), path)


def _free(line: str | None) -> int | None:
    """Read what is free from a line of `df -P`; None where it does not say or count."""
    match = _DF.search(line or "")
    return int(match[3]) if match and int(match[1]) else None
