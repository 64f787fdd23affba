"""A picture made ready for the screen: what a page must know of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Picture:
    """Width and height in pixels, as it is published; the widths of its WebP versions, rising."""

    width: int
    height: int
    variants: tuple[int, ...] = ()
