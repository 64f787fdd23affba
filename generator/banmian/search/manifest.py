"""The manifest (`search/index.json`): what a reader must know of the index to begin."""

from collections.abc import Callable, Mapping

import msgspec
from msgspec import Struct, field

from banmian.search.segment import Segment, packs
from banmian.search.suggestions import Table
from banmian.search.sums import BrokenError

VERSION = 3


class Manifest(Struct, frozen=True):
    """What there is of an index.

    `segments`, the newest first; the file of `common` grams; of each kind of facet the file of its
    `values`; `variants`: the traditional characters in the texts, each followed by the simplified
    one; `suggestions`: the table of what is suggested as one types.
    """

    version: int
    segments: tuple[Segment, ...]
    common: str
    values: Mapping[str, str] = field(default_factory=dict)
    variants: str = ""
    suggestions: Table = Table("", ())


def write(manifest: Manifest) -> bytes:
    """Write a manifest."""
    return msgspec.json.encode(manifest)


def read(content: bytes) -> Manifest:
    """Read a manifest.

    Raises:
        BrokenError: when it is not whole, or of another version.
    """
    try:
        found = msgspec.json.decode(content, type=Manifest)
    except msgspec.MsgspecError as error:
        raise BrokenError("the search index's manifest cannot be read") from error
    if found.version != VERSION:
        raise BrokenError(f"the search index has version {found.version}, not {VERSION}")
    return found


def texts(manifest: Manifest, get: Callable[[str], bytes]) -> tuple[str, ...]:
    """Give the files that have the texts, sorted; `get` gives a file by its name."""
    chunks = (get(name) for segment in manifest.segments for name in segment.chunks)
    return tuple(sorted({pack for chunk in chunks for pack in packs(chunk)}))
