"""Counting pairs and triples of characters in running text and in words."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from banmian.segment.features import FIRST_GLYPH, UNKNOWN, Floats, Ints, Print, alike
from banmian.segment.grams import SCALE, UNSEEN, Grams, Table, grams, turn

_SEEN = 2
"""How often what is kept was seen, at least."""
_WORDS, _TAMED = 0.5, 0.75
"""How much all words count beside all text; the power that their frequencies are raised to."""
_EXPECTED, _RARE = 0.3, 0.02
"""What is added to the pairs seen, and to those expected: a share of the latter, and so many more
(twice as many to those expected)."""
_DOUBT = 0.3
"""Triples that are added to those seen, and to those expected, beside the latter."""


class Counted(NamedTuple):
    """N-grams as they are kept, and as if each had been seen once less.

    Most pages that are learned from have texts that were counted. Their true links would look
    surer than those of any other page.
    """

    known: Grams
    less: Grams


def learned_grams(page: Print, before: Ints, counted: Counted) -> Floats:
    """Give what `grams` does; where a line goes on in truth, as if that had not been counted."""
    found = grams(page, counted.known)
    rows = np.flatnonzero(before >= 0)
    true = rows, before[rows]
    found[true] = grams(page, counted.less)[true]
    return found


def count_grams(
    texts: Sequence[str], words: Mapping[str, float], table: Mapping[str, int]
) -> Counted:
    """Count n-grams.

    Args:
        texts: running texts.
        words: words and how frequent they are, more than 0; may be empty.
        table: the numbers of the characters.
    """
    base = FIRST_GLYPH + len(table)
    runs = [_numbers(alike(text), table) for text in texts]
    often = [1.0] * len(runs)
    seen = sum(max(0, len(run) - 1) for run in runs)
    parts = [_numbers(word, table) for word in words]
    tamed = [frequency**_TAMED for frequency in words.values()]
    all_words = sum(len(part) * much for part, much in zip(parts, tamed, strict=True))
    runs += parts
    often += [much * _WORDS * seen / all_words for much in tamed]
    pairs = np.zeros(base**2)
    keys, counts = _counted(runs, often, 2, base)
    pairs[keys] = counts
    pairs = pairs.reshape(base, base)
    triples = _counted(runs, often, 3, base)
    return Counted(*(_odds(base, pairs, *triples, less) for less in (0, 1)))


def _numbers(text: str, table: Mapping[str, int]) -> Ints:
    return np.array([table.get(char, UNKNOWN) for char in text], np.int64)


def _counted(
    runs: Sequence[Ints], often: Sequence[float], length: int, base: int
) -> tuple[Ints, Floats]:
    """Give n-grams of known characters, as numbers, and how often each is in the runs."""
    keys, weights = [], []
    for run, much in zip(runs, often, strict=True):
        if len(run) >= length:
            windows = np.lib.stride_tricks.sliding_window_view(run, length)
            known = windows[(windows >= FIRST_GLYPH).all(1)]
            keys.append(known @ base ** np.arange(length)[::-1])
            weights.append(np.full(len(known), much))
    found, which = np.unique(np.concatenate([*keys, np.array([], np.int64)]), return_inverse=True)
    return found, np.bincount(which, np.concatenate([*weights, np.array([])]), len(found))


def _odds(base: int, pairs: Floats, keys: Ints, counts: Floats, less: int) -> Grams:
    before, after, whole = pairs.sum(1), pairs.sum(0), pairs.sum()
    often = pairs.ravel() >= _SEEN
    first, second = np.divmod(np.flatnonzero(often), base)
    expected = before[first] * after[second] / whole
    seen = pairs[first, second] - less
    added = _EXPECTED * expected + _RARE
    odds = np.log((seen + added) / (expected + added + _RARE))
    two = Table(np.flatnonzero(often), _rounded(np.where(seen < _SEEN, UNSEEN, odds)))
    keys, seen = keys[counts >= _SEEN], counts[counts >= _SEEN] - less
    first, second, third = keys // base**2, keys // base % base, keys % base
    expected = pairs[first, second] * pairs[second, third] / before[second]
    odds = np.log((seen + expected + _DOUBT) / (2 * expected + _DOUBT))
    three = Table(keys, _rounded(np.where(seen < _SEEN, 0, odds)))
    return Grams(base, two, three, turn(base, three))


def _rounded(odds: Floats) -> Floats:
    rounded: Floats = np.clip(np.rint(odds * SCALE), -127, 127).astype(np.float32) / SCALE
    return rounded
