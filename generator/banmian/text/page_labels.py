"""Which pages a printed number can mean: 03, 3 and 三 are one page, and A03 may be called 3."""

import re
from collections.abc import Iterable

from banmian.text.numerals import page_label

_FORM = re.compile(r"([A-Z]*)0*([0-9]+)")


def pages_meant(said: str, labels: Iterable[str], near: str = "") -> tuple[str, ...]:
    """Give the labels of an issue's pages that a page number as printed can mean.

    Args:
        said: the number, as a jump line or folio has it.
        labels: the issue's pages; `04-05` is a spread of two.
        near: the page that says it: its own section comes before others (on A1, 3 is A3).

    Returns:
        The labels, in the order of `labels`; one in most cases, none when the issue lacks the page.
    """
    section, number = _read(said)
    parts = [(label, part) for label in labels for part in map(_read, label.split("-"))]
    same = [label for label, part in parts if part == (section, number)]
    if not same and number:
        alike = [part for part in parts if part[1][1] == number and not (section and part[1][0])]
        home = [label for label, part in alike if part[0] == _read(near)[0]]
        same = home or [label for label, _ in alike]
    return tuple(dict.fromkeys(same))


def _read(label: str) -> tuple[str, str]:
    """Part a label into its section and number; what has no such form is all section."""
    label = page_label(label.partition("-")[0]).upper()
    found = _FORM.fullmatch(label)
    return (found[1], found[2]) if found else (label, "")
