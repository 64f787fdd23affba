"""Pictures: made ready for the screen, without anything that is not picture."""

import contextlib
import hashlib
import re
import shutil
import subprocess
import sys
import zlib
from collections.abc import Callable
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, PngImagePlugin
from playwright.sync_api import Browser

from banmian.app.checking import check
from banmian.app.project import Project
from banmian.press.pictures import KINDS, BrokenPictureError, make_ready
from edition import run, tree

PRIVATE = "PRIVATE-39.9042N-116.4074E"
ARTICLE = """\
+++
id = "picture1"
headline = "图"
placements = [{{ page = "1", position = 90 }}]
slug = "pictures"
+++

{body}
"""


class Edition:
    """A copy of the sample with an article that shows pictures."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.images = root / "site" / "content" / "2021-06" / "images"
        self.images.mkdir()

    def show(self, body: str) -> None:
        """Let the article have this body."""
        (self.images.parent / "1-pictures.md").write_text(ARTICLE.format(body=body), "utf-8")

    def build(self) -> dict[str, bytes]:
        """Build; give the published pictures of the issue by name."""
        assert run("build", "--project", self.root, "--quiet") == 0
        folder = self.public / "2021-06" / "images"
        return tree(folder) if folder.is_dir() else {}

    def published(self, name: str, content: bytes) -> dict[str, bytes]:
        """Let the article show one picture, and build."""
        (self.images / name).write_bytes(content)
        self.show(f'![一枚邮票](images/{name} "李四 摄")\n邮票的票样。')
        return self.build()

    @property
    def public(self) -> Path:
        return self.root / "site" / "public"

    @property
    def html(self) -> str:
        return (self.public / "2021-06" / "pictures" / "index.html").read_text("utf-8")

    def found(self) -> set[tuple[str, str]]:
        return {(one.code, str(one.where)) for one in check(Project(self.root))}


@pytest.fixture
def edition(sample: Path) -> Edition:
    return Edition(sample)


def drawn(mode: str, width: int, height: int) -> Image.Image:
    """A picture that is not all alike: its upper left quarter is red, black where there is none."""
    picture = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    picture.paste((255, 0, 0), (0, 0, max(1, width // 2), max(1, height // 2)))
    return picture.convert(mode)


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    file = BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def opened(content: bytes) -> Image.Image:
    picture = Image.open(BytesIO(content))
    picture.load()
    return picture


def exif(orientation: int = 1) -> Image.Exif:
    data = Image.Exif()
    data[0x0112] = orientation
    data[0x013B] = PRIVATE  # artist
    data.get_ifd(0x8825)[29] = PRIVATE  # of the GPS data
    return data


def tags(html: str, name: str) -> list[dict[str, str | None]]:
    found = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag == name:
                found.append(dict(attrs))

    Reader().feed(html)
    return found


def with_text(picture: Image.Image) -> bytes:
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", PRIVATE)
    text.add_itxt("XML:com.adobe.xmp", f"<x>{PRIVATE}</x>")
    return saved(picture, "PNG", pnginfo=text, exif=exif())


def moving(kind: str, **options: object) -> bytes:
    frames = [Image.new("RGB", (40, 20), colour) for colour in ("red", "green", "blue")]
    return saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=80, **options)


def moving_gif() -> bytes:
    """A GIF with a comment and, as cameras' programs write it, XMP."""
    gif = moving("GIF", comment=PRIVATE.encode(), loop=0)
    block = PRIVATE.encode()
    xmp = b"\x21\xff\x0bXMP DataXMP" + bytes([len(block)]) + block + b"\0"
    return gif[:-1] + xmp + b"\x3b" + PRIVATE.encode()


XMP = f"<x:xmpmeta>{PRIVATE}</x:xmpmeta>".encode()
TELLING = {
    "a.jpg": lambda: saved(drawn("RGB", 64, 48), "JPEG", exif=exif(), comment=PRIVATE, xmp=XMP),
    "turned.jpg": lambda: saved(drawn("RGB", 64, 48), "JPEG", exif=exif(6), comment=PRIVATE),
    "wide.jpg": lambda: saved(drawn("RGB", 2000, 300), "JPEG", exif=exif(), comment=PRIVATE),
    "grey.jpeg": lambda: saved(drawn("L", 2000, 30), "JPEG", exif=exif(3), xmp=XMP),
    "print.jpg": lambda: saved(drawn("CMYK", 64, 48), "JPEG", exif=exif(), xmp=XMP),
    "behind.jpg": lambda: saved(drawn("RGB", 64, 48), "JPEG") + PRIVATE.encode(),
    "a.png": lambda: with_text(drawn("RGBA", 64, 48)),
    "wide.png": lambda: with_text(drawn("P", 2000, 30)),
    "a.gif": lambda: saved(drawn("P", 64, 48), "GIF", comment=PRIVATE.encode()),
    "wide.gif": lambda: saved(drawn("P", 2000, 30), "GIF", comment=PRIVATE.encode()),
    "moving.gif": moving_gif,
    "a.webp": lambda: saved(drawn("RGB", 64, 48), "WEBP", exif=exif(), xmp=XMP),
    "moving.webp": lambda: moving("WEBP", exif=exif().tobytes(), xmp=XMP),
    "moving.png": lambda: moving("PNG", exif=exif()),
    "a.avif": lambda: saved(drawn("RGB", 64, 48), "AVIF", exif=exif(), xmp=XMP),
}


