"""Writes weights into the source text that has them, and touches nothing else of it."""

import re

from msgspec.structs import asdict

from banmian.segment.weights import Weights

_NUMBER = re.compile(r"^(    (\w+): float = ).*$", re.MULTILINE)


def with_numbers(source: str, weights: Weights) -> str:
    """Give the text of `weights.py` with these numbers."""
    numbers = asdict(weights)
    return _NUMBER.sub(lambda found: f"{found[1]}{numbers[found[2]]}", source)
