"""Tables of shards: which begins at which key, and where it is.

In transport `files` a shard is a file, in transport `packs` some shards lie behind their table, to
be read by parts of files (HTTP's Range): far fewer files, for hosts that count them.
"""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from banmian.search.shard import Shard
from banmian.search.sums import opened, sealed
from banmian.search.varints import read_varint, varint

NAME = 5
"""Bytes of a file's name."""


class Table(Struct, frozen=True, array_like=True):
    """Where a table is: the first key of its first shard, its file, its bytes there.

    `end` is 0 where the table is the whole file, and shards are files.
    """

    first: int
    file: str
    end: int = 0


class Place(Struct, frozen=True):
    """Where a shard is: its first key, its file, from which byte to which; None: to the end."""

    first: int
    file: str
    start: int = 0
    end: int | None = None


def of_files(told: Iterable[tuple[int, str]]) -> bytes:
    """Write the table of shards that are files: how far first keys are apart, and the names."""
    before = 0
    parts = []
    for first, name in told:
        parts.append(varint(first - before) + bytes.fromhex(name))
        before = first
    return sealed(b"".join(parts))


def packed(shards: Sequence[Shard]) -> tuple[bytes, int]:
    """Write shards behind their table: how far first keys are apart, and lengths; give its end."""
    before = 0
    parts = []
    for shard in shards:
        parts.append(varint(shard.first - before) + varint(len(shard.content)))
        before = shard.first
    table = sealed(b"".join(parts))
    return table + b"".join(shard.content for shard in shards), len(table)


def read(table: Table, content: bytes) -> list[Place]:
    """Read a table of shards.

    Raises:
        BrokenError: when it is not whole.
    """
    said = opened(content)
    found, at, first, start = [], 0, 0, table.end
    while at < len(said):
        step, at = read_varint(said, at)
        first += step
        if table.end:
            length, at = read_varint(said, at)
            found.append(Place(first, table.file, start, start + length))
            start += length
        else:
            found.append(Place(first, said[at : at + NAME].hex()))
            at += NAME
    return found
