"""How large the index of a built site is, by what its files are for."""

from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from banmian.search.manifest import read
from banmian.search.segment import Segment, read_group


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
    """Weigh the index of a site."""
    folder = site / "search"
    weights = {file.stem: file.stat().st_size for file in folder.glob("*.bin")}
    content = (folder / "index.json").read_bytes()
    manifest = read(content)
    pairs = {name for segment in manifest.segments for name in _pairs(folder, segment)}
    values = set(manifest.values.values())
    texts = weights.keys() - pairs - values
    return Sizes(
        len(content),
        _sum(weights, pairs),
        _sum(weights, texts),
        _sum(weights, values),
        sum(1 for file in folder.iterdir() if file.suffix != ".html"),
        sum(1 for _ in site.rglob("*.html")),
    )


def _pairs(folder: Path, segment: Segment) -> Iterable[str]:
    for _, table in segment.groups:
        yield table
        yield from (name for _, name in read_group((folder / f"{table}.bin").read_bytes()))


def _sum(weights: dict[str, int], names: Iterable[str]) -> int:
    return sum(weights[name] for name in names)
