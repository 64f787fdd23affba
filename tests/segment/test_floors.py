"""Floors under the segmenter's figures on the sample pages. They can only rise."""

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from banmian.config.profile import Profile
from banmian.readers import read_text
from banmian.segment import as_json, segment_page
from score_segmentation import report, score_page

TESTS = Path(__file__).parents[1]
PAGES = TESTS / "pages"
SEEDS = TESTS.parent / "seeds"
PROFILE = Profile(collectives=("仲驿", "宗合"))

# What the segmenter reaches, rounded down a little: raise a floor when it does better, never
# lower one.
FLOORS = {
    "seeds": {
        "article_f1": 1.0,
        "headline_exact": 1.0,
        "kicker_recall": 1.0,
        "section_heads": 1.0,
        "para_f1": 0.98,
        "once": 1.0,
    },
    "pdfbox": {"article_f1": 0.73, "headline_exact": 0.66, "authors": 0.70, "once": 0.999},
    "pdftotext-raw": {"article_f1": 0.64, "headline_exact": 0.55, "authors": 0.63, "once": 0.999},
}


def pages(extractor: str) -> list[tuple[Path, Path]]:
    """Give the text and the truth of each page."""
    if extractor == "seeds":
        return [
            (next(SEEDS.glob(f"{truth.stem[5:]}_*.txt")), truth)
            for truth in sorted(PAGES.glob("seed-*.json"))
        ]
    return [
        (PAGES / f"{truth.stem}.{extractor}.txt", truth) for truth in sorted(PAGES.glob("p*.json"))
    ]


@cache
def figures(extractor: str) -> dict[str, Any]:
    """Score all pages of an extractor together."""
    total: Counter[str] = Counter()
    for text, truth in pages(extractor):
        data = text.read_bytes()
        cut = segment_page(read_text(data, text.name), PROFILE)
        expected = json.loads(truth.read_text("utf-8"))
        total.update(score_page(as_json(cut), expected, data.decode("utf-8")))
    return dict(report(total))


FIGURES = [(e, name, floor) for e, table in FLOORS.items() for name, floor in table.items()]


@pytest.mark.parametrize(("extractor", "figure", "floor"), FIGURES)
def test_a_figure_does_not_fall(extractor: str, figure: str, floor: float) -> None:
    assert figures(extractor)[figure] >= floor


def test_the_seeds_keep_no_junk_spaces() -> None:
    # One is ours: a lead's credit leaves the paragraph, the space after 本报讯 stays.
    assert figures("seeds")["junk_spaces_n"] <= 1
