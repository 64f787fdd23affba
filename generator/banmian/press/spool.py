"""The spool (暂存): more numbers than memory should hold, sorted into ranges by way of files."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import int64
    from numpy.typing import NDArray

_RANGES = 32
_LOOKED_AT = 64
"""Arrays that are looked at to see where ranges of one size are."""


def in_ranges(
    arrays: Iterable["NDArray[int64]"], bits: int, folder: Path
) -> Iterator["NDArray[int64]"]:
    """Sort numbers into ranges that grow; within a range they stand as they came.

    Each array is sorted. Ranges begin at multiples of 2 ** `bits`. The files are in `folder`, and
    nobody else sees them.

    Raises:
        OSError: when they cannot be written.
    """
    import numpy as np  # noqa: PLC0415 — slow to import, and most commands need none

    rest = iter(arrays)
    first = list(islice(rest, _LOOKED_AT))
    if not first:
        return
    sample = np.sort(np.concatenate(first))
    edges = np.unique(sample[:: max(1, len(sample) // _RANGES)] >> bits << bits)[1:]
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        files = [stack.enter_context(TemporaryFile(dir=folder)) for _ in range(len(edges) + 1)]
        for array in chain(first, rest):
            for file, part in zip(files, np.split(array, array.searchsorted(edges)), strict=True):
                file.write(part.tobytes())
        for file in files:
            file.seek(0)
            yield np.frombuffer(bytearray(file.read()), np.int64)
