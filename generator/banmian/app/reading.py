"""Reading all of `site/content/`: the issues that are shown, and what is wrong with the others."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from banmian.app.content import issue_files, issue_folders
from banmian.app.project import Project
from banmian.config.edition import Edition
from banmian.content.reading import IssueFiles, read_issue
from banmian.content.shown import without_drafts, without_withdrawn
from banmian.model.catalogue import severity
from banmian.model.diagnostics import Diagnostic, Severity, diagnostic
from banmian.model.ids import ArticleId
from banmian.model.issue import Issue, Status


@dataclass(frozen=True, slots=True)
class Content:
    """All issues that readers may see, in order; where their articles are; what is wrong.

    `broken` are the folders of issues of which something cannot be read and is left out.
    """

    issues: tuple[Issue, ...]
    broken: frozenset[str]
    places: Mapping[ArticleId, tuple[IssueFiles, str]]
    diagnostics: tuple[Diagnostic, ...]


def read_content(project: Project, edition: Edition, drafts: bool = False) -> Content:
    """Read all issues, drafts where wanted; what is wrong with one does not stop the others."""
    issues: list[Issue] = []
    broken: set[str] = set()
    found: list[Diagnostic] = []
    places: dict[ArticleId, tuple[IssueFiles, str]] = {}
    for folder in issue_folders(project):
        source = issue_files(project, folder)
        read = read_issue(source, edition)
        found += read.diagnostics
        if any(severity(one) is Severity.ERROR for one in read.diagnostics):
            broken.add(source.folder)
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
    return Content(tuple(issues), frozenset(broken), places, tuple(found))


def unknown_corrected(content: Content) -> Iterable[Diagnostic]:
    """Name the corrections of articles that are not there."""
    articles = [article for issue in content.issues for article in issue.articles]
    known = {article.id for article in articles}
    for article in articles:
        for id_ in article.corrects:
            if id_ not in known and not content.broken:  # or it is only left out
                source, name = content.places[article.id]
                where = source.at_value(name, "corrects", id_)
                yield diagnostic("BM317", where, id=id_)
