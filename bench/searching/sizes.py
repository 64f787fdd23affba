"""How large the index of a built site is, by what its files are for."""

from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from banmian.search.manifest import read
from banmian.search.segment import MEMBER, Segment, read_group, read_member


class Sizes(Struct, frozen=True):
    """Bytes of an index, and files.

    `pairs` are the postings and the dictionary: shards, and the tables that lead to them; `texts`
    the packs and the tables that lead into them; `values` what can be chosen of each facet.
    """

    manifest: int
    pairs: int
    texts: int
    values: int
    files: int
    pages: int


def sizes(site: Path) -> Sizes:
    """Weigh the index of a site: the files that its manifest leads to."""
    folder = site / "search"
    content = (folder / "index.json").read_bytes()
    manifest = read(content)
    pairs = {name for segment in manifest.segments for name in _pairs(folder, segment)}
    texts = {name for segment in manifest.segments for name in _texts(folder, segment)}
    values = set(manifest.values.values())
    return Sizes(
        len(content),
        _weight(folder, pairs),
        _weight(folder, texts),
        _weight(folder, values),
        1 + len(pairs | texts | values),
        sum(1 for _ in site.rglob("*.html")),
    )


def _pairs(folder: Path, segment: Segment) -> Iterable[str]:
    for _, table in segment.groups:
        yield table
        yield from (name for _, name in read_group(_file(folder, table).read_bytes()))


def _texts(folder: Path, segment: Segment) -> Iterable[str]:
    for table in segment.chunks:
        yield table
        entries = _file(folder, table).read_bytes()
        for at in range(0, len(entries), MEMBER):
            yield read_member(entries[at : at + MEMBER]).pack


def _file(folder: Path, name: str) -> Path:
    return folder / f"{name}.bin"


def _weight(folder: Path, names: Iterable[str]) -> int:
    return sum(_file(folder, name).stat().st_size for name in names)
