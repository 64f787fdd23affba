"""A page that extraction tore apart is read a second time, in the order of its articles."""

from itertools import groupby
from pathlib import Path

import numpy as np

from banmian.config.profile import Profile
from banmian.model.layout import LineRole, PageText, Reading
from banmian.readers import read_text
from banmian.segment import segment_page
from banmian.segment.cues import forms
from banmian.segment.lines import Line, read_lines
from banmian.segment.order import order_of

TWO = (
    "全市邮政工作会议召开",
    "本报讯 昨日，全市邮政工作会议召开，总结上",
    "海棠书院修缮竣工",
    "半年的工作，部署下半年的任务，要求各单位",
    "海棠书院修缮工程日前竣工，这座建于清代的",
    "抓好落实，确保完成全年的目标任务。",
    "书院将在今年秋天向市民开放。",
)
FIRST, SECOND = (1, 3, 5), (4, 6)
TORN = Path(__file__).parents[1] / "pages" / "p018-grid.pdfminer.txt"


def lines_of(texts: tuple[str, ...]) -> tuple[Line, ...]:
    return read_lines(PageText("01.txt", texts), forms(Profile()))[0]


def read(texts: tuple[str, ...], *articles: tuple[int, ...]) -> list[Reading]:
    """Readings of lines: for each article the places of its lines of text, and of its head last."""
    return [
        Reading(
            (at + 1,),
            texts[at],
            LineRole.HEADLINE if at == article[-1] else LineRole.TEXT,
            number,
            opens=at == article[0],
            sure=1.0,
            second=LineRole.FURNITURE,
        )
        for number, article in enumerate(articles)
        for at in article
    ]


def test_a_page_that_is_whole_is_read_once() -> None:
    whole = tuple(TWO[at] for at in (0, *FIRST, 2, *SECOND))
    assert order_of(lines_of(whole), read(whole, (1, 2, 3, 0), (5, 6, 4))) is None


def test_a_torn_page_is_put_in_order_article_after_article() -> None:
    order = order_of(lines_of(TWO), read(TWO, (*FIRST, 0), (*SECOND, 2)))
    assert order
    assert order.places == (0, *FIRST, 2, *SECOND)


def test_of_each_line_is_told_whether_it_begins_an_article_and_stood_behind_another_line() -> None:
    order = order_of(lines_of(TWO), read(TWO, (*FIRST, 0), (*SECOND, 2)))
    assert order
    again, begins, behind = order.told.T
    assert np.all(again == 1)
    assert list(begins) == [1, 0, 0, 0, 1, 0, 0]
    assert list(behind) == [0, 0, 1, 1, 1, 1, 1]


def test_what_is_in_no_article_stands_by_itself_behind_those_that_begin_above_it() -> None:
    texts = (*TWO[:3], "第二版", *TWO[3:])
    readings = read(texts, (1, 4, 6, 0), (5, 7, 2))
    folio = Reading(
        (4,), "第二版", LineRole.FURNITURE, -1, opens=False, sure=1.0, second=LineRole.TEXT
    )
    readings.append(folio)
    order = order_of(lines_of(texts), readings)
    assert order
    assert order.places == (0, 1, 4, 6, 2, 5, 7, 3)


def test_a_torn_page_is_read_article_after_article() -> None:
    """Read once, the lines of its articles would alternate as they do in the source."""
    cut = segment_page(read_text(TORN.read_bytes(), TORN.name), Profile())
    turns = [article for article, _ in groupby(one.article for one in cut.readings)]
    assert len(turns) < 2 * len(cut.pieces) + len(cut.leftovers)
