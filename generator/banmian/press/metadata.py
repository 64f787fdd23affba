"""Taking what is not picture out of a picture's file, without touching the picture.

A list of what may stay for each format: what decoding and colour need, of the length that the
format gives it. All else goes: camera data, places, thumbnails, comments, what stands behind the
end. A file that needs none of this comes out as it was.
"""

import re
import zlib
from collections import Counter
from collections.abc import Iterator
from io import BytesIO

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_LENGTHS = {b"gAMA": 4, b"cHRM": 32, b"sRGB": 1, b"cICP": 4, b"acTL": 8}
_PNG_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # of a pixel, by colour type
_PNG_PROFILE = b"ICC profile\0\0"  # its name, which may be any text, and how it is packed
_PNG_WHOLE = ((0, 0, 1, 1),)
_PNG_PASSES = (  # of an interlaced one: the first column and row, and the steps
    (0, 0, 8, 8),
    (4, 0, 8, 8),
    (0, 4, 4, 8),
    (2, 0, 4, 4),
    (0, 2, 2, 4),
    (1, 0, 2, 2),
    (0, 1, 1, 2),
)
_PIECE = 1 << 20  # bytes that are unpacked at once
_WEBP_ALPHA, _WEBP_PROFILE, _WEBP_MOVING = 0x10, 0x20, 0x02  # flags of VP8X
_GIF_LOOPS = (b"NETSCAPE2.0\x03\x01", b"ANIMEXTS1.0\x03\x01")
_JPEG_SCAN_END = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]", re.DOTALL)
_AVIF_BRANDS = frozenset(b"avif mif1 miaf MA1A MA1B".split())
_AVIF_NAMES = frozenset({b"\0", b"libavif\0", b"Color\0", b"Alpha\0"})
_AVIF_ALPHA = b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0"
_AVIF_LENGTHS = {b"ispe": {12}, b"pixi": {6, 8}, b"pasp": {8}, b"clli": {4}}
_AV1_STILL = rb"\x02?\x01(\x06|\x03\x04+)"  # kinds of units: one frame, no metadata, no padding
_AV1_HEADER = 24  # bytes: more than that of any single picture takes


def stripped(data: bytes, kind: str) -> bytes | None:
    """Give a picture's file without what is not picture.

    Args:
        data: a file that can be decoded.
        kind: `JPEG`, `PNG`, `GIF`, `WEBP` or `AVIF`.

    Returns:
        None where that cannot be cut out exactly: the picture must be encoded anew.
    """
    parts = {"JPEG": _jpeg, "PNG": _png, "GIF": _gif, "WEBP": _webp, "AVIF": _avif}[kind]
    try:
        return b"".join(parts(data))
    except (LookupError, ValueError, zlib.error):
        return None


def sound_profile(profile: bytes | None) -> bytes | None:
    """Give a colour profile without what stands behind its end; None where it is none."""
    if profile is None or profile[36:40] != b"acsp":
        return None
    size = int.from_bytes(profile[:4])
    return profile[:size] if 128 <= size <= len(profile) else None


def _check(right: bool, what: str) -> None:
    if not right:
        raise ValueError(what)


def _check_profile(profile: bytes) -> None:
    _check(sound_profile(profile) == profile, "no profile")


def _take(data: bytes, at: int, size: int, expected: bytes | None = None) -> bytes:
    """Give a part of the data.

    Raises:
        ValueError: when it is not there, or not what is expected.
    """
    part = data[at : at + size]
    _check(len(part) == size and expected in {None, part}, "broken off")
    return part


def _jpeg(data: bytes) -> list[bytes]:
    _take(data, 0, 2, b"\xff\xd8")
    jpeg, at = _Jpeg(), 2
    while True:
        _check(data[at] == 0xFF, "no marker")
        while data[at + 1] == 0xFF:
            at += 1
        marker = data[at + 1]
        if marker == 0xD9:
            return [b"\xff\xd8", *jpeg.needed(), b"\xff\xd9"]
        _check(marker > 0x01 and not 0xD0 <= marker <= 0xD8, "a marker out of place")
        size = int.from_bytes(_take(data, at + 2, 2))
        body = _take(data, at + 4, size - 2)
        at += 2 + size
        if marker == 0xDA:
            scan = _JPEG_SCAN_END.search(data, at)
            _check(scan is not None, "no end")
            end = scan.start() if scan else at
            jpeg.add_scan(body, data[at:end])
            at = end
        else:
            jpeg.add(marker, body)


