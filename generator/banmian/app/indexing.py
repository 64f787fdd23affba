"""Indexing (编制索引): the search index of a site, of what each issue adds to it.

Its segments are made by the calendar: the newest month, that year's other months, all years before.
So a new issue changes little, and what an index is does not depend on how it came to be.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from banmian import addresses
from banmian.app.composing import Issues
from banmian.app.ground import Ground
from banmian.app.offers import offering
from banmian.app.segments import Dated, Segments
from banmian.app.spanning import Spanning
from banmian.model.facts import IssueFacts
from banmian.press.executors import Map, serial
from banmian.search import common, manifest
from banmian.search.documents import Document
from banmian.search.traditional import SIMPLE

_FEW = 60
"""Issues that are one segment, whatever their months: writing it anew takes no time."""


def dated(issue: IssueFacts) -> Dated:
    """Give what an issue's place in the index depends on."""
    year, month, _ = issue.date.earliest
    return Dated(issue.id, f"{year:04}-{month:02}", issue.article_count)


def bind_search(
    ground: Ground,
    order: Sequence[Dated],
    sheets: Sequence[Document],
    issues: Issues,
    spanning: Spanning,
    work: Map[Any, Any] = serial,
) -> None:
    """Make the search index of all issues, `order` being their order, and of the sheets.

    The sheets stand behind the issues of the newest segment. `work` does what takes long.
    """
    if not ground.shop.site.shows("search.html"):
        return
    end = offering(ground, order, spanning, work)
    making = Segments(ground, issues, spanning, order[-1].month, work)
    filed = list(making.make(tiers_of(order[::-1]), sheets))
    variants = sorted({char for one in filed for char in one.variants})
    offers = end()
    largest = max(filed, key=lambda one: one.segment.size)
    whole = manifest.Manifest(
        manifest.VERSION,
        tuple(one.segment for one in filed),
        making.put(common.write(dict(largest.common))),
        offers.values,
        "".join(char + SIMPLE[char] for char in variants),
        offers.suggestions,
    )
    spanning.put_page(addresses.SEARCH_INDEX, manifest.write(whole))


def tiers_of(newest_first: Sequence[Dated]) -> Mapping[str, list[Dated]]:
    """Give the issues of each segment, the newest segment first, by its name."""
    if len(newest_first) <= _FEW:
        return {"all": list(newest_first)}
    month = newest_first[0].month
    tiers: dict[str, list[Dated]] = {}
    for issue in newest_first:
        same_year = issue.month[:4] == month[:4]
        name = "month" if issue.month == month else "year" if same_year else "before"
        tiers.setdefault(name, []).append(issue)
    return tiers
