"""Bytes of text files."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian.errors import UserError
from banmian.model.layout import PageText
from banmian.readers import read_text

TEXT = "本报讯 6月17日，中国邮政集团\n在新疆乌鲁木齐市召开座谈会。\n"
LINES = ("本报讯 6月17日，中国邮政集团", "在新疆乌鲁木齐市召开座谈会。")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
def test_the_encodings_of_the_trade_are_read(encoding: str) -> None:
    assert read_text(TEXT.encode(encoding), "a.txt") == PageText("a.txt", LINES)


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\f"])
def test_all_line_ends_end_a_line(end: str) -> None:
    assert read_text(f"一{end}{end}二{end}".encode(), "a.txt").lines == ("一", "", "二")


@pytest.mark.parametrize("char", ["\u2028", "\u2029", "\x0b", "\x85", "\x1c", "\x1e"])
def test_nothing_else_ends_a_line(char: str) -> None:
    assert read_text(f"一{char}二\n".encode(), "a.txt").lines == (f"一{char}二",)


def test_an_empty_file_has_no_lines() -> None:
    assert read_text(b"", "a.txt").lines == ()


def test_traditional_text_in_gb18030_is_read() -> None:
    text = "這個國家的報紙，在中華書局與圖書館都可以讀到。"
    assert read_text(text.encode("gb18030"), "a.txt").lines == (text,)


@pytest.mark.parametrize(
    ("data", "offset"),
    [
        ("中文".encode() + b"\xff\xfe", 6),
        (TEXT.encode()[:-2], 80),  # cut inside a character
        (b"\xff\xfe\x00\xd8\x00\x00", 2),
        (bytes(range(128, 256)), 0),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(data: bytes, offset: int) -> None:
    with pytest.raises(UserError, match=rf"a\.txt: byte {offset}: ") as refused:
        read_text(data, "a.txt")
    assert "UTF-8" in refused.value.hint


def test_broken_utf8_is_not_taken_for_gb18030() -> None:
    broken = TEXT.encode().replace("讯".encode(), b"\xe8\xae")
    with pytest.raises(UserError):
        read_text(broken, "a.txt")


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        lines = read_text(data, "a.txt").lines
    except UserError:
        return
    assert not any(char in line for line in lines for char in "\r\n\f")