@pytest.mark.parametrize("name", TELLING)
def test_nothing_is_published_that_is_not_picture(edition: Edition, name: str) -> None:
    source = TELLING[name]()
    assert PRIVATE.encode() in source
    files = edition.published(name, source)
    assert name in files
    for content in files.values():
        assert PRIVATE.encode() not in content
        picture = opened(content)
        assert not picture.getexif()
        assert not {"exif", "xmp", "comment"} & set(picture.info)


SECRET = b"SECRET: seen in Tiananmen Square at 39.9042N 116.4074E by Li Si"
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
NOISE = Image.effect_noise((64, 48), 80)


def coloured(mode: str) -> Image.Image:
    """A picture with noise in it, so that each pixel counts, and with half transparent ones."""
    picture = Image.merge("RGB", [NOISE, NOISE.rotate(180), drawn("L", 64, 48)])
    if mode in {"RGBA", "LA"}:
        picture.putalpha(NOISE)
    return picture.convert(mode)


def segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + (len(body) + 2).to_bytes(2) + body


def chunk(kind: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4) + kind + body + zlib.crc32(kind + body).to_bytes(4)


def riff(kind: bytes, body: bytes) -> bytes:
    return kind + len(body).to_bytes(4, "little") + body + b"\0" * (len(body) % 2)


def box(kind: bytes, body: bytes) -> bytes:
    return (len(body) + 8).to_bytes(4) + kind + body


def extension(label: int, *blocks: bytes) -> bytes:
    return bytes([0x21, label]) + b"".join(bytes([len(one)]) + one for one in blocks) + b"\0"


def jpeg(**options: object) -> bytes:
    return saved(coloured("RGB"), "JPEG", **{"quality": 90, **options})


def png(mode: str = "RGBA", **options: object) -> bytes:
    return saved(coloured(mode), "PNG", **options)


def gif() -> bytes:
    return saved(coloured("P"), "GIF")


def webp(mode: str = "RGB", **options: object) -> bytes:
    return saved(coloured(mode), "WEBP", **{"quality": 90, **options})


def extended() -> bytes:
    """A WebP with a head, transparency and a profile."""
    return webp("RGBA", icc_profile=PROFILE)


def avif(mode: str = "RGB", **options: object) -> bytes:
    return saved(coloured(mode), "AVIF", **options)


def with_riff(data: bytes, at: int, part: bytes) -> bytes:
    """Put a part into a RIFF file, whose head says its length."""
    body = data[8:at] + part + data[at:]
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def with_idat(behind: bytes, pixels: bytes) -> bytes:
    """A PNG with more pixels than its size says, and with bytes behind their packed form."""
    head, rest = png()[:33], zlib.compress(bytes(48 * (1 + 64 * 4)) + pixels)
    return head + chunk(b"IDAT", rest + behind) + chunk(b"IEND", b"")


def interlaced(width: int, height: int, size: int) -> bytes:
    """An interlaced PNG in grey, whose pixels take so many bytes."""
    head = width.to_bytes(4) + height.to_bytes(4) + b"\x08\0\0\0\1"
    pixels = zlib.compress(bytes(size))
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def with_frame_part(kind: bytes) -> bytes:
    """A moving WebP with a chunk inside its first frame."""
    data = moving("WEBP", lossless=True)
    at = data.index(b"ANMF")
    size = int.from_bytes(data[at + 4 : at + 8], "little")
    frame = data[at + 8 : at + 8 + size] + riff(kind, SECRET)
    body = data[8:at] + riff(b"ANMF", frame) + data[at + 8 + size + size % 2 :]
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def with_meta_part(data: bytes, part: bytes) -> bytes:
    """An AVIF with a box more in its meta box, the pixels found again."""
    at = data.index(b"meta") - 4
    size = int.from_bytes(data[at : at + 4])
    meta = bytearray(box(b"meta", data[at + 8 : at + size] + part))
    start = (len(data) - len(data[at + size + 8 :])).to_bytes(4)
    moved = (int.from_bytes(start) + len(part)).to_bytes(4)
    where = meta.index(start)
    meta[where : where + 4] = moved
    return data[:at] + bytes(meta) + data[at + size :]


