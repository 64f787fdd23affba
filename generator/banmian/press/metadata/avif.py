"""What may be in an AVIF: one image, its transparency and its colours."""

import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO

from banmian.press.metadata.icc import check_profile
from banmian.press.metadata.strict import check, take

_BRANDS = frozenset(b"avif mif1 miaf MA1A MA1B".split())
_NAMES = frozenset({b"\0", b"libavif\0", b"Color\0", b"Alpha\0"})
_ALPHA = b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0"
_LENGTHS = {b"ispe": {12}, b"pixi": {6, 8}, b"pasp": {8}, b"clli": {4}}
_STILL = rb"\x02?\x01(\x06|\x03\x04+)"  # kinds of units: one frame, no metadata, no padding
_HEADER = 24  # bytes: more than that of any single picture takes


def avif_parts(data: bytes) -> list[bytes]:
    """Give the file as it is, once it is sure that nothing else is in it.

    Nothing is cut out: its parts are found by their distance from the file's beginning.

    Raises:
        LookupError, ValueError: when something else is in it.
    """
    (brands, meta, pixels) = _these_boxes(data, b"ftyp meta mdat")
    check(len(brands) % 4 == 0 and brands[4:8] == bytes(4), "brands")
    named = {brands[at : at + 4] for at in range(0, len(brands), 4)}
    check(named <= _BRANDS | {bytes(4)}, "other brands")
    meta = _full(meta)
    alpha = any(kind == b"iref" for kind, _ in _boxes(meta))
    kinds = b"hdlr pitm iloc iinf iref iprp" if alpha else b"hdlr pitm iloc iinf iprp"
    handler, first, places, names, *links, properties = _these_boxes(meta, kinds)
    check(handler[:24] == bytes(8) + b"pict" + bytes(12), "no picture")
    check(handler[24:] in _NAMES, "a name")
    primary, items = _full(first), _items(_full(names))
    check(items[0] == primary and len(items) == 1 + alpha, "other items")
    if alpha:
        (link,) = _boxes(_full(links[0]))
        check(link == (b"auxl", items[1] + b"\0\1" + primary), "other links")
    _properties(properties, len(items))
    _pixels(data, len(data) - len(pixels), items, _full(places))
    return [data]


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Give kind and content of each box."""
    at = 0
    while at < len(data):
        size = int.from_bytes(take(data, at, 4))
        check(size >= 8, "a box of another make")
        yield data[at + 4 : at + 8], take(data, at, size)[8:]
        at += size


def _these_boxes(data: bytes, kinds: bytes) -> list[bytes]:
    """Give the content of boxes that must be these, in this order."""
    boxes = list(_boxes(data))
    check([kind for kind, _ in boxes] == kinds.split(), "other boxes")
    return [body for _, body in boxes]


def _full(body: bytes) -> bytes:
    """Give what stands behind version and flags, which must be 0."""
    take(body, 0, 4, bytes(4))
    return body[4:]


def _items(names: bytes) -> list[bytes]:
    """Give the numbers of the items, each of which must be an image."""
    items = list(_boxes(names[2:]))
    check(names[:2] == len(items).to_bytes(2), "other items")
    for kind, body in items:
        check(kind == b"infe" and body[:3] == b"\2\0\0" and body[3] < 2, "another item")
        check(body[6:12] == b"\0\0av01" and body[12:] in _NAMES, "another item")
    return [body[4:6] for _, body in items]


def _properties(body: bytes, count: int) -> None:
    """Check what is said of the images: only what decoding and colour need."""
    properties, uses = _these_boxes(body, b"ipco ipma")
    kinds: Counter[bytes] = Counter()
    for kind, said in _boxes(properties):
        kinds[kind] += 1
        if kind == b"av1C":
            check(len(said) == 4, "more than the decoder's settings")
        elif kind == b"auxC":
            check(_full(said) == _ALPHA, "another use")
        elif kind == b"colr" and said[:4] == b"prof":
            check_profile(said[4:])
        elif kind == b"colr":
            check(said[:4] == b"nclx" and len(said) == 11, "other colours")
        else:
            check(len(said) in _LENGTHS[kind], "another property")
    check(kinds.pop(b"colr", 0) <= 2 * count, "too many properties")
    check(max(kinds.values()) <= count, "too many properties")
    check(_full(uses)[:4] == count.to_bytes(4), "other uses")
    at = 8
    for _ in range(count):
        at += 3 + uses[at + 2]
    check(at == len(uses), "other uses")


def _pixels(data: bytes, start: int, items: list[bytes], places: bytes) -> None:
    """Check that the pixels' box holds the images, and each of them one frame."""
    file = BytesIO(places)
    sizes = _number(file, 1)
    check(sizes == 0x44 and _number(file, 1) == 0, "other places")
    check(_number(file, 2) == len(items), "other items")
    spans = []
    for item in items:
        check(file.read(2) == item and _number(file, 2) == 0, "another item")
        check(_number(file, 2) == 1, "in parts")
        at = _number(file, 4)
        spans.append((at, at + _number(file, 4)))
    check(file.tell() == len(places), "other places")
    spans.sort()
    edges = [start, *(end for _, end in spans)]
    check(edges == [*(at for at, _ in spans), len(data)], "not all of it is picture")
    for at, end in spans:
        kinds = bytes(_units(data[at:end]))
        check(re.fullmatch(_STILL, kinds) is not None, "more than a frame")


def _number(file: BytesIO, size: int) -> int:
    return int.from_bytes(take(file.read(size), 0, size))


def _units(data: bytes) -> Iterator[int]:
    """Give the kinds of the units of a stream (open bitstream units)."""
    at = 0
    while at < len(data):
        kind, plain = data[at] >> 3, data[at] & 7 == 2  # it says its size, and has no more head
        size, shift, at = 0, 0, at + 1
        check(plain, "another unit")
        while True:
            size |= (data[at] & 0x7F) << shift
            shift, at = shift + 7, at + 1
            if not data[at - 1] & 0x80:
                break
        check(shift <= 28 and at + size <= len(data), "broken off")
        check({1: size <= _HEADER, 2: size == 0}.get(kind, True), "too long")
        yield kind
        at += size
