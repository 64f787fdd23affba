"""What comes together oftener than by chance: pieces of text, phrases of words.

A text is a string or a tuple of words, and so are its pieces.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import log
from typing import TypeVar

OFTEN = 4
"""How often what is learned must occur."""
COHESION = 2.5
"""How much oftener than by chance its parts must come together: a natural logarithm."""
TORN = 0.75
"""The share of its occurrences in one longer piece from which on a piece is only torn from it."""

BREAK = "\n"
"""What parts the runs of a text: a character of a string, a member of a tuple."""

Piece = TypeVar("Piece", str, tuple[str, ...])


def pieces(text: Piece, longest: int) -> dict[Piece, int]:
    """Count the pieces of a text that have at most `longest` members, and no `BREAK` in them.

    All of one and two; of those that are longer the ones whose parts occur often.
    """
    counts: dict[Piece, int] = {}
    places: Sequence[int] = range(len(text))
    for size in range(1, longest + 1):
        there = [text[at : at + size] for at in places]
        of_size = {piece: n for piece, n in Counter(there).items() if BREAK not in piece}
        counts.update(of_size)
        often = {piece for piece, n in of_size.items() if n >= OFTEN or size == 1}
        marked = bytearray(len(text) + 1)
        for at, piece in zip(places, there, strict=True):
            marked[at] = piece in often
        places = [at for at in places if marked[at] and marked[at + 1]]
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
