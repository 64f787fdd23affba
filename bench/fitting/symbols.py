"""Weights that say which of them are counted, and how often.

The evidence is linear in its weights. Run with `Symbol`s in their place, it gives not the log-odds
of a label but how much each weight has in them, by the same code.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec.structs import fields

from banmian.segment.weights import Weights

NAMES = tuple(field.name for field in fields(Weights))


class Symbol:
    """A sum of weights, each so many times; numbers that no weight goes with are forgotten."""

    __slots__ = ("counts",)

    def __init__(self, counts: Mapping[str, float]) -> None:
        """Take how often each weight is counted."""
        self.counts = counts

    def __add__(self, other: "Symbol | float") -> "Symbol":
        """Count what both count."""
        if not isinstance(other, Symbol) or not other.counts:
            return self
        counts = dict(self.counts)
        for name, count in other.counts.items():
            counts[name] = counts.get(name, 0.0) + count
        return Symbol(counts)

    __radd__ = __add__

    def __mul__(self, times: float) -> "Symbol":
        """Count each so many times more."""
        if not times:
            return _NOTHING
        return Symbol({name: count * times for name, count in self.counts.items()})

    __rmul__ = __mul__


_NOTHING = Symbol({})


def symbols(without: Iterable[str] = ()) -> Weights:
    """Give weights that stand for themselves, but for some that are to count nothing."""
    silent = frozenset(without)
    named: dict[str, Any] = {
        name: _NOTHING if name in silent else Symbol({name: 1.0}) for name in NAMES
    }
    return Weights(**named)


def counts(parts: Iterable[Any]) -> Mapping[str, float]:
    """Give how often each weight is counted in the sum of some scores of such weights."""
    return sum(parts, _NOTHING).counts
