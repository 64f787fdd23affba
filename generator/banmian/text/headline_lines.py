"""Setting a headline in lines: no mark where it must not stand, breaks where a reader rests."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from math import ceil
from unicodedata import east_asian_width

from msgspec import Struct

_CLOSING = frozenset("，。、；：？！…”’）》〉】〕」』·％,.;:?!)]}%")
"""What no line begins with."""
_OPENING = frozenset("“‘（《〈【〔「『([{")
"""What no line ends with."""
_CLOSES = frozenset("”’）》〉】〕」』)]}")
_PART = re.compile(r"—{2,}|…+|[0-9A-Za-z][0-9A-Za-z.,:%+/_-]*|\s+|.", re.DOTALL)
_NARROW, _CAPITAL = 0.58, 0.78
"""Widths of what is not full-width, in ems: of the bold faces' digits and letters."""

_RESTS = frozenset("，、；：。？！…")
_AT_REST, _BREAK, _BREAK_INSIDE, _LINE = 1.0, 8.0, 24.0, 2.0
"""What a break costs: after a mark, inside a unit, inside quotation marks; and a line more."""


class _Atom(Struct, frozen=True):
    """What is never parted, and what a break before it costs."""

    text: str
    width: float
    cost: float


class SetHeadline(Struct, frozen=True):
    """A headline in lines; `cost` says how badly it is broken and how ragged it is."""

    lines: tuple[str, ...]
    cost: float


def set_headline(text: str, width: float, most: int) -> SetHeadline | None:
    """Set a headline in lines of `width` ems, as few as it takes or one more, of like length.

    It breaks at blanks and before —— where that costs little, and nowhere that the rules of
    line edges (避头尾) forbid. None where it takes more lines than `most`.
    """
    atoms = _atoms(text)
    total = sum(atom.width for atom in atoms)
    best: SetHeadline | None = None
    for lines in range(max(1, ceil(total / width)), most + 1):
        found = _set_in(atoms, width, lines, total / lines)
        if best and (found is None or found.cost + _LINE > best.cost):
            return best
        if found and best:
            return found
        best = found
    return best


@lru_cache(maxsize=4096)
def _em(char: str) -> float:
    wide = east_asian_width(char) in {"W", "F"} or char in "“”‘’—…·"
    if wide:
        return 1.0
    return _CAPITAL if char.isupper() or char in "mw%" else _NARROW


def _wide(text: str) -> float:
    return sum(map(_em, text))


@lru_cache(maxsize=32)
def _atoms(text: str) -> Sequence[_Atom]:
    """Part a headline into what is never parted; a blank ends the atom before it."""
    atoms: list[_Atom] = []
    held, cost, depth = "", 0.0, 0  # opening marks wait for what follows them
    for part in _PART.findall(text.strip()):
        closes = part[0] in _CLOSING or part.isspace()
        if part[0] in _CLOSES:
            depth = max(0, depth - 1)
        if closes and atoms and not held:
            last = atoms[-1]
            joined = last.text + (" " if part.isspace() else part)
            atoms[-1] = _Atom(joined, _wide(joined), last.cost)
            cost = 0.0 if part.isspace() else _price(depth, part)
            continue
        if part.startswith("——"):
            cost = 0.0
        if part[0] in _OPENING:
            depth += 1
        held += part
        if not (part[0] in _OPENING or part.startswith("——")):
            atoms.append(_Atom(held, _wide(held), cost))
            held = ""
            cost = _price(depth, part)
    return [*atoms, _Atom(held, _wide(held), cost)] if held else atoms


def _price(depth: int, before: str) -> float:
    if depth:
        return _BREAK_INSIDE
    return _AT_REST if before[0] in _RESTS else _BREAK


def _set_in(atoms: Sequence[_Atom], width: float, lines: int, ideal: float) -> SetHeadline | None:
    """Set atoms in so many lines, the best way; None where they do not fit."""
    wide = [0.0, *accumulate(atom.width for atom in atoms)]
    blank = [0.0, *(_NARROW if atom.text.endswith(" ") else 0.0 for atom in atoms)]
    price = [*(atom.cost for atom in atoms), 0.0]
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for _ in range(lines):
        reached: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (cost, ends) in best.items():
            for end in range(start + 1, len(wide)):
                shown = wide[end] - wide[start] - blank[end]
                if shown > width:
                    break
                total = cost + (ideal - shown) ** 2 / 4 + price[end]
                if end not in reached or total < reached[end][0]:
                    reached[end] = (total, (*ends, end))
        best = reached
    if len(atoms) not in best:
        return None
    cost, ends = best[len(atoms)]
    parts = pairwise((0, *ends))
    shown_lines = ("".join(a.text for a in atoms[start:end]).strip() for start, end in parts)
    return SetHeadline(tuple(shown_lines), cost)
