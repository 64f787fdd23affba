"""Checksums: what ends each file of the index, and each text, so that a broken one is told."""

import zlib

_BYTES = 4


class BrokenError(Exception):
    """A file of the index is not whole."""


def sealed(content: bytes) -> bytes:
    """Put the checksum (CRC-32) behind a content."""
    return content + zlib.crc32(content).to_bytes(_BYTES, "little")


def opened(content: bytes) -> bytes:
    """Take the checksum off.

    Raises:
        BrokenError: when the content is another.
    """
    said, check = content[:-_BYTES], content[-_BYTES:]
    if len(check) < _BYTES or zlib.crc32(said) != int.from_bytes(check, "little"):
        raise BrokenError("a file of the search index is not whole")
    return said
