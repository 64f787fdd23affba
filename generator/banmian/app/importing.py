"""`banmian import`: source pages → articles' files, an editor's work left alone."""

from dataclasses import dataclass
from pathlib import Path

from banmian import segment
from banmian.app.content import issue_files
from banmian.app.progress import Progress, quietly
from banmian.app.project import Project, load_edition
from banmian.app.seeds import load_sources
from banmian.config.edition import Edition
from banmian.config.seeds import SourcePage
from banmian.config.toml import TomlError
from banmian.content import issue_file, record
from banmian.content.reading import ISSUE_FILE, RECORD_FILE, IssueFiles, read_articles
from banmian.content.reconcile import known_lines
from banmian.content.record import Record, RecordedArticle, RecordedLeftover, RecordedPage
from banmian.content.reimport import Change, Folder, change
from banmian.content.stitch import stitch
from banmian.errors import UserError
from banmian.model.diagnostics import Diagnostic
from banmian.model.ids import IssueId, parse_issue_id
from banmian.model.issue import Issue, Page
from banmian.model.layout import LeftoverKind, PageCut, PageText
from banmian.press.files import write
from banmian.press.lock import lock


@dataclass(frozen=True, slots=True)
class Cut:
    """A source page, its text, and its cut."""

    page: SourcePage
    text: PageText
    cut: PageCut


@dataclass(frozen=True, slots=True)
class IssueReport:
    """What came of an issue: how many articles there are, and what was done to their files."""

    issue: IssueId
    pages: int
    articles: int
    written: int
    deleted: int
    kept: int
    unplaced: int


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What came of an import."""

    issues: tuple[IssueReport, ...]
    diagnostics: tuple[Diagnostic, ...]


def import_pages(project: Project, progress: Progress = quietly) -> ImportReport:
    """Import all source pages of a project.

    Raises:
        UserError: for settings that are wrong, or a record that cannot be read.
    """
    with lock(project.lock):
        edition = load_edition(project)
        sources = load_sources(project)
        found = list(sources.diagnostics)
        by_issue: dict[IssueId, list[Cut]] = {}
        for done, (page, text) in enumerate(sources.pages):
            progress(done, len(sources.pages), text.source)
            cut = segment.segment_page(text, edition.newspaper)
            found += cut.diagnostics
            by_issue.setdefault(page.issue, []).append(Cut(page, text, cut))
        reports = []
        for issue, cuts in sorted(by_issue.items()):
            report, more = _import_issue(project, edition, issue, cuts)
            reports.append(report)
            found += more
    return ImportReport(tuple(reports), tuple(sorted(found)))


def _import_issue(
    project: Project, edition: Edition, issue: IssueId, cuts: list[Cut]
) -> tuple[IssueReport, tuple[Diagnostic, ...]]:
    cuts = sorted(cuts, key=lambda cut: issue_file.page_order(_page(cut.page)))
    path = project.content / issue
    source = issue_files(project, path)
    found: list[Diagnostic] = []
    articles = read_articles(source, found)
    folder = Folder(issue, source.path, articles, frozenset(source.texts), _read_record(source))
    lines = known_lines(folder.record, {c.page.page: _printed(c.text) for c in cuts})
    drafts = stitch({c.page.page: c.cut.pieces for c in cuts})
    planned = change(folder, drafts, lines, {c.page.page for c in cuts}, edition)
    written = _apply(path, planned)
    _write_issue(path, source, issue, cuts)
    new = _new_record(folder.record, planned, cuts)
    write(path / RECORD_FILE, record.write(new).encode())
    unplaced = sum(
        left.kind is LeftoverKind.UNPLACED for page in new.pages for left in page.leftovers
    )
    report = IssueReport(
        issue=issue,
        pages=len(cuts),
        articles=len(new.articles),
        written=written,
        deleted=len(planned.delete),
        kept=planned.kept,
        unplaced=unplaced,
    )
    return report, (*found, *planned.diagnostics)


def _apply(path: Path, planned: Change) -> int:
    """Write and delete the articles' files; give how many were written anew."""
    written = sum(write(path / name, text.encode()) for name, text in planned.write.items())
    for name in planned.delete:
        (path / name).unlink(missing_ok=True)
    return written


def _read_record(source: IssueFiles) -> Record:
    text = source.texts.get(RECORD_FILE)
    if text is None:
        return Record()
    try:
        return record.read(text)
    except TomlError as error:
        raise UserError(
            f"{source.path}/{RECORD_FILE}:{error.line}: {error.message}",
            "take the last version of this file from git 从 git 里恢复这个文件",
        ) from None


def _printed(text: PageText) -> tuple[tuple[int, ...], str]:
    """Give the numbers of the lines that have text, and their digests."""
    numbers = tuple(n for n, line in enumerate(text.lines, 1) if line.strip())
    return numbers, record.line_digests(text.lines)


def _page(page: SourcePage) -> Page:
    return Page(page.page, page.name, page.assumed)


def _write_issue(path: Path, source: IssueFiles, issue: IssueId, cuts: list[Cut]) -> None:
    """Write `issue.toml`, or add the pages that it lacks behind what an editor has there."""
    pages = tuple(_page(cut.page) for cut in cuts)
    text = source.texts.get(ISSUE_FILE)
    if text is None:
        _, date = parse_issue_id(issue)
        content = issue_file.write(Issue(issue, date, pages))
    else:
        try:
            there = {page.label for page in issue_file.read(text, issue).pages}
        except TomlError:
            return  # an editor is at it; the build will say what is wrong
        content = text + issue_file.write_pages(p for p in pages if p.label not in there)
    write(path / ISSUE_FILE, content.encode())


def _new_record(old: Record, planned: Change, cuts: list[Cut]) -> Record:
    here = {cut.page.page for cut in cuts}
    absent = [page for page in old.pages if page.page not in here]
    pages = [_recorded_page(cut, planned.articles) for cut in cuts]
    return Record(tuple(sorted([*absent, *pages], key=lambda page: page.page)), planned.articles)


def _recorded_page(cut: Cut, articles: tuple[RecordedArticle, ...]) -> RecordedPage:
    """Record a page. Whatever of its text no article claims is left over, so that none is lost."""
    label = cut.page.page
    claimed = {
        number
        for article in articles
        for span in article.spans
        if span.page == label
        for number in record.numbers(span.lines)
    }
    leftovers = []
    for left in cut.cut.leftovers:
        if not claimed.intersection(left.lines):
            leftovers.append(RecordedLeftover(left.kind, record.ranges(left.lines), left.text))
            claimed.update(left.lines)
    numbers, digests = _printed(cut.text)
    lost = tuple(n for n in numbers if n not in claimed)
    if lost:
        text = "\n".join(cut.text.lines[n - 1].strip() for n in lost)
        leftovers.append(RecordedLeftover(LeftoverKind.UNPLACED, record.ranges(lost), text))
    return RecordedPage(label, cut.text.source, digests, tuple(leftovers))
