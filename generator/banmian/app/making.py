"""Content → a site beside the old one, staged and proven: read, relate, compose, bind, check.

What a build costs is what changed: issues are read again when their folder looks otherwise,
composed again when they or their context are otherwise, and what spans issues is made again when
what it depends on is. The stage gets only files that differ from the site's.
"""

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
from msgspec import Struct, field
from msgspec.structs import replace

from banmian import addresses
from banmian.app import binding
from banmian.app.composing import Issues
from banmian.app.content import issue_folders
from banmian.app.feeding import bind_feeds
from banmian.app.ground import Ground
from banmian.app.indexing import bind_search
from banmian.app.issue_work import (
    KEPT,
    ChangedError,
    Job,
    Packed,
    Reading,
    ReadOrder,
    compose_issue,
    read_packed,
)
from banmian.app.memory import LostError, Memory, digest
from banmian.app.progress import Progress, quietly
from banmian.app.project import Project
from banmian.app.proving import Whole
from banmian.app.recalling import recall
from banmian.app.relating import Addresses, Publication, Relations, amended, relate
from banmian.app.spanning import Spanning
from banmian.app.workshop import open_workshop
from banmian.bind.references import References
from banmian.bind.relate import Others, context
from banmian.bind.same_days import same_days
from banmian.content.cards import reading
from banmian.model.diagnostics import Diagnostic
from banmian.model.ledger import Ledger
from banmian.press import swap
from banmian.press.executors import Map, processes, serial
from banmian.press.scan import Look, look

_FEW = 8
"""Issues that are worked on here: for so few, processes are not worth their start."""


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
    """How long the steps of a build took, in seconds."""

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


class Noted(Struct, frozen=True):
    """What a build found, to be said again when nothing has changed."""

    counts: Counts
    found: tuple[Diagnostic, ...]


