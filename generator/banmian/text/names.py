"""Names of people as bylines print them."""

import re

from banmian.text.characters import HAN

_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭"
    "郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟"
    "平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江"
    "童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫经房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉"
    "龚程邢裴陆荣翁荀甄曲家封储靳段焦巴牧隗山谷车侯全班秋仲伊宫宁仇栾厉祖武符刘景詹龙叶司郜黎薄印白"
    "蒲从索赖卓蔺屠蒙池乔阴胥能苍双闻翟谭贡劳冉雍桑桂牛边燕冀尚农温庄晏柴瞿阎慕连茹习艾容向古易慎廖"
    "庾终居衡步耿满弘匡国文寇广东沃利蔚越师巩厍聂晁勾敖冷辛那简饶曾沙丰关相查荆红游权盖益桓公亢漕肖"
    "付闫覃郗代佟仝苑岳帅原冼鞠佘揭付战苟占涂隋麦宾仉亓晋桓缑肇"
    "趙錢馮陳衛蔣韓楊許呂張嚴華謝鄒竇雲蘇範魯韋馬鳳鮑費賀湯羅畢鄔樂時齊盧顧黃蕭貝計談龐紀項藍閔賈"
    "婁駱"
    "鄧單吳鄭劉葉鍾譚龔歐萬莊馮孫陸榮邊師聶簡饒關紅遊權閻鄺賴蔔葛蘭應諸龍連習閆隊車溫許"
)
"""The hundred surnames (百家姓) with those that are frequent today, in both scripts."""

_FREQUENT = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏"
    "吕丁任沈"
    "姚卢姜崔钟谭陆汪范石廖贾韦付邹孟熊秦邱尹薛闫段侯陶黎贺顾郝龚邵钱严覃戴莫孔汤張劉陳楊黃趙吳孫"
    "馬羅鄭謝許韓馮鄧"
)
_DOUBLE = frozenset(
    {"欧阳", "歐陽", "司马", "司馬", "上官", "诸葛", "諸葛", "东方", "皇甫", "尉迟", "公孙", "慕容"}
    | {
        "令狐",
        "司徒",
        "夏侯",
        "端木",
        "南宫",
        "长孙",
        "宇文",
        "申屠",
        "澹台",
        "呼延",
        "独孤",
        "拓跋",
    }
)
_NEVER = frozenset("的了是着们这那哪把被使您你我他她它很也都就又再吗吧呢啊么")
"""Characters that no name has; in a row of words they tell text from names."""
_NEVER_LAST = frozenset("报報县縣镇鎮村乡鄉省局院版元部处所站库路街社在说从于向将并但不")
_WORDS = frozenset(
    "时报 文化 经济 周末 文物 水库 项目 安全 安装 成本 成果 成为 成立 方面 方向 方案 方式 时间 "
    "时代 时候 "
    "高度 高中 高校 高铁 双方 明天 明年 和平 和谐 平安 平台 平均 白天 常年 常常 常态 黄金 黄河 "
    "马上 "
    "农村 农民 农业 农产品 全国 全市 全省 全县 全体 全面 全部 全校 全家 全球 向前 金融 国内 国际 "
    "国家 "
    "温暖 温度 游客 公里 公司 公园 公益 公开 关门 关注 关于 边境 路上 经过 经验 项链 山上 山区 "
    "山路 江南 "
    "应该 应用 解决 解释 强调 元旦 曾经 从事 从此 祝福 燕子 舒适 何时 何况 何以 于是 万元 万人 "
    "易地 管理 管道 海关 毛巾 石油 汤圆 计划 计算 车辆 车间 车站 车上 花园 花卉 夏天 夏季 冬天 "
    "广场 广告 广大 师傅 师生 师资 习惯 容易 古城 古镇 古树 井盖 井然 丰收 丰富 越来越 越过 景区 "
    "景色 "
    "申请 申报 党员 连续 连接 双桥 终于 步行 步伐 耿直 满意 满足 利用 利益 蔚蓝 欢迎 "
    "相关 相比".split()
)
"""Frequent words that begin as surnames do and are nobody's name."""
_LONGEST_RUN = 24
"""Characters of a run of names: six or more people on a line of print."""
_LONGEST_LIST = 14
"""Characters of three names, four each, and what parts them."""
_FOREIGN = re.compile(f"[{HAN}]{{1,8}}(?:[·•‧・][{HAN}]{{1,8}}){{1,4}}")
_HAN_ONLY = re.compile(f"[{HAN}]+")
_LATIN = re.compile(r"[A-Z][A-Za-z.'-]*(?: [A-Z][A-Za-z.'-]*)*")


def is_name(text: str) -> bool:
    """Tell whether `text` may be a Chinese person's name: two or three characters, a surname first.

    Three or four after a double surname (欧阳).
    """
    if not _HAN_ONLY.fullmatch(text) or text in _WORDS or not _NEVER.isdisjoint(text):
        return False
    if text[:2] in _DOUBLE:
        return 3 <= len(text) <= 4
    return 2 <= len(text) <= 3 and text[0] in _SURNAMES and text[-1] not in _NEVER_LAST


def is_foreign_name(text: str) -> bool:
    """Tell whether `text` is a name with a dot (买买提·吐尔逊) or in Latin letters."""
    return _FOREIGN.fullmatch(text) is not None or _LATIN.fullmatch(text) is not None


def is_surname(text: str) -> bool:
    """Tell whether a character, or two, is a surname."""
    return text in _SURNAMES or text in _DOUBLE


def is_name_list(text: str) -> bool:
    """Tell whether a line is nothing but one to three names."""
    if len(text) > _LONGEST_LIST:
        return False
    parts = text.replace("、", " ").split(" ")
    return len(parts) <= 3 and all(is_name(part) for part in parts)


def split_names(text: str) -> tuple[str, ...]:
    """Cut names that a justified line ran together: 徐一郭志 → 徐一, 郭志.

    What is no run of names, or may be cut in two ways that are as likely, stays as it is.
    """
    if not 4 <= len(text) <= _LONGEST_RUN or is_name(text):
        return (text,)
    ways: list[list[tuple[str, ...]]] = [[()]]
    for end in range(1, len(text) + 1):
        steps = [
            (*way, text[start:end])
            for start in range(max(0, end - 4), end)
            if is_name(text[start:end])
            for way in ways[start]
        ]
        best = min(map(_cost, steps), default=(0, 0))
        ways.append([way for way in steps if _cost(way) == best][:2])
    return ways[-1][0] if len(ways[-1]) == 1 else (text,)


def _cost(names: tuple[str, ...]) -> tuple[int, int]:
    """Few names are likelier than many, frequent surnames likelier than others."""
    return len(names), sum(name[0] not in _FREQUENT for name in names)
