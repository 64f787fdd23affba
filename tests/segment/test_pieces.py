"""What becomes of notes, boxes, verse, lists and broken credits when a page is cut."""

import pytest

from banmian.config.profile import Profile
from banmian.model.article import Block, EditorsNote, Genre, Paragraph, SectionHead, Verse
from banmian.model.layout import PageText, Piece
from banmian.segment import as_json, segment_page
from banmian.segment.kept_lines import Kept, kept_lines
from banmian.segment.notes import with_notes

HEADLINE = "全市邮政工作会议召开"
NOTE = ("今年是建党百年，本报今起开设专栏，讲述投递员的故", "事，请读者关注。")
LEAD = "　　本报讯（记者 张三）6月23日，全市邮政工作会议召开，总结上"
TEXT = (
    "半年的工作，部署下半年的任务，要求各单位抓好落实，确保",
    "完成全年的目标任务。",
    "　　会议指出，各受援单位要共同做好服务保障工作，做细做实",
    "各项工作，当地群众十分满意。",
)
BOX = (
    "　　邮政普遍服务是指按照国家规定的业务范围、服务标准，以合",
    "理的资费标准，为中华人民共和国境内所有用户持续提供的服",
    "务。",
)

OTHER = (
    "新邮局开业迎客",
    "　　本报讯（记者 李四）7月1日，新邮局在县城开业，首日迎来许多客人，",
    "大家都说办事方便了不少，以后不用再跑远路了。",
)


def pieces(*lines: str) -> tuple[Piece, ...]:
    return segment_page(PageText("01.txt", lines), Profile()).pieces


def kinds(body: tuple[Block, ...]) -> list[str]:
    return [type(block).__name__ for block in body]


@pytest.mark.parametrize(
    ("opening", "label"),
    [
        ((f"　　编者按：{NOTE[0]}", NOTE[1]), "编者按："),
        (("编者按", f"　　{NOTE[0]}", NOTE[1]), "编者按"),
    ],
)
def test_an_editors_note_opens_the_article_that_it_stands_before(
    opening: tuple[str, ...], label: str
) -> None:
    (piece,) = pieces(HEADLINE, *opening, LEAD, *TEXT)
    assert piece.headline == HEADLINE
    assert piece.body[0] == EditorsNote(label, ("".join(NOTE),))
    assert kinds(piece.body) == ["EditorsNote", "Paragraph", "Paragraph"]
    assert piece.byline == "（记者 张三）"
    assert piece.genre is Genre.NEWS


def test_an_editors_note_between_a_headline_and_its_text_is_no_article() -> None:
    _, piece = pieces(*OTHER, HEADLINE, "编者按", f"　　{NOTE[0]}", NOTE[1], LEAD, *TEXT)
    assert piece.headline == HEADLINE
    assert piece.body[0] == EditorsNote("编者按", ("".join(NOTE),))
    assert kinds(piece.body) == ["EditorsNote", "Paragraph", "Paragraph"]


def test_a_see_also_box_ends_the_article_before_it() -> None:
    (piece,) = pieces(HEADLINE, LEAD, *TEXT, "【相关链接】", *BOX)
    assert kinds(piece.body) == ["Paragraph", "Paragraph", "SectionHead", "Paragraph"]
    assert piece.body[2] == SectionHead("【相关链接】")


def test_notes_among_paragraphs() -> None:
    blocks = (Paragraph("编者按"), Paragraph("今年。"), Paragraph("【相关链接】邮政法"))
    assert with_notes(blocks) == (
        EditorsNote("编者按", ("今年。",)),
        SectionHead("【相关链接】"),
        Paragraph("邮政法"),
    )
    plain = (Paragraph("编者按下快门，大家笑了。"), Paragraph("编者按"))
    assert with_notes(plain) == plain


def test_verse_keeps_its_lines() -> None:
    poem = ("春风又绿江南岸，", "细雨初肥陌上桑。", "几处新莺争暖树，", "谁家燕子绕雕梁。")
    (piece,) = pieces("春到田家", "李梅", *poem)
    assert piece.body == (Verse(poem),)
    assert piece.genre is Genre.VERSE
    page = segment_page(PageText("01.txt", ("春到田家", "李梅", *poem)), Profile())
    assert as_json(page)["articles"][0]["paragraphs"] == list(poem)


