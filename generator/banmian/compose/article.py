"""An article's page, and what search knows of it."""

from collections.abc import Iterable, Iterator
from functools import partial

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from banmian import addresses
from banmian.compose import linked_data
from banmian.compose.body import Rendered, render
from banmian.compose.citation import NOT_CITED, cite
from banmian.compose.data import article_data
from banmian.compose.targets import DeadEnd, Surroundings
from banmian.config.profile import Profile
from banmian.config.report import report_link
from banmian.content.cards import shown_byline
from banmian.model.article import Article, Direction, Genre, Paragraph
from banmian.model.card import ArticleCard, Card, Context, Earlier, Reference
from banmian.model.cover import Cover
from banmian.model.data import ArticleData
from banmian.model.lists import ListKind
from banmian.model.output import Output
from banmian.search.documents import Document
from banmian.text import bylines
from banmian.text.datelines import split_dateline
from banmian.theme import descriptions, lists, wording
from banmian.theme.contexts import (
    ArticleView,
    CorrectionView,
    EarlierView,
    Link,
    OriginView,
    PlaceView,
    ReferenceView,
    SourceView,
)
from banmian.theme.lists import NOWHERE
from banmian.theme.site import Site, Way


class Neighbours(Struct, frozen=True):
    """The articles before and after, in the issue's reading order; and those of earlier issues."""

    before: ArticleCard | None
    after: ArticleCard | None
    earlier: tuple[Earlier, ...] = ()


class ComposedArticle(Struct, frozen=True):
    """An article's page, what search knows of it, its data, and what in it leads nowhere."""

    output: Output
    document: Document | None
    data: ArticleData | None
    dead_ends: tuple[DeadEnd, ...]


def compose_article(
    article: Article,
    summary: ArticleCard,
    neighbours: Neighbours,
    card: Card,
    context: Context,
    site: Site,
    cover: Cover,
) -> ComposedArticle:
    """Compose an article that has a text."""
    address = addresses.article(card.id, article.slug)
    way = site.way_from(address)
    picture = partial(addresses.picture, card.id)
    surroundings = Surroundings(context.pictures, picture, context.targets, way)
    body = render(article.body, surroundings, site.edition.newspaper)
    view = _view(article, summary, neighbours, card, context, site, body, way)
    return ComposedArticle(
        site.output(address, summary.title, descriptions.article(view, summary), view, cover=cover),
        document(card, article, summary, body.lines, site) if site.shows("search.html") else None,
        _data(article, summary, card, context, body, surroundings, site),
        body.dead_ends,
    )


def _data(
    article: Article,
    summary: ArticleCard,
    card: Card,
    context: Context,
    body: Rendered,
    surroundings: Surroundings,
    site: Site,
) -> ArticleData | None:
    edition = site.edition
    if not edition.data:
        return None
    html = body.html
    if "href=" in html or "src=" in html:
        whole = replace(surroundings, way=edition.address.__add__)
        html = render(article.body, whole, edition.newspaper).html
    return article_data(article, summary, card, context, html, edition)


def document(
    card: Card, article: Article, summary: ArticleCard, body: tuple[str, ...], site: Site
) -> Document:
    """Give all text of an article that a reader sees, for search."""
    language = site.edition.language
    labels = (place.page for place in article.placements)
    place = lists.place(card, labels, language, site.way_from(addresses.HOME))
    jumps = [wording.jump_text(jump) for jump in summary.jumps]
    heads = (article.kicker, article.headline, article.deck, article.column, article.series)
    byline = shown_byline(article, site.edition.newspaper)
    notes = (one.note for one in article.corrections)
    shown = (summary.title, *heads, byline, article.source, *notes, *jumps, *body)
    where = _place_text(place, language)
    topics = [name for name in article.topics if name in site.edition.topic_slugs]
    return Document(
        href=lists.article_address(card.id, summary),
        title=summary.title,
        date=str(card.date),
        place=where,
        facets=tuple(_facets(article, summary, topics)),
        lines=tuple(dict.fromkeys(line for line in (*shown, *topics, where) if line)),
    )


def _facets(
    article: Article, summary: ArticleCard, topics: Iterable[str]
) -> Iterator[tuple[str, str]]:
    """Give what an article can be filtered by."""
    yield from (("page", place.page) for place in article.placements)
    yield from (("topic", topic) for topic in topics)
    if article.column:
        yield "column", article.column
    yield from (("author", author.name) for author in article.authors)
    yield "genre", summary.genre.value
    yield from (("unit", unit) for unit in summary.units)
    yield from (("province", province) for province in summary.provinces)


def _place_text(place: PlaceView, language: str) -> str:
    pages = "、".join(page.text for page in place.pages)
    note = f"（{wording.assumed(language)}）" if place.assumed else ""
    return f"{place.issue.text} · {pages}{note}"


