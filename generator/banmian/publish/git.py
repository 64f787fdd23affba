"""A branch of a git remote: GitHub Pages, Codeberg Pages, or any repository that a host serves.

A publication is one commit on top of those before it, made and pushed as one: readers get the old
site or the new one. Nothing is ever forced.
"""

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from banmian.addresses import MARKER
from banmian.config.targets import GitTarget
from banmian.errors import HostError, UserError
from banmian.press.progress import Progress
from banmian.publish.changes import compare
from banmian.publish.git_repository import Entry, Repository, clear
from banmian.publish.host import Sight
from banmian.publish.marker import Marker, next_marker, read_marker
from banmian.publish.site import BuiltSite

_CNAME = "CNAME"
_NO_JEKYLL = ".nojekyll"
_OURS = frozenset({_CNAME, _NO_JEKYLL, MARKER})


@dataclass(frozen=True, slots=True)
class GitHost:
    """The branch of `target`. `scratch` is a cache folder for this target alone.

    Raises:
        UserError: when the target's remote or branch is none.
    """

    target: GitTarget
    scratch: Path
    repository: Repository = field(init=False)

    def __post_init__(self) -> None:
        """Name the private repository."""
        place = Repository(self.scratch / "git", self.target.remote, self.target.branch)
        object.__setattr__(self, "repository", place)

    def look(self, site: BuiltSite) -> Sight:
        """Fetch the branch and compare it with the site."""
        files = self.repository.files(self.repository.fetch())
        marker = self._marker(files)
        paths = tuple(path for path in site.files if path not in _OURS)
        for path in paths:
            _refuse_odd(path)
        here = self.repository.blobs(site.root, paths)
        there = {path: _digest(entry) for path, entry in files.items() if path not in _OURS}
        kept = next_marker(site, marker, "").assets[1:]
        return Sight(marker, bool(there) and marker is None, compare(here, there, kept))

    def put(self, site: BuiltSite, sight: Sight, marker: Marker, progress: Progress) -> None:
        """Commit the site and push it; make no commit where nothing but the moment is new."""
        count = len(sight.changes.added) + len(sight.changes.changed)
        progress(0, count, self.target.branch)
        before = self.repository.files(self.repository.found())
        folder = self._prepare(site, marker, before)
        made = self.repository.commit_folder(folder, f"Publish {marker.release}", marker.release)
        shutil.rmtree(folder)
        if _differ(before, self.repository.files(made)) or self._kept(before) != marker.assets:
            self.repository.push()
        progress(count, count, "")

    def read(self, path: str) -> bytes:
        """Read a file of the branch as it is at the remote now."""
        entry = self.repository.files(self.repository.fetch()).get(path)
        if entry is None:
            raise HostError(f"not on the branch 分支上没有 {self.target.branch}: {path}")
        return self.repository.content(entry.blob)

    def rollback(self) -> str:
        """Put the files of the commit before the last one on top; a second one takes it back."""
        found = self.repository.fetch(depth=2)
        parents = self.repository.git("log", "-1", "--format=%P", found).split() if found else []
        before = parents[0].decode() if parents else ""
        marker = self._marker(self.repository.files(before))
        if marker is None:
            raise UserError(
                "there is no release before this one 没有更早的发布可以退回",
                "publish the earlier content again 请用较早的内容重新发布",
            )
        self.repository.commit_tree(before, f"Roll back to {marker.release}")
        self.repository.push()
        return marker.release

    def _marker(self, files: dict[str, Entry]) -> Marker | None:
        entry = files.get(MARKER)
        return read_marker(self.repository.content(entry.blob)) if entry else None

    def _prepare(self, site: BuiltSite, marker: Marker, before: dict[str, Entry]) -> Path:
        """Gather all that the commit is to hold in one folder.

        ghp-import commits a folder as it is, and takes out of the branch what is not in it; so
        what we keep must be there too. The site's files are linked, not copied, where that works.
        """
        folder = clear(self.scratch / "commit")
        for path in set(site.files) - _OURS:
            _refuse_odd(path)
            _link(site.root / path, folder / path)
        for path, entry in before.items():
            if path.startswith(marker.assets[1:]) and path not in site.files and entry.plain:
                _refuse_odd(path)
                _write(folder / path, self.repository.content(entry.blob))
        _write(folder / MARKER, marker.write())
        _write(folder / _NO_JEKYLL, b"")
        if self.target.domain:
            _write(folder / _CNAME, f"{self.target.domain}\n".encode())
        elif _CNAME in before:
            _write(folder / _CNAME, self.repository.content(before[_CNAME].blob))
        return folder

    def _kept(self, files: dict[str, Entry]) -> tuple[str, ...]:
        marker = self._marker(files)
        return marker.assets if marker else ()


def _differ(before: dict[str, Entry], made: dict[str, Entry]) -> bool:
    """Tell whether two commits differ in any file but the marker."""
    return {**before, MARKER: None} != {**made, MARKER: None}


def _digest(entry: Entry) -> str:
    """A plain file is told by its content, anything else differs from every one of ours."""
    return entry.blob if entry.plain else f"{entry.mode} {entry.blob}"


def _refuse_odd(path: str) -> None:
    """Refuse a path that could mean something to fast-import or leave the folder.

    ghp-import writes it unquoted into a stream of commands.
    """
    if not path.isprintable() or path.startswith('"') or ".." in path.split("/"):
        raise HostError(
            f"git cannot be given a file of this name 文件名不能用于 git: {path!r}",
            "rename it 请改名",
        )


def _link(origin: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(origin, target)
    except OSError:  # another file system, or one without links
        shutil.copyfile(origin, target)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