@pytest.mark.xfail(strict=True)
def test_a_poem_under_a_title_of_two_characters_keeps_it() -> None:
    (piece,) = pieces("田家", "李梅", "春风又绿江南岸，", "细雨初肥陌上桑。", "几处新莺争暖树。")
    assert piece.headline == "田家"


def test_a_list_of_names_keeps_its_rows_and_loses_its_padding() -> None:
    rows = ("一等奖：张  三  李四光  王  五", "二等奖：陈小明  赵  六  周  七  吴  八")
    (piece,) = pieces(HEADLINE, LEAD, *TEXT, *rows)
    assert piece.body[-2:] == (
        Paragraph("一等奖：张三 李四光 王五"),
        Paragraph("二等奖：陈小明 赵六 周七 吴八"),
    )


def test_rows_of_names_are_no_headline_of_the_article_after_them() -> None:
    rows = ("一等奖：张  三  李四光  王  五", "二等奖：陈小明  赵  六  周  七  吴  八")
    before, after = pieces(HEADLINE, LEAD, *TEXT, *rows, *OTHER)
    assert before.body[-1] == Paragraph("二等奖：陈小明 赵六 周七 吴八")
    assert (before.headline, after.headline) == (HEADLINE, OTHER[0])
    assert (after.kicker, after.deck) == (None, None)


def test_a_table_keeps_its_rows() -> None:
    rows = ("品种  批发价  零售价", "大白菜  2.50  3.00", "西红柿  3.20  4.00", "黄瓜  2.80  3.60")
    (piece,) = pieces("今日菜价", *rows)
    assert piece.headline == "今日菜价"
    assert kinds(piece.body) == ["Paragraph"] * 4


@pytest.mark.parametrize(
    "texts",
    [
        (
            "会议要求，各受援单位要",
            "共同做好服务保障工作。",
            "会议指出，全市要抓好落",
            "实，确保完成任务。",
        ),
        ("“妈妈，月亮收得到信吗？”", "“收得到，要贴两张邮票。”", "“阿姨，邮编是多少？”") * 2,
        (
            "中国共产党第十九届中央",
            "委员会第六次全体会议于",
            "十一月八日至十一日在北",
            "京举行并且顺利闭幕了啊",
        ),
        ("县", "合", "修", "字", "让", "给", "红岩县的代表提起一"),
    ],
)
def test_prose_is_not_kept_in_lines(texts: tuple[str, ...]) -> None:
    assert kept_lines(texts) == [None] * len(texts)


def test_free_verse_among_prose_is_long() -> None:
    poem = ("我从山里来", "带着一身泥土", "风把稻穗吹弯的时候", "也把母亲吹老", "灯还", "亮着")
    prose = ("会议要求，各受援单位要共同做好服务保障工作。",)
    assert kept_lines(prose + poem) == [None, *[Kept.VERSE] * 6]
    assert kept_lines(prose + poem[:4]) == [None] * 5


@pytest.mark.parametrize(
    ("lines", "authors"),
    [
        (("本报讯（通讯员 段", "凡 记者 马丽）6月23日，全市邮政工作会议召"), ["段凡", "马丽"]),
        (("本报讯 （记者 邓英航", "通讯员漕书）6月23日，全市邮政工作会议召"), ["邓英航", "漕书"]),
        (("本报讯（记者金晨红田一", "佑） 6月23日，全市邮政工作会议召"), ["金晨红", "田一佑"]),
    ],
)
def test_the_credit_of_a_lead_may_stand_on_two_lines(
    lines: tuple[str, str], authors: list[str]
) -> None:
    (piece,) = pieces(HEADLINE, *lines, "开，总结上" + TEXT[0], *TEXT[1:])
    assert [one.name for one in piece.authors] == authors
    assert isinstance(piece.body[0], Paragraph)
    assert piece.body[0].text.startswith("本报讯 6月23日，全市邮政工作会议召开，总结上半年")


def test_a_byline_at_the_end_may_stand_on_two_lines() -> None:
    (piece,) = pieces(
        HEADLINE, LEAD.replace("（记者 张三）", " "), *TEXT[:3], "工作。（通讯员何", "兰 供图）"
    )
    assert [one.name for one in piece.authors] == ["何兰"]
    assert isinstance(piece.body[-1], Paragraph)
    assert piece.body[-1].text.endswith("工作。")
