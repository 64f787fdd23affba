"""A paragraph's anchor: how it begins, so that it stays while other paragraphs come and go."""

import re

from hypothesis import given
from hypothesis import strategies as st

from banmian.compose.body import ANCHOR, render
from banmian.compose.targets import Surroundings
from banmian.config.profile import Profile
from banmian.model.article import Block, EditorsNote, Markup, Paragraph, SectionHead, Verse

NOWHERE = Surroundings({}, str, {}, str)

texts = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=60)


def anchors(*body: Block) -> list[str]:
    html = render(body, NOWHERE, Profile()).html
    return re.findall(r'<p(?: class="[^"]*")? id="([^"]*)">', html)


def paragraphs(*texts: str) -> list[str]:
    return anchors(*map(Paragraph, texts))


@given(st.lists(texts, max_size=9))
def test_every_paragraph_has_one_of_its_own(some: list[str]) -> None:
    found = paragraphs(*some)
    assert len(found) == len(set(found)) == len(some)
    assert all(re.fullmatch(r"p-[0-9a-f]{8}(-[0-9]+)?", one) for one in found)


def test_it_stays_when_others_come_go_and_change() -> None:
    first, second = paragraphs("全市邮政工作会议召开。", "会议部署了下半年的任务。")
    assert paragraphs("新的一段。", "全市邮政工作会议召开。", "会议部署了下半年的任务。")[1:] == [
        first,
        second,
    ]
    assert paragraphs("会议部署了下半年的任务。") == [second]


def test_it_stays_when_the_end_of_its_paragraph_is_mended() -> None:
    opening = "一" * ANCHOR
    assert paragraphs(opening + "错字") == paragraphs(opening + "改正了，也长了些")


def test_paragraphs_that_begin_alike_are_numbered() -> None:
    one, two = paragraphs("他说：", "他说：")
    assert two == f"{one}-2"


def test_whatever_holds_a_paragraph() -> None:
    text = "会议部署了下半年的任务。"
    (plain,) = paragraphs(text)
    note, verse, written = (
        anchors(EditorsNote("编者按", (text,))),
        anchors(Verse((text,))),
        anchors(SectionHead("任务"), Markup(f"会议**部署**了{text[4:]}")),
    )
    assert note == verse == [plain]
    assert len(written) == 1
