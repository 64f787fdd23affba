"""The fuzz loop runs, finds what breaks a rule, and makes it small."""

import fuzz
import pytest
from msgspec.structs import replace

from banmian.config.profile import Profile
from banmian.model.layout import PageCut, PageText
from banmian.segment import segment_page


def test_twenty_mutants_break_no_rule() -> None:
    assert fuzz.fuzz(1, lambda number: number < 20) is None


def test_a_segmenter_that_loses_a_line_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def loses_a_line(page: PageText, profile: Profile) -> PageCut:
        kept = tuple(line for line in page.lines if "会" not in line)
        return segment_page(replace(page, lines=kept), profile)

    monkeypatch.setattr(fuzz, "segment_page", loses_a_line)
    found = fuzz.fuzz(1, lambda number: number < 100)
    assert found is not None
    assert found.startswith("characters are lost or invented")
    small = found.splitlines()[-1]
    assert eval(small) == PageText("page.txt", ("会",))  # noqa: S307 — it is shown to be Python
