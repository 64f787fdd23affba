"""Fitting the seams to running text: each place in it shows how a line goes on.

In a batch of cuts, each end is to find its own beginning among all of them, and each beginning
its end (van den Oord et al. 2018). Words are cut, too: a list of them with their frequencies
knows many that no text at hand has.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax

from banmian.segment.features import BLANK, FIRST_GLYPH, UNKNOWN, alike
from banmian.segment.seams import SEAM, SIDE
from banmian.text.characters import CLOSING

_GLYPH, _WIDE, _OUT = 64, 256, 64
"""Numbers of a character, of a side as it is seen, and as it is compared."""
_BATCH, _RATE, _WARM, _TOLD_EVERY = 1024, 4e-3, 100, 600
_DROPPED = 0.1
"""Share of the characters that are not seen."""
_WORDS, _TAMED = 0.17, 0.6
"""Share of cuts through words; the power that frequencies are raised to, so that rare ones come."""
_AROUND = 2
"""Words on each side of the one that is cut."""
_NEVER_FIRST = frozenset("，。、；：！？…" + CLOSING)
"""What print does not begin a line with."""

Arrays = Mapping[str, Any]
Cuts = tuple[Any, Any]


def learn_seams(
    texts: Sequence[str],
    words: Mapping[str, float],
    table: Mapping[str, int],
    minutes: float,
    tell: Callable[[str], None],
) -> dict[str, Any]:
    """Fit the seams; give their parameters.

    Args:
        texts: running texts, each taken as often as any other, however long they are.
        words: words and how frequent they are; may be empty.
        table: the numbers of the characters.
        minutes: how long; the rate falls to nothing by then.
        tell: is told how it goes.
    """
    chance = np.random.default_rng(1)
    p = _fresh(jax.random.key(0), len(table) + FIRST_GLYPH)
    way = optax.chain(optax.clip_by_global_norm(1.0), optax.scale_by_adam())
    state = way.init(p)

    @jax.jit
    def step(p: Any, state: Any, cuts: Cuts, key: Any, rate: Any) -> Any:
        cost, slope = jax.value_and_grad(_cost)(p, cuts, key)
        change, state = way.update(slope, state, p)
        p = jax.tree.map(lambda old, new: old - rate * (new + 0.01 * old), p, change)
        return p, state, cost

    began, key, costs = time.monotonic(), jax.random.key(7), []
    for number, cuts in enumerate(_batches(texts, words, table, chance), 1):
        gone = (time.monotonic() - began) / (60 * minutes)
        if gone >= 1:
            break
        now = _RATE * min(1.0, number / _WARM) * (1 - 0.98 * gone)
        key, here = jax.random.split(key)
        p, state, cost = step(p, state, cuts, here, jnp.float32(now))
        costs.append(float(cost))
        if number % _TOLD_EVERY == 0:
            tell(f"{gone:4.0%}  step {number}  cost {np.mean(costs[-_TOLD_EVERY:]):.3f}")
    return _as_kept(p)


def _fresh(key: Any, glyphs: int) -> dict[str, Any]:
    keys = iter(jax.random.split(key, 5))
    p: dict[str, Any] = {"glyphs": jax.random.normal(next(keys), (glyphs, _GLYPH)) * 0.3}
    for side in ("end", "begin"):
        for name, rows, columns in ((side, SIDE * _GLYPH, _WIDE), (side + ".out", _WIDE, _OUT)):
            p[name] = jax.random.normal(next(keys), (rows, columns)) / np.sqrt(rows)
            p[name + ".bias"] = jnp.zeros(columns)
    return p | {"warmth": jnp.zeros(())}


def _as_kept(p: Arrays) -> dict[str, Any]:
    """Give the parameters as `banmian.segment.seams` takes them: blanks are 0, no more to scale."""
    kept = {name: np.array(value, np.float32) for name, value in p.items() if name != "warmth"}
    kept["glyphs"][[BLANK, FIRST_GLYPH - 1]] = 0
    for side in ("end", "begin"):
        for name in (f"{side}.out", f"{side}.out.bias"):
            kept[name] *= np.sqrt(np.exp(float(p["warmth"])) / np.sqrt(_OUT))
    return {SEAM + name: value for name, value in kept.items()}


def _seen(p: Arrays, glyphs: Any, side: str, key: Any) -> Any:
    on = (glyphs > BLANK) * jax.random.bernoulli(key, 1 - _DROPPED, glyphs.shape)
    chars = (p["glyphs"][glyphs] * on[..., None]).reshape(len(glyphs), -1)
    wide = jax.nn.relu(chars @ p[side] + p[side + ".bias"])
    return wide @ p[side + ".out"] + p[side + ".out.bias"]


def _cost(p: Arrays, cuts: Cuts, key: Any) -> Any:
    one, other = jax.random.split(key)
    ends, begins = _seen(p, cuts[0], "end", one), _seen(p, cuts[1], "begin", other)
    alike = begins @ ends.T / np.sqrt(_OUT) * jnp.exp(p["warmth"])
    own = jnp.arange(len(alike))
    shares = [jax.nn.log_softmax(alike, axis)[own, own].mean() for axis in (0, 1)]
    return -sum(shares) / 2


def _batches(
    texts: Sequence[str], words: Mapping[str, float], table: Mapping[str, int], chance: Any
) -> Iterator[Cuts]:
    """Give cuts: the characters before each, and those after it, a row a cut."""
    numbers = [np.array([table.get(char, UNKNOWN) for char in alike(text)]) for text in texts]
    never = [table[char] for char in _NEVER_FIRST if char in table]
    known, often = list(words), np.cumsum(np.array(list(words.values())) ** _TAMED)
    share = _WORDS if words else 0.0
    while True:
        ends, begins = np.zeros((2, _BATCH, SIDE), np.int32)
        cut = chance.random(_BATCH) < share
        source = chance.integers(len(numbers), size=_BATCH)
        for at, text in enumerate(numbers):
            rows = np.flatnonzero((source == at) & ~cut)
            places = chance.integers(SIDE, len(text) - SIDE, len(rows))
            places += np.isin(text[places], never)
            ends[rows] = text[places[:, None] + np.arange(-SIDE, 0)]
            begins[rows] = text[np.minimum(places[:, None] + np.arange(SIDE), len(text) - 1)]
        for row in np.flatnonzero(cut):
            several = np.searchsorted(often, chance.random(2 * _AROUND + 1) * often[-1])
            place = chance.integers(1, max(2, len(known[several[_AROUND]])))
            ends[row], begins[row] = _through_word([known[at] for at in several], place, table)
        yield ends, begins


def _through_word(words: Sequence[str], place: int, table: Mapping[str, int]) -> Cuts:
    """Cut the word that stands between others."""
    word = words[_AROUND]
    end = "".join(words[:_AROUND]) + word[:place]
    begin = word[place:] + "".join(words[_AROUND + 1 :])
    ends = [table.get(char, UNKNOWN) for char in end[-SIDE:]]
    begins = [table.get(char, UNKNOWN) for char in begin[:SIDE]]
    return [BLANK] * (SIDE - len(ends)) + ends, begins + [BLANK] * (SIDE - len(begins))
