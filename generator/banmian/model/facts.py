"""The facts of an issue: what the rest of an edition asks of it without opening its card.

All facts of an edition are in memory at once, the cards of its articles never are.
"""

from collections.abc import Mapping

from msgspec import Struct

from banmian.model.dates import PartialDate
from banmian.model.ids import ArticleId, IssueId
from banmian.model.lists import ListKind


class IssueFacts(Struct, frozen=True):
    """The facts of an issue that is shown.

    `articles` are the ids of its articles, in order; `lists` gives by kind for each the lists that
    it stands in, by name, where any stands in one; `lines` the digest of its line in lists, 8
    bytes. `names` are all lists but the topics that any stands in, by kind; `collective` those who
    sign collectively. `links` are the ids that it links to; `corrects` those that each correction
    in it is about; `amended`: it has corrections or withdrawals.
    `pages` are the labels of its printed pages, `assumed` those of them that are an assumption.
    `bare` are the ranks of its articles that are a headline without a text, `withdrawn` is how
    many are withdrawn.
    """

    id: IssueId
    date: PartialDate
    number: str
    name: str
    draft: bool
    pages: tuple[str, ...]
    assumed: tuple[str, ...]
    article_count: int
    headlines: tuple[str, ...]
    articles: tuple[ArticleId, ...]
    bare: tuple[int, ...]
    withdrawn: int
    lists: Mapping[ListKind, tuple[tuple[str, ...], ...]]
    lines: bytes
    names: Mapping[ListKind, tuple[str, ...]]
    collective: tuple[str, ...]
    links: tuple[ArticleId, ...]
    corrects: Mapping[ArticleId, tuple[ArticleId, ...]]
    amended: bool

    @property
    def order(self) -> tuple[tuple[int, int, int], str, str]:
        """The key that puts issues in order, as `Issue.order`."""
        return (self.date.earliest, self.number.zfill(8), self.id)
