"""Content → a site beside the old one, staged and proven: read, relate, compose, bind, check.

What a build costs is what changed: issues are read again when their folder looks otherwise,
composed again when they or their context are otherwise, and what spans issues is made again when
what it depends on is. The stage gets only files that differ from the site's.
"""

import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
from msgspec import Struct, field
from msgspec.structs import replace

from banmian import addresses, proof
from banmian.app.content import issue_files, issue_folders
from banmian.app.issue_work import (
    ChangedError,
    ComposeOrder,
    Job,
    Made,
    Packed,
    ReadOrder,
    compose_issue,
    read_packed,
)
from banmian.app.memory import FIRST, LostError, MadeKey, Memory, Page, digest, made_for
from banmian.app.progress import Progress, quietly
from banmian.app.project import Project, load_ledger, read_text
from banmian.app.sheets import MadeSheets, make_sheets
from banmian.app.workshop import Workshop, open_workshop
from banmian.bind import bind
from banmian.bind.archive import by_year
from banmian.bind.leaf import Leaf, LineOf
from banmian.bind.lists import Lists, fold
from banmian.bind.moved import Moves, moved_pages, moves
from banmian.bind.places import edition_places, titles
from banmian.bind.references import References, references
from banmian.bind.relate import context, people_slugs
from banmian.bind.sitemap import plain_entries, sitemap_index, sitemaps
from banmian.config.toml import line_of
from banmian.content.cards import reading
from banmian.content.ledger import file_of
from banmian.model.card import Card
from banmian.model.diagnostics import Diagnostic, Where, diagnostic
from banmian.model.facts import IssueFacts
from banmian.model.ids import ArticleId
from banmian.model.ledger import Ledger, Moments, Thing, published
from banmian.press import swap
from banmian.press.executors import Map, processes, serial
from banmian.press.scan import Look, look
from banmian.press.stage import Print, Stage
from banmian.search.index import entries, index
from banmian.theme.lines import LINES, filled
from banmian.theme.lists import article_address

_FEW = 8
"""Issues that are worked on here: for so few, processes are not worth their start."""
_SLOWEST = 5
"""Issues that a report names with the time that composing them took."""
_FEED = 60
"""Articles that the feed may need, with some that it passes over."""


class Publication(Struct, frozen=True):
    """The moment of a publication, what was published before it, and the articles' digests now."""

    moment: str
    before: Ledger
    digests: Mapping[Thing, str]


class Wish(Struct, frozen=True):
    """What to make: for which folder; with drafts; whether to `verify` what is there.

    To `look_only` touches nothing of the project. `preview` is where a preview keeps its memory:
    there the pages of an issue stay that are left out only because something in it cannot be read,
    and nothing need survive the machine. `map` runs the works on issues.
    """

    public: Path
    drafts: bool = False
    verify: bool = False
    look_only: bool = False
    preview: Path | None = None
    publication: Publication | None = None
    map: Map[Any, Any] | None = None


class Spent(Struct):
    """How long the steps of a build took, in seconds, and how long each composed issue did."""

    steps: dict[str, float] = field(default_factory=dict)
    start: float = field(default_factory=time.monotonic)

    def step(self, name: str) -> None:
        """Note that a step is done."""
        now = time.monotonic()
        self.steps[name] = self.steps.get(name, 0.0) + now - self.start
        self.start = now


class Counts(Struct, frozen=True):
    """What there is in a site, and what of it a build had to touch."""

    issues: int
    pages: int
    articles: int
    files: int
    read: int = 0
    composed: int = 0
    bound: int = 0


NOTHING = Counts(0, 0, 0, 0)


class Remembered(Struct, frozen=True):
    """Which release is remembered, and of how many outputs that span issues, and issues."""

    release: str
    counts: tuple[int, int]


class Last(Struct, frozen=True):
    """What a build that finds only texts changed needs of the one before.

    `newest` are the issues that home page and feed show, `latest` the facts of the last ones,
    `counts` the topics with their numbers, `order` all issues in order; `sheets` is the part of the
    search index that is about the sheets.
    """

    newest: tuple[str, ...]
    latest: tuple[IssueFacts, ...]
    counts: bind.Counts
    order: tuple[str, ...]
    sheets: bytes
    moments: dict[Thing, Moments]


class Noted(Struct, frozen=True):
    """What a build found, to be said again when nothing has changed."""

    counts: Counts
    found: tuple[Diagnostic, ...]


