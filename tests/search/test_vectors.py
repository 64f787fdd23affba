"""What writer and reader agree on, by vectors that both run: pytest, and `node --test`."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from banmian.search import common
from banmian.search.facets import key
from banmian.search.fold import fold, offsets
from banmian.search.grams import BITS, placed, sought
from banmian.search.query import query

HERE = Path(__file__).parent
VECTORS = json.loads((HERE / "vectors.json").read_text("utf-8"))


def shown(gram: int) -> str:
    return chr(gram >> BITS) + chr(gram & (1 << BITS) - 1)


@pytest.mark.parametrize(("text", "folded"), VECTORS["fold"])
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(("text", "places"), VECTORS["offsets"])
def test_places_in_the_original(text: str, places: list[int]) -> None:
    assert offsets(text) == places


@pytest.mark.parametrize(("text", "grams"), VECTORS["grams"])
def test_grams(text: str, grams: list[str]) -> None:
    assert list(dict.fromkeys(shown(gram) for _, gram in placed(text))) == grams


@pytest.mark.parametrize(("text", "grams"), VECTORS["sought"])
def test_grams_that_are_looked_up(text: str, grams: list[str]) -> None:
    assert list(map(shown, sought(text))) == grams


@pytest.mark.parametrize(("file", "levels"), VECTORS["common"])
def test_how_common_grams_are(file: str, levels: list[tuple[str, int]]) -> None:
    known = common.read(bytes.fromhex(file))
    assert [known.level(sought(text)[0]) for text, _ in levels] == [level for _, level in levels]


@pytest.mark.parametrize(("typed", "terms", "without"), VECTORS["queries"])
def test_what_is_typed_is_read(typed: str, terms: list[str], without: list[str]) -> None:
    read = query(typed)
    assert [list(read.terms), list(read.without)] == [terms, without]


@pytest.mark.parametrize(("kind", "value", "number"), VECTORS["keys"])
def test_keys_of_facets(kind: str, value: str, number: int) -> None:
    assert key(kind, value) == number


@pytest.mark.skipif(not shutil.which("node"), reason="no node to run the client's half with")
def test_the_client_agrees() -> None:
    done = subprocess.run(
        ["node", "--test", HERE / "vectors.test.mjs"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-3000:]
    count = sum(map(len, VECTORS.values()))
    assert f"pass {count}" in done.stdout
