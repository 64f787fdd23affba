"""Jump lines: which pieces of an issue become one article, and what becomes of the others."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banmian.content.jumps import Why
from banmian.content.plain_text import body_lines
from banmian.content.stitch import Stitched, stitch
from banmian.model.article import (
    Block,
    Direction,
    Figure,
    Genre,
    Jump,
    Paragraph,
    SectionHead,
)
from banmian.model.draft import Draft
from banmian.model.layout import Piece

TELESCOPE = "守着一口“大锅”看宇宙"
TELESCOPE_1 = (
    "清晨六点，平塘县大窝凼的雾还没有散，射电望远镜的反射面在山谷里露出银色的边。"
    "值机员把昨夜观测的脉冲星数据又核对了一遍，望远镜在夜里转动了四次，找到了两颗新的脉"
)
TELESCOPE_2 = (
    "冲星。“望远镜替我们看得远，我们替望远镜看得细。”值机员说。"
    "反射面由四千多块面板拼成，观测间隙，维护人员沿着圈梁检查面板，一天要走两万步。"
)
FERRY = "龙潭渡口完成最后一班摆渡"
FERRY_1 = (
    "傍晚，老艄公把渡船靠上龙潭镇的石阶，系好缆绳，取下船头的灯。"
    "对岸的大桥昨天通了车，这条渡船摆渡了六十二年，最后一班只坐了三位乘"
)
FERRY_2 = (
    "客。一位乘客是专程从城里回来的，他小时候每天坐渡船上学，船钱两分。"
    "老艄公说，渡船会留在码头，桥上的灯亮了，他也该上岸了。"
)


def piece(
    text: str = "",
    *jumps: str,
    headline: str | None = None,
    kicker: str | None = None,
    at: int = 1,
) -> Piece:
    """A piece with its jump lines, as 下转3 or 上接1; `at` is its line."""
    return Piece(
        lines=(at,),
        genre=Genre.NEWS,
        confidence=1.0,
        kicker=kicker,
        headline=headline,
        jumps=tuple(map(jump, jumps)),
        body=(Paragraph(text),) if text else (),
    )


def jump(said: str) -> Jump:
    way, rest = said[:2], said[2:]
    page, _, title = rest.partition(" ")
    direction = Direction.TO if way == "下转" else Direction.FROM
    return Jump(direction, page, f"（{way}第{page}版{title}）")


def pages(stitched: Stitched) -> list[list[str]]:
    """The pages of each article."""
    return [[place.page for place in draft.placements] for draft in stitched.drafts]


def joined(stitched: Stitched) -> set[tuple[str, str]]:
    """The beginnings of what was joined: of the article, and of its text on the second page."""
    found = set()
    for draft in stitched.drafts:
        if len(draft.spans) == 2:
            text = "".join(body_lines(draft.body))
            found |= {
                (first, second)
                for first in ("清晨", "傍晚")
                for second in ("冲星。“望", "客。一位")
                if text.startswith(first) and second in text
            }
    return found


RIGHT = {("清晨", "冲星。“望"), ("傍晚", "客。一位")}


def whys(stitched: Stitched) -> list[tuple[str, Why]]:
    return [(one.loose.jump.text, one.loose.why) for one in stitched.loose]


def test_a_sentence_that_the_jump_cut_is_one_again() -> None:
    one = stitch(
        [
            ("1", [piece(TELESCOPE_1, "下转2", headline=TELESCOPE)]),
            ("2", [piece(TELESCOPE_2, "上接1")]),
        ]
    )
    assert pages(one) == [["1", "2"]]
    assert one.drafts[0].body == (Paragraph(TELESCOPE_1 + TELESCOPE_2),)
    assert one.loose == ()


def test_a_sentence_that_ended_before_the_jump_stays_a_paragraph() -> None:
    one = stitch([("1", [piece("完。", "下转2")]), ("2", [piece("又一段。", "上接1")])])
    assert one.drafts[0].body == (Paragraph("完。"), Paragraph("又一段。"))


def competing(*, to: str = "3", since: str = "1") -> Stitched:
    return stitch(
        [
            (
                "1",
                [
                    piece(TELESCOPE_1, f"下转{to}", headline=TELESCOPE),
                    piece(FERRY_1, f"下转{to}", headline=FERRY),
                ],
            ),
            ("3", [piece(FERRY_2, f"上接{since}"), piece(TELESCOPE_2, f"上接{since}")]),
        ]
    )


def test_two_that_compete_are_told_apart_by_what_they_speak_of() -> None:
    assert joined(competing()) == RIGHT
    assert competing().loose == ()


@pytest.mark.parametrize(("to", "since"), [("03", "一"), ("三", "01"), ("A03", "A1")])
def test_pages_are_the_same_however_they_are_written(to: str, since: str) -> None:
    stitched = competing(to=to, since=since)
    assert joined(stitched) == RIGHT
    labels = {jump.page for draft in stitched.drafts for jump in draft.jumps}
    assert labels == {"1", "3"}


SAME = "各单位要提高认识，压实责任，把各项工作做细做实，完成全年的目标任务。"


def lines(stitched: Stitched) -> list[list[int]]:
    """The lines of each article, page by page."""
    return [[line for span in draft.spans for line in span.lines] for draft in stitched.drafts]


FLOOD, SAFETY = "全市防汛抗旱动员大会举行", "全市安全生产工作会议召开"


@pytest.mark.parametrize(
    ("first", "second", "third", "fourth"),
    [
        # what the continuations are called
        (
            piece(SAME, "下转2", headline=FLOOD, at=1),
            piece(SAME, "下转2", headline=SAFETY, at=2),
            piece(SAME, "上接1", headline="安全生产会议", at=3),
            piece(SAME, "上接1", headline="防汛抗旱动员", at=4),
        ),
        # what their jump lines name
        (
            piece(SAME, "下转2", headline=FLOOD, at=1),
            piece(SAME, "下转2", headline=SAFETY, at=2),
            piece(SAME, "上接1 《安全生产会议》", at=3),
            piece(SAME, "上接1 《防汛抗旱动员》", at=4),
        ),
        # what the jump lines of the first halves name: their own headlines are not in the text
        (
            piece(SAME, "下转2 防汛抗旱动员", at=1),
            piece(SAME, "下转2 安全生产会议", at=2),
            piece(SAME, "上接1", headline=SAFETY, at=3),
            piece(SAME, "上接1", headline=FLOOD, at=4),
        ),
        # one is known, so is the other
        (
            piece(SAME, "下转2", headline=FLOOD, at=1),
            piece(SAME, "下转2", headline=SAFETY, at=2),
            piece(SAME, "上接1", at=3),
            piece(SAME, "上接1", headline="防汛抗旱动员", at=4),
        ),
    ],
)
def test_titles_tell_apart_what_speaks_of_the_same(
    first: Piece, second: Piece, third: Piece, fourth: Piece
) -> None:
    stitched = stitch([("1", [first, second]), ("2", [third, fourth])])
    assert lines(stitched) == [[1, 4], [2, 3]]


def test_what_is_not_clear_is_not_joined() -> None:
    stitched = stitch(
        [
            ("1", [piece(SAME, "下转2", at=1), piece(SAME, "下转2", at=2)]),
            ("2", [piece(SAME, "上接1", at=3), piece(SAME, "上接1", at=4)]),
        ]
    )
    assert lines(stitched) == [[1], [2], [3], [4]]
    assert {why for _, why in whys(stitched)} == {Why.UNCLEAR}


def test_of_two_that_compete_for_one_the_other_has_no_partner() -> None:
    stitched = stitch(
        [
            (
                "1",
                [
                    piece(TELESCOPE_1, "下转3", headline=TELESCOPE),
                    piece(FERRY_1, "下转3", headline=FERRY),
                ],
            ),
            ("3", [piece(FERRY_2, "上接1", headline="最后一班摆渡")]),
        ]
    )
    assert pages(stitched) == [["1"], ["1", "3"]]
    assert whys(stitched) == [("（下转第3版）", Why.MISSING)]


def test_more_than_can_be_told_apart_are_left_alone() -> None:
    stitched = stitch(
        [
            ("1", [piece(SAME, "下转2", at=at) for at in range(400)]),
            ("2", [piece(SAME, "上接1", at=at) for at in range(400)]),
        ]
    )
    assert len(stitched.drafts) == 800
    assert {why for _, why in whys(stitched)} == {Why.UNCLEAR}


@pytest.mark.parametrize(
    ("said", "why"), [("下转2", Why.MISSING), ("下转5", Why.ELSEWHERE), ("上接1", Why.MISSING)]
)
def test_a_jump_without_partner_stays_an_article(said: str, why: Why) -> None:
    stitched = stitch([("1", [piece(SAME, said)]), ("2", [piece(SAME)])])
    assert pages(stitched) == [["1"], ["2"]]
    assert [found for _, found in whys(stitched)] == [why]


def test_pages_that_do_not_agree_are_not_joined() -> None:
    stitched = stitch(
        [("1", [piece(SAME, "下转2")]), ("2", [piece(SAME, "上接3")]), ("3", [piece(SAME)])]
    )
    assert pages(stitched) == [["1"], ["2"], ["3"]]


def test_a_page_does_not_go_on_on_itself() -> None:
    stitched = stitch([("1", [piece(TELESCOPE_1, "下转1"), piece(TELESCOPE_2, "上接1")])])
    assert pages(stitched) == [["1"], ["1"]]
    assert {why for _, why in whys(stitched)} == {Why.MISSING}


def test_a_spread_does_and_is_one_page_all_the_same() -> None:
    first = piece(TELESCOPE_1, "下转8", at=1)
    stitched = stitch([("1-8", [first, piece(TELESCOPE_2, "上接1", at=2)])])
    (draft,) = stitched.drafts
    assert [(span.page, span.lines) for span in draft.spans] == [("1-8", (1, 2))]
    assert [(place.page, place.position) for place in draft.placements] == [("1-8", 1)]


def test_a_chain_over_three_pages_is_one_article() -> None:
    stitched = stitch(
        [
            ("1", [piece(TELESCOPE_1, "下转2", headline=TELESCOPE)]),
            ("2", [piece(TELESCOPE_2, "上接1", "下转3")]),
            ("3", [piece(SAME, "上接2")]),
        ]
    )
    assert pages(stitched) == [["1", "2", "3"]]
    assert stitched.loose == ()


def test_a_chain_never_leads_back() -> None:
    stitched = stitch(
        [
            ("1", [piece(TELESCOPE_1, "下转2", "上接2")]),
            ("2", [piece(TELESCOPE_2, "上接1", "下转1")]),
        ]
    )
    assert pages(stitched) == [["1"], ["2"]]
    assert len(stitched.loose) == 4


def test_a_second_jump_of_the_same_piece_is_told() -> None:
    stitched = stitch([("1", [piece(SAME, "下转2", "下转2")]), ("2", [piece(SAME, "上接1")])])
    assert pages(stitched) == [["1", "2"]]
    assert whys(stitched) == [("（下转第2版）", Why.MISSING)]


@pytest.mark.parametrize("short", ["守着“大锅”看宇宙", "守着一口“大锅”", TELESCOPE])
def test_a_short_form_of_the_headline_goes_with_the_jump_line(short: str) -> None:
    stitched = stitch(
        [
            ("1", [piece(TELESCOPE_1, "下转2", headline=TELESCOPE, kicker="科学之夜")]),
            ("2", [piece(TELESCOPE_2, "上接1", headline=short, kicker="科学之夜")]),
        ]
    )
    (draft,) = stitched.drafts
    assert (draft.kicker, draft.headline) == ("科学之夜", TELESCOPE)
    assert draft.body == (Paragraph(TELESCOPE_1 + TELESCOPE_2),)
    assert [one.text for one in draft.jumps] == ["（下转第2版）", f"（上接第1版） 科学之夜 {short}"]


def test_another_headline_of_a_continuation_is_a_section_head() -> None:
    stitched = stitch(
        [
            ("1", [piece(TELESCOPE_1, "下转2", headline=TELESCOPE)]),
            ("2", [piece(TELESCOPE_2, "上接1", headline="一天走两万步")]),
        ]
    )
    (draft,) = stitched.drafts
    expected = (Paragraph(TELESCOPE_1), SectionHead("一天走两万步"), Paragraph(TELESCOPE_2))
    assert draft.body == expected


def test_a_headline_that_only_the_continuation_has_is_the_articles() -> None:
    first = piece(TELESCOPE_1, "下转2")
    stitched = stitch([("1", [first]), ("2", [piece(TELESCOPE_2, "上接1", headline=TELESCOPE)])])
    assert [draft.headline for draft in stitched.drafts] == [TELESCOPE]


text = st.sampled_from([TELESCOPE, FERRY, "大锅", "6", SAME, TELESCOPE_1, FERRY_2, "，的"])
jumps = st.builds(
    lambda way, page, title: jump(f"{way}{page} {title}".strip()),
    st.sampled_from(["下转", "上接"]),
    st.sampled_from(["1", "01", "二", "2", "A3", "3", "4", "5", "9"]),
    st.sampled_from(["", "", "《大锅》"]),
)
blocks = st.one_of(
    st.builds(Paragraph, text),
    st.builds(SectionHead, text),
    st.builds(Figure, st.just(""), caption=text),
)


@st.composite
def issues(draw: st.DrawFn) -> list[tuple[str, list[Piece]]]:
    """Up to four pages, one of them a spread, with pieces that jump wherever they like."""
    number = iter(range(1, 1000))
    heads = st.one_of(st.none(), text)
    some = st.lists(
        st.builds(
            lambda kicker, headline, deck, byline, jumps, body: Piece(
                (next(number),),
                Genre.NEWS,
                1.0,
                kicker=kicker,
                headline=headline,
                deck=deck,
                byline=byline,
                jumps=tuple(jumps),
                body=tuple(body),
            ),
            heads,
            heads,
            heads,
            heads,
            st.lists(jumps, max_size=3),
            st.lists(blocks, max_size=3),
        ),
        max_size=4,
    )
    return [(label, draw(some)) for label in ("1", "2", "A03", "4-5")]


@given(issues())
@settings(max_examples=200)
def test_whatever_jumps_where_nothing_is_lost(issue: list[tuple[str, list[Piece]]]) -> None:
    stitched = stitch(issue)
    pieces = [piece for _, pieces in issue for piece in pieces]
    assert characters(stitched.drafts) == characters(pieces)
    given_lines = [(label, line) for label, pieces in issue for p in pieces for line in p.lines]
    used = [(s.page, line) for draft in stitched.drafts for s in draft.spans for line in s.lines]
    assert sorted(used) == sorted(given_lines)
    jumps = sum(len(piece.jumps) for piece in pieces)
    halves = 2 * (len(pieces) - len(stitched.drafts))  # each join meets two jump lines
    assert len(stitched.loose) == jumps - halves


def characters(pieces: list[Piece] | tuple[Draft, ...]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for one in pieces:
        heads = filter(None, (one.kicker, one.headline, one.deck, one.byline))
        body: tuple[Block, ...] = one.body
        for words in (*heads, *(jump.text for jump in one.jumps), *body_lines(body)):
            counts.update("".join(words.split()))
    return counts