class Making:
    """A site being made: `run` stages and proves it; then `put` swaps it in, or `leave` not."""

    def __init__(self, project: Project, wish: Wish, progress: Progress = quietly) -> None:
        self.project, self.wish, self.progress = project, wish, progress
        self.spent = Spent()
        self.shop: Workshop = open_workshop(project, wish.drafts)
        self.memory = Memory(_memory_of(project, wish), self.shop.key)
        self.apart = TemporaryDirectory(prefix="banmian-") if wish.look_only else None
        self.stage_folder = Path(self.apart.name) if self.apart else swap.begin(wish.public)
        noted = self.memory.noted("release", Remembered)
        self.remembered: Remembered | None = noted[1] if noted else None
        there = swap.release_of(wish.public)
        remembered = self.remembered is not None and self.remembered.release == there != ""
        self.known = remembered and not wish.verify
        self.compares = remembered and wish.verify
        self.stage = Stage(self.stage_folder, wish.public, self.known)
        self.found: list[Diagnostic] = []
        self.wrong: list[Diagnostic] = []
        self.staged: list[str] = []
        self.dropped: list[str] = []
        self.size = 0
        self.pages: dict[str, tuple[bytes, Page]] = {}
        self.fresh: dict[str, tuple[bytes, Page]] = {}
        self.new_made: dict[str, Made] = {}
        self.counts = NOTHING
        self.ledger = Ledger({})
        self.release = ""
        self.broken: frozenset[str] = frozenset()
        self.altered: list[str] = []
        self.same = False
        self._reread = 0
        self.slowest: list[tuple[str, float]] = []
        self.last: Last | None = None
        self.keys: dict[str, bytes] = {}
        self.gone: list[str] = []
        self.stopgaps: frozenset[str] = frozenset()
        self.kept: set[str] = set()
        self.held: set[str] = set()
        self.old_folders: list[str] = []
        self.issues: tuple[IssueFacts, ...] = ()

    # ------------------------------------------------------------------ reading

    def run(self) -> None:
        """Make the site in the stage, and prove it.

        Raises:
            UserError: for wrong settings or templates, or when files change all the time.
        """
        folders = [path.name for path in issue_folders(self.project)]
        looks = {name: look(self.project.content / name) for name in folders}
        self.around = self._around()
        self.spent.step("scan")
        if self._is_same(looks):
            return
        self.old_pages = self.memory.pages()
        self.old_keys = self.memory.made_keys()
        counts = (len(self.old_pages), len(self.old_keys))
        if self.known and self.remembered and counts != self.remembered.counts:
            raise LostError("pages or issues")
        if self._only_texts(looks):
            return
        before = self.memory.readings()
        self.spent.step("remember")
        stale = [
            name
            for name in folders
            if name not in before or not looks[name].settled or before[name][0] != looks[name].print
        ]
        with ExitStack() as stack:
            work = self._map(stack, folders if not self.known else stale)
            self.readings = {name: before[name][1] for name in folders if name in before}
            self._read(stale, looks, work)
            self.gone = sorted(set(self.old_keys) - set(folders))
            self.found += [one for name in folders for one in self.readings[name].diagnostics]
            self._relate()
            self.spent.step("read")
            if self.issues or not self.found:
                self._compose_and_bind(work)

    def _around(self) -> bytes:
        """Digest all that a site depends on beside its issues; b"" where that is not settled."""
        looks = [look(self.project.pages), look(self.project.addresses)]
        if self.wish.publication or not all(one.settled for one in looks):
            return b""
        redirects = repr(sorted(self.shop.site.edition.redirects.items())).encode()
        return digest(self.shop.key, redirects, *(one.print for one in looks))

    def _is_same(self, looks: Mapping[str, Look]) -> bool:
        """Tell whether nothing has changed since the last build; then what that found is found."""
        noted = self.memory.noted("report", Noted)
        if not (self.known and self.around and noted and noted[0] == self.around):
            return False
        if not all(one.settled for one in looks.values()):
            return False
        if self.memory.looks() != {name: one.print for name, one in looks.items()}:
            return False
        report: Noted = noted[1]
        self.counts, self.found = report.counts, list(report.found)
        self.release, self.same = swap.release_of(self.wish.public), True
        return True

    def _only_texts(self, looks: Mapping[str, Look]) -> bool:
        """Make the site where nothing but the text of a few articles has changed.

        Then what the issues say of each other is as it was, and nothing of them need be remembered.
        """
        noted = self.memory.noted("last", Last)
        if not (self.known and self.around and noted and noted[0] == self.around):
            return False
        kept = self.memory.noted("kept", tuple[str, ...])
        if kept and kept[1]:  # a preview shows old pages of an issue: which, takes all to be known
            return False
        before = self.memory.looks()
        stale = [n for n, one in looks.items() if not one.settled or before.get(n) != one.print]
        if before.keys() != looks.keys() or not 0 < len(stale) <= _FEW:
            return False
        if any(self.old_keys[name].troubled for name in stale if name in self.old_keys):
            return False
        old = {name: (self.memory.reading(name), self.memory.places(name)) for name in stale}
        lines = {name: self.memory.details(name) for name in stale}
        self.readings = {}
        self._read(stale, looks, serial)
        for name, (reading_before, places) in old.items():
            now = self.readings[name]
            facts = now.facts
            if facts is None or facts.amended or facts.corrects:
                return False
            if replace(now, digest=b"") != replace(reading_before, digest=b""):
                return False
            if self.memory.places(name) != places or self.memory.details(name) != lines[name]:
                return False
        last: Last = noted[1]
        self.spent.step("read")
        self._again(last, stale)
        return True

    def _again(self, last: "Last", stale: Sequence[str]) -> None:
        """Compose these issues again, and of what spans issues what shows their text."""
        report = self.memory.noted("report", Noted)
        if report is None or report[0] != self.around:
            raise LostError(self.around.hex())
        self.made_keys = dict(self.old_keys)
        self.pages = dict(self.old_pages)
        shown = [name for name in stale if name in self.old_keys]
        self.keys = {
            name: made_for(self.shop.key, self.readings[name].digest, self.memory.context(name))
            for name in shown
        }
        old = {name: self.memory.made(name) for name in shown}
        orders = self._orders(shown, {name: self.memory.context(name) for name in shown}, old)
        self._composed(shown, map(compose_issue, orders), old)
        new = [self.new_made[name] for name in shown]
        self.found = [*report[1].found, *(one for made in new for one in made.found)]
        self.wrong = [one for made in new for one in made.wrong]
        self.keys = {name: key.made_for for name, key in self.made_keys.items()}
        self.spent.step("compose")
        if not set(shown).isdisjoint(last.newest):
            self._show_newest(last)
        if self.shop.site.shows("search.html"):
            del self.pages[addresses.SEARCH_INDEX]
            self._search(last.order, last.sheets)
        self._drop(old)
        self._check()
        self._count(len(shown))
        self.counts = replace(report[1].counts, read=len(stale), composed=len(shown))
        self.spent.step("check")

    def _show_newest(self, last: "Last") -> None:
        cards = tuple(self.memory.card(name) for name in last.newest)
        edition = bind.Edition(last.latest, cards, (), {}, last.moments, Lists({}, {}))
        for leaf in bind.newest_leaves(edition, last.counts, self.shop.site):
            old = self.pages.pop(leaf.path)
            self._leaf(leaf)
            self.pages.setdefault(leaf.path, old)

    def _map(self, stack: ExitStack, busy: Sequence[str]) -> Map[Any, Any]:
        if self.wish.map:
            return self.wish.map
        return serial if len(busy) <= _FEW else stack.enter_context(processes())

    def _read(self, stale: Sequence[str], looks: Mapping[str, Look], work: Map[Any, Any]) -> None:
        job = Job(self.project, self.wish.drafts, self.shop.key)
        orders = [ReadOrder(job, name) for name in stale]
        working = work(read_packed, orders)
        if len(stale) > _FEW:
            reading("王")  # loads the dictionary, while others read

        def done() -> Iterator[tuple[str, bytes, Packed]]:
            for n, (name, got) in enumerate(zip(stale, working, strict=True)):
                self.progress(n, 2 * len(stale), name)
                yield name, looks[name].print, got

        for name, lean in zip(stale, self.memory.keep_readings(done()), strict=True):
            self.readings[name] = lean
        self._reread += len(stale)

    # ------------------------------------------------------------------ relating

    def _relate(self) -> None:
        facts = [one.facts for one in self.readings.values() if one.facts]
        self.issues = tuple(sorted(facts, key=lambda one: one.order))
        self.broken = frozenset(name for name, one in self.readings.items() if one.broken)
        self._duplicates()
        publication = self.wish.publication
        self.ledger = publication.before if publication else load_ledger(self.project)
        self.people = people_slugs(self._pinyin(), self.ledger)
        self.places = self._places() if publication or self.ledger.entries else {}
        if publication:
            self.ledger = published(
                self.ledger, self.places, publication.digests, publication.moment
            )
        self.moments = self.ledger.moments()
        self.where = self._where()
        self._unknown_corrected()

    def _pinyin(self) -> dict[str, str]:
        """Read all names that sign; those that were read before are remembered."""
        noted = self.memory.noted("pinyin", dict[str, str])
        known: dict[str, str] = noted[1] if noted and noted[0] == self.shop.key else {}
        names = sorted({name for issue in self.issues for name in issue.names})
        readings = {name: known.get(name) or reading(name) for name in names}
        if not readings.keys() <= known.keys():
            self.memory.note("pinyin", self.shop.key, readings)
        return readings

    def _duplicates(self) -> None:
        holders: dict[str, str] = {}
        for name, got in sorted(self.readings.items()):
            for id_ in got.ids:
                holder = holders.setdefault(id_, name)
                if holder != name:
                    file = self.memory.details(name)[0][id_]
                    other = self.memory.details(holder)[0][id_]
                    source = issue_files(self.project, self.project.content / name)
                    there = f"{self.project.name(self.project.content / holder)}/{other}"
                    where = source.at(file, "id")
                    self.found.append(diagnostic("BM303", where, id=id_, other=there))
        self.holders = holders

    def _where(self) -> Mapping[ArticleId, str]:
        """Give the address of every article that something links to or corrects."""
        wanted = {id_ for issue in self.issues for id_ in issue.links}
        wanted |= {id_ for issue in self.issues for ids in issue.corrects.values() for id_ in ids}
        return _Addresses(self, wanted)

    def _unknown_corrected(self) -> None:
        correcting = [issue for issue in self.issues if issue.corrects]
        if not correcting or self.broken:  # what is left out may be what is meant
            return
        known = {id_ for issue in self.issues for id_ in issue.articles}
        for issue in correcting:
            for id_, targets in issue.corrects.items():
                for target in targets:
                    if target not in known:
                        source = issue_files(self.project, self.project.content / issue.id)
                        file = self.memory.details(issue.id)[0][id_]
                        where = source.at_value(file, "corrects", target)
                        self.found.append(diagnostic("BM317", where, id=target))

    def _places(self) -> dict[Thing, str]:
        found: dict[Thing, str] = {}
        for issue in self.issues:
            found |= self.memory.places(issue.id)
        years = {issue.date.year for issue in self.issues}
        sheets = self.shop.sheets.sheets
        return found | edition_places(years, sheets, self.people, self.shop.site.edition)

    # ------------------------------------------------------------------ composing

    def _compose_and_bind(self, work: Map[Any, Any]) -> None:
        amended, refs = self._amended()
        contexts: dict[str, bytes] = {}
        encode = msgspec.msgpack.Encoder().encode
        for n, issue in enumerate(self.issues):
            told = context(n, self.issues, self.people, self.moments, self.where, refs)
            contexts[issue.id] = encode(told)
        self.keys = {
            issue.id: made_for(self.shop.key, self.readings[issue.id].digest, contexts[issue.id])
            for issue in self.issues
        }
        stale = [
            issue.id
            for issue in sorted(self.issues, key=lambda one: one.id)
            if not self.known
            or issue.id not in self.old_keys
            or self.old_keys[issue.id].made_for != self.keys[issue.id]
        ]
        old: dict[str, Made] = {
            str(name): self.memory.made(name) for name in stale if name in self.old_keys
        }
        orders = self._orders(stale, contexts, old)
        self.memory.keep_contexts((name, contexts[name]) for name in stale)
        working = work(compose_issue, orders)
        self.spent.step("relate")
        self.made_keys = {name: key for name, key in self.old_keys.items() if name in self.keys}
        sheets = self._bind(amended)
        self.spent.step("bind")
        self._composed(stale, working, old)
        self.spent.step("compose")
        self._bind_last(sheets)
        self._drop(old)
        self._check()
        self._count(len(stale))
        self.spent.step("check")

    def _orders(
        self, names: Sequence[str], contexts: Mapping[str, bytes], old: Mapping[str, Made]
    ) -> list[ComposeOrder]:
        job = Job(self.project, self.wish.drafts, self.shop.key)
        search = self.shop.site.shows("search.html")
        return [
            ComposeOrder(
                job,
                name,
                self.readings[name].digest,
                contexts[name],
                one.files if (one := old.get(name)) else {},
                self.stage_folder,
                self.wish.public,
                self.known,
                search,
            )
            for name in names
        ]

    def _amended(self) -> tuple[tuple[Card, ...], tuple[References, References]]:
        targets = {i for issue in self.issues for ids in issue.corrects.values() for i in ids}
        issues = {self.holders[id_] for id_ in targets if id_ in self.holders}
        names = [i.id for i in self.issues if i.amended or i.corrects or i.id in issues]
        cards = tuple(self.memory.card(name) for name in names)
        return cards, references(cards)

    def _composed(
        self, stale: Sequence[str], working: Iterator[Any], old: Mapping[str, Made]
    ) -> None:
        def done() -> Iterator[tuple[str, MadeKey, Made]]:
            for n, (name, got) in enumerate(zip(stale, working, strict=True)):
                self.progress(len(stale) + n, 2 * len(stale), name)
                key = MadeKey.of(self.keys[name], got.made, self.old_keys.get(name))
                self.made_keys[name] = key
                self.staged += got.staged
                self.slowest = sorted([*self.slowest, (name, got.seconds)], key=_seconds)[:_SLOWEST]
                self.size += got.size
                self.new_made[name] = replace(got.made, search=b"", sitemap=b"")
                if self.compares:
                    before = old.get(name)
                    self._note_altered(got.staged, got.made.files, before.files if before else {})
                yield name, key, got.made

        batch: list[tuple[str, MadeKey, Made]] = []
        for one in done():
            batch.append(one)
            if len(batch) >= 200:
                self.memory.keep_made(batch)
                batch.clear()
        self.memory.keep_made(batch)
        troubled = (
            self.memory.troubled() if any(k.troubled for k in self.made_keys.values()) else {}
        )
        for name, key in self.made_keys.items():
            if key.troubled:
                if name not in troubled:
                    raise LostError(name)
                self.wrong += troubled[name].wrong
                self.found += troubled[name].found

    def _note_altered(
        self, staged: Iterable[str], now: Mapping[str, Print], before: Mapping[str, Print]
    ) -> None:
        self.altered += [path for path in staged if before.get(path) == now[path]]

    # ------------------------------------------------------------------ binding

    def _bind(self, amended: tuple[Card, ...]) -> MadeSheets:
        """Make all that spans issues and does not take what they were composed to."""
        newest: list[Card] = []
        articles = 0
        for issue in reversed(self.issues):
            newest.insert(0, self.memory.card(issue.id))
            articles += issue.article_count
            if articles >= _FEED:
                break
        site = self.shop.site
        if not self.issues:
            bind.refuse_nothing()
        edition = bind.Edition(
            self.issues, tuple(newest), amended, self.people, self.moments, self._lists()
        )
        waiting = [leaf for leaf in bind.leaves(edition, site) if not self._is_known(leaf)]
        for leaf in sorted(waiting, key=lambda leaf: leaf.year):  # a year's lines at once
            self._leaf(leaf)
        sheets = make_sheets(self.project, self.shop.sheets, _Addresses(self, None), site)
        self.found += sheets.diagnostics
        for output in (*sheets.pages, *sheets.pictures):
            self._page(output.path, output.content)
        of_newest = {Thing(f"article:{one.id}") for card in newest for one in card.articles}
        last_moment = max(self.moments, key=lambda thing: self.moments[thing].last, default=None)
        self.last = Last(
            tuple(card.id for card in newest),
            self.issues[-bind.LATEST - 1 :],
            bind.topic_counts(edition.lists, site),
            tuple(issue.id for issue in self.issues),
            entries(sheets.documents),
            {
                thing: moment
                for thing, moment in self.moments.items()
                if thing in of_newest or thing == last_moment
            },
        )
        theme = site.renderer.theme
        for name, content in theme.assets.items():
            self._page(f"{theme.asset_folder}/{name}", content)
        return sheets

    def _lists(self) -> Lists:
        """Give all lists; a year whose issues are as they were is folded already."""
        years = by_year(self.issues)
        folds = {}
        for year, issues in years.items():
            read_of = (f"{i.id}\0".encode() + self.readings[i.id].digest for i in issues)
            key = digest(self.shop.key, *read_of)
            folds[year] = self.memory.fold(year, key) or fold(issues)
            self.memory.keep_fold(year, key, folds[year])
        return Lists(years, folds)

    def _bind_last(self, sheets: MadeSheets) -> None:
        """Make what takes all issues' parts: sitemaps, search index, and what leads on."""
        site = self.shop.site
        files: list[str] = []
        for year, issues in by_year(self.issues).items():
            files += self._sitemaps_of(year, [issue.id for issue in issues])
        hidden = {addresses.NOT_FOUND, addresses.file_of(addresses.SEARCH)}
        own = [
            path.removesuffix("index.html")
            for path in self.pages
            if path.endswith(".html") and path not in hidden
        ]
        for n, content in enumerate(sitemaps([plain_entries(own, site.edition)])):
            files.append(addresses.sitemap("pages", n))
            self._page(files[-1], content)
        self._page(addresses.SITEMAP, sitemap_index(files, site.edition))
        if site.shows("search.html"):
            self._search([issue.id for issue in self.issues], entries(sheets.documents))
        self._moved()

    def _search(self, order: Sequence[str], sheets: bytes) -> None:
        """Make the search index of all issues, which are in order, and of the sheets."""
        parts = (self.memory.search(name) for name in reversed(order))
        depends = ([(name, self.keys[name]) for name in order], sheets)
        self._leaf(Leaf(addresses.SEARCH_INDEX, depends, lambda: index((*parts, sheets))))

    def _sitemaps_of(self, year: int, names: Sequence[str]) -> list[str]:
        """Make the sitemaps of a year, if anything in it was made anew; give their paths."""
        first = addresses.sitemap(f"{year:04}", 0)
        made = (self.memory.made(name) for name in names)
        parts = (one.sitemap for one in made)
        depends = [(name, self.keys[name]) for name in names]
        leaf = Leaf(first, depends, lambda: b"".join(parts))
        if self._is_known(leaf):
            more = [p for p in self.old_pages if p.startswith(first.removesuffix(".xml") + "-")]
            self.pages |= {path: self.old_pages[path] for path in more}
            return [first, *more]
        paths = []
        for n, content in enumerate(sitemaps([leaf.make()])):
            paths.append(addresses.sitemap(f"{year:04}", n))
            self._page(paths[-1], content, b"" if n else self._leaf_key(leaf))
        return paths

    def _moved(self) -> None:
        site, edition = self.shop.site, self.shop.site.edition
        if not (self.ledger.entries or edition.redirects):
            return
        places = self.places or self._places()
        moved = moves(self.ledger, places, edition.redirects, self.broken)
        self.stopgaps = frozenset(map(addresses.file_of, moved.stopgaps))
        for output in moved_pages(moved, _Titles(self), site):
            stays = self.wish.preview and output.path in self.stopgaps
            if stays and (self.wish.public / output.path).exists():
                self.held.add(output.path)
            else:
                self._page(output.path, output.content)
        self.wrong += self._at_ledger("BM404", moved.lost)
        self.found += self._at_ledger("BM405", moved.taken)
        self.found += self._redirects(moved)

    def _at_ledger(self, code: str, lost: Iterable[str]) -> Iterable[Diagnostic]:
        """Name published addresses by the lines that record them."""
        lines: dict[str, Where] = {}
        for address in lost:
            file = self.project.addresses / file_of(address)
            if address not in lines:
                for number, line in enumerate(read_text(file, self.project).split("\n"), 1):
                    lines[line.partition(" ")[0]] = Where(self.project.name(file), number)
            thing = self.ledger.entries[address].thing
            yield diagnostic(code, lines[address], address=address, thing=thing)

    def _redirects(self, moved: Moves) -> Iterable[Diagnostic]:
        """Name the editor's redirects that are not needed, and those that lead nowhere."""
        text = read_text(self.project.settings, self.project)
        for old, new in self.shop.site.edition.redirects.items():
            where = Where(self.project.name(self.project.settings), line_of(text, old))
            if old in moved.idle:
                yield diagnostic("BM406", where, address=old)
            elif not self.exists(addresses.file_of(new)):
                yield diagnostic("BM408", where, address=old, target=new)

    def _leaf(self, leaf: Leaf) -> None:
        """Make an output that spans issues, if what it depends on has changed."""
        if not self._is_known(leaf):
            self._page(leaf.path, leaf.make(), self._leaf_key(leaf), leaf.lines())

    def _is_known(self, leaf: Leaf) -> bool:
        """Take an output that spans issues as it is, if what it depends on has not changed."""
        old = self.old_pages.get(leaf.path)
        if not (self.known and old and old[0] == self._leaf_key(leaf)):
            return False
        self.pages[leaf.path] = old
        return True

    def _leaf_key(self, leaf: Leaf) -> bytes:
        return self.shop.key + digest(repr(leaf.depends).encode())

    def _page(
        self, path: str, content: bytes, key: bytes = b"", lines: Iterable[LineOf] = ()
    ) -> None:
        if path in self.pages:
            public = self.project.name(self.wish.public)
            self.wrong.append(diagnostic("BM403", Where(f"{public}/{path}")))
        links: Mapping[str, str] = {}
        if proof.is_page(path):
            site = self.shop.site
            facts = proof.facts(path, content, site.edition.base_path, parts=site.parts(path))
            self.wrong += proof.own_proofs(path, facts, self.project.name(self.wish.public))
            links = facts.links
        if LINES.encode() in content:
            content = filled(content, path, (self.memory.lines(name)[n] for name, n in lines))
        old = self.old_pages.get(path)
        before = {path: old[1].print} if old else {}
        now, new = self.stage.put(path, content, before)
        if new:
            self.staged.append(path)
            self.size += len(content)
            if self.compares:
                self._note_altered([path], {path: now}, before)
        why = _why(old[0] if old else None, key) if old is None or old[0] != key else old[1].why
        self.pages[path] = (key, Page(now, links, why))
        if old != self.pages[path]:
            self.fresh[path] = self.pages[path]

    # ------------------------------------------------------------------ proving

    def exists(self, file: str) -> bool:
        """Tell whether the new site has a file."""
        folder = file.partition("/")[0]
        if folder in self.keys:
            if folder not in self.new_made:
                self.new_made[folder] = self.memory.made(folder)
            if file in self.new_made[folder].files:
                return True
        return file in self.pages

    def _drop(self, old: Mapping[str, Made]) -> None:
        """Find what of the old site is no more."""
        if self.known:
            gone = {path for path in self.old_pages if path not in self.pages}
            for name, before in old.items():
                gone |= set(before.files) - set(self.new_made[name].files)
            for name in set(self.old_keys) - set(self.keys):
                gone |= set(self.memory.made(name).files)
            gone = {path for path in gone if not self.exists(path)}
        else:
            self.old_folders = [f for f, _, _ in os.walk(self.wish.public, topdown=False)]
            there = _files(self.wish.public)
            gone = {path for path in there if not self.exists(path)} - {addresses.MARKER}
            if self.compares:
                self.altered += sorted(gone - self._old_files())
        if self.wish.preview:
            noted = self.memory.noted("kept", tuple[str, ...])
            gone |= {path for path in (noted[1] if noted else ()) if not self.exists(path)}
            folders = tuple(f"{name}/" for name in self.broken)
            self.kept = {p for p in gone if p.startswith(folders) and p.endswith(".html")}
            gone -= self.kept
        self.dropped = sorted(gone)

    def _old_files(self) -> set[str]:
        """Give all files of the site before, as they are remembered."""
        files = set(self.old_pages)
        for name in self.old_keys:
            files |= set(self.memory.made(name).files)
        return files

    def _check(self) -> None:
        """Prove what was made: every link leads somewhere, whatever went."""
        public = self.project.name(self.wish.public)
        fresh = set(self.new_made)
        for name in fresh & set(self.keys):
            self._check_links(self.new_made[name].links.items(), public)
        for name in fresh & set(self.keys):
            leads = self.memory.details(name)[1]
            self._check_links(((t, (f"{name}/", h)) for t, h in leads.items()), public)
        for path, (_, page) in self.fresh.items():
            self._check_links(((t, (path, h)) for t, h in page.links.items()), public)
        if not self.dropped:
            return
        gone = set(self.dropped)
        for path, (_, page) in self.pages.items():
            if path not in self.fresh and not gone.isdisjoint(_bare(page.links)):
                self._check_links(((t, (path, h)) for t, h in page.links.items()), public)
        for name in self.keys.keys() - fresh:
            made = self.memory.made(name)
            if not gone.isdisjoint(_bare(made.links)):
                self._check_links(made.links.items(), public)

    def _check_links(self, links: Iterable[tuple[str, tuple[str, str]]], public: str) -> None:
        for target, (path, href) in links:
            file, _, fragment = target.partition("#")
            if self.exists(file) and not fragment:
                continue
            if target not in self._facts(path).links:  # at second sight it is none
                continue
            if not self.exists(file):
                self.wrong.append(diagnostic("BM401", Where(f"{public}/{path}"), href=href))
            elif fragment and fragment not in self._anchors(file):
                self.wrong.append(diagnostic("BM402", Where(f"{public}/{path}"), href=href))

    def _anchors(self, file: str) -> frozenset[str]:
        return self._facts(file).anchors

    def _facts(self, file: str) -> proof.Facts:
        """Read a page of the new site exactly."""
        base_path = self.shop.site.edition.base_path
        for folder in (self.stage_folder, self.wish.public):
            if (folder / file).is_file():
                return proof.facts(file, (folder / file).read_bytes(), base_path, exact=True)
        return proof.Facts({}, (), (), frozenset(), empty=True)

    def _count(self, composed: int) -> None:
        marked = 1
        self.counts = Counts(
            issues=len(self.issues),
            pages=sum(issue.page_count for issue in self.issues),
            articles=sum(issue.article_count for issue in self.issues),
            files=sum(key.count for key in self.made_keys.values()) + len(self.pages) + marked,
            read=self._reread,
            composed=composed,
            bound=len(self.fresh),
        )
        prints = sorted((name, key.print) for name, key in self.made_keys.items())
        prints += sorted((path, page.print) for path, (_, page) in self.pages.items())
        self.release = digest(*(name.encode() + p for name, p in prints)).hex()

    # ------------------------------------------------------------------ ending

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything that is wrong, sorted."""
        return tuple(sorted([*self.found, *self.wrong]))

    def put(self) -> None:
        """Swap the new site in, and remember it."""
        if self.same:
            self.leave()
            return
        content = swap.marker(self.release)
        if swap.release_of(self.wish.public) != self.release:
            (self.stage_folder / addresses.MARKER).write_bytes(content)
            self.staged.append(addresses.MARKER)
        self.memory.forget(self.gone)
        names = set(self.old_keys) - set(self.keys)
        for kind in ("made", "trouble", "search"):
            self.memory.store.drop(kind, names)
        gone = [path for path in self.old_pages if path not in self.pages]
        self.memory.keep_pages(self.fresh, gone)
        counted = Remembered(self.release, (len(self.pages), len(self.made_keys)))
        self.memory.note("release", b"", counted)
        now = replace(self.counts, read=0, composed=0, bound=0)
        self.memory.note("report", self.around, Noted(now, tuple(self.found)))
        if self.last:
            self.memory.note("last", self.around, self.last)
        if self.wish.preview:
            self.memory.note("kept", b"", sorted(self.kept | self.held))
        if self.staged or self.dropped:
            plan = swap.Plan(tuple(self.staged), tuple(self.dropped), to=self.release)
            swap.replace(self.wish.public, plan, durable=self.wish.preview is None)
        else:
            swap.recover(self.wish.public)
        for folder in self.old_folders:
            with suppress(OSError):  # not empty
                os.rmdir(folder)  # noqa: PTH106
        self.memory.store.commit()
        self.memory.store.close()
        self.spent.step("swap")

    def leave(self) -> None:
        """Leave the old site as it is, and forget the new one."""
        self.memory.store.close()
        if self.apart:
            self.apart.cleanup()
        else:
            swap.recover(self.wish.public)


class _Addresses(Mapping[ArticleId, str]):
    """The address of every article, of these ids or of any, found when it is asked for."""

    def __init__(self, making: Making, wanted: set[ArticleId] | None) -> None:
        self._making, self._wanted = making, wanted

    def __getitem__(self, id_: ArticleId) -> str:
        """Give an article's address."""
        folder = self._making.holders[id_]
        if folder not in {*self._making.readings} or self._making.readings[folder].facts is None:
            raise KeyError(id_)
        card = self._making.memory.card(folder)
        for article in card.articles:
            if article.id == id_:
                return article_address(card.id, article)
        raise KeyError(id_)

    def __iter__(self) -> Iterator[ArticleId]:
        """Give all ids."""
        return iter(self._wanted or ())

    def __len__(self) -> int:
        """Count the ids."""
        return len(self._wanted or ())


