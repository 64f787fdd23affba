"""Repair of lines: cases sorted by what is known of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian.model.layout import RepairKind
from banmian.text.repair import joined_pairs, repair_line

IN_THE_WILD = [
    ("公 司 、区 分 行 领 导 班 子 成 员 出 席 会", "公司、区分行领导班子成员出席会"),
    ("措 ，是 培 养 优 秀 年 轻 干 部 的 重 要 平", "措，是培养优秀年轻干部的重要平"),
    ("“截 至 1 月 4 日 15：12，全 市 保 费", "“截至1月4日15：12，全市保费"),
    ("人 打 一 个 电 话 ，被 叫 终 端 显 示 的 号 码 为", "人打一个电话，被叫终端显示的号码为"),
    ("发 展 方 式。 推 动 寄 递 业 务 量 质", "发展方式。推动寄递业务量质"),
    ("本报讯 6 月 17 日，中国邮政集团", "本报讯 6月17日，中国邮政集团"),
    ("本报讯� � 1 月 14 日 , 为了深入", "本报讯 1月14日,为了深入"),
    ("邮储银行甘肃省分行根据� 2020�", "邮储银行甘肃省分行根据2020"),
    ("采用 QR 二维码及移动互联网技术，呈", "采用QR二维码及移动互联网技术，呈"),
    ("（上接第 1 版）", "（上接第1版）"),
    ("� □周雯晴  摄影报道", "□周雯晴 摄影报道"),
    ("布局谋篇  落实落细", "布局谋篇 落实落细"),
    ("园�讲好靖江抗疫故事", "园 讲好靖江抗疫故事"),
    (" 临时邮路开通", "临时邮路开通"),
]
SYNTHETIC = [
    ("邮 储 银 行  好 消 息 来 了", "邮储银行 好消息来了"),
    ("邮 储 银 行\u3000好 消 息 来 了", "邮储银行 好消息来了"),
    ("1 2 课 时 。 家 长 可 于 1 0 月 2 1 日 起 通 过", "12课时。家长可于10月21日起通过"),
    ("时 。家长可于 11 月 17 日起 通", "时。家长可于11月17日起通"),
    ("⼥⼉⻋⻔", "女儿车门"),
    ("记者\ue004江艳娜", "记者 江艳娜"),
    ("2 户。 \x07 ▲苏博宇 摄", "2户。 ▲苏博宇 摄"),
    ("零\u200b宽", "零宽"),
    ("左边\u2028右边", "左边 右边"),
    ("一箱梨的24小时  5版", "一箱梨的24小时 5版"),
    ("直供 11 座城市。 本报记者 刘梓 摄", "直供11座城市。 本报记者 刘梓 摄"),
]
UNCHANGED = [
    "赏邮票 学党史",
    "巾帼心向党 巧手送祝福",
    "提升服务军营水平。 □仲驿",
    "本报讯 （通讯员 管金威 记者 亢俊杰） 6月23日11时35分",
    "“你们服务这么好，我们一家人商",
    "QINGLAN WANBAO",
    "①②③，（）“”——……",
    "李\ue123明出席",
    "",
]
KNOWN_FAILURES = [
    ("本报 讯 怀溪市气象 台", "本报讯 怀溪市气象台"),  # too few of its spaces are wrong to tell
    ("（记 者 杨 琪 兰 ", "（记者 杨琪兰"),  # the gap after the role is as wide as all others
]


@pytest.mark.parametrize(("line", "repaired"), IN_THE_WILD + SYNTHETIC)
def test_a_line_is_repaired(line: str, repaired: str) -> None:
    assert repair_line(1, line)[0] == repaired


@pytest.mark.parametrize("line", UNCHANGED)
def test_a_good_line_is_left_alone(line: str) -> None:
    assert repair_line(1, line) == (line, ())


@pytest.mark.parametrize(("line", "repaired"), KNOWN_FAILURES)
@pytest.mark.xfail(strict=True)
def test_a_line_that_is_not_repaired_yet(line: str, repaired: str) -> None:
    assert repair_line(1, line)[0] == repaired


def test_each_repair_says_why() -> None:
    _, repairs = repair_line(7, "⼥ 职 工 们 们 \ufffd 6 月")
    assert [repair.kind for repair in repairs] == [
        RepairKind.LOST_GLYPH,
        RepairKind.RADICAL,
        RepairKind.SPREAD,
        RepairKind.SPACING,
    ]
    assert {repair.line for repair in repairs} == {7}


def test_marks_for_vertical_print_are_a_repair_of_their_own() -> None:
    text, (repair,) = repair_line(1, "︵下转第三版︶")
    assert (text, repair.kind) == ("（下转第三版）", RepairKind.VERTICAL)


def test_a_space_goes_where_the_page_has_the_word_whole() -> None:
    joined = joined_pairs(["气象台发布", "市气象台说"])
    assert repair_line(1, "怀溪市气象 台今日", joined)[0] == "怀溪市气象台今日"
    assert repair_line(1, "怀溪市气象 台今日")[0] == "怀溪市气象 台今日"


@given(st.text(max_size=60))
def test_repairs_replay_to_the_repaired_line(line: str) -> None:
    now = line
    repaired, repairs = repair_line(1, line)
    for repair in repairs:
        assert repair.before == now
        now = repair.after
    assert now == repaired


@given(st.text(max_size=60))
def test_a_repaired_line_stays_as_it_is(line: str) -> None:
    once = repair_line(1, line)[0]
    assert repair_line(1, once)[0] == once
