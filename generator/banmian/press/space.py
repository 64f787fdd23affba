"""A disk that takes no more: said with the path, what is free there, and the way out."""

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from banmian.errors import UserError

_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Name the file that is being written in whatever goes wrong inside.

    Raises:
        UserError: when the disk is full.
        OSError: for any other trouble, with the file's name.
    """
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            free = _free(path)
            raise UserError(
                f"{path}: the disk is full, {free} left 磁盘满了，只剩 {free}",
                "make room, then run the same command again; what was there is still there "
                "腾出空间，再运行同样的命令；原有的内容都在",
            ) from error
        if error.filename is None:
            error.filename = str(path)
        raise


def _free(path: Path) -> str:
    folder = next(parent for parent in path.absolute().parents if parent.is_dir())
    return f"{shutil.disk_usage(folder).free / 1e6:.1f} MB"
