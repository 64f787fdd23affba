"""The outputs that span issues: each is made when what it depends on has changed, then staged."""

from collections.abc import Iterable, Mapping

from banmian import proof
from banmian.app.ground import Ground
from banmian.app.memory import FIRST, Page, digest
from banmian.bind.leaf import Leaf, LineOf
from banmian.model.diagnostics import Diagnostic, Where, diagnostic
from banmian.press.stage import Stage
from banmian.theme.lines import LINES, filled

Known = tuple[bytes, Page]
"""What an output was made for, and what it is."""


class Spanning:
    """The outputs that span issues, by path: how they were, `before`, and how they are, `now`.

    `fresh` are those that were made, `staged` those of them whose bytes are new, `altered` those
    that somebody had changed by hand.
    """

    def __init__(self, ground: Ground, before: dict[str, Known]) -> None:
        self._ground = ground
        self._stage = Stage(ground.stage, ground.public, ground.known)
        self.before = before
        self.now: dict[str, Known] = {}
        self.fresh: dict[str, Known] = {}
        self.staged: list[str] = []
        self.altered: list[str] = []
        self.size = 0
        self.wrong: list[Diagnostic] = []

    def put(self, leaf: Leaf) -> None:
        """Make an output, if what it depends on has changed."""
        if not self.is_known(leaf):
            self.put_page(leaf.path, leaf.make(), self.key(leaf), leaf.lines())

    def is_known(self, leaf: Leaf) -> bool:
        """Take an output as it is, if what it depends on has not changed."""
        old = self.before.get(leaf.path)
        if not (self._ground.known and old and old[0] == self.key(leaf)):
            return False
        self.now[leaf.path] = old
        return True

    def key(self, leaf: Leaf) -> bytes:
        """Give what an output is made for."""
        return self._ground.shop.key + digest(repr(leaf.depends).encode())

    def put_page(
        self, path: str, content: bytes, key: bytes = b"", lines: Iterable[LineOf] = ()
    ) -> None:
        """Put an output down, with these lines where it is a list."""
        ground = self._ground
        if path in self.now:
            self.wrong.append(diagnostic("BM403", Where(f"{ground.shown}/{path}")))
        links = self._links(path, content)
        if LINES.encode() in content:
            content = filled(content, path, (ground.memory.lines(name)[n] for name, n in lines))
        self._put_down(path, content, key, links)

    def _put_down(self, path: str, content: bytes, key: bytes, links: Mapping[str, str]) -> None:
        ground, old = self._ground, self.before.get(path)
        before = {path: old[1].print} if old else {}
        now, new = self._stage.put(path, content, before)
        if new:
            self.staged.append(path)
            self.size += len(content)
            if ground.compares and before.get(path) == now:
                self.altered.append(path)
        why = old[1].why if old and old[0] == key else _why(old[0] if old else None, key)
        self.now[path] = (key, Page(now, links, why))
        if old != self.now[path]:
            self.fresh[path] = self.now[path]

    def put_file(self, path: str, content: bytes) -> None:
        """Put an output down that is no page, and may have been put down already."""
        if path not in self.now:
            self._put_down(path, content, b"", {})

    def take(self, path: str) -> bool:
        """Take an output as it is, where it is there."""
        old = self.before.get(path)
        if self._ground.known and old:
            self.now[path] = old
        return path in self.now

    def _links(self, path: str, content: bytes) -> Mapping[str, str]:
        """Prove what of a page can be proven by itself; give what it leads to."""
        if not proof.is_page(path):
            return {}
        site = self._ground.shop.site
        facts = proof.facts(path, content, site.edition.base_path, parts=site.parts(path))
        self.wrong += proof.own_proofs(path, facts, self._ground.shown)
        return facts.links


def _why(before: bytes | None, now: bytes) -> str:
    if before is None:
        return FIRST
    return "site" if before[:16] != now[:16] else "context"
