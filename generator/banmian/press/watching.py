"""Watching folders: batches of the paths that changed in them. Symbolic links are not followed."""

import asyncio
import contextlib
import os
import stat
import threading
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

from watchfiles import Change, watch

from banmian.errors import UserError

_SETTLED = 30
"""Milliseconds without a change after which a batch is one."""
_LOOK = 100
"""Milliseconds after which it is looked whether the folders are where they were."""
_POLL = 1.0
"""Seconds between two looks at all files where the system does not tell of changes."""

_Batches = Generator[set[tuple[Change, str]]]
_Ids = tuple[tuple[int, int] | None, ...]


class Watch:
    """Tells of changes until it is stopped, whatever comes and goes; hidden names are passed over.

    In the folders `tops` only their own entries are watched, and of these what `wanted` wants;
    in the folders `trees`, which are asked for anew when these change, all that is in them. Each
    real folder is watched by itself: the system's recursive watch would follow links. Where the
    system cannot watch so many, `limited` is told once, and files are looked at every second.
    """

    def __init__(
        self,
        tops: tuple[Path, ...],
        wanted: Callable[[Path], bool],
        trees: Callable[[], tuple[Path, ...]],
        tell: Callable[[frozenset[Path]], None],
        limited: Callable[[UserError], None],
    ) -> None:
        self._tops, self._wanted, self._trees = tops, wanted, trees
        self._tell, self._limited = tell, limited
        self._stop = threading.Event()
        self._polling = False

    async def start(self, group: asyncio.TaskGroup) -> None:
        """Watch from now on."""
        group.create_task(self._follow(await self._stand(None), group))

    def stop(self) -> None:
        """End the watching."""
        self._stop.set()

    async def _follow(self, now: "_Standing", group: asyncio.TaskGroup) -> None:
        while (changes := await asyncio.to_thread(now.next)) is not None:
            found = self._matter(changes)
            lost = now.lost or _ids(self._tops) != now.ids
            if lost or await asyncio.to_thread(self._is_other, now, changes, found):
                old, now = now, await self._stand(now)
                group.create_task(self._end(old))
                found |= now.folders - old.folders
                if lost or old.closed:  # what happened meanwhile nobody knows
                    found |= {*self._tops, *self._trees()}
            if found:
                self._tell(found)

    async def _end(self, old: "_Standing") -> None:
        """End a watch, after what it has not told yet: it was made before the new one stood."""
        changes = await asyncio.to_thread(old.next)
        old.close()
        found = self._matter(changes or set())
        if found:
            self._tell(found)

    def _matter(self, changes: set[tuple[Change, str]]) -> frozenset[Path]:
        return frozenset(path for _, name in changes if self._matters(path := Path(name)))

    def _matters(self, path: Path) -> bool:
        if path in self._tops:
            return True
        return self._wanted(path) if path.parent in self._tops else not path.name.startswith(".")

    def _is_other(
        self, now: "_Standing", changes: set[tuple[Change, str]], found: frozenset[Path]
    ) -> bool:
        """Tell whether the folders to watch are no longer these."""
        if any(path not in now.folders and _is_real_folder(path) for path in found):
            return True
        if any(Path(name) in now.folders for change, name in changes if change != Change.modified):
            return True
        settings = any(path.parent in self._tops for path in found)  # they name the theme
        return (now.behind or settings) and self._folders() != now.folders

    async def _stand(self, old: "_Standing | None") -> "_Standing":
        """Watch the folders that are there, while the watch from before still stands."""
        while True:
            folders, ids = await asyncio.to_thread(self._folders), _ids(self._tops)
            try:
                new = await asyncio.to_thread(_Standing, folders, ids, self._stop, self._polling)
            except (FileNotFoundError, NotADirectoryError, PermissionError):
                await asyncio.sleep(_SETTLED / 1000)  # one is gone meanwhile
            except (OSError, RuntimeError) as error:
                if old and not old.closed:  # perhaps two watches at once were too many
                    old.close()
                    continue
                self._polling = True
                self._limited(_limit(error))
            else:
                new.behind = await asyncio.to_thread(self._folders) != folders
                return new

    def _folders(self) -> frozenset[Path]:
        tops = (top for top in self._tops if top.is_dir())
        return frozenset(tops).union(*map(_real_folders, self._trees()))