def named(data: bytes) -> bytes:
    """An AVIF whose image has a name of its own, as long as the one it had."""
    padded = data.index(b"Color\0")
    return data[:padded] + SECRET[:5] + data[padded + 5 :]


def before_end(data: bytes, part: bytes, end: int) -> bytes:
    return data[:-end] + part + data[-end:]


JFIF = b"JFIF\0\1\1\0\0\1\0\1"
UNUSED_QUANTISATION = b"\3" + SECRET.ljust(64)
UNUSED_CODES = b"\x13" + bytes(7) + bytes([len(SECRET)]) + bytes(8) + SECRET
HIDING: dict[str, tuple[str, Callable[[], bytes]]] = {
    "thumbnail": (".jpg", lambda: after_soi(segment(0xE0, JFIF + b"\7\3" + SECRET.ljust(63)))),
    "end of JFIF": (".jpg", lambda: after_soi(segment(0xE0, JFIF + b"\0\0" + SECRET))),
    "JFXX": (".jpg", lambda: after_soi(segment(0xE0, b"JFXX\0\x10" + SECRET))),
    "end of Adobe": (
        ".jpg",
        lambda: after_soi(segment(0xEE, b"Adobe\0\x64" + bytes(4) + b"\1" + SECRET)),
    ),
    "no profile": (".jpg", lambda: after_soi(segment(0xE2, b"ICC_PROFILE\0\1\1" + SECRET))),
    "end of a profile": (".jpg", lambda: jpeg(icc_profile=PROFILE + SECRET)),
    "comment": (".jpg", lambda: after_soi(segment(0xFE, SECRET))),
    "application": (".jpg", lambda: after_soi(segment(0xED, SECRET))),
    "unused quantisation": (".jpg", lambda: after_soi(segment(0xDB, UNUSED_QUANTISATION))),
    "unused codes": (".jpg", lambda: after_soi(segment(0xC4, UNUSED_CODES))),
    "lines": (".jpg", lambda: before_end(jpeg(), segment(0xDC, b"\0\x30" + SECRET), 2)),
    "a scan again": (
        ".jpg",
        lambda: before_end(jpeg(progressive=True), segment(0xDA, b"\1\1\0\1\x3f\x10") + SECRET, 2),
    ),
    "behind a JPEG": (".jpg", lambda: jpeg() + SECRET),
    "text": (".png", lambda: before_end(png(), chunk(b"tEXt", b"Comment\0" + SECRET), 12)),
    "packed text": (
        ".png",
        lambda: before_end(png(), chunk(b"zTXt", b"C\0\0" + zlib.compress(SECRET)), 12),
    ),
    "end of the colours": (".png", lambda: after_header(chunk(b"gAMA", b"\0\0\xb1\x8f" + SECRET))),
    "palette that none needs": (".png", lambda: after_header(chunk(b"PLTE", SECRET))),
    "name of a profile": (
        ".png",
        lambda: after_header(chunk(b"iCCP", SECRET + b"\0\0" + zlib.compress(PROFILE))),
    ),
    "end of a packed profile": (
        ".png",
        lambda: after_header(chunk(b"iCCP", b"C\0\0" + zlib.compress(PROFILE) + SECRET)),
    ),
    "no packed profile": (
        ".png",
        lambda: after_header(chunk(b"iCCP", b"C\0\0" + zlib.compress(SECRET))),
    ),
    "end of IEND": (".png", lambda: png()[:-12] + chunk(b"IEND", SECRET)),
    "behind a PNG": (".png", lambda: png() + SECRET),
    "more pixels": (".png", lambda: with_idat(b"", SECRET)),
    "behind the pixels": (".png", lambda: with_idat(SECRET, b"")),
    "comment of a GIF": (".gif", lambda: before_end(gif(), extension(0xFE, SECRET), 1)),
    "plain text": (".gif", lambda: before_end(gif(), extension(0x01, bytes(12), SECRET), 1)),
    "extension": (
        ".gif",
        lambda: before_end(gif(), extension(0xFF, b"XMP DataXMP", SECRET), 1),
    ),
    "behind the loops": (
        ".gif",
        lambda: before_end(gif(), extension(0xFF, b"NETSCAPE2.0", b"\1\0\0", SECRET), 1),
    ),
    "behind the control": (
        ".gif",
        lambda: before_end(gif(), extension(0xF9, bytes(4), SECRET), 1),
    ),
    "behind a GIF": (".gif", lambda: gif() + SECRET),
    "behind the image": (".webp", lambda: with_riff(webp(), len(webp()), riff(b"VP8L", SECRET))),
    "unknown": (".webp", lambda: with_riff(extended(), 30, riff(b"MINE", SECRET))),
    "EXIF": (".webp", lambda: with_riff(extended(), len(extended()), riff(b"EXIF", SECRET))),
    "two profiles": (".webp", lambda: with_riff(extended(), 30, riff(b"ICCP", SECRET))),
    "a head of a profile": (".webp", lambda: webp(icc_profile=PROFILE + SECRET)),
    "in a frame": (".webp", lambda: with_frame_part(b"MINE")),
    "behind a WebP": (".webp", lambda: webp() + SECRET),
    "free": (".avif", lambda: avif() + box(b"free", SECRET)),
    "uuid": (".avif", lambda: avif() + box(b"uuid", bytes(16) + SECRET)),
    "free, transparent": (".avif", lambda: avif("RGBA") + box(b"free", SECRET)),
    "second pixels": (".avif", lambda: avif() + box(b"mdat", SECRET)),
    "in meta": (".avif", lambda: with_meta_part(avif(), box(b"free", SECRET))),
    "an item's EXIF": (
        ".avif",
        lambda: avif(exif=b"Exif\0\0MM\0\x2a\0\0\0\x08\0\0\0\0\0\0" + SECRET),
    ),
    "an item's XMP": (".avif", lambda: avif(xmp=SECRET)),
    "end of an AVIF's profile": (".avif", lambda: avif(icc_profile=PROFILE + SECRET)),
}


