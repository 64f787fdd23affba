"""The conditions under which the segmenter is measured, and their pages."""

from random import Random
from types import MappingProxyType

from typesetting.layout import Blanks, Bylines, Heads, Layout
from typesetting.material import material
from typesetting.page import Page, typeset

_ARTICLES = 7
_PAGES = 7

CONDITIONS = MappingProxyType(
    {
        "as in the seeds": Layout(),
        "blank after every line": Layout(blanks=Blanks.EVERY_LINE),
        "no blank between paragraphs": Layout(blanks=Blanks.ARTICLES),
        "no bylines": Layout(bylines=Bylines.NONE),
        "half the marks missing": Layout(unmarked=0.5),
        "neither bylines nor 本报讯": Layout(bylines=Bylines.NONE, datelines=False),
        "bylines in brackets": Layout(bylines=Bylines.END_BRACKETS),
        "bylines in the lead": Layout(bylines=Bylines.LEAD),
        "bylines under the headline": Layout(bylines=Bylines.UNDER_HEADLINE, heads=Heads.BEFORE),
        "padded names": Layout(padded_names=True),
        "headlines all before": Layout(heads=Heads.BEFORE),
        "headlines all after": Layout(heads=Heads.AFTER),
        "headlines at the top of the page": Layout(heads=Heads.ALL_FIRST),
        "headlines at the end of the page": Layout(heads=Heads.ALL_LAST),
        "half the headlines missing": Layout(dropped=0.5),
        "section heads like first lines": Layout(close_section_heads=True, blanks=Blanks.ARTICLES),
        "indents kept": Layout(indents=True, blanks=Blanks.ARTICLES),
        "spread lines": Layout(spread=0.5),
        "furniture": Layout(furniture=True),
        "torn columns": Layout(torn=4),
        "two columns interleaved": Layout(interleaved=0.3),
    }
)


def pages(condition: str) -> list[Page]:
    """Give the pages of a condition: the same articles under each, always the same pages."""
    return [_page(CONDITIONS[condition], seed) for seed in range(_PAGES)]


def _page(layout: Layout, seed: int) -> Page:
    stories = Random(seed).sample(  # noqa: S311
        material(), len(material())
    )
    if layout.close_section_heads:
        stories.sort(key=lambda story: not story.section_heads)
        stories = stories[seed % 3 :]
    return typeset(stories[:_ARTICLES], layout, seed)
