"""What import proposes for `issue.toml` out of what the pages print: 版名, 总期号, 责任编辑."""

from collections.abc import Iterable

from msgspec.structs import replace

from banmian.model.issue import Page
from banmian.model.layout import CutPage
from banmian.segment.furniture import read_furniture
from banmian.text.page_labels import pages_meant


def as_printed(page: Page, cut: CutPage) -> Page:
    """Give a page with its printed name, where none was given and one is printed, and its staff."""
    read = read_furniture(cut.cut.leftovers)
    names = {folio.name for folio in read.folios if pages_meant(folio.label, [page.label])} - {""}
    name = page.name or (names.pop() if len(names) == 1 else "")
    return replace(page, name=name, staff=read.staff)


def printed_number(pages: Iterable[CutPage]) -> str:
    """Give the number that the pages of an issue print, "" where none does or they differ."""
    read = [read_furniture(page.cut.leftovers).number for page in pages]
    numbers = {number.value for number in read if number}
    return numbers.pop() if len(numbers) == 1 else ""
