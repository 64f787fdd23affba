"""Links from article to article: `[…](id:k3f9)`."""

import re

from banmian.model.article import Article, Markup
from banmian.model.ids import ArticleId

_LINK = re.compile(r"\]\(\s*<?id:([^)\s>]*)")


def linked_ids(article: Article) -> tuple[ArticleId, ...]:
    """Give the ids that an article links to, in order, each once."""
    sources = (block.source for block in article.body if isinstance(block, Markup))
    return tuple(dict.fromkeys(ArticleId(id_) for text in sources for id_ in _LINK.findall(text)))
