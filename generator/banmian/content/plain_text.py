"""The text of an article's body, as a reader sees it, line by line."""

import re
from collections.abc import Iterable, Iterator

from banmian.model.article import (
    Block,
    EditorsNote,
    Figure,
    Markup,
    Paragraph,
    SectionHead,
    Table,
    Verse,
)

_SYNTAX = re.compile(r"!?\[([^\]]*)\](?:\([^)]*\))?|[*_`#>|\\]|^\s*[-+]\s|<[^>]*>", re.MULTILINE)


def body_lines(body: Iterable[Block]) -> Iterator[str]:
    """Give the text of each block: a line a paragraph, head, caption, row or verse."""
    for block in body:
        match block:
            case Paragraph(text) | SectionHead(text):
                yield text
            case EditorsNote(label, paragraphs):
                yield from (label, *paragraphs)
            case Figure():
                yield from filter(None, (block.caption, block.credit))
            case Table(head, rows):
                yield from (" ".join(row) for row in (head, *rows))
            case Verse(lines):
                yield from filter(None, lines)
            case Markup(source):
                yield from filter(None, (line.strip() for line in _bare(source).split("\n")))


def _bare(source: str) -> str:
    """Take the marks off Markdown: near enough for an excerpt, not for a proof."""
    return _SYNTAX.sub(lambda match: match[1] or "", source)
