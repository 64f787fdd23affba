"""Names of persons, places and units, drawn at random."""

from __future__ import annotations

from random import Random

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁"
    "魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎"
    "易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢岳齐梅莫庄辛管"
    "祝左涂谷祁时舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏"
    "宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来苟全褚廉简娄盖符奚木穆党燕郎邸"
    "冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩嵇井练仲乐虞卞封竺冼原官衣楚佟栗匡宗"
    "应台巫鞠桑荆谌银扬明沙"
)
DOUBLE = "欧阳 司马 上官 诸葛 尉迟 皇甫 令狐 慕容 东方 夏侯".split()
GIVEN = (
    "伟芳娜敏静秀丽强磊军洋艳勇杰娟涛明超霞平刚桂英华玉兰红建国文辉力志永健世广义兴良海山仁波"
    "宁贵福生龙元全胜学祥才发武新利清飞彬富顺"
    "信子昌成康星光天达安岩中茂进林有坚和彪博诚先敬震振壮会思群豪心邦承乐绍功松善厚庆民友裕河"
    "哲江浩亮政谦亨奇固之轮翰朗伯宏言若鸣朋斌"
    "梁栋维启克伦翔旭鹏泽晨辰士以家致树炎德行时泰雄琛钧冠策腾楠榕风航弘淑惠珠翠雅芝萍玲芬彩春"
    "菊凤洁梅琳素云莲真环雪荣爱妹香月莺媛瑞凡佳嘉"
    "琼勤珍贞莉娣叶璧璐娅琦晶妍茜秋珊莎锦黛青倩婷姣婉娴瑾颖露瑶怡婵雁蓓仪荷丹蓉眉君琴蕊薇菁梦"
    "岚苑婕馨琪韵融园艺咏卿聪澜纯毓悦昭冰爽羽希柯译一"
    "立正长东南北石田路亦可为书贤远方"
)
FOREIGN = (
    "买买提·吐尔逊",
    "古丽娜尔·艾山",
    "阿依古丽·买买提",
    "次仁·罗布",
    "扎西顿珠",
    "乌力吉巴图",
    "丹增朗杰",
    "艾力·艾山",
)
STEM_A = (
    "云清怀澄沐宁东南北青金白石龙凤梅桐柳松竹银玉长安永平兴和古新大小双三太鹿鹤雁沧江芦荷渔桃杏枫"
    "兰岭沙花锦昌丰福乐嘉康泰广林川湘洛汀沅潇陶横高"
)
STEM_B = (
    "阳溪泽河州川岭山江湖塘桥口坪湾源林峰城陵浦泉州原关岗坡台门潭渚洲屿水堂坝堰寨里庄集店丘陂峪洼溪"
)
UNIT_TAILS = (
    "县 市 镇 县局 市局 县分公司 市分公司 支局 区分公司 省分公司 邮政局 第一小学 第三中学 "
    "实验小学 人民医院 中医院 供电公司 水务公司 图书馆 "
    "文化馆 交警大队 气象局 农业农村局 税务局 法院 检察院 街道 社区 林场 车务段 机务段 "
    "港务公司 环卫所 总工会 妇联 职业学院 大学 矿 钢铁公司"
).split()
COLLECTIVE = (
    "宗合 仲文 钟宣 纪轩 闻讯 文轩 集宣 宗宣 郁言 任平川 辛闻 宗闻 众言 钟声远 舆闻 邮宣 "
    "工讯 团轩 本报综合 本报编辑部"
).split()
COLUMNS = (
    "新春走基层 一线见闻 记者手记 身边故事 街谈巷议 今日谈 读者来信 编读往来 市井 百姓话题 "
    "民生热线 关注 特写 速写 短新闻 随笔 人物 行走 记忆 教育 健康 "
    "法治 科普 文化 乡村振兴 高质量发展调研行 基层党建 蹲点日记 微故事 短评 声音 观察 "
    "热点追踪 本期话题 影像"
).split()


def pick_name(rng: Random) -> str:
    """A name of a person."""
    if rng.random() < 0.004:
        return rng.choice(FOREIGN)
    surname = (
        rng.choice(DOUBLE)
        if rng.random() < 0.006
        else SURNAMES[min(int(rng.expovariate(1 / 55)), len(SURNAMES) - 1)]
    )
    given = rng.choice(GIVEN) + (rng.choice(GIVEN) if rng.random() < 0.74 else "")
    return surname + given


def pick_stem(rng: Random) -> str:
    """The two characters that a place is named by."""
    while True:
        stem = rng.choice(STEM_A) + rng.choice(STEM_B)
        if stem[0] != stem[1]:
            return stem


def pick_unit(rng: Random) -> str:
    """An office, school, firm or other body that sends in news."""
    stem = pick_stem(rng)
    tail = rng.choice(UNIT_TAILS)
    return (
        stem
        + (rng.choice("县市") if tail[0] not in "县市省镇区街社" and rng.random() < 0.5 else "")
        + tail
    )
