"""Issue → card: the few facts that lists, topics, people, archive and feed are made of."""

from collections.abc import Container

from banmian.config.profile import Profile
from banmian.config.units import Unit
from banmian.content.plain_text import body_lines
from banmian.content.units import Names, named, names
from banmian.model.article import Article, ContributorType, Genre, Jump, Paragraph
from banmian.model.card import ArticleCard, Card
from banmian.model.correction import ArticleStatus
from banmian.model.issue import Issue, Status
from banmian.model.lists import ListKind
from banmian.text.bylines import bare_byline
from banmian.text.datelines import split_dateline
from banmian.text.titles import first_words, is_unit, joined_title

NO_READING = "name"
"""The reading of a name that has none: addresses tell such names apart by a hash."""

EXCERPT_LENGTH = 90
"""Characters of an article's beginning that lists show: two or three lines of a column."""


def card(issue: Issue, profile: Profile, units: tuple[Unit, ...] = ()) -> Card:
    """Make the card of an issue; `units` are those that the edition counts articles by."""
    known = names(units, profile.units)
    articles = tuple(article_card(article, profile, known) for article in issue.articles)
    return Card(
        id=issue.id,
        date=issue.date,
        number=issue.number,
        name=issue.name,
        pages=issue.pages,
        articles=articles,
        draft=issue.status is Status.DRAFT,
        day=issue.day,
    )


def reading(name: str) -> str:
    """Read a name as pinyin; `NO_READING` where it has none."""
    from banmian.content import pinyin  # noqa: PLC0415 — slow to import, and most are known

    return pinyin.slug(name, NO_READING, surnames=[name])


def collectives(card: Card) -> tuple[str, ...]:
    """Give the collective pen names that sign in an issue, sorted."""
    authors = (author for article in card.articles for author in article.authors)
    return tuple(sorted({a.name for a in authors if a.type is ContributorType.COLLECTIVE}))


def lists(card: Card, topics: Container[str]) -> dict[ListKind, tuple[tuple[str, ...], ...]]:
    """Give by kind the lists that each article of an issue stands in, where any stands in one.

    `topics` are those of the vocabulary.
    """
    some = card.articles
    found = {
        ListKind.TOPIC: tuple(tuple(t for t in a.topics if t in topics) for a in some),
        ListKind.PERSON: tuple(tuple(dict.fromkeys(p.name for p in a.authors)) for a in some),
        ListKind.COLUMN: tuple((a.column,) if a.column else () for a in some),
        ListKind.UNIT: tuple(a.units for a in some),
        ListKind.SERIES: tuple((a.series,) if a.series else () for a in some),
    }
    return {kind: names for kind, names in found.items() if any(names)}


def article_card(article: Article, profile: Profile, known: Names | None = None) -> ArticleCard:
    """Make the card of an article; that of a withdrawn one has no text of it."""
    if article.withdrawal:
        return _withdrawn(article)
    lines = list(body_lines(article.body))
    unit = article.kicker is not None and is_unit(article.kicker, profile.units)
    of = named(article, profile, known)
    return ArticleCard(
        id=article.id,
        slug=article.slug,
        title=title(article, profile),
        headline_missing=article.headline is None,
        kicker="" if unit else article.kicker or "",
        deck=article.deck or "",
        byline=shown_byline(article, profile) or article.source or "",
        genre=_genre(article),
        jumps=_open_jumps(article),
        excerpt=_excerpt(article, profile),
        length=sum(map(len, lines)),
        authors=article.authors,
        topics=article.topics,
        placements=article.placements,
        corrections=article.corrections,
        corrects=article.corrects,
        draft=article.status is ArticleStatus.DRAFT,
        units=of.units,
        provinces=of.provinces,
        column=article.column or "",
        series=article.series or "",
    )


def _withdrawn(article: Article) -> ArticleCard:
    return ArticleCard(
        id=article.id,
        slug=article.slug,
        title="",
        headline_missing=False,
        kicker="",
        deck="",
        byline="",
        genre=Genre.NEWS,
        jumps=(),
        excerpt="",
        length=0,
        authors=(),
        topics=(),
        placements=article.placements,
        withdrawal=article.withdrawal,
    )


def shown_byline(article: Article, profile: Profile) -> str:
    """Give the byline as it is shown: as printed, or the names that an editor gave."""
    if article.byline:
        return bare_byline(article.byline, profile.byline_marks)
    return " ".join(author.name for author in article.authors)


def _genre(article: Article) -> Genre:
    """Give the genre: an article without a text is a bare headline, one with a text is none."""
    if not article.body:
        return Genre.HEADLINE_ONLY
    return Genre.NEWS if article.genre is Genre.HEADLINE_ONLY else article.genre


def _open_jumps(article: Article) -> tuple[Jump, ...]:
    """Give the jump lines that lead to pages which have not been joined to the article."""
    joined = {place.page for place in article.placements}
    return tuple(jump for jump in article.jumps if jump.page not in joined)


def title(article: Article, profile: Profile) -> str:
    """Give what to call an article: its headline, or its first words."""
    if article.headline:
        return joined_title(article.kicker, article.headline, profile.units)
    return stand_in(article, profile)


def stand_in(article: Article, profile: Profile) -> str:
    """Give the first words of an article without a headline."""
    first = next(body_lines(article.body), None)
    if first:
        return first_words(first, profile)
    return article.kicker or article.deck or article.byline or article.id


def _excerpt(article: Article, profile: Profile) -> str:
    """Give the beginning of the text without its dateline; nothing for a bare headline."""
    first = next((block.text for block in article.body if type(block) is Paragraph), "")
    text = split_dateline(first, profile)[1].strip()
    return text if len(text) <= EXCERPT_LENGTH else f"{text[:EXCERPT_LENGTH].rstrip('，、；：')}…"
