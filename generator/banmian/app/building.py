"""`banmian build`: content → site."""

import os
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from banmian import addresses
from banmian.app.content import issue_files, issue_folders
from banmian.app.progress import Progress, quietly
from banmian.app.project import Project, load_edition, load_theme
from banmian.bind.bind import bind
from banmian.bind.relate import relate
from banmian.compose.article import DeadEnd
from banmian.compose.issue import compose
from banmian.config.edition import Edition
from banmian.content.cards import card
from banmian.content.links import linked_ids
from banmian.content.reading import IssueFiles, read_issue
from banmian.errors import UserError
from banmian.model.card import Card
from banmian.model.catalogue import severity
from banmian.model.diagnostics import Diagnostic, Severity, diagnostic
from banmian.model.ids import ArticleId
from banmian.model.issue import Issue, Status
from banmian.model.output import Output
from banmian.press import journal, swap
from banmian.press.lock import lock
from banmian.proof import proofs
from banmian.search.index import Document
from banmian.theme.environment import Renderer
from banmian.theme.lists import text_count
from banmian.theme.site import Site


@dataclass(frozen=True, slots=True)
class Content:
    """All issues that readers may see, in order; where their articles are; what is wrong."""

    issues: tuple[Issue, ...]
    places: Mapping[ArticleId, tuple[IssueFiles, str]]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A site in memory: the cards of its issues, its files, and everything wrong."""

    cards: tuple[Card, ...]
    outputs: tuple[Output, ...]
    diagnostics: tuple[Diagnostic, ...]
    wrong: bool  # the site itself: it must not replace another one


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
    start = time.monotonic()
    public = (out or project.public).absolute()
    _refuse_sources(public, project)
    with lock(project.lock):
        swap.check_target(public)
        swap.recover(public)
        journal.end(project.journal, project.root)
        made = make(project, public, progress)
        warned = any(severity(one) >= Severity.WARNING for one in made.diagnostics)
        keep = made.wrong or (strict and warned)
        size = 0 if keep else swap.replace(public, made.outputs)
    return BuildReport(
        issues=len(made.cards),
        pages=sum(len(card.pages) for card in made.cards),
        articles=sum(map(text_count, made.cards)),
        files=len(made.outputs),
        size=size,
        seconds=time.monotonic() - start,
        swapped=not keep,
        diagnostics=made.diagnostics,
    )


def _refuse_sources(public: Path, project: Project) -> None:
    """Keep a site from being put where the project's own files are.

    Raises:
        UserError: when `public` is, holds, or is inside one of them.
    """
    target = Path(os.path.realpath(public))  # which a link to itself does not stop
    for part in (project.seeds, project.content, project.root / "themes", project.settings):
        source = Path(os.path.realpath(part))
        if target.is_relative_to(source) or source.is_relative_to(target):
            raise UserError(
                f"{public}: the project's own files are there 这里有项目自己的文件",
                "give another folder 换一个文件夹: --out DIR",
            )


def make(project: Project, public: Path, progress: Progress = quietly) -> Made:
    """Make all outputs of a site in memory, and prove them; `public` is where it will stand."""
    edition = load_edition(project)
    site = Site(edition, Renderer(load_theme(project, edition.theme)))
    content = read_content(project, edition)
    cards = tuple(card(issue, edition.newspaper) for issue in content.issues)
    contexts = relate(cards, {issue.id: list(_links(issue)) for issue in content.issues})
    outputs: list[Output] = []
    documents: list[tuple[Document, ...]] = []
    found = list(content.diagnostics)
    for done, (issue, facts) in enumerate(zip(content.issues, cards, strict=True)):
        progress(done, len(cards), issue.id)
        composed = compose(issue, facts, contexts[issue.id], site)
        outputs += composed.outputs
        documents.append(composed.documents)
        found += [_dead_end(end, content.places) for end in composed.dead_ends]
    if not cards and found:
        return Made((), (), tuple(sorted(found)), wrong=True)
    outputs += bind(cards, tuple(documents), site)
    outputs += _assets(site)
    outputs += _pictures(project, content.issues)
    outputs.sort(key=lambda output: output.path)
    wrong = proofs(outputs, edition.base_path, project.name(public))
    return Made(cards, tuple(outputs), tuple(sorted([*found, *wrong])), bool(wrong))


def read_content(project: Project, edition: Edition) -> Content:
    """Read all issues; what is wrong with one does not stop the others."""
    issues: list[Issue] = []
    found: list[Diagnostic] = []
    places: dict[ArticleId, tuple[IssueFiles, str]] = {}
    for folder in issue_folders(project):
        source = issue_files(project, folder)
        read = read_issue(source, edition)
        found += read.diagnostics
        if read.issue is None or read.issue.status is Status.DRAFT:
            continue
        issues.append(read.issue)
        for name, article in read.files.items():
            other, file = places.setdefault(article.id, (source, name))
            if other.path != source.path:
                where, there = source.at(name, "id"), f"{other.path}/{file}"
                found.append(diagnostic("BM303", where, id=article.id, other=there))
    issues.sort(key=lambda issue: issue.order)
    return Content(tuple(issues), places, tuple(found))


def _links(issue: Issue) -> Iterable[ArticleId]:
    for article in issue.articles:
        yield from linked_ids(article)


def _dead_end(end: DeadEnd, places: Mapping[ArticleId, tuple[IssueFiles, str]]) -> Diagnostic:
    source, name = places[end.article]
    where = source.at(name, end.target)
    if end.tag == "img":
        return diagnostic("BM310", where, image=end.target)
    if end.target.startswith("id:"):
        return diagnostic("BM311", where, id=end.target.removeprefix("id:"))
    return diagnostic("BM314", where, href=end.target)


def _assets(site: Site) -> Iterable[Output]:
    theme = site.renderer.theme
    for name, content in theme.assets.items():
        yield Output(f"{theme.asset_folder}/{name}", content)


def _pictures(project: Project, issues: Iterable[Issue]) -> Iterable[Output]:
    """Copy the pictures of the issues' folders."""
    for issue in issues:
        for name in sorted(issue.pictures):
            content = (project.content / issue.id / "images" / name).read_bytes()
            yield Output(addresses.picture(issue.id, name), content)
