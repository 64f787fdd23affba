"""Wordings of page furniture."""

from __future__ import annotations

import random

PLACES = (
    "澜川 临峤 青岚 石澜 凤栖 锦川 鹭洲 云泽 白溪 江南 沧渚 桐山 望湖 雁岭 松江岸 曲岭 东郯 "
    "永碛 河西 北屏 "
    "长堤 澄阳 海陵 怀溪 南浦 西岭 龙洄 新岸 秀川 邮苑 农垦 铁道 石油 林区 矿区"
).split(" ")
KINDS = (
    "日报 晚报 晨报 时报 商报 都市报 周报 新报 早报 晚刊 导报 青年报 工人报 周刊 报 文摘报 "
    "教育报 开发报"
).split(" ")
SECTIONS = (
    "要闻 本地新闻 综合新闻 社会 经济 民生 教育 文化 科技 副刊 专题 乡村振兴 时政 法治 健康 "
    "体育 国内 国际 "
    "理论 评论 读者来信 服务 文体 城事 县区 产业 旅游 基层 综合 企业文化 党建 视点 深度 周末 "
    "人物 通讯员之窗 "
    "经营管理 安全生产 生态 财经 区域新闻 网络 都市"
).split(" ")
RAILS = (
    "短波 简讯 要闻速览 新闻快递 一句话新闻 简明新闻 各地动态 快讯 信息窗 基层短讯 综合快报 "
    "微新闻 民生速递 "
    "社区快报 县区传真 短新闻 图片新闻 新闻集装箱 身边事 七日谈 动态 资讯 延伸阅读 信息超市 "
    "本周看点 读报参考 "
    "基层动态 生活提示 点击基层"
).split(" ")
TEASE = ("导读 今日导读 新闻导航 今日看点 本期导读 要目 今日关注 内页导读 新闻速览").split(" ")
ADS = (
    "欢迎订阅本报 订阅热线：{p}|公益广告 崇德向善 文明健康|公益广告 节约用水 从点滴做起|"
    "新闻热线：{p}|"
    "广告热线：{p} 欢迎垂询|遗失声明 {n}遗失身份证一张，声明作废。|节约粮食 反对浪费|"
    "招租 临街商铺{d}平方米 电话：{p}|讲文明 树新风 公益广告|本报刊登分类广告 电话：{p}|"
    "文明出行 从我做起|"
    "{n}美术馆 书画联展 免费参观|森林防火 人人有责|诚聘 会计一名 司机两名 联系电话：{p}|"
    "致读者：本报投递服务电话{p}|共建文明城 同享好生活|"
    "减资公告 {n}贸易有限公司注册资本由{d}万元减至{m}万元，请债权人于45日内申报债权。|"
    "无偿献血 点亮生命|"
    "注销公告 {n}农机专业合作社拟注销，请债权人自公告之日起45日内申报。"
).split("|")
SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜谢邹喻柏窦章苏潘葛范彭郎鲁韦马"
    "苗方任袁柳"
)
GIVEN = (
    "文静海波丽华建国志强晓明佳慧子轩雨桐立新永胜春燕秀英俊杰思远一鸣嘉宁卓然若溪德林彩云志刚少华"
)
DIGITS = "〇一二三四五六七八九"


def person(rng: random.Random) -> str:
    """An invented name."""
    return rng.choice(SURNAMES) + "".join(rng.choice(GIVEN) for _ in range(rng.choice((1, 2, 2))))


def phone(rng: random.Random) -> str:
    """A telephone number that is not in use."""
    return rng.choice(("0000—{}", "{}", "000-{}", "(0000){}")).format(
        rng.randint(2000000, 89999999)
    )


def ad(rng: random.Random) -> str:
    """A line of an advertisement."""
    return rng.choice(ADS).format(
        p=phone(rng), n=rng.choice(PLACES), d=rng.randint(20, 900), m=rng.randint(2, 19)
    )


class Issue:
    """The names and dates that the pages of one issue carry."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.name = rng.choice(PLACES) + rng.choice(KINDS)
        self.year, self.month = rng.randint(1998, 2025), rng.randint(1, 12)
        self.day = rng.randint(1, 28)
        self.pages = rng.choice((4, 4, 8, 8, 12, 16))
        self.number = rng.randint(60, 19999)

    @property
    def iso(self) -> str:
        """The date as in metadata."""
        return f"{self.year}-{self.month:02d}-{self.day:02d}"

    def date(self) -> str:
        """The date in words."""
        week = self.rng.choice("一二三四五六日")
        han = "".join(DIGITS[int(c)] for c in str(self.year))
        return self.rng.choice(
            (
                f"{self.year}年{self.month}月{self.day}日 星期{week}",
                f"{self.year}年{self.month}月{self.day}日 星期{week}",
                f"{self.year}年{self.month}月{self.day}日",
                f"{self.year}.{self.month}.{self.day} 星期{week}",
                f"{self.year}-{self.month:02d}-{self.day:02d}",
                f"星期{week} {self.year}年{self.month:02d}月{self.day:02d}日",
                f"{han}年{self.month}月{self.day}日 星期{week}",
                f"{self.year}年{self.month}月{self.day}日 周{week}",
            )
        )

    def staff(self) -> str:
        """Who made the page."""
        r = self.rng
        a, b, c, d = (person(r) for _ in range(4))
        return r.choice(
            (
                f"本版编辑：{a}",
                f"责任编辑 {a} 版式 {b}",
                f"责编：{a} 美编：{b} 校对：{c}",
                f"责任编辑：{a}",
                f"编辑：{a} 校对：{b}",
                f"本版责编 {a} 电话 {phone(r)}",
                f"主编/{a} 编辑/{b} 版式/{c}",
                f"值班总编：{a} 责任编辑：{b} 版式设计：{c} 校对：{d}",
                f"□责任编辑 {a} □美编 {b}",
                f"编辑 {a} 组版 {b} E-mail：bjb{r.randint(1, 99)}@example.com",
                f"版式 {a} 校对 {b}",
                f"一读 {a} 二读 {b} 三审 {c}",
                f"本版主编：{a} 编辑：{b}",
            )
        )

    def extra(self) -> list[str]:
        """Lines of a front page's masthead."""
        r = self.rng
        lines = [
            f"第{self.number}期 今日{self.pages}版",
            "国内统一连续出版物号 CN 00—0000",
            f"今日{self.pages}版 总第{self.number}期 邮发代号 00-{r.randint(1, 99)}",
            f"农历{r.choice('正二三四五六七八九十冬腊')}月"
            f"{r.choice(('初一', '初六', '十五', '廿三', '十八'))}",
            f"新闻热线：{phone(r)}",
            f"网址：www.example{r.randint(1, 99)}.cn",
            f"今日天气 {r.choice(('晴', '多云', '小雨转阴', '阴'))} 最高{r.randint(3, 36)}℃ 最低"
            f"{r.randint(-9, 2)}℃",
            f"{r.choice(PLACES)}市委主管主办",
            "值班编委 " + person(r),
            f"零售价 {r.choice(('0.50', '1.00', '1.50'))}元",
        ]
        r.shuffle(lines)
        return lines[: r.randint(1, 5)]
