"""Where a server finds a site, and under which address it is to answer."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from msgspec import Struct


class Place(Struct, frozen=True):
    """A site's `address`, whole and ending in `/`; `root` is the folder that its files are in.

    `headers` go with every file.
    """

    address: str
    root: str
    headers: Mapping[str, str]

    @property
    def base_path(self) -> str:
        """The path of the address: `/` or `/paper/`."""
        return urlsplit(self.address).path

    @property
    def host(self) -> str:
        """The host's name."""
        return urlsplit(self.address).hostname or ""

    @property
    def port(self) -> int:
        """The port that a server without TLS listens on."""
        return urlsplit(self.address).port or 80

    @property
    def slug(self) -> str:
        """A name for variables: letters, digits and `_`."""
        return re.sub(r"[^a-z0-9]+", "_", f"{self.host}{self.base_path}".lower()).strip("_")
