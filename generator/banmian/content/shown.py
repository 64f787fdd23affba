"""An issue as it was read → what readers may see of it.

All that is made of an issue is made of this: what is not in it cannot be shown by mistake.
"""

from collections.abc import Iterable
from dataclasses import replace
from html import unescape

from banmian.model.article import Article, Figure, Genre, Markup
from banmian.model.correction import ArticleStatus
from banmian.model.issue import Issue


def without_drafts(issue: Issue) -> Issue:
    """Leave out the articles that have not come out."""
    articles = tuple(a for a in issue.articles if a.status is not ArticleStatus.DRAFT)
    return replace(issue, articles=articles)


def without_withdrawn(issue: Issue) -> Issue:
    """Empty the withdrawn articles, and leave out the pictures that no other article names."""
    articles = tuple(emptied(a) if a.withdrawal else a for a in issue.articles)
    return replace(issue, articles=articles, pictures=_named(issue.pictures, articles))


def emptied(article: Article) -> Article:
    """Keep of an article its address, its places in print and what became of it."""
    return Article(
        id=article.id,
        slug=article.slug,
        genre=Genre.NEWS,
        placements=article.placements,
        status=article.status,
        withdrawal=article.withdrawal,
    )


def _named(pictures: Iterable[str], articles: Iterable[Article]) -> frozenset[str]:
    """Find the pictures that articles name: rather one too many than too few."""
    blocks = [block for article in articles for block in article.body]
    figures = {block.image for block in blocks if isinstance(block, Figure)}
    markdown = "\n".join(block.source for block in blocks if isinstance(block, Markup))
    markdown = unescape(markdown).replace("\\", "")
    return frozenset(n for n in pictures if n in figures or f"images/{n}" in markdown)
