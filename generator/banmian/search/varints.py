"""Numbers as bytes: seven bits a byte, low ones first; the top bit says that more come."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import int64
    from numpy.typing import NDArray


def varint(number: int) -> bytes:
    """Write a number."""
    parts = []
    while number > 127:
        parts.append(number & 127 | 128)
        number >>= 7
    return bytes([*parts, number])


def read_varint(content: bytes, at: int) -> tuple[int, int]:
    """Read a number; give it, and where it ends."""
    number = shift = 0
    while content[at] & 128:
        number |= (content[at] & 127) << shift
        at, shift = at + 1, shift + 7
    return number | content[at] << shift, at + 1


def lengths(numbers: "NDArray[int64]") -> "NDArray[int64]":
    """Give how many bytes `varints` takes for each number."""
    import numpy as np  # noqa: PLC0415

    found = np.ones_like(numbers)
    most, shift = int(numbers.max(initial=0)), 7
    while most >> shift:
        found += numbers >> shift > 0
        shift += 7
    return found


def varints(numbers: "NDArray[int64]") -> bytes:
    """Write numbers."""
    import numpy as np  # noqa: PLC0415

    if numbers.max(initial=0) < 128:
        return numbers.astype(np.uint8).tobytes()
    sizes = lengths(numbers)
    starts = np.cumsum(sizes) - sizes
    out = np.zeros(int(sizes.sum()), np.uint8)
    n = 0
    while len(numbers):
        more = sizes > n + 1
        out[starts + n] = (numbers >> 7 * n & 127) | more << 7
        numbers, sizes, starts = numbers[more], sizes[more], starts[more]
        n += 1
    return out.tobytes()


def read_varints(content: bytes) -> "NDArray[int64]":
    """Read the numbers that `varints` wrote."""
    import numpy as np  # noqa: PLC0415

    codes = np.frombuffer(content, np.uint8).astype(np.int64)
    if not len(codes) or codes.max() < 128:
        return codes
    ends = np.flatnonzero(codes < 128)
    starts = np.append(0, ends + 1)[:-1]
    place = np.arange(len(codes)) - np.repeat(starts, ends - starts + 1)
    parts = (codes & 127) << 7 * place
    found: NDArray[int64] = np.add.reduceat(parts, starts)
    return found
