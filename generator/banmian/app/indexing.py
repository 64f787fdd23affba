"""Indexing (编制索引): the search index of a site, of what each issue adds to it.

Its segments are made by the calendar: the newest month, that year's other months, all years before.
So a new issue changes little, and what an index is does not depend on how it came to be.
"""

from collections.abc import Mapping, Sequence
from itertools import chain, groupby

from banmian import addresses
from banmian.app.composing import Issues
from banmian.app.ground import Ground
from banmian.app.memory import digest
from banmian.app.segments import Dated, Segments
from banmian.app.spanning import Spanning
from banmian.model.facts import IssueFacts
from banmian.search import manifest, values
from banmian.search.documents import Document
from banmian.search.segment import name_of
from banmian.search.traditional import SIMPLE

_FEW = 60
"""Issues that are one segment, whatever their months: writing it anew takes no time."""


def dated(issue: IssueFacts) -> Dated:
    """Give the month of an issue."""
    year, month, _ = issue.date.earliest
    return Dated(issue.id, f"{year:04}-{month:02}")


def bind_search(
    ground: Ground,
    order: Sequence[Dated],
    sheets: Sequence[Document],
    issues: Issues,
    spanning: Spanning,
) -> None:
    """Make the search index of all issues, `order` being their order, and of the sheets.

    The sheets stand behind the issues of the newest segment.
    """
    if not ground.shop.site.shows("search.html"):
        return
    making = Segments(ground, issues, spanning, order[-1].month)
    tiers = tiers_of(order[::-1])
    filed = [
        making.segment(name, tier, () if n else sheets)
        for n, (name, tier) in enumerate(tiers.items())
    ]
    segments = tuple(one.segment for one in filed)
    kinds = _values(ground, order, spanning)
    variants = sorted({char for one in filed for char in one.variants})
    pairs = "".join(char + SIMPLE[char] for char in variants)
    whole = manifest.Manifest(manifest.VERSION, segments, kinds, pairs)
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


def _values(ground: Ground, order: Sequence[Dated], spanning: Spanning) -> Mapping[str, str]:
    """Make the files of what documents can be filtered by; a changed year is counted anew."""
    memory, keys = ground.memory, ground.memory.heads_keys()
    years = []
    for year, issues in groupby(order, lambda one: one.month[:4]):
        names = [one.name for one in issues]
        key = digest(*(name.encode() + keys.get(name, b"") for name in names))
        counts = memory.kept("values", year, key, values.Values)
        if counts is None:
            counts = values.counted(chain.from_iterable(map(memory.heads, names)))
            memory.keep("values", year, key, counts)
        years.append(counts)
    files = {kind: values.write(one) for kind, one in values.together(years).items()}
    for content in files.values():
        spanning.put_file(addresses.search_file(name_of(content)), content)
    return {kind: name_of(content) for kind, content in files.items()}
