"""Links from article to article: `[…](id:k3f9)`."""

import re

from banmian.model.article import Article, Markup
from banmian.model.ids import ArticleId

_ID = re.compile(r"\bid:([a-z0-9]+)")


def linked_ids(article: Article) -> tuple[ArticleId, ...]:
    """Give the ids that an article may link to, each once: more than it does, never fewer."""
    sources = (block.source for block in article.body if isinstance(block, Markup))
    return tuple(dict.fromkeys(ArticleId(id_) for text in sources for id_ in _ID.findall(text)))
