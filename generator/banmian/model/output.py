"""A file of the site, before it is written."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Output:
    """`path` is relative to the site's root, with `/`; no part of it comes from content as is."""

    path: str
    content: bytes
