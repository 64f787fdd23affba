"""Object stores and whatever else rclone can write to: file by file, so the order matters.

What pages ask for is there before them, what lists them comes after, and what nobody asks for any
more goes last. While that lasts, the marker says so by naming no release; whoever publishes next
ends it.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from banmian.addresses import MARKER
from banmian.config.targets import RcloneTarget, S3Target
from banmian.errors import HostError, UserError
from banmian.hosting.lifetimes import cache_control
from banmian.hosting.media_types import content_type
from banmian.press.progress import Progress
from banmian.publish.changes import Phase, compare, phase
from banmian.publish.host import Sight
from banmian.publish.marker import Marker, is_settled, kept_assets, read_marker, sparing
from banmian.publish.path_lines import path_lines
from banmian.publish.rclone_program import NOT_FOUND, Rclone
from banmian.publish.site import BuiltSite

_LIST = ("lsjson", "-R", "--files-only", "--no-mimetype", "--no-modtime", "--hash")
_TELL = ("-v", "--stats", "0")
_FILES = ("--files-from-raw", "-", "--no-traverse")
_REMOTE = re.compile(r"\w[\w.+@ -]*:[^:]*", re.ASCII | re.DOTALL)


class RcloneHost:
    """The bucket, or the folder of a remote, that a target names."""

    def __init__(self, target: S3Target | RcloneTarget, root: Path) -> None:
        """Say the target in rclone's words.

        Args:
            target: as the settings have it.
            root: the project's folder: what the target's remote says is relative to it.

        Raises:
            UserError: when the target names no place that rclone could take as it is meant.
        """
        if isinstance(target, S3Target):
            place, variables = _bucket(target), _variables(target)
        else:
            place, variables = _remote(target), {}
        self._target = target
        self._place = place if place.endswith((":", "/")) else f"{place}/"
        self._rclone = Rclone(root, variables)

    def look(self, site: BuiltSite) -> Sight:
        """List what is there with its digests, and compare.

        A file of which the store tells no MD5 cannot be compared: it counts as changed.
        """
        path_lines(site.files)  # refuse a name that cannot be sent, before anything is
        there = self._listed()
        marked = there.pop(MARKER, None) is not None
        marker = read_marker(self.read([MARKER])[MARKER]) if marked else None
        here = {path: site.digest(path, "md5") if there.get(path) else "-" for path in site.files}
        kept = kept_assets(site, marker)
        changes = compare(here, there, marker.entries if marker else (), kept)
        changes = sparing(site, marker, changes)
        settled = is_settled(site, marker, changes)
        return Sight(marker, bool(there) and marker is None, changes, settled)

    def put(self, site: BuiltSite, sight: Sight, marker: Marker, progress: Progress) -> None:
        """Send what is new or changed, delete what is gone, and say so.

        While that lasts, the entries of both releases are Banmian's: whoever ends it finds all that
        is to be removed.
        """
        changes = sight.changes
        sent = sorted((*changes.added, *changes.changed), key=_group)
        gone, total, done = path_lines(changes.removed), len(sent) + len(changes.removed), 0
        before = sight.marker.entries if sight.marker else ()

        def tell(path: str) -> None:
            nonlocal done
            done = min(done + 1, total)  # a file that was tried again is told of again
            progress(done, total, path)

        self._mark(Marker("", marker.assets, tuple(sorted({*before, *marker.entries}))))
        for _, paths in groupby(sent, key=_group):
            self._send(site.root, tuple(paths), tell)
        if changes.removed:
            words = ("delete", *_TELL, *_FILES, "--", self._place)
            self._rclone.run(*words, given=gone, seen=tell)
        self._mark(marker)

    def read(self, paths: Sequence[str]) -> Mapping[str, bytes]:
        """See `Host`. rclone leaves out what is not there, and is content."""
        with TemporaryDirectory() as name:
            words = ("copy", "--transfers", "8", *_FILES, "--", self._place, name)
            self._rclone.run(*words, given=path_lines(paths))
            found = {path: Path(name, path) for path in paths}
            for path, file in found.items():
                if not file.is_file():
                    raise HostError(f"not there 主机上没有: {self._place}{path}")
            return {path: file.read_bytes() for path, file in found.items()}

    def rollback(self) -> str:
        """Refuse: there is only one of each file."""
        raise UserError(
            "such a store keeps no earlier releases 这种存储不保留以前的发布",
            "publish the earlier content again 请用较早的内容重新发布",
        )

    def _listed(self) -> dict[str, str]:
        """Give the MD5 of each file that is there, "" where the store tells none."""
        listing = self._rclone.run(*_LIST, "--", self._place, allowed=(0, NOT_FOUND))
        if listing is not None:
            files = json.loads(listing)
            return {file["Path"]: file.get("Hashes", {}).get("md5", "") for file in files}
        if isinstance(self._target, S3Target):
            raise HostError(
                f"there is no such bucket 没有这个存储桶: {self._target.bucket}",
                "create it first, and check its name and endpoint "
                "请先建好存储桶，并检查桶名和接入点",
            )
        return {}

    def _mark(self, marker: Marker) -> None:
        with TemporaryDirectory() as folder:
            Path(folder, MARKER).write_bytes(marker.write())
            self._send(Path(folder), (MARKER,), lambda _: None)

    def _send(self, root: Path, paths: Sequence[str], tell: Callable[[str], None]) -> None:
        """Send files of one group: a run of rclone has one set of headers."""
        _, kind, keep = _group(paths[0])
        # A store of objects overwrites them by itself; elsewhere rclone must look what is there.
        anyway = "--no-check-dest" if isinstance(self._target, S3Target) else "--ignore-times"
        self._rclone.run(
            *("copy", *_TELL, anyway, "--transfers", "8"),
            *("--header-upload", f"Content-Type: {kind}"),
            *("--header-upload", f"Cache-Control: {keep}"),
            *(*_FILES, "--", str(root.absolute()), self._place),
            given=path_lines(paths),
            seen=tell,
        )


def _group(path: str) -> tuple[Phase, str, str]:
    return phase(path), content_type(path), cache_control(path)


def _remote(target: RcloneTarget) -> str:
    if not _REMOTE.fullmatch(target.remote):
        raise UserError(
            "`remote` is not a remote of rclone 不是 rclone 的远端",  # unsaid: it may hold keys
            "write name:folder, its name as `rclone listremotes` tells it "
            "写成 名称:文件夹，名称见 rclone listremotes",
        )
    return target.remote


def _bucket(target: S3Target) -> str:
    prefix = target.prefix.strip("/")
    parts = [target.bucket, *(prefix.split("/") if prefix else [])]
    if "/" in target.bucket or not {"", ".", ".."}.isdisjoint(parts):
        raise UserError(
            f"not a bucket and a prefix 存储桶或前缀不合规: {target.bucket!r}, {target.prefix!r}",
            "write the bucket's name, and a prefix like papers/daily "
            "写存储桶的名称，前缀写成 papers/daily 的样子",
        )
    return ":s3:" + "/".join(parts)


def _variables(target: S3Target) -> dict[str, str]:
    """Tell rclone of a store by its environment, which needs no quoting; keys it finds itself."""
    said = {
        "RCLONE_CONFIG": "",
        "RCLONE_S3_PROVIDER": target.provider,
        "RCLONE_S3_ENV_AUTH": "true",
        "RCLONE_S3_NO_CHECK_BUCKET": "true",  # it would create one
        "RCLONE_S3_ENDPOINT": target.endpoint,
        "RCLONE_S3_REGION": target.region,
    }
    return {name: value for name, value in said.items() if value or name == "RCLONE_CONFIG"}
