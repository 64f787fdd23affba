"""A file of the site, before it is written."""

from msgspec import Struct


class Output(Struct, frozen=True):
    """`path` is relative to the site's root, with `/`; no part of it comes from content as is."""

    path: str
    content: bytes