class _Standing:
    """A watch on these folders, from its making on.

    `lost`: it no longer tells of all; `behind`: folders came while it was made.
    """

    def __init__(
        self, folders: frozenset[Path], ids: _Ids, stop: threading.Event, polling: bool
    ) -> None:
        self.folders, self.ids = folders, ids
        self.lost = self.behind = self.closed = False
        self._batches = _polled(folders, stop) if polling else _told(folders, stop)
        self._first = next(self._batches, None)

    def next(self) -> set[tuple[Change, str]] | None:
        """Wait for changes, a moment at most; None: it has ended."""
        first, self._first = self._first, set()
        if first or first is None:
            return first
        try:
            return next(self._batches, None)
        except (OSError, RuntimeError):  # too much at once, or a name that is no text
            self.lost = True
            return set()

    def close(self) -> None:
        """End it; nobody waits in `next`."""
        self.closed = True
        self._batches.close()


def _told(folders: frozenset[Path], stop: threading.Event) -> _Batches:
    """Have the system tell."""
    yield from watch(
        *sorted(folders),  # a folder before those in it: it tells when they are replaced meanwhile
        recursive=False,
        watch_filter=None,
        step=_SETTLED,
        stop_event=stop,
        rust_timeout=_LOOK,
        yield_on_timeout=True,
        ignore_permission_denied=False,  # if true, the system's limit is passed over too
    )


def _polled(folders: frozenset[Path], stop: threading.Event) -> _Batches:
    """Look at all files again and again. The polling of watchfiles would follow links."""
    before = _state(folders)
    yield set()
    while not stop.wait(_POLL):
        now = _state(folders)
        yield {
            (Change.modified if name in before and name in now else Change.added, name)
            for name in before.keys() | now.keys()
            if before.get(name) != now.get(name)
        }
        before = now


def _state(folders: frozenset[Path]) -> dict[str, tuple[int, int, int]]:
    """Give what tells one state of a file from another: of all that is in the folders."""
    state = {}
    for folder in folders:
        with contextlib.suppress(OSError), os.scandir(folder) as entries:  # gone: it has none
            for entry in entries:
                one = entry.stat(follow_symlinks=False)
                is_folder = stat.S_ISDIR(one.st_mode)  # its time is that of what is in it
                times = (0, 0) if is_folder else (one.st_mtime_ns, one.st_size)
                state[entry.path] = (one.st_ino, *times)
    return state


def _real_folders(root: Path) -> Iterator[Path]:
    """Give a folder and all in it but links and hidden ones; none that is gone or locked."""
    waiting = [root] if _is_real_folder(root) else []
    while waiting:
        folder = waiting.pop()
        with contextlib.suppress(OSError), os.scandir(folder) as entries:
            waiting += [
                Path(entry.path)
                for entry in entries
                if entry.is_dir(follow_symlinks=False) and _is_shown(entry.name)
            ]
            yield folder


def _is_shown(name: str) -> bool:
    """Tell whether a name is neither hidden nor, as some old archive's, no text."""
    return not name.startswith(".") and name == name.encode("utf-8", "ignore").decode()


def _is_real_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _ids(folders: tuple[Path, ...]) -> _Ids:
    """Give what tells a folder from another of its name; None: it is not there."""
    return tuple(map(_id, folders))


def _id(folder: Path) -> tuple[int, int] | None:
    try:
        one = folder.stat()
    except OSError:
        return None
    return one.st_dev, one.st_ino


def _limit(error: Exception) -> UserError:
    return UserError(
        f"the system does not watch so many folders 系统不能监视这么多文件夹: {error}",
        "changes are looked for every second; faster 每秒检查一次；要更快: "
        "sysctl fs.inotify.max_user_watches=524288 (fs.inotify.max_user_instances=1024)",
    )
