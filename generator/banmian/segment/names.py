"""Names of people as bylines print them."""

_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭"
    "郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟"
    "平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江"
    "童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫经房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉"
    "龚程邢裴陆荣翁荀甄曲家封储靳段焦巴牧隗山谷车侯全班秋仲伊宫宁仇栾厉祖武符刘景詹龙叶司郜黎薄印白"
    "蒲从索赖卓蔺屠蒙池乔阴胥能苍双闻翟谭贡劳冉雍桑桂牛边燕冀尚农温庄晏柴瞿阎慕连茹习艾容向古易慎廖"
    "庾终居衡步耿满弘匡国文寇广东沃利蔚越师巩厍聂晁勾敖冷辛那简饶曾沙丰关相查荆红游权盖益桓公亢漕肖"
    "付闫覃郗代佟仝苑岳帅原冼鞠佘揭付战苟占涂隋麦宾"
)
"""The hundred surnames (百家姓) with those that are frequent today."""

_DOUBLE = frozenset(
    {"欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐"}
)


def is_name(text: str) -> bool:
    """Tell whether `text` may be a person's name: two or three characters after a surname."""
    if text[:2] in _DOUBLE:
        return 3 <= len(text) <= 4
    return 2 <= len(text) <= 3 and text[0] in _SURNAMES


def is_name_list(text: str) -> bool:
    """Tell whether a line is nothing but one to three names."""
    parts = text.replace("、", " ").split(" ")
    return len(parts) <= 3 and all(is_name(part) for part in parts)


def split_names(text: str) -> tuple[str, ...]:
    """Cut names that a justified line ran together: 徐一郭志 → 徐一, 郭志.

    What is no run of two names, or may be cut in two ways, stays as it is.
    """
    if len(text) < 4 or is_name(text):
        return (text,)
    cuts = [at for at in range(2, len(text) - 1) if is_name(text[:at]) and is_name(text[at:])]
    return (text[: cuts[0]], text[cuts[0] :]) if len(cuts) == 1 else (text,)
