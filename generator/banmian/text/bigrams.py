"""Pairs of neighbouring Han characters: what two texts that speak of the same thing share."""

import re
from functools import lru_cache
from itertools import chain
from operator import add

from banmian.text.characters import HAN

_RUNS = re.compile(f"[{HAN}]{{2,}}")


@lru_cache(maxsize=2048)
def bigrams(text: str) -> tuple[str, ...]:
    """Give the pairs of neighbouring Han characters of a text."""
    return tuple(chain.from_iterable([map(add, run, run[1:]) for run in _RUNS.findall(text)]))
