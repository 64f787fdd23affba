"""`banmian import`: source pages → articles' files, an editor's work left alone."""

from collections.abc import Collection, Iterator, Sequence

from msgspec import Struct

from banmian import segment
from banmian.app.content import issue_files, issue_folders
from banmian.app.hints import load_hints
from banmian.app.progress import Progress, quietly
from banmian.app.project import Project, load_edition, read_text
from banmian.app.seeds import load_sources
from banmian.config.edition import Edition
from banmian.config.seeds import SourcePage
from banmian.config.toml import TomlError, line_of_value
from banmian.content import issue_file, record
from banmian.content.as_printed import as_printed, printed_number
from banmian.content.reading import ISSUE_FILE, RECORD_FILE, IssueFiles, read_articles
from banmian.content.record import Record
from banmian.content.reimport import Change, Folder, change
from banmian.errors import UserError
from banmian.model.diagnostics import Diagnostic, Where, diagnostic
from banmian.model.ids import IssueId, parse_issue_id
from banmian.model.issue import Issue, Page
from banmian.model.layout import CutPage, LeftoverKind, PageText
from banmian.press import journal
from banmian.press.lock import lock
from banmian.segment.unused import unused

_OF_ARTICLES = frozenset("BM203 BM206 BM207 BM208 BM209 BM221 BM222 BM223".split())
"""Findings about one article: an editor who has changed it has seen them."""


class IssueReport(Struct, frozen=True):
    """What came of an issue: how many articles there are, and what was done to their files."""

    issue: IssueId
    pages: int
    articles: int
    written: int
    deleted: int
    kept: int
    unplaced: int


class PageReport(Struct, frozen=True):
    """What came of a page; `to_look_at` counts the findings in its source, of any severity.

    An article that runs on is counted on each of its pages.
    """

    issue: IssueId
    page: str
    articles: int
    unplaced: int
    to_look_at: int


class ImportReport(Struct, frozen=True):
    """What came of an import."""

    issues: tuple[IssueReport, ...]
    pages: tuple[PageReport, ...]
    diagnostics: tuple[Diagnostic, ...]


def import_pages(
    project: Project, progress: Progress = quietly, only: Collection[str] = ()
) -> ImportReport:
    """Import all source pages of a project, or those of some issues only.

    Raises:
        UserError: for settings that are wrong, or a record that cannot be read.
    """
    with lock(project.lock):
        journal.end(project.journal, project.root)
        edition = load_edition(project)
        sources = load_sources(project)
        hints = load_hints(project, [page for page, _ in sources.pages])
        found = [*sources.diagnostics, *hints.diagnostics]
        issues: dict[IssueId, list[tuple[Page, CutPage]]] = {}
        for done, (source, text) in enumerate(sources.pages):
            if only and source.issue not in only:
                continue
            progress(done, len(sources.pages), text.source)
            cut = segment.segment_page(text, edition.newspaper, hints.of(source))
            page = CutPage(source.page, text, cut)
            issues.setdefault(source.issue, []).append((_page(source), page))
        reports: list[IssueReport] = []
        told: list[PageReport] = []
        for issue, pages in sorted(issues.items()):
            pages.sort(key=lambda pair: issue_file.page_order(pair[0]))
            report, page_reports, more = _import_issue(project, edition, issue, pages)
            reports.append(report)
            told += page_reports
            found += more
        if not only:
            found += _orphans(project, {(s.issue, s.page) for s, _ in sources.pages})
            found += _unused(project, edition, [text for _, text in sources.pages])
    return ImportReport(tuple(reports), tuple(told), tuple(sorted(found)))


def _orphans(project: Project, here: set[tuple[IssueId, str]]) -> Iterator[Diagnostic]:
    """Name the recorded pages that have no source any more."""
    for path in issue_folders(project):
        source = issue_files(project, path)
        for page in _read_record(source).pages:
            if (path.name, page.page) not in here:
                where = Where(f"{source.path}/{RECORD_FILE}")
                yield diagnostic("BM106", where, page=page.page, source=page.source)


def _unused(project: Project, edition: Edition, pages: Sequence[PageText]) -> Iterator[Diagnostic]:
    """Name what the newspaper's profile has and no page."""
    settings = read_text(project.settings, project)
    for key, value in unused(edition.newspaper, pages):
        where = Where(project.name(project.settings), line_of_value(settings, key, value))
        yield diagnostic("BM112", where, key=key, value=value)


def _page(source: SourcePage) -> Page:
    return Page(source.page, source.name, source.assumed)


