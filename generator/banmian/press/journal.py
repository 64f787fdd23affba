"""Changing several files as one: a journal says what is meant, so that it can be ended later.

The journal is written whole before the first file is touched, and removed behind the last.
Whoever finds one ends it: a file that is as it was is written or deleted, one that is as it was
meant to be is left, and so is one that somebody has changed since.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from banmian.press.files import write


def change(journal: Path, root: Path, wanted: Mapping[str, bytes | None]) -> int:
    """Write and delete files below `root`; give how many were written or deleted.

    Args:
        journal: where the journal is kept meanwhile.
        root: the folder that the paths of `wanted` are relative to.
        wanted: by path, what a file is to hold; None: it is to be gone.
    """
    steps = {
        path: content for path, content in sorted(wanted.items()) if _read(root / path) != content
    }
    if not steps:
        return 0
    entries = [
        {"path": path, "before": _digest(_read(root / path)), "after": _text(content)}
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
    return None if content is None else hashlib.sha256(content).hexdigest()


def _text(content: bytes | None) -> str | None:
    return None if content is None else content.decode()
