"""`banmian build`: content → site."""

import os
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from banmian import addresses
from banmian.app.content import dead_ends, issue_files, issue_folders
from banmian.app.pictures import Pictures, ready_pictures
from banmian.app.progress import Progress, quietly
from banmian.app.project import Project, load_edition, load_ledger, load_theme, read_text
from banmian.app.sheets import load_sheets, make_sheets
from banmian.bind.bind import bind
from banmian.bind.moved import Moves, moved_pages, moves
from banmian.bind.places import places
from banmian.bind.relate import people_slugs, relate, targets
from banmian.compose.issue import compose
from banmian.config.edition import Edition
from banmian.content.article_file import digest
from banmian.content.cards import card
from banmian.content.ledger import file_of
from banmian.content.links import linked_ids, linked_pictures
from banmian.content.reading import IssueFiles, read_issue
from banmian.content.shown import without_drafts, without_withdrawn
from banmian.errors import UserError
from banmian.model.card import Card
from banmian.model.catalogue import severity
from banmian.model.diagnostics import Diagnostic, Severity, Where, diagnostic
from banmian.model.ids import ArticleId
from banmian.model.issue import Issue, Status
from banmian.model.ledger import Ledger, Thing, published
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
    ledger: Ledger


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
    moment: str | None = None,
) -> tuple[BuildReport, Ledger]:
    """Build as `build` does, for a caller who holds the lock; give the ledger too.

    With a `moment`, the site is what is published then, and the ledger that after it.
    """
    start = time.monotonic()
    swap.check_target(public)
    swap.recover(public)
    journal.end(project.journal, project.root)
    made = make(project, public, progress, moment)
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


def make(
    project: Project,
    public: Path,
    progress: Progress = quietly,
    moment: str | None = None,
    drafts: bool = False,
) -> Made:
    """Make all outputs of a site in memory, and prove them; `public` is where it will stand.

    `moment` is that of the publication which it is made for. With `drafts`, what is not out yet
    is in it too.
    """
    edition = load_edition(project)
    ledger = load_ledger(project)
    loaded = load_sheets(project)
    site = Site(edition, Renderer(load_theme(project, edition.theme)), loaded.sheets)
    content = read_content(project, edition, drafts)
    cards = tuple(card(issue, edition.newspaper) for issue in content.issues)
    people = people_slugs(cards, ledger)
    stands = places(cards, loaded.sheets, people, edition)
    if moment:
        ledger = published(ledger, stands, _digests(content.issues), moment)
    links = {issue.id: list(_links(issue)) for issue in content.issues}
    contexts = relate(cards, links, people, ledger)
    found = [*content.diagnostics, *_unknown_corrected(content)]
    outputs: list[Output] = []
    documents: list[tuple[Document, ...]] = []
    for done, (issue, facts) in enumerate(zip(content.issues, cards, strict=True)):
        progress(done, len(cards), issue.id)
        pictures = _pictures(project, issue)
        context = replace(contexts[issue.id], pictures=pictures.facts)
        composed = compose(issue, facts, context, site)
        outputs += (*composed.outputs, *pictures.outputs)
        documents.append(composed.documents)
        found += pictures.diagnostics
        for id_, ends in composed.dead_ends.items():
            found += dead_ends(*content.places[id_], ends, pictures)
    if not cards and found:
        return Made((), (), tuple(sorted(found)), wrong=True, ledger=ledger)
    sheets = make_sheets(project, loaded, targets(cards), site)
    found += sheets.diagnostics
    outputs += (*sheets.pages, *sheets.pictures)
    outputs += bind(cards, (sheets.documents, *documents), people, ledger, site, sheets.pages)
    moved = moves(ledger, stands, edition.redirects)
    outputs += moved_pages(moved, site)
    outputs += _assets(site)
    outputs.sort(key=lambda output: output.path)
    wrong = proofs(outputs, edition.base_path, project.name(public))
    wrong += _lost(project, ledger, moved)
    return Made(cards, tuple(outputs), tuple(sorted([*found, *wrong])), bool(wrong), ledger)


def read_content(project: Project, edition: Edition, drafts: bool = False) -> Content:
    """Read all issues, drafts where wanted; what is wrong with one does not stop the others."""
    issues: list[Issue] = []
    found: list[Diagnostic] = []
    places: dict[ArticleId, tuple[IssueFiles, str]] = {}
    for folder in issue_folders(project):
        source = issue_files(project, folder)
        read = read_issue(source, edition)
        found += read.diagnostics
        if read.issue is None or (read.issue.status is Status.DRAFT and not drafts):
            continue
        issue = read.issue if drafts else without_drafts(read.issue)
        issues.append(without_withdrawn(issue))
        for name, article in read.files.items():
            other, file = places.setdefault(article.id, (source, name))
            if other.path != source.path:
                where, there = source.at(name, "id"), f"{other.path}/{file}"
                found.append(diagnostic("BM303", where, id=article.id, other=there))
    issues.sort(key=lambda issue: issue.order)
    return Content(tuple(issues), places, tuple(found))


def _digests(issues: Iterable[Issue]) -> dict[Thing, str]:
    """Give the digest of each article: by it a publication knows what changed."""
    return {
        Thing(f"article:{article.id}"): digest(article)
        for issue in issues
        for article in issue.articles
    }


def _lost(project: Project, ledger: Ledger, moved: Moves) -> Iterable[Diagnostic]:
    """Name the published addresses that nothing would answer."""
    for address in moved.lost:
        file = project.addresses / file_of(address)
        lines = read_text(file, project).split("\n")
        line = next(n for n, line in enumerate(lines, 1) if line.startswith(f"{address} "))
        where = Where(project.name(file), line)
        thing = ledger.entries[address].thing
        yield diagnostic("BM404", where, address=address, thing=thing)


def _links(issue: Issue) -> Iterable[ArticleId]:
    for article in issue.articles:
        yield from linked_ids(article)


def _unknown_corrected(content: Content) -> Iterable[Diagnostic]:
    """Name the corrections of articles that are not there."""
    articles = [article for issue in content.issues for article in issue.articles]
    known = {article.id for article in articles}
    for article in articles:
        for id_ in article.corrects:
            if id_ not in known:
                source, name = content.places[article.id]
                where = source.at_value(name, "corrects", id_)
                yield diagnostic("BM317", where, id=id_)


def _pictures(project: Project, issue: Issue) -> Pictures:
    """Make the pictures that an issue's articles refer to ready."""
    names = {name for article in issue.articles for name in linked_pictures(article)}

    def address(name: str) -> str:
        return addresses.picture(issue.id, name)

    return ready_pictures(project, project.content / issue.id, names & issue.pictures, address)


def _assets(site: Site) -> Iterable[Output]:
    theme = site.renderer.theme
    for name, content in theme.assets.items():
        yield Output(f"{theme.asset_folder}/{name}", content)
