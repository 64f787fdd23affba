"""An issue in its context → all of its pages, and what search knows of its articles."""

from collections.abc import Mapping

from msgspec import Struct

from banmian import addresses
from banmian.compose.article import Neighbours, compose_article, document, has_page
from banmian.compose.targets import DeadEnd
from banmian.compose.withdrawn import compose_withdrawn
from banmian.model.article import Article
from banmian.model.card import ArticleCard, Card, Context, Earlier
from banmian.model.ids import ArticleId
from banmian.model.issue import Issue, Page
from banmian.model.output import Output
from banmian.search.documents import Document
from banmian.theme import wording
from banmian.theme.contexts import Link, NavigationLink, PageView
from banmian.theme.issue_view import issue_view
from banmian.theme.lists import NOWHERE, date_view, headlines, issue_link, page_section
from banmian.theme.site import Site, Way


class Composed(Struct, frozen=True):
    """What an issue adds to the site; what leads nowhere in each of its articles."""

    outputs: tuple[Output, ...]
    documents: tuple[Document, ...]
    dead_ends: Mapping[ArticleId, tuple[DeadEnd, ...]]


def compose(issue: Issue, card: Card, context: Context, site: Site) -> Composed:
    """Compose an issue. Pure: the same arguments give the same bytes."""
    outputs = [_issue_page(card, context, site)]
    if site.shows("page.html"):
        outputs += [_printed_page(number, card, site) for number in range(len(card.pages))]
    documents: list[Document | None] = []
    dead_ends = {}
    for article, summary, neighbours in _in_order(issue, card, context.earlier()):
        if summary.withdrawal:
            outputs.append(compose_withdrawn(summary, summary.withdrawal, neighbours, card, site))
        elif has_page(summary):
            made = compose_article(article, summary, neighbours, card, context, site)
            outputs.append(made.output)
            documents.append(made.document)
            dead_ends[article.id] = made.dead_ends
        else:
            documents.append(document(card, article, summary, (), site))
    return Composed(tuple(outputs), tuple(filter(None, documents)), dead_ends)


def _in_order(
    issue: Issue, card: Card, earlier: Mapping[ArticleId, tuple[Earlier, ...]]
) -> list[tuple[Article, ArticleCard, Neighbours]]:
    """Give the articles in reading order, with the ones before and after that have a page."""
    paged = [summary for summary in card.articles if has_page(summary)]
    rank = {summary.id: n for n, summary in enumerate(paged)}
    rows = []
    for article, summary in zip(issue.articles, card.articles, strict=True):
        n = rank.get(article.id, 0)
        before = paged[n - 1] if n else None
        after = paged[n + 1] if n + 1 < len(paged) else None
        beside = Neighbours(before, after, earlier.get(article.id, ()))
        rows.append((article, summary, beside))
    return rows


def _issue_page(card: Card, context: Context, site: Site) -> Output:
    address = addresses.issue(card.id)
    way = site.way_from(address)
    around = (context.previous, context.next, context.same_days)
    view = issue_view(card, *around, site.edition, way)
    return site.output(address, view.title, " / ".join(headlines(card)), view)


def _printed_page(number: int, card: Card, site: Site) -> Output:
    language = site.edition.language
    page = card.pages[number]
    address = addresses.page(card.id, page.label)
    way = site.way_from(address)
    section = page_section(card, page, site.edition, way, continued=True)
    issue = issue_link(card, language, way)
    view = PageView(
        section=section,
        pages=tuple(
            NavigationLink(one.label, way(addresses.page(card.id, one.label)), one is page)
            for one in card.pages
        ),
        staff=tuple(" ".join((one.role, *one.names)) for one in page.staff),
        issue=issue,
        date=date_view(card.date, language),
        previous=_page_link(card, number - 1, language, way),
        next=_page_link(card, number + 1, language, way),
    )
    titles = " / ".join(article.title for article in section.articles if not article.withdrawn)
    return site.output(address, f"{issue.text} {section.title}", titles, view)


def _page_link(card: Card, number: int, language: str, way: Way) -> Link:
    if not 0 <= number < len(card.pages):
        return NOWHERE
    page: Page = card.pages[number]
    return Link(wording.page_title(page, language), way(addresses.page(card.id, page.label)))
