"""Pictures (制版): a picture as it came → one fit for the screen, and smaller versions of it.

Upright, without metadata, at most `WIDTH` wide, in colours that every screen knows; beside it
WebP versions. The same bytes give the same bytes, so the result is kept by digest.
"""

import hashlib
import json
import warnings
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from banmian.model.picture import Picture
from banmian.press.files import write
from banmian.press.metadata import sound_profile, stripped

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTH, NARROW = 1600, 800
"""Pixels: the widest that is published, and of the version for small screens."""

LIMIT = 100_000_000
"""Pixels of the largest picture that is unpacked: 300 MB of memory."""

KINDS = {
    ".jpg": "JPEG",
    ".jpeg": "JPEG",
    ".png": "PNG",
    ".gif": "GIF",
    ".webp": "WEBP",
    ".avif": "AVIF",
}
"""The file endings of pictures and what each is: nothing that a browser would run."""

_OPTIONS: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 85, "optimize": True, "progressive": True},
    "PNG": {"optimize": True},
    "GIF": {},
    "WEBP": {"quality": 82},
    "AVIF": {"quality": 70, "max_threads": 1},
}
_HIGHEST = 16_383  # of a WebP, in pixels
_RECIPE = f"2 {WIDTH} {NARROW} {json.dumps(_OPTIONS)}"  # another number when the code changes
_DIGEST = 64
_ORIENTATION = 0x0112  # of EXIF; from 2 on it says how to turn


class BrokenPictureError(ValueError):
    """A file that is no picture, or none that can be shown; it says why."""


class ReadyPicture(Struct, frozen=True):
    """A picture made ready: what pages know of it, its bytes, those of each WebP version."""

    facts: Picture
    content: bytes
    variants: tuple[bytes, ...]


def ready(data: bytes, suffix: str, cache: Path) -> ReadyPicture:
    """Make a picture ready, or take what was made of these bytes before.

    Args:
        data: the file.
        suffix: how its name ends, a key of `KINDS`.
        cache: the folder of what was made before; it may be deleted at any time.

    Raises:
        BrokenPictureError: when it cannot be shown.
    """
    import PIL  # noqa: PLC0415

    recipe = f"{_RECIPE} {PIL.__version__} {KINDS[suffix]}\n"
    entry = cache / hashlib.sha256(recipe.encode() + data).hexdigest()
    kept = _unpack(entry.read_bytes()) if entry.is_file() else None
    if kept is None:
        kept = make_ready(data, suffix)
        write(entry, _pack(kept))
    return kept


def make_ready(data: bytes, suffix: str) -> ReadyPicture:
    """Make a picture ready. Pure.

    Raises:
        BrokenPictureError: when it cannot be shown.
    """
    kind = KINDS[suffix]
    image, moving, turned = _open(data, kind)
    plain = stripped(data, kind)
    if moving:
        if plain is None:
            raise BrokenPictureError("a moving picture that cannot be taken apart 动图无法处理")
        return ReadyPicture(Picture(*image.size), plain, ())
    converted, profile = _colours(image)
    shown = _narrowed(converted, WIDTH)
    if plain is None or turned or shown is not image:
        plain = _encoded(_for_screen(shown), kind, profile)
    made = _variants(shown, profile, len(plain))
    return ReadyPicture(Picture(*shown.size, tuple(made)), plain, tuple(made.values()))


def _open(data: bytes, kind: str) -> tuple["Image", bool, bool]:
    """Open and unpack a picture, upright; tell whether it moves and whether it was turned.

    Raises:
        BrokenPictureError: when it cannot be.
    """
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of size: that has its own limit; of odd metadata
            return _unpacked(data, kind)
    except Image.DecompressionBombError:
        what = f"more than {LIMIT:,} pixels 超过 {LIMIT // 10_000} 万像素"
        raise BrokenPictureError(what) from None
    except UnidentifiedImageError:
        raise BrokenPictureError(f"not a {kind} file 不是 {kind} 文件") from None
    except Exception as error:  # whatever a broken file makes a decoder say
        raise BrokenPictureError(f"broken 文件已损坏: {error}") from error


