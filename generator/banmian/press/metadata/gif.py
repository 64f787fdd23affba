"""What may stay of a GIF: its images, their timing and transparency, how often it plays."""

from collections.abc import Iterator

from banmian.press.metadata.strict import check, take

_LOOPS = (b"NETSCAPE2.0\x03\x01", b"ANIMEXTS1.0\x03\x01")


def gif_parts(data: bytes) -> Iterator[bytes]:
    """Give the blocks of a GIF that may stay, in their order.

    Raises:
        LookupError, ValueError: when the file is not as the format has it.
    """
    check(data[:6] in {b"GIF87a", b"GIF89a"}, "no GIF")
    at = 13 + _colours(data[10])
    yield take(data, 0, at)
    control, looping = b"", False
    while data[at] != 0x3B:
        if data[at] == 0x2C:
            end = _blocks_end(data, at + 11 + _colours(data[at + 9]))
            yield control + data[at:end]
            control = b""
        else:
            check(data[at] == 0x21, "no block")
            end = _blocks_end(data, at + 2)
            if data[at + 1] == 0xF9:
                control = take(data, at, 3, b"\x21\xf9\x04") + take(data, at + 3, 4) + b"\0"
            elif data[at + 1] == 0x01:
                control = b""  # it was for the text
            elif data[at + 3 : at + 16] in _LOOPS and not looping:
                looping = True
                yield take(data, at, 3, b"\x21\xff\x0b") + take(data, at + 3, 15) + b"\0"
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