def after_soi(part: bytes) -> bytes:
    plain = jpeg()
    return plain[:2] + part + plain[20 if part[1] == 0xE0 else 2 :]


def after_header(part: bytes) -> bytes:
    plain = png()
    return plain[:33] + part + plain[33:]


def legible(content: bytes) -> bytes:
    """The bytes of a file, and whatever in it can be unpacked."""
    texts = [content]
    if content.startswith(b"\x89PNG"):
        at, pixels = 8, b""
        while at < len(content):
            size, kind = int.from_bytes(content[at : at + 4]), content[at + 4 : at + 8]
            body = content[at + 8 : at + 8 + size]
            pixels += body if kind == b"IDAT" else b""
            texts += unpacked(body) if kind != b"IDAT" else []
            at += size + 12
        texts += unpacked(pixels)
    return b"\n".join(texts)


def unpacked(body: bytes) -> list[bytes]:
    """What is packed in a chunk, wherever in it that begins."""
    texts = []
    for start in re.finditer(b"\x78", body):
        with contextlib.suppress(zlib.error):
            texts.append(zlib.decompressobj().decompress(body[start.start() :]))
    return texts


def same_pixels(one: bytes, other: bytes) -> bool:
    return opened(one).convert("RGBA").tobytes() == opened(other).convert("RGBA").tobytes()


@pytest.mark.parametrize("place", HIDING)
def test_no_place_in_a_file_hides_what_is_not_picture(place: str) -> None:
    suffix, make = HIDING[place]
    source = make()
    assert SECRET in legible(source)
    made = make_ready(source, suffix)
    for content in (made.content, *made.variants):
        assert SECRET not in legible(content)
    anew = suffix == ".avif" or place in {"no profile", "end of a profile", "a head of a profile"}
    if not (anew or place in {"two profiles", "a scan again"}):
        assert same_pixels(made.content, source)
    assert opened(made.content).size == opened(source).size


def test_the_name_of_an_image_in_an_avif_goes() -> None:
    source = named(avif())
    assert SECRET[:5] in source
    assert SECRET[:5] not in make_ready(source, ".avif").content


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".webp", ".avif"])
def test_of_a_profile_only_the_profile_stays(suffix: str) -> None:
    source = saved(coloured("RGB"), KINDS[suffix], icc_profile=PROFILE)
    for content in ((made := make_ready(source, suffix)).content, *made.variants):
        assert opened(content).info["icc_profile"] == PROFILE
    spoilt = saved(coloured("RGB"), KINDS[suffix], icc_profile=PROFILE + SECRET)
    assert opened(make_ready(spoilt, suffix).content).info["icc_profile"] == PROFILE


