"""Cards → the views that lists are made of."""

from collections.abc import Iterable
from functools import lru_cache

from banmian import addresses
from banmian.config.edition import Edition
from banmian.model.article import Direction, Genre
from banmian.model.card import ArticleCard, Card, Neighbour, Reference
from banmian.model.dates import PartialDate
from banmian.model.facts import IssueFacts
from banmian.model.ids import IssueId
from banmian.model.issue import Page
from banmian.model.lists import ListKind
from banmian.theme import wording
from banmian.theme.contexts import (
    ArticleSummary,
    DateView,
    IssueLine,
    Link,
    PageSection,
    PlaceView,
    ReferenceView,
)
from banmian.theme.site import Way

NOWHERE = Link("", "")

HEADLINES = 4
"""Titles of articles that a list of issues shows for each."""


@lru_cache(maxsize=512)
def date_view(date: PartialDate, language: str) -> DateView:
    """Give a date for reading and for machines."""
    return DateView(wording.date_text(date, language), str(date))


def article_address(issue_id: IssueId, article: ArticleCard) -> str:
    """Give where an article is read; a bare headline is read on its printed page."""
    if article.genre is Genre.HEADLINE_ONLY:
        return addresses.page(issue_id, article.placements[0].page)
    return addresses.article(issue_id, article.slug)


def shown_title(title: str, language: str) -> str:
    """Give what to call an article; a withdrawn one has no title."""
    return title or wording.withdrawn(language)


def issue_link(card: Card | Neighbour, language: str, way: Way) -> Link:
    """Give a link to an issue."""
    return Link(wording.issue_title(card.date, card.name, language), way(addresses.issue(card.id)))


def place(card: Card, labels: Iterable[str], language: str, way: Way) -> PlaceView:
    """Give where an article stands in print."""
    return _place(card, printed_on(card, labels), language, way)


def printed_on(card: Card, labels: Iterable[str]) -> tuple[Page, ...]:
    """Give the pages of an issue that have these labels, in their order, each once."""
    pages = {page.label: page for page in card.pages}
    return tuple(pages[label] for label in dict.fromkeys(labels))


def _place(issue: Card | Neighbour, stands: tuple[Page, ...], language: str, way: Way) -> PlaceView:
    return _placed(issue.id, issue.date, issue.name, stands, language, way)


@lru_cache(maxsize=64)
def _placed(
    id_: IssueId,
    date: PartialDate,
    name: str,
    stands: tuple[Page, ...],
    language: str,
    way: Way,
) -> PlaceView:
    issue = Neighbour(id_, date, name)
    return PlaceView(
        issue=issue_link(issue, language, way),
        pages=tuple(
            Link(wording.page_title(page, language), way(addresses.page(issue.id, page.label)))
            for page in stands
        ),
        assumed=any(page.assumed for page in stands),
    )


def reference_view(reference: Reference, language: str, way: Way) -> ReferenceView:
    """Give an article as another page names it."""
    return ReferenceView(
        title=shown_title(reference.title, language),
        href=way(reference.address),
        place=_place(reference.issue, reference.pages, language, way),
    )


def topic_links(names: Iterable[str], edition: Edition, way: Way) -> tuple[Link, ...]:
    """Give links to topics; what is not in the vocabulary is left out."""
    slugs = edition.topic_slugs
    return tuple(
        Link(n, way(addresses.list_of(ListKind.TOPIC, slugs[n]))) for n in names if n in slugs
    )


def summary(card: Card, article: ArticleCard, edition: Edition, way: Way) -> ArticleSummary:
    """Give an article as lists show it."""
    bare = article.genre is Genre.HEADLINE_ONLY
    origin = [wording.jump_text(j) for j in article.jumps if j.direction is Direction.FROM]
    return ArticleSummary(
        title=shown_title(article.title, edition.language),
        href="" if bare else way(addresses.article(card.id, article.slug)),
        headline_missing=article.headline_missing,
        kicker=article.kicker,
        deck=article.deck,
        byline=article.byline,
        genre=article.genre.value,
        continued=origin[0] if origin else "",
        excerpt=article.excerpt,
        length=article.length,
        place=place(card, (p.page for p in article.placements), edition.language, way),
        topics=topic_links(article.topics, edition, way),
        corrected=bool(article.corrections),
        withdrawn=article.withdrawal is not None,
        draft=article.draft or card.draft,
    )


def page_section(
    card: Card, page: Page, edition: Edition, way: Way, continued: bool
) -> PageSection:
    """Give a printed page with its articles; with `continued`, those that go on there too."""
    return PageSection(
        title=wording.page_title(page, edition.language),
        href=way(addresses.page(card.id, page.label)),
        assumed=page.assumed,
        articles=tuple(
            summary(card, article, edition, way)
            for article in card.articles
            if page.label in _pages(article, continued)
        ),
    )


def _pages(article: ArticleCard, continued: bool) -> list[str]:
    """Give the pages that list an article: its first, or all."""
    return [place.page for place in article.placements[: None if continued else 1]]


def issue_line(issue: IssueFacts, language: str, way: Way) -> IssueLine:
    """Give an issue as lists show it."""
    return IssueLine(
        title=wording.issue_title(issue.date, issue.name, language),
        href=way(addresses.issue(issue.id)),
        date=date_view(issue.date, language),
        page_count=len(issue.pages),
        article_count=issue.article_count,
        headlines=issue.headlines,
        draft=issue.draft,
    )


def headlines(card: Card) -> tuple[str, ...]:
    """Give the titles of the articles of an issue that have a headline."""
    return tuple(a.title for a in card.articles if a.title and not a.headline_missing)


def text_count(card: Card) -> int:
    """Count the articles of an issue that have a text."""
    return sum(map(is_readable, card.articles))


def is_readable(article: ArticleCard) -> bool:
    """Tell whether an article has a text: a bare headline and a withdrawn one have none."""
    return article.genre is not Genre.HEADLINE_ONLY and article.withdrawal is None
