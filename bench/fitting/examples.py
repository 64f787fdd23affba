"""What is to be learned of a page: what each line is, what it follows, whose article it is in."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import numpy as np
from newsprint.small import small_pages
from typesetting import CONDITIONS, material, typeset

from banmian.config.profile import Profile
from banmian.model.layout import PageText
from banmian.readers import read_text
from banmian.segment.choices import Sort
from banmian.segment.cues import forms
from banmian.segment.features import Floats, Ints, numbered, printed
from banmian.segment.likeness import Likeness
from banmian.segment.lines import read_lines
from fitting import ROOT
from fitting.alignment import Part, Place, align

PAGES = ROOT / "tests" / "pages"
NOTHING, NOT_TOLD = -1, -2
_LONGEST = 900
"""Lines of a page that are learned from, at most."""
_FIRST_SEED = 1000  # the variations that are measured have others
_SORTS = {
    Part.SECTION: Sort.SECTION,
    Part.KICKER: Sort.KICKER,
    Part.HEADLINE: Sort.HEADLINE,
    Part.DECK: Sort.DECK,
    Part.BYLINE: Sort.BYLINE,
    Part.CAPTION: Sort.CAPTION,
    Part.JUMP: Sort.JUMP,
    Part.FURNITURE: Sort.FURNITURE,
}


class Example(NamedTuple):
    """A page to learn from. Of each line: its sort, what it follows, where its article begins.

    -1 stands for none, -2 where the truth does not say.
    """

    texts: tuple[str, ...]
    marks: Floats
    sorts: Ints
    before: Ints
    home: Ints

    def likeness(self) -> Floats:
        """Compare all lines with all: five tables, as the network takes them."""
        shared = Likeness(self.texts)
        everything = np.arange(len(self.texts))
        return np.stack([*shared.stretches(), *shared.heads(everything)], -1)


def example(page: PageText, truth: Mapping[str, Any]) -> Example | None:
    """Make an example of a page with its truth, in the scorer's format; None without a line."""
    lines = read_lines(page, forms(Profile()))[0][:_LONGEST]
    if not lines:
        return None
    told = printed(lines, numbered({}))
    places = align([line.text for line in lines], truth)
    return Example(told.texts, told.marks, *_answers(places))


def _answers(places: Sequence[Place]) -> tuple[Ints, Ints, Ints]:
    sorts = np.array([_sort(place) for place in places])
    before, home = np.full((2, len(places)), NOT_TOLD)
    threads: dict[int, list[tuple[int, bool, int]]] = defaultdict(list)
    for at, place in enumerate(places):
        if place.part in (Part.BODY, Part.SECTION):
            threads[place.article].append((place.start, place.part is Part.BODY, at))
    begins = {}
    for article, thread in threads.items():
        order = [at for *_, at in sorted(thread)]
        before[order] = [NOTHING, *order[:-1]]
        begins[article] = order[0]
    for at, place in enumerate(places):
        if sorts[at] > Sort.SECTION:
            home[at] = begins.get(place.article, NOTHING)
    return sorts, before, home


def _sort(place: Place) -> int:
    if place.part is Part.BODY:
        if place.start == 0:
            return Sort.FIRST
        return Sort.PARAGRAPH if place.opens else Sort.MIDDLE
    return _SORTS.get(place.part, NOTHING)


def extracted(folder: Path, names: str = "*") -> Iterator[Example]:
    """Give the pages of a folder as each extractor has them."""
    files = [file for file in sorted(folder.glob(f"{names}.json")) if ".lines" not in file.name]
    with ProcessPoolExecutor() as pool:
        yield from chain.from_iterable(pool.map(_of_page, files, chunksize=16))


def _of_page(file: Path) -> list[Example]:
    truth = json.loads(file.read_text("utf-8"))
    texts = sorted(file.parent.glob(f"{file.stem}.*.txt"))
    found = [example(read_text(text.read_bytes(), text.name), truth) for text in texts]
    return [one for one in found if one]


def seeds() -> Iterator[Example]:
    """Give the two seed pages."""
    for file in sorted(PAGES.glob("seed-*.json")):
        seed = next((ROOT / "seeds").glob(f"{file.stem.removeprefix('seed-')}_*.txt"))
        found = example(read_text(seed.read_bytes(), seed.name), json.loads(file.read_text()))
        if found:
            yield found


def variations(count: int) -> Iterator[Example]:
    """Give typeset pages, other ones than those that are measured."""
    conditions = list(CONDITIONS)
    for number in range(count):
        seed = _FIRST_SEED + number
        chance = Random(seed)  # noqa: S311
        stories = chance.sample(material(), chance.randint(5, 9))
        page = typeset(stories, CONDITIONS[conditions[number % len(conditions)]], seed)
        found = example(PageText("variation", page.lines), page.truth)
        if found:
            yield found


def small(count: int) -> Iterator[Example]:
    """Give pages of a few articles."""
    for lines, truth in small_pages(count):
        found = example(PageText("small", tuple(lines)), truth)
        if found:
            yield found