class _Titles(Mapping[str, str]):
    """What to call what stands at an address, found when it is asked for."""

    def __init__(self, making: Making) -> None:
        self._making = making

    def __getitem__(self, address: str) -> str:
        """Give the title of an issue or an article."""
        folder = address.partition("/")[0]
        if folder not in self._making.keys:
            raise KeyError(address)
        return titles(self._making.memory.card(folder), self._making.shop.site.edition)[address]

    def __iter__(self) -> Iterator[str]:
        """Give nothing: they are asked for one by one."""
        return iter(())

    def __len__(self) -> int:
        """Count nothing."""
        return 0


def _why(before: bytes | None, now: bytes) -> str:
    if before is None:
        return FIRST
    return "site" if before[:16] != now[:16] else "context"


def _seconds(issue: tuple[str, float]) -> float:
    return -issue[1]


def _bare(links: Iterable[str]) -> Iterator[str]:
    return (target.partition("#")[0] for target in links)


def _files(public: Path) -> Iterator[str]:
    """Give all files of a site, and links to folders, which are none of it."""
    for folder, folders, files in os.walk(public):
        inside = os.path.relpath(folder, public)
        links = [name for name in folders if os.path.islink(f"{folder}/{name}")]  # noqa: PTH114
        for name in (*files, *links):
            yield name if inside == "." else f"{Path(inside).as_posix()}/{name}"


def _memory_of(project: Project, wish: Wish) -> Path:
    if wish.preview:
        return wish.preview
    if wish.public == project.public:
        return project.scratch / "build.memory"
    name = digest(str(wish.public).encode()).hex()[:8]
    return project.scratch / f"build-{name}.memory"


def make(project: Project, wish: Wish, progress: Progress = quietly) -> Making:
    """Make a site in the stage, and prove it; then it can be `put` or left.

    What changes meanwhile is read again, a few times.

    Raises:
        UserError: for wrong settings or templates, or when files change all the time.
    """
    for patience in (2, 1, 0):
        making = Making(project, wish, progress)
        try:
            making.run()
        except LostError:
            making.memory.store.clear()
            making.memory.store.commit()
            making.leave()
        except ChangedError:
            making.leave()
            if not patience:
                raise
        except BaseException:
            making.leave()
            raise
        else:
            return making
    raise AssertionError("a new memory has lost something")
