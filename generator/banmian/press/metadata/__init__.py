"""Taking what is not picture out of a picture's file, without touching the picture.

A list of what may stay for each format: what decoding and colour need, of the length that the
format gives it. All else goes: camera data, places, thumbnails, comments, what stands behind the
end. A file that needs none of this comes out as it was.
"""

import zlib

from banmian.press.metadata.avif import avif_parts
from banmian.press.metadata.gif import gif_parts
from banmian.press.metadata.icc import sound_profile
from banmian.press.metadata.jpeg import jpeg_parts
from banmian.press.metadata.png import png_parts
from banmian.press.metadata.webp import webp_parts

__all__ = ["sound_profile", "stripped"]


def stripped(data: bytes, kind: str) -> bytes | None:
    """Give a picture's file without what is not picture.

    Args:
        data: a file that can be decoded.
        kind: `JPEG`, `PNG`, `GIF`, `WEBP` or `AVIF`.

    Returns:
        None where that cannot be cut out exactly: the picture must be encoded anew.
    """
    parts = {
        "JPEG": jpeg_parts,
        "PNG": png_parts,
        "GIF": gif_parts,
        "WEBP": webp_parts,
        "AVIF": avif_parts,
    }[kind]
    try:
        return b"".join(parts(data))
    except (LookupError, ValueError, zlib.error):
        return None
