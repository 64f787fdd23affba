"""The network of `banmian.segment.network` as it learns: the same sums, in JAX, and their loss."""

from collections.abc import Iterator, Mapping
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from banmian.segment.choices import Sort
from banmian.segment.features import FIRST_GLYPH
from banmian.segment.network import BUCKETS, HEADS, LAYERS

_GLYPH, _SEEN, _WIDE, _POINT, _SORTS = 40, 56, 96, 48, 11
"""Numbers of a character, of one in its surroundings, a line, a pointer; sorts."""
_PAIRS = {"before.": 5, "home.": 7}
_UNITS = 8
_DROPPED = 0.12
_OUT = -1e9
_BEGINS = 2.5
"""How many times more it costs not to see where an article begins."""
_AFTER, _HOME = 0.5, 1.5
_RARE = {Sort.SECTION: 2.0, Sort.KICKER: 2.0, Sort.HEADLINE: 1.3, Sort.DECK: 2.0}
"""How many times more it costs not to see what a line is, where few lines are that."""

Arrays = Mapping[str, Any]


def fresh(known: int, marks: int) -> dict[str, Any]:
    """Give parameters to begin with, for so many characters known, and so many marks a line."""
    keys = iter(jax.random.split(jax.random.key(0), 200))
    return {
        name: np.asarray(value if isinstance(value, jax.Array) else _random(next(keys), *value))
        for name, value in _shapes(known + FIRST_GLYPH, marks)
    }


def _random(key: Any, scale: float, *shape: int) -> jax.Array:
    return jax.random.normal(key, shape) * scale / np.sqrt(shape[0])


def _shapes(glyphs: int, marks: int) -> Iterator[tuple[str, Any]]:
    wide = _WIDE
    yield "glyphs", (0.3 * np.sqrt(glyphs), glyphs, _GLYPH)
    for name, before in (("conv1", _GLYPH), ("conv2", _SEEN)):
        yield name, (1.0, 3 * before, _SEEN)
        yield name + ".bias", jnp.zeros(_SEEN)
    yield "line", (1.0, 3 * _SEEN + marks, wide)
    yield "line.bias", jnp.zeros(wide)
    yield "before.seam", jnp.ones(1)
    yield "role", (1.0, wide, _SORTS)
    yield "role.bias", jnp.zeros(_SORTS)
    yield from _normal_shapes("out.")
    for name, pairs in _PAIRS.items():
        yield name + "query", (1.0, wide, _POINT)
        yield name + "key", (1.0, wide, _POINT)
        yield name + "distance", (0.3, wide, BUCKETS)
        yield name + "distance.bias", jnp.zeros(BUCKETS)
        yield name + "none", (1.0, wide, 1)
        yield name + "none.bias", jnp.zeros(1)
        yield name + "pair", (1.0, pairs, _UNITS)
        yield name + "pair.bias", jnp.zeros(_UNITS)
        yield name + "pair.out", (0.3, _UNITS, 1)
    for layer in range(LAYERS):
        yield from _layer_shapes(f"layer{layer}.")


def _normal_shapes(name: str) -> Iterator[tuple[str, Any]]:
    yield name + "gain", jnp.ones(_WIDE)
    yield name + "bias", jnp.zeros(_WIDE)


def _layer_shapes(name: str) -> Iterator[tuple[str, Any]]:
    yield from _normal_shapes(name + "in.")
    yield from _normal_shapes(name + "mid.")
    yield name + "attend", (1.0, _WIDE, 3 * _WIDE)
    yield name + "mixed", (0.5, _WIDE, _WIDE)
    yield name + "distance", jnp.zeros((HEADS, BUCKETS))
    yield name + "around", (0.3, 3 * _WIDE, _WIDE)
    yield name + "wide", (1.0, _WIDE, 2 * _WIDE)
    yield name + "wide.bias", jnp.zeros(2 * _WIDE)
    yield name + "narrow", (0.5, 2 * _WIDE, _WIDE)
    yield name + "narrow.bias", jnp.zeros(_WIDE)


def read(p: Arrays, page: Arrays, key: Any = None) -> tuple[Any, Any, Any]:
    """Read a page: sorts, what each line follows, whose article it is in, in logits.

    `page` has `glyphs`, the `line` of each, `starts`, `ends`, `marks`, `there` (the lines that
    are no padding), `buckets`, `likeness` and `seam`; see `learning.padded`. `key` drops numbers
    out.
    """
    keys = iter(jax.random.split(key, 2 + 2 * LAYERS) if key is not None else [None] * 20)
    count = page["marks"].shape[0]
    rows = _described(p, page, next(keys))
    there = page["there"]
    out = jnp.where(there, 0.0, _OUT)[None, :]
    for layer in range(LAYERS):
        rows = _layer(p, f"layer{layer}.", rows, page, out, next(keys), next(keys))
    rows = _normal(p, "out.", rows)
    like, seam = page["likeness"], page["seam"]
    apart = jnp.abs(page["marks"][:, None, 0] - page["marks"][None, :, 0])[..., None]
    follows = [like[..., :2], apart, seam[..., None], like[..., :1] - like[..., 1:2]]
    belongs = [like, apart, like[..., 3:4] ** 2]
    out = out + jnp.eye(count) * _OUT
    before, begins = _pointer(p, "before.", rows, page, jnp.concatenate(follows, -1))
    home, homeless = _pointer(p, "home.", rows, page, jnp.concatenate(belongs, -1))
    return (
        rows @ p["role"] + p["role.bias"],
        jnp.concatenate([before + seam * p["before.seam"] + out, begins], 1),
        jnp.concatenate([home + out, homeless], 1),
    )


