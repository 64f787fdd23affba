"""Repair of lines: cases sorted by what is known of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian.model.layout import RepairKind
from banmian.text.gaps import joins_columns
from banmian.text.repair import has_joined, has_spread, joined_pairs, repair_line

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
    "一个人的学校 一群人的课堂",
    "布局谋篇 了解民情",
    "大重点内容的“赏邮票 学党史”宣讲课，",
    "票 学党史”主题活动，在“方寸”之间",
    "属机关工会举办“巾帼心向党 巧",
    "长者食堂飘出“家的味道” 见8版",
    "赵子 摄",
    "军 摄",
    "（通讯员 何",
    "▲何伟 夏",
    "者 冯伟英、罗凯强） 锯齿形",
    "责编：江航安 美编：许言雯 校对：廖霞雨",
    "图为铁西社区一角。 何长 摄",
    "6月5日，村民在青沙镇忙碌。 本报记者 宋鹏",
    "",
]
SPREAD = [
    ("都 是 听", "都是听"),  # a short line, spread
    ("“也 许 他", "“也许他"),
    ("78 岁 的 宋", "78岁的宋"),
    ("安 清\ue004", "安清"),
    ("（记 者 杨 琪 兰 ", "（记者 杨琪兰"),  # the gap after the role is as wide as all others
    ("本 报 讯 （记 者 金 晨 红", "本报讯 （记者 金晨红"),
    ("本 报 讯（记 者 戴 启 ）4", "本报讯（记者 戴启）4"),
    ("本 报 讯 全 校 只 有 8 名 学 生", "本报讯 全校只有8名学生"),
    ("者 沈 建 丽 ） 1 1 月 1 8 日", "者 沈建丽）11月18日"),
    ("记 者 在 现 场 看 到", "记者在现场看到"),
]
RUNNING_TEXT = [
    ("万个，每人 12 课时。家长可 于 9 月", "万个，每人12课时。家长可于9月"),
    ("起通过 “临峤市教育”公众号，额满为 止。", "起通过“临峤市教育”公众号，额满为止。"),
    ("拐了一个小弯 ——弯道内侧，是", "拐了一个小弯——弯道内侧，是"),
    ("今 年以来，全 市47个 农贸市场", "今年以来，全市47个农贸市场"),
    ("演出。今年，该市 划定 16 处。 孙军 文/图", "演出。今年，该市划定16处。 孙军 文/图"),
    ("3 天售出 2566 瓶。 刘超新", "3天售出2566瓶。 刘超新"),
]
HALF_SPREAD = [
    ("制 了 8 毫米厚的珍珠 棉", "制了8毫米厚的珍珠棉"),
    ("摊 主阎英鹏一开始有些 抵", "摊主阎英鹏一开始有些抵"),
    ("市桃园社区地铁站下沉 广", "市桃园社区地铁站下沉广"),
    ("右手食指和拇指轻轻一捻 ——", "右手食指和拇指轻轻一捻——"),
    ("78岁 的陈英刷脸支付了9 元", "78岁的陈英刷脸支付了9元"),
    ("本报 讯 怀溪市气象 台", "本报讯 怀溪市气象台"),
]
NAMES = [
    ("一等奖：张  三  李四光  王  五", "一等奖：张三 李四光 王五"),
    ("一等奖：\u3000赵\u3000六\u3000周\u3000七", "一等奖：赵六 周七"),
    ("张 三  李四光  王 五", "张三 李四光 王五"),
    ("邮  储  银  行", "邮储银行"),  # no name but is padded: a spread line
    ("获奖：张  三  李", "获奖：张三李"),  # one character is no name
]


@pytest.mark.parametrize("spread", [False, True])
@pytest.mark.parametrize(("line", "repaired"), NAMES)
def test_wide_gaps_part_names_and_pad_those_of_two(line: str, repaired: str, spread: bool) -> None:
    assert repair_line(1, line, spread=spread)[0] == repaired
    assert repair_line(1, repaired, spread=spread)[0] == repaired


@pytest.mark.parametrize(("line", "repaired"), IN_THE_WILD + SYNTHETIC + RUNNING_TEXT)
def test_a_line_is_repaired(line: str, repaired: str) -> None:
    assert repair_line(1, line)[0] == repaired


@pytest.mark.parametrize(("line", "repaired"), SPREAD + HALF_SPREAD)
def test_a_line_is_repaired_on_a_page_with_spread_lines(line: str, repaired: str) -> None:
    assert has_spread(["公 司 、区 分 行 领 导 班 子"] * 3)
    assert repair_line(1, line, spread=True)[0] == repaired


@pytest.mark.parametrize("line", ["王 伟", "□王 伟", "新春 福"])
def test_a_page_without_spread_lines_keeps_padded_names(line: str) -> None:
    assert not has_spread([line] * 3)
    assert repair_line(1, line) == (line, ())


@pytest.mark.parametrize("line", UNCHANGED)
def test_a_good_line_is_left_alone(line: str) -> None:
    assert repair_line(1, line) == (line, ())


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


def test_lines_that_join_columns_keep_the_gap_between_them() -> None:
    joined = "9月17日，杨家坳镇渔民在封 当地日均捕鱼7万 公 斤"
    page = [joined] * 5
    assert joins_columns(page)
    assert not joins_columns([*page[:4], "一个人的学校 一群人的课堂", "本报讯 6月17日，中国邮政"])
    assert (
        repair_line(1, joined, columns=True)[0] == "9月17日，杨家坳镇渔民在封 当地日均捕鱼7万公斤"
    )
    assert repair_line(1, joined)[0] == "9月17日，杨家坳镇渔民在封当地日均捕鱼7万公斤"


def test_a_pair_is_looked_for_at_each_space() -> None:
    assert has_joined("怀溪市气象 台今日", {"象台"})
    assert not has_joined("怀溪市气象 台今日", {"气象", "台今"})


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
