"""The segments of a search index: made when something in them changed, patched where it is little.

`Segments` knows what was made before; `search.segment` writes, `search.patch` patches.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import accumulate, chain, groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from msgspec import Struct

from banmian import addresses
from banmian.app.composing import Issues
from banmian.app.ground import Ground
from banmian.app.memory import digest
from banmian.app.spanning import Spanning
from banmian.press.executors import Map
from banmian.press.spool import in_ranges, numbers_of
from banmian.search.common import note
from banmian.search.documents import Document
from banmian.search.parts import part
from banmian.search.patch import Change, Levels, Old, patched
from banmian.search.reader import Reader
from banmian.search.runs import POSTING_BITS, Run, each, together
from banmian.search.segment import Months, Pack, Segment, cut, limit_of, name_of, write
from banmian.search.shard import LARGE, Shard, row_bits
from banmian.search.sums import BrokenError

_FEW = 8
"""Changed issues for which a large segment is patched."""


_LEAST, _A_RANGE = 8, 3000
"""Ranges in which a large segment is cut, and documents of it for which there is one more."""


class Dated(Struct, frozen=True, array_like=True):
    """An issue, the month that it is of (`2021-06`), and how many articles it has, about."""

    name: str
    month: str
    count: int


class Share(Struct, frozen=True, array_like=True):
    """What an issue is in a segment: how many documents, and the digest of its part."""

    name: str
    count: int
    digest: bytes


class Bundle(Struct, frozen=True):
    """The pack of some issues' texts, and how many documents each of them has.

    `variants` are the traditional characters in them.
    """

    month: str
    pack: Pack
    counts: tuple[int, ...]
    variants: str


class Filed(Struct, frozen=True):
    """A segment as it was made: by which program, of which issues, and all files that it has.

    `common` are its common grams, `variants` the traditional characters in its texts; `limit` is
    that of its shards' bytes.
    """

    segment: Segment
    common: Levels
    files: tuple[str, ...]
    program: bytes
    limit: int
    shares: tuple[Share, ...]
    variants: str


class CutOrder(Struct, frozen=True):
    """A range of a segment's postings to cut: its file, the size of the segment, the limit."""

    path: Path
    size: int
    limit: int


def cut_range(order: CutOrder) -> list[Shard]:
    """Cut a range of a segment's postings into shards."""
    return list(cut(numbers_of(order.path), order.size, order.limit))


class _Draft(Struct, frozen=True):
    """What a segment is to be made of: its issues, the newest first, and the pairs of sheets."""

    name: str
    limit: int
    shares: tuple[Share, ...]
    bundles: tuple[Bundle, ...]
    own: Run | None

    @property
    def packs(self) -> list[Pack]:
        return [one.pack for one in self.bundles]

    @property
    def months(self) -> Months:
        months: dict[str, int] = {}
        for one in self.bundles:
            months[one.month] = months.get(one.month, 0) + sum(one.counts)
        return tuple(months.items())

    @property
    def size(self) -> int:
        return sum(sum(one.counts) for one in self.bundles)


