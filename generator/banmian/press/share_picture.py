"""The share picture (分享图): an issue's name, date and main headline, set in type.

What must be seen stands in the square in the middle, which is all that WeChat shows. One colour on
another in four steps: a small file, quickly made. The same cover and face give the same bytes.
"""

import hashlib
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from banmian.model.cover import HEIGHT, WIDTH, Cover
from banmian.model.issue import Day
from banmian.press.cache import cached
from banmian.press.fonts import Face
from banmian.text.headline_lines import set_headline

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

WELL_KNOWN = (
    "/usr/share/fonts/opentype/noto/NotoSerifCJK-Black.ttc",
    "/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc",
    "/usr/share/fonts/noto-cjk/NotoSerifCJK-Bold.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Bold.ttc",
    "/usr/share/fonts/google-noto-serif-cjk-vf-fonts/NotoSerifCJK-VF.ttc",
    "/usr/share/fonts/google-noto-sans-cjk-vf-fonts/NotoSansCJK-VF.ttc",
    "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/System/Library/Fonts/Supplemental/Songti.ttc",
    "/System/Library/Fonts/PingFang.ttc",
    "/System/Library/Fonts/STHeiti Medium.ttc",
    "C:/Windows/Fonts/NotoSerifSC-VF.ttf",
    "C:/Windows/Fonts/msyhbd.ttc",
    "C:/Windows/Fonts/simhei.ttf",
)
"""Where systems keep their Chinese faces; the first that is there sets the pictures."""

_COLOURS = {
    Day.ORDINARY: ((0xFC, 0xFC, 0xFA), (0x17, 0x19, 0x1B)),
    Day.FESTIVE: ((0xA8, 0x1C, 0x1A), (0xFF, 0xF3, 0xD6)),
    Day.MOURNING: ((0x3A, 0x3A, 0x3A), (0xF2, 0xF2, 0xF2)),
}
"""Ground and type of each kind of day."""
_STEPS = 4
_SIDE = 60
_SQUARE = 570  # of the 630 in the middle that WeChat shows
_SIZES = ((96, 2), (80, 3), (72, 3), (62, 4), (54, 4), (46, 5), (40, 6))
"""Pixels of the headline's type, and how many lines of it there is room for."""
_SMALLER = 3.0
"""What a size less is worth, in the price of breaks."""
_LEADING = 1.26
_LINE, _TOP, _FOOT = 206, 264, HEIGHT - 42
"""Heights of the rules above the date, above the headline and below it."""
_RECIPE = "1"  # another number when the code changes
_RUNS = 3  # Z_RLE: twice as quick as the rest, and no larger where most is ground


def share_picture(cover: Cover, face: Face, cache: Path) -> bytes:
    """Make a share picture, or take what was made of this cover before.

    `cache` is the folder of what was made before; it may be deleted at any time.
    """
    import PIL  # noqa: PLC0415

    said = (cover.name, cover.date, cover.number, cover.headline, cover.day.value)
    recipe = repr((_RECIPE, PIL.__version__, face.print, said))
    entry = cache / f"{hashlib.sha256(recipe.encode()).hexdigest()}.share"
    return cached(entry, lambda: draw(cover, face))


def draw(cover: Cover, face: Face) -> bytes:
    """Set a share picture, a PNG of `WIDTH` by `HEIGHT`."""
    from PIL import ImageDraw  # noqa: PLC0415

    line = " · ".join(filter(None, (cover.date, cover.number)))
    image = _nameplate(cover.name, bool(line), face).copy()
    pen = ImageDraw.Draw(image)
    if line:
        _set(pen, (line,), _LINE, _TOP, _fitting(line, 32, 16), face)
    if cover.headline:
        size, lines = _headline(cover.headline)
        _set(pen, lines, _TOP, _FOOT, size, face)
    return _encoded(image.point(_TABLE), cover.day)


@lru_cache(maxsize=2)
def _nameplate(name: str, dated: bool, face: Face) -> "Image":
    """Set what stands on every picture; `dated`: with room for a date and a headline below."""
    from PIL import Image, ImageDraw  # noqa: PLC0415

    image = Image.new("L", (WIDTH, HEIGHT))
    pen = ImageDraw.Draw(image)
    _rule(pen, 40, 8)
    _rule(pen, 54, 2)
    _rule(pen, _FOOT, 2)
    if dated:
        _rule(pen, _LINE, 2)
        _rule(pen, _TOP, 2)
    _set(pen, (name,), 56, _LINE if dated else _FOOT, _fitting(name, 100, 24), face)
    return image


_TABLE = [round(value * (_STEPS - 1) / 255) for value in range(256)]


def _encoded(image: "Image", day: Day) -> bytes:
    ground, ink = _COLOURS[day]
    image.putpalette(
        [
            a + (b - a) * n // (_STEPS - 1)
            for n in range(_STEPS)
            for a, b in zip(ground, ink, strict=True)
        ]
    )
    file = BytesIO()
    image.save(file, "PNG", bits=2, compress_type=_RUNS)
    return file.getvalue()


def _rule(pen: "ImageDraw", top: int, height: int) -> None:
    pen.rectangle((_SIDE, top, WIDTH - _SIDE - 1, top + height - 1), fill=255)


def _headline(text: str) -> tuple[int, tuple[str, ...]]:
    """Give the type that suits a headline best, and its lines; what there is no room for is cut."""
    best: tuple[float, int, tuple[str, ...]] | None = None
    for rank, (size, most) in enumerate(_SIZES):
        if best and rank * _SMALLER >= best[0]:
            break
        one = set_headline(text, _SQUARE / size, most)
        if one and (best is None or one.cost + rank * _SMALLER < best[0]):
            best = (one.cost + rank * _SMALLER, size, one.lines)
    if best is None:
        return _headline(text[: len(text) * 3 // 4].rstrip("，、；：…— ") + "…")
    return best[1:]


def _fitting(text: str, size: int, least: int) -> int:
    """Give the type in which a line fits the square, as far as it does."""
    while size > least and not set_headline(text, _SQUARE / size, 1):
        size -= 4
    return size


def _set(
    pen: "ImageDraw", lines: tuple[str, ...], top: int, bottom: int, size: int, face: Face
) -> None:
    """Set lines in the middle between two heights."""
    leading = round(size * _LEADING)
    first = (top + bottom) // 2 - leading * (len(lines) - 1) // 2
    for n, line in enumerate(lines):
        place = (WIDTH // 2, first + n * leading)
        pen.text(place, line, fill=255, font=_font(face, size), anchor="mm")


@lru_cache(maxsize=16)
def _font(face: Face, size: int) -> "FreeTypeFont":
    from PIL import ImageFont  # noqa: PLC0415

    basic = ImageFont.Layout.BASIC
    return ImageFont.truetype(face.path, size, face.number(), layout_engine=basic)
