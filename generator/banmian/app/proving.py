"""The proof of a whole site: what of the old one goes, and whether every link leads somewhere."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from banmian import addresses, proof
from banmian.app.composing import Issues
from banmian.app.ground import Ground
from banmian.app.spanning import Spanning
from banmian.model.diagnostics import Diagnostic, Where, diagnostic

Link = tuple[str, tuple[str, str]]
"""A file that is led to, with its fragment; the page that leads there, and how it writes it."""


class Whole:
    """A site that is made: the outputs of issues, and those that span issues."""

    def __init__(self, ground: Ground, issues: Issues, spanning: Spanning) -> None:
        self._ground, self._issues, self._spanning = ground, issues, spanning

    def has(self, file: str) -> bool:
        """Tell whether the new site has a file."""
        return self._issues.holds(file) or file in self._spanning.now

    def gone(self) -> set[str]:
        """Give the files of the remembered site that are no more."""
        there = self._spanning.before.keys() - self._spanning.now.keys()
        return {path for path in (*there, *self._issues.gone()) if not self.has(path)}

    def strangers(self) -> set[str]:
        """Give the files in the site's folder that the new one does not have."""
        there = _files(self._ground.public)
        return {path for path in there if not self.has(path)} - {addresses.MARKER}

    def unknown(self, files: set[str]) -> set[str]:
        """Give those files that are not remembered of the old site."""
        return files - self._spanning.before.keys() - set(self._issues.old_files())

    def wrong(self, dropped: Iterable[str]) -> Iterator[Diagnostic]:
        """Name the links that lead nowhere, of what was made and of what led to what went."""
        memory, fresh = self._ground.memory, self._issues.fresh & self._issues.keys.keys()
        for name in fresh:
            yield from self._dead(self._issues.made[name].links.items())
            leads = memory.details(name)[1]
            yield from self._dead((t, (f"{name}/", href)) for t, href in leads.items())
        for path, (_, page) in self._spanning.fresh.items():
            yield from self._dead((t, (path, href)) for t, href in page.links.items())
        gone = {path for path in dropped if not addresses.is_search_file(path)}  # none leads there
        if not gone:
            return
        for path, (_, page) in self._spanning.now.items():
            if path not in self._spanning.fresh and not gone.isdisjoint(_bare(page.links)):
                yield from self._dead((t, (path, href)) for t, href in page.links.items())
        for name in self._issues.keys.keys() - fresh:
            made = memory.made(name)
            if not gone.isdisjoint(_bare(made.links)):
                yield from self._dead(made.links.items())

    def _dead(self, links: Iterable[Link]) -> Iterator[Diagnostic]:
        for target, (path, href) in links:
            file, _, fragment = target.partition("#")
            if self.has(file) and not fragment:
                continue
            if target not in self._facts(path).links:  # at second sight it is none
                continue
            where = Where(f"{self._ground.shown}/{path}")
            if not self.has(file):
                yield diagnostic("BM401", where, href=href)
            elif fragment and fragment not in self._facts(file).anchors:
                yield diagnostic("BM402", where, href=href)

    def _facts(self, file: str) -> proof.Facts:
        """Read a page of the new site exactly."""
        base_path = self._ground.shop.site.edition.base_path
        for folder in (self._ground.stage, self._ground.public):
            if (folder / file).is_file():
                return proof.facts(file, (folder / file).read_bytes(), base_path, exact=True)
        return proof.Facts({}, (), (), frozenset(), empty=True)


def _bare(links: Iterable[str]) -> Iterator[str]:
    return (target.partition("#")[0] for target in links)


def _files(public: Path) -> Iterator[str]:
    """Give all files of a site, and links to folders, which are none of it."""
    for folder, folders, files in os.walk(public):
        inside = os.path.relpath(folder, public)
        links = [name for name in folders if os.path.islink(f"{folder}/{name}")]  # noqa: PTH114
        for name in (*files, *links):
            yield name if inside == "." else f"{Path(inside).as_posix()}/{name}"
