"""Rows of names in a body: each in a span of its own, the text as it was; other text is none."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian.compose.names import row

NAMES = st.lists(st.sampled_from(["张三", "李四光", "欧阳修文", "买买提·吐尔逊"]), min_size=4)


@given(st.sampled_from(["", "一等奖：", "a<b>&：", "先进个人： "]), NAMES)
def test_names_stand_in_spans_and_the_text_stays(label: str, names: list[str]) -> None:
    html = row(label + " ".join(names), "p-1")
    assert html.count("<span>") == len(names)
    assert unescape(re.sub("<[^>]*>", "", html)) == label + " ".join(names)


@pytest.mark.parametrize(
    "text",
    [
        "一等奖：张三",
        "张三 李四光 王五",
        "张 三 李四光 王 五 赵六",
        "一等奖：长沙市分公司 岳阳市分公司",
        "坚定信心，稳中求进 再上台阶",
        "会议指出： 要抓好 落实。",
        "编辑：张三 电话：010-12345678",
        "本报记者 张三 通讯员 李四光",
        "责任编辑 张三 版式 李四",
        "",
        " ",
    ],
)
def test_other_text_is_no_row_of_names(text: str) -> None:
    assert row(text, "p-1") == ""
