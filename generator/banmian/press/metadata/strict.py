"""Reading without leniency: what is not as it must be ends the reading."""


def check(right: bool, what: str) -> None:
    """Go on only where something is right.

    Raises:
        ValueError: when it is not; it says what is wrong.
    """
    if not right:
        raise ValueError(what)


def take(data: bytes, at: int, size: int, expected: bytes | None = None) -> bytes:
    """Give a part of the data.

    Raises:
        ValueError: when it is not there, or not what is expected.
    """
    part = data[at : at + size]
    check(len(part) == size and expected in {None, part}, "broken off")
    return part
