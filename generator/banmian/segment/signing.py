"""Which byline signs which article (署名), and which jump line ends it: one decision for a page.

The likeliest is decided first; an article that has one hardly has another.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

_ANOTHER, _NEXT = -5.0, -1.0
"""Log-odds that an article has another byline; that it has, on the next line."""


def signed(
    wishes: Mapping[int, Mapping[int, float]], credited: AbstractSet[int]
) -> Mapping[int, int]:
    """Give bylines their articles.

    Args:
        wishes: for each byline, articles that it may sign, and how likely, as logarithms.
        credited: articles that name their authors in their text.
    """
    left = {at: dict(articles) for at, articles in wishes.items() if articles}
    homes: dict[int, int] = {}
    for article in credited:
        _wish_less(left, article, homes)
    while left:
        at = max(left, key=lambda at: (max(left[at].values()), -at))
        article = max(left[at], key=left[at].__getitem__)
        homes[at] = article
        del left[at]
        _wish_less(left, article, homes)
    return homes


def _wish_less(
    left: Mapping[int, dict[int, float]], article: int, homes: Mapping[int, int]
) -> None:
    """Let an article have a byline less gladly, now that it has one."""
    for at, articles in left.items():
        if article in articles:
            beside = article in (homes.get(at - 1), homes.get(at + 1))
            articles[article] += _NEXT if beside else _ANOTHER
