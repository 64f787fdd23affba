"""The fitted network, written as `generator/banmian/segment/parameters.py`: an octet a number."""

import base64
import json
from collections.abc import Mapping
from pathlib import Path
from textwrap import wrap
from typing import Any

import numpy as np

from reader.parameters import SHAPES

_ROW = 80
_LEAST = 6e-8


def written(file: Path, table: Mapping[str, int], p: Mapping[str, Any]) -> None:
    """Write the table of characters and the arrays; each column has a scale of its own."""
    glyphs = sorted(table, key=table.__getitem__)
    rows = ["".join(glyphs[at : at + _ROW]) for at in range(0, len(glyphs), _ROW)]
    text = wrap(base64.b85encode(b"".join(map(_octets, p.values()))).decode(), 99)
    file.write_text(
        "\n".join(
            [
                '"""What the network has learned (see `network`): made by bench/fit_reader.py."""',
                "",
                "GLYPHS = (",
                *[f"    {json.dumps(row, ensure_ascii=False)}" for row in rows],
                ")",
                '"""The characters that it knows, the most frequent first."""',
                "",
                "SHAPES = {",
                *[f'    "{name}": {tuple(map(int, value.shape))!r},' for name, value in p.items()],
                "}",
                '"""Its arrays, in the order in which they are packed."""',
                "",
                'PACKED = """\\',
                *text,
                '"""',
                "",
            ]
        ),
        "utf-8",
    )


def _octets(value: Any) -> bytes:
    columns = np.abs(value.reshape(-1, value.shape[-1])).max(0) / 127
    scales = np.maximum(columns, _LEAST).astype(np.float16)
    scales = np.maximum(scales, np.float16(_LEAST))
    numbers = np.rint(value / scales.astype(np.float32))
    return bytes(scales.tobytes() + np.clip(numbers, -127, 127).astype(np.int8).tobytes())


def in_order(p: Mapping[str, Any]) -> dict[str, Any]:
    """Give arrays in the order in which they are packed now, for a small difference."""
    return {name: p[name] for name in (*SHAPES, *p) if name in p}
