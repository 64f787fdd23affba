"""The network that reads a page: what each line is, which line it follows, whose article it is in.

Two convolutions over the characters describe each line; three layers of attention over the lines
of the page, with what their distance says, put it into its context; and two pointers choose among
the lines, told how they go on from each other (`seams`, `grams`) and what they share (`likeness`).
`bench/fit_segmenter.py` fits it, and writes what it has learned to `learned.npz`.

Sources: Vaswani et al. 2017, Attention Is All You Need; Vinyals et al. 2015, Pointer Networks;
Raffel et al. 2020 (T5) for the distances in buckets.
"""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from banmian.segment.features import BLANK, FIRST_GLYPH, Floats, Ints, Print, numbered
from banmian.segment.grams import grams, kept_grams
from banmian.segment.likeness import Likeness
from banmian.segment.seams import seams

TABLE, SCALE = "table", "|scale"
"""In `learned.npz`: the characters that are known, the most frequent first; an array's scales."""
LAYERS, HEADS = 3, 4
_EXACT, _FARTHER = 24, 12
"""Distances in lines that have a bucket of their own; buckets of those beyond, four an octave."""
_MIDDLE = _EXACT + _FARTHER
BUCKETS = 2 * _MIDDLE + 1
_NEVER = np.float32(-1e9)
_LARGE, _SMALL = np.float32(60), np.float32(1e-30)
"""What attention is bounded by, so that no text can make it overflow; few scores are over 20."""
_LINES_AT_ONCE, _PAIRS_AT_ONCE = 60, 6_000
"""Lines, and pairs of them, that are looked at together: what fits near the processor."""
_FREED = 1 << 24
"""Octets that are never used, but taken and freed."""
TEXT = 3
"""The last role of those that stand in an article's text."""

Parameters = Mapping[str, Floats]


class Opinion(NamedTuple):
    """What the network thinks of the lines of a page, in logits.

    `roles`: a row a line, a column a role. `before`: a row for each of the lines `texts`; column
    *j* for that it follows the *j*th of them, the last column for that an article's text begins
    with it. `home`: a row for each of the lines `others`, which are no text; column *j* for that
    it belongs to the article whose text begins with line *j*, the last column for that it belongs
    to none.
    """

    roles: Floats
    texts: Ints
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
def _keep_freed() -> None:
    """Let glibc keep freed memory: it does, up to twice the largest block that was ever freed.

    Otherwise each page's tables come from the kernel anew, which takes a tenth of all time.
    """
    np.empty(_FREED, np.uint8)


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
    _keep_freed()
    p = parameters()
    shared = Likeness(page.texts)
    context = _described(page, p)
    for layer in range(LAYERS):
        context = _layer(context, p, f"layer{layer}.")
    context = _normal(context, p, "out.")
    roles = context @ p["role"] + p["role.bias"]
    is_text = roles.argmax(1) <= TEXT
    texts, others, every = (np.flatnonzero(of) for of in (is_text, ~is_text, is_text >= 0))
    running = page._replace(starts=page.starts[texts], ends=page.ends[texts])
    seam = seams(running, p) + grams(running, kept_grams())
    stretches = shared.stretches()
    behind, onward = (table[texts][:, texts] for table in stretches)
    widths = page.marks[:, 0]
    follows = (behind, onward, _apart(widths[texts], widths[texts]), seam, behind - onward)
    before = _pointer(texts, texts, context, follows, p, "before.")
    before[:, :-1] += seam * p["before.seam"]
    behind, onward = (table[others] for table in stretches)
    pairs, far, near = shared.heads(others)
    belongs = (behind, onward, pairs, far, near, _apart(widths[others], widths), far * far)
    home = _pointer(others, every, context, belongs, p, "home.")
    return Opinion(roles, texts, before, others, home)


def _apart(widths: Floats, others: Floats) -> Floats:
    apart: Floats = np.abs(widths[:, None] - others)
    return apart


def _described(page: Print, p: Parameters) -> Floats:
    """Describe each line by its characters."""
    parts = range(0, len(page.starts), _LINES_AT_ONCE)
    seen = np.concatenate([_seen(page, p, slice(at, at + _LINES_AT_ONCE)) for at in parts])
    return np.concatenate([seen, page.marks], 1) @ p["line"] + p["line.bias"]


