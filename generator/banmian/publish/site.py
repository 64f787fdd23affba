"""A built site on disk, ready to be published."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from banmian.addresses import ASSETS, MARKER
from banmian.press.files import walk


class BuiltSite(Struct, frozen=True):
    """A site's folder, and the size in bytes of each of its files but the marker, by its path.

    `address` is that of the edition: by it a host knows whose site it has.
    """

    root: Path
    files: Mapping[str, int]
    address: str = ""

    def content(self, path: str) -> bytes:
        """Read a file of the site."""
        return (self.root / path).read_bytes()

    def digest(self, path: str, algorithm: str = "sha256") -> str:
        """Give the digest of a file as hexadecimal digits."""
        with (self.root / path).open("rb") as file:
            return hashlib.file_digest(file, algorithm).hexdigest()

    @property
    def entries(self) -> tuple[str, ...]:
        """The names at the top of the site, sorted: of its files there and its folders."""
        return tuple(sorted({path.partition("/")[0] for path in self.files}))

    @property
    def assets(self) -> str:
        """The folder of the theme's assets, named by their digest: `assets/0123456789ab/`."""
        found = {"/".join(path.split("/")[:2]) + "/" for path in self.files if _is_asset(path)}
        return max(found, default="")


def read_site(root: Path, address: str = "") -> BuiltSite:
    """List a built site's files."""
    paths = {path.relative_to(root).as_posix(): path.stat().st_size for path in walk(root)}
    paths.pop(MARKER, None)
    return BuiltSite(root, paths, address)


def _is_asset(path: str) -> bool:
    return path.startswith(ASSETS) and path.count("/") > 1
