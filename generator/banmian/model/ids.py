"""Names that stay: of an issue, of an article."""

import re
from typing import NewType

from banmian.model.dates import PartialDate

IssueId = NewType("IssueId", str)
"""`YYYY[-MM[-DD]][-suffix]`, frozen at the first import: `2021-06-24`, `2021-10-09-tekan`."""

ArticleId = NewType("ArticleId", str)
"""Opaque, given once at the first import, never used again for another article."""

_ISSUE = re.compile(r"([0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?)(?:-([a-z][a-z0-9]*))?")
_ARTICLE = re.compile(r"[a-z0-9]{4,32}")


def parse_issue_id(text: str) -> tuple[IssueId, PartialDate]:
    """Read an issue's id; give it with the date that it was named after.

    Raises:
        ValueError: when `text` has another form or its date is in no calendar.
    """
    match = _ISSUE.fullmatch(text)
    if not match:
        raise ValueError(f"not an issue: {text!r}")
    return IssueId(text), PartialDate.parse(match.group(1))


def is_article_id(text: str) -> bool:
    """Tell whether `text` has the form of an article's id."""
    return _ARTICLE.fullmatch(text) is not None