def _seen(page: Print, p: Parameters, lines: slice) -> Floats:
    """See what is in some lines, and at both their ends: the blanks between lines part them."""
    first, last = page.starts[lines], page.ends[lines]
    glyphs = page.glyphs[first[0] : last[-1] + 2]
    first, last = first - first[0], last - first[0]
    blank = glyphs == BLANK
    before, here, after = _glyphs_seen()
    chars = here.take(glyphs, 0)
    chars[1:] += before.take(glyphs[:-1], 0)
    chars[:-1] += after.take(glyphs[1:], 0)
    chars = _around(_positive(chars, blank), p["conv2"])
    chars += p["conv2.bias"]
    chars = _positive(chars, blank)
    edges = np.stack([first, last + 1], 1).ravel()
    most = np.maximum.reduceat(chars, edges, axis=0)[::2]
    return np.concatenate([most, chars[first], chars[last]], 1)


@cache
def _glyphs_seen() -> tuple[Floats, Floats, Floats]:
    """Give what each character does to what is seen after it, at its place and before it."""
    p = parameters()
    before, here, after = np.split(p["conv1"], 3)
    return p["glyphs"] @ before, p["glyphs"] @ here + p["conv1.bias"], p["glyphs"] @ after


def _positive(rows: Floats, blank: NDArray[np.bool_]) -> Floats:
    np.maximum(rows, 0, out=rows)
    rows[blank] = 0
    return rows


def _around(rows: Floats, weights: Floats) -> Floats:
    """Weigh each row with the one before it and the one after it."""
    before, here, after = np.split(weights, 3)
    out: Floats = rows @ here
    out[1:] += rows[:-1] @ before
    out[:-1] += rows[1:] @ after
    return out


def _layer(rows: Floats, p: Parameters, name: str) -> Floats:
    count, width = rows.shape
    normal = _normal(rows, p, name + "in.")
    parts = (normal @ p[name + "attend"]).reshape(count, 3, HEADS, width // HEADS)
    queries, keys, values = np.ascontiguousarray(parts.transpose(1, 2, 0, 3))
    queries /= np.float32(np.sqrt(width // HEADS))
    mixed = np.empty((count, HEADS, width // HEADS), np.float32)
    scores = np.empty((count, count), np.float32)  # one head at a time: the table is large
    ones = np.ones((count, 1), np.float32)
    for head in range(HEADS):
        np.matmul(queries[head], keys[head].T, out=scores)
        scores += _by_distance(p[name + "distance"][head], count)
        if scores.max() > _LARGE:
            np.minimum(scores, _LARGE, out=scores)
        np.exp(scores, out=scores)
        sums = scores @ np.concatenate([values[head], ones], 1)
        mixed[:, head] = sums[:, :-1] / (sums[:, -1:] + _SMALL)
    mixed = mixed.reshape(count, width) @ p[name + "mixed"]
    out: Floats = rows + mixed + _around(normal, p[name + "around"])
    inner = np.maximum(_normal(out, p, name + "mid.") @ p[name + "wide"] + p[name + "wide.bias"], 0)
    out += inner @ p[name + "narrow"] + p[name + "narrow.bias"]
    return out


def _normal(rows: Floats, p: Parameters, name: str) -> Floats:
    centred: Floats = rows - rows.mean(-1, keepdims=True)
    spread = np.sqrt((centred * centred).mean(-1, keepdims=True) + np.float32(1e-5))
    centred /= spread
    return centred * p[name + "gain"] + p[name + "bias"]


def _pointer(
    rows: Ints, columns: Ints, context: Floats, pairs: Sequence[Floats], p: Parameters, name: str
) -> Floats:
    """Score some lines for each of some; never itself, and none of them in the last column."""
    here, there = context[rows], context[columns]
    query, key = here @ p[name + "query"], there @ p[name + "key"]
    scores = query @ key.T / np.float32(np.sqrt(query.shape[1]))
    distances = here @ p[name + "distance"] + p[name + "distance.bias"]
    count = len(context)
    apart = np.lib.stride_tricks.sliding_window_view(distances[:, _buckets(count)], count, axis=1)
    scores += apart[np.arange(len(rows)), count - 1 - rows][:, columns]
    scores += _paired(pairs, p, name)
    scores[rows[:, None] == columns] = _NEVER
    return np.concatenate([scores, here @ p[name + "none"] + p[name + "none.bias"]], 1)


def _paired(pairs: Sequence[Floats], p: Parameters, name: str) -> Floats:
    """Score pairs of lines, as many as each of the tables has places."""
    weights, bias, out = p[name + "pair"].T, p[name + "pair.bias"][:, None], p[name + "pair.out"]
    flat = [pair.ravel() for pair in pairs]
    scores = np.empty(flat[0].shape, np.float32)
    for start in range(0, len(scores), _PAIRS_AT_ONCE):
        part = slice(start, start + _PAIRS_AT_ONCE)
        inner = weights @ np.stack([pair[part] for pair in flat])
        inner += bias
        np.maximum(inner, 0, out=inner)
        scores[part] = out[:, 0] @ inner
    return scores.reshape(pairs[0].shape)


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
