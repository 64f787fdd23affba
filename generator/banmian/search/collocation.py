"""What comes together oftener than by chance: pieces of text, phrases of words.

A piece is a string or a tuple of words; it is counted with all of its own pieces.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from math import log
from typing import TypeVar

OFTEN = 4
"""How often what is learned must occur."""
COHESION = 2.5
"""How much oftener than by chance its parts must come together: a natural logarithm."""
TORN = 0.75
"""The share of its occurrences in one longer piece from which on a piece is only torn from it."""

Piece = TypeVar("Piece", str, tuple[str, ...])


def pieces(runs: Iterable[Piece], longest: int) -> dict[Piece, int]:
    """Count the pieces of runs that have at most `longest` members.

    All of one and two; of those that are longer the ones whose parts occur often.
    """
    found = list(runs)
    counts: dict[Piece, int] = {}
    places = [(run, at) for run in found for at in range(len(run))]
    for size in range(1, longest + 1):
        of_size = Counter([run[at : at + size] for run, at in places])
        counts.update(of_size)
        often = {piece for piece, count in of_size.items() if count >= OFTEN} if size > 1 else None
        places = [
            (run, at)
            for run, at in places
            if at + size < len(run)
            and (
                often is None
                or (run[at : at + size] in often and run[at + 1 : at + size + 1] in often)
            )
        ]
    return counts


def learned(counts: Mapping[Piece, int], longest: int) -> list[Piece]:
    """Find the pieces of two to `longest` members that hold together, in different company."""
    total = sum(count for piece, count in counts.items() if len(piece) == 1)
    often = {piece: count for piece, count in counts.items() if count >= OFTEN and len(piece) > 1}
    longer = _longer(often)
    return [
        piece
        for piece, count in often.items()
        if len(piece) <= longest
        and longer.get(piece, 0) < TORN * count
        and _cohesion(piece, counts, total) >= COHESION
    ]


def _longer(counts: Mapping[Piece, int]) -> dict[Piece, int]:
    """Give for each piece how often the commonest occurs that is longer by one."""
    most: dict[Piece, int] = {}
    for piece, count in counts.items():
        for part in (piece[1:], piece[:-1]):
            if count > most.get(part, 0):
                most[part] = count
    return most


def _cohesion(piece: Piece, counts: Mapping[Piece, int], total: int) -> float:
    """Give how much oftener a piece occurs than two parts of it would by chance, cut anywhere."""
    chance = max(counts[piece[:at]] * counts[piece[at:]] for at in range(1, len(piece)))
    return log(counts[piece] * total / chance)
