"""Patching: a large segment in which a few texts changed is, byte for byte, one written anew."""

import random
from collections.abc import Sequence
from itertools import chain

import pytest

from banmian.search.common import note
from banmian.search.documents import Document
from banmian.search.parts import Part, part
from banmian.search.patch import Change, Old, patched
from banmian.search.runs import together
from banmian.search.segment import Pack, Segment, cut, name_of, write
from banmian.search.shard import LARGE
from banmian.search.sums import BrokenError

ISSUE = 400
SIZE = 70_000
"""Documents of a segment that has two blocks."""
MONTHS = (("2021-06", SIZE),)
LIMIT = 4096
LARGE_BLOCK = 66_000

LETTERS = "邮政局报寄递一二三年月日，。aA1𠮷"


def document(number: int, text: str = "") -> Document:
    often = "甲乙" if number % 150 == 0 or number > LARGE_BLOCK else ""  # in the last block oftener
    body = f"邮政第{number}篇{'局报寄递'[number % 4]}{number % 97}{often}"
    return Document(
        f"{number}/", body[:4], "2021-06", "", (("topic", "甲乙"[number % 2]),), (text or body,)
    )


def written(
    parts: Sequence[Part], files: dict[str, bytes]
) -> tuple[Segment, dict[int, int], list[Pack]]:
    def put(content: bytes) -> str:
        files[name_of(content)] = content
        return name_of(content)

    packs = [Pack(bytes.fromhex(put(one.texts)), one.lengths) for one in parts]
    shards = list(cut(together(one.run for one in parts), SIZE, LIMIT))
    levels: dict[int, int] = {}
    note(levels, chain.from_iterable(one.common for one in shards))
    return write(shards, packs, MONTHS, put), levels, packs


@pytest.fixture(scope="module")
def parts() -> list[Part]:
    assert SIZE > LARGE
    return [part([document(n) for n in range(m, m + ISSUE)]) for m in range(0, SIZE, ISSUE)]


@pytest.fixture(scope="module")
def old(parts: list[Part]) -> tuple[Old, dict[str, bytes]]:
    files: dict[str, bytes] = {}
    segment, common, _ = written(parts, files)
    return Old(segment, tuple(common.items()), files.__getitem__, LIMIT), files


@pytest.mark.parametrize("seed", range(4))
def test_a_patched_segment_is_one_written_anew(
    parts: list[Part], old: tuple[Old, dict[str, bytes]], seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311
    edits = {
        chance.randrange(SIZE): "".join(chance.choices(LETTERS, k=chance.randint(1, 30)))
        for _ in range(1 + seed)
    }
    before_all, files = old
    now, changes = list(parts), []
    for issue in sorted({number // ISSUE for number in edits}):
        numbers = range(issue * ISSUE, (issue + 1) * ISSUE)
        before = tuple(document(n) for n in numbers)
        now[issue] = part([document(n, edits.get(n, "")) for n in numbers])
        changes.append(Change(numbers.start, before, now[issue].run))
    anew: dict[str, bytes] = {}
    expected, common, packs = written(now, anew)
    new: dict[str, bytes] = {}

    def put(content: bytes) -> str:
        new[name_of(content)] = content
        return name_of(content)

    found, levels, kept = patched(before_all, changes, packs, MONTHS, put)
    assert (found == expected, dict(levels) == common) == (True, True)
    of_texts = {pack.name.hex() for pack in packs}
    every = {name: files[name] for name in kept} | new
    missing = anew.keys() - every.keys() - of_texts
    assert (len(missing), len(every.keys() - anew.keys())) == (0, 0)
    assert all(every[name] == anew[name] for name in every)
    assert len(kept) > 20


def test_a_broken_segment_is_not_patched(
    parts: list[Part], old: tuple[Old, dict[str, bytes]]
) -> None:
    whole, files = old
    before = tuple(document(n) for n in range(ISSUE))
    now = part([document(n, "邮政" if n == 5 else "") for n in range(ISSUE)])
    spoilt = {name: content[:-1] for name, content in files.items()}
    packs = [Pack(b"12345", one.lengths) for one in parts]
    broken = Old(whole.segment, whole.common, spoilt.__getitem__, LIMIT)
    with pytest.raises(BrokenError):
        patched(broken, [Change(0, before, now.run)], packs, MONTHS, name_of)
