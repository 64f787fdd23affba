"""How well pages are read with some weights: line by line, and cut to articles."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence

from banmian.config.profile import Profile
from banmian.readers import read_text
from banmian.segment import as_json, segment_page
from banmian.segment.labels import Label
from banmian.segment.viterbi import decide
from banmian.segment.weights import Weights
from fitting.pages import PAGES, Page
from fitting.perceptron import SecondReading
from score_segmentation import report, score_page

_LABELS = (Label.FIRST, Label.PARAGRAPH, Label.HEADLINE, Label.SECTION)
_FIGURES = (
    "article_f1", "body_f1", "headline_exact", "para_f1", "section_heads", "authors", "once",
)  # fmt: skip


def label_f1(pages: Sequence[Page], weights: Weights) -> Mapping[Label, float]:
    """Give the F1 of the labels that matter most over the lines whose label is known."""
    given: Counter[Label] = Counter()
    right: Counter[Label] = Counter()
    for page in pages:
        for label, known in zip(
            decide(SecondReading(page.sources, weights)), page.right, strict=True
        ):
            if known is not None:
                given.update((label.label, known))
                right.update([known] * (label.label is known))
    return {label: 2 * right[label] / max(1, given[label]) for label in _LABELS}


def aside(weights: Weights) -> Mapping[str, float]:
    """Give the scorer's figures for the pages kept aside, by all extractors together."""
    total: Counter[str] = Counter()
    for file in sorted((PAGES / "aside").glob("*.json")):
        truth = json.loads(file.read_text("utf-8"))
        for text in sorted(file.parent.glob(f"{file.stem}.*.txt")):
            data = text.read_bytes()
            cut = segment_page(read_text(data, text.name), Profile(), weights=weights)
            total.update(score_page(as_json(cut), truth, data.decode("utf-8")))
    reported = report(total)
    return {name: reported[name] for name in _FIGURES}
