"""What a folder looks like from outside: whether it has to be read again. Content decides.

As git does: a file that looks as it did, by size, times and number, holds what it held, unless it
was changed so shortly before it was looked at that another change could have the same time.
"""

import os
import time
from hashlib import blake2b
from operator import attrgetter
from pathlib import Path
from stat import S_ISDIR

from msgspec import Struct

_RACY = 2_000_000_000
"""Nanoseconds: the coarsest clock of a file system that is in use (FAT)."""


class Look(Struct, frozen=True):
    """How a folder looks. Only one that is `settled` can be trusted to be recognised."""

    print: bytes
    settled: bool


def look(folder: Path | str) -> Look:
    """Look at a folder and all below it."""
    digest = blake2b(digest_size=16)
    newest = _look(os.fspath(folder), digest, "")
    return Look(digest.digest(), newest < time.time_ns() - _RACY)


def _look(folder: str, digest: blake2b, below: str) -> int:
    newest = 0
    lines = []
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=_name)
    except (FileNotFoundError, NotADirectoryError):
        return 0
    for entry in found:
        try:
            one = entry.stat(follow_symlinks=False)
        except FileNotFoundError:
            continue
        if S_ISDIR(one.st_mode):
            lines.append(f"{below}{entry.name}/")
            newest = max(newest, _look(entry.path, digest, f"{below}{entry.name}/"))
            continue
        modified, changed = one.st_mtime_ns, one.st_ctime_ns
        newest = max(newest, modified)
        newest = max(newest, changed)
        lines.append(f"{below}{entry.name}\0{one.st_size}\0{modified}\0{changed}\0{one.st_ino}")
    digest.update("\n".join(lines).encode("utf-8", "surrogateescape"))
    digest.update(b"\n\n")
    return newest


_name = attrgetter("name")
