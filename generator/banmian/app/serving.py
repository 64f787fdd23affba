"""`banmian serve`: the site in memory, shown on loopback, made anew when a file changes."""

import asyncio
import contextlib
import signal
import socket
from pathlib import Path
from tempfile import TemporaryDirectory

from banmian.app.desk import Desk
from banmian.app.importing import import_pages
from banmian.app.preview import (
    Built,
    Busy,
    Imported,
    Ready,
    Tell,
    as_mistake,
    attempt,
    is_away,
    shown,
)
from banmian.app.project import Project, load_edition, theme_folders
from banmian.errors import BusyError, UserError
from banmian.press.preview_server import PreviewServer, listen
from banmian.press.watching import Watch

_BUSY_PAUSE = 1.0
"""Seconds until an import that found another command at work is tried again."""
_OWN_CHANGES = 0.2
"""Seconds after an import in which what it wrote is told of: the build that follows sees it."""


def serve(project: Project, port: int | None, tell: Tell) -> None:
    """Show the site, drafts too, until SIGINT or SIGTERM; `tell` hears what happens.

    Nothing is written but what an import writes, and what an editor asks for at the desk; the lock
    is held no longer than either takes.

    Raises:
        UserError: when the port is taken.
    """
    sockets = listen(port)
    try:
        with TemporaryDirectory(prefix="banmian-preview-") as folder:
            asyncio.run(_serve(project, sockets, tell, Path(folder)))
    except BaseExceptionGroup as several:  # of tasks that run beside each other
        raise several.exceptions[0] from None


async def _serve(project: Project, sockets: list[socket.socket], tell: Tell, folder: Path) -> None:
    stopped = _until_signal()
    desk = Desk(project)
    server = PreviewServer(sockets, desk)
    async with asyncio.TaskGroup() as group:
        preview = _Preview(project, server, desk, tell, folder)
        watch = Watch(
            (project.root, project.settings.parent),
            lambda path: _matters(project, path),
            lambda: _trees(project),
            preview.note,
            lambda error: tell(Imported(error=error)),
        )
        await watch.start(group)
        work = group.create_task(preview.work())
        try:
            await stopped.wait()
        finally:
            watch.stop()
            work.cancel()
    await server.stop()


def _until_signal() -> asyncio.Event:
    """Give what is set when the process is asked to end; asked again, it ends at once."""
    stopped, loop = asyncio.Event(), asyncio.get_running_loop()

    def stop(number: int, _: object) -> None:
        signal.signal(number, signal.SIG_DFL)
        loop.call_soon_threadsafe(stopped.set)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    return stopped


def _matters(project: Project, path: Path) -> bool:
    """Tell whether a change in the project's folder, or beside its settings, is one of the site."""
    if path.parent == project.root:
        return path in {project.seeds, project.root / "themes", project.settings.parent}
    return path != project.public and not path.name.startswith(".")


def _trees(project: Project) -> tuple[Path, ...]:
    """Give the folders to watch with all that is in them, as they are now."""
    site = project.settings.parent
    folders = [project.seeds, project.root / "themes"]
    with contextlib.suppress(UserError, OSError):  # the build says it; mended, we are asked anew
        folders += sorted(path for path in site.iterdir() if _matters(project, path))
        themes = theme_folders(project, load_edition(project).theme)
        folders += [theme for theme in themes if not theme.is_relative_to(project.root)]
    return tuple(folder for folder in folders if folder.is_dir())


class _Preview:
    """Imports and builds after changes, one at a time, and shows what came of it."""

    def __init__(
        self, project: Project, server: PreviewServer, desk: Desk, tell: Tell, folder: Path
    ) -> None:
        self._project, self._server, self._desk, self._tell = project, server, desk, tell
        self._folder = folder
        self._changed: frozenset[Path] = frozenset()
        self._woken = asyncio.Event()
        self._imported = Imported()
        self._busy = False

    def note(self, changed: frozenset[Path]) -> None:
        """Take changes into account: at the next build, or in one more after this."""
        self._changed |= changed
        self._woken.set()

    async def work(self) -> None:
        """Build now, and after every change."""
        built = await self._build(Built("/", "zh-CN"))
        self._server.start()
        while True:
            await self._woken.wait()
            self._woken.clear()
            changed, self._changed = self._changed, frozenset()
            if not changed:  # it was an import's own, and is built
                continue
            sources = self._sources(changed)
            if is_away(self._project):  # an import would make folders where they are to come back
                self._changed |= sources
            elif sources or self._imported.error:
                only = self._hinted(sources)
                if not only:
                    self._desk.forget()
                if not await self._import(only) and changed == sources:
                    continue
            built = await self._build(built)

    def _sources(self, changed: frozenset[Path]) -> frozenset[Path]:
        """Give the changes after which to import: of source pages and of hints."""
        folders = (self._project.seeds, self._project.hints)
        return frozenset(path for path in changed if any(map(path.is_relative_to, folders)))

    def _hinted(self, sources: frozenset[Path]) -> frozenset[str]:
        """Give the issues to import where nothing but their hints has changed; none: all."""
        hints = self._project.hints
        if self._imported.error or not all(path.is_relative_to(hints) for path in sources):
            return frozenset()
        return frozenset(path.relative_to(hints).parts[0] for path in sources if path != hints)

    async def _import(self, only: frozenset[str]) -> bool:
        """Import; where another command is at work, say so and come back: False."""
        try:
            report = await asyncio.to_thread(import_pages, self._project, only=only)
        except BusyError as error:
            if not self._busy:
                self._tell(Busy(error))
            self._busy = True
            again = frozenset({self._project.seeds})
            asyncio.get_running_loop().call_later(_BUSY_PAUSE, self.note, again)
            return False
        except (UserError, OSError) as error:
            self._imported = Imported(error=as_mistake(error))
        else:
            self._imported = Imported(report)
        self._busy = False
        self._tell(self._imported)
        await asyncio.sleep(_OWN_CHANGES)
        self._changed = self._sources(self._changed)
        return True

    async def _build(self, before: Built) -> Built:
        built = await asyncio.to_thread(attempt, self._project, before, self._folder)
        now = shown(built, self._imported, self._server.shown, self._folder)
        changed = self._server.show(now)
        self._tell(Ready(self._server.address + now.base_path, changed, built))
        return built
