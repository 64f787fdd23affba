"""Where a system keeps fonts and Java libraries: the data folders of the XDG base directories."""

from __future__ import annotations

import os
from pathlib import Path


def data_folders() -> list[Path]:
    """The user's and the system's folders for data, in the order of search."""
    own = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    shared = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    return [Path(folder) for folder in (own, *shared.split(":")) if folder]


def find(under: str, name: str) -> Path | None:
    """The first file of that name under a folder of data, such as fonts or java."""
    for folder in data_folders():
        found = sorted((folder / under).rglob(name))
        if found:
            return found[0]
    return None
