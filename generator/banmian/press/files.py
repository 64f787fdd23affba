"""Reading and writing files: nothing outside the tree is read, nothing is left half written."""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from banmian.errors import UserError
from banmian.press.space import writing


def walk(root: Path) -> Iterator[Path]:
    """Give all files below a folder, sorted. Symbolic links and hidden names are passed over.

    So is a folder that is a link itself.
    """
    if root.is_symlink():
        return
    try:
        entries = sorted(os.scandir(root), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.is_symlink():
            continue
        if entry.is_dir():
            yield from walk(Path(entry.path))
        elif entry.is_file():
            yield Path(entry.path)


def links(root: Path) -> Iterator[Path]:
    """Give the symbolic links below a folder, sorted; none is followed."""
    for folder, folders, files in os.walk(root):
        folders.sort()
        for name in sorted([*folders, *files]):
            path = Path(folder, name)
            if path.is_symlink():
                yield path


def streamed(path: Path, parts: Iterable[bytes]) -> int:
    """Write a file of many parts whole or not at all; give how many there were.

    Raises:
        UserError: when the disk is full; what was there stays.
        OSError: when it cannot be written otherwise; likewise.
    """
    temporary = path.with_name(f".{path.name[:40]}.banmian-new")
    count = 0
    with writing(path):
        temporary.unlink(missing_ok=True)
        try:
            with temporary.open("xb") as file:
                for part in parts:
                    file.write(part)
                    count += 1
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    return count


def keep(path: Path, content: bytes) -> None:
    """Keep a file that can be made again: where the disk takes nothing, it is made again."""
    with suppress(OSError, UserError):
        write(path, content)


def write(path: Path, content: bytes) -> bool:
    """Write a file whole or not at all; give False, and leave it alone, where it says that already.

    What a process that was killed left of it is written over by the next: there is one at a time.

    Raises:
        UserError: when the disk is full; what was there stays.
        OSError: when it cannot be written otherwise; likewise.
    """
    try:
        if path.read_bytes() == content:
            return False
    except FileNotFoundError:
        pass
    temporary = path.with_name(f".{path.name[:40]}.banmian-new")
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.unlink(missing_ok=True)
        try:
            with temporary.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            temporary.chmod(0o644)
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    return True
