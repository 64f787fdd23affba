"""What an editor is told about a page: true, and nothing where nothing is wrong."""

from pathlib import Path

import pytest

from banmian.config.profile import Profile
from banmian.model.article import Direction, Genre, Jump, Paragraph
from banmian.model.layout import Leftover, LeftoverKind, PageText, Piece
from banmian.readers import read_text
from banmian.segment import segment_page
from banmian.segment.findings import findings

SEEDS = Path(__file__).parents[2] / "seeds"
WHOLE = "会议总结了上半年的工作，部署了下半年的任务。"
HEADLINE = "全市邮政工作会议召开"


def told(
    *texts: str,
    headline: str | None = HEADLINE,
    byline: str | None = None,
    confidence: float = 1.0,
    jumps: tuple[Jump, ...] = (),
) -> list[tuple[str, int]]:
    """Codes and lines for a page of one article; its headline is line 1."""
    page = PageText("01.txt", ("" if headline is None else headline, *texts, byline or ""))
    lines = tuple(number for number, line in enumerate(page.lines, 1) if line)
    body = tuple(map(Paragraph, texts))
    piece = Piece(
        lines, Genre.NEWS, confidence, headline=headline, byline=byline, jumps=jumps, body=body
    )
    return [(one.code, one.where.line) for one in findings(page, [piece], [])]


def test_nothing_is_wrong_with_an_article_that_is_whole() -> None:
    assert told(WHOLE, WHOLE) == []
    assert told("会议指出：", WHOLE, "“做细，做实！”") == []


@pytest.mark.parametrize(
    "headline", ["，部署下半年工作", "守着一口“大锅", "会议召开。", "全市邮政、", "摄"]
)
def test_a_headline_that_is_a_fragment(headline: str) -> None:
    assert told(WHOLE, headline=headline) == [("BM206", 1)]


def test_a_page_whose_text_is_all_left_over() -> None:
    page = PageText("01.txt", ("", "Morning Star", "News"))
    left = [Leftover(LeftoverKind.FURNITURE, (at,), page.lines[at - 1]) for at in (2, 3)]
    assert [(one.code, one.where.line) for one in findings(page, [], left)] == [("BM224", 2)]
    assert findings(PageText("01.txt", ("", " ")), [], []) == ()


TO = Jump(Direction.TO, "2", "（下转第2版）")
FROM = Jump(Direction.FROM, "1", "（上接第1版）")


def test_a_text_that_is_cut_off() -> None:
    assert told(WHOLE, "会议要求，各单位抓好落") == [("BM207", 3)]
    assert told("的工作，部署了任务。", WHOLE) == [("BM207", 1)]


def test_a_jump_line_says_why_a_text_is_cut_off() -> None:
    assert told("会议要求，各单位抓好落", jumps=(TO,)) == []
    assert told("的工作，部署了任务。", jumps=(FROM,)) == []


def test_a_list_of_names_is_not_cut_off() -> None:
    assert told("段明 崔言") == []


def test_what_may_be_two_articles() -> None:
    assert told(WHOLE, "本报讯 近日，投递员冒雨送信。") == [("BM208", 3)]
    assert told(WHOLE, confidence=0.1) == [("BM208", 1)]


def test_a_dateline_of_the_newspaper_may_open_another_article() -> None:
    page = PageText("01.txt", (HEADLINE, WHOLE, "云泽快讯 近日，邮路开通。"))
    body = (Paragraph(page.lines[1]), Paragraph(page.lines[2]))
    piece = Piece((1, 2, 3), Genre.NEWS, 1.0, headline=HEADLINE, body=body)
    own = Profile(datelines=("{place}快讯",))
    assert [one.code for one in findings(page, [piece], [])] == []
    assert [one.code for one in findings(page, [piece], [], own)] == ["BM208"]


def test_a_byline_that_names_nobody() -> None:
    assert told(WHOLE, byline="摄影报道") == [("BM209", 3)]


def of_furniture(text: str) -> list[tuple[str, dict[str, str]]]:
    page = PageText("01.txt", (text, WHOLE))
    left = Leftover(LeftoverKind.FURNITURE, (1,), text)
    piece = Piece((2,), Genre.NEWS, 1.0, headline=HEADLINE, body=(Paragraph(WHOLE),))
    return [(one.code, dict(one.values)) for one in findings(page, [piece], [left])]


def test_the_weekday_of_the_printed_date() -> None:
    assert of_furniture("07 本地新闻 2023年3月11日 星期六") == []
    assert of_furniture("07 本地新闻 2023年3月11日 星期日") == [
        ("BM205", {"date": "2023年3月11日", "real": "星期六", "printed": "星期日"})
    ]


def test_a_printed_date_of_no_calendar() -> None:
    assert of_furniture("2023年2月30日 星期四") == [("BM202", {"date": "2023年2月30日"})]


@pytest.mark.parametrize(
    ("seed", "codes"),
    [("000", ["BM203", "BM203", "BM202"]), ("002", ["BM201", "BM203"])],
)
def test_the_seeds_give_no_false_alarm(seed: str, codes: list[str]) -> None:
    (path,) = SEEDS.glob(f"{seed}_*.txt")
    cut = segment_page(read_text(path.read_bytes(), path.name), Profile(collectives=("仲驿",)))
    assert [one.code for one in cut.diagnostics] == codes
