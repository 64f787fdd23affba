"""What may stay of a WebP: its images, their transparency, timing and colours."""

from banmian.press.metadata.icc import check_profile
from banmian.press.metadata.strict import check, take

_ALPHA, _PROFILE, _MOVING = 0x10, 0x20, 0x02  # flags of VP8X


def webp_parts(data: bytes) -> list[bytes]:
    """Give the chunks of a WebP that may stay, in their order.

    Raises:
        LookupError, ValueError: when the file is not as the format has it.
    """
    take(data, 0, 4, b"RIFF")
    take(data, 8, 4, b"WEBP")
    chunks = _chunks(data[: int.from_bytes(data[4:8], "little") + 8], 12)
    kind, body = chunks[0]
    kept = [_chunk(kind, body)] if kind in {b"VP8 ", b"VP8L"} else _extended(chunks)
    size = 4 + sum(map(len, kept))
    return [b"RIFF", size.to_bytes(4, "little"), b"WEBP", *kept]


def _chunks(data: bytes, at: int) -> list[tuple[bytes, bytes]]:
    chunks = []
    while at < len(data):
        size = int.from_bytes(take(data, at + 4, 4), "little")
        chunks.append((data[at : at + 4], take(data, at + 8, size)))
        at += 8 + size + size % 2
    return chunks


def _chunk(kind: bytes, body: bytes) -> bytes:
    return kind + len(body).to_bytes(4, "little") + body + b"\0" * (len(body) % 2)


def _extended(chunks: list[tuple[bytes, bytes]]) -> list[bytes]:
    """Give what may stay of a file in the extended format."""
    (kind, head), *chunks = chunks
    check(kind == b"VP8X" and len(head) == 10, "no head")
    flags = head[0] & (_ALPHA | _MOVING)
    kept = []
    profiles = [body for kind, body in chunks if kind == b"ICCP"]
    if profiles and head[0] & _PROFILE:
        check(len(profiles) == 1, "two profiles")
        check_profile(profiles[0])
        kept.append(_chunk(b"ICCP", profiles[0]))
        flags |= _PROFILE
    if flags & _MOVING:
        (loops,) = (body for kind, body in chunks if kind == b"ANIM")
        kept.append(_chunk(b"ANIM", take(loops, 0, 6)))
        for frame in (body for kind, body in chunks if kind == b"ANMF"):
            image = _image(_chunks(frame, 16))
            kept.append(_chunk(b"ANMF", b"".join([frame[:16], *image])))
    else:
        image = _image(chunks)
        flags |= _ALPHA if len(image) == 2 else 0
        kept += image
    return [_chunk(b"VP8X", bytes([flags, 0, 0, 0]) + head[4:]), *kept]


def _image(chunks: list[tuple[bytes, bytes]]) -> list[bytes]:
    """Give the chunks of one image: its pixels, and before them the transparency, if any."""
    ((kind, body),) = (one for one in chunks if one[0] in {b"VP8 ", b"VP8L"})
    alpha = [_chunk(*one) for one in chunks if one[0] == b"ALPH" and kind == b"VP8 "]
    check(len(alpha) < 2, "transparency again")
    return [*alpha, _chunk(kind, body)]
