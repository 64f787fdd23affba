"""Slugs: names that are safe in an address, and as a folder on every system."""

import re

SLUG_LENGTH = 60
"""Characters of a slug that Banmian chooses; what makes it unique may come on top."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ADDRESS = re.compile(r"(?:[0-9A-Za-z]+(?:-[0-9A-Za-z]+)*/)+")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:-|$)")
"""Names that Windows gives to devices: no folder can have them."""


def is_slug(text: str) -> bool:
    """Tell whether `text` is a slug: a-z, 0-9 and single hyphens, and no device's name."""
    return (
        len(text) <= SLUG_LENGTH + 8
        and _SLUG.fullmatch(text) is not None
        and not _DEVICE.match(text)
    )


def is_page_address(text: str) -> bool:
    """Tell whether `text` can be the address of a page: slugs or labels, each with `/` behind."""
    return _ADDRESS.fullmatch(text) is not None
