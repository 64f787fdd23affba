"""`banmian build`: the site is made, and put in the place of the old one."""

import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from banmian.app.making import Wish, make, memory_of
from banmian.app.memory import forget_site
from banmian.app.progress import Progress, quietly
from banmian.app.project import Project
from banmian.errors import UserError
from banmian.model.catalogue import severity
from banmian.model.diagnostics import Diagnostic, Severity
from banmian.model.ledger import Ledger
from banmian.press import journal, swap
from banmian.press.cluster import cluster
from banmian.press.executors import Map, settle
from banmian.press.lock import lock


class BuildReport(Struct, frozen=True):
    """What came of a build. `swapped` tells whether the site is the new one.

    `files` and `size` say how many files there are and how many bytes were written; `read`,
    `composed` and `bound` how many issues and outputs were worked on, `steps` the seconds that
    each step took, `slowest` the issues that took most of them to compose. `altered` are the
    files of the old site that somebody had changed by hand.
    """

    issues: int
    pages: int
    articles: int
    files: int
    size: int
    seconds: float
    swapped: bool
    diagnostics: tuple[Diagnostic, ...]
    written: int = 0
    removed: int = 0
    read: int = 0
    composed: int = 0
    bound: int = 0
    steps: Mapping[str, float] = field(default_factory=dict)
    altered: tuple[str, ...] = ()
    slowest: tuple[tuple[str, float], ...] = ()


def build(
    project: Project,
    out: Path | None,
    strict: bool,
    progress: Progress = quietly,
    verify: bool = False,
    work: Map[Any, Any] | None = None,
) -> BuildReport:
    """Build the site and put it in the place of the old one.

    The old site stays when something is wrong: an error in a finished page, or with `strict`
    any warning. An article that cannot be read is left out and named; the rest is built. With
    `verify` every file of the old site is compared, and those altered by hand are named and mended.
    `work` runs the maps; by default it is as many processes as there are processors.

    Raises:
        UserError: for wrong settings or templates, or a folder that is not ours.
    """
    public = (out or project.public).absolute()
    _refuse_sources(public, project)
    wish = Wish(public, verify=verify, map=work)
    with lock(project.lock):
        return build_locked(project, wish, strict, progress)[0]


@contextmanager
def workers(address: str) -> Iterator[Map[Any, Any] | None]:
    """Make ready for a build; give the Dask cluster at an address for its maps, None for "".

    Raises:
        UserError: when it cannot be used.
    """
    settle()
    if address:
        with cluster(address) as hands:
            yield hands
    else:
        yield None


def build_locked(
    project: Project, wish: Wish, strict: bool, progress: Progress = quietly
) -> tuple[BuildReport, Ledger]:
    """Build as `build` does, for a caller who holds the lock; give the ledger too.

    Where the wish is for a publication, the site is what is published then, and the ledger that
    after it.
    """
    start = time.monotonic()
    swap.check_target(wish.public)
    swap.recover(wish.public)
    journal.end(project.journal, project.root)
    made = make(project, wish, progress)
    found = made.diagnostics
    warned = any(severity(one) >= Severity.WARNING for one in found)
    keep = bool(made.wrong) or not made.counts.issues or (strict and warned)
    if keep:
        made.leave()
    else:
        made.put()
    counts = made.counts
    report = BuildReport(
        issues=counts.issues,
        pages=counts.pages,
        articles=counts.articles,
        files=counts.files,
        size=0 if keep else made.size,
        seconds=time.monotonic() - start,
        swapped=not keep,
        diagnostics=found,
        written=0 if keep else len(made.staged),
        removed=0 if keep else len(made.dropped),
        read=counts.read,
        composed=counts.composed,
        bound=counts.bound,
        steps=made.spent.steps,
        altered=tuple(made.altered),
        slowest=tuple(made.issues.slowest),
    )
    return report, made.ledger


def undo(project: Project) -> None:
    """Put the site before this one back; done again, the newer one comes back.

    The next build looks at its files: some may have been altered by hand before it was replaced.

    Raises:
        UserError: when there is none.
    """
    with lock(project.lock):
        swap.undo(project.public)
        forget_site(memory_of(project, Wish(project.public)))


def _refuse_sources(public: Path, project: Project) -> None:
    """Keep a site from being put where the project's own files are.

    Raises:
        UserError: when `public` is, holds, or is inside one of them.
    """
    target = Path(os.path.realpath(public))  # which a link to itself does not stop
    for part in (
        project.seeds,
        project.content,
        project.hints,
        project.pages,
        project.root / "themes",
        project.settings,
        project.lock.parent,
        *(() if target == Path(os.path.realpath(project.public)) else (project.public,)),
    ):
        source = Path(os.path.realpath(part))
        if target.is_relative_to(source) or source.is_relative_to(target):
            raise UserError(
                f"{public}: the project's own files are there 这里有项目自己的文件",
                "give another folder 换一个文件夹: --out DIR",
            )
