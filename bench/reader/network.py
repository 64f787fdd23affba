"""The network that reads a page: what each line is, which line it follows, whose article it is in.

Two convolutions over the characters describe each line; three layers of attention over the lines
of the page, with what their distance says, put it into its context; and two pointers choose among
the lines. `bench/fit_reader.py` fits it.

Sources: Vaswani et al. 2017, Attention Is All You Need; Vinyals et al. 2015, Pointer Networks;
Raffel et al. 2020 (T5) for the distances in buckets.
"""

import base64
import math
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from reader.features import FIRST_GLYPH, Floats, Ints, Print
from reader.likeness import Likeness
from reader.parameters import GLYPHS, PACKED, SHAPES

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
    return {char: number for number, char in enumerate(GLYPHS, FIRST_GLYPH)}


@cache
def parameters() -> Parameters:
    """Give what was learned."""
    return unpacked(PACKED, SHAPES)


def unpacked(packed: str, shapes: Mapping[str, tuple[int, ...]]) -> Parameters:
    """Unpack arrays: of each a scale a column, in half precision, then an octet a number."""
    data = base64.b85decode(packed.replace("\n", ""))
    found: dict[str, Floats] = {}
    at = 0
    for name, shape in shapes.items():
        columns, count = shape[-1], math.prod(shape)
        scales = np.frombuffer(data, np.float16, columns, at).astype(np.float32)
        at += scales.nbytes // 2
        octets = np.frombuffer(data, np.int8, count, at).reshape(shape)
        at += count
        found[name] = octets.astype(np.float32) * scales
    return found


def opinion(page: Print) -> Opinion:
    """Read the lines of a page."""
    p = parameters()
    shared = Likeness(page.texts)
    steps = buckets(len(page.starts))
    seam, context = _described(page, p)
    for layer in range(LAYERS):
        context = _layer(context, steps, p, f"layer{layer}.")
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


def _layer(rows: Floats, steps: Ints, p: Parameters, name: str) -> Floats:
    count, width = rows.shape
    normal = _normal(rows, p, name + "in.")
    parts = (normal @ p[name + "attend"]).reshape(count, 3, HEADS, width // HEADS)
    query, key, value = (np.ascontiguousarray(parts[:, at].transpose(1, 0, 2)) for at in range(3))
    scores = query @ key.transpose(0, 2, 1) / np.float32(np.sqrt(width // HEADS))
    scores += p[name + "distance"][:, steps]
    scores -= scores.max(-1, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(-1, keepdims=True)
    mixed = (scores @ value).transpose(1, 0, 2).reshape(count, width) @ p[name + "mixed"]
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


def buckets(count: int) -> Ints:
    """Give the bucket of the distance from each line to each."""
    lines = np.arange(count)
    distance = lines[None, :] - lines[:, None]
    far = np.abs(distance)
    octaves = np.log2(np.maximum(far, 1) / _EXACT) * 4
    beyond = _EXACT + np.minimum(_FARTHER, np.floor(octaves).astype(np.int32) + 1)
    steps = np.where(far <= _EXACT, far, beyond)
    found: Ints = np.sign(distance) * steps + _MIDDLE
    return found
