"""An issue in its context → all of its pages, and what search knows of its articles."""

from collections.abc import Mapping

from msgspec import Struct

from banmian import addresses
from banmian.compose.article import Neighbours, compose_article, document, has_page
from banmian.compose.data import article_data, issue_json
from banmian.compose.targets import DeadEnd
from banmian.compose.withdrawn import compose_withdrawn
from banmian.model.article import Article
from banmian.model.card import ArticleCard, Card, Context, Earlier
from banmian.model.cover import Cover
from banmian.model.data import ArticleData
from banmian.model.ids import ArticleId
from banmian.model.issue import Issue, Page
from banmian.model.output import Output
from banmian.search.documents import Document
from banmian.theme import descriptions, wording
from banmian.theme.contexts import Link, NavigationLink, PageView
from banmian.theme.covers import issue_cover
from banmian.theme.issue_view import issue_view
from banmian.theme.lists import NOWHERE, date_view, issue_link, page_section
from banmian.theme.site import Site, Way


class Composed(Struct, frozen=True):
    """What an issue adds to the site; what leads nowhere in each of its articles; its cover."""

    outputs: tuple[Output, ...]
    documents: tuple[Document, ...]
    dead_ends: Mapping[ArticleId, tuple[DeadEnd, ...]]
    cover: Cover


def compose(issue: Issue, card: Card, context: Context, site: Site, face: str = "") -> Composed:
    """Compose an issue. Pure: the same arguments give the same bytes.

    `face` is the address of the style sheet that loads its face for headlines.
    """
    cover = issue_cover(card, site.edition, face)
    outputs = [_issue_page(card, context, site, cover)]
    if site.shows("page.html"):
        outputs += [_printed_page(number, card, site, cover) for number in range(len(card.pages))]
    documents: list[Document | None] = []
    data: list[ArticleData | None] = []
    dead_ends = {}
    for article, summary, neighbours in _in_order(issue, card, context.earlier()):
        if summary.withdrawal:
            gone = summary.withdrawal
            outputs.append(compose_withdrawn(summary, gone, neighbours, card, site, cover))
            data.append(article_data(article, summary, card, context, "", site.edition))
        elif has_page(summary):
            made = compose_article(article, summary, neighbours, card, context, site, cover)
            outputs.append(made.output)
            documents.append(made.document)
            data.append(made.data)
            dead_ends[article.id] = made.dead_ends
        else:
            documents.append(document(card, article, summary, (), site))
            data.append(article_data(article, summary, card, context, "", site.edition))
    if site.edition.data:
        outputs.append(_issue_data(card, tuple(filter(None, data)), context, site))
    return Composed(tuple(outputs), tuple(filter(None, documents)), dead_ends, cover)


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


def _issue_page(card: Card, context: Context, site: Site, cover: Cover) -> Output:
    address = addresses.issue(card.id)
    way = site.way_from(address)
    around = (context.previous, context.next, context.same_days)
    view = issue_view(card, *around, site.edition, way)
    said = descriptions.issue(card, site.edition.language)
    return site.output(address, view.title, said, view, cover=cover)


def _issue_data(
    card: Card, articles: tuple[ArticleData, ...], context: Context, site: Site
) -> Output:
    has_pages = site.shows("page.html")
    content = issue_json(card, articles, context, site.edition, has_pages)
    return Output(addresses.issue_data(card.id), content)


def _printed_page(number: int, card: Card, site: Site, cover: Cover) -> Output:
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
    said = descriptions.page(section, language)
    return site.output(address, f"{issue.text} {section.title}", said, view, cover=cover)


def _page_link(card: Card, number: int, language: str, way: Way) -> Link:
    if not 0 <= number < len(card.pages):
        return NOWHERE
    page: Page = card.pages[number]
    return Link(wording.page_title(page, language), way(addresses.page(card.id, page.label)))
