"""Staging (拼版): the files of a new site that differ from the old one, beside it on its disk."""

import os
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path

from banmian.press.space import writing

Print = bytes
"""The digest of a file's content."""


def digest(content: bytes) -> Print:
    """Give the digest by which contents are told apart."""
    return blake2b(content, digest_size=16).digest()


class Stage:
    """Where new files are put down before they go into `public`.

    `known` tells whether the prints of what is there are trusted; where not, the file itself is
    compared.
    """

    def __init__(self, folder: Path, public: Path, known: bool) -> None:
        self._folder, self._public, self._known = os.fspath(folder), os.fspath(public), known
        self._made: set[str] = set()

    def put(self, path: str, content: bytes, before: Mapping[str, Print]) -> tuple[Print, bool]:
        """Stage a file if it differs from what is there; give its print, and whether it does.

        Raises:
            UserError: when the disk is full.
            OSError: when it cannot be written otherwise.
        """
        now = digest(content)
        same = before.get(path) == now if self._known else self._is(path, content)
        if not same:
            self._write(path, content)
        return now, not same

    def _is(self, path: str, content: bytes) -> bool:
        try:
            with open(f"{self._public}/{path}", "rb") as file:  # noqa: PTH123 — many, and fast
                return file.read() == content
        except OSError:
            return False

    def _write(self, path: str, content: bytes) -> None:
        whole = f"{self._folder}/{path}"
        try:
            self._put_down(whole, content)
        except OSError:
            with writing(Path(whole)):  # which says it so that one can mend it
                raise

    def _put_down(self, whole: str, content: bytes) -> None:
        folder = whole[: whole.rfind("/")]
        if folder not in self._made:
            try:
                os.mkdir(folder)  # noqa: PTH102
            except FileExistsError:
                pass
            except FileNotFoundError:
                os.makedirs(folder, exist_ok=True)  # noqa: PTH103
            self._made.add(folder)
        handle = os.open(whole, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        try:
            rest = memoryview(content)
            while rest:
                rest = rest[os.write(handle, rest) :]
        finally:
            os.close(handle)
