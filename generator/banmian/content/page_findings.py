"""What an editor is told about the pages of an issue as a whole: jumps, dates, numbers, labels."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from banmian.content.jumps import Why
from banmian.content.stitch import LooseJump
from banmian.model.dates import PartialDate
from banmian.model.diagnostics import Diagnostic, Where, diagnostic
from banmian.model.ids import IssueId, parse_issue_id
from banmian.model.layout import CutPage, PageText
from banmian.segment.furniture import Furniture, Said, read_furniture
from banmian.text.page_labels import pages_meant

_CODES = {Why.MISSING: "BM221", Why.UNCLEAR: "BM222", Why.ELSEWHERE: "BM223"}


def loose_jumps(
    loose: Iterable[LooseJump], texts: Mapping[str, PageText]
) -> tuple[Diagnostic, ...]:
    """BM221, BM222, BM223: a jump line without its other half, and why it has none."""
    return tuple(
        diagnostic(
            _CODES[one.loose.why],
            _at(texts[one.span.page], _line(one, texts[one.span.page])),
            text=one.loose.jump.text,
            page=one.loose.jump.page,
        )
        for one in loose
    )


def _line(one: LooseJump, page: PageText) -> int:
    """Find the line of a jump among those of its piece; print may have spread it."""
    wanted = "".join(one.loose.jump.text.split())
    for number in one.span.lines:
        if wanted in "".join(page.lines[number - 1].split()):
            return number
    return one.span.lines[0]


def page_findings(issue: IssueId, pages: Sequence[CutPage]) -> tuple[Diagnostic, ...]:
    """Compare what the pages of an issue print about themselves with what is known of them."""
    printed = [(page, read_furniture(page.cut.leftovers)) for page in pages]
    _, day = parse_issue_id(issue)
    numbers = [(page, read.number) for page, read in printed if read.number]
    dates = [(page, date) for page, read in printed for date in _dates(read)[:1]]
    found = [
        *(one for page, read in printed for one in _other_day(page, read, issue, day)),
        *(one for page, read in printed for one in _other_label(page, read)),
        *_page_count(printed),
        *_not_alike("BM215", numbers),
    ]
    if day.day is None:  # else the issue's own date has found them
        found += _not_alike("BM216", dates)
    return tuple(sorted(found))


def _other_day(
    page: CutPage, read: Furniture, issue: IssueId, day: PartialDate
) -> Iterator[Diagnostic]:
    """BM212: none of the dates that the page prints is the issue's."""
    dates = _dates(read)
    if dates and not any(_within(date.value, day) for date in dates):
        yield diagnostic("BM212", _at(page.text, dates[0].line), date=dates[0].value, issue=issue)


def _dates(read: Furniture) -> list[Said]:
    """Give the whole dates of a page's folios, as YYYY-MM-DD."""
    return [
        Said(folio.line, str(folio.date.date))
        for folio in read.folios
        if folio.date and folio.date.date and folio.date.day
    ]


def _within(date: str, day: PartialDate) -> bool:
    return date == str(day) or date.startswith(f"{day}-")


def _other_label(page: CutPage, read: Furniture) -> Iterator[Diagnostic]:
    """BM213: the page prints another page's number than it is listed with."""
    said = [folio for folio in read.folios if folio.label]
    if said and not any(pages_meant(folio.label, [page.label]) for folio in said):
        where = _at(page.text, said[0].line)
        yield diagnostic("BM213", where, printed=said[0].label, page=page.label)


def _page_count(printed: Sequence[tuple[CutPage, Furniture]]) -> Iterator[Diagnostic]:
    """BM214: there are other pages than the issue says, once."""
    here = sum(len(page.label.split("-")) for page, _ in printed)
    for page, read in printed:
        if read.count:
            if int(read.count.value) != here:
                where = _at(page.text, read.count.line)
                yield diagnostic("BM214", where, count=read.count.value, pages=here)
            return


def _not_alike(code: str, said: Sequence[tuple[CutPage, Said]]) -> Iterator[Diagnostic]:
    """Tell at the first page that differs what the pages print."""
    for page, one in said:
        if one.value != said[0][1].value:
            values = "、".join(dict.fromkeys(other.value for _, other in said))
            yield diagnostic(code, _at(page.text, one.line), values=values)
            return


def _at(page: PageText, line: int) -> Where:
    return Where(f"seeds/{page.source}", line)
