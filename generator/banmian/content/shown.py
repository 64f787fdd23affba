"""An issue as it was read → what readers may see of it.

All that is made of an issue is made of this: what is not in it cannot be shown by mistake.
"""

from msgspec.structs import replace

from banmian.model.article import Article, Genre
from banmian.model.correction import ArticleStatus
from banmian.model.issue import Issue


def without_drafts(issue: Issue) -> Issue:
    """Leave out the articles that have not come out."""
    articles = tuple(a for a in issue.articles if a.status is not ArticleStatus.DRAFT)
    return replace(issue, articles=articles)


def without_withdrawn(issue: Issue) -> Issue:
    """Empty the withdrawn articles: neither their text nor their pictures are named any more."""
    articles = tuple(emptied(a) if a.withdrawal else a for a in issue.articles)
    return replace(issue, articles=articles)


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
