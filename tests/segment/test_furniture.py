"""What a page prints about itself, read out of its leftovers."""

from datetime import date, timedelta

import pytest

from banmian.model.issue import Staff
from banmian.model.layout import Leftover, LeftoverKind
from banmian.segment.furniture import Furniture, read_furniture, weekday_of


def read(*lines: str, kind: LeftoverKind = LeftoverKind.FURNITURE) -> Furniture:
    return read_furniture(Leftover(kind, (at,), text) for at, text in enumerate(lines, 1))


@pytest.mark.parametrize(
    ("line", "label", "name", "masthead", "day", "weekday"),
    [
        (
            "07本地新闻 石澜日报2023年3月11日 星期日",
            "7",
            "本地新闻",
            "石澜日报",
            "2023-03-11",
            "日",
        ),
        ("2023年3月11日 星期六 要闻 第3版", "3", "要闻", "", "2023-03-11", "六"),
        ("A03 国内 2023年3月11日", "A03", "国内", "", "2023-03-11", ""),
        ("第三版 副刊 二〇二三年三月十一日 星期六", "3", "副刊", "", "2023-03-11", "六"),
        ("2023年3月11日 星期天 第12345期 今日12版", "", "", "", "2023-03-11", "日"),
        ("第4版", "4", "", "", "None", ""),
    ],
)
def test_a_folio(line: str, label: str, name: str, masthead: str, day: str, weekday: str) -> None:
    (folio,) = read(line).folios
    assert (folio.label, folio.name, folio.masthead) == (label, name, masthead)
    assert (str(folio.date.date if folio.date else None), folio.weekday) == (day, weekday)


def test_under_a_masthead_date_and_weekday_have_lines_of_their_own() -> None:
    (folio,) = read("青岚日报", "2023年3月11日", "星期六").folios
    assert (folio.line, folio.weekday) == (2, "六")


def test_what_is_no_folio_is_none() -> None:
    assert read("导读", "新闻热线：6940792", "BAIXI BAO", "2").folios == ()


@pytest.mark.parametrize(
    ("line", "number", "count"),
    [
        ("第1975期 今日8版", "1975", "8"),
        ("第024期 总第1234期", "1234", None),
        ("今日八版", None, "8"),
        ("本期共12版", None, "12"),
        ("今日对开四版", None, "4"),
        ("第３２１期", "321", None),
        ("第3期培训班", None, None),
    ],
)
def test_numbers(line: str, number: str | None, count: str | None) -> None:
    found = read(line)
    assert (found.number and found.number.value, found.count and found.count.value) == (
        number,
        count,
    )


@pytest.mark.parametrize(
    ("line", "staff"),
    [
        ("责任编辑 武溪安 版式 曾艳静", [("责任编辑", ["武溪安"]), ("版式", ["曾艳静"])]),
        ("责编：王 某、李四 校对：赵远", [("责编", ["王某", "李四"]), ("校对", ["赵远"])]),
        ("本版编辑：康天军", [("编辑", ["康天军"])]),
        ("责任编辑", []),
        ("统筹：康天军", []),
    ],
)
def test_staff(line: str, staff: list[tuple[str, list[str]]]) -> None:
    found = read(line, kind=LeftoverKind.CREDITS).staff
    assert found == tuple(Staff(role, tuple(names)) for role, names in staff)


def test_weekdays() -> None:
    for days in range(0, 40_000, 97):
        day = date(1949, 10, 1) + timedelta(days)
        assert weekday_of(day.year, day.month, day.day) == "一二三四五六日"[day.weekday()]
