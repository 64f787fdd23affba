"""Staging and the swap: the old site stands until the new one is whole.

The new site is written beside the old one on the same file system; then two renames put it in
its place. Between them there is a moment without a site: `recover`, which a build runs
first, ends what was interrupted there, so that it finds the old or the new site whole.
"""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from banmian.addresses import MARKER
from banmian.errors import UserError
from banmian.model.output import Output
from banmian.press.space import writing

MARK = Output(MARKER, b'{"made by": "Banmian", "format": 1}\n')


def _staged(public: Path) -> Path:
    return public.with_name(f".{public.name}.banmian-new")


def _ready(public: Path) -> Path:
    return public.with_name(f".{public.name}.banmian-ready")


def _old(public: Path) -> Path:
    return public.with_name(f".{public.name}.banmian-old")


def check_target(public: Path) -> None:
    """Refuse a folder that is not ours to replace.

    Raises:
        UserError: when it holds something that Banmian did not write.
    """
    if public.is_symlink() or (public.exists() and not public.is_dir()):
        raise UserError(
            f"{public} is not a folder 不是文件夹", "give another one 换一个文件夹: --out DIR"
        )
    if public.is_dir() and any(public.iterdir()) and not (public / MARKER).is_file():
        raise UserError(
            f"{public} holds files that Banmian did not write 里面有不是 Banmian 生成的文件",
            "give an empty folder 换一个空文件夹: --out DIR",
        )


def recover(public: Path) -> None:
    """End a swap that was interrupted, and clear what it left."""
    ready, old = _ready(public), _old(public)
    if ready.is_dir():
        if public.exists():
            _remove(old)
            public.rename(old)
        ready.rename(public)
    _remove(old)
    _remove(_staged(public))


def replace(public: Path, outputs: Iterable[Output]) -> int:
    """Put a new site in the place of the old one; give the number of bytes written.

    Raises:
        UserError: when the disk is full; the old site is untouched.
        OSError: when it cannot be written otherwise; likewise.
    """
    staged = _staged(public)
    _remove(staged)
    try:
        size = _stage(staged, outputs)
        staged.rename(_ready(public))
    except BaseException:
        _remove(staged)
        raise
    recover(public)
    return size


def _stage(staged: Path, outputs: Iterable[Output]) -> int:
    size = 0
    made: set[Path] = set()
    for output in (*outputs, MARK):
        path = staged / output.path
        with writing(path):
            if path.parent not in made:
                path.parent.mkdir(parents=True, exist_ok=True)
                made.add(path.parent)
            path.write_bytes(output.content)
        size += len(output.content)
    if hasattr(os, "sync"):
        os.sync()
    return size


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