class Segments:
    """Makes segments; what is as it was is taken as it is."""

    def __init__(
        self, ground: Ground, issues: Issues, spanning: Spanning, month: str, work: Map[Any, Any]
    ) -> None:
        self._ground, self._issues, self._spanning, self._work = ground, issues, spanning, work
        self._memory, self._program = ground.memory, ground.shop.key
        self._open_month = month

    def make(
        self, tiers: Mapping[str, Sequence[Dated]], sheets: Sequence[Document]
    ) -> Iterator[Filed]:
        """Make the segments of some issues, the newest first; sheets come behind the first's."""
        sizes = [sum(one.count for one in tier) for tier in tiers.values()]
        for n, (name, tier) in enumerate(tiers.items()):
            yield self._segment(name, tier, limit_of(sizes[n], max(sizes)), () if n else sheets)

    def _segment(
        self, name: str, tier: Sequence[Dated], limit: int, sheets: Sequence[Document]
    ) -> Filed:
        key = digest(self._program, self._key(tier), f"{limit} {sheets!r}".encode())
        filed = self._memory.kept("segment", name, key, Filed)
        if filed and all(self._take(file) for file in filed.files):
            return filed
        draft = self._draft(name, tier, limit, sheets)
        segment, common, files = self._patched(draft) or self._written(draft)
        every = dict.fromkeys((*files, *(pack.name.hex() for pack in draft.packs)))
        variants = "".join(sorted({char for one in draft.bundles for char in one.variants}))
        filed = Filed(segment, common, tuple(every), self._program, limit, draft.shares, variants)
        self._memory.keep("segment", name, key, filed)
        return filed

    def _draft(
        self, name: str, tier: Sequence[Dated], limit: int, sheets: Sequence[Document]
    ) -> _Draft:
        own = part(sheets) if sheets else None
        bundles = [self._bundle(name, some) for name, some in self._together(tier)]
        counts = chain.from_iterable(one.counts for one in bundles)
        shares = tuple(
            Share(one.name, count, self._issues.now[one.name].search)
            for one, count in zip(tier, counts, strict=True)
        )
        if own:
            pack = Pack(bytes.fromhex(self.put(own.texts)), own.lengths)
            bundles.append(Bundle("", pack, (len(own.lengths),), own.variants))
        return _Draft(name, limit, shares, tuple(bundles), own.run if own else None)

    def _written(self, draft: _Draft) -> tuple[Segment, Levels, tuple[str, ...]]:
        """Write a segment of all its runs; give its common grams too, and its files."""
        files: list[str] = []
        common: dict[int, int] = {}

        def put(content: bytes) -> str:
            files.append(self.put(content))
            return files[-1]

        as_packs = self._ground.shop.site.edition.search == "packs"
        with self._cut(draft) as shards:
            noted = _noted(shards, common)
            segment = write(noted, draft.packs, draft.months, put, as_packs=as_packs)
        return segment, tuple(sorted(common.items())), tuple(files)

    @contextmanager
    def _cut(self, draft: _Draft) -> Iterator[Iterator[Shard]]:
        """Cut the shards of a segment: of a large one range by range, wherever work is done."""
        runs = chain(
            (self._memory.part(one.name).run for one in draft.shares),
            [draft.own] if draft.own else [],
        )
        if draft.size <= LARGE:
            yield cut(together(runs), draft.size, draft.limit)
            return
        with TemporaryDirectory(prefix="index-", dir=self._ground.stage.parent) as folder:
            count = max(_LEAST, draft.size // _A_RANGE)
            paths = in_ranges(each(runs), POSTING_BITS + row_bits(draft.size), count, Path(folder))
            orders = [CutOrder(path, draft.size, draft.limit) for path in paths]
            yield chain.from_iterable(self._work(cut_range, orders))

    def _patched(self, draft: _Draft) -> tuple[Segment, Levels, tuple[str, ...]] | None:
        """Patch a large segment where it has the documents that it had; None where it must not."""
        old = self._memory.lately("segment", draft.name, Filed)
        if not (old and self._ground.known and self._can_patch(old, draft)):
            return None
        new: dict[str, bytes] = {}

        def put(content: bytes) -> str:
            new[name_of(content)] = content
            return name_of(content)

        try:
            changes = self._changes(old, draft.shares)
            before = Old(old.segment, old.common, self._get, old.limit)
            segment, common, kept = patched(before, changes, draft.packs, draft.months, put)
        except BrokenError:
            return None
        if not all(self._take(file) for file in kept):
            return None
        for content in new.values():
            self.put(content)
        return segment, common, (*kept, *new)

    def _can_patch(self, old: Filed, draft: _Draft) -> bool:
        """Tell whether a segment is large, and has the documents of another but for few texts."""
        return (
            (old.program, old.limit) == (self._program, draft.limit)
            and old.segment.size > LARGE
            and not draft.own
            and not any(table.end for table in old.segment.tables)  # else shards are no files
            and _alike(old.shares, draft.shares)
        )

    def _changes(self, old: Filed, shares: Sequence[Share]) -> list[Change]:
        """Give the changes of a segment's issues."""
        reader = Reader((old.segment,), lambda file, start, end: self._get(file)[start:end])
        bases = accumulate((one.count for one in shares), initial=0)
        return [
            Change(
                base,
                tuple(reader.document(old.segment, base + n) for n in range(now.count)),
                self._memory.part(now.name).run,
            )
            for base, before, now in zip(bases, old.shares, shares, strict=False)
            if before != now
        ]

    def _together(self, tier: Sequence[Dated]) -> Iterator[tuple[str, list[Dated]]]:
        """Give the issues whose texts are in one pack: a month's; of the open one, each alone."""
        for month, issues in groupby(tier, lambda one: one.month):
            if month == self._open_month:
                yield from ((one.name, [one]) for one in issues)
            else:
                yield month, list(issues)

    def _bundle(self, name: str, some: Sequence[Dated]) -> Bundle:
        """Bundle some issues' texts; only what has changed is read."""
        key = self._key(some)
        known = self._memory.kept("bundle", name, key, Bundle)
        if known and self._take(known.pack.name.hex()):
            return known
        parts = [self._memory.part(one.name) for one in some]
        file = self.put(b"".join(self._memory.texts(one.name) for one in some))
        lengths = [one.lengths for one in parts]
        pack = Pack(bytes.fromhex(file), tuple(chain.from_iterable(lengths)))
        variants = "".join(sorted({char for one in parts for char in one.variants}))
        bundle = Bundle(some[0].month, pack, tuple(map(len, lengths)), variants)
        self._memory.keep("bundle", name, key, bundle)
        return bundle

    def _key(self, some: Iterable[Dated]) -> bytes:
        found = self._issues.now
        return digest(*(f"{n.name} {n.month} ".encode() + found[n.name].search for n in some))

    def _get(self, file: str) -> bytes:
        try:
            return (self._ground.public / addresses.search_file(file)).read_bytes()
        except OSError as error:
            raise BrokenError(str(error)) from error

    def put(self, content: bytes) -> str:
        """Put a file into the site; give its name."""
        name = name_of(content)
        self._spanning.put_file(addresses.search_file(name), content)
        return name

    def _take(self, file: str) -> bool:
        return self._spanning.take(addresses.search_file(file))


def _noted(shards: Iterable[Shard], common: dict[int, int]) -> Iterator[Shard]:
    """Give shards on, and note their common grams."""
    for shard in shards:
        note(common, shard.common)
        yield shard


def _alike(before: Sequence[Share], now: Sequence[Share]) -> bool:
    """Tell whether a segment has the same documents, all but a few with the same texts."""
    if [(one.name, one.count) for one in before] != [(one.name, one.count) for one in now]:
        return False
    return sum(one != other for one, other in zip(before, now, strict=True)) <= _FEW
