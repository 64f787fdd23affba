"""The network that reads a page: what each line is, which line it follows, whose article it is in.

Two convolutions over the characters describe each line; three layers of attention over the lines
of the page, with what their distance says, put it into its context; and two pointers choose among
the lines. `bench/fit_segmenter.py` fits it, and writes what it has
learned to `learned.npz`.

Sources: Vaswani et al. 2017, Attention Is All You Need; Vinyals et al. 2015, Pointer Networks;
Raffel et al. 2020 (T5) for the distances in buckets.
"""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from banmian.segment.features import FIRST_GLYPH, Floats, Ints, Print, numbered
from banmian.segment.likeness import Likeness

TABLE, SCALE = "table", "|scale"
"""In `learned.npz`: the characters that are known, the most frequent first; an array's scales."""
LAYERS, HEADS = 3, 4
_EXACT, _FARTHER = 24, 12
"""Distances in lines that have a bucket of their own; buckets of those beyond, four an octave."""
_MIDDLE = _EXACT + _FARTHER
BUCKETS = 2 * _MIDDLE + 1
_NEVER = np.float32(-1e9)
TEXT = 3
"""The last role of those that stand in an article's text."""

Parameters = Mapping[str, Floats]


class Opinion(NamedTuple):
    """What the network thinks of the lines of a page, in logits.

    `roles`: a row a line, a column a role. `before`: a row a line; column *j* for that it follows
    line *j*, the last column for that an article's text begins with it. `home`: a row for each of
    the lines `others`, which are no text; column *j* for that it belongs to the article whose
    text begins with line *j*, the last column for that it belongs to none.
    """

    roles: Floats
    before: Floats
    others: Ints
    home: Floats


@cache
def glyph_table() -> Mapping[str, int]:
    """Give the number of each character that the network knows."""
    codes = _learned()[TABLE].tolist()
    return {chr(code): number for number, code in enumerate(codes, FIRST_GLYPH)}


@cache
def glyph_numbers() -> Ints:
    """Give the numbers of all characters, by their codes."""
    return numbered(glyph_table())


@cache
def parameters() -> Parameters:
    """Give what was learned."""
    return unpacked(_learned())


@cache
def _learned() -> Mapping[str, NDArray[Any]]:
    with files(__package__).joinpath("learned.npz").open("rb") as file, np.load(file) as arrays:
        return dict(arrays)


def unpacked(arrays: Mapping[str, NDArray[Any]]) -> Parameters:
    """Give numbers from what is kept: an octet each, and a scale a column."""
    return {
        name: array * arrays[name + SCALE].astype(np.float32)
        for name, array in arrays.items()
        if name + SCALE in arrays
    }


def opinion(page: Print) -> Opinion:
    """Read the lines of a page."""
    p = parameters()
    shared = Likeness(page.texts)
    steps = buckets(len(page.starts))
    seam, context = _described(page, p)
    for layer in range(LAYERS):
        context = _layer(context, p, f"layer{layer}.")
    context = _normal(context, p, "out.")
    roles = context @ p["role"] + p["role.bias"]
    others = np.flatnonzero(roles.argmax(1) > TEXT)
    behind, onward = shared.stretches()
    widths = page.marks[:, 0]
    apart = np.abs(widths[:, None] - widths[None, :])
    every = np.arange(len(roles))
    follows = (behind, onward, apart, seam, behind - onward)
    before = _pointer(every, context, steps, follows, p, "before.")
    before[:, :-1] += seam
    pairs, far, near = shared.heads(others)
    belongs = (behind[others], onward[others], pairs, far, near, apart[others], far * far)
    home = _pointer(others, context, steps, belongs, p, "home.")
    return Opinion(roles, before, others, home)


def _described(page: Print, p: Parameters) -> tuple[Floats, Floats]:
    """Describe lines by their characters: how each goes on from each, and each by itself."""
    there = (page.glyphs > 0)[:, None].astype(np.float32)
    chars = p["glyphs"][page.glyphs] * there
    seen = np.maximum(_with_neighbours(chars) @ p["conv1"] + p["conv1.bias"], 0) * there
    seen = np.maximum(_with_neighbours(seen) @ p["conv2"] + p["conv2.bias"], 0) * there
    first, last = page.starts, page.ends
    edges = np.stack([first, last + 1], 1).ravel()
    most = np.maximum.reduceat(seen, edges, axis=0)[::2]
    described = np.concatenate([most, seen[first], seen[last], page.marks], 1)
    begins = np.concatenate([chars[first], chars[first + 1], chars[first + 2], seen[first]], 1)
    ends = np.concatenate([chars[last], chars[last - 1], chars[last - 2], seen[last]], 1)
    begins, ends = begins @ p["begins"], ends @ p["ends"]
    seam = begins @ ends.T / np.float32(np.sqrt(begins.shape[1]))
    return seam, described @ p["line"] + p["line.bias"]


