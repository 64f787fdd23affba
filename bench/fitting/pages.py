"""The pages that weights are fitted to, with the right label of each of their lines."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

from typesetting import CONDITIONS, material, typeset

from banmian.config.profile import Profile
from banmian.model.layout import PageText
from banmian.readers import read_text
from banmian.segment.cohesion import Cohesion
from banmian.segment.cues import forms
from banmian.segment.drafts import sort_lines
from banmian.segment.habits import habits_of
from banmian.segment.headlines import match_headlines
from banmian.segment.labels import Evidence, Label, Sources
from banmian.segment.lines import read_lines
from banmian.segment.looks import looks_of
from banmian.segment.roles import Forms
from banmian.segment.seams import Seams
from banmian.segment.segment import matcher_of, taught, votes_of
from banmian.segment.viterbi import decide
from banmian.segment.weights import Weights
from fitting import ROOT
from fitting.alignment import HEADS, Part, Place, align

PAGES = ROOT / "tests" / "pages"
_EXTRACTORS = ("pdfbox", "pymupdf", "pdftotext-raw", "pdfminer")
_IN_ORDER = 0.9
"""The share of articles in order from which an extracted page is fitted to."""
_MORE, _SEEDS = 2, 16
"""How often the further pages and the seeds are taken: real pages count most."""
_VARIATIONS = 72
_FIRST_SEED = 1000  # the pages that are measured have others
_MIXED = frozenset({"torn columns", "two columns interleaved"})
"""Conditions whose lines have no right label: what they mix is not in order."""
_USUAL = Profile()
_LABELS = {
    Part.SECTION: Label.SECTION,
    Part.CAPTION: Label.CAPTION,
    Part.JUMP: Label.JUMP,
    Part.FURNITURE: Label.FURNITURE,
    **dict.fromkeys(HEADS, Label.HEADLINE),
}


class Page:
    """A page with known articles, and what a first reading of it taught."""

    def __init__(self, page: PageText, truth: Mapping[str, Any]) -> None:
        """Take a page and its truth in the scorer's format."""
        lines, _ = read_lines(page, forms(_USUAL))
        texts = [line.text for line in lines]
        self.right = tuple(_right_labels(align(texts, truth)))
        habits, seams = habits_of(lines), Seams(texts)
        cohesion = Cohesion(texts, habits.width)
        looks = looks_of(lines, habits, seams)
        votes = votes_of(lines, (), habits.width)
        self._heads = Forms(seams, cohesion.counts, _USUAL.units, habits.blank)
        self._first = Sources(lines, looks, habits, cohesion, seams, votes)
        self.sources = self._first

    def read_anew(self, weights: Weights) -> None:
        """Read the page a first time with these weights, as `segment_page` does.

        From then on `sources` are those of the second reading: they know habits and headlines.
        """
        of = self._first
        decisions = decide(Evidence(of, weights))
        cut = sort_lines(of.lines, decisions)
        links = match_headlines(matcher_of(of.lines, cut, self._heads), cut.runs)
        habits = taught(of.habits, of.lines, decisions)
        votes = votes_of(of.lines, links, habits.width)
        self.sources = Sources(of.lines, of.looks, habits, of.cohesion, of.seams, votes)


_HEADS = (Part.KICKER, Part.HEADLINE, Part.DECK)


def _right_labels(places: Sequence[Place]) -> Iterator[Label | None]:
    """Give the label that each line should get, None where nobody knows."""
    begun = set()
    above: Place | None = None
    for place in places:
        if place.part is Part.BODY:
            begun.add(place.article)
            if place.start == 0:
                yield Label.FIRST
            else:
                yield Label.PARAGRAPH if place.opens else Label.MIDDLE
        elif place.part is Part.BYLINE:
            under = above and above.part in _HEADS and above.article == place.article
            yield Label.SIGNATURE if place.article in begun and not under else Label.BYLINE
        else:
            yield _LABELS.get(place.part)
        above = place


def pages_to_fit() -> list[Page]:
    """Give all pages that are fitted to, as often as they count; never those kept aside."""
    more = list(_extracted(PAGES / "more"))
    return [*_extracted(PAGES), *more * _MORE, *_variations(), *list(_seeds()) * _SEEDS]


def _extracted(folder: Path) -> Iterator[Page]:
    """Give the sample pages of a folder, by each extractor that kept their order."""
    for file in sorted(folder.glob("[pq]*.json")):
        truth = json.loads(file.read_text("utf-8"))
        for extractor in _EXTRACTORS:
            if truth["in_order"].get(extractor, 1.0) >= _IN_ORDER:
                yield _page(file.with_suffix(f".{extractor}.txt"), truth)


def _seeds() -> Iterator[Page]:
    for file in sorted(PAGES.glob("seed-*.json")):
        seed = next((ROOT / "seeds").glob(f"{file.stem.removeprefix('seed-')}_*.txt"))
        yield _page(seed, json.loads(file.read_text("utf-8")))


def _page(text: Path, truth: Mapping[str, Any]) -> Page:
    return Page(read_text(text.read_bytes(), text.name), truth)


def _variations() -> Iterator[Page]:
    """Give typeset pages, other ones than those that are measured."""
    conditions = [name for name in CONDITIONS if name not in _MIXED]
    for number in range(_VARIATIONS):
        seed = _FIRST_SEED + number
        chance = Random(seed)  # noqa: S311
        stories = chance.sample(material(), chance.randint(5, 9))
        page = typeset(stories, CONDITIONS[conditions[number % len(conditions)]], seed)
        yield Page(PageText("variation", page.lines), page.truth)
