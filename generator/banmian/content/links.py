"""What a text leads to: articles, `[…](id:k3f9)`, and pictures, `images/a.jpg`."""

import re
from collections.abc import Iterator
from html import unescape

from banmian.addresses import PICTURES
from banmian.model.article import Article, Figure, Markup
from banmian.model.ids import ArticleId
from banmian.model.sheet import Sheet

_ID = re.compile(r"\bid:([a-z0-9]+)")
_PICTURE = re.compile(rf"{PICTURES}/([^/\\\s()\"'<>\[\]%?#:*|]+)")


def linked_ids(article: Article | Sheet) -> tuple[ArticleId, ...]:
    """Give the ids that a text may link to, each once: more than it does, never fewer."""
    found = (ArticleId(id_) for text in _sources(article) for id_ in _ID.findall(text))
    return tuple(dict.fromkeys(found))


def linked_pictures(article: Article | Sheet) -> tuple[str, ...]:
    """Give the names of the pictures that a text may show, each once; as `linked_ids`."""
    figures = [b.image for b in article.body if isinstance(b, Figure) and b.image]
    plain = (unescape(text).replace("\\", "") for text in _sources(article))
    found = (name for text in plain for name in _PICTURE.findall(text))
    return tuple(dict.fromkeys((*figures, *found)))


def _sources(article: Article | Sheet) -> Iterator[str]:
    return (block.source for block in article.body if isinstance(block, Markup))
