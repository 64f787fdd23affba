"""What was learned and counted, written for the package: an octet a number."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from banmian.segment import grams
from banmian.segment.network import SCALE, TABLE

_LEAST = 6e-8
"""The least scale: half precision has nothing smaller."""


def written(file: Path, table: Mapping[str, int], p: Mapping[str, Any]) -> None:
    """Write the table of characters and the arrays, which have a scale a column."""
    arrays = {TABLE: _codes(table)}
    for name, value in p.items():
        arrays[name], arrays[name + SCALE] = _octets(np.asarray(value))
    np.savez_compressed(file, **arrays)


def write_grams(file: Path, table: Mapping[str, int], found: grams.Grams) -> None:
    """Write n-grams of a table's characters: their keys as steps, and their odds."""
    arrays = {grams.CHARACTERS: _codes(table)}
    for name, kept in (("pairs", found.pairs), ("triples", found.triples)):
        arrays[name] = np.diff(kept.keys, prepend=0)
        arrays[name + grams.ODDS] = np.rint(kept.odds * grams.SCALE).astype(np.int8)
    np.savez_compressed(file, **arrays)


def _codes(table: Mapping[str, int]) -> Any:
    return np.array([ord(char) for char in sorted(table, key=table.__getitem__)], np.uint32)


def _octets(value: Any) -> tuple[Any, Any]:
    columns = np.abs(value.reshape(-1, value.shape[-1])).max(0) / 127
    scales = np.maximum(columns, _LEAST).astype(np.float16)
    numbers = np.rint(value / np.maximum(scales, np.float16(_LEAST)).astype(np.float32))
    return np.clip(numbers, -127, 127).astype(np.int8), scales
