"""`banmian build`: the site is made, and put in the place of the old one."""

import os
import time
from dataclasses import dataclass
from pathlib import Path

from banmian.app.making import Publication, make
from banmian.app.progress import Progress, quietly
from banmian.app.project import Project
from banmian.errors import UserError
from banmian.model.catalogue import severity
from banmian.model.diagnostics import Diagnostic, Severity
from banmian.model.ledger import Ledger
from banmian.press import journal, swap
from banmian.press.lock import lock
from banmian.theme.lists import text_count


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What came of a build. `swapped` tells whether the site is the new one."""

    issues: int
    pages: int
    articles: int
    files: int
    size: int
    seconds: float
    swapped: bool
    diagnostics: tuple[Diagnostic, ...]


def build(
    project: Project, out: Path | None, strict: bool, progress: Progress = quietly
) -> BuildReport:
    """Build the site and put it in the place of the old one.

    The old site stays when something is wrong: an error in a finished page, or with `strict`
    any warning. An article that cannot be read is left out and named; the rest is built.

    Raises:
        UserError: for wrong settings or templates, or a folder that is not ours.
    """
    public = (out or project.public).absolute()
    _refuse_sources(public, project)
    with lock(project.lock):
        return build_locked(project, public, strict, progress)[0]


def build_locked(
    project: Project,
    public: Path,
    strict: bool,
    progress: Progress = quietly,
    publication: Publication | None = None,
) -> tuple[BuildReport, Ledger]:
    """Build as `build` does, for a caller who holds the lock; give the ledger too.

    With a `publication`, the site is what is published then, and the ledger that after it.
    """
    start = time.monotonic()
    swap.check_target(public)
    swap.recover(public)
    journal.end(project.journal, project.root)
    made = make(project, public, progress, publication)
    warned = any(severity(one) >= Severity.WARNING for one in made.diagnostics)
    keep = made.wrong or (strict and warned)
    size = 0 if keep else swap.replace(public, made.outputs)
    report = BuildReport(
        issues=len(made.cards),
        pages=sum(len(card.pages) for card in made.cards),
        articles=sum(map(text_count, made.cards)),
        files=len(made.outputs),
        size=size,
        seconds=time.monotonic() - start,
        swapped=not keep,
        diagnostics=made.diagnostics,
    )
    return report, made.ledger


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
    ):
        source = Path(os.path.realpath(part))
        if target.is_relative_to(source) or source.is_relative_to(target):
            raise UserError(
                f"{public}: the project's own files are there 这里有项目自己的文件",
                "give another folder 换一个文件夹: --out DIR",
            )
