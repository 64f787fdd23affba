"""All issues for machines: `issues.json`, which leads to each issue's own data."""

from collections.abc import Iterable

import msgspec

from banmian import addresses
from banmian.config.edition import Edition
from banmian.model.data import FORMAT, EditionData, IssueLineData
from banmian.model.facts import IssueFacts

_ENCODE = msgspec.json.Encoder().encode


def issues_json(issues: Iterable[IssueFacts], edition: Edition) -> bytes:
    """Write all issues, one a line."""
    paper = EditionData(edition.title, edition.address, edition.language, edition.publisher)
    head = _ENCODE({"format": FORMAT, "edition": paper})
    lines = b",\n".join(_ENCODE(_line(issue, edition)) for issue in issues)
    return head.removesuffix(b"}") + b',"issues":[\n' + lines + b"\n]}\n"


def _line(issue: IssueFacts, edition: Edition) -> IssueLineData:
    return IssueLineData(
        id=issue.id,
        date=str(issue.date),
        url=edition.address + addresses.issue(issue.id),
        data=edition.address + addresses.issue_data(issue.id),
        articles=issue.article_count,
        number=issue.number,
        name=issue.name,
    )
