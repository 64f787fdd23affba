"""The segments of a search index: made when something in them changed, patched where it is little.

`Segments` knows what was made before; `search.segment` writes, `search.patch` patches.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import accumulate, chain, groupby

from msgspec import Struct

from banmian import addresses
from banmian.app.composing import Issues
from banmian.app.ground import Ground
from banmian.app.memory import digest
from banmian.app.spanning import Spanning
from banmian.press.spool import in_ranges
from banmian.search.documents import Document
from banmian.search.parts import part
from banmian.search.patch import Change, patched
from banmian.search.reader import Reader
from banmian.search.runs import POSTING_BITS, Run, merged
from banmian.search.segment import Months, Pack, Segment, name_of, write
from banmian.search.shard import LARGE, ROW_BITS
from banmian.search.sums import BrokenError

_FEW = 8
"""Changed issues for which a large segment is patched."""


class Dated(Struct, frozen=True, array_like=True):
    """An issue, and the month that it is of: `2021-06`."""

    name: str
    month: str


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

    `variants` are the traditional characters in its texts.
    """

    segment: Segment
    files: tuple[str, ...]
    program: bytes
    shares: tuple[Share, ...]
    variants: str


class Segments:
    """Makes segments; what is as it was is taken as it is."""

    def __init__(self, ground: Ground, issues: Issues, spanning: Spanning, month: str) -> None:
        self._ground, self._issues, self._spanning = ground, issues, spanning
        self._memory, self._program = ground.memory, ground.shop.key
        self._open_month = month

    def segment(self, name: str, tier: Sequence[Dated], sheets: Sequence[Document]) -> Filed:
        """Make the segment of some issues, the newest first, and of sheets behind them."""
        key = digest(self._program, self._key(tier), repr(sheets).encode())
        filed = self._memory.kept("segment", name, key, Filed)
        if filed and all(self._take(file) for file in filed.files):
            return filed
        own = part(sheets) if sheets else None
        bundles = [self._bundle(name, some) for name, some in self._together(tier)]
        counts = chain.from_iterable(one.counts for one in bundles)
        shares = tuple(
            Share(one.name, count, self._issues.now[one.name].search)
            for one, count in zip(tier, counts, strict=True)
        )
        if own:
            pack = Pack(bytes.fromhex(self._put(own.texts)), own.lengths)
            bundles.append(Bundle("", pack, (len(own.lengths),), own.variants))
        segment, files = self._patched(name, shares, bundles, own is not None) or self._written(
            tier, bundles, own.run if own else None
        )
        every = (*files, *(one.pack.name.hex() for one in bundles))
        variants = "".join(sorted({char for one in bundles for char in one.variants}))
        filed = Filed(segment, tuple(dict.fromkeys(every)), self._program, shares, variants)
        self._memory.keep("segment", name, key, filed)
        return filed

    def _written(
        self, tier: Sequence[Dated], bundles: Sequence[Bundle], own: Run | None
    ) -> tuple[Segment, tuple[str, ...]]:
        """Write a segment of all its runs; give the files that it has."""
        files: list[str] = []

        def put(content: bytes) -> str:
            files.append(self._put(content))
            return files[-1]

        of_issues = (self._memory.part(one.name).run for one in tier)
        months = _months(bundles)
        size = sum(count for _, count in months)
        folder = self._ground.project.scratch
        apart = partial(in_ranges, bits=POSTING_BITS + ROW_BITS, folder=folder)
        rows = merged(chain(of_issues, [own] if own else []), size, apart if size > LARGE else None)
        packs = [one.pack for one in bundles]
        as_packs = self._ground.shop.site.edition.search == "packs"
        return write(rows, packs, months, put, as_packs=as_packs), tuple(files)

    def _patched(
        self, name: str, shares: Sequence[Share], bundles: Sequence[Bundle], has_sheets: bool
    ) -> tuple[Segment, tuple[str, ...]] | None:
        """Patch a large segment where it has the documents that it had; None where it must not."""
        old = self._memory.lately("segment", name, Filed)
        if old is None or old.program != self._program or has_sheets or not self._ground.known:
            return None
        if old.segment.size <= LARGE or not _alike(old.shares, shares):
            return None
        if any(table.end for table in old.segment.tables):  # its shards are no files
            return None
        new: dict[str, bytes] = {}

        def put(content: bytes) -> str:
            new[name_of(content)] = content
            return name_of(content)

        try:
            changes = self._changes(old, shares)
            packs = [one.pack for one in bundles]
            segment, kept = patched(old.segment, changes, packs, _months(bundles), self._get, put)
        except BrokenError:
            return None
        if not all(self._take(file) for file in kept):
            return None
        for content in new.values():
            self._put(content)
        return segment, (*kept, *new)

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
        file = self._put(b"".join(self._memory.texts(one.name) for one in some))
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

    def _put(self, content: bytes) -> str:
        name = name_of(content)
        self._spanning.put_file(addresses.search_file(name), content)
        return name

    def _take(self, file: str) -> bool:
        return self._spanning.take(addresses.search_file(file))


def _months(bundles: Iterable[Bundle]) -> Months:
    months: dict[str, int] = {}
    for one in bundles:
        months[one.month] = months.get(one.month, 0) + sum(one.counts)
    return tuple(months.items())


def _alike(before: Sequence[Share], now: Sequence[Share]) -> bool:
    """Tell whether a segment has the same documents, all but a few with the same texts."""
    if [(one.name, one.count) for one in before] != [(one.name, one.count) for one in now]:
        return False
    return sum(one != other for one, other in zip(before, now, strict=True)) <= _FEW
