"""What an article leads to: other articles, `[…](id:k3f9)`, and pictures, `![…](images/a.jpg)`."""

import re
from collections.abc import Iterator

from banmian.model.article import Article, Figure, Markup
from banmian.model.ids import ArticleId

_LINK = re.compile(r"\]\(\s*<?id:([^)\s>]*)")
_PICTURE = re.compile(r"!\[[^\]]*\]\(\s*<?images/([^)\s>]*)")


def linked_ids(article: Article) -> tuple[ArticleId, ...]:
    """Give the ids that an article links to, in order, each once."""
    found = (id_ for source in _markup(article) for id_ in _LINK.findall(source))
    return tuple(dict.fromkeys(map(ArticleId, found)))


def pictures(article: Article) -> tuple[str, ...]:
    """Give the names of the picture files that an article shows, each once."""
    figures = (b.image for b in article.body if isinstance(b, Figure) and b.image)
    inline = (name for source in _markup(article) for name in _PICTURE.findall(source))
    return tuple(dict.fromkeys([*figures, *inline]))


def _markup(article: Article) -> Iterator[str]:
    return (block.source for block in article.body if isinstance(block, Markup))
