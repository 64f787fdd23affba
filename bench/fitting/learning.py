"""Fitting the network: pages in batches, a step each, for so many minutes."""

import itertools
import multiprocessing
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from queue import Empty
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
import optax

from banmian.segment.features import BLANK, FIRST_GLYPH, UNKNOWN, Print
from banmian.segment.network import Parameters, buckets
from banmian.segment.seams import SEAM, seams
from fitting.examples import NOT_TOLD, NOTHING, Example
from fitting.grams import Counted, learned_grams
from fitting.learner import loss

_KNOWN, _SEEN_OFTEN = 4500, 4
"""Characters that the network knows, at most, and how often each is seen at least."""
_HIDDEN, _HIDDEN_SHARE = 2, 0.03
_SIZES = (128, 192, 256, 384, 576, 960)
_CHARACTERS = (14, 20, 28, 40, 60)
_BATCH = 4
_LAYERS = frozenset(
    ("attend", "mixed", "around", "wide", "narrow", "conv1", "conv2", "line", "query", "key")
)
"""What the names of those weights end with that Muon takes."""
_RMS = 0.2
"""How large a step of those is: what Adam's are, about."""
_WARM = 200
_TOLD_EVERY = 250
_AHEAD = 12
"""Batches that are made while the network learns."""
_PATIENCE = 5
"""Seconds without a batch after which it is asked whether any will come."""
_BLANKS, _GAP, _AFTER = 2, 3, 17
"""Of a line's marks: how many blank lines come before it, that none does, how many after it."""
_EVERYWHERE, _NOWHERE = 0.1, 0.15
"""Shares of pages, added up, that are read with a blank line after every line, and with none."""

Arrays = dict[str, Any]


def table_of(examples: Sequence[Example]) -> dict[str, int]:
    """Number the characters that are frequent enough, the most frequent first."""
    seen = Counter(char for one in examples for text in one.texts for char in set(text))
    often = [char for char, count in seen.most_common(_KNOWN) if count >= _SEEN_OFTEN]
    return {char: number for number, char in enumerate(often, FIRST_GLYPH)}


def padded(
    one: Example,
    table: Mapping[str, int],
    p: Parameters,
    size: int,
    counted: Counted,
    hides: Callable[[], bool] = lambda: False,
) -> Arrays:
    """Give a page's arrays, filled up to `size` lines; a character is left out where it `hides`.

    Of the parameters, those of the seams are used.
    """
    glyphs, line, starts, ends = [BLANK] * 3, [size] * 3, [], []
    for at, text in enumerate(one.texts):
        starts.append(len(glyphs))
        numbers = [table.get(char, UNKNOWN) for char in text]
        glyphs += [_HIDDEN if hides() else number for number in numbers]
        line += [at] * len(numbers)
        ends.append(len(glyphs) - 1)
        glyphs += [BLANK] * 2
        line += [size] * 2
    length = next(n * size for n in _CHARACTERS if n * size >= len(glyphs) + 3)
    count = len(starts)
    like = np.zeros((size, size, 5), np.float32)
    like[:count, :count] = one.likeness()
    seam = np.zeros((size, size), np.float32)
    printed = Print(*map(np.array, (glyphs, starts, ends)), one.marks, one.texts)
    seam[:count, :count] = seams(printed, p) + learned_grams(printed, one.before, counted)
    return {
        "glyphs": _filled(glyphs, length, BLANK),
        "line": _filled(line, length, size),
        "starts": _filled(starts, size, 2),
        "ends": _filled(ends, size, 2),
        "marks": np.pad(one.marks, ((0, size - count), (0, 0))),
        "there": np.arange(size) < count,
        "buckets": buckets(size),
        "likeness": like,
        "seam": seam,
        "sorts": _filled(one.sorts, size, NOTHING),
        "before": _filled(one.before, size, NOT_TOLD),
        "home": _filled(one.home, size, NOT_TOLD),
    }


def _filled(values: Any, length: int, rest: int) -> Any:
    out = np.full(length, rest, np.int32)
    out[: len(values)] = values
    return out


def _varied(one: Example, chance: random.Random) -> Example:
    """Give a page, at times, blank lines everywhere or nowhere, as extractors do."""
    luck = chance.random()
    if luck >= _NOWHERE:
        return one
    marks = one.marks.copy()
    if luck < _EVERYWHERE:
        marks[:, [_BLANKS, _AFTER]] = np.maximum(marks[:, [_BLANKS, _AFTER]], 0.5)
        marks[:, _GAP] = 0
    else:
        marks[:, [_BLANKS, _AFTER]], marks[:, _GAP] = 0, 1
    return one._replace(marks=marks)


