"""A picture made ready for the screen: what a page must know of it."""

from dataclasses import dataclass

SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif"})
"""How the names of pictures end that a site can show."""


@dataclass(frozen=True, slots=True)
class Picture:
    """Width and height in pixels, as it is published; the widths of its WebP versions, rising."""

    width: int
    height: int
    variants: tuple[int, ...] = ()
