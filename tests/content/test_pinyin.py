"""Pinyin and slugs: a floor over hard titles, and what a slug is for any text."""

import csv
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian.content.pinyin import slug, syllables

HERE = Path(__file__).parent
FALLBACK = "a-k3f9"
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def failures(file: str) -> list[str]:
    with (HERE / file).open(encoding="utf-8", newline="") as lines:
        return [
            f"{case['title']}: {read}, not {case['pinyin']}"
            for case in csv.DictReader(lines, delimiter="\t")
            if (read := " ".join(syllables(case["title"]))) != case["pinyin"]
        ]


@pytest.mark.parametrize(
    ("file", "allowed"),
    [
        ("pinyin_cases.tsv", 0),  # 84 titles with what is hard: places, banks, surnames
        ("pinyin_ordinary.tsv", 2),  # 69 that our tables must not break; pypinyin alone: 54
    ],
)
def test_hard_titles(file: str, allowed: int) -> None:
    wrong = failures(file)
    assert len(wrong) <= allowed, "\n".join(wrong)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("盖云飞骑行送报", "ge yun fei"),
        ("单丽带头 解放军助阵", "shan li dai tou jie fang"),
        ("尉迟建国坚守孤岛", "yu chi jian guo"),
        ("尉犁县的单于飞", "yu li xian de shan yu fei"),
        ("曾丽曾经来过", "zeng li ceng jing"),
    ],
)
def test_a_surname_is_read_where_the_name_is_known(text: str, expected: str) -> None:
    names = ["盖云飞", "单丽", "解海", "尉迟建国", "单于", "曾丽", "", "单", ".*"]
    assert " ".join(syllables(text, names)).startswith(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("通讯员：单国栋、解晓玲", "tong xun yuan shan guo dong xie xiao ling"),
        ("投递员乐于助人", "tou di yuan le yu zhu ren"),
        ("书记解民忧", "shu ji jie min you"),
        ("职工盖新房", "zhi gong gai xin fang"),
        ("记者查国际邮件", "ji zhe cha guo ji you jian"),
        ("乡邮员区域会议", "xiang you yuan qu yu hui yi"),
    ],
)
def test_a_surname_is_guessed_only_where_it_is_safe(text: str, expected: str) -> None:
    assert " ".join(syllables(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("重慶分行行長", "chong-qing-fen-hang-hang-zhang"),
        ("樂清、單縣開通郵路", "yue-qing-shan-xian-kai-tong-you-lu"),
        ("87小时，保费突破30亿元！", "87-xiao-shi-bao-fei-tu-po-30-yi-yuan"),
        ("ＡＵＭ与KPI", "aum-yu-kpi"),
        ("绿衣", "lv-yi"),
        ("../x", "x"),
        ("%2e%2e/\x00etc\x1bpasswd", "2e-2e-etc-passwd"),
        ("💌📮", FALLBACK),
        ("", FALLBACK),
        ("CON", FALLBACK),
        ("ｃｏｍ１", FALLBACK),
        ("lpt¹", FALLBACK),
        ("Con 2", FALLBACK),
        ("A" * 300, "a" * 60),
        ("邮" * 300, "-".join(["you"] * 15)),
    ],
)
def test_slug(text: str, expected: str) -> None:
    assert slug(text, FALLBACK) == expected


def test_a_slug_is_cut_between_syllables() -> None:
    text = "集团公司在乌鲁木齐召开首次援疆工作座谈会"
    assert slug(text, FALLBACK) == "ji-tuan-gong-si-zai-wu-lu-mu-qi-zhao-kai-shou-ci-yuan-jiang"


@given(st.text(), st.lists(st.text(max_size=4), max_size=3))
def test_any_text_gives_a_slug(text: str, names: list[str]) -> None:
    made = slug(text, FALLBACK, names)
    assert SLUG.fullmatch(made)
    assert len(made) <= 60


@given(st.text(st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF), max_size=12))
def test_a_reading_does_not_depend_on_what_was_read_before(text: str) -> None:
    before = syllables(text)
    syllables("支局长重走长征路", ["单晓明"])
    assert syllables(text) == before


@pytest.mark.parametrize("fallback", ["", "A", "a--b", "-a", "nul", "邮"])
def test_a_fallback_must_be_a_slug(fallback: str) -> None:
    with pytest.raises(ValueError, match="no slug"):
        slug("💌", fallback)


def test_pypinyin_is_imported_only_when_it_is_needed() -> None:
    code = "import sys, banmian.content.pinyin; sys.exit('pypinyin' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
