"""Known articles set in many ways: the segmenter keeps its floors under each condition."""

import pytest
from figures import below, figures
from typesetting import CONDITIONS, Layout, material, typeset


@pytest.mark.parametrize("condition", CONDITIONS)
def test_a_condition_keeps_its_floors(condition: str) -> None:
    assert below("variations", condition) == []


def test_the_scorer_finds_nothing_missing_from_a_page_but_what_the_segmenter_missed() -> None:
    # What is not found is cut wrongly, it is not absent: the text of every article is on its page.
    reached = [figures("variations", condition)["all"]["conserved"] for condition in CONDITIONS]
    assert min(reached) > 0.999


def test_the_same_seed_gives_the_same_page() -> None:
    stories = material()[:7]
    assert typeset(stories, Layout(), 1) == typeset(stories, Layout(), 1)
    assert typeset(stories, Layout(), 1) != typeset(stories, Layout(), 2)
