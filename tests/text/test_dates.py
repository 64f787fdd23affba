"""Dates in text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian.model.dates import PartialDate
from banmian.text.dates import dates_in


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2021年6月23日", "2021-06-23"),
        ("２０２１年６月", "2021-06"),
        ("2021年底", "2021"),
        ("二〇二一年六月二十三日", "2021-06-23"),
        ("报于2021-06-24出版", "2021-06-24"),
        ("2021.6.24", "2021-06-24"),
    ],
)
def test_a_date_is_read_with_its_precision(text: str, date: str) -> None:
    assert [found.date for found in dates_in(text)] == [PartialDate.parse(date)]


def test_a_date_knows_where_it_stands() -> None:
    text = "计划在6月1日至11月31日，实现"
    first, second = dates_in(text)
    assert (first.text, first.month, first.day, first.possible) == ("6月1日", 6, 1, True)
    assert (second.text, second.possible) == ("11月31日", False)
    assert text[second.start : second.end] == "11月31日"
    assert first.date is None


@pytest.mark.parametrize("text", ["11月31日", "2021年2月29日", "13月1日", "2021年13月", "6月0日"])
def test_an_impossible_date_is_told(text: str) -> None:
    assert [found.possible for found in dates_in(text)] == [False]


def test_the_leap_day_without_a_year_may_be() -> None:
    assert dates_in("2月29日")[0].possible


@pytest.mark.parametrize(
    "text", ["6个月", "12岁", "4月至6月", "第3月", "100多天", "15.6月票", "12021-06-24"]
)
def test_what_is_no_date(text: str) -> None:
    assert dates_in(text) == ()


@given(st.text(alphabet="0123456789年月日号十一二〇-./０ 至", max_size=20))
def test_any_text_is_read_without_an_error(text: str) -> None:
    for found in dates_in(text):
        assert text[found.start : found.end] == found.text
        assert found.possible or found.date is None