class Making:
    """A site being made: `run` stages and proves it; then `put` swaps it in, or `leave` not.

    `same`: nothing has changed since the site was made, and nothing was done.
    """

    def __init__(self, project: Project, wish: Wish, progress: Progress = quietly) -> None:
        self.wish, self.progress = wish, progress
        self.spent = Spent()
        shop = open_workshop(project, wish.drafts)
        self.memory = Memory(memory_of(project, wish), shop.key)
        self.apart = TemporaryDirectory(prefix="banmian-") if wish.look_only else None
        noted = self.memory.noted("release", Remembered)
        self.remembered: Remembered | None = noted[1] if noted else None
        there = swap.release_of(wish.public)
        is_there = self.remembered is not None and self.remembered.release == there != ""
        self.ground = Ground(
            project=project,
            shop=shop,
            memory=self.memory,
            public=wish.public,
            stage=Path(self.apart.name) if self.apart else swap.begin(wish.public),
            known=is_there and not wish.verify,
            compares=is_there and wish.verify,
            preview=wish.preview is not None,
            drafts=wish.drafts,
        )
        self.issues = Issues(self.ground, {})
        self.spanning = Spanning(self.ground, {})
        self.whole = Whole(self.ground, self.issues, self.spanning)
        self.readings: dict[str, Reading] = {}
        self.found: list[Diagnostic] = []
        self.wrong: list[Diagnostic] = []
        self.staged: list[str] = []
        self.dropped: list[str] = []
        self.around = b""
        self.counts = NOTHING
        self.ledger = Ledger({})
        self.release = ""
        self.altered: list[str] = []
        self.same = False
        self._read_count = 0
        self._gone: list[str] = []
        self._kept: set[str] = set()
        self._last: binding.Last | None = None
        self._old_folders: list[str] = []

    def run(self) -> None:
        """Make the site in the stage, and prove it.

        Raises:
            UserError: for wrong settings or templates, or when files change all the time.
        """
        project = self.ground.project
        folders = [path.name for path in issue_folders(project)]
        looks = {name: look(project.content / name) for name in folders}
        self.around = self._around()
        self.spent.step("scan")
        if self._is_same(looks):
            return
        self._remember()
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
            work = self._map(stack, stale if self.ground.known else folders)
            self.readings = {name: before[name][1] for name in folders if name in before}
            self._read(stale, looks, work)
            self._gone = sorted(self.issues.before.keys() - set(folders))
            self.found += [one for name in folders for one in self.readings[name].diagnostics]
            relations = relate(self.ground, self.readings, self.wish.publication)
            self.found += relations.found
            self.ledger = relations.ledger
            self.spent.step("read")
            if relations.issues or not self.found:
                self._compose_and_bind(relations, work)

    def _around(self) -> bytes:
        """Digest all that a site depends on beside its issues; b"" where that is not settled."""
        project, shop = self.ground.project, self.ground.shop
        looks = [look(project.pages), look(project.addresses)]
        if self.wish.publication or not all(one.settled for one in looks):
            return b""
        redirects = repr(sorted(shop.site.edition.redirects.items())).encode()
        return digest(shop.key, redirects, *(one.print for one in looks))

    def _is_same(self, looks: Mapping[str, Look]) -> bool:
        """Tell whether nothing has changed since the last build; then what that found is found."""
        noted = self.memory.noted("report", Noted)
        if not (self.ground.known and self.around and noted and noted[0] == self.around):
            return False
        if not all(one.settled for one in looks.values()):
            return False
        if self.memory.looks() != {name: one.print for name, one in looks.items()}:
            return False
        report: Noted = noted[1]
        self.counts, self.found = report.counts, list(report.found)
        self.release, self.same = swap.release_of(self.wish.public), True
        return True

    def _remember(self) -> None:
        """Open what is remembered of the site's outputs."""
        self.issues = Issues(self.ground, self.memory.made_keys())
        self.spanning = Spanning(self.ground, self.memory.pages())
        self.whole = Whole(self.ground, self.issues, self.spanning)
        counts = (len(self.spanning.before), len(self.issues.before))
        if self.ground.known and self.remembered and counts != self.remembered.counts:
            raise LostError("pages or issues")

    # ------------------------------------------------------------------ a few texts only

    def _only_texts(self, looks: Mapping[str, Look]) -> bool:
        """Make the site where nothing but the text of a few articles has changed.

        Then what the issues say of each other is as it was, and nothing of them need be remembered.
        """
        last = self.memory.noted("last", binding.Last)
        report = self.memory.noted("report", Noted)
        keys = {noted and noted[0] for noted in (last, report)}
        if not (self.ground.known and self.around and last and report and keys == {self.around}):
            return False
        kept = self.memory.noted("kept", tuple[str, ...])
        if kept and kept[1]:  # a preview shows old pages of an issue: which, takes all to be known
            return False
        stale = self._few_stale(looks)
        if not stale or not self._reads_alike(stale, looks):
            return False
        self.spent.step("read")
        self._again(last[1], report[1], stale)
        return True

    def _few_stale(self, looks: Mapping[str, Look]) -> list[str]:
        """Give the issues whose folder looks otherwise, where they are a few sound ones."""
        before = self.memory.looks()
        stale = [n for n, one in looks.items() if not one.settled or before.get(n) != one.print]
        old = self.issues.before
        if before.keys() != looks.keys() or len(stale) > _FEW:
            return []
        return [] if any(old[name].troubled for name in stale if name in old) else stale

    def _reads_alike(self, stale: Sequence[str], looks: Mapping[str, Look]) -> bool:
        """Read issues again; tell whether others would see nothing new in them but text."""
        memory = self.memory
        old = {n: (memory.reading(n), memory.places(n), memory.details(n)) for n in stale}
        self._read(stale, looks, serial)
        for name, (before, places, details) in old.items():
            now = self.readings[name]
            if now.facts is None or now.facts.amended or now.facts.corrects:
                return False
            if replace(now, digest=b"") != replace(before, digest=b""):
                return False
            if (memory.places(name), memory.details(name)) != (places, details):
                return False
        return True

    def _again(self, last: binding.Last, report: Noted, stale: Sequence[str]) -> None:
        """Compose these issues again, and of what spans issues what shows their text."""
        ground, issues, spanning = self.ground, self.issues, self.spanning
        shown = [name for name in stale if name in issues.before]
        contexts = {name: self.memory.context(name) for name in shown}
        issues.again(shown, self.readings, contexts)
        spanning.now = dict(spanning.before)
        issues.take(shown, map(compose_issue, issues.orders(shown, self.readings, contexts)), _mute)
        issues.say_troubles(shown)
        self.found = list(report.found)
        self.spent.step("compose")
        if last.latest[-1].id in shown:
            binding.bind_home(ground, last, spanning)
        touched = [f for f in last.feeds if any(name in shown for name, _ in f.articles)]
        bind_feeds(ground, touched, last.moments, issues, spanning)
        for path in [path for path in spanning.now if addresses.is_search_file(path)]:
            del spanning.now[path]
        spanning.now.pop(addresses.SEARCH_INDEX, None)
        bind_search(ground, last.order, last.sheets, issues, spanning)
        self._prove(frozenset())
        self.counts = replace(
            report.counts, read=len(stale), composed=len(shown), bound=len(spanning.fresh)
        )
        self.spent.step("check")

    # ------------------------------------------------------------------ all

    def _map(self, stack: ExitStack, busy: Sequence[str]) -> Map[Any, Any]:
        if self.wish.map:
            return self.wish.map
        return serial if len(busy) <= _FEW else stack.enter_context(processes())

    def _read(self, stale: Sequence[str], looks: Mapping[str, Look], work: Map[Any, Any]) -> None:
        job = Job(self.ground.project, self.wish.drafts, self.ground.shop.key)
        orders = [ReadOrder(job, name, keep=n < KEPT) for n, name in enumerate(stale)]
        working = work(read_packed, orders)
        if len(stale) > _FEW:
            reading("王")  # loads the dictionary, while others read

        def done() -> Iterator[tuple[str, bytes, Packed]]:
            for n, (name, got) in enumerate(zip(stale, working, strict=True)):
                self.progress(n, 2 * len(stale), name)
                yield name, looks[name].print, got

        for name, lean in zip(stale, self.memory.keep_readings(done()), strict=True):
            self.readings[name] = lean
        self._read_count += len(stale)

    def _compose_and_bind(self, relations: Relations, work: Map[Any, Any]) -> None:
        ground, issues, spanning = self.ground, self.issues, self.spanning
        cards, references = amended(relations, self.memory)
        contexts = self._contexts(relations, references)
        stale = issues.stale(self.readings, contexts)
        orders = issues.orders(stale, self.readings, contexts)
        self.memory.keep_contexts((name, contexts[name]) for name in stale)
        working = work(compose_issue, orders)
        self.spent.step("relate")
        bound = binding.bind_lists(ground, relations, cards, self.readings, spanning)
        self.found += bound.found
        self._last = bound.last
        self.spent.step("bind")
        issues.take(stale, working, lambda n, name: self._tell(len(stale), n, name))
        issues.say_troubles(issues.now)
        self.spent.step("compose")
        bind_feeds(ground, bound.feeds, bound.last.moments, issues, spanning)
        binding.bind_sitemaps(ground, relations.issues, issues, spanning)
        bind_search(ground, bound.last.order, bound.last.sheets, issues, spanning, work)
        led = binding.lead_on(ground, relations, self.whole, spanning)
        self.found += led.found
        self.wrong += led.wrong
        self._prove(relations.broken)
        self._kept |= led.held
        self._count(relations, len(stale))
        self.spent.step("check")

    def _contexts(
        self, relations: Relations, references: tuple[References, References]
    ) -> dict[str, bytes]:
        encode = msgspec.msgpack.Encoder().encode
        others = Others(
            relations.slugs,
            relations.moments,
            Addresses(relations, self.memory),
            references,
            same_days(relations.issues) if self.ground.shop.site.remembers else {},
            recall(self.ground, relations.issues, self.readings),
        )
        return {
            issue.id: encode(context(n, relations.issues, others))
            for n, issue in enumerate(relations.issues)
        }

    def _tell(self, all_: int, done: int, name: str) -> None:
        self.progress(all_ + done, 2 * all_, name)

    def _prove(self, broken: frozenset[str]) -> None:
        """Find what goes of the old site, and prove the new one; all that it is, is known then."""
        self.dropped = sorted(self._goes(broken))
        self.wrong += [*self.issues.wrong, *self.spanning.wrong, *self.whole.wrong(self.dropped)]
        self.found += self.issues.found
        self.altered += [*self.issues.altered, *self.spanning.altered]
        self.staged = [*self.issues.staged, *self.spanning.staged]
        prints = sorted((name, key.print) for name, key in self.issues.now.items())
        prints += sorted((path, page.print) for path, (_, page) in self.spanning.now.items())
        self.release = digest(*(name.encode() + p for name, p in prints)).hex()

    def _goes(self, broken: frozenset[str]) -> set[str]:
        if self.ground.known:
            gone = self.whole.gone()
        else:
            self._old_folders = [f for f, _, _ in os.walk(self.wish.public, topdown=False)]
            gone = self.whole.strangers()
            if self.ground.compares:
                self.altered += sorted(self.whole.unknown(gone))
        if self.ground.preview:
            noted = self.memory.noted("kept", tuple[str, ...])
            gone |= {path for path in (noted[1] if noted else ()) if not self.whole.has(path)}
            folders = tuple(f"{name}/" for name in broken)
            self._kept = {p for p in gone if p.startswith(folders) and p.endswith(".html")}
            gone -= self._kept
        return gone

    def _count(self, relations: Relations, composed: int) -> None:
        marker = 1
        now = self.issues.now.values()
        self.counts = Counts(
            issues=len(relations.issues),
            pages=sum(len(issue.pages) for issue in relations.issues),
            articles=sum(issue.article_count for issue in relations.issues),
            files=sum(key.count for key in now) + len(self.spanning.now) + marker,
            read=self._read_count,
            composed=composed,
            bound=len(self.spanning.fresh),
        )

    # ------------------------------------------------------------------ ending

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything that is wrong, sorted."""
        return tuple(sorted([*self.found, *self.wrong]))

    @property
    def size(self) -> int:
        """How many bytes the staged files have."""
        return self.issues.size + self.spanning.size

    def put(self) -> None:
        """Swap the new site in, and remember it."""
        if self.same:
            self.leave()
            return
        public = self.wish.public
        if swap.release_of(public) != self.release:
            (self.ground.stage / addresses.MARKER).write_bytes(swap.marker(self.release))
            self.staged.append(addresses.MARKER)
        self._remember_now()
        if self.staged or self.dropped:
            plan = swap.Plan(tuple(self.staged), tuple(self.dropped), to=self.release)
            swap.replace(public, plan, durable=not self.ground.preview)
        else:
            swap.recover(public)
        for folder in self._old_folders:
            with suppress(OSError):  # not empty
                os.rmdir(folder)  # noqa: PTH106
        self.memory.store.commit()
        self.memory.store.close()
        self.spent.step("swap")

    def _remember_now(self) -> None:
        memory, issues, spanning = self.memory, self.issues, self.spanning
        memory.forget(self._gone)
        memory.forget_made(issues.before.keys() - issues.keys.keys() - set(self._gone))
        memory.keep_pages(spanning.fresh, spanning.before.keys() - spanning.now.keys())
        counts = (len(spanning.now), len(issues.now))
        memory.note("release", b"", Remembered(self.release, counts))
        counted = replace(self.counts, read=0, composed=0, bound=0)
        memory.note("report", self.around, Noted(counted, tuple(self.found)))
        if self._last:
            memory.note("last", self.around, self._last)
        if self.ground.preview:
            memory.note("kept", b"", sorted(self._kept))

    def leave(self) -> None:
        """Leave the old site as it is, and forget the new one."""
        self.memory.store.close()
        if self.apart:
            self.apart.cleanup()
        else:
            swap.recover(self.wish.public)


def _mute(number: int, name: str) -> None:
    """Tell nobody: it is soon over."""


def memory_of(project: Project, wish: Wish) -> Path:
    """Give the file in which is remembered what is made for a wish."""
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
