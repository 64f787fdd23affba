"""Genres, as the form of a text tells them."""

import pytest

from banmian.model.article import Block, Figure, Genre, Paragraph, SectionHead, Verse
from banmian.segment.genre import genre_of

REPORT = "本报讯 6月23日，云泽市气象局发布消息，据了解，全市今年入汛以来降水偏多。" * 5
SCENE = (
    "从县城出发，先坐两个小时汽车，再走40分钟山路，才能到达观测站。董溪勇推开门，屋里只有一盏灯。"
    "“望远镜不是用眼睛看，是用耳朵听。”他说，来自宇宙深处的信号极其微弱。"
)
ARGUMENT = (
    "安全无小事。我们常说防患于未然，可真正做到并不容易。只有把制度落到每一个环节，才能守住底线。"
    "各级干部应当俯下身子，必须把责任扛在肩上，不能以会议落实会议。试想，如果隐患排查走过场，"
    "再好的预案又有何用？归根到底，安全要靠每一个人。让我们从身边做起，把每一件小事做实做细，"
    "唯有如此，群众的获得感才会更足，发展的底气才会更强。"
)
OWN_VILLAGE = "那时我们村口有一棵老树，我们放学都在树下写作业，我们的影子拖得很长。" * 5
ARGUED = "“我们应当快走，必须快走，不能再等，只有快走才能赶上。”老人对船工喊，船工摆了摆手。" * 5
LETTER = "编辑同志：我是云泽市一名退休教师，每天到街心公园散步，近来发现健身器材坏了好几处。"
POEM = ("我从山里来", "带着一身泥土", "风把稻穗吹弯", "也把母亲吹老", "灯还亮着")
OLD_POEM = ("春风又绿江南岸，", "细雨初肥陌上桑。", "几处新莺争暖树，", "谁家燕子绕雕梁。")
FOR_SALE = "金色家园隆重开盘，首付8万元起，先到先得，多重优惠。售楼热线：0571-88888888。"
SHORT = "近日，云泽市开通一条公交线路，市民出行更方便。"


@pytest.mark.parametrize(
    ("byline", "texts", "heads", "genre"),
    [
        ("□张三", (REPORT,), {"dated": True}, Genre.NEWS),
        ("本报记者 张三", (SCENE,) * 9, {}, Genre.FEATURE),
        ("本报记者 张三", (SCENE, "小标题", SCENE), {}, Genre.FEATURE),
        ("本报评论员", (SHORT, SHORT), {}, Genre.COMMENTARY),
        ("本報評論員", (SHORT, SHORT), {}, Genre.COMMENTARY),
        ("张三", (ARGUMENT,), {}, Genre.COMMENTARY),
        ("张三", (ARGUMENT,), {"dated": True}, Genre.NEWS),
        ("张三", (OWN_VILLAGE,), {}, Genre.NEWS),
        ("张三", (ARGUED,), {}, Genre.NEWS),
        ("张三", (SCENE, SCENE), {"headline": "社论：让春风吹进山村"}, Genre.COMMENTARY),
        ("张三", (SCENE, SCENE), {"headline": "切莫让形式主义累垮基层"}, Genre.COMMENTARY),
        ("张三", (SCENE, SCENE), {"headline": "评选揭晓"}, Genre.NEWS),
        ("（张三）", (SHORT,), {}, Genre.BRIEF),
        (None, (SHORT,), {}, Genre.BRIEF),
        ("读者 张三", (LETTER, SHORT), {}, Genre.LETTER),
        ("张三", ("尊敬的编辑老师：您好！", SHORT), {}, Genre.LETTER),
        ("张三", ("編輯同志：您好。", SHORT), {}, Genre.LETTER),
        ("张三", POEM, {"headline": "回乡"}, Genre.VERSE),
        ("张三", OLD_POEM, {}, Genre.VERSE),
        (None, (SHORT,), {"headline": "遗失声明"}, Genre.NOTICE),
        (None, (SHORT,), {"headline": "关于召开听证会的公告"}, Genre.NOTICE),
        (None, (SHORT,), {"headline": "招标公告"}, Genre.NOTICE),
        (None, (SHORT,), {"headline": "征稿启事"}, Genre.NOTICE),
        (None, (SHORT,), {"headline": "通知"}, Genre.NOTICE),
        ("□张三", (REPORT,), {"headline": "快检结果当场公示"}, Genre.NEWS),
        (None, ("大白菜2.50 3.00",) * 4, {}, Genre.NEWS),
        (None, (SHORT,), {"headline": "外交部发表声明"}, Genre.BRIEF),
        ("张三", (REPORT,), {"headline": "人大公告", "dated": True}, Genre.NEWS),
        (
            None,
            ("更正：本报6月1日第2版《新路》一文中“12公里”应为“21公里”。",),
            {},
            Genre.CORRECTION,
        ),
        (None, (SHORT,), {"headline": "更正"}, Genre.CORRECTION),
        (None, (SHORT,), {"headline": "致歉声明"}, Genre.CORRECTION),
        ("张三 摄", (SHORT,), {}, Genre.PHOTO),
        ("張三 攝影報導", (SHORT,), {}, Genre.PHOTO),
        ("张三 摄", (REPORT, REPORT, REPORT), {"dated": True}, Genre.NEWS),
        (None, (FOR_SALE,), {}, Genre.ADVERTISEMENT),
        ("□张三", (FOR_SALE,), {}, Genre.BRIEF),
    ],
)
def test_the_genre_of_a_text(
    byline: str | None, texts: tuple[str, ...], heads: dict[str, str | bool], genre: Genre
) -> None:
    body = tuple(SectionHead(t) if t == "小标题" else Paragraph(t) for t in texts)
    dated = bool(heads.get("dated"))
    headline = str(heads["headline"]) if "headline" in heads else None
    assert genre_of(byline, body, dated=dated, headline=headline) is genre


@pytest.mark.parametrize(
    ("body", "genre"),
    [
        ((), Genre.HEADLINE_ONLY),
        ((Figure("", caption="图为会场。"),), Genre.PHOTO),
        ((Verse(("我从山里来", "带着泥土")),), Genre.VERSE),
    ],
)
def test_the_genre_of_a_piece_without_paragraphs(body: tuple[Block, ...], genre: Genre) -> None:
    assert genre_of(None, body, dated=False) is genre
