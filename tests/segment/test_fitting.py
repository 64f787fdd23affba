"""The segmenter's weights can be fitted anew: bench/fit_segmenter.py."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "bench"))

from fitting.alignment import Part, align  # noqa: E402
from fitting.figures import label_f1  # noqa: E402
from fitting.numbers import with_numbers  # noqa: E402
from fitting.pages import Page  # noqa: E402
from fitting.perceptron import Pace, Perceptron, fit  # noqa: E402

from banmian.model.layout import PageText  # noqa: E402
from banmian.segment.labels import Label  # noqa: E402
from banmian.segment.weights import WEIGHTS, Weights  # noqa: E402

PAGES = ROOT / "tests" / "pages"
WEIGHTS_FILE = ROOT / "generator" / "banmian" / "segment" / "weights.py"
LINES = (
    "全市邮政工作会议召开",
    "　　本报讯（记者 张三）6月23日，全市邮政工作会议召开，总结上",
    "半年的工作，部署下半年的任务，要求各单位抓好落实，确保",
    "完成全年的目标任务。",
    "　　会议指出，各受援单位要共同做好服务保障工作，做细做实",
    "各项工作，当地群众十分满意。",
)
TRUTH = {
    "articles": [
        {
            "headline": LINES[0],
            "paragraphs": ["".join(LINES[1:4]), "".join(LINES[4:])],
        }
    ]
}
LABELS = (
    Label.HEADLINE,
    Label.FIRST,
    Label.MIDDLE,
    Label.MIDDLE,
    Label.PARAGRAPH,
    Label.MIDDLE,
)


def tiny() -> Page:
    return Page(PageText("tiny.txt", LINES), TRUTH)


def learned(page: Page, start: Weights) -> Weights:
    learner = Perceptron(start, Pace())
    learner.learn(page)
    return learner.weights


@pytest.mark.parametrize(
    ("name", "extractor"), [("p000-classic", "pdfbox"), ("p001-rail", "pymupdf")]
)
def test_lines_are_found_in_the_truth(name: str, extractor: str) -> None:
    truth = json.loads((PAGES / f"{name}.json").read_text("utf-8"))
    lines = (PAGES / f"{name}.{extractor}.txt").read_text("utf-8").splitlines()
    texts = [line for line in lines if line.strip()]
    found = sum(place.part is not Part.UNKNOWN for place in align(texts, truth))
    assert found / len(texts) >= 0.97


def test_each_line_has_the_label_that_the_truth_gives_it() -> None:
    assert tiny().right == LABELS


def test_a_line_that_stands_twice_is_taken_where_the_lines_around_it_are() -> None:
    truth: dict[str, Any] = {
        "articles": [
            {"headline": "甲", "paragraphs": ["山高水远路长。", "人来人往。"]},
            {"headline": "乙", "paragraphs": ["日出东方。", "人来人往。"]},
        ]
    }
    places = align(["日出东方。", "人来人往。", "山高水远", "路长。", "人来人往。"], truth)
    assert [place.article for place in places] == [1, 1, 0, 0, 0]


def test_a_page_that_is_read_right_teaches_nothing() -> None:
    page = tiny()
    page.read_anew(WEIGHTS)
    assert set(label_f1([page], WEIGHTS).values()) == {0.0, 1.0}  # it has no section head
    assert learned(page, WEIGHTS) == WEIGHTS


def test_what_makes_a_page_be_read_wrongly_counts_less() -> None:
    start = replace(WEIGHTS, first=20.0)
    after = learned(tiny(), start)
    assert after.first < start.first
    assert after.para > start.para
    assert after.sign_signed == start.sign_signed  # nothing on the page is signed


def test_a_fit_tells_of_its_epochs_and_keeps_weights_that_are_right() -> None:
    told: list[tuple[int, int]] = []
    pages = [tiny()] * 3
    fitted = fit(pages, WEIGHTS, Pace(epochs=2), lambda *news: told.append(news[:2]))
    assert told == [(0, 0), (1, 0)]
    assert fitted == WEIGHTS


def test_only_numbers_are_written() -> None:
    source = WEIGHTS_FILE.read_text("utf-8")
    assert with_numbers(source, WEIGHTS) == source
    changed = with_numbers(source, replace(WEIGHTS, first=-1.25))
    assert changed == source.replace(f"first: float = {WEIGHTS.first}", "first: float = -1.25", 1)
