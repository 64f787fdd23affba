"""What was learned, written for the package: an octet a number, a scale a column."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from banmian.segment.network import SCALE, TABLE

_LEAST = 6e-8
"""The least scale: half precision has nothing smaller."""


def written(file: Path, table: Mapping[str, int], p: Mapping[str, Any]) -> None:
    """Write the table of characters and the arrays."""
    arrays: dict[str, Any] = {TABLE: [ord(char) for char in sorted(table, key=table.__getitem__)]}
    arrays[TABLE] = np.array(arrays[TABLE], np.uint32)
    for name, value in p.items():
        arrays[name], arrays[name + SCALE] = _octets(np.asarray(value))
    np.savez_compressed(file, **arrays)


def _octets(value: Any) -> tuple[Any, Any]:
    columns = np.abs(value.reshape(-1, value.shape[-1])).max(0) / 127
    scales = np.maximum(columns, _LEAST).astype(np.float16)
    numbers = np.rint(value / np.maximum(scales, np.float16(_LEAST)).astype(np.float32))
    return np.clip(numbers, -127, 127).astype(np.int8), scales
