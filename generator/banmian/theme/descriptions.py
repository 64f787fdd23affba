"""What each page says of itself in a line: for search engines, and where a link to it is shown."""

from collections.abc import Iterable, Sequence

from banmian.config.edition import Edition
from banmian.model.card import ArticleCard, Card
from banmian.model.facts import IssueFacts
from banmian.model.lists import ListKind
from banmian.theme import wording
from banmian.theme.contexts import ArticleView, PageSection
from banmian.theme.lists import headlines, text_count

_LONG = 120
"""Characters that a line has room for: where links are shown there is seldom more."""


def home(newest: Card, edition: Edition) -> str:
    """Describe the edition: its subtitle, and the newest issue."""
    title = wording.issue_title(newest.date, newest.name, edition.language)
    return _joined([edition.subtitle, title], issue(newest, edition.language))


def issue(card: Card, language: str) -> str:
    """Describe an issue: 总第1234期 · 8版 · 32篇：, then its headlines."""
    number = wording.issue_number(card.number, language)
    pages = _amount(len(card.pages), "版", "版", "page", language)
    articles = _amount(text_count(card), "篇", "篇", "article", language)
    head = " · ".join(filter(None, (number, pages, articles)))
    return _listed(head, headlines(card), language)


def page(section: PageSection, language: str) -> str:
    """Describe a printed page: how many articles it has, then their headlines."""
    shown = [article for article in section.articles if not article.withdrawn]
    head = _amount(len(shown), "篇", "篇", "article", language)
    return _listed(head, [article.title for article in shown], language)


def article(view: ArticleView, summary: ArticleCard) -> str:
    """Describe an article: how it begins; where it has no prose, its heads and its place."""
    if summary.excerpt:
        return summary.excerpt
    place = " ".join((view.place.issue.text, *(one.text for one in view.place.pages)))
    return " · ".join(filter(None, (view.kicker, view.deck, summary.byline, place)))


def beginning(lines: Iterable[str]) -> str:
    """Describe a text by how it begins."""
    return _cut(" ".join(lines))


_KINDS = {
    ListKind.TOPIC: ("个主题", "個主題", "topic"),
    ListKind.PERSON: ("位作者", "位作者", "author"),
    ListKind.COLUMN: ("个栏目", "個專欄", "column"),
    ListKind.UNIT: ("个单位", "個單位", "unit"),
    ListKind.SERIES: ("个系列", "個系列", "series"),
}


def names(kind: ListKind, all_: Sequence[str], edition: Edition) -> str:
    """Describe an overview of lists by its first names."""
    head = f"{edition.title} · {_amount(len(all_), *_KINDS[kind], edition.language)}"
    return _listed(head, all_, edition.language, "、")


def list_(name: str, count: int, span: tuple[int, int], edition: Edition) -> str:
    """Describe a list by its name, which has so many articles of the years of `span`."""
    return _parts(edition, name, *([_years(*span, edition)] if count else ()), articles=count)


def archive(counts: Sequence[tuple[int, int, int]], edition: Edition) -> str:
    """Describe the archive by its years, issues and articles."""
    years = _years(counts[0][0], counts[-1][0], edition)
    issues = _amount(sum(n for _, n, _ in counts), "期", "期", "issue", edition.language)
    return _parts(edition, years, issues, articles=sum(n for _, _, n in counts))


def year(number: int, issues: Sequence[IssueFacts], edition: Edition) -> str:
    """Describe a year of the archive."""
    counts = (number, len(issues), sum(one.article_count for one in issues))
    return archive([counts], edition)


def search(count: int, years: str, edition: Edition) -> str:
    """Describe what the search page searches."""
    when = f"{years}年" if wording.is_chinese(edition.language) else years
    what = wording.said("全文搜索", "全文搜尋", "full-text search", edition.language)
    return _parts(edition, what, when, articles=count)


def corrections(count: int, edition: Edition) -> str:
    """Describe the list of corrections and withdrawals."""
    language = edition.language
    words = ("刊出以后的更正与撤回", "刊出以後的更正與撤稿", "corrections and withdrawals")
    what = wording.said(*words, language)
    return f"{edition.title} · {what} · {count}"


def _parts(edition: Edition, *what: str, articles: int) -> str:
    return " · ".join(
        (edition.title, *what, _amount(articles, "篇", "篇", "article", edition.language))
    )


def _years(first: int, last: int, edition: Edition) -> str:
    span = f"{first}" if first == last else f"{first}–{last}"
    return f"{span}年" if wording.is_chinese(edition.language) else span


def _amount(count: int, zh: str, hant: str, en: str, language: str) -> str:
    if wording.is_chinese(language):
        return f"{count}{wording.said(zh, hant, en, language)}"
    return f"{count} {en}" if count == 1 or en.endswith("s") else f"{count} {en}s"


def _listed(head: str, items: Sequence[str], language: str, between: str = "；") -> str:
    chinese = wording.is_chinese(language)
    listed = (between if chinese else "; ").join(items[:_LONG])
    return _cut(f"{head}{'：' if chinese else ': '}{listed}") if items else head


def _joined(heads: Iterable[str], rest: str) -> str:
    return _cut(" · ".join((*filter(None, heads), rest)))


def _cut(text: str) -> str:
    return text if len(text) <= _LONG else f"{text[: _LONG - 1].rstrip('，、；：“‘（《—… ')}…"
