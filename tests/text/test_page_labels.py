"""A page number as printed, and the pages of an issue that it can mean."""

import pytest

from banmian.text.page_labels import pages_meant


@pytest.mark.parametrize(
    ("said", "labels", "meant"),
    [
        ("3", ["1", "3"], ["3"]),
        ("03", ["1", "3"], ["3"]),
        ("三", ["1", "3"], ["3"]),
        ("３", ["1", "3"], ["3"]),
        ("十二", ["2", "12"], ["12"]),
        ("A03", ["1", "3"], ["3"]),
        ("3", ["A01", "A03"], ["A03"]),
        ("A3", ["A03", "B03"], ["A03"]),
        ("B03", ["A03", "B03"], ["B03"]),
        ("3", ["A03", "B03"], ["A03", "B03"]),
        ("C03", ["A03", "B03"], []),
        ("5", ["1", "04-05"], ["04-05"]),
        ("13", ["1", "3"], []),
        ("特", ["特", "1"], ["特"]),
        ("3", [], []),
    ],
)
def test_what_a_number_can_mean(said: str, labels: list[str], meant: list[str]) -> None:
    assert pages_meant(said, labels) == tuple(meant)


def test_a_page_speaks_of_its_own_section() -> None:
    assert pages_meant("3", ["A03", "B03"], near="B01") == ("B03",)