def _with_neighbours(rows: Floats) -> Floats:
    """Put beside each row the one before it and the one after it."""
    width = rows.shape[1]
    out = np.zeros((len(rows), 3 * width), np.float32)
    out[1:, :width] = rows[:-1]
    out[:, width : 2 * width] = rows
    out[:-1, 2 * width :] = rows[1:]
    return out


def _layer(rows: Floats, p: Parameters, name: str) -> Floats:
    count, width = rows.shape
    normal = _normal(rows, p, name + "in.")
    parts = (normal @ p[name + "attend"]).reshape(count, 3, HEADS, width // HEADS)
    mixed = np.empty((count, HEADS, width // HEADS), np.float32)
    for head in range(HEADS):  # one at a time: a page's table of all lines by all is large
        query, key, value = (np.ascontiguousarray(parts[:, at, head]) for at in range(3))
        scores = query @ key.T / np.float32(np.sqrt(width // HEADS))
        scores += _by_distance(p[name + "distance"][head], count)
        scores -= scores.max(-1, keepdims=True)
        np.exp(scores, out=scores)
        scores /= scores.sum(-1, keepdims=True)
        mixed[:, head] = scores @ value
    mixed = mixed.reshape(count, width) @ p[name + "mixed"]
    out: Floats = rows + mixed + _with_neighbours(normal) @ p[name + "around"]
    inner = np.maximum(_normal(out, p, name + "mid.") @ p[name + "wide"] + p[name + "wide.bias"], 0)
    out += inner @ p[name + "narrow"] + p[name + "narrow.bias"]
    return out


def _normal(rows: Floats, p: Parameters, name: str) -> Floats:
    centred: Floats = rows - rows.mean(-1, keepdims=True)
    spread = np.sqrt((centred * centred).mean(-1, keepdims=True) + np.float32(1e-5))
    centred /= spread
    return centred * p[name + "gain"] + p[name + "bias"]


def _pointer(
    rows: Ints, context: Floats, steps: Ints, pairs: Sequence[Floats], p: Parameters, name: str
) -> Floats:
    """Score all lines for each of some; never itself, and none of them in the last column."""
    here = context[rows]
    query, key = here @ p[name + "query"], context @ p[name + "key"]
    scores = query @ key.T / np.float32(np.sqrt(query.shape[1]))
    distances = here @ p[name + "distance"] + p[name + "distance.bias"]
    scores += np.take_along_axis(distances, steps[rows], 1)
    weights, bias, out = p[name + "pair"], p[name + "pair.bias"], p[name + "pair.out"][:, 0]
    for unit in range(weights.shape[1]):
        inner = pairs[0] * weights[0, unit]
        for pair, weight in zip(pairs[1:], weights[1:, unit], strict=True):
            inner += pair * weight
        inner += bias[unit]
        np.maximum(inner, 0, out=inner)
        inner *= out[unit]
        scores += inner
    scores[np.arange(len(rows)), rows] = _NEVER
    return np.concatenate([scores, here @ p[name + "none"] + p[name + "none.bias"]], 1)


def _by_distance(values: Floats, count: int) -> Floats:
    """Give the value of the distance from each line to each: a view, whose rows overlap."""
    return np.lib.stride_tricks.sliding_window_view(values[_buckets(count)], count)[::-1]


def buckets(count: int) -> Ints:
    """Give the bucket of the distance from each line to each."""
    return np.lib.stride_tricks.sliding_window_view(_buckets(count), count)[::-1]


@lru_cache(maxsize=64)
def _buckets(count: int) -> Ints:
    """Give the buckets of the distances from -count + 1 to count - 1."""
    distance = np.arange(1 - count, count)
    far = np.abs(distance)
    octaves = np.log2(np.maximum(far, 1) / _EXACT) * 4
    beyond = _EXACT + np.minimum(_FARTHER, np.floor(octaves).astype(np.int32) + 1)
    found = np.sign(distance) * np.where(far <= _EXACT, far, beyond) + _MIDDLE
    return found.astype(np.int8)
