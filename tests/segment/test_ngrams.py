"""N-grams: pairs and triples of characters say how lines go on."""

import sys
from importlib.resources import files
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "bench"))

from fitting.grams import count_grams, learned_grams  # noqa: E402
from fitting.packing import write_grams  # noqa: E402

from banmian.config.profile import Profile  # noqa: E402
from banmian.model.layout import PageText  # noqa: E402
from banmian.segment.cues import forms  # noqa: E402
from banmian.segment.features import FIRST_GLYPH, Print, numbered, printed  # noqa: E402
from banmian.segment.grams import (  # noqa: E402
    CHARACTERS,
    PAIR,
    TRIPLE,
    UNSEEN,
    Grams,
    grams,
    kept_grams,
    read_grams,
)
from banmian.segment.lines import read_lines  # noqa: E402
from banmian.segment.network import glyph_numbers, glyph_table  # noqa: E402

ABC = {char: number for number, char in enumerate("甲乙丙丁", FIRST_GLYPH)}
TEXTS = st.lists(st.text("甲乙丙丁戊", max_size=30), max_size=3)
LINES = st.lists(st.text("甲乙丙丁戊", min_size=1, max_size=5), min_size=1, max_size=6)


def _printed(*lines: str) -> Print:
    page = PageText("page.txt", lines)
    return printed(read_lines(page, forms(Profile()))[0], glyph_numbers())


def _plain(lines: list[str]) -> Print:
    """Give lines as the network takes them, of what n-grams look at."""
    glyphs, starts, ends = [0] * 3, [], []
    numbers = numbered(ABC)
    for line in lines:
        starts.append(len(glyphs))
        glyphs += [int(numbers[ord(char)]) for char in line] + [0] * 2
        ends.append(len(glyphs) - 3)
    return Print(np.array(glyphs), np.array(starts), np.array(ends), np.zeros((1, 1)), ())


def test_a_word_that_is_cut_in_two_goes_on_with_its_other_half() -> None:
    page = _printed(
        "去年冬天，他们学会了修拖拉", "法，两位老师教了一年多，", "机，大家都很喜欢这样的课"
    )
    follows = grams(page, kept_grams())
    assert follows[2, 0] > follows[1, 0] + 2


def test_n_grams_are_of_the_characters_that_the_network_knows() -> None:
    with np.load(files("banmian.segment") / "grams.npz") as kept:
        assert [chr(code) for code in kept[CHARACTERS]] == list(glyph_table())


@given(TEXTS, LINES)
def test_each_cut_counts_what_its_pair_and_its_triples_do(
    texts: list[str], lines: list[str]
) -> None:
    known = count_grams(texts, {"甲丙": 3.0}, ABC).known
    page = _plain(lines)
    found = grams(page, known)
    sides = [[int(n) for n in numbered(ABC)[[ord(char) for char in line]]] for line in lines]
    for row, begin in enumerate(sides):
        for column, end in enumerate(sides):
            assert np.isclose(found[row, column], _odds(end, begin, known), atol=1e-5)


def _odds(end: list[int], begin: list[int], known: Grams) -> float:
    pairs, triples = (
        dict(zip(table.keys.tolist(), table.odds.tolist(), strict=True))
        for table in (known.pairs, known.triples)
    )
    base = known.base
    pair = end[-1] * base + begin[0]
    third = triples.get((end[-2] * base + end[-1]) * base + begin[0], 0) if end[1:] else 0
    first = triples.get(pair * base + begin[1], 0) if begin[1:] else 0
    return float(PAIR * pairs.get(pair, UNSEEN) + TRIPLE * (third + first))


def test_what_a_page_is_learned_from_does_not_count_for_it() -> None:
    counted = count_grams(["甲乙丙丁" * 2 + "丁丙乙甲"], {}, ABC)
    page = _plain(["丙甲乙", "丙丁丙", "丁"])
    told = learned_grams(page, np.array([-1, 0, -1]), counted)
    found = grams(page, counted.known)
    assert told[1, 0] < found[1, 0]
    assert (told == found).sum() == found.size - 1


def test_n_grams_are_read_as_they_were_written(tmp_path: Path) -> None:
    known = count_grams(["甲乙丙丁" * 3], {}, ABC).known
    write_grams(tmp_path / "grams.npz", ABC, known)
    with (tmp_path / "grams.npz").open("rb") as file:
        read = read_grams(file)
    assert read.base == known.base
    for one, other in zip(read[1:], known[1:], strict=True):
        assert np.array_equal(one.keys, other.keys)
        assert np.array_equal(one.odds, other.odds)
