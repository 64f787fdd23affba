"""A sheet (单页): what stands in no issue, such as about, contact, imprint."""

from msgspec import Struct

from banmian.model.article import Block
from banmian.model.line import check_line


class Sheet(Struct, frozen=True):
    """`slug` is its folder in the site; `description` is for search engines, "" where not given.

    With `navigation` it stands in the main navigation. Sheets are in the order of `order`, then
    of their slugs.
    """

    slug: str
    title: str
    body: tuple[Block, ...] = ()
    navigation: bool = False
    order: int = 0
    description: str = ""

    def __post_init__(self) -> None:
        """The title is a line, the description one or none."""
        check_line(self.title)
        if self.description:
            check_line(self.description)

    @property
    def rank(self) -> tuple[int, str]:
        """The key that puts sheets in order."""
        return (self.order, self.slug)
