"""A folder of releases on this machine (see `releases`), read by a web server."""

import errno
import os
import shutil
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from banmian.addresses import MARKER
from banmian.errors import HostError, UserError
from banmian.press.files import walk
from banmian.press.progress import Progress
from banmian.publish.changes import compare
from banmian.publish.host import Room, Sight
from banmian.publish.marker import Marker, is_settled, kept_assets, read_marker, retained, sparing
from banmian.publish.releases import (
    CURRENT,
    FOLDER_MARK,
    NEW,
    RELEASES,
    before,
    is_release,
    is_strange,
    linked,
    new_name,
    refuse_other,
    written,
)
from banmian.publish.site import BuiltSite, read_site

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


class FolderHost:
    """The folder at `path`; it is made by the first publication."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def look(self, site: BuiltSite) -> Sight:
        """See `Host`; two files are the same when their digests are."""
        with _trouble(self.path):
            strange = is_strange(_entries(self.path), _read(self.path / MARKER))
            current = self._current()
            there = read_site(current) if current else BuiltSite(self.path, {})
            marker = read_marker(_read(current / MARKER)) if current else None
            kept = kept_assets(site, marker)
            here = _told_apart(site, there), _told_apart(there, site)
            changes = compare(*here, there.entries, kept)  # a release is ours as a whole
            changes = sparing(site, marker, changes)
            settled = is_settled(site, marker, changes)
            return Sight(marker, strange, changes, settled, _room(self.path))

    def put(self, site: BuiltSite, sight: Sight, marker: Marker, progress: Progress) -> None:
        """See `Host`. What is the same as in the current release is a hard link to it."""
        with _trouble(self.path):
            self._make_ours()
            with _alone(self._releases):
                self._put(site, sight, marker, progress)

    def _put(self, site: BuiltSite, sight: Sight, marker: Marker, progress: Progress) -> None:
        current = self._current()
        same = set(site.files) - {*sight.changes.added, *sight.changes.changed}
        there = read_marker(_read(current / MARKER)) if current else None
        refuse_other(sight.marker, there, str(self.path))
        staged = self._releases / NEW
        _remove(staged)
        release = self._releases / new_name(marker.release, _entries(self._releases))
        try:
            _stage(staged, site, current, same, marker, progress)
            staged.rename(release)
        except BaseException:
            shutil.rmtree(staged, ignore_errors=True)  # the next publication clears it, too
            raise
        self._switch(release.name)
        self._prune({release, current})

    def read(self, paths: Sequence[str]) -> Mapping[str, bytes]:
        """See `Host`."""
        with _trouble(self.path):
            return {path: (self.path / CURRENT / path).read_bytes() for path in paths}

    def rollback(self) -> str:
        """See `Host`."""
        with _trouble(self.path):
            current = self._current()
            names = [release.name for release in self._kept()]
            earlier = before(current.name, names) if current else None
            if earlier is None:
                raise UserError(
                    f"{self.path} keeps no earlier release 没有更早的发布版本",
                    "publish what it shall be 重新发布想要的内容: banmian publish",
                )
            self._switch(earlier)
            marker = read_marker(_read(self._releases / earlier / MARKER))
            return marker.release if marker else earlier

    @property
    def _releases(self) -> Path:
        return self.path / RELEASES

    def _current(self) -> Path | None:
        """Give the release that readers see."""
        link = self.path / CURRENT
        if not os.path.lexists(link):
            return None
        target = os.readlink(link) if link.is_symlink() else ""  # noqa: PTH115  # as it is written
        release = self._releases / linked(target, str(self.path))
        return release if release.is_dir() else None

    def _kept(self) -> Iterator[Path]:
        """Give the releases that are there whole; a folder without our marker is none."""
        for name in _entries(self._releases):
            release = self._releases / name
            if is_release(name) and not release.is_symlink() and (release / MARKER).is_file():
                yield release

    def _make_ours(self) -> None:
        """Make the folder, with the marker by which it is ours."""
        if not self.path.is_dir():
            self.path.mkdir(parents=True)
            self.path.chmod(0o755)
        if not os.path.lexists(self.path / MARKER):
            mark = self.path / written(MARKER)
            _write(mark, FOLDER_MARK)
            mark.rename(self.path / MARKER)
        _folder(self._releases)

    def _switch(self, name: str) -> None:
        """Let readers see a release: they see the old or the new one, never none."""
        link = self.path / written(CURRENT)
        link.unlink(missing_ok=True)
        link.symlink_to(f"{RELEASES}/{name}")
        link.replace(self.path / CURRENT)

    def _prune(self, wanted: set[Path | None]) -> None:
        """Remove the other releases, each under the name that is cleared if this is interrupted."""
        staged = self._releases / NEW
        for release in set(self._kept()) - wanted:
            release.rename(staged)
            _remove(staged)


def _told_apart(site: BuiltSite, other: BuiltSite) -> dict[str, str]:
    """Give what tells a site's files from another's: where their sizes do, none is read."""
    return {
        path: site.digest(path) if other.files.get(path) == size else str(size)
        for path, size in site.files.items()
    }


def _stage(
    staged: Path,
    site: BuiltSite,
    old: Path | None,
    same: Collection[str],
    marker: Marker,
    progress: Progress,
) -> None:
    """Write a whole release; what is the `same` in the `old` one is taken from there."""
    _folder(staged)
    made = {staged}
    for number, path in enumerate(sorted(site.files)):
        progress(number, len(site.files), path)
        _folders((staged / path).parent, made)
        if old and path in same:
            _link(old / path, staged / path)
        else:
            _copy(site.root / path, staged / path)
    if old:
        for file in (file for kept in retained(site, marker) for file in _files(old / kept)):
            target = staged / file.relative_to(old)
            if not target.exists():
                _folders(target.parent, made)
                _link(file, target)
    _write(staged / MARKER, marker.write())
    if hasattr(os, "sync"):
        os.sync()
    progress(len(site.files), len(site.files), "")


def _files(path: Path) -> Iterator[Path]:
    """Give the files of a folder, or the one file; none of what is not there."""
    return walk(path) if path.is_dir() else iter([path] if path.is_file() else [])


def _link(source: Path, target: Path) -> None:
    try:
        target.hardlink_to(source)
    except OSError:  # another file system, or one without links, or too many of them
        _copy(source, target)


def _copy(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)
    target.chmod(0o644)  # whatever the umask


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    path.chmod(0o644)


def _folders(folder: Path, made: set[Path]) -> None:
    if folder not in made:
        _folders(folder.parent, made)
        _folder(folder)
        made.add(folder)


def _folder(folder: Path) -> None:
    if not folder.is_dir():
        folder.mkdir()
        folder.chmod(0o755)


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)


def _entries(folder: Path) -> list[str]:
    try:
        return sorted(os.listdir(folder))  # noqa: PTH208  # names are what is asked for
    except FileNotFoundError:
        return []


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def _room(path: Path) -> Room:
    """Tell what is free on the disk; some file systems do not count files."""
    place = next(folder for folder in (path, *path.absolute().parents) if folder.is_dir())
    size = shutil.disk_usage(place).free
    if not hasattr(os, "statvfs"):  # Windows
        return Room(None, size)
    disk = os.statvfs(place)
    return Room(disk.f_favail if disk.f_files else None, size)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep another project on this machine from publishing there at the same time.

    Raises:
        HostError: when one does.
    """
    if fcntl is None:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise HostError(
                f"{folder}: another publication is under way 另一处正在发布",
                "wait until it ends, then publish again 等它结束后再发布",
            ) from None
        yield
    finally:
        os.close(handle)


@contextmanager
def _trouble(path: Path) -> Iterator[None]:
    """Say what the system did not do, and the way out."""
    try:
        yield
    except OSError as error:
        hint = "look at that folder, then publish again 检查该文件夹后重新发布"
        if error.errno in _FULL:
            hint = "make room on that disk, then publish again 清理磁盘空间后重新发布"
        if error.errno in _FORBIDDEN:
            hint = "give yourself the right to write there 请取得该处的写权限"
        message = f"{error.filename2 or error.filename or path}: {error.strerror or error}"
        raise HostError(f"{message} 发布目标出错", hint) from error