class _Jpeg:
    """The segments of a JPEG that may stay, and which of its tables a scan needs."""

    def __init__(self) -> None:
        self._segments: list[bytes] = []
        self._unused: set[int] = set()  # places of tables among the segments
        self._tables: dict[tuple[int, int], int] = {}  # marker and number: where it is, so far
        self._quantised: dict[int, int] = {}  # component: the number of its table
        self._bits: dict[tuple[int, int], int] = {}  # component, coefficient: the last bit sent
        self._profile: list[bytes] = []
        self._seen: set[int] = set()

    def add(self, marker: int, body: bytes) -> None:
        """Add a segment that is no scan, where it may stay."""
        if marker == 0xE0 and body.startswith(b"JFIF\0") and self._is_first(marker):
            self._append(marker, _take(body, 0, 12) + b"\0\0")  # the size of the thumbnail
        elif marker == 0xE2 and body.startswith(b"ICC_PROFILE\0"):
            self._profile.append(body[12:])
            self._append(marker, body)
        elif marker == 0xEE and body.startswith(b"Adobe"):
            _check(self._is_first(marker), "two colour transforms")
            self._append(marker, _take(body, 0, 12))
        elif marker in {0xC0, 0xC1, 0xC2}:
            _check(not self._quantised and len(body) == 6 + 3 * body[5], "another frame")
            self._quantised = {body[at]: body[at + 2] for at in range(6, len(body), 3)}
            self._append(marker, body)
        elif marker == 0xDD:
            self._append(marker, _take(body, 0, 2, body))
        elif marker in {0xC4, 0xDB}:
            for table in _jpeg_tables(marker, body):
                self._tables[marker, table[0] & (0x1F if marker == 0xC4 else 0x0F)] = len(
                    self._segments
                )
                self._unused.add(len(self._segments))
                self._append(marker, table)

    def add_scan(self, head: bytes, content: bytes) -> None:
        """Add a scan: it says something new, and the tables that it names are needed."""
        _check(len(head) == 4 + 2 * head[0], "a scan's head")
        first, last, bits = head[-3:]
        high, low = bits >> 4, bits & 15
        for at in range(1, len(head) - 3, 2):
            component, tables = head[at], head[at + 1]
            quantised = (0xDB, self._quantised[component])
            if not any((component, one) in self._bits for one in range(64)):
                self._unused.discard(self._tables[quantised])
            if first == 0 and high == 0:
                self._unused.discard(self._tables[0xC4, tables >> 4])
            if last > 0:
                self._unused.discard(self._tables[0xC4, 0x10 | tables & 15])
            for one in range(first, last + 1):
                before = self._bits.get((component, one))
                new = high == 0 if before is None else high == before == low + 1
                _check(new and one < 64, "a scan again")
                self._bits[component, one] = low
        self._append(0xDA, head)
        self._segments[-1] += content

    def needed(self) -> Iterator[bytes]:
        """Give the segments that may stay, in their order."""
        if self._profile:
            count = len(self._profile)
            heads = [part[:2] for part in self._profile]
            _check(heads == [bytes([at + 1, count]) for at in range(count)], "no profile")
            _check_profile(b"".join(part[2:] for part in self._profile))
        _check(bool(self._bits), "no picture")
        return (one for at, one in enumerate(self._segments) if at not in self._unused)

    def _is_first(self, marker: int) -> bool:
        first = marker not in self._seen
        self._seen.add(marker)
        return first

    def _append(self, marker: int, body: bytes) -> None:
        self._segments.append(bytes([0xFF, marker]) + (len(body) + 2).to_bytes(2) + body)


def _jpeg_tables(marker: int, body: bytes) -> Iterator[bytes]:
    """Take the tables of a segment apart."""
    at = 0
    while at < len(body):
        if marker == 0xDB:
            size = 129 if body[at] >> 4 else 65
        else:
            size = 17 + sum(_take(body, at + 1, 16))
        yield _take(body, at, size)
        at += size


