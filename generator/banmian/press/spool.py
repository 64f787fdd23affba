"""The spool (暂存): more numbers than memory should hold, sorted into ranges by way of files."""

from collections.abc import Iterable
from contextlib import ExitStack
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import int64
    from numpy.typing import NDArray

_LOOKED_AT = 64
"""Arrays that are looked at to see where ranges of one size are."""


def in_ranges(
    arrays: Iterable["NDArray[int64]"], bits: int, count: int, folder: Path
) -> list[Path]:
    """Sort numbers into about `count` ranges that grow; within one they stand as they came.

    Each array is sorted. Ranges begin at multiples of 2 ** `bits`. Give a file of each, in
    `folder`: its numbers, 8 bytes each (`numbers_of` reads them).

    Raises:
        OSError: when they cannot be written.
    """
    import numpy as np  # noqa: PLC0415 — slow to import, and most commands need none

    rest = iter(arrays)
    first = list(islice(rest, _LOOKED_AT))
    if not first:
        return []
    sample = np.sort(np.concatenate(first))
    edges = np.unique(sample[:: max(1, len(sample) // count)] >> bits << bits)[1:]
    paths = [folder / f"{number}" for number in range(len(edges) + 1)]
    with ExitStack() as stack:
        files = [stack.enter_context(path.open("wb")) for path in paths]
        for array in chain(first, rest):
            for file, part in zip(files, np.split(array, array.searchsorted(edges)), strict=True):
                file.write(part.tobytes())
    return paths


def numbers_of(path: Path) -> "NDArray[int64]":
    """Read the numbers of a range.

    Raises:
        OSError: when its file cannot be read.
    """
    import numpy as np  # noqa: PLC0415

    return np.frombuffer(bytearray(path.read_bytes()), np.int64)
