"""Changing several files as one: a journal says what is meant, so that it can be ended later.

The journal is written whole before the first file is touched, and removed behind the last.
Whoever finds one ends it: a file that is as it was is written or deleted, one that is as it was
meant to be is left, and so is one that somebody has changed since.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from banmian.errors import UserError
from banmian.press.files import write

Seen = Mapping[str, str]
"""The digest of each file that was there when a change was begun to be thought out, by path."""


def seen(root: Path, folder: Path) -> dict[str, str]:
    """Look at the files of a folder, not below it, before they are read and a change is planned."""
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    plain = (path for path in files if path.is_file() and not path.is_symlink())
    return {path.relative_to(root).as_posix(): _sum(path.read_bytes()) for path in plain}


def change(journal: Path, root: Path, wanted: Mapping[str, bytes | None], before: Seen) -> int:
    """Write and delete files below `root`; give how many were written or deleted.

    Args:
        journal: where the journal is kept meanwhile.
        root: the folder that the paths of `wanted` are relative to.
        wanted: by path, what a file is to hold; None: it is to be gone.
        before: what the change was planned upon.

    Raises:
        UserError: when somebody has changed one of the files since; nothing is changed then.
    """
    there = {path: _digest(_read(root / path)) for path in sorted(wanted)}
    steps = {path: wanted[path] for path in there if there[path] != _digest(wanted[path])}
    for path in steps:
        if there[path] != before.get(path):
            raise UserError(f"{path} was changed meanwhile 刚刚被改过", "run it again 再运行一次")
    if not steps:
        return 0
    entries = [
        {"path": path, "before": there[path], "after": _text(content)}
        for path, content in steps.items()
    ]
    write(journal, json.dumps(entries, ensure_ascii=False).encode())
    end(journal, root)
    return len(steps)


def end(journal: Path, root: Path) -> None:
    """End what a journal says, if there is one."""
    try:
        entries = json.loads(journal.read_bytes())
    except FileNotFoundError:
        return
    for entry in entries:
        path = root / entry["path"]
        if _digest(_read(path)) != entry["before"]:
            continue
        if entry["after"] is None:
            path.unlink(missing_ok=True)
        else:
            write(path, entry["after"].encode())
    journal.unlink()


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _digest(content: bytes | None) -> str | None:
    return None if content is None else _sum(content)


def _sum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _text(content: bytes | None) -> str | None:
    return None if content is None else content.decode()