def _unpacked(data: bytes, kind: str) -> tuple["Image", bool, bool]:
    from PIL import Image  # noqa: PLC0415

    image = Image.open(BytesIO(data), formats=[kind])
    if image.width * image.height > LIMIT:
        raise Image.DecompressionBombError
    image.load()
    moving = kind != "JPEG" and getattr(image, "is_animated", False)
    turns = (
        Image.Transpose.FLIP_LEFT_RIGHT,
        Image.Transpose.ROTATE_180,
        Image.Transpose.FLIP_TOP_BOTTOM,
        Image.Transpose.TRANSPOSE,
        Image.Transpose.ROTATE_270,
        Image.Transpose.TRANSVERSE,
        Image.Transpose.ROTATE_90,
    )
    turn = dict(enumerate(turns, 2)).get(image.getexif().get(_ORIENTATION, 1))
    if moving or turn is None:
        return image, moving, False
    return image.transpose(turn), False, True


def _colours(image: "Image") -> tuple["Image", bytes | None]:
    """Give a picture in colours for a screen, with the profile that they are meant in."""
    from PIL import ImageCms  # noqa: PLC0415

    profile = sound_profile(image.info.get("icc_profile"))
    if image.mode != "CMYK":
        return image, profile
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            screen = ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(image, source, screen, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):  # a broken profile: as if there were none
            converted = None
        if converted is not None:
            return converted, None
    return image.convert("RGB"), None


def _narrowed(image: "Image", width: int) -> "Image":
    """Give a picture that is at most so wide; the same one where it is."""
    from PIL import Image  # noqa: PLC0415

    if image.width <= width:
        return image
    height = max(1, round(image.height * width / image.width))
    return _for_screen(image).resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)


def _for_screen(image: "Image") -> "Image":
    """Give a picture in grey or colour, with transparency where it has any; nothing else of it."""
    if image.mode.startswith("I;16"):
        image = image.point(lambda value: value / 256).convert("L")
    elif image.has_transparency_data:
        image = image.convert("LA" if image.mode == "LA" else "RGBA")
    else:
        image = image.convert("L" if image.mode in {"1", "L"} else "RGB")
    image.info = {}
    return image


def _encoded(image: "Image", kind: str, profile: bytes | None) -> bytes:
    """Write a picture as a file of a kind."""
    grey = image.mode in {"L", "LA"}
    fits = profile and profile[16:20] == (b"GRAY" if grey else b"RGB ")
    if kind in {"WEBP", "AVIF"} and grey:
        image, fits = image.convert("RGBA" if image.mode == "LA" else "RGB"), False
    options = {**_OPTIONS[kind], **({"icc_profile": profile} if fits else {})}
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def _variants(image: "Image", profile: bytes | None, size: int) -> dict[int, bytes]:
    """Make the WebP versions, by width: those smaller than the picture, of `size` bytes.

    None at all where the widest is not: a sharp screen would get the narrow one enlarged.
    """
    made = {}
    for width in sorted({min(NARROW, image.width), image.width}, reverse=True):
        narrow = _for_screen(_narrowed(image, width))
        content = _encoded(narrow, "WEBP", profile) if narrow.height <= _HIGHEST else None
        if content is not None and len(content) < size:
            made[width] = content
        elif width == image.width:
            return {}
    return dict(sorted(made.items()))


def _pack(made: ReadyPicture) -> bytes:
    """Write what was made as one file, its own digest before it."""
    facts, parts = made.facts, (made.content, *made.variants)
    head = [facts.width, facts.height, facts.variants, [len(part) for part in parts]]
    body = b"".join((json.dumps(head).encode(), b"\n", *parts))
    return hashlib.sha256(body).hexdigest().encode() + body


def _unpack(entry: bytes) -> ReadyPicture | None:
    """Read what `_pack` wrote; None where it is not whole."""
    digest, body = entry[:_DIGEST], entry[_DIGEST:]
    if hashlib.sha256(body).hexdigest().encode() != digest:
        return None
    head, _, rest = body.partition(b"\n")
    width, height, widths, sizes = json.loads(head)
    parts = []
    for size in sizes:
        parts.append(rest[:size])
        rest = rest[size:]
    return ReadyPicture(Picture(width, height, tuple(widths)), parts[0], tuple(parts[1:]))
