"""Pages are set by the rules of Chinese composition, and their truth is what stands on them."""

from collections import Counter
from typing import Any

import pytest
from typesetting import CONDITIONS, Heads, Layout, Page, material, pages, typeset
from typesetting.breaking import NOT_FIRST, NOT_LAST, cut, width


def characters(*texts: str | None) -> Counter[str]:
    return Counter(char for text in texts for char in text or "" if not char.isspace())


def told(truth: dict[str, Any]) -> Counter[str]:
    """Count the characters that a page has by its truth."""
    counts = characters(*truth["furniture"])
    for article in truth["articles"]:
        parts = ("kicker", "headline", "deck", "jump")
        counts += characters(*(article[part] for part in parts))
        for blocks in ("paragraphs", "section_heads", "captions"):
            counts += characters(*article[blocks])
        in_lead = article["byline"] and f"（{article['byline']}）" in article["paragraphs"][0]
        counts += characters(None if in_lead else article["byline"])
    return counts


@pytest.mark.parametrize("condition", CONDITIONS)
def test_a_page_has_the_characters_of_its_truth(condition: str) -> None:
    for page in pages(condition):
        assert characters(*page.lines) == told(page.truth)


def page(layout: Layout) -> Page:
    return typeset(material()[:7], layout, 1)


def test_the_same_seed_gives_the_same_page() -> None:
    assert page(Layout()) == page(Layout())
    assert page(Layout()) != typeset(material()[:7], Layout(), 2)


def test_lines_are_cut_at_the_measure_and_no_mark_stands_where_it_must_not() -> None:
    for story in material():
        for text in story.paragraphs:
            for measure in (13, 20, 34):
                lines = cut(text, measure, measure - 2, lambda: False)
                assert "".join(lines).replace(" ", "") == text.replace(" ", "")
                assert width(lines[0]) <= measure - 2
                assert max(map(width, lines)) <= measure
                assert not any(line[0] in NOT_FIRST for line in lines[1:])
                assert not any(line[-1] in NOT_LAST for line in lines[:-1])


def test_a_mark_may_be_squeezed_into_its_line() -> None:
    text = "一二三四五六，七八九"
    assert cut(text, 6, 6, lambda: True) == ["一二三四五六，", "七八九"]
    assert cut(text, 6, 6, lambda: False) == ["一二三四五", "六，七八九"]


def test_indents_are_lost_or_kept() -> None:
    assert not any(line.startswith("\u3000") for line in page(Layout()).lines)
    assert any(line.startswith("\u3000\u3000") for line in page(Layout(indents=True)).lines)


def test_headlines_stand_where_the_layout_puts_them() -> None:
    first = material()[1]
    assert first.headline
    for heads, expected in ((Heads.ALL_FIRST, 0), (Heads.ALL_LAST, 1)):
        set_page = typeset([first], Layout(heads=heads, dropped=0), 1)
        at = set_page.lines.index(first.headline)
        assert round(at / len(set_page.lines)) == expected
