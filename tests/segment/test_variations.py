"""Known articles set in many ways: the segmenter keeps its floors under each condition."""

import pytest
from figures import below
from typesetting import CONDITIONS


@pytest.mark.parametrize("condition", CONDITIONS)
def test_a_condition_keeps_its_floors(condition: str) -> None:
    assert below("variations", condition) == []
