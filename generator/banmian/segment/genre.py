"""What kind of text a piece is (体裁), as far as its form tells."""

from collections.abc import Sequence

from banmian.model.article import Block, Figure, Genre, Paragraph, SectionHead

_PHOTO = ("摄", "摄影", "摄影报道", "文/图", "图/文", "供图")
_BRIEF = 150
_FEATURE = 700
"""Characters: a one-paragraph text below the first is a brief; an undated one above the second,
or one with section heads, is a feature."""


def genre_of(byline: str | None, body: Sequence[Block], *, dated: bool) -> Genre:
    """Tell the genre of a piece from its byline and its body."""
    paragraphs = [block.text for block in body if isinstance(block, Paragraph)]
    if not paragraphs:
        return Genre.PHOTO if any(isinstance(b, Figure) for b in body) else Genre.HEADLINE_ONLY
    if len(paragraphs) <= 2 and byline and byline.rstrip("）)").endswith(_PHOTO):
        return Genre.PHOTO
    if len(paragraphs) == 1 and len(paragraphs[0]) < _BRIEF:
        return Genre.BRIEF
    long = sum(map(len, paragraphs)) > _FEATURE
    if not dated and (long or any(isinstance(block, SectionHead) for block in body)):
        return Genre.FEATURE
    return Genre.NEWS
