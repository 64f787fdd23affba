"""What lines say by their form."""

import pytest

from banmian.config.profile import BylinePlace, Profile
from banmian.model.article import Direction
from banmian.segment.cues import Cue, byline_at_end, cue_of, forms, jump_of, without_jumps
from banmian.segment.jumps import jump_forms
from banmian.segment.notes import Note, opens_note

USUAL = forms(Profile())


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("□仲驿", Cue.SIGNED),
        ("（黎安）", Cue.SIGNED),
        ("（记者 杨光 通讯员 万宇）", Cue.SIGNED),
        ("（据新华社电）", Cue.SIGNED),
        ("（来源：人民网）", Cue.SIGNED),
        ("本报记者 张建国", Cue.NAMED),
        ("新华社记者 张建国", Cue.NAMED),
        ("通讯员 买买提·吐尔逊", Cue.NAMED),
        ("文/张建国 图/李梅", Cue.NAMED),
        ("本报评论员", Cue.NAMED),
        ("張建國 攝影報導", Cue.NAMED),
        ("記者 陳大文", Cue.NAMED),
        ("张建国 李梅", Cue.NAMES),
        ("（下转3版）", Cue.JUMP_TO),
        ("（下转第三版）", Cue.JUMP_TO),
        ("（下轉第3版）", Cue.JUMP_TO),
        ("下转第二版", Cue.JUMP_TO),
        ("▶下转3版", Cue.JUMP_TO),
        ("▶▶A3", Cue.JUMP_TO),
        ("转A2版", Cue.JUMP_TO),
        ("紧接第二版", Cue.JUMP_TO),
        ("紧接第一版", Cue.JUMP_FROM),
        ("（上接1版）", Cue.JUMP_FROM),
        ("◀上接A1版", Cue.JUMP_FROM),
        ("（上接第1版《关于进一步加强和改进新时代邮政普遍服务工作的意见》）", Cue.JUMP_FROM),
        ("上接第1版 关于进一步加强和改进新时代邮政工作", Cue.JUMP_FROM),
        ("【下转第2版 全市邮政工作会议召开】", Cue.JUMP_TO),
        ("（接1版）", Cue.JUMP_FROM),
        ("（紧转第3版）", Cue.JUMP_TO),
        ("（下转第2、3版）", Cue.JUMP_TO),
        ("图为会场。", Cue.CAPTION),
        ("圖為會場。", Cue.CAPTION),
        ("上图：会场。", Cue.CAPTION),
        ("活动现场。（资料图片）", Cue.CAPTION),
        ("责任编辑 夏杰佑 版式 方然", Cue.CREDITS),
        ("責任編輯：陳大文", Cue.CREDITS),
        ("本版图片由张建国摄", Cue.CREDITS),
        ("综合新闻", Cue.FURNITURE),
        ("第9376期 今日8版", Cue.FURNITURE),
        ("今日八版", Cue.FURNITURE),
        ("二〇二一年六月二十四日", Cue.FURNITURE),
        ("第三版 副刊 二〇二三年三月十一日 星期六", Cue.FURNITURE),
        ("第9期", Cue.FURNITURE),
        ("第一百二十三期", Cue.FURNITURE),
        ("06", Cue.FURNITURE),
        ("A3", Cue.FURNITURE),
        ("63", Cue.NONE),  # may be a folio, or a number in an upright headline
        ("元。", Cue.NONE),
        ("山路，", Cue.NONE),
        ("关门”", Cue.NONE),
        ("段安）", Cue.NONE),
        ("经济发展", Cue.NONE),
        ("记者在松江", Cue.NONE),
        ("记者见到了", Cue.NONE),
        ("上图书馆看书去", Cue.NONE),
        ("农民工作", Cue.NONE),
        ("深入报道", Cue.NONE),
        ("本报记者部招人", Cue.NONE),
        ("转向绿色发展", Cue.NONE),
        ("上接第1版的内容我们知道，", Cue.NONE),
        ("第3期培训班", Cue.NONE),
        ("二〇二一年六月二十四日，全市", Cue.NONE),
        ("今日八点开会", Cue.NONE),
        ("编者按：今年是建党百年。", Cue.NONE),
    ],
)
def test_what_a_line_is(text: str, cue: Cue) -> None:
    assert cue_of(text, USUAL) is cue


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("编者按：今年是建党百年。", Note.EDITORS_NOTE),
        ("【开栏的话】", Note.EDITORS_NOTE),
        ("編者按 今年是建黨百年。", Note.EDITORS_NOTE),
        ("■相关链接", Note.RELATED),
        ("新闻背景", Note.RELATED),
        ("更正：本报昨日第2版", Note.CORRECTION),
        ("遗失声明", Note.NOTICE),
        ("招聘启事", Note.NOTICE),
        ("编者按下快门", None),
        ("相关报道指出，", None),
        ("外交部发表声明", None),
        ("更正确的做法", None),
    ],
)
def test_what_a_line_opens(text: str, note: Note | None) -> None:
    assert opens_note(text) is note


OWN = Profile(
    byline_marks="▼",
    byline_words=("跑口记者", "手绘"),
    datelines=("本台{place}{date}专电",),
    collectives=("钟一言",),
    jumps_to=("详情见{page}叠",),
    jumps_from=("续自{page}叠",),
    furniture=("天天向上",),
    columns=("记者在线",),
)


@pytest.mark.parametrize(
    ("text", "cue", "usual"),
    [
        ("▼何平", Cue.SIGNED, Cue.NONE),
        ("□何平", Cue.NONE, Cue.SIGNED),
        ("跑口记者何平", Cue.NAMED, Cue.NONE),
        ("何平手绘", Cue.NAMED, Cue.NONE),
        ("钟一言", Cue.NAMED, Cue.NAMES),
        ("详情见B3叠", Cue.JUMP_TO, Cue.NONE),
        ("续自A1叠", Cue.JUMP_FROM, Cue.NONE),
        ("天天向上", Cue.FURNITURE, Cue.NONE),
        ("记者在线", Cue.FURNITURE, Cue.NONE),
        ("跑口记者走进田间", Cue.NONE, Cue.NONE),
    ],
)
def test_a_profile_has_forms_of_its_own(text: str, cue: Cue, usual: Cue) -> None:
    assert (cue_of(text, forms(OWN)), cue_of(text, USUAL)) == (cue, usual)


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        ("本台云泽6月1日专电 昨天", True),
        ("本台云泽六月一日专电 昨天", True),
        ("本台记者昨天", False),
        ("本報訊 昨天", True),
        ("本報臺北訊 昨天", True),
    ],
)
def test_datelines(text: str, dated: bool) -> None:
    assert (forms(OWN).dateline.match(text) is not None) is dated


def test_a_jump_of_the_profile_is_read_with_and_without_it() -> None:
    for jump in (jump_of("详情见B3叠"), jump_of("详情见B3叠", jump_forms(OWN))):
        assert (jump.direction, jump.page) == (Direction.TO, "B3")
    assert jump_of("续自A1叠", jump_forms(OWN)).direction is Direction.FROM


def test_jump_lines_leave_a_paragraph() -> None:
    text, jumps = without_jumps("（上接第一版）会议指出。（下转3版）")
    assert text == "会议指出。"
    assert [(jump.direction, jump.page) for jump in jumps] == [
        (Direction.FROM, "1"),
        (Direction.TO, "3"),
    ]


def test_a_paper_that_signs_above_has_no_bare_names_at_the_end() -> None:
    text = "村子亮了。 何平"
    assert byline_at_end(text, USUAL) == "何平"
    assert not byline_at_end(text, forms(Profile(byline_place=BylinePlace.START)))
