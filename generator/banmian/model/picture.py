"""A picture made ready for the screen: what a page must know of it."""

from msgspec import Struct

SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif"})
"""How the names of pictures end that a site can show."""


class Picture(Struct, frozen=True):
    """Width and height in pixels, as it is published; the widths of its WebP versions, rising."""

    width: int
    height: int
    variants: tuple[int, ...] = ()
