"""TrueType fonts: metrics, and a fast subsetter for embedding (no fontTools on the hot path)."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module

from .places import find

FONT_FILES: dict[str, tuple[str, int]] = {
    "zenhei": ("wqy-zenhei.ttc", 0),
    "microhei": ("wqy-microhei.ttc", 0),
    "ukai": ("ukai.ttc", 0),
}
FONT_NAMES = {
    "zenhei": "WenQuanYi Zen Hei",
    "microhei": "WenQuanYi Micro Hei",
    "ukai": "AR PL UKai CN",
}
PS_NAMES = {"zenhei": "WenQuanYiZenHei", "microhei": "WenQuanYiMicroHei", "ukai": "UKaiCN"}


@dataclass
class Face:
    """The parts of a font file that typesetting and embedding need."""

    key: str
    upem: int
    ascent: float
    descent: float
    bbox: tuple[int, int, int, int]
    cmap: dict[int, int]
    advances: list[int]
    bearings: list[int]
    loca: list[int]
    glyf: bytes
    head: bytes
    hhea: bytes
    maxp: bytes
    em: dict[str, float] = field(default_factory=dict)

    def has(self, char: str) -> bool:
        """Whether the font has a glyph for the character."""
        return ord(char) in self.cmap

    def width(self, char: str) -> float:
        """Advance width in em."""
        value = self.em.get(char)
        if value is None:
            gid = self.cmap.get(ord(char), 0)
            value = self.advances[gid] / self.upem
            self.em[char] = value
        return value

    def glyph(self, gid: int) -> bytes:
        """Raw outline of a glyph."""
        return self.glyf[self.loca[gid] : self.loca[gid + 1]]


def face(key: str) -> Face:
    """A face by its key; what follows a # in the key only tells two uses of it apart."""
    return _load(key.partition("#")[0])


@cache
def _load(key: str) -> Face:
    """Load a face once."""
    name, number = FONT_FILES[key]
    path = find("fonts", name)
    if path is None:
        raise FileNotFoundError(name)
    library = import_module("fontTools.ttLib")  # late, so that --help needs nothing
    font = library.TTCollection(path, lazy=True).fonts[number]
    order = font.getGlyphOrder()
    ids = {name: gid for gid, name in enumerate(order)}
    metrics = font["hmtx"].metrics
    head, hhea = font["head"], font["hhea"]
    upem = head.unitsPerEm
    scale = 1000 / upem
    reader = font.reader
    return Face(
        key=key,
        upem=upem,
        ascent=hhea.ascent * scale,
        descent=hhea.descent * scale,
        bbox=(
            round(head.xMin * scale),
            round(head.yMin * scale),
            round(head.xMax * scale),
            round(head.yMax * scale),
        ),
        cmap={code: ids[name] for code, name in font.getBestCmap().items()},
        advances=[metrics[name][0] for name in order],
        bearings=[metrics[name][1] for name in order],
        loca=list(font["loca"].locations),
        glyf=reader["glyf"],
        head=reader["head"],
        hhea=reader["hhea"],
        maxp=reader["maxp"],
    )


def _components(data: bytes) -> list[tuple[int, int]]:
    """(offset, gid) of the components of a composite glyph, none for a simple one."""
    if len(data) < 10 or struct.unpack_from(">h", data)[0] >= 0:
        return []
    found, at = [], 10
    while True:
        flags, gid = struct.unpack_from(">HH", data, at)
        found.append((at + 2, gid))
        at += 4 + (4 if flags & 1 else 2)
        at += 2 if flags & 8 else 4 if flags & 0x40 else 8 if flags & 0x80 else 0
        if not flags & 0x20:
            return found


def subset(source: Face, gids: list[int]) -> bytes:
    """A TrueType file whose glyph n is glyph gids[n] of the source (gids[0] should be 0)."""
    place = {gid: n for n, gid in reversed(list(enumerate(gids)))}
    todo, outlines = list(gids), []
    n = 0
    while n < len(todo):
        data = source.glyph(todo[n])
        parts = _components(data)
        if parts:
            buffer = bytearray(data)
            for at, gid in parts:
                if gid not in place:
                    place[gid] = len(todo)
                    todo.append(gid)
                struct.pack_into(">H", buffer, at, place[gid])
            data = bytes(buffer)
        outlines.append(data + b"\0" * (-len(data) % 4))
        n += 1
    loca, at = [0], 0
    for data in outlines:
        at += len(data)
        loca.append(at)
    count = len(todo)
    head = bytearray(source.head)
    struct.pack_into(">h", head, 50, 1)  # long loca
    hhea = bytearray(source.hhea)
    struct.pack_into(">H", hhea, 34, count)
    maxp = bytearray(source.maxp)
    struct.pack_into(">H", maxp, 4, count)
    tables = {
        b"glyf": b"".join(outlines) or b"\0\0\0\0",
        b"head": bytes(head),
        b"hhea": bytes(hhea),
        b"hmtx": b"".join(struct.pack(">Hh", source.advances[g], source.bearings[g]) for g in todo),
        b"loca": struct.pack(f">{count + 1}I", *loca),
        b"maxp": bytes(maxp),
    }
    power = 4
    out = bytearray(struct.pack(">IHHHH", 0x10000, 6, 16 * power, 2, 96 - 16 * power))
    offset = 12 + 16 * len(tables)
    body = bytearray()
    for tag, data in sorted(tables.items()):
        out += struct.pack(">4sIII", tag, 0, offset + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    return bytes(out + body)
