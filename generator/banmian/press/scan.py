"""What a folder looks like from outside: whether it has to be read again. Content decides.

As git does: a file that looks as it did, by size, times and number, holds what it held, unless it
was changed so shortly before it was looked at that another change could have the same time.
"""

import os
import time
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

_RACY = 2_000_000_000
"""Nanoseconds: the coarsest clock of a file system that is in use (FAT)."""


@dataclass(frozen=True, slots=True)
class Look:
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
            found = sorted(entries, key=lambda entry: entry.name)
    except (FileNotFoundError, NotADirectoryError):
        return 0
    for entry in found:
        try:
            stat = entry.stat(follow_symlinks=False)
        except FileNotFoundError:
            continue
        name, changed = entry.name, max(stat.st_mtime_ns, stat.st_ctime_ns)
        if entry.is_dir(follow_symlinks=False):
            lines.append(f"{below}{name}/")
            newest = max(newest, _look(entry.path, digest, f"{below}{name}/"))
        else:
            newest = max(newest, changed)
            lines.append(
                f"{below}{name}\0{stat.st_size}\0{stat.st_mtime_ns}\0{stat.st_ctime_ns}\0{stat.st_ino}"
            )
    digest.update("\n".join(lines).encode("utf-8", "surrogateescape"))
    digest.update(b"\n\n")
    return newest
