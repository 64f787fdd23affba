"""Taking what is not picture out of a picture's file, without touching the picture.

Camera data, places, names, thumbnails, comments, and whatever stands behind the end go; colour
profiles stay. A file that needs none of this comes out as it was.
"""

import re
from collections.abc import Iterator

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_CHUNKS = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP sBIT bKGD pHYs acTL fcTL fdAT".split()
)
_WEBP_CHUNKS = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ANIM", b"ANMF", b"ALPH", b"ICCP"})
_WEBP_FLAGS = ~0x0C  # of VP8X: EXIF and XMP
_GIF_EXTENSIONS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")
_JPEG_PARTS = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
_JPEG_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]", re.DOTALL)


def stripped(data: bytes, kind: str) -> bytes | None:
    """Give a picture's file (`JPEG`, `PNG`, `GIF`, `WEBP`) without metadata.

    None: its parts cannot be told, or it is of another kind.
    """
    parts = {"JPEG": _jpeg, "PNG": _png, "GIF": _gif, "WEBP": _webp}.get(kind)
    try:
        return b"".join(parts(data)) if parts else None
    except (IndexError, ValueError):
        return None


def _jpeg(data: bytes) -> Iterator[bytes]:
    yield _take(data, 0, 2, b"\xff\xd8")
    at = 2
    while True:
        if data[at] != 0xFF:
            raise ValueError("no marker")
        while data[at + 1] == 0xFF:
            at += 1
        marker = data[at + 1]
        if marker == 0xD9:
            yield b"\xff\xd9"
            return
        end = at + 2 + int.from_bytes(_take(data, at + 2, 2))
        if marker == 0xDA:
            scan = _JPEG_MARKER.search(data, end)
            if not scan:
                raise ValueError("no end")
            end = scan.start()
        segment = _take(data, at, end - at)
        metadata = 0xE0 <= marker <= 0xEF or marker == 0xFE
        if not metadata or segment[4:].startswith(_JPEG_PARTS.get(marker, segment)):
            yield segment
        at = end


def _png(data: bytes) -> Iterator[bytes]:
    yield _take(data, 0, len(_PNG), _PNG)
    at, kind = len(_PNG), b""
    while kind != b"IEND":
        length, kind = int.from_bytes(_take(data, at, 4)), _take(data, at + 4, 4)
        chunk = _take(data, at, length + 12)
        if kind in _PNG_CHUNKS:
            yield chunk
        at += len(chunk)


def _gif(data: bytes) -> Iterator[bytes]:
    if data[:6] not in {b"GIF87a", b"GIF89a"}:
        raise ValueError("no GIF")
    at = 13 + _colours(data[10])
    yield _take(data, 0, at)
    while data[at] != 0x3B:
        if data[at] == 0x2C:
            end = _blocks_end(data, at + 11 + _colours(data[at + 9]))
            keep = True
        elif data[at] == 0x21:
            end = _blocks_end(data, at + 2)
            keep = data[at + 1] == 0xF9 or data[at + 3 : at + 14] in _GIF_EXTENSIONS
        else:
            raise ValueError("no block")
        if keep:
            yield data[at:end]
        at = end
    yield b"\x3b"


def _colours(flags: int) -> int:
    """Give the bytes of a colour table."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _blocks_end(data: bytes, at: int) -> int:
    """Give the place behind a row of sub-blocks, which an empty one ends."""
    while data[at]:
        at += data[at] + 1
    return at + 1


def _webp(data: bytes) -> Iterator[bytes]:
    _take(data, 0, 4, b"RIFF")
    _take(data, 8, 4, b"WEBP")
    end = int.from_bytes(data[4:8], "little") + 8
    at, chunks = 12, []
    while at < end:
        kind, size = _take(data, at, 4), int.from_bytes(_take(data, at + 4, 4), "little")
        chunk = _take(data, at, 8 + size) + b"\0" * (size % 2)
        if kind == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & _WEBP_FLAGS]) + chunk[9:]
        if kind in _WEBP_CHUNKS:
            chunks.append(chunk)
        at += len(chunk)
    yield b"RIFF" + (4 + sum(map(len, chunks))).to_bytes(4, "little") + b"WEBP"
    yield from chunks


def _take(data: bytes, at: int, size: int, expected: bytes | None = None) -> bytes:
    """Give a part of the data.

    Raises:
        ValueError: when it is not there, or not what is expected.
    """
    part = data[at : at + size]
    if len(part) != size or (expected is not None and part != expected):
        raise ValueError("broken off")
    return part