def _png(data: bytes) -> Iterator[bytes]:
    chunks = _png_chunks(data)
    kind, header = next(chunks, (b"", b""))
    _check(kind == b"IHDR" and len(header) == 13, "no header")
    yield _PNG + _png_chunk(kind, header)
    seen: Counter[bytes] = Counter()
    frames, said = _PngFrames(header), 0
    for kind, body in chunks:
        if kind == b"IDAT" or (kind in {b"fcTL", b"fdAT"} and seen[b"acTL"]):
            frames.add(kind, body)
        elif seen[b"IDAT"] or not _png_may_stay(kind, header):
            continue
        else:
            _check(not seen[kind], "a chunk again")
            body = _png_body(kind, body, header)  # noqa: PLW2901
            said = int.from_bytes(body[:4]) if kind == b"acTL" else said
        seen[kind] += 1
        yield _png_chunk(kind, body)
    frames.finish()
    _check(seen[b"fcTL"] == said, "frames that are not there")
    yield _png_chunk(b"IEND", b"")


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Give kind and content of the chunks before the end."""
    _take(data, 0, len(_PNG), _PNG)
    at = len(_PNG)
    while (kind := _take(data, at + 4, 4)) != b"IEND":
        length = int.from_bytes(data[at : at + 4])
        yield kind, _take(data, at + 8, length)
        at += length + 12


def _png_chunk(kind: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4) + kind + body + zlib.crc32(kind + body).to_bytes(4)


def _png_may_stay(kind: bytes, header: bytes) -> bool:
    """Tell whether a chunk before the pixels is needed with this header."""
    if kind == b"PLTE":
        return header[9] == 3
    if kind == b"tRNS":
        return header[9] in {0, 2, 3}
    return kind in _PNG_LENGTHS or kind == b"iCCP"


def _png_body(kind: bytes, body: bytes, header: bytes) -> bytes:
    """Give what stays of a chunk before the pixels."""
    colours = 1 << header[8]
    if kind == b"iCCP":
        packed = body[body.index(b"\0") + 2 :]
        unpacking = zlib.decompressobj()
        _check_profile(unpacking.decompress(packed, 4 * _PIECE))
        _check(unpacking.eof, "no profile")
        return _PNG_PROFILE + packed[: len(packed) - len(unpacking.unused_data)]
    if kind == b"PLTE":
        _check(len(body) % 3 == 0 and len(body) <= 3 * colours, "colours that none needs")
    elif kind == b"tRNS":
        right = len(body) <= colours if header[9] == 3 else len(body) == 2 + 2 * header[9]
        _check(right, "transparency that none needs")
    else:
        _check(len(body) == _PNG_LENGTHS[kind], "too long")
    return body


class _PngFrames:
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
            _check(len(body) == 26, "too long")
            self.finish()
            self._size = body[4:12]
            return
        if kind != self._kind:
            self._start(kind)
        body = body[4:] if kind == b"fdAT" else body
        while body:
            self._left -= len(self._unpacking.decompress(body, _PIECE))
            _check(self._left >= 0 and not self._unpacking.unused_data, "more than the picture")
            body = self._unpacking.unconsumed_tail

    def finish(self) -> None:
        """End the frame that was begun."""
        if self._kind:
            self._left -= len(self._unpacking.flush())
            _check(self._left == 0 and self._unpacking.eof, "not all pixels")
        self._kind = b""

    def _start(self, kind: bytes) -> None:
        self.finish()
        size = self._header[:8] if kind == b"IDAT" else self._size
        bits = _PNG_SAMPLES[self._header[9]] * self._header[8]
        passes = _PNG_PASSES if self._header[12] else _PNG_WHOLE
        width, height = int.from_bytes(size[:4]), int.from_bytes(size[4:])
        self._left = sum(
            -((y - height) // down) * (1 - (((x - width) // right) * bits) // 8)
            for x, y, right, down in passes
            if x < width and y < height
        )
        self._unpacking, self._kind = zlib.decompressobj(), kind


def _gif(data: bytes) -> Iterator[bytes]:
    _check(data[:6] in {b"GIF87a", b"GIF89a"}, "no GIF")
    at = 13 + _colours(data[10])
    yield _take(data, 0, at)
    control, looping = b"", False
    while data[at] != 0x3B:
        if data[at] == 0x2C:
            end = _blocks_end(data, at + 11 + _colours(data[at + 9]))
            yield control + data[at:end]
            control = b""
        else:
            _check(data[at] == 0x21, "no block")
            end = _blocks_end(data, at + 2)
            if data[at + 1] == 0xF9:
                control = _take(data, at, 3, b"\x21\xf9\x04") + _take(data, at + 3, 4) + b"\0"
            elif data[at + 1] == 0x01:
                control = b""  # it was for the text
            elif data[at + 3 : at + 16] in _GIF_LOOPS and not looping:
                looping = True
                yield _take(data, at, 3, b"\x21\xff\x0b") + _take(data, at + 3, 15) + b"\0"
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


def _webp(data: bytes) -> list[bytes]:
    _take(data, 0, 4, b"RIFF")
    _take(data, 8, 4, b"WEBP")
    chunks = _webp_chunks(data[: int.from_bytes(data[4:8], "little") + 8], 12)
    kind, body = chunks[0]
    kept = [_webp_chunk(kind, body)] if kind in {b"VP8 ", b"VP8L"} else _webp_parts(chunks)
    size = 4 + sum(map(len, kept))
    return [b"RIFF", size.to_bytes(4, "little"), b"WEBP", *kept]


def _webp_chunks(data: bytes, at: int) -> list[tuple[bytes, bytes]]:
    chunks = []
    while at < len(data):
        size = int.from_bytes(_take(data, at + 4, 4), "little")
        chunks.append((data[at : at + 4], _take(data, at + 8, size)))
        at += 8 + size + size % 2
    return chunks


def _webp_chunk(kind: bytes, body: bytes) -> bytes:
    return kind + len(body).to_bytes(4, "little") + body + b"\0" * (len(body) % 2)


def _webp_parts(chunks: list[tuple[bytes, bytes]]) -> list[bytes]:
    """Give what may stay of a file in the extended format."""
    (kind, head), *chunks = chunks
    _check(kind == b"VP8X" and len(head) == 10, "no head")
    flags = head[0] & (_WEBP_ALPHA | _WEBP_MOVING)
    kept = []
    profiles = [body for kind, body in chunks if kind == b"ICCP"]
    if profiles and head[0] & _WEBP_PROFILE:
        _check(len(profiles) == 1, "two profiles")
        _check_profile(profiles[0])
        kept.append(_webp_chunk(b"ICCP", profiles[0]))
        flags |= _WEBP_PROFILE
    if flags & _WEBP_MOVING:
        (loops,) = (body for kind, body in chunks if kind == b"ANIM")
        kept.append(_webp_chunk(b"ANIM", _take(loops, 0, 6)))
        for frame in (body for kind, body in chunks if kind == b"ANMF"):
            image = _webp_image(_webp_chunks(frame, 16))
            kept.append(_webp_chunk(b"ANMF", b"".join([frame[:16], *image])))
    else:
        image = _webp_image(chunks)
        flags |= _WEBP_ALPHA if len(image) == 2 else 0
        kept += image
    return [_webp_chunk(b"VP8X", bytes([flags, 0, 0, 0]) + head[4:]), *kept]


def _webp_image(chunks: list[tuple[bytes, bytes]]) -> list[bytes]:
    """Give the chunks of one image: its pixels, and before them the transparency, if any."""
    ((kind, body),) = (one for one in chunks if one[0] in {b"VP8 ", b"VP8L"})
    alpha = [_webp_chunk(*one) for one in chunks if one[0] == b"ALPH" and kind == b"VP8 "]
    _check(len(alpha) < 2, "transparency again")
    return [*alpha, _webp_chunk(kind, body)]


def _avif(data: bytes) -> list[bytes]:
    """Give the file as it is, once it is sure that nothing else is in it.

    Nothing is cut out: its parts are found by their distance from the file's beginning.
    """
    (brands, meta, pixels) = _avif_boxes(data, b"ftyp meta mdat")
    _check(len(brands) % 4 == 0 and brands[4:8] == bytes(4), "brands")
    named = {brands[at : at + 4] for at in range(0, len(brands), 4)}
    _check(named <= _AVIF_BRANDS | {bytes(4)}, "other brands")
    meta = _full(meta)
    alpha = any(kind == b"iref" for kind, _ in _boxes(meta))
    kinds = b"hdlr pitm iloc iinf iref iprp" if alpha else b"hdlr pitm iloc iinf iprp"
    handler, first, places, names, *links, properties = _avif_boxes(meta, kinds)
    _check(handler[:24] == bytes(8) + b"pict" + bytes(12), "no picture")
    _check(handler[24:] in _AVIF_NAMES, "a name")
    primary, items = _full(first), _avif_items(_full(names))
    _check(items[0] == primary and len(items) == 1 + alpha, "other items")
    if alpha:
        (link,) = _boxes(_full(links[0]))
        _check(link == (b"auxl", items[1] + b"\0\1" + primary), "other links")
    _avif_properties(properties, len(items))
    _avif_pixels(data, len(data) - len(pixels), items, _full(places))
    return [data]


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Give kind and content of each box."""
    at = 0
    while at < len(data):
        size = int.from_bytes(_take(data, at, 4))
        _check(size >= 8, "a box of another make")
        yield data[at + 4 : at + 8], _take(data, at, size)[8:]
        at += size


