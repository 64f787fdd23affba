"""Common grams: none passes for a rare one, few rare ones pass for common."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian.search import common
from banmian.search.grams import BITS
from banmian.search.sums import BrokenError

grams = st.integers(0, (1 << 2 * BITS) - 1)


@given(st.dictionaries(grams, st.integers(1, len(common.LEVELS))))
def test_a_common_gram_is_at_least_as_common_as_it_is(levels: dict[int, int]) -> None:
    known = common.read(common.write(levels))
    assert all(known.level(gram) >= level for gram, level in levels.items())


def test_few_rare_ones_pass_for_common() -> None:
    every = [first << BITS | second for first, second in product(range(0x4E00, 0x4E80), repeat=2)]
    known = common.read(common.write(dict.fromkeys(every[::8], 1)))
    rare = [gram for n, gram in enumerate(every) if n % 8]
    assert sum(known.level(gram) > 0 for gram in rare) < len(rare) * 0.12


def test_of_nothing_all_are_rare() -> None:
    assert common.read(common.write({})).level(1) == common.Common().level(1) == 0


def test_levels_are_shares_of_the_documents() -> None:
    counts = np.array([1, 5, 6, 20, 21, 100, 101])
    assert common.levels_of(counts, 1000).tolist() == [0, 0, 1, 1, 2, 2, 3]


@pytest.mark.parametrize("content", [b"", b"x" * 9, common.write({1: 1})[:-1]])
def test_what_is_broken_is_told(content: bytes) -> None:
    with pytest.raises(BrokenError):
        common.read(content)