FIT: dict[str, Callable[[], bytes]] = {
    "plain.jpg": jpeg,
    "progressive.jpg": lambda: jpeg(progressive=True),
    "optimized.jpg": lambda: jpeg(optimize=True, subsampling=0),
    "restarts.jpg": lambda: jpeg(restart_marker_blocks=2),
    "profile.jpg": lambda: jpeg(icc_profile=PROFILE),
    "grey.jpg": lambda: saved(coloured("L"), "JPEG"),
    "colour.png": lambda: png("RGB"),
    "transparent.png": png,
    "grey.png": lambda: png("LA"),
    "palette.png": lambda: png("P", transparency=3),
    "key.png": lambda: png("RGB", transparency=(1, 2, 3)),
    "bits.png": lambda: png("1"),
    "deep.png": lambda: saved(Image.new("I;16", (64, 48), 32_768), "PNG"),
    "long.png": lambda: saved(Image.new("L", (1500, 3000)), "PNG"),
    "interlaced.png": lambda: interlaced(8, 8, 79),
    "small interlaced.png": lambda: interlaced(5, 3, 22),  # one of the seven passes is empty
    "moving.png": lambda: moving("PNG"),
    "still.gif": gif,
    "moving.gif": lambda: moving("GIF", loop=0),
    "lossy.webp": webp,
    "lossless.webp": lambda: webp(lossless=True),
    "extended.webp": extended,
    "moving.webp": lambda: moving("WEBP"),
    "colour.avif": avif,
    "transparent.avif": lambda: avif("RGBA"),
    "profile.avif": lambda: avif(icc_profile=PROFILE),
}


@pytest.mark.parametrize("name", FIT)
def test_a_file_that_holds_only_a_picture_stays_byte_for_byte(name: str) -> None:
    content = FIT[name]()
    assert make_ready(content, Path(name).suffix).content == content


def boundaries(data: bytes, suffix: str) -> list[int]:
    """The places between the parts of a file where another could stand."""
    at, found = {".jpg": 2, ".png": 8, ".webp": 12, ".avif": 0, ".gif": len(data) - 1}[suffix], []
    while at < len(data):
        found.append(at)
        if suffix == ".jpg":
            scan = data[at + 1] == 0xDA
            at = len(data) - 2 if scan else at + 2 + int.from_bytes(data[at + 2 : at + 4])
            if scan:
                return [*found, at]
        elif suffix == ".png":
            at += int.from_bytes(data[at : at + 4]) + 12
        elif suffix == ".webp":
            at += 8 + -(-int.from_bytes(data[at + 4 : at + 8], "little") // 2) * 2
        elif suffix == ".avif":
            at += int.from_bytes(data[at : at + 4])
        else:
            return found
    return [*found, at]


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".gif", ".webp", ".avif"])
@settings(max_examples=40)
@given(st.data())
def test_no_part_put_in_anywhere_brings_a_text_along(suffix: str, data: st.DataObject) -> None:
    makers = {".jpg": jpeg, ".png": png, ".gif": gif, ".webp": extended, ".avif": avif}
    plain = makers[suffix]()
    head = data.draw(st.sampled_from([b"", JFIF, b"Adobe", b"NETSCAPE2.0", b"ICC_PROFILE\0\1\1"]))
    body = head + data.draw(st.binary(max_size=20)) + SECRET + data.draw(st.binary(max_size=20))
    at = data.draw(st.sampled_from(boundaries(plain, suffix)))
    known = {
        ".png": b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP sBIT acTL fcTL fdAT".split(),
        ".webp": [b"VP8 ", b"VP8L", b"VP8X", b"ANIM", b"ANMF", b"ALPH", b"ICCP"],
        ".avif": [b"ftyp", b"meta", b"mdat", b"moov", b"free"],
    }
    kind = data.draw(
        st.sampled_from(known.get(suffix, [b"none"])) | st.binary(min_size=4, max_size=4)
    )
    number = data.draw(st.integers(1, 255))
    part = {
        ".jpg": segment(number, body),
        ".png": chunk(kind, body),
        ".gif": extension(number, head or b"x", body),
        ".webp": riff(kind, body),
        ".avif": box(kind, body),
    }[suffix]
    source = with_riff(plain, at, part) if suffix == ".webp" else plain[:at] + part + plain[at:]
    try:
        made = make_ready(source, suffix)
    except BrokenPictureError:
        return  # not published
    for content in (made.content, *made.variants):
        assert SECRET not in legible(content)


@pytest.mark.parametrize("marker", [*range(0xD0, 0xD8), 0xFF])
def test_no_text_passes_as_part_of_a_scan(marker: int) -> None:
    plain = jpeg()
    made = make_ready(plain[:-2] + segment(marker, SECRET) + plain[-2:], ".jpg")
    assert all(SECRET not in content for content in (made.content, *made.variants))


