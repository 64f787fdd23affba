"""How running text goes on, by its n-grams: what two and three characters say of a cut.

The seams see eight characters on each side and what they mean; they do not remember which words
there are. Pairs and triples of characters do: how much likelier each is, in running text, than
its parts are together. `bench/fitting/grams.py` counts them, and writes `grams.npz`.

Source: Church and Hanks 1990, Word Association Norms, Mutual Information, and Lexicography.
"""

from functools import cache
from importlib.resources import files
from typing import IO, NamedTuple

import numpy as np

from banmian.segment.features import BLANK, FIRST_GLYPH, Floats, Ints, Print

CHARACTERS, ODDS, SCALE = "characters", "|odds", 16
"""In `grams.npz`: the characters, by their numbers; log-odds, an octet each, times so much."""
UNSEEN = -0.9
"""Log-odds of a pair that is not kept."""
PAIR, TRIPLE = 0.6, 1.5
"""How much pairs and triples count, beside what the seams say."""


class Table(NamedTuple):
    """N-grams: the numbers of their characters, as one, in their order; and their log-odds."""

    keys: Ints
    odds: Floats


class Grams(NamedTuple):
    """Pairs; triples by their first two characters; the same by their last two, the first last.

    `base` is how many numbers of characters there are.
    """

    base: int
    pairs: Table
    triples: Table
    turned: Table


def grams(page: Print, known: Grams) -> Floats:
    """Give how much likelier each line, a row, goes on from each, a column, in log-odds."""
    base = known.base
    last, before = _at(page, page.ends, 0), _at(page, page.ends, -1)
    first, second = _at(page, page.starts, 0), _at(page, page.starts, 1)
    pairs = _odds(last, first, known.pairs, base, UNSEEN).T
    triples = _odds(before * base + last, first, known.triples, base, 0.0).T
    turned = _odds(first * base + second, last, known.turned, base, 0.0)
    out: Floats = PAIR * pairs + TRIPLE * (triples + turned)
    return out


def turn(base: int, triples: Table) -> Table:
    """Give triples by their last two characters, the first one last."""
    first, rest = np.divmod(triples.keys, base**2)
    keys = rest * base + first
    order = np.argsort(keys)
    return Table(keys[order], triples.odds[order])


@cache
def kept_grams() -> Grams:
    """Give what was counted."""
    with files(__package__).joinpath("grams.npz").open("rb") as file:
        return read_grams(file)


def read_grams(file: IO[bytes]) -> Grams:
    """Give n-grams from what is kept: the steps from key to key, and odds, an octet each."""
    with np.load(file) as arrays:
        pairs, triples = (
            Table(np.cumsum(arrays[name]), arrays[name + ODDS].astype(np.float32) / SCALE)
            for name in ("pairs", "triples")
        )
        base = FIRST_GLYPH + len(arrays[CHARACTERS])
    return Grams(base, pairs, triples, turn(base, triples))


def _at(page: Print, places: Ints, step: int) -> Ints:
    """Give the characters at places, or one before or after; a blank beside a short line."""
    found = page.glyphs[places + step]
    inside = (places + step >= page.starts) & (places + step <= page.ends)
    return np.where(inside, found, BLANK).astype(np.int64)


def _odds(contexts: Ints, chars: Ints, table: Table, base: int, unseen: float) -> Floats:
    """Give the log-odds of each context, a row, with each character, a column."""
    contexts, row_of = np.unique(contexts, return_inverse=True)
    chars, column_of = np.unique(chars, return_inverse=True)
    starts = np.searchsorted(table.keys, contexts * base)
    counts = np.searchsorted(table.keys, (contexts + 1) * base) - starts
    rows = np.repeat(np.arange(len(contexts)), counts)
    places = np.arange(len(rows)) + np.repeat(starts - np.cumsum(counts) + counts, counts)
    column = np.full(base, -1)
    column[chars] = np.arange(len(chars))
    columns = column[table.keys[places] - contexts[rows] * base]
    met = columns >= 0
    out = np.full((len(contexts), len(chars)), unseen, np.float32)
    out[rows[met], columns[met]] = table.odds[places[met]]
    return out[row_of][:, column_of]
