"""A small PDF writer: text at given positions with embedded subsets, boxes and rules."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field

from .fonts import PS_NAMES, Face, face, subset

KANGXI = {
    chr(b): chr(a)
    for a, b in zip(
        range(0x2F00, 0x2FD6),
        (
            0x4E00,
            0x4E28,
            0x4E36,
            0x4E3F,
            0x4E59,
            0x4E85,
            0x4E8C,
            0x4EA0,
            0x4EBA,
            0x513F,
            0x5165,
            0x516B,
            0x5182,
            0x5196,
            0x51AB,
            0x51E0,
            0x51F5,
            0x5200,
            0x529B,
            0x52F9,
            0x5315,
            0x531A,
            0x5338,
            0x5341,
            0x535C,
            0x5369,
            0x5382,
            0x53B6,
            0x53C8,
            0x53E3,
            0x56D7,
            0x571F,
            0x58EB,
            0x5902,
            0x590A,
            0x5915,
            0x5927,
            0x5973,
            0x5B50,
            0x5B80,
            0x5BF8,
            0x5C0F,
            0x5C22,
            0x5C38,
            0x5C6E,
            0x5C71,
            0x5DDB,
            0x5DE5,
            0x5DF1,
            0x5DFE,
            0x5E72,
            0x5E7A,
            0x5E7F,
            0x5EF4,
            0x5EFE,
            0x5F0B,
            0x5F13,
            0x5F50,
            0x5F61,
            0x5F73,
            0x5FC3,
            0x6208,
            0x6236,
            0x624B,
            0x652F,
            0x6534,
            0x6587,
            0x6597,
            0x65A4,
            0x65B9,
            0x65E0,
            0x65E5,
            0x66F0,
            0x6708,
            0x6728,
            0x6B20,
            0x6B62,
            0x6B79,
            0x6BB3,
            0x6BCB,
            0x6BD4,
            0x6BDB,
            0x6C0F,
            0x6C14,
            0x6C34,
            0x706B,
            0x722A,
            0x7236,
            0x723B,
            0x723F,
            0x7247,
            0x7259,
            0x725B,
            0x72AC,
            0x7384,
            0x7389,
            0x74DC,
            0x74E6,
            0x7518,
            0x751F,
            0x7528,
            0x7530,
            0x758B,
            0x7592,
            0x7676,
            0x767D,
            0x76AE,
            0x76BF,
            0x76EE,
            0x77DB,
            0x77E2,
            0x77F3,
            0x793A,
            0x79B8,
            0x79BE,
            0x7A74,
            0x7ACB,
            0x7AF9,
            0x7C73,
            0x7CF8,
            0x7F36,
            0x7F51,
            0x7F8A,
            0x7FBD,
            0x8001,
            0x800C,
            0x8012,
            0x8033,
            0x807F,
            0x8089,
            0x81E3,
            0x81EA,
            0x81F3,
            0x81FC,
            0x820C,
            0x821B,
            0x821F,
            0x826E,
            0x8272,
            0x8278,
            0x864D,
            0x866B,
            0x8840,
            0x884C,
            0x8863,
            0x897E,
            0x898B,
            0x89D2,
            0x8A00,
            0x8C37,
            0x8C46,
            0x8C55,
            0x8C78,
            0x8C9D,
            0x8D64,
            0x8D70,
            0x8DB3,
            0x8EAB,
            0x8ECA,
            0x8F9B,
            0x8FB0,
            0x8FB5,
            0x9091,
            0x9149,
            0x91C6,
            0x91CC,
            0x91D1,
            0x9577,
            0x9580,
            0x961C,
            0x96B6,
            0x96B9,
            0x96E8,
            0x9751,
            0x975E,
            0x9762,
            0x9769,
            0x97CB,
            0x97ED,
            0x97F3,
            0x9801,
            0x98A8,
            0x98DB,
            0x98DF,
            0x9996,
            0x9999,
            0x99AC,
            0x9AA8,
            0x9AD8,
            0x9ADF,
            0x9B25,
            0x9B2F,
            0x9B32,
            0x9B3C,
            0x9B5A,
            0x9CE5,
            0x9E75,
            0x9E7F,
            0x9EA5,
            0x9EBB,
            0x9EC3,
            0x9ECD,
            0x9ED1,
            0x9EF9,
            0x9EFD,
            0x9F0E,
            0x9F13,
            0x9F20,
            0x9F3B,
            0x9F4A,
            0x9F52,
            0x9F8D,
            0x9F9C,
            0x9FA0,
        ),
        strict=False,
    )
}
KANGXI.update(
    {
        "长": "⻓",
        "门": "⻔",
        "鱼": "⻥",
        "见": "⻅",
        "西": "⻄",
        "青": "⻘",
        "马": "⻢",
        "车": "⻋",
        "贝": "⻉",
        "页": "⻚",
        "风": "⻛",
        "飞": "⻜",
        "齐": "⻬",
        "龙": "⻰",
        "民": "⺠",
        "食": "⻝",
    }
)

SPARE_SPACE = 0xFFF0  # a code that only says how wide a space is


@dataclass
class FontUse:
    """One font of a document: its codes so far, and how its descriptor is written."""

    source: Face
    name: str
    kangxi: bool
    junk: str | None
    codes: dict[str, int] = field(default_factory=dict)
    gids: list[int] = field(default_factory=lambda: [0])

    def code(self, char: str) -> int:
        """The code of a character, given out on first use."""
        found = self.codes.get(char)
        if found is None:
            found = len(self.gids)
            self.codes[char] = found
            glyph = " " if char == self.junk else char
            self.gids.append(self.source.cmap.get(ord(glyph), 0))
        return found


class Document:
    """Pages of positioned text. Coordinates are points from the top left corner."""

    def __init__(
        self,
        *,
        space_width: int | None,
        font_box: float | None,
        kangxi_faces: frozenset[str] = frozenset(),
        junk: str | None = None,
        style: str = "td",
    ) -> None:
        self.space_width = space_width
        self.font_box = font_box
        self.kangxi_faces = kangxi_faces
        self.junk = junk
        self.style = style
        self.fonts: dict[str, FontUse] = {}
        self.pages: list[tuple[float, float, list[str]]] = []

    def page(self, width: float, height: float) -> None:
        """Start a page."""
        self.pages.append((width, height, []))

    def use(self, key: str) -> FontUse:
        """The document's font of this name."""
        found = self.fonts.get(key)
        if found is None:
            source = face(key.partition("#")[0])
            found = FontUse(source, f"F{len(self.fonts) + 1}", key in self.kangxi_faces, self.junk)
            self.fonts[key] = found
        return found

    def rect(self, x: float, y: float, w: float, h: float, grey: float) -> None:
        """A filled box."""
        height, out = self.pages[-1][1], self.pages[-1][2]
        out.append(f"{grey:.2f} g {x:.2f} {height - y - h:.2f} {w:.2f} {h:.2f} re f 0 g")

    def frame(self, x: float, y: float, w: float, h: float, line: float) -> None:
        """An outlined box."""
        height, out = self.pages[-1][1], self.pages[-1][2]
        out.append(f"{line:.2f} w {x:.2f} {height - y - h:.2f} {w:.2f} {h:.2f} re S")

    def text(self, font: FontUse, size: float, chars: str, xs: list[float], y: float) -> None:
        """Characters at their own x, on the baseline y."""
        height, out = self.pages[-1][1], self.pages[-1][2]
        source = font.source
        codes = [f"{font.code(c):04X}" for c in chars]
        gaps = [
            xs[n + 1] - xs[n] - source.width(" " if chars[n] == self.junk else chars[n]) * size
            for n in range(len(xs) - 1)
        ]
        head = f"BT /{font.name} {size:.2f} Tf 1 0 0 1 {xs[0]:.3f} {height - y:.3f} Tm "
        if not any(g > 0.01 or g < -0.01 for g in gaps):
            out.append(f"{head}<{''.join(codes)}> Tj ET")
        elif self.style == "td":
            parts = [f"<{codes[0]}> Tj"]
            parts += [f"{xs[n] - xs[n - 1]:.3f} 0 Td <{codes[n]}> Tj" for n in range(1, len(codes))]
            out.append(head + " ".join(parts) + " ET")
        else:
            base = 0.0
            if self.style == "tc":
                base = sorted(gaps)[len(gaps) // 2]
                if base < 0.01:
                    base = 0.0
            unit = -1000 / size
            parts = []
            for code, gap in zip(codes, gaps, strict=False):
                rest = gap - base
                parts.append(code)
                if rest > 0.01 or rest < -0.01:
                    parts.append(f">{rest * unit:.1f}<")
            parts.append(codes[-1])
            body = "".join(parts)
            spacing = f"{base:.3f} Tc " if self.style == "tc" else ""
            after = " 0 Tc" if spacing else ""
            out.append(f"{head}{spacing}[<{body}>] TJ{after} ET")

    def _font_objects(self, font: FontUse, first: int) -> list[bytes]:
        source, scale = font.source, 1000 / font.source.upem
        tag = "".join(chr(65 + (ord(c) * 7) % 26) for c in (font.name + "AAAAAA")[:6])
        name = f"{tag}+{PS_NAMES[source.key]}"
        widths, uni = [], []
        for char, code in font.codes.items():
            w = source.advances[font.gids[code]] * scale
            if abs(w - 1000) > 0.5:
                widths.append(f"{code}[{w:g}]")
            said = KANGXI.get(char, char) if font.kangxi else char
            uni.append(f"<{code:04X}> <{said.encode('utf-16-be').hex().upper()}>")
        if self.space_width is not None:
            widths.append(f"{SPARE_SPACE}[{self.space_width}]")
            uni.append(f"<{SPARE_SPACE:04X}> <0020>")
        blocks = "\n".join(
            f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar"
            for part in (uni[n : n + 100] for n in range(0, len(uni), 100))
        )
        cmap = (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
            "/CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def\n"
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
            "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
            f"{blocks}\nendcmap CMapName currentdict /CMap defineresource pop end end"
        )
        if self.font_box is None:
            box, cap = source.bbox, source.ascent * 0.78
        else:
            box = (-100, -300, 1100, round(self.font_box * 1000) - 300)
            cap = self.font_box * 500
        data = zlib.compress(subset(source, font.gids), 1)
        return [
            f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H"
            f"/DescendantFonts[{first + 1} 0 R]/ToUnicode {first + 3} 0 R>>".encode(),
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo<</Ordering(Identity)"
            f"/Registry(Adobe)/Supplement 0>>/CIDToGIDMap/Identity/DW 1000/FontDescriptor "
            f"{first + 2} 0 R/W[{''.join(widths)}]>>".encode(),
            f"<</Type/FontDescriptor/FontName/{name}/Flags 4/Ascent {source.ascent:g}/Descent "
            f"{source.descent:g}/CapHeight {cap:g}/ItalicAngle 0/StemV 80/FontBBox[{box[0]} "
            f"{box[1]} {box[2]} {box[3]}]/FontFile2 {first + 4} 0 R>>".encode(),
            stream(cmap.encode()),
            stream(data, packed=True),
        ]

    def bytes(self) -> bytes:
        """The whole file."""
        objects: list[bytes] = [b"<</Type/Catalog/Pages 2 0 R>>", b""]
        fonts, kids = [], []
        for font in self.fonts.values():
            fonts.append(f"/{font.name} {len(objects) + 1} 0 R")
            objects += self._font_objects(font, len(objects) + 1)
        for width, height, out in self.pages:
            n = len(objects) + 1
            kids.append(f"{n} 0 R")
            objects.append(
                f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width:.2f} {height:.2f}]/Contents "
                f"{n + 1} 0 R/Resources<</Font<<{''.join(fonts)}>>>>>>".encode()
            )
            objects.append(stream("\n".join(out).encode()))
        objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>".encode()
        data, places = bytearray(b"%PDF-1.4\n"), []
        for n, body in enumerate(objects, 1):
            places.append(len(data))
            data += b"%d 0 obj\n%b\nendobj\n" % (n, body)
        start = len(data)
        data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        data += b"".join(b"%010d 00000 n \n" % p for p in places)
        data += b"trailer <</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
            len(objects) + 1,
            start,
        )
        return bytes(data)


def stream(data: bytes, packed: bool = False) -> bytes:
    """A stream object's body, deflated."""
    if not packed:
        data = zlib.compress(data, 1)
    return b"<</Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (len(data), data)
