"""A face with no more than the characters of an issue's headlines, for the web (子集化).

The same characters of the same font give the same bytes, so the result is kept by digest. What the
font says of its licence stays in it; its names go, which some licences reserve.
"""

import hashlib
from io import BytesIO
from pathlib import Path

from banmian.press.cache import cached
from banmian.press.fonts import Face

_RECIPE = "1"  # another number when the code changes
_COPYRIGHT = [0, 13, 14]
_FEATURES = ["chws", "halt", "kern"]


def key_of(characters: str, face: Face) -> str:
    """Give the name of what is made of these characters, 64 hexadecimal digits."""
    import fontTools  # noqa: PLC0415 — few editions have a face

    recipe = repr((_RECIPE, fontTools.version, face.print, characters))
    return hashlib.sha256(recipe.encode()).hexdigest()


def headline_face(characters: str, face: Face, cache: Path) -> bytes:
    """Make the face, a WOFF2 file, or take what was made of these characters before.

    `cache` is the folder of what was made before; it may be deleted at any time.
    """
    entry = cache / f"{key_of(characters, face)}.face"
    return cached(entry, lambda: _subset(characters, face))


def _subset(characters: str, face: Face) -> bytes:
    from fontTools import subset  # noqa: PLC0415
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    with TTFont(face.path, fontNumber=face.number(), lazy=True, recalcTimestamp=False) as font:
        options = subset.Options(
            hinting=False,
            layout_features=_FEATURES,
            name_IDs=_COPYRIGHT,
            notdef_outline=False,
        )
        maker = subset.Subsetter(options)
        maker.populate(text=characters)
        maker.subset(font)
        font.flavor = "woff2"
        file = BytesIO()
        font.save(file)
    return file.getvalue()
