"""The issues of a site being made: which must be composed, the orders for it, what came of them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from sys import intern

from msgspec.structs import replace

from banmian.app.ground import Ground
from banmian.app.issue_work import ComposeOrder, Composing, Job, Made, PackedPart, Reading
from banmian.app.memory import LostError, MadeKey, made_for
from banmian.model.diagnostics import Diagnostic

_SLOWEST = 5
"""Issues that a report names with the time that composing them took."""
_BATCH = 200
"""Issues whose outputs are remembered at once."""

Tell = Callable[[int, str], None]
"""Told of each issue that is composed: how many were before it, and its name."""


class Issues:
    """The issues by folder: how they were, `before`, and how they are, `now`.

    `keys` tell what each is made for; `made` are those whose outputs were asked for. `staged` are
    the outputs whose bytes are new, `altered` those that somebody had changed by hand.
    """

    def __init__(self, ground: Ground, before: dict[str, MadeKey]) -> None:
        self._ground = ground
        self.before = before
        self.now: dict[str, MadeKey] = {}
        self.keys: dict[str, bytes] = {}
        self.fresh: set[str] = set()
        self.made: dict[str, Made] = {}
        self.old: dict[str, Mapping[str, bytes]] = {}
        self.staged: list[str] = []
        self.altered: list[str] = []
        self.size = 0
        self.slowest: list[tuple[str, float]] = []
        self.found: list[Diagnostic] = []
        self.wrong: list[Diagnostic] = []

    def stale(self, readings: Mapping[str, Reading], contexts: Mapping[str, bytes]) -> list[str]:
        """Give the issues to compose, of these in their contexts: which are all that there are."""
        site = self._ground.shop.key
        self.keys = {
            name: made_for(site, readings[name].digest, told) for name, told in contexts.items()
        }
        self.now = {name: key for name, key in self.before.items() if name in self.keys}
        return [name for name in sorted(self.keys) if not self._is_known(name)]

    def again(
        self,
        names: Sequence[str],
        readings: Mapping[str, Reading],
        contexts: Mapping[str, bytes],
    ) -> None:
        """Have these issues composed again, and all others stay as they are."""
        site = self._ground.shop.key
        self.keys = {name: key.made_for for name, key in self.before.items()}
        self.keys |= {n: made_for(site, readings[n].digest, contexts[n]) for n in names}
        self.now = dict(self.before)

    def _is_known(self, name: str) -> bool:
        old = self.before.get(name)
        return self._ground.known and old is not None and old.made_for == self.keys[name]

    def orders(
        self,
        names: Sequence[str],
        readings: Mapping[str, Reading],
        contexts: Mapping[str, bytes],
    ) -> list[ComposeOrder]:
        """Give the orders to compose these issues."""
        ground = self._ground
        self.old = {name: ground.memory.made(name).files for name in names if name in self.before}
        job = Job(ground.project, ground.drafts, ground.shop.key)
        search = ground.shop.site.shows("search.html")
        return [
            ComposeOrder(
                job,
                name,
                readings[name].digest,
                contexts[name],
                self.old.get(name, {}),
                ground.stage,
                ground.public,
                ground.known,
                search,
            )
            for name in names
        ]

    def take(self, names: Sequence[str], working: Iterator[Composing], tell: Tell) -> None:
        """Take what comes of the orders for these issues, and remember it."""
        batch: list[tuple[str, MadeKey, Made, PackedPart | None]] = []
        for count, (name, got) in enumerate(zip(names, working, strict=True)):
            tell(count, name)
            batch.append((name, self._taken(name, got), got.made, got.part))
            if len(batch) >= _BATCH:
                self._ground.memory.keep_made(batch)
                batch.clear()
        self._ground.memory.keep_made(batch)
        self.fresh = set(names)

    def _taken(self, name: str, got: Composing) -> MadeKey:
        key = MadeKey.of(self.keys[name], got.made, self.before.get(name))
        self.now[name] = key
        self.staged += got.staged
        self.slowest = sorted([*self.slowest, (name, got.seconds)], key=_seconds)[:_SLOWEST]
        self.size += got.size
        links = {intern(to): (page, intern(way)) for to, (page, way) in got.made.links.items()}
        self.made[name] = replace(got.made, sitemap=b"", links=links)  # issues lead to the same
        if self._ground.compares:
            before = self.old.get(name, {})
            files = got.made.files
            self.altered += [path for path in got.staged if before.get(path) == files[path]]
        return key

    def say_troubles(self, names: Iterable[str]) -> None:
        """Say what is wrong with these issues, whenever they were composed."""
        some = [name for name in names if self.now[name].troubled]
        troubled = self._ground.memory.troubled() if some else {}
        for name in some:
            if name not in troubled:
                raise LostError(name)
            self.wrong += troubled[name].wrong
            self.found += troubled[name].found

    def holds(self, file: str) -> bool:
        """Tell whether a file is one of an issue's."""
        folder = file.partition("/")[0]
        return folder in self.keys and file in self.of(folder).files

    def of(self, name: str) -> Made:
        """Give what an issue is in the new site."""
        if name not in self.made:
            self.made[name] = self._ground.memory.made(name)
        return self.made[name]

    def gone(self) -> Iterable[str]:
        """Give the files of issues that were there and may be no more."""
        for name, before in self.old.items():
            yield from before.keys() - self.made[name].files.keys()
        for name in self.before.keys() - self.keys.keys():
            yield from self._ground.memory.made(name).files

    def old_files(self) -> Iterable[str]:
        """Give all files of issues as they are remembered."""
        for name in self.before:
            yield from self._ground.memory.made(name).files


def _seconds(issue: tuple[str, float]) -> float:
    return -issue[1]