def _avif_boxes(data: bytes, kinds: bytes) -> list[bytes]:
    """Give the content of boxes that must be these, in this order."""
    boxes = list(_boxes(data))
    _check([kind for kind, _ in boxes] == kinds.split(), "other boxes")
    return [body for _, body in boxes]


def _full(body: bytes) -> bytes:
    """Give what stands behind version and flags, which must be 0."""
    _take(body, 0, 4, bytes(4))
    return body[4:]


def _avif_items(names: bytes) -> list[bytes]:
    """Give the numbers of the items, each of which must be an image."""
    items = list(_boxes(names[2:]))
    _check(names[:2] == len(items).to_bytes(2), "other items")
    for kind, body in items:
        _check(kind == b"infe" and body[:3] == b"\2\0\0" and body[3] < 2, "another item")
        _check(body[6:12] == b"\0\0av01" and body[12:] in _AVIF_NAMES, "another item")
    return [body[4:6] for _, body in items]


def _avif_properties(body: bytes, count: int) -> None:
    """Check what is said of the images: only what decoding and colour need."""
    properties, uses = _avif_boxes(body, b"ipco ipma")
    kinds: Counter[bytes] = Counter()
    for kind, said in _boxes(properties):
        kinds[kind] += 1
        if kind == b"av1C":
            _check(len(said) == 4, "more than the decoder's settings")
        elif kind == b"auxC":
            _check(_full(said) == _AVIF_ALPHA, "another use")
        elif kind == b"colr" and said[:4] == b"prof":
            _check_profile(said[4:])
        elif kind == b"colr":
            _check(said[:4] == b"nclx" and len(said) == 11, "other colours")
        else:
            _check(len(said) in _AVIF_LENGTHS[kind], "another property")
    _check(kinds.pop(b"colr", 0) <= 2 * count, "too many properties")
    _check(max(kinds.values()) <= count, "too many properties")
    _check(_full(uses)[:4] == count.to_bytes(4), "other uses")
    at = 8
    for _ in range(count):
        at += 3 + uses[at + 2]
    _check(at == len(uses), "other uses")