def _import_issue(
    project: Project, edition: Edition, issue: IssueId, pages: list[tuple[Page, CutPage]]
) -> tuple[IssueReport, list[PageReport], list[Diagnostic]]:
    path = project.content / issue
    if path.is_symlink():
        raise UserError(
            f"{project.name(path)} is a symbolic link 是符号链接",
            "put a real folder there 换成真正的文件夹",
        )
    before = journal.seen(project.root, path)
    source = issue_files(project, path)
    articles, found = read_articles(source)
    folder = Folder(issue, source.path, articles, source.names, _read_record(source))
    cut_pages = [page for _, page in pages]
    planned = change(folder, cut_pages, edition)
    wanted: dict[str, bytes | None] = {
        **dict.fromkeys(planned.delete),
        **{name: text.encode() for name, text in planned.write.items()},
        **_issue_file(source, issue, pages),
        RECORD_FILE: record.write(planned.record).encode(),
    }
    changes = {f"{source.path}/{name}": content for name, content in wanted.items()}
    journal.change(project.journal, project.root, changes, before)
    there = {*source.texts, *planned.write}.difference(planned.delete)
    left = [left for page in planned.record.pages for left in page.leftovers]
    report = IssueReport(
        issue=issue,
        pages=len(pages),
        articles=sum(name.endswith(".md") for name in there),
        written=len(planned.write),
        deleted=len(planned.delete),
        kept=planned.kept,
        unplaced=sum(leftover.kind is LeftoverKind.UNPLACED for leftover in left),
    )
    news = _news(cut_pages, planned)
    page_reports = [_page_report(issue, page, planned.record, news) for page in cut_pages]
    return report, page_reports, [*found, *planned.diagnostics, *news]


def _page_report(
    issue: IssueId, page: CutPage, made: Record, news: Sequence[Diagnostic]
) -> PageReport:
    left = [
        left
        for recorded in made.pages
        if recorded.page == page.label
        for left in recorded.leftovers
    ]
    return PageReport(
        issue=issue,
        page=page.label,
        articles=sum(any(s.page == page.label for s in a.spans) for a in made.articles),
        unplaced=sum(leftover.kind is LeftoverKind.UNPLACED for leftover in left),
        to_look_at=sum(one.where.path == f"seeds/{page.text.source}" for one in news),
    )


def _news(pages: Sequence[CutPage], planned: Change) -> list[Diagnostic]:
    """Give what the pages show, but not of an article on which an editor is at work already.

    Nor does a continuation lack a headline that its article has on another page.
    """
    labels = {f"seeds/{page.text.source}": page.label for page in pages}
    found = [*(one for page in pages for one in page.cut.diagnostics), *planned.of_pages]
    news = []
    for one in found:
        line = (labels.get(one.where.path, ""), one.where.line)  # "": a hint's file
        settled = one.code in _OF_ARTICLES and line in planned.mine
        if not settled and not (one.code == "BM203" and line in planned.headed):
            news.append(one)
    return news


def _read_record(source: IssueFiles) -> Record:
    text = source.texts.get(RECORD_FILE)
    if text is None and RECORD_FILE not in source.names:
        return Record()
    try:
        return record.read(text or "?")
    except TomlError as error:
        raise UserError(
            f"{source.path}/{RECORD_FILE}:{error.line}: {error.message}",
            "take the last version of this file from git 从 git 里恢复这个文件",
        ) from None


def _issue_file(
    source: IssueFiles, issue: IssueId, cut: list[tuple[Page, CutPage]]
) -> dict[str, bytes]:
    """Give `issue.toml` with the pages that it lacks behind what an editor has there.

    Nothing where it lacks none, or is written in a way that only an editor can add to.
    """
    text = source.texts.get(ISSUE_FILE, "")
    pages = tuple(as_printed(page, cut_page) for page, cut_page in cut)
    if ISSUE_FILE not in source.names:
        _, date = parse_issue_id(issue)
        number = printed_number(cut_page for _, cut_page in cut)
        return {ISSUE_FILE: issue_file.write(Issue(issue, date, pages, number=number)).encode()}
    try:
        there = {page.label for page in issue_file.read(text, issue).pages}
        more = [page for page in pages if page.label not in there]
        longer = text.rstrip("\n") + "\n" + issue_file.write_pages(more)
        issue_file.read(longer, issue)
    except TomlError:
        return {}  # the build will say what is wrong, or which page is missing
    return {ISSUE_FILE: longer.encode()} if more else {}
