"""The facts of an issue: what the rest of an edition asks of it without opening its card.

All facts of an edition are in memory at once, the cards of its articles never are.
"""

from collections.abc import Mapping

from msgspec import Struct

from banmian.model.dates import PartialDate
from banmian.model.ids import ArticleId, IssueId


class IssueFacts(Struct, frozen=True):
    """The facts of an issue that is shown.

    `articles` are the ids of its articles, in order; `topics` gives for each those of the
    vocabulary, `people` who signs it, `lines` the digest of its line in lists, 8 bytes.
    `names` are all who sign in it, `collective` those that are collective. `links` are the ids
    that it links to; `corrects` those that each correction in it is about; `amended`: it has
    corrections or withdrawals.
    """

    id: IssueId
    date: PartialDate
    number: str
    name: str
    draft: bool
    page_count: int
    article_count: int
    headlines: tuple[str, ...]
    articles: tuple[ArticleId, ...]
    topics: tuple[tuple[str, ...], ...]
    people: tuple[tuple[str, ...], ...]
    lines: bytes
    names: tuple[str, ...]
    collective: tuple[str, ...]
    links: tuple[ArticleId, ...]
    corrects: Mapping[ArticleId, tuple[ArticleId, ...]]
    amended: bool

    @property
    def order(self) -> tuple[tuple[int, int, int], str, str]:
        """The key that puts issues in order, as `Issue.order`."""
        return (self.date.earliest, self.number.zfill(8), self.id)
