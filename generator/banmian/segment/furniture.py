"""What a page prints about itself: folio, date, number of the issue, staff (报眉、责任编辑)."""

import calendar
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from msgspec import Struct
from msgspec.structs import replace

from banmian.model.issue import Staff
from banmian.model.layout import Leftover, LeftoverKind
from banmian.segment.cues import is_masthead
from banmian.text.characters import HAN
from banmian.text.dates import FoundDate, dates_in
from banmian.text.numerals import number, page_label

_DIGITS = "[0-9０-９]"
_WORDS = "[一二三四五六七八九十]"
_WEEKDAY = re.compile("星期([一二三四五六日天])")
_DAYS = "一二三四五六日"
_NUMBER = re.compile(f"(?P<total>总)?第 ?(?P<number>{_DIGITS}{{3,6}}) ?期")
_COUNT = re.compile(
    f"(?:今日|今天|本期)(?:出版)?共? ?(?:[对四]开)?(?P<count>{_DIGITS}{{1,3}}|{_WORDS}{{1,3}}) ?版"
)
_LABEL = f"[A-ZＡ-Ｚ]?{_DIGITS}{{1,2}}"
_LABEL_FIRST = re.compile(f"(?:第 ?(?:{_LABEL}|{_WORDS}{{1,3}}) ?版|{_LABEL} ?版?)(?=[{HAN} ]|$)")
_LABEL_LAST = re.compile(f"(?<![0-9])(?:第 ?(?:{_LABEL}|{_WORDS}{{1,3}}) ?版|{_LABEL} ?版)$")
_ALONE = re.compile(f"第 ?(?:{_LABEL}|{_WORDS}{{1,3}}) ?版")
_NAME = re.compile(f"[{HAN}·]{{2,8}}")

_ROLE = re.compile(
    "(?:本版)?(责任编辑|执行编辑|值班编辑|责编|编辑|执行主编|值班主任|主编|版式|美编|组版|编审|审读|"
    "校对|检校)(?=[ ：:]|$)[ ：:]*"
)
_PADDED = re.compile(f"(?<![{HAN}])([{HAN}]) ([{HAN}])(?![{HAN}])")
_PERSON = re.compile(f"[{HAN}·]{{2,8}}")


class Folio(Struct, frozen=True):
    """A line that says which page of which day it is; "" or None is what it does not say.

    `line` is its number in the source. `label` and `name` are the page's (版次, 版名), `weekday`
    is one of 一 … 日.
    """

    line: int
    label: str = ""
    name: str = ""
    masthead: str = ""
    date: FoundDate | None = None
    weekday: str = ""


class Said(Struct, frozen=True):
    """A number that a page prints, and the line where it does."""

    line: int
    value: str


class Furniture(Struct, frozen=True):
    """All that a page prints about itself. `number` is the 总期号 where both are printed."""

    folios: tuple[Folio, ...] = ()
    number: Said | None = None
    count: Said | None = None
    staff: tuple[Staff, ...] = ()


def read_furniture(leftovers: Iterable[Leftover]) -> Furniture:
    """Read what a page prints about itself out of what is left of it."""
    leftovers = tuple(leftovers)
    lines = [left for left in leftovers if left.kind is LeftoverKind.FURNITURE]
    numbers = [(left, found) for left in lines for found in _NUMBER.finditer(left.text)]
    numbers.sort(key=lambda pair: not pair[1]["total"])  # 总第1234期 before 第24期
    counts = [(left, found) for left in lines for found in _COUNT.finditer(left.text)]
    return Furniture(
        folios=tuple(_paired([folio for left in lines if (folio := _folio(left))])),
        number=next((_said(left, found["number"]) for left, found in numbers), None),
        count=next((_said(left, found["count"]) for left, found in counts), None),
        staff=tuple(
            staff
            for left in leftovers
            if left.kind is LeftoverKind.CREDITS
            for staff in _staff(left.text)
        ),
    )


def weekday_of(year: int, month: int, day: int) -> str:
    """Give the weekday of a day of the Gregorian calendar, 一 … 日."""
    return _DAYS[calendar.weekday(year, month, day)]


def _said(left: Leftover, digits: str) -> Said:
    return Said(left.lines[0], str(number(digits)))


def _folio(left: Leftover) -> Folio | None:
    """Read a line that has a date or a weekday, or nothing but the page's number."""
    if _ALONE.fullmatch(left.text):
        return Folio(left.lines[0], label=_label(left.text))
    date = next((date for date in dates_in(left.text) if date.year and date.day), None)
    weekday = _WEEKDAY.search(left.text)
    if not (date or weekday):
        return None
    rest = left.text.replace(date.text, " ") if date else left.text
    for form in (_WEEKDAY, _NUMBER, _COUNT):
        rest = form.sub(" ", rest)
    rest = " ".join(rest.split())
    first, last = _LABEL_FIRST.match(rest), _LABEL_LAST.search(rest)
    found = first or last
    words = (rest[: found.start()] + " " + rest[found.end() :] if found else rest).split()
    return Folio(
        line=left.lines[0],
        label=_label(found.group()) if found else "",
        name=next((w for w in words if _NAME.fullmatch(w) and not is_masthead(w)), ""),
        masthead=next(filter(is_masthead, words), ""),
        date=date,
        weekday=weekday[1].replace("天", "日") if weekday else "",
    )


def _label(said: str) -> str:
    return page_label(said.strip("第版 "))


def _paired(folios: Sequence[Folio]) -> Iterator[Folio]:
    """Put a lone date and a lone weekday together: under a masthead each has a line."""
    dates = [folio for folio in folios if folio.date and not folio.weekday]
    days = [folio for folio in folios if folio.weekday and not folio.date]
    if len(dates) == len(days) == 1:
        yield replace(dates[0], weekday=days[0].weekday)
        folios = [folio for folio in folios if folio not in (*dates, *days)]
    yield from folios


def _staff(text: str) -> Iterator[Staff]:
    """Read staff credits: each role has the names up to the next."""
    text = _PADDED.sub(r"\1\2", text)
    roles = list(_ROLE.finditer(text))
    for role, after in zip_longest(roles, roles[1:]):
        end = after.start() if after else len(text)
        names = tuple(_PERSON.findall(text[role.end() : end]))
        if names:
            yield Staff(role[1], names)
