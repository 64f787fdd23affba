"""Floors under the segmenter's figures on seeds and sample pages. They can only rise.

floors.toml has them: for each extractor, all its pages together and each family of pages.
`.venv/bin/python tests/segment/figures.py --raise` raises them.
"""

import pytest
from figures import below, figures, floors, groups, kinds

MEASURED = [(kind, group) for kind in kinds() for group in groups(kind) if kind != "variations"]


@pytest.mark.parametrize(("kind", "group"), MEASURED)
def test_a_figure_does_not_fall(kind: str, group: str) -> None:
    assert below(kind, group) == []


def test_the_seeds_keep_no_junk_spaces() -> None:
    assert figures("seeds", "seeds")["all"]["junk_spaces_n"] == 0


def test_what_is_measured_has_floors_and_what_has_floors_is_measured() -> None:
    measured = {kind: set(groups(kind)) for kind in kinds()}
    held = {kind: set(names) for kind, names in floors().items()}
    assert measured == held, "tests/segment/figures.py --raise writes them"