def _avif_pixels(data: bytes, start: int, items: list[bytes], places: bytes) -> None:
    """Check that the pixels' box holds the images, and each of them one frame."""
    file = BytesIO(places)
    sizes = _number(file, 1)
    _check(sizes == 0x44 and _number(file, 1) == 0, "other places")
    _check(_number(file, 2) == len(items), "other items")
    spans = []
    for item in items:
        _check(file.read(2) == item and _number(file, 2) == 0, "another item")
        _check(_number(file, 2) == 1, "in parts")
        at = _number(file, 4)
        spans.append((at, at + _number(file, 4)))
    _check(file.tell() == len(places), "other places")
    spans.sort()
    edges = [start, *(end for _, end in spans)]
    _check(edges == [*(at for at, _ in spans), len(data)], "not all of it is picture")
    for at, end in spans:
        kinds = bytes(_av1_units(data[at:end]))
        _check(re.fullmatch(_AV1_STILL, kinds) is not None, "more than a frame")


def _number(file: BytesIO, size: int) -> int:
    return int.from_bytes(_take(file.read(size), 0, size))


def _av1_units(data: bytes) -> Iterator[int]:
    """Give the kinds of the units of a stream (open bitstream units)."""
    at = 0
    while at < len(data):
        kind, plain = data[at] >> 3, data[at] & 7 == 2  # it says its size, and has no more head
        size, shift, at = 0, 0, at + 1
        _check(plain, "another unit")
        while True:
            size |= (data[at] & 0x7F) << shift
            shift, at = shift + 7, at + 1
            if not data[at - 1] & 0x80:
                break
        _check(shift <= 28 and at + size <= len(data), "broken off")
        _check({1: size <= _AV1_HEADER, 2: size == 0}.get(kind, True), "too long")
        yield kind
        at += size
