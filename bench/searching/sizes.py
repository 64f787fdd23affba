"""How large the index of a built site is, by what its files are for.

Read by what docs/search-format.md says of the manifest and of tables of documents.
"""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from msgspec import Struct

ENTRY = 12
"""Bytes of a document in a table of documents."""
NAME = 5
"""Bytes of these that name a file."""


class Sizes(Struct, frozen=True):
    """Bytes of an index just built, and how many files it has, and pages the site.

    `pairs` are the postings and the dictionary: shards, and the tables that lead to them; `texts`
    the packs and the tables that lead into them; `values` what can be chosen of each facet.
    """

    manifest: int
    pairs: int
    texts: int
    values: int
    suggestions: int
    files: int
    pages: int


def sizes(site: Path) -> Sizes:
    """Weigh the index of a site: what nothing else leads to are the pairs."""
    folder = site / "search"
    weights = {file.stem: file.stat().st_size for file in folder.glob("*.bin")}
    content = (folder / "index.json").read_bytes()
    manifest: dict[str, Any] = json.loads(content)
    chunks = [name for segment in manifest["segments"] for name in segment["chunks"]]
    texts = {*chunks, *_packs((folder / f"{name}.bin").read_bytes() for name in chunks)}
    values = set(manifest["values"].values())
    suggestions = set(re.findall("[0-9a-f]{10}", json.dumps(manifest.get("suggestions"))))
    pairs = weights.keys() - texts - values - suggestions

    def weight(names: Iterable[str]) -> int:
        return sum(weights.get(name, 0) for name in names)

    return Sizes(
        len(content),
        weight(pairs),
        weight(texts),
        weight(values),
        weight(suggestions),
        1 + len(weights),
        sum(1 for _ in site.rglob("*.html")),
    )


def _packs(tables: Iterable[bytes]) -> set[str]:
    return {table[at : at + NAME].hex() for table in tables for at in range(0, len(table), ENTRY)}
