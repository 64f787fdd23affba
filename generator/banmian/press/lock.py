"""One command at a time on an edition: a lock that dies with the process that holds it.

Windows has no such lock for us yet: there it holds nobody back.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from banmian.errors import BusyError
from banmian.press.space import writing

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]


@contextmanager
def lock(path: Path) -> Iterator[None]:
    """Hold the lock file at `path`.

    Raises:
        BusyError: when another process holds it; it says which.
        UserError: when the disk is full.
    """
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    with os.fdopen(handle, "r+", encoding="utf-8") as file:
        if fcntl is not None:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                holder = file.readline().strip() or "?"
                raise BusyError(
                    f"another banmian command is at work, process {holder} 另一个命令正在运行",
                    "wait until it ends, then try again 等它结束后再试",
                ) from None
        with writing(path):  # over the one before: the file is never empty
            os.ftruncate(handle, os.write(handle, f"{os.getpid()}\n".encode()))
        try:
            yield
        finally:
            if fcntl is not None:  # a child may have inherited it, and be about to end
                fcntl.flock(file, fcntl.LOCK_UN)