def _ahead(batches: Iterator[Arrays]) -> Callable[[], Arrays]:
    """Give what gives the next batch; a process of its own makes them ahead.

    It is a fork, to share the examples: so it begins before JAX has computed anything.
    """
    fork = multiprocessing.get_context("fork")
    made = fork.Queue(_AHEAD)

    def fill() -> None:
        for batch in batches:
            made.put(batch)

    feeder = fork.Process(target=fill, daemon=True)
    feeder.start()

    def following() -> Arrays:
        while True:
            try:
                return made.get(timeout=_PATIENCE)
            except Empty:
                if not feeder.is_alive():
                    raise RuntimeError("the process that makes batches has ended") from None

    return following


def _batches(
    examples: Sequence[Example],
    table: Mapping[str, int],
    p: Parameters,
    counted: Counted,
    chance: random.Random,
) -> Iterator[Arrays]:
    """Give pages of about the same length together, again and again."""

    def hides() -> bool:
        return chance.random() < _HIDDEN_SHARE

    while True:
        order = sorted(examples, key=lambda one: len(one.texts) + chance.random() * 100)
        groups = [order[at : at + _BATCH] for at in range(0, len(order), _BATCH)]
        chance.shuffle(groups)
        for group in groups:
            size = next(n for n in _SIZES if n >= max(len(one.texts) for one in group))
            pages = [padded(_varied(one, chance), table, p, size, counted, hides) for one in group]
            longest = max(len(page["glyphs"]) for page in pages)
            for page in pages:
                page["glyphs"] = _filled(page["glyphs"], longest, BLANK)
                page["line"] = _filled(page["line"], longest, size)
            yield {name: np.stack([page[name] for page in pages]) for name in pages[0]}


class Part(NamedTuple):
    """A part of what is learned: from which pages, for how long, at which rate at its height."""

    examples: Sequence[Example]
    minutes: float
    rate: float


def learn(
    parts: Sequence[Part],
    table: Mapping[str, int],
    start: Parameters,
    counted: Counted,
    tell: Callable[[str], None],
) -> dict[str, Any]:
    """Fit the network to examples; give its parameters.

    Args:
        parts: what is learned one after the other; in each the rate falls to nothing.
        table: the numbers of the characters.
        start: parameters to go on from; those of the seams stay as they are.
        counted: the n-grams of running text.
        tell: is told how it goes.
    """
    kept = {name: value for name, value in start.items() if name.startswith(SEAM)}
    p: Any = {name: value for name, value in start.items() if name not in kept}
    chance = random.Random(1)  # noqa: S311
    feeds = [_ahead(_batches(part.examples, table, kept, counted, chance)) for part in parts]
    for part, feed in zip(parts, feeds, strict=True):
        p = _fitted(p, feed, part, tell)
    learned = {name: np.array(value) for name, value in p.items()}
    learned["glyphs"][BLANK] = 0  # as it was taken
    return learned | kept


def _fitted(p: Any, feed: Callable[[], Arrays], part: Part, tell: Callable[[str], None]) -> Any:
    """Take a step for each batch, until the time of a part is up."""
    way = optax.chain(optax.clip_by_global_norm(1.0), _muon(p))
    state = way.init(p)

    @jax.jit
    def step(p: Any, state: Any, page: Any, key: Any, rate: Any) -> Any:
        def total(p: Any) -> Any:
            keys = jax.random.split(key, page["glyphs"].shape[0])
            return jax.vmap(loss, (None, 0, 0))(p, page, keys).mean()

        cost, slope = jax.value_and_grad(total)(p)
        change, state = way.update(slope, state, p)
        p = jax.tree.map(lambda old, new: old + rate * (new - 0.01 * old), p, change)
        return p, state, cost

    began, key, costs = time.monotonic(), jax.random.key(7), []
    for number in itertools.count(1):
        gone = (time.monotonic() - began) / (60 * part.minutes)
        if gone >= 1:
            break
        now = part.rate * min(1.0, number / _WARM) * (1 - 0.97 * gone)
        key, here = jax.random.split(key)
        p, state, cost = step(p, state, feed(), here, jnp.float32(now))
        costs.append(cost)
        if number % _TOLD_EVERY == 0:
            tell(f"{gone:4.0%}  step {number}  cost {np.mean([float(one) for one in costs]):.3f}")
            costs.clear()
    return p


def _muon(p: Any) -> Any:
    """Give Muon for the weights between layers, and Adam (with Nesterov's step) for all others.

    Sources: Jordan et al. 2024, Muon; Liu et al. 2025, Muon is Scalable for LLM Training.
    """
    dimensions = {
        name: optax.contrib.MuonDimensionNumbers() if name.rsplit(".")[-1] in _LAYERS else None
        for name in p
    }
    return optax.contrib.muon(1.0, consistent_rms=_RMS, muon_weight_dimension_numbers=dimensions)
