"""How much markup an article may have: Python-Markdown takes quadratic time, or all the stack.

Counts, never seconds: the same article is refused on every machine.
"""

import re

from banmian.model.article import Article, Markup
from banmian.model.sheet import Sheet

BRACKETS = 1_000
INDENT = 80
QUOTES = 20
LENGTH = 1_000_000

_INDENT = re.compile(r"^[ ]*", re.MULTILINE)
_QUOTES = re.compile(r"^[> ]*", re.MULTILINE)


def excess(article: Article | Sheet) -> str:
    """Say what an article or sheet has too much of; "" where it can be converted."""
    source = "\n".join([block.source for block in article.body if type(block) is Markup])
    if not source:
        return ""
    counts = {
        f"> {BRACKETS} [": (source.count("["), BRACKETS),
        f"> {INDENT} × ␣": (max(map(len, _INDENT.findall(source)), default=0), INDENT),
        f"> {QUOTES} × >": (max(q.count(">") for q in _QUOTES.findall(source)), QUOTES),
        f"> {LENGTH} characters": (len(source), LENGTH),
    }
    return ", ".join(name for name, (count, limit) in counts.items() if count > limit)
