"""`banmian build`: content → site."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from banmian import addresses
from banmian.app.content import issue_files, issue_folders
from banmian.app.progress import Progress, quietly
from banmian.app.project import Project, load_edition, load_theme
from banmian.bind.bind import bind
from banmian.bind.relate import relate
from banmian.compose.issue import compose
from banmian.config.edition import Edition
from banmian.content.cards import card
from banmian.content.links import linked_ids
from banmian.content.reading import read_issue
from banmian.model.article import Article, Genre
from banmian.model.catalogue import severity
from banmian.model.diagnostics import Diagnostic, Severity, Where, diagnostic
from banmian.model.ids import ArticleId
from banmian.model.issue import Issue, Status
from banmian.model.output import Output
from banmian.press import swap
from banmian.press.lock import lock
from banmian.proof import proofs
from banmian.search.index import Document
from banmian.theme.environment import Renderer
from banmian.theme.site import Site


@dataclass(frozen=True, slots=True)
class Content:
    """All issues that readers may see, in order; the files of their articles; what is wrong."""

    issues: tuple[Issue, ...]
    paths: dict[ArticleId, str]
    diagnostics: tuple[Diagnostic, ...]


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
    with lock(project.lock):
        swap.check_target(public)
        swap.recover(public)
        content, outputs = make(project, progress)
        wrong = proofs(outputs, load_edition(project).base_path, project.name(public))
        found = tuple(sorted([*content.diagnostics, *wrong]))
        stop = Severity.WARNING if strict else Severity.ERROR
        keep = any(severity(one) >= stop for one in (found if strict else wrong))
        size = 0 if keep else swap.replace(public, outputs)
    texts = [a for i in content.issues for a in i.articles if a.genre is not Genre.HEADLINE_ONLY]
    return BuildReport(
        issues=len(content.issues),
        pages=sum(len(issue.pages) for issue in content.issues),
        articles=len(texts),
        files=len(outputs),
        size=size,
        seconds=time.monotonic() - start,
        swapped=not keep,
        diagnostics=found,
    )


def make(project: Project, progress: Progress = quietly) -> tuple[Content, tuple[Output, ...]]:
    """Make all outputs of a site in memory."""
    edition = load_edition(project)
    site = Site(edition, Renderer(load_theme(project, edition.theme)))
    content = read_content(project, edition)
    cards = tuple(card(issue, edition.newspaper) for issue in content.issues)
    links = {issue.id: list(_links(issue)) for issue in content.issues}
    contexts = relate(cards, links)
    outputs: list[Output] = []
    documents: list[Document] = []
    for done, (issue, facts) in enumerate(zip(content.issues, cards, strict=True)):
        progress(done, len(cards), issue.id)
        composed = compose(issue, facts, contexts[issue.id], site)
        outputs += composed.outputs
        documents += composed.documents
    outputs += bind(cards, tuple(documents), site)
    outputs += _assets(site)
    outputs += _pictures(project, content.issues)
    return content, tuple(sorted(outputs, key=lambda output: output.path))


def read_content(project: Project, edition: Edition) -> Content:
    """Read all issues; what is wrong with one does not stop the others."""
    issues: list[Issue] = []
    found: list[Diagnostic] = []
    paths: dict[ArticleId, str] = {}
    for folder in issue_folders(project):
        source = issue_files(project, folder)
        read = read_issue(source, edition)
        found += read.diagnostics
        if read.issue is None or read.issue.status is Status.DRAFT:
            continue
        issues.append(read.issue)
        for name, article in read.files.items():
            where = Where(f"{source.path}/{name}")
            if paths.setdefault(article.id, where.path) != where.path:
                other = paths[article.id]
                if other.rpartition("/")[0] != source.path:
                    found.append(diagnostic("BM303", where, id=article.id, other=other))
    issues.sort(key=lambda issue: issue.order)
    found += _broken_links(issues, paths)
    return Content(tuple(issues), paths, tuple(found))


def _links(issue: Issue) -> Iterable[ArticleId]:
    for article in issue.articles:
        yield from linked_ids(article)


def _broken_links(issues: Iterable[Issue], paths: dict[ArticleId, str]) -> Iterable[Diagnostic]:
    articles: list[Article] = [article for issue in issues for article in issue.articles]
    known = {article.id for article in articles}
    for article in articles:
        for id_ in linked_ids(article):
            if id_ not in known:
                yield diagnostic("BM311", Where(paths[article.id]), id=id_)


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
