"""The network reads pages, and can be fitted anew: bench/fit_segmenter.py."""

import sys
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "bench"))

from fitting.examples import NOT_TOLD, NOTHING, examples  # noqa: E402
from fitting.packing import written  # noqa: E402

from banmian.config.profile import Profile  # noqa: E402
from banmian.model.layout import PageText  # noqa: E402
from banmian.readers import read_text  # noqa: E402
from banmian.segment import segment_page  # noqa: E402
from banmian.segment.choices import Sort  # noqa: E402
from banmian.segment.cues import forms  # noqa: E402
from banmian.segment.features import printed  # noqa: E402
from banmian.segment.grams import kept_grams  # noqa: E402
from banmian.segment.lines import read_lines  # noqa: E402
from banmian.segment.network import TABLE, glyph_numbers, glyph_table, opinion, parameters, unpacked  # noqa: E402

PAGES = ROOT / "tests" / "pages"
LINES = (
    "全市邮政工作会议召开",
    "　　本报讯（记者 张三）6月23日，全市邮政工作会议召开，总结上",
    "各项工作，当地群众十分满意。",
    "半年的工作，部署下半年的任务，要求各单位抓好落实，确保",
    "完成全年的目标任务。",
    "　　会议指出，各受援单位要共同做好服务保障工作，做细做实",
    "第二版",
)
TRUTH = {
    "articles": [
        {
            "headline": LINES[0],
            "paragraphs": [LINES[1] + LINES[3] + LINES[4], LINES[5] + LINES[2]],
        }
    ]
}


def test_an_example_says_of_each_line_its_sort_and_what_it_follows() -> None:
    found = next(examples(PageText("torn.txt", LINES), TRUTH))
    assert list(found.sorts[:6]) == [
        Sort.HEADLINE,
        Sort.FIRST,
        Sort.MIDDLE,
        Sort.MIDDLE,
        Sort.MIDDLE,
        Sort.PARAGRAPH,
    ]
    assert list(found.before[:6]) == [NOT_TOLD, NOTHING, 5, 1, 3, 4]
    assert found.home[0] == 1
    assert found.sorts[6] == NOTHING  # the truth does not know it


def test_a_page_without_text_is_no_example() -> None:
    assert not list(examples(PageText("empty.txt", ("", " ")), TRUTH))


def test_what_was_learned_is_read_as_it_was_written(tmp_path: Path) -> None:
    file = tmp_path / "learned.npz"
    written(file, glyph_table(), parameters())
    with np.load(file) as kept:
        assert [chr(code) for code in kept[TABLE]] == list(glyph_table())
        there = unpacked(dict(kept))
    assert there.keys() == parameters().keys()
    for name, value in parameters().items():
        assert np.allclose(there[name], value, atol=np.abs(value).max() / 100), name


def test_the_network_reads_as_it_learned() -> None:
    pytest.importorskip("jax", reason="jax is not installed: pip install -e '.[fit]'")
    from fitting.grams import Counted  # noqa: PLC0415
    from fitting.learner import read  # noqa: PLC0415
    from fitting.learning import padded  # noqa: PLC0415

    page = PageText("torn.txt", LINES)
    found = next(examples(page, TRUTH))
    size = len(LINES)
    counted = Counted(kept_grams(), kept_grams())
    arrays = padded(found, glyph_table(), parameters(), size, counted)
    sorts, before, home = read(parameters(), arrays)
    lines, _ = read_lines(page, forms(Profile()))
    ours = opinion(printed(lines, glyph_numbers()))
    assert np.allclose(ours.roles, sorts, atol=1e-3)
    follows = np.asarray(before)[np.ix_(ours.texts, [*ours.texts, -1])]
    assert np.allclose(ours.before, follows, atol=1e-3)
    assert np.allclose(ours.home, np.asarray(home)[ours.others], atol=1e-3)


@pytest.mark.parametrize("name", ["p000-classic.pdfbox", "p018-grid.pdfminer"])
def test_the_network_loses_no_line(name: str) -> None:
    file = PAGES / f"{name}.txt"
    page = read_text(file.read_bytes(), file.name)
    cut = segment_page(page, Profile())
    used = [number for piece in (*cut.pieces, *cut.leftovers) for number in piece.lines]
    assert len(used) == len(set(used))
    given = [line for line in read_lines(page, forms(Profile()))[0] for _ in line.numbers]
    assert len(used) == len(given)


def test_an_empty_page_has_no_pieces() -> None:
    assert segment_page(PageText("empty.txt", ("", " ")), Profile()).pieces == ()


@pytest.mark.parametrize(
    "lines", [("第3版", "2021年6月24日"), ("Morning Star", "News"), ("□段明",)]
)
def test_a_page_without_a_line_of_running_text_is_left_over(lines: tuple[str, ...]) -> None:
    cut = segment_page(PageText("folio.txt", lines), Profile())
    used = sorted(number for one in (*cut.pieces, *cut.leftovers) for number in one.lines)
    assert used == list(range(1, len(lines) + 1))
    assert ("BM224" in {one.code for one in cut.diagnostics}) is not bool(cut.pieces)


def test_a_page_longer_than_the_network_reads_at_once_is_read_in_windows() -> None:
    page = PageText("long.txt", tuple(f"LOGO {n}" for n in range(900)) + LINES[1:6] * 220)
    cut = segment_page(page, Profile())
    used = sorted(number for piece in (*cut.pieces, *cut.leftovers) for number in piece.lines)
    assert used == list(range(1, len(page.lines) + 1))
