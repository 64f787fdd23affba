"""The memo store: what was made before, by kind and name. It may be deleted at any time.

One SQLite file. Every value carries its checksum and the key that it was made for: what another
key made is none, and neither is what a disk or a hand has altered. A file that cannot be read is
thrown away; what is lost is only time.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

_VERSION = 1
_SUM = 8
_TABLE = f"""
    PRAGMA user_version = {_VERSION};
    CREATE TABLE IF NOT EXISTS memos (
        kind TEXT, name TEXT, key BLOB, value BLOB, PRIMARY KEY (kind, name)
    ) WITHOUT ROWID
"""

_BROKEN = (sqlite3.DatabaseError, UnicodeDecodeError)
"""What a broken file raises; the second, where SQLite quotes from it."""

Row = tuple[str, bytes, bytes]
"""A name, the key that a value was made for, the value."""


class Store:
    """Memos by kind and name; what is put or dropped stands for good after `commit`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._base = self._open()

    def _open(self) -> sqlite3.Connection:
        """Open the file; a new one where it is broken; where none can be, one in memory."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            return _ready(self._path)
        except (*_BROKEN, OSError):
            try:
                self._remove()
                return _ready(self._path)
            except (*_BROKEN, OSError):
                return _ready(":memory:")

    def _remove(self) -> None:
        for part in self._path.parent.glob(f"{self._path.name}*"):
            part.unlink()

    def get(self, kind: str, name: str) -> tuple[bytes, bytes] | None:
        """Give key and value of a memo; None where there is none that is whole."""
        found = self._rows("AND name = ?", kind, name)
        return next(((key, value) for _, key, value in found), None)

    def all(self, kind: str) -> Iterator[Row]:
        """Give all memos of a kind that are whole, by name."""
        return self._rows("ORDER BY name", kind)

    def _rows(self, rest: str, kind: str, *values: str) -> Iterator[Row]:
        query = f"SELECT name, key, value FROM memos WHERE kind = ? {rest}"  # noqa: S608
        try:
            rows = self._base.execute(query, (kind, *values))
            for name, key, value in rows:
                if value[:_SUM] == _sum(kind, name, key, value[_SUM:]):
                    yield name, key, value[_SUM:]
        except (*_BROKEN, TypeError):
            self.clear()

    def keys(self, kind: str) -> dict[str, bytes]:
        """Give the key of each memo of a kind by name, whole or not."""
        try:
            query = "SELECT name, key FROM memos WHERE kind = ?"
            rows = self._base.execute(query, (kind,)).fetchall()
            return {n: key for n, key in rows if isinstance(n, str) and isinstance(key, bytes)}
        except _BROKEN:
            self.clear()
            return {}

    def put(self, kind: str, rows: Iterable[Row]) -> None:
        """Remember values."""
        whole = ((kind, n, key, _sum(kind, n, key, value) + value) for n, key, value in rows)
        try:
            self._base.executemany("INSERT OR REPLACE INTO memos VALUES (?, ?, ?, ?)", whole)
        except _BROKEN:
            self.clear()

    def drop(self, kind: str, names: Iterable[str]) -> None:
        """Forget memos of a kind."""
        with suppress(*_BROKEN):
            gone = ((kind, name) for name in names)
            self._base.executemany("DELETE FROM memos WHERE kind = ? AND name = ?", gone)

    def clear(self) -> None:
        """Forget everything, at once: what is in the file cannot be trusted."""
        with suppress(*_BROKEN):
            self._base.close()
        with suppress(OSError):
            self._remove()
        self._base = self._open()

    def commit(self) -> None:
        """Have everything stand that was put or dropped."""
        try:
            self._base.execute("COMMIT")
            self._base.execute("BEGIN")
        except _BROKEN:
            self.clear()

    def close(self) -> None:
        """Forget what was not committed, and let go of the file."""
        with suppress(*_BROKEN):
            self._base.close()


def _ready(path: Path | str) -> sqlite3.Connection:
    base = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    version = base.execute("PRAGMA user_version").fetchone()[0]
    if version not in {0, _VERSION}:
        base.close()
        raise sqlite3.DatabaseError("of another version")
    # it is only a memory: if the machine dies it may be lost, and then it is thrown away
    base.executescript("PRAGMA synchronous = OFF; PRAGMA journal_mode = TRUNCATE")
    if not version:
        base.executescript(_TABLE)
    base.execute("BEGIN")
    return base


def _sum(kind: str, name: str, key: bytes, value: bytes) -> bytes:
    return blake2b(
        f"{kind}\0{name}\0{len(key)}\0".encode() + key + value, digest_size=_SUM
    ).digest()
