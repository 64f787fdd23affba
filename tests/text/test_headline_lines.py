"""Headlines in lines: nothing is lost, no mark stands where it must not, sense before looks."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian.text.headline_lines import set_headline

CHINESE = st.text(
    st.sampled_from("邮政报初心讲话学习贯彻会议“”《》（），。：！、—… 0123A"),
    min_size=1,
    max_size=40,
)
MARKS = "，。、；：？！”’）》"


def lines(text: str, width: float, most: int = 6) -> tuple[str, ...]:
    found = set_headline(text, width, most)
    return found.lines if found else ()


def bare(text: str) -> str:
    return "".join(text.split())


@given(CHINESE, st.floats(4, 16), st.integers(1, 6))
def test_nothing_is_lost_and_no_line_is_too_long(text: str, width: float, most: int) -> None:
    found = lines(text, width, most)
    assert len(found) <= most
    if found:
        assert bare("".join(found)) == bare(text)
        assert all(len(line) <= width / 0.5 for line in found)


@given(CHINESE, st.floats(4, 16))
def test_no_mark_stands_where_it_must_not(text: str, width: float) -> None:
    found = lines(text, width, 20)
    assert not any(line[0] in MARKS for line in found[1:])
    assert not any(line[-1] in "“‘（《" for line in found[:-1])
    assert not any(line.endswith("—") and after.startswith("—") for line, after in pairwise(found))


@pytest.mark.parametrize(
    ("text", "width", "wanted"),
    [
        ("临时邮路开通", 6, ["临时邮路开通"]),
        ("布局谋篇 落实落细", 6, ["布局谋篇", "落实落细"]),
        ("聆听“初心”的声音", 7, ["聆听“初心”", "的声音"]),
        ("扬帆再启航——全国邮政工作会议侧记", 12, ["扬帆再启航", "——全国邮政工作会议侧记"]),
        ("87小时，保费突破30亿元", 8, ["87小时，", "保费突破30亿元"]),
        ("中国共产党成立100周年", 8, ["中国共产党", "成立100周年"]),
    ],
)
def test_a_headline_breaks_where_a_reader_rests(text: str, width: float, wanted: list[str]) -> None:
    assert list(lines(text, width)) == wanted


def test_one_for_which_there_is_no_room_is_not_set() -> None:
    assert set_headline("全国邮政工作会议" * 4, 8, 3) is None