def _view(
    article: Article,
    summary: ArticleCard,
    neighbours: Neighbours,
    card: Card,
    context: Context,
    site: Site,
    body: Rendered,
    way: Way,
) -> ArticleView:
    edition = site.edition
    corrected_by = context.corrected_by.get(article.id, ())
    moments = context.moments.get(article.id)
    changed = moments.last if moments else None
    linked = Markup()
    url = edition.address + addresses.article(card.id, article.slug)
    if site.linked_data:
        data = linked_data.news_article(
            article,
            summary.title,
            card,
            corrected_by,
            edition,
            url,
            changed,
            _dateline(article, edition.newspaper),
        )
        first = lists.printed_on(card, (p.page for p in article.placements[:1]))
        pages = first if site.shows("page.html") else ()
        linked = linked_data.as_script([data, linked_data.breadcrumbs(card, pages, edition)])
    return ArticleView(
        title=summary.title,
        headline=article.headline or summary.title,
        headline_missing=summary.headline_missing,
        kicker=article.kicker or "",
        deck=article.deck or "",
        column=article.column or "",
        column_href=_list_link(ListKind.COLUMN, article.column, context, way).href,
        series=_list_link(ListKind.SERIES, article.series, context, way),
        units=tuple(_list_link(ListKind.UNIT, unit, context, way) for unit in summary.units),
        source=article.source or "",
        genre=summary.genre.value,
        byline=_byline(article, edition.newspaper, context, way),
        date=lists.date_view(card.date, edition.language),
        place=lists.place(card, (p.page for p in article.placements), edition.language, way),
        topics=lists.topic_links(article.topics, edition, way),
        continued=_jump(summary, Direction.FROM, card, way),
        continues=_jump(summary, Direction.TO, card, way),
        body=Markup(body.html),  # noqa: S704 — escaped or sanitised in `body`
        corrections=_corrections(article, edition.language),
        corrected_by=_references(corrected_by, edition.language, way),
        corrects=_references(context.corrects.get(article.id, ()), edition.language, way),
        earlier=tuple(_earlier(one, site, way) for one in neighbours.earlier),
        draft=summary.draft or card.draft,
        linked_data=linked,
        report=report_link(edition.report, summary.title, url, site.phrase("report_subject")),
        origin=_origin(article, card, context, edition.language, way),
        citation=cite(article, summary, card, edition, url) if site.cites else NOT_CITED,
        previous=neighbour_link(neighbours.before, card, edition.language, way),
        next=neighbour_link(neighbours.after, card, edition.language, way),
    )


def _origin(
    article: Article, card: Card, context: Context, language: str, way: Way
) -> OriginView | None:
    origin = context.origins.get(article.id)
    if origin is None:
        return None
    pages = {page.label: page for page in card.pages}
    sources = tuple(
        SourceView(
            page=Link(
                wording.page_title(pages[one.page], language),
                way(addresses.page(card.id, one.page)),
            ),
            file=one.file,
            lines=one.lines.replace(" ", ", "),
        )
        for one in origin.sources
        if one.page in pages
    )
    return OriginView(sources, origin.repairs, origin.edited)


def _dateline(article: Article, profile: Profile) -> str:
    """Give the dateline of an article's first paragraph, "" where it has none."""
    first = next((block for block in article.body if isinstance(block, Paragraph)), None)
    return split_dateline(first.text, profile)[0] if first else ""


def _corrections(article: Article, language: str) -> tuple[CorrectionView, ...]:
    """Give the edition's own corrections, newest first."""
    newest_first = sorted(article.corrections, key=lambda one: one.date.earliest, reverse=True)
    return tuple(CorrectionView(lists.date_view(c.date, language), c.note) for c in newest_first)


def _references(
    references: Iterable[Reference], language: str, way: Way
) -> tuple[ReferenceView, ...]:
    return tuple(lists.reference_view(one, language, way) for one in references)


def _byline(article: Article, profile: Profile, context: Context, way: Way) -> tuple[Link, ...]:
    """Give the byline in parts, the names as links."""
    names = tuple(author.name for author in article.authors)
    return tuple(
        _list_link(ListKind.PERSON, part, context, way) if is_name else Link(part, "")
        for part, is_name in bylines.parts(shown_byline(article, profile), names)
    )


def _list_link(kind: ListKind, name: str | None, context: Context, way: Way) -> Link:
    """Give a link to a list that the article stands in, as far as the theme makes such lists."""
    slug = context.slugs.get(kind, {}).get(name) if name else None
    return Link(name or "", way(addresses.list_of(kind, slug)) if slug else "")


def _earlier(one: Earlier, site: Site, way: Way) -> EarlierView:
    reason = site.phrase(f"same_{one.kind.value}") + site.phrase("listed").join(one.names)
    date = lists.date_view(one.date, site.edition.language).text
    return EarlierView(one.title, way(one.address), date, reason)


def _jump(summary: ArticleCard, direction: Direction, card: Card, way: Way) -> Link:
    """Give a jump line, with the way to its page where the issue has that."""
    for jump in summary.jumps:
        if jump.direction is direction:
            known = any(page.label == jump.page for page in card.pages)
            href = way(addresses.page(card.id, jump.page)) if known else ""
            return Link(wording.jump_text(jump), href)
    return NOWHERE


def neighbour_link(article: ArticleCard | None, card: Card, language: str, way: Way) -> Link:
    """Give a link to the article before or after."""
    if article is None:
        return NOWHERE
    title = lists.shown_title(article.title, language)
    return Link(title, way(addresses.article(card.id, article.slug)))


def has_page(article: ArticleCard) -> bool:
    """Tell whether an article has a page of its own: a bare headline has none."""
    return article.genre is not Genre.HEADLINE_ONLY
