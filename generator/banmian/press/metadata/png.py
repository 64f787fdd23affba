"""What may stay of a PNG: the chunks that decoding and colour need, and no pixel too many."""

import zlib
from collections import Counter
from collections.abc import Iterator

from banmian.press.metadata.icc import check_profile
from banmian.press.metadata.strict import check, take

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_LENGTHS = {b"gAMA": 4, b"cHRM": 32, b"sRGB": 1, b"cICP": 4, b"acTL": 8}
_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # of a pixel, by colour type
_PROFILE = b"ICC profile\0\0"  # its name, which may be any text, and how it is packed
_WHOLE = ((0, 0, 1, 1),)
_PASSES = (  # of an interlaced one: the first column and row, and the steps
    (0, 0, 8, 8),
    (4, 0, 8, 8),
    (0, 4, 4, 8),
    (2, 0, 4, 4),
    (0, 2, 2, 4),
    (1, 0, 2, 2),
    (0, 1, 1, 2),
)
_PIECE = 1 << 20  # bytes that are unpacked at once


def png_parts(data: bytes) -> Iterator[bytes]:
    """Give the chunks of a PNG that may stay, in their order.

    Raises:
        LookupError, ValueError, zlib.error: when the file is not as the format has it.
    """
    chunks = _chunks(data)
    kind, header = next(chunks, (b"", b""))
    check(kind == b"IHDR" and len(header) == 13, "no header")
    yield _SIGNATURE + _chunk(kind, header)
    seen: Counter[bytes] = Counter()
    frames, said = _Frames(header), 0
    for kind, body in chunks:
        if kind == b"IDAT" or (kind in {b"fcTL", b"fdAT"} and seen[b"acTL"]):
            frames.add(kind, body)
        elif seen[b"IDAT"] or not _may_stay(kind, header):
            continue
        else:
            check(not seen[kind], "a chunk again")
            body = _body(kind, body, header)  # noqa: PLW2901
            said = int.from_bytes(body[:4]) if kind == b"acTL" else said
        seen[kind] += 1
        yield _chunk(kind, body)
    frames.finish()
    check(seen[b"fcTL"] == said, "frames that are not there")
    yield _chunk(b"IEND", b"")


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Give kind and content of the chunks before the end."""
    take(data, 0, len(_SIGNATURE), _SIGNATURE)
    at = len(_SIGNATURE)
    while (kind := take(data, at + 4, 4)) != b"IEND":
        length = int.from_bytes(data[at : at + 4])
        yield kind, take(data, at + 8, length)
        at += length + 12


def _chunk(kind: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4) + kind + body + zlib.crc32(kind + body).to_bytes(4)


def _may_stay(kind: bytes, header: bytes) -> bool:
    """Tell whether a chunk before the pixels is needed with this header."""
    if kind == b"PLTE":
        return header[9] == 3
    if kind == b"tRNS":
        return header[9] in {0, 2, 3}
    return kind in _LENGTHS or kind == b"iCCP"


def _body(kind: bytes, body: bytes, header: bytes) -> bytes:
    """Give what stays of a chunk before the pixels."""
    colours = 1 << header[8]
    if kind == b"iCCP":
        packed = body[body.index(b"\0") + 2 :]
        unpacking = zlib.decompressobj()
        check_profile(unpacking.decompress(packed, 4 * _PIECE))
        check(unpacking.eof, "no profile")
        return _PROFILE + packed[: len(packed) - len(unpacking.unused_data)]
    if kind == b"PLTE":
        check(len(body) % 3 == 0 and len(body) <= 3 * colours, "colours that none needs")
    elif kind == b"tRNS":
        right = len(body) <= colours if header[9] == 3 else len(body) == 2 + 2 * header[9]
        check(right, "transparency that none needs")
    else:
        check(len(body) == _LENGTHS[kind], "too long")
    return body


class _Frames:
    """The pixels of a PNG, which must be neither more nor fewer than its frames need."""

    def __init__(self, header: bytes) -> None:
        self._header = header
        self._size = header[:8]
        self._left = 0
        self._unpacking = zlib.decompressobj()
        self._kind = b""

    def add(self, kind: bytes, body: bytes) -> None:
        """Add a part of a frame, or what announces one."""
        if kind == b"fcTL":
            check(len(body) == 26, "too long")
            self.finish()
            self._size = body[4:12]
            return
        if kind != self._kind:
            self._start(kind)
        body = body[4:] if kind == b"fdAT" else body
        while body:
            self._left -= len(self._unpacking.decompress(body, _PIECE))
            check(self._left >= 0 and not self._unpacking.unused_data, "more than the picture")
            body = self._unpacking.unconsumed_tail

    def finish(self) -> None:
        """End the frame that was begun."""
        if self._kind:
            self._left -= len(self._unpacking.flush())
            check(self._left == 0 and self._unpacking.eof, "not all pixels")
        self._kind = b""

    def _start(self, kind: bytes) -> None:
        self.finish()
        size = self._header[:8] if kind == b"IDAT" else self._size
        bits = _SAMPLES[self._header[9]] * self._header[8]
        passes = _PASSES if self._header[12] else _WHOLE
        width, height = int.from_bytes(size[:4]), int.from_bytes(size[4:])
        self._left = sum(
            -((y - height) // down) * (1 - (((x - width) // right) * bits) // 8)
            for x, y, right, down in passes
            if x < width and y < height
        )
        self._unpacking, self._kind = zlib.decompressobj(), kind
