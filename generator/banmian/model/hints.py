"""What an editor says of a page's lines where the cut went wrong (提示)."""

from msgspec import Struct

from banmian.model.diagnostics import Where
from banmian.model.layout import LineRole

QUOTED = 20
"""Characters by which a line is quoted: enough to know it again, and an editor can read them."""


class Quote(Struct, frozen=True):
    """A line of a page: its number, and what it begins with, white space left out.

    A line is the quoted one only if both agree, so that a hint never lands on another text.
    """

    number: int
    text: str


def quote(lines: tuple[str, ...], number: int) -> Quote:
    """Quote a line of a page by its number, from 1."""
    return Quote(number, squeezed(lines[number - 1])[:QUOTED])


def squeezed(line: str) -> str:
    """Give a line without its white space."""
    return "".join(line.split())


class Hint(Struct, frozen=True):
    """One correction, of one or more lines; what it does not speak of stays.

    `role`: what the lines are. `article`: they belong to the article of that line. `opens`: a
    paragraph begins with them, or does not. `after`: they follow that line. `split`: a new article
    begins with the first of them, and what follows of its article goes with it. `merge`: their
    article is one with the article of that line. `where` is where the hint is written.
    """

    lines: tuple[Quote, ...]
    where: Where
    role: LineRole | None = None
    article: Quote | None = None
    opens: bool | None = None
    after: Quote | None = None
    split: bool = False
    merge: Quote | None = None

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """Every line that it speaks of."""
        others = (self.article, self.after, self.merge)
        return (*self.lines, *(other for other in others if other))
