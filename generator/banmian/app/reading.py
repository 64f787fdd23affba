"""Reading the issues of `site/content/` that readers may see, one after the other."""

from collections.abc import Iterator

from banmian.app.content import issue_files, issue_folders
from banmian.app.project import Project
from banmian.config.edition import Edition
from banmian.content.article_file import digest
from banmian.content.reading import read_issue
from banmian.content.shown import without_drafts, without_withdrawn
from banmian.model.issue import Issue, Status
from banmian.model.ledger import Thing


def shown_issues(project: Project, edition: Edition) -> Iterator[Issue]:
    """Read all issues that are out; what cannot be read is left out."""
    for folder in issue_folders(project):
        issue = read_issue(issue_files(project, folder), edition).issue
        if issue is not None and issue.status is not Status.DRAFT:
            yield without_withdrawn(without_drafts(issue))


def digests(project: Project, edition: Edition) -> dict[Thing, str]:
    """Give the digest of each article: by it a publication knows what changed."""
    return {
        Thing(f"article:{article.id}"): digest(article)
        for issue in shown_issues(project, edition)
        for article in issue.articles
    }
