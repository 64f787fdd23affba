"""Watching folders: batches of the paths that changed in them."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from watchfiles import awatch

_SETTLED = 30
"""Milliseconds without a change after which a batch is one."""


class Watch:
    """Tells of changes until it is stopped; hidden names are passed over.

    In the folders `tops` only their own entries are watched, and of these what `wanted` wants;
    whenever one changes, the folders to watch with all that is in them are asked for anew
    (`trees`): they come and go.
    """

    def __init__(
        self,
        tops: tuple[Path, ...],
        wanted: Callable[[Path], bool],
        trees: Callable[[], tuple[Path, ...]],
        tell: Callable[[frozenset[Path]], None],
        group: asyncio.TaskGroup,
    ) -> None:
        self._tops, self._wanted, self._trees, self._tell = tops, wanted, trees, tell
        self._group = group
        self._stop = asyncio.Event()

    async def start(self) -> None:
        """Watch from now on. A watch from before ends only when the new one stands."""
        old, self._stop = self._stop, asyncio.Event()
        self._group.create_task(self._watch_tops(self._stop))
        self._group.create_task(self._watch_trees(self._trees(), self._stop))
        await asyncio.sleep(0)  # both tasks run up to their first wait: they watch
        old.set()

    def stop(self) -> None:
        """End the watching."""
        self._stop.set()

    async def _watch_tops(self, stop: asyncio.Event) -> None:
        async for changes in awatch(
            *self._tops, recursive=False, watch_filter=None, step=_SETTLED, stop_event=stop
        ):
            paths = {Path(path) for _, path in changes}
            found = frozenset(path for path in paths if self._wanted(path))
            if found and not stop.is_set():
                await self.start()
                self._tell(found)

    async def _watch_trees(self, trees: tuple[Path, ...], stop: asyncio.Event) -> None:
        async for changes in awatch(*trees, watch_filter=None, step=_SETTLED, stop_event=stop):
            paths = {Path(path) for _, path in changes}
            found = frozenset(path for path in paths if not _is_hidden(path, trees))
            if found:
                self._tell(found)


def _is_hidden(path: Path, trees: tuple[Path, ...]) -> bool:
    """Tell whether a name below one of the folders is hidden, as that of an editor's swap file."""
    inner = next((path.relative_to(tree) for tree in trees if path.is_relative_to(tree)), path)
    return any(part.startswith(".") for part in inner.parts)
