"""An issue for machines: `issue.json`. What `docs/data.md` describes and its schemas hold to.

An article stands on one line, so that two versions of an issue can be compared line by line.
"""

from collections.abc import Iterable, Sequence

import msgspec

from banmian import addresses
from banmian.config.edition import Edition
from banmian.model.article import Article
from banmian.model.card import ArticleCard, Card, Context, Neighbour, Reference
from banmian.model.data import (
    FORMAT,
    ArticleData,
    AuthorData,
    CorrectionData,
    EditionData,
    IssueData,
    OriginData,
    PageData,
    PlaceData,
    SourceData,
    StaffData,
    WithdrawalData,
)
from banmian.model.issue import Page
from banmian.theme.lists import article_address, is_readable, printed_on

_ENCODE = msgspec.json.Encoder().encode


def issue_json(
    card: Card,
    articles: Iterable[ArticleData],
    context: Context,
    edition: Edition,
    has_pages: bool,
) -> bytes:
    """Write an issue; `has_pages`: the site has a page for each printed page."""
    data = IssueData(
        format=FORMAT,
        id=card.id,
        url=edition.address + addresses.issue(card.id),
        date=str(card.date),
        edition=EditionData(edition.title, edition.address, edition.language, edition.publisher),
        number=card.number,
        name=card.name,
        draft=card.draft,
        previous=_neighbour(context.previous, edition),
        next=_neighbour(context.next, edition),
        pages=tuple(_page(page, card, edition, has_pages) for page in card.pages),
    )
    lines = b",\n".join(map(_ENCODE, articles))
    return _ENCODE(data).removesuffix(b"}") + b',"articles":[\n' + lines + b"\n]}\n"


def _neighbour(issue: Neighbour | None, edition: Edition) -> str:
    return edition.address + addresses.issue_data(issue.id) if issue else ""


def _page(page: Page, card: Card, edition: Edition, has_pages: bool) -> PageData:
    url = edition.address + addresses.page(card.id, page.label) if has_pages else ""
    staff = tuple(StaffData(one.role, one.names) for one in page.staff)
    return PageData(page.label, page.name, page.assumed, url, staff)


def article_data(
    article: Article,
    summary: ArticleCard,
    card: Card,
    context: Context,
    html: str,
    edition: Edition,
) -> ArticleData:
    """Give an article; `html` is its body with whole addresses."""
    places = _places(summary, card)
    if summary.withdrawal:
        url = edition.address + addresses.article(card.id, summary.slug)
        left = WithdrawalData(str(summary.withdrawal.date), summary.withdrawal.reason)
        return ArticleData(id=summary.id, url=url, places=places, withdrawal=left)
    moments = context.moments.get(article.id)
    return ArticleData(
        id=article.id,
        url=edition.address + article_address(card.id, summary),
        places=places,
        title=summary.title,
        headline=article.headline or "",
        kicker=article.kicker or "",
        deck=article.deck or "",
        column=article.column or "",
        byline=article.byline or "",
        source=article.source or "",
        authors=tuple(AuthorData(a.name, a.type.value, a.role.value) for a in article.authors),
        genre=summary.genre.value,
        topics=tuple(name for name in article.topics if name in edition.topic_slugs),
        units=summary.units,
        provinces=summary.provinces,
        jumps=tuple(jump.text for jump in article.jumps),
        excerpt=summary.excerpt,
        length=summary.length,
        html=html if is_readable(summary) else "",
        published=moments.first if moments else "",
        modified=moments.last if moments else "",
        corrections=tuple(CorrectionData(str(c.date), c.note) for c in article.corrections),
        corrected_by=_addresses(context.corrected_by.get(article.id, ()), edition),
        corrects=_addresses(context.corrects.get(article.id, ()), edition),
        draft=summary.draft or card.draft,
        origin=_origin(article, context),
    )


def _places(summary: ArticleCard, card: Card) -> tuple[PlaceData, ...]:
    pages = printed_on(card, (place.page for place in summary.placements))
    known = {page.label: page for page in pages}
    return tuple(
        PlaceData(place.page, place.position, known[place.page].name, known[place.page].assumed)
        for place in summary.placements
    )


def _addresses(references: Sequence[Reference], edition: Edition) -> tuple[str, ...]:
    return tuple(edition.address + one.address for one in references)


def _origin(article: Article, context: Context) -> OriginData | None:
    origin = context.origins.get(article.id)
    if origin is None:
        return None
    sources = tuple(SourceData(one.page, one.file, one.lines) for one in origin.sources)
    return OriginData(sources, origin.repairs, origin.edited)
