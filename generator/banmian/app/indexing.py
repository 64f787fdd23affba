"""Indexing (编制索引): the search index of a site, of what each issue adds to it.

Its segments are made by the calendar: the newest month, that year's other months, all years before.
So a new issue changes little, and what an index is does not depend on how it came to be.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, groupby

from msgspec import Struct

from banmian import addresses
from banmian.app.composing import Issues
from banmian.app.ground import Ground
from banmian.app.memory import digest
from banmian.app.spanning import Spanning
from banmian.model.facts import IssueFacts
from banmian.press.spool import in_ranges
from banmian.search import manifest, values
from banmian.search.documents import Document
from banmian.search.parts import part
from banmian.search.runs import POSTING_BITS, merged
from banmian.search.segment import Pack, Segment, name_of, write
from banmian.search.shard import LARGE, ROW_BITS
from banmian.search.values import Values

_FEW = 60
"""Issues that are one segment, whatever their months: writing it anew takes no time."""


class Dated(Struct, frozen=True, array_like=True):
    """An issue, and the month that it is of: `2021-06`."""

    name: str
    month: str


class Filed(Struct, frozen=True):
    """A segment, and all files that it has."""

    segment: Segment
    files: tuple[str, ...]


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
    """Make the search index of all issues, `order` being their order, and of the sheets."""
    if not ground.shop.site.shows("search.html"):
        return
    indexing = _Indexing(ground, issues, spanning, order[-1].month)
    tiers = tiers_of(order[::-1])
    segments = [
        indexing.segment(name, tier, sheets if n == 0 else ())
        for n, (name, tier) in enumerate(tiers.items())
    ]
    whole = manifest.Manifest(manifest.VERSION, tuple(segments), indexing.values(order))
    content = manifest.write(whole)
    spanning.put_page(addresses.SEARCH_INDEX, content)


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


class _Indexing:
    """The making of an index: what is as it was is taken as it is."""

    def __init__(self, ground: Ground, issues: Issues, spanning: Spanning, month: str) -> None:
        self._memory, self._issues, self._spanning = ground.memory, issues, spanning
        self._open_month, self._scratch = month, ground.project.scratch
        self._program = ground.shop.key

    def segment(self, name: str, tier: Sequence[Dated], sheets: Sequence[Document]) -> Segment:
        """Make a segment, if anything in it has changed; the sheets come behind its issues."""
        key = digest(self._program, self._key(tier), repr(sheets).encode())
        filed = self._memory.kept("segment", name, key, Filed)
        if filed and all(self._take(file) for file in filed.files):
            return filed.segment
        filed = self._written(tier, sheets)
        self._memory.keep("segment", name, key, filed)
        return filed.segment

    def _written(self, tier: Sequence[Dated], sheets: Sequence[Document]) -> Filed:
        files: list[str] = []

        def put(content: bytes) -> str:
            files.append(self._put(content))
            return files[-1]

        own = part(sheets) if sheets else None
        packs = [(some[0].month, self._pack(name, some)) for name, some in self._together(tier)]
        packs += [("", Pack(bytes.fromhex(put(own.texts)), own.lengths))] if own else []
        months: dict[str, int] = {}
        for month, pack in packs:
            months[month] = months.get(month, 0) + len(pack.lengths)
            files.append(pack.name.hex())
        of_issues = (self._memory.part(one.name).run for one in tier)
        runs = chain(of_issues, [own.run] if own else [])
        texts = [pack for _, pack in packs]
        size = sum(months.values())
        apart = partial(in_ranges, bits=ROW_BITS + POSTING_BITS, folder=self._scratch)
        rows = merged(runs, size, apart if size > LARGE else None)
        segment = write(rows, texts, tuple(months.items()), put)
        return Filed(segment, tuple(dict.fromkeys(files)))

    def _together(self, tier: Sequence[Dated]) -> Iterator[tuple[str, list[Dated]]]:
        """Give the issues whose texts are in one pack: a month's; of the open one, each alone."""
        for month, issues in groupby(tier, lambda one: one.month):
            if month == self._open_month:
                yield from ((one.name, [one]) for one in issues)
            else:
                yield month, list(issues)

    def _pack(self, name: str, some: Sequence[Dated]) -> Pack:
        """Give the pack of some issues' texts; only what has changed is read."""
        key = self._key(some)
        pack = self._memory.kept("pack", name, key, Pack)
        if pack and self._take(pack.name.hex()):
            return pack
        lengths = chain.from_iterable(self._memory.part(one.name).lengths for one in some)
        content = self._put(b"".join(self._memory.texts(one.name) for one in some))
        pack = Pack(bytes.fromhex(content), tuple(lengths))
        self._memory.keep("pack", name, key, pack)
        return pack

    def values(self, order: Sequence[Dated]) -> Mapping[str, str]:
        """Make the files of what documents can be filtered by; a changed year is counted anew."""
        keys = self._memory.heads_keys()
        years = []
        for year, issues in groupby(order, lambda one: one.month[:4]):
            names = [one.name for one in issues]
            key = digest(*(name.encode() + keys.get(name, b"") for name in names))
            counts = self._memory.kept("values", year, key, Values)
            if counts is None:
                heads = chain.from_iterable(map(self._memory.heads, names))
                counts = values.counted(heads)
                self._memory.keep("values", year, key, counts)
            years.append(counts)
        every = values.together(years)
        return {kind: self._put(values.write(counts)) for kind, counts in every.items()}

    def _key(self, some: Iterable[Dated]) -> bytes:
        found = self._issues.now
        return digest(*(f"{n.name} {n.month} ".encode() + found[n.name].search for n in some))

    def _put(self, content: bytes) -> str:
        name = name_of(content)
        self._spanning.put_file(addresses.search_file(name), content)
        return name

    def _take(self, file: str) -> bool:
        return self._spanning.take(addresses.search_file(file))
