"""The files of an issue's folder → the issue, with everything wrong in them as diagnostics."""

import difflib
from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from banmian.addresses import is_article_slug
from banmian.config.edition import Edition
from banmian.config.toml import TomlError, line_of_value
from banmian.content import article_file, cards, issue_file
from banmian.content.limits import excess
from banmian.model.article import Article
from banmian.model.diagnostics import Diagnostic, Where, diagnostic
from banmian.model.issue import Issue

ISSUE_FILE = "issue.toml"
RECORD_FILE = "import.toml"


class IssueFiles(Struct, frozen=True):
    """An issue's folder, or that of the sheets: name, path, its files' texts, its pictures' names.

    `names` are those of everything in it, `found` what is wrong with what could not be read.
    """

    folder: str
    path: str
    texts: Mapping[str, str]
    pictures: frozenset[str]
    names: frozenset[str]
    found: tuple[Diagnostic, ...]

    def at(self, name: str, what: str) -> Where:
        """Give the first line of a file that has this text; its first line where none has."""
        lines = self.texts[name].split("\n")
        line = next((n for n, text in enumerate(lines, 1) if what in text), 1)
        return Where(f"{self.path}/{name}", line)

    def at_value(self, name: str, key: str, value: str) -> Where:
        """Give the line of a file on which a key has this value."""
        return Where(f"{self.path}/{name}", line_of_value(self.texts[name], key, value))


class ReadIssue(Struct, frozen=True):
    """What was read: the issue, None where its own file cannot be read; each article's file."""

    issue: Issue | None
    files: Mapping[str, Article]
    diagnostics: tuple[Diagnostic, ...]


def read_issue(source: IssueFiles, edition: Edition) -> ReadIssue:
    """Read an issue. An article that cannot be read is left out and named; nothing raises."""
    files, found = read_articles(source)
    try:
        issue = issue_file.read(source.texts.get(ISSUE_FILE, ""), source.folder)
    except TomlError as error:
        what = f"{error.message} — {error.hint}" if error.hint else error.message
        where = Where(f"{source.path}/{ISSUE_FILE}", error.line)
        return ReadIssue(None, files, (*found, diagnostic("BM309", where, what=what)))
    good = _consistent(issue, source, files, found)
    for name, article in good.items():
        found += _remarks(name, article, source, edition)
    used = {place.page for article in good.values() for place in article.placements}
    for page in issue.pages:
        if page.label not in used:
            where = source.at(ISSUE_FILE, f'label = "{page.label}"')
            found.append(diagnostic("BM316", where, page=page.label))
    order = {page.label: rank for rank, page in enumerate(issue.pages)}
    articles = sorted(
        good.values(),
        key=lambda a: (order[a.placements[0].page], a.placements[0].position, a.id),
    )
    whole = replace(issue, articles=tuple(articles), pictures=source.pictures)
    return ReadIssue(whole, files, tuple(found))


def read_articles(source: IssueFiles) -> tuple[dict[str, Article], list[Diagnostic]]:
    """Read the articles' files of a folder, by name, and what is wrong with them."""
    files, found = {}, list(source.found)
    for name, text in sorted(source.texts.items()):
        if name.endswith(".md"):
            read = article_file.read(text, f"{source.path}/{name}")
            found += read.diagnostics
            if read.article:
                files[name] = read.article
    return files, found


def _consistent(
    issue: Issue, source: IssueFiles, files: Mapping[str, Article], found: list[Diagnostic]
) -> dict[str, Article]:
    """Keep the articles that can stand beside each other in the issue."""
    labels = {page.label for page in issue.pages}
    ids: dict[str, str] = {}
    slugs: dict[str, str] = {}
    good = {}
    for name, article in files.items():
        wrong = [
            diagnostic("BM308", source.at(name, "placements"), page=place.page)
            for place in article.placements
            if place.page not in labels
        ]
        slug, other = article.slug, slugs.get(article.slug)
        if not is_article_slug(slug):
            wrong.append(diagnostic("BM305", source.at(name, "slug"), slug=repr(slug)))
        if article.id in ids:
            wrong.append(
                diagnostic("BM303", source.at(name, "id"), id=article.id, other=ids[article.id])
            )
        what = excess(article)
        if what:
            wrong.append(diagnostic("BM315", Where(f"{source.path}/{name}"), what=what))
        if other:
            wrong.append(diagnostic("BM304", source.at(name, "slug"), slug=slug, other=other))
        found += wrong
        if not wrong:
            ids[article.id] = slugs[article.slug] = name
            good[name] = article
    return good


def _remarks(
    name: str, article: Article, source: IssueFiles, edition: Edition
) -> Iterable[Diagnostic]:
    """Say what an editor should look at in an article that can be shown."""
    if article.withdrawal:
        return
    profile = edition.newspaper
    if article.headline is None and article.body:
        yield diagnostic(
            "BM306", source.at(name, "headline"), text=cards.stand_in(article, profile)
        )
    for topic in article.topics:
        if topic not in edition.topic_slugs:
            near = difflib.get_close_matches(topic, list(edition.topic_slugs), n=1)
            suggestion = f"（{near[0]}）" if near else ""
            where = source.at(name, "topics")
            yield diagnostic("BM307", where, topic=topic, near=suggestion)
