"""Which byline signs which article (署名), and which jump line ends it: one decision for a page.

The likeliest is decided first; an article that has one hardly has another.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from heapq import heapify, heappop, heapreplace

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
    wishing: defaultdict[int, list[int]] = defaultdict(list)
    for at, articles in left.items():
        for article in articles:
            wishing[article].append(at)
    homes: dict[int, int] = {}
    for article in credited:
        _wish_less(left, wishing[article], article, homes)
    likeliest = [(-max(articles.values()), at) for at, articles in left.items()]
    heapify(likeliest)
    while likeliest:
        before, at = likeliest[0]
        now = -max(left[at].values())
        if now > before:
            heapreplace(likeliest, (now, at))
            continue
        heappop(likeliest)
        article = max(left[at], key=left[at].__getitem__)
        homes[at] = article
        del left[at]
        _wish_less(left, wishing[article], article, homes)
    return homes


def _wish_less(
    left: Mapping[int, dict[int, float]],
    wishing: Iterable[int],
    article: int,
    homes: Mapping[int, int],
) -> None:
    """Let an article have a byline less gladly, now that it has one: those that wish it know."""
    for at in wishing:
        if at in left:
            beside = article in (homes.get(at - 1), homes.get(at + 1))
            left[at][article] += _NEXT if beside else _ANOTHER
