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
from banmian.segment.choices import Sort, choices
from banmian.segment.cues import forms
from banmian.segment.features import Floats, Ints, numbered, printed
from banmian.segment.likeness import Likeness
from banmian.segment.lines import read_lines
from banmian.segment.order import order_of
from banmian.segment.readings import readings_of
from banmian.segment.roles import Forms as HeadForms
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


def examples(page: PageText, truth: Mapping[str, Any]) -> Iterator[Example]:
    """Give an example of a page with its truth, in the scorer's format; none without a line.

    A page that is torn gives a second one: its lines in the order in which they are read again.
    """
    lines = read_lines(page, forms(Profile()))[0][:_LONGEST]
    if not lines:
        return
    answers = _answers(align([line.text for line in lines], truth))
    told = printed(lines, numbered({}))
    yield Example(told.texts, told.marks, *answers)
    heads = HeadForms("\n".join(line.text for line in lines), Profile().units)
    order = order_of(lines, readings_of(lines, choices(lines), heads))
    if order:
        told = printed([lines[at] for at in order.places], numbered({}), order.told)
        yield Example(told.texts, told.marks, *_reordered(answers, order.places))


def _reordered(answers: tuple[Ints, Ints, Ints], places: Sequence[int]) -> tuple[Ints, Ints, Ints]:
    """Give the answers for lines in another order: `places` are where they stood."""
    sorts, before, home = (answer[list(places)] for answer in answers)
    now = np.empty(len(places) - min(NOTHING, NOT_TOLD), np.int64)
    now[list(places)] = np.arange(len(places))
    now[[NOTHING, NOT_TOLD]] = NOTHING, NOT_TOLD
    return sorts, now[before], now[home]


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
    pages = (read_text(text.read_bytes(), text.name) for text in texts)
    return [one for page in pages for one in examples(page, truth)]


def seeds() -> Iterator[Example]:
    """Give the two seed pages."""
    for file in sorted(PAGES.glob("seed-*.json")):
        seed = next((ROOT / "seeds").glob(f"{file.stem.removeprefix('seed-')}_*.txt"))
        yield from examples(read_text(seed.read_bytes(), seed.name), json.loads(file.read_text()))


def variations(count: int) -> Iterator[Example]:
    """Give typeset pages, other ones than those that are measured."""
    conditions = list(CONDITIONS)
    for number in range(count):
        seed = _FIRST_SEED + number
        chance = Random(seed)  # noqa: S311
        stories = chance.sample(material(), chance.randint(5, 9))
        page = typeset(stories, CONDITIONS[conditions[number % len(conditions)]], seed)
        yield from examples(PageText("variation", page.lines), page.truth)


def small(count: int) -> Iterator[Example]:
    """Give pages of a few articles."""
    for lines, truth in small_pages(count):
        yield from examples(PageText("small", tuple(lines)), truth)