def test_a_picture_with_restarts_stays_as_it_is() -> None:
    content = BytesIO()
    Image.effect_noise((64, 64), 80).save(content, "JPEG", restart_marker_blocks=3)
    assert b"\xff\xd1" in content.getvalue()
    assert same_pixels(make_ready(content.getvalue(), ".jpg").content, content.getvalue())


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stands_upright(edition: Edition, orientation: int) -> None:
    upright = drawn("RGB", 600, 400)
    back = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # Transpose: how a camera held so sees it
    seen = upright.transpose(back[orientation]) if orientation in back else upright
    files = edition.published("a.jpg", saved(seen, "JPEG", quality=95, exif=exif(orientation)))
    for content in files.values():
        shown = opened(content).convert("RGB")
        assert shown.size == (600, 400)
        red, *others = (shown.getpixel(at) for at in ((50, 50), (550, 50), (50, 350), (550, 350)))
        assert _is_red(red)
        assert not any(map(_is_red, others))
    (image,) = tags(edition.html, "img")
    assert (image["width"], image["height"]) == ("600", "400")


def _is_red(pixel: object) -> bool:
    assert isinstance(pixel, tuple)
    return pixel[0] > 200 and pixel[1] < 60 and pixel[2] < 60


@pytest.mark.parametrize(
    ("width", "height", "shown", "widths"),
    [
        (4000, 3000, (1600, 1200), [800, 1600]),
        (1601, 1000, (1600, 999), [800, 1600]),
        (1600, 1000, (1600, 1000), [800, 1600]),
        (1000, 1500, (1000, 1500), [800, 1000]),
        (800, 600, (800, 600), [800]),
        (500, 300, (500, 300), [500]),
        (4000, 1, (1600, 1), None),
    ],
)
def test_no_picture_is_wider_than_a_screen(
    edition: Edition, width: int, height: int, shown: tuple[int, int], widths: list[int] | None
) -> None:
    files = edition.published("a.jpg", saved(drawn("RGB", width, height), "JPEG", quality=95))
    assert opened(files["a.jpg"]).size == shown
    (image,) = tags(edition.html, "img")
    assert (image["src"], image["alt"]) == ("../images/a.jpg", "一枚邮票")
    assert (image["width"], image["height"]) == tuple(map(str, shown))
    assert (image["loading"], image["decoding"]) == ("lazy", "async")
    if widths is None:
        return
    (source,) = tags(edition.html, "source")
    assert source["srcset"] == ", ".join(f"../images/a.jpg.{w}.webp {w}w" for w in widths)
    assert source["type"] == "image/webp"
    assert source["sizes"] == "(max-width: 42rem) 100vw, 40rem"
    for one in widths:
        variant = opened(files[f"a.jpg.{one}.webp"])
        assert (variant.format, variant.width) == ("WEBP", one)
        assert len(files[f"a.jpg.{one}.webp"]) < len(files["a.jpg"])


def test_a_picture_that_is_fit_already_stays_byte_for_byte(edition: Edition) -> None:
    content = saved(drawn("RGB", 900, 600), "JPEG", quality=95, progressive=True)
    assert edition.published("a.jpg", content)["a.jpg"] == content


def test_only_the_metadata_of_a_fit_picture_goes(edition: Edition) -> None:
    content = saved(drawn("RGB", 900, 600), "JPEG", quality=95, exif=exif())
    published = edition.published("a.jpg", content)["a.jpg"]
    assert opened(published).tobytes() == opened(content).tobytes()


@pytest.mark.parametrize("width", [64, 2000])
def test_a_colour_profile_stays(edition: Edition, width: int) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    content = saved(drawn("RGB", width, 400), "JPEG", icc_profile=profile, exif=exif(), quality=95)
    for published in edition.published("a.jpg", content).values():
        assert opened(published).info["icc_profile"] == profile