def _drop(key: Any, rows: Any) -> Any:
    if key is None:
        return rows
    return rows * jax.random.bernoulli(key, 1 - _DROPPED, rows.shape) / (1 - _DROPPED)


def _around(rows: Any) -> Any:
    none = jnp.zeros_like(rows[:1])
    return jnp.concatenate(
        [jnp.concatenate([none, rows[:-1]]), rows, jnp.concatenate([rows[1:], none])], -1
    )


def _normal(p: Arrays, name: str, rows: Any) -> Any:
    centred = rows - rows.mean(-1, keepdims=True)
    spread = jnp.sqrt((centred**2).mean(-1, keepdims=True) + 1e-5)
    return centred / spread * p[name + "gain"] + p[name + "bias"]


def _described(p: Arrays, page: Arrays, key: Any) -> Any:
    on = (page["glyphs"] > 0)[:, None]
    chars = _drop(key, p["glyphs"][page["glyphs"]] * on)
    seen = jax.nn.relu(_around(chars) @ p["conv1"] + p["conv1.bias"]) * on
    seen = jax.nn.relu(_around(seen) @ p["conv2"] + p["conv2.bias"]) * on
    count = page["marks"].shape[0]
    most = jax.ops.segment_max(seen, page["line"], num_segments=count + 1)[:count]
    first, last = page["starts"], page["ends"]
    described = [jnp.maximum(most, 0), seen[first], seen[last], page["marks"]]
    return jnp.concatenate(described, -1) @ p["line"] + p["line.bias"]


def _layer(p: Arrays, name: str, rows: Any, page: Arrays, out: Any, key: Any, other: Any) -> Any:
    count, wide = rows.shape
    normal = _normal(p, name + "in.", rows) * page["there"][:, None]
    parts = (normal @ p[name + "attend"]).reshape(count, 3, HEADS, wide // HEADS)
    query, value_of, value = parts[:, 0], parts[:, 1], parts[:, 2]
    scores = jnp.einsum("ihd,jhd->hij", query, value_of) / np.sqrt(wide // HEADS)
    scores = jax.nn.softmax(scores + p[name + "distance"][:, page["buckets"]] + out[None], -1)
    mixed = jnp.einsum("hij,jhd->ihd", scores, value).reshape(count, wide) @ p[name + "mixed"]
    rows = rows + _drop(key, mixed + _around(normal) @ p[name + "around"])
    inner = jax.nn.relu(_normal(p, name + "mid.", rows) @ p[name + "wide"] + p[name + "wide.bias"])
    return rows + _drop(other, inner @ p[name + "narrow"] + p[name + "narrow.bias"])


def _pointer(p: Arrays, name: str, rows: Any, page: Arrays, pairs: Any) -> tuple[Any, Any]:
    scores = (rows @ p[name + "query"]) @ (rows @ p[name + "key"]).T / np.sqrt(_POINT)
    distances = rows @ p[name + "distance"] + p[name + "distance.bias"]
    inner = jax.nn.relu(pairs @ p[name + "pair"] + p[name + "pair.bias"]) @ p[name + "pair.out"]
    scores = scores + jnp.take_along_axis(distances, page["buckets"], 1) + inner[..., 0]
    return scores, rows @ p[name + "none"] + p[name + "none.bias"]


def _cost(logits: Any, right: Any, weight: Any) -> Any:
    shares = jax.nn.log_softmax(logits, -1)
    return -(jnp.take_along_axis(shares, right[:, None], 1)[:, 0] * weight).sum()


def loss(p: Arrays, page: Arrays, key: Any) -> Any:
    """Give what a page's wrong answers cost: more where an article begins unseen."""
    sorts, before, home = read(p, page, key)
    count = sorts.shape[0]
    known = page["sorts"] >= 0
    told = page["before"] >= -1
    right = jnp.maximum(page["sorts"], 0)
    costs = jnp.array([_RARE.get(sort, 1.0) for sort in Sort])
    total = _cost(sorts, right, known * costs[right])
    weight = told * jnp.where(page["before"] == -1, _BEGINS, 1.0)
    total += _cost(before, jnp.where(page["before"] < 0, count, page["before"]), weight)
    after = jnp.full(count, -1).at[jnp.where(page["before"] >= 0, page["before"], count)]
    after = after.set(jnp.arange(count), mode="drop")
    columns = (before[:, :count] + jnp.where(told, 0.0, _OUT)[:, None]).T
    total += _AFTER * _cost(columns, jnp.maximum(after, 0), (after >= 0) * 1.0)
    housed = (page["home"] >= -1) * 1.0
    total += _HOME * _cost(home, jnp.where(page["home"] < 0, count, page["home"]), housed)
    return total / jnp.sqrt(jnp.maximum(known.sum(), 1)) / 10
