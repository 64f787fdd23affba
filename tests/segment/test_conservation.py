"""Any text at all is cut without an error, and none of it is lost or invented."""

from conservation import given as put_in
from conservation import shown, strings
from hypothesis import example, given, settings
from hypothesis import strategies as st

from banmian.config.profile import Profile
from banmian.model.layout import PageText
from banmian.model.line import check_line
from banmian.segment import as_json, segment_page

FRAGMENTS = (
    "本报讯",
    "本报讯 （记者 杨光 通讯员 万宇） ",
    "（记者 ",
    "□仲驿",
    "□王成成 摄影报道",
    "▲",
    "（黎安）",
    "编者按：",
    "【相关链接】",
    "我从山里来",
    "一等奖：张  三  李四光",
    "大白菜  2.50  3.00",
    "本报记者 张三",
    "段明 崔言",
    "（上接第1版）",
    "（下转02版）",
    "——",
    "图为",
    "一箱梨的24小时  5版",
    "责任编辑：",
    "07 本地新闻 石澜日报 2023年3月11日 星期日",
    "聆听“初心”的声音",
    "6 月 17 日 ，中 国 邮 政",
    "11月31日",
    "会议要求，各受援单位要共同做好服务保障工作。",
    "，",
    "。",
    "”",
    "�",
    "\x07",
    "\ue004",
    "\u2028",
    "\u202e",
    "\u3000\u3000",
    "⼥",
    "蜜",
    "1",
    "A ",
    "",
)
any_line = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(FRAGMENTS)).map("".join))
pages = st.lists(any_line, max_size=30).map(lambda lines: PageText("page.txt", tuple(lines)))
profiles = st.builds(
    Profile,
    name=st.text(max_size=4),
    byline_marks=st.text(max_size=4),
    collectives=st.just(("宗合",)),
)
SIGNED_NOTE = ("0", "（宇黎）编者按：", "0¡¡：等: \u200c末讯本护讯", "编[：")


@given(pages)
@example(PageText("page.txt", SIGNED_NOTE))
@settings(max_examples=300, deadline=None)
def test_every_character_comes_out_once(page: PageText) -> None:
    cut = segment_page(page, Profile())
    assert shown(cut) == put_in(page, cut)


@given(pages)
@settings(max_examples=100, deadline=None)
def test_every_line_with_text_is_used_once(page: PageText) -> None:
    cut = segment_page(page, Profile())
    spans = [piece.lines for piece in cut.pieces] + [left.lines for left in cut.leftovers]
    used = [number for span in spans for number in span]
    assert len(used) == len(set(used))
    assert all(span == tuple(sorted(span)) for span in spans)
    assert all(page.lines[number - 1].strip() for number in used)


@given(pages)
@example(PageText("page.txt", ("‘", "□记者 三·")))  # a name that a gap opened
@settings(max_examples=100, deadline=None)
def test_all_text_is_fit_for_the_model(page: PageText) -> None:
    cut = segment_page(page, Profile())
    for text in [text for piece in cut.pieces for text in strings(piece)]:
        check_line(text)
    for left in cut.leftovers:
        check_line(left.text)
    for piece in cut.pieces:
        assert 0 <= piece.confidence <= 1
    as_json(cut)


@given(pages, profiles)
@example(PageText("page.txt", ("0 ;;", "图为 ;;")), Profile(byline_marks=" "))  # a blank mark
@settings(max_examples=60, deadline=None)
def test_any_profile_will_do(page: PageText, profile: Profile) -> None:
    cut = segment_page(page, profile)
    assert shown(cut) == put_in(page, cut)


@given(pages)
@settings(max_examples=60, deadline=None)
def test_the_same_page_gives_the_same_cut(page: PageText) -> None:
    assert segment_page(page, Profile()) == segment_page(page, Profile())


@given(pages)
@settings(max_examples=60, deadline=None)
def test_the_record_of_repairs_can_be_replayed(page: PageText) -> None:
    now = dict(enumerate(page.lines, 1))
    for repair in segment_page(page, Profile()).repairs:
        assert now[repair.line] == repair.before
        now[repair.line] = repair.after