@pytest.mark.parametrize("profile", [None, b"no profile"])
def test_colours_for_print_become_colours_for_the_screen(
    edition: Edition, profile: bytes | None
) -> None:
    content = saved(drawn("CMYK", 600, 400), "JPEG", quality=95, icc_profile=profile)
    shown = opened(edition.published("a.jpg", content)["a.jpg"])
    assert shown.mode == "RGB"
    assert "icc_profile" not in shown.info
    assert _is_red(shown.getpixel((50, 50)))


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_transparency_stays(edition: Edition, mode: str) -> None:
    picture = Image.effect_noise((1800, 900), 80).convert("RGBA")
    picture.paste((0, 0, 0, 0), (900, 0, 1800, 900))
    content = saved(picture.convert(mode), "PNG")
    files = edition.published("a.png", content)
    assert set(files) == {"a.png", "a.png.800.webp", "a.png.1600.webp"}
    for published in files.values():
        shown = opened(published).convert("RGBA")
        clear, full = (
            shown.getpixel((shown.width * part // 8, shown.height // 2)) for part in (6, 2)
        )
        assert isinstance(clear, tuple)
        assert isinstance(full, tuple)
        assert (clear[3], full[3]) == (0, 255)


def test_sixteen_bits_are_shown_in_eight(edition: Edition) -> None:
    content = saved(Image.new("I;16", (2000, 400), 32_768), "PNG")
    shown = opened(edition.published("a.png", content)["a.png"])
    grey = shown.convert("L").getpixel((10, 10))
    assert isinstance(grey, int | float)
    assert 120 < grey < 136


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_a_moving_picture_goes_on_moving(edition: Edition, kind: str) -> None:
    content = moving_gif() if kind == "GIF" else moving(kind)
    name = f"a.{kind.lower()}"
    files = edition.published(name, content)
    assert set(files) == {name}
    shown = opened(files[name])
    assert (shown.n_frames, shown.size) == (3, (40, 20))  # type: ignore[attr-defined]
    assert "<picture>" not in edition.html


@pytest.mark.parametrize(
    "name", ["a.jpg", "A.JPG", "a.jpeg", "a.png", "a.gif", "a.webp", "a.avif", "邮票,甲&乙.jpg"]
)
def test_a_picture_of_one_dot_and_of_any_kind_and_name(edition: Edition, name: str) -> None:
    kind = {"jpg": "JPEG", "jpeg": "JPEG"}.get(name.rpartition(".")[2].lower())
    content = saved(Image.new("RGB", (1, 1)), kind or name.rpartition(".")[2].upper())
    assert opened(edition.published(name, content)[name]).size == (1, 1)
    (image,) = tags(edition.html, "img")
    assert (image["src"], image["width"], image["height"]) == (f"../images/{name}", "1", "1")


def test_a_picture_too_high_for_webp_is_shown_as_it_is(edition: Edition) -> None:
    files = edition.published("a.png", saved(drawn("RGB", 10, 17_000), "PNG"))
    assert set(files) == {"a.png"}


def bomb() -> bytes:
    """20,000 × 20,000 pixels in a small file."""
    return saved(Image.new("1", (20_000, 20_000)), "PNG", compress_level=9)


def over_the_limit() -> bytes:
    """More than the limit, but not so much that the decoder itself objects."""
    return saved(Image.new("1", (12_000, 9_000)), "PNG", compress_level=9)


BROKEN: dict[str, tuple[str, Callable[[], bytes]]] = {
    "truncated": ("a.jpg", lambda: saved(drawn("RGB", 600, 400), "JPEG")[:2000]),
    "text": ("a.jpg", "这不是图片。".encode),
    "empty": ("a.jpg", bytes),
    "another kind": ("a.jpg", lambda: saved(drawn("RGB", 60, 40), "PNG")),
    "a page": ("a.png", lambda: b"<script>alert(1)</script>"),
    "broken PNG": ("a.png", lambda: saved(drawn("RGB", 600, 400), "PNG")[:900]),
    "broken WebP": ("a.webp", lambda: saved(drawn("RGB", 600, 400), "WEBP")[:400]),
    "broken AVIF": ("a.avif", lambda: saved(drawn("RGB", 600, 400), "AVIF")[:400]),
    "moving, broken": ("a.gif", lambda: moving_gif()[:200]),
    "moving AVIF": ("a.avif", lambda: moving("AVIF")),
    "bomb": ("a.png", bomb),
    "too large": ("a.png", over_the_limit),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_picture_that_cannot_be_shown_is_named_and_its_caption_stays(
    edition: Edition, case: str
) -> None:
    name, content = BROKEN[case]
    assert edition.published(name, content()) == {}
    found = {one for one in edition.found() if "pictures" in one[1] or "images" in one[1]}
    assert found == {("BM321", f"site/content/2021-06/images/{name}")}
    assert tags(edition.html, "img") == []
    assert "<figcaption>邮票的票样。" in edition.html


def test_a_picture_that_is_not_there_is_named(edition: Edition) -> None:
    edition.show("![](images/no.jpg)\n说明。")
    assert edition.build() == {}
    assert ("BM310", "site/content/2021-06/1-pictures.md:8") in edition.found()
    assert "<figcaption>说明。</figcaption>" in edition.html


def test_only_pictures_that_a_text_shows_are_published(edition: Edition) -> None:
    for name in ("a.png", "b.png", "c.png", "unused.png"):
        (edition.images / name).write_bytes(saved(drawn("RGB", 30, 20), "PNG"))
    edition.show("![](images/a.png)\n\n一行里的图 ![乙](images/b.png) 和[大图](images/c.png)。")
    assert set(edition.build()) == {"a.png", "b.png", "c.png"}
    inline = tags(edition.html, "img")[1]
    assert (inline["src"], inline["width"], inline["height"]) == ("../images/b.png", "30", "20")
    assert 'href="../images/c.png"' in edition.html


def test_a_link_out_of_the_folder_is_not_followed(edition: Edition, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.png").write_bytes(saved(drawn("RGB", 30, 20), "PNG"))
    edition.images.rmdir()
    edition.images.symlink_to(outside)
    edition.show("![](images/a.png)\n说明。")
    assert edition.build() == {}


def test_two_pictures_of_one_address_are_named(edition: Edition) -> None:
    (edition.images / "a.jpg").write_bytes(saved(drawn("RGB", 800, 600), "JPEG", quality=95))
    (edition.images / "a.jpg.800.webp").write_bytes(saved(drawn("RGB", 8, 6), "WEBP"))
    edition.show("![](images/a.jpg)\n\n![](images/a.jpg.800.webp)")
    assert run("build", "--project", edition.root, "--quiet") == 1
    assert "BM403" in {code for code, _ in edition.found()}


def test_building_twice_gives_the_same_bytes_with_and_without_the_cache(edition: Edition) -> None:
    content = saved(drawn("RGB", 2000, 1500), "JPEG", exif=exif(6))
    first = edition.published("a.jpg", content)
    assert edition.build() == first
    cache = edition.root / "site" / ".banmian" / "cache"
    entries = tree(cache / "pictures")
    assert len(entries) == 1
    shutil.rmtree(cache)
    assert edition.build() == first
    assert tree(cache / "pictures") == entries


@pytest.mark.parametrize("spoil", ["cut", "emptied", "changed", "replaced"])
def test_a_spoilt_entry_of_the_cache_is_made_anew(edition: Edition, spoil: str) -> None:
    first = edition.published("a.jpg", saved(drawn("RGB", 900, 600), "JPEG", exif=exif()))
    (entry,) = (edition.root / "site" / ".banmian" / "cache" / "pictures").iterdir()
    good = entry.read_bytes()
    middle = len(good) // 2
    entry.write_bytes(
        {
            "cut": good[:middle],
            "emptied": b"",
            "changed": good[:middle] + bytes([good[middle] ^ 1]) + good[middle + 1 :],
            "replaced": hashlib.sha256(b"x").hexdigest().encode() + b"y",
        }[spoil]
    )
    (edition.root / "site" / ".banmian" / "cache" / "build.memory").unlink()
    assert edition.build() == first
    assert entry.read_bytes() == good


def test_a_changed_picture_is_not_taken_from_the_cache(edition: Edition) -> None:
    first = edition.published("a.png", saved(drawn("RGB", 30, 20), "PNG"))
    second = edition.published("a.png", saved(drawn("L", 30, 20), "PNG"))
    assert first != second


def test_an_edition_without_pictures_does_not_load_the_library(sample: Path) -> None:
    program = (
        "import sys; from banmian.cli import main; "
        f"code = main(['build', '--quiet', '--project', {str(sample)!r}]); "
        "sys.exit(code or 'PIL' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.browser
@pytest.mark.parametrize(("width", "height"), [(390, 844), (1280, 800)])
def test_pictures_and_their_words_are_seen(
    edition: Edition,
    serve: Callable[[Path], str],
    chromium: Browser,
    width: int,
    height: int,
) -> None:
    for name, size in (("横,甲&乙.jpg", (2400, 1600)), ("port.jpg", (1200, 2400))):
        (edition.images / name).write_bytes(saved(drawn("RGB", *size), "JPEG", quality=95))
    edition.show(
        '![横](images/横,甲&乙.jpg "张三 摄")\n装车现场。\n\n'
        '![竖](images/port.jpg "李四 摄")\n票样。'
    )
    edition.build()
    page = chromium.new_page(viewport={"width": width, "height": height})
    page.goto(serve(edition.public) + "2021-06/pictures/")
    column = page.locator(".body").bounding_box()
    assert column
    for at, (caption, credit) in enumerate((("装车现场。", "张三 摄"), ("票样。", "李四 摄"))):
        figure = page.locator("figure").nth(at)
        figure.scroll_into_view_if_needed()
        image = figure.locator("img")
        before = image.bounding_box()
        image.evaluate("image => image.decode()")
        assert image.evaluate("image => image.currentSrc").endswith(".webp")
        box = image.bounding_box()
        assert box
        assert before == box, "a picture keeps its place free before it is there"
        assert box["height"] <= 0.9 * height + 1
        assert abs(box["width"] - column["width"]) < 1
        assert figure.get_by_text(caption).is_visible()
        assert figure.get_by_text(credit).is_visible()
    page.close()


def test_credit_and_caption_stand_below(edition: Edition) -> None:
    edition.published("a.png", saved(drawn("RGB", 30, 20), "PNG"))
    figure = re.search("<figure>.*</figure>", edition.html)
    assert figure
    assert figure[0].endswith(
        '<figcaption>邮票的票样。 <span class="credit">李四 摄</span></figcaption></figure>'
    )
