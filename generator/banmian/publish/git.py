"""A branch of a git remote: GitHub Pages, Codeberg Pages, or any repository that a host serves.

A publication is one commit on top of those before it, made and pushed as one: readers get the old
site or the new one. Nothing is ever forced.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from banmian.addresses import MARKER
from banmian.config.targets import GitTarget
from banmian.errors import HostError, UserError
from banmian.press.progress import Progress
from banmian.publish.changes import compare
from banmian.publish.git_repository import PLAIN, Entry, Repository
from banmian.publish.host import Sight
from banmian.publish.marker import Marker, is_settled, kept_assets, read_marker, sparing
from banmian.publish.path_lines import path_lines
from banmian.publish.site import BuiltSite

_CNAME = "CNAME"
_NO_JEKYLL = ".nojekyll"
_BESIDE = frozenset({_CNAME, _NO_JEKYLL, MARKER})


class GitHost:
    """The branch of a remote that a target names."""

    def __init__(self, target: GitTarget, scratch: Path) -> None:
        """Name the private repository.

        Args:
            target: as the settings have it.
            scratch: a cache folder for this target alone.

        Raises:
            UserError: when the target's remote or branch is none.
        """
        self._target = target
        self._repository = Repository(scratch / "git", target.remote, target.branch)

    def look(self, site: BuiltSite) -> Sight:
        """Fetch the branch and compare it with the site."""
        path_lines(site.files)  # refuse a name that git cannot be told, before anything is
        files = self._repository.files(self._repository.fetch())
        marker = self._marker(files)
        paths = tuple(path for path in site.files if path not in _BESIDE)
        here = self._repository.blobs(site.root, paths)
        there = {path: _digest(entry) for path, entry in files.items() if path not in _BESIDE}
        kept = kept_assets(site, marker)
        changes = compare(here, there, marker.entries if marker else (), kept)
        changes = sparing(site, marker, changes)
        settled = is_settled(site, marker, changes) and self._has(files, self._beside())
        return Sight(marker, bool(there) and marker is None, changes, settled)

    def put(self, site: BuiltSite, sight: Sight, marker: Marker, progress: Progress) -> None:
        """Commit what is new or changed on top of what was found, without what is gone; push it."""
        changes = sight.changes
        moving = (*changes.added, *changes.changed)
        progress(0, len(moving), self._target.branch)
        blobs = self._repository.blobs(site.root, moving, keep=True)
        for path, content in {**self._beside(), MARKER: marker.write()}.items():
            blobs[path] = self._repository.keep(content)
        files = {path: Entry(PLAIN, blob) for path, blob in blobs.items()}
        message = f"Publish {marker.release}"
        self._repository.commit(changes.removed, files, message, marker.release)
        self._repository.push()
        progress(len(moving), len(moving), "")

    def read(self, paths: Sequence[str]) -> Mapping[str, bytes]:
        """Read files of the branch as it is at the remote now."""
        files = self._repository.files(self._repository.fetch())
        for path in paths:
            if path not in files:
                raise HostError(f"not on the branch 分支上没有 {self._target.branch}: {path}")
        return self._contents({path: files[path] for path in paths})

    def rollback(self) -> str:
        """Put Banmian's files of the commit before the last one on top; twice takes it back."""
        found = self._repository.fetch(depth=2)
        files = self._repository.files(self._repository.parent(found))
        marker = self._marker(files)
        if marker is None or not marker.entries:
            raise UserError(
                "there is no release before this one 没有更早的发布可以退回",
                "publish the earlier content again 请用较早的内容重新发布",
            )
        now = self._repository.files(found)
        gone = _ours(now, self._marker(now))
        put = _ours(files, marker)
        self._repository.commit(gone, put, f"Roll back to {marker.release}")
        self._repository.push()
        return marker.release

    def _marker(self, files: Mapping[str, Entry]) -> Marker | None:
        marked = {path: entry for path, entry in files.items() if path == MARKER}
        return read_marker(self._contents(marked)[MARKER]) if marked else None

    def _beside(self) -> dict[str, bytes]:
        """Give what stands beside the site, so that the host serves it as it is, and where."""
        domain = self._target.domain
        return {_NO_JEKYLL: b"", **({_CNAME: f"{domain}\n".encode()} if domain else {})}

    def _has(self, files: Mapping[str, Entry], wanted: Mapping[str, bytes]) -> bool:
        known = {path: files[path] for path in wanted if path in files}
        return self._contents(known) == wanted

    def _contents(self, entries: Mapping[str, Entry]) -> dict[str, bytes]:
        contents = self._repository.contents([entry.blob for entry in entries.values()])
        return dict(zip(entries, contents, strict=True))


def _ours(files: Mapping[str, Entry], marker: Marker | None) -> dict[str, Entry]:
    """Give what of a commit's files is Banmian's."""
    entries = {MARKER, *(marker.entries if marker else ())}
    return {path: entry for path, entry in files.items() if path.partition("/")[0] in entries}


def _digest(entry: Entry) -> str:
    """A plain file is told by its content, anything else differs from every one of ours."""
    return entry.blob if entry.plain else f"{entry.mode} {entry.blob}"
