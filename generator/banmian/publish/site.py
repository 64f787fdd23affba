"""A built site on disk, ready to be published."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from banmian.addresses import ASSETS, MARKER, SEARCH_INDEX, search_file
from banmian.press.files import walk
from banmian.search import manifest
from banmian.search.sums import BrokenError


class BuiltSite(Struct, frozen=True):
    """A site's folder, and the size in bytes of each of its files but the marker, by its path.

    `address` is that of the edition: by it a host knows whose site it has. `texts` are the files
    with the texts of its search index.
    """

    root: Path
    files: Mapping[str, int]
    address: str = ""
    texts: tuple[str, ...] = ()

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
    return BuiltSite(root, paths, address, _texts(root) if SEARCH_INDEX in paths else ())


def _texts(root: Path) -> tuple[str, ...]:
    """Give the files with the texts of a search index; none of one that is not whole."""
    try:
        whole = manifest.read((root / SEARCH_INDEX).read_bytes())
        names = manifest.texts(whole, lambda name: (root / search_file(name)).read_bytes())
    except (BrokenError, OSError):
        return ()
    return tuple(map(search_file, names))


def _is_asset(path: str) -> bool:
    return path.startswith(ASSETS) and path.count("/") > 1
