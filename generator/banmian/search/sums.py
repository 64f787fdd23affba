"""Checksums: what ends each file of the index, and each text, so that a broken one is told."""

import zlib

_BYTES = 4
_WORD = 1 << 8 * _BYTES


class BrokenError(Exception):
    """A file of the index is not whole."""


def sealed(content: bytes, place: int = 0) -> bytes:
    """Put the checksum (CRC-32) behind a content.

    It begins with `place`, of which 32 bits count: so a content in another's place is told too.
    """
    return content + zlib.crc32(content, place % _WORD).to_bytes(_BYTES, "little")


def opened(content: bytes, place: int = 0) -> bytes:
    """Take the checksum off.

    Raises:
        BrokenError: when the content is another, or another's.
    """
    said, check = content[:-_BYTES], content[-_BYTES:]
    if len(check) < _BYTES or zlib.crc32(said, place % _WORD) != int.from_bytes(check, "little"):
        raise BrokenError("a file of the search index is not whole")
    return said
