"""Shards: what is written reads back; a cut depends on what is near it; what is broken says so."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banmian.search.shard import Postings, decode, encode, shards
from banmian.search.sums import BrokenError

SIZE = 70_000

rows = st.lists(
    st.tuples(st.integers(0, 2**52 - 1), st.integers(0, SIZE - 1), st.booleans()),
    min_size=1,
    max_size=300,
    unique_by=lambda row: row[:2],
)


def postings(rows: list[tuple[int, int, bool]]) -> Postings:
    keys, ranks, heads = zip(*sorted(rows), strict=True)
    return Postings(np.array(keys), np.array(ranks, np.int32), np.array(heads))


def listed(postings: Postings) -> list[tuple[int, int, bool]]:
    columns = (postings.keys.tolist(), postings.ranks.tolist(), postings.heads.tolist())
    return list(zip(*columns, strict=True))


@settings(max_examples=200, deadline=None)
@given(rows)
def test_what_is_written_reads_back(rows: list[tuple[int, int, bool]]) -> None:
    content = encode(postings(rows), SIZE)
    assert listed(decode(content, min(rows)[0], SIZE)) == sorted(rows)


def crowd(seed: int, count: int) -> list[tuple[int, int, bool]]:
    """Postings as a text has them: few keys are frequent."""
    chance = random.Random(seed)  # noqa: S311
    keys = [chance.randrange(2**42) for _ in range(3000)]
    weights = [1 / n for n in range(1, len(keys) + 1)]
    chosen = chance.choices(keys, weights, k=count)
    return [(key, chance.randrange(SIZE), chance.random() < 0.1) for key in chosen]


def unique(rows: list[tuple[int, int, bool]]) -> list[tuple[int, int, bool]]:
    return list({row[:2]: row for row in rows}.values())


@pytest.mark.parametrize("seed", range(3))
def test_all_shards_together_are_all_postings(seed: int) -> None:
    rows = unique(crowd(seed, 40_000))
    cut = list(shards(postings(rows), SIZE, limit=2000))
    assert len(cut) > 20
    assert [shard.first for shard in cut] == sorted({shard.first for shard in cut})
    read = [row for shard in cut for row in listed(decode(shard.content, shard.first, SIZE))]
    assert read == sorted(rows)
    single = [shard for shard in cut if len(shard.content) > 2020]
    assert all(
        len({row[0] for row in listed(decode(s.content, s.first, SIZE))}) == 1 for s in single
    )


@pytest.mark.parametrize("seed", range(3))
def test_a_change_somewhere_leaves_the_shards_elsewhere(seed: int) -> None:
    rows = unique(crowd(seed, 40_000))
    before = {(s.first, s.content) for s in shards(postings(rows), SIZE, limit=2000)}
    rows.append((rows[0][0] + 1, 5, False))
    after = {(s.first, s.content) for s in shards(postings(rows), SIZE, limit=2000)}
    assert 0 < len(after - before) <= 4


@settings(max_examples=100, deadline=None)
@given(rows, st.integers(0, 10_000), st.integers(1, 255))
def test_what_is_broken_says_so(rows: list[tuple[int, int, bool]], place: int, change: int) -> None:
    content = bytearray(encode(postings(rows), SIZE))
    content[place % len(content)] ^= change
    for broken in (bytes(content), bytes(content[:-1]), b""):
        with pytest.raises(BrokenError):
            decode(broken, min(rows)[0], SIZE)
