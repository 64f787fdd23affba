"""Making an issue's record after an import: whatever no article claims is left over."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from banmian.content.record import (
    Record,
    RecordedArticle,
    RecordedLeftover,
    RecordedPage,
    numbers,
    printed,
    ranges,
)
from banmian.model.layout import CutPage, LeftoverKind, Repair


def new_record(
    old: Record, articles: Sequence[RecordedArticle], pages: Sequence[CutPage]
) -> Record:
    """Make the record of an issue; of pages that are not among `pages` the old entries stay."""
    here = {page.label for page in pages}
    absent = [page for page in old.pages if page.page not in here]
    new = [_recorded(page, articles) for page in pages]
    ordered = sorted([*absent, *new], key=lambda page: page.page)
    repairs = {page.label: page.cut.repairs for page in pages}
    return Record(tuple(ordered), tuple(_repaired(article, repairs) for article in articles))


def _repaired(
    article: RecordedArticle, repairs: Mapping[str, tuple[Repair, ...]]
) -> RecordedArticle:
    """Count by kind the lines of an article that were repaired, if its pages are here."""
    if not {span.page for span in article.spans} <= repairs.keys():
        return article
    lines = {
        (repair.kind, span.page, repair.line)
        for span in article.spans
        for own in (frozenset(numbers(span.lines)),)
        for repair in repairs[span.page]
        if repair.line in own
    }
    counts = Counter(kind.value for kind, _, _ in lines)
    return replace(article, repairs=dict(sorted(counts.items())))


def _recorded(page: CutPage, articles: Iterable[RecordedArticle]) -> RecordedPage:
    """Record a page: each of its lines that has text is in one article or one leftover."""
    claimed = {
        number
        for article in articles
        for span in article.spans
        if span.page == page.label
        for number in numbers(span.lines)
    }
    leftovers = []
    for left in page.cut.leftovers:
        if not claimed.intersection(left.lines):
            leftovers.append(RecordedLeftover(left.kind, ranges(left.lines), left.text))
            claimed.update(left.lines)
    lines = printed(page.text)
    lost = tuple(number for number in lines if number not in claimed)
    if lost:
        text = "\n".join(page.text.lines[number - 1].strip() for number in lost)
        leftovers.append(RecordedLeftover(LeftoverKind.UNPLACED, ranges(lost), text))
    return RecordedPage(
        page=page.label,
        source=page.text.source,
        lines=ranges(tuple(lines)),
        digests=_digests(page),
        leftovers=tuple(leftovers),
    )


def relabelled(old: Record, pages: Sequence[CutPage]) -> Record:
    """Give a page that has another label now its new one: it is known by its lines."""
    here = {page.label for page in pages}
    known = {page.page for page in old.pages}
    fresh = {_digests(page): page.label for page in pages if page.label not in known}
    labels = {
        page.page: fresh[page.digests]
        for page in old.pages
        if page.page not in here and page.digests in fresh
    }
    if not labels:
        return old
    return Record(
        tuple(replace(page, page=labels.get(page.page, page.page)) for page in old.pages),
        tuple(
            replace(
                article,
                spans=tuple(
                    replace(span, page=labels.get(span.page, span.page)) for span in article.spans
                ),
            )
            for article in old.articles
        ),
    )


def _digests(page: CutPage) -> str:
    return " ".join(printed(page.text).values())
