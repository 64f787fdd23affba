"""Chinese typography in a real browser: measure, leading, line edges, each kind of text's form."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from edition import copy_sample, run

pytestmark = pytest.mark.browser

ARTICLE = """\
+++
id = "typography0"
kicker = "深入学习贯彻党的十九届五中全会精神 推动邮政事业高质量发展"
headline = "开局之年 业务总量再上台阶——会议侧记"
deck = "——让“快递进村”走完“最后一公里”"
placements = [{{ page = "1", position = 99 }}]
slug = "typography"
+++

> [!编者按]
> 今年是“十四五”开局之年。本报今起推出系列报道，敬请关注。

本报讯 {long}

{marks}

## 让村民“取得到、寄得出、买得好”——三年变了样

| 月份 | 业务量（万件） | 同比增长（%） | 业务收入（亿元） | 备注 |
| --- | --- | --- | --- | --- |
| 1月 | 7821.3 | 29.9 | 912.4 | 春节前高峰期间日均业务量 |

一等奖：张三 李四光 王五

先进个人：陈小明 赵六 周七

| 床前明月光，
| 疑是地上霜。
|
| 举头望明月，低头思故乡。
"""
LONG = "邮政企业坚持以人民为中心的发展思想立足新发展阶段贯彻新发展理念" * 8 + "。"
MARKS = "“（邮政）在乡”、“快递（进村）”，《条例》：“质”“量”齐升……" * 9
LINES = """part => {
  const range = document.createRange(), lines = [];
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    for (let at = 0; at < node.data.length; at++) {
      range.setStart(node, at); range.setEnd(node, at + 1);
      const box = range.getClientRects()[0], last = lines[lines.length - 1];
      if (!box || !node.data[at].trim()) continue;
      if (last && Math.abs(last.bottom - box.bottom) < box.height / 2) last.text += node.data[at];
      else lines.push({ text: node.data[at], bottom: box.bottom, left: box.left });
    }
  }
  return lines;
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = copy_sample(tmp_path_factory.mktemp("typography") / "sample")
    text = ARTICLE.format(long=LONG, marks=MARKS)
    (project / "site" / "content" / "2021-06" / "typography.md").write_text(text, "utf-8")
    assert run("build", "--project", project, "--quiet") == 0
    return project / "site" / "public"


@pytest.fixture
def page(chromium: Browser, site: Path, serve: Callable[[Path], str]) -> Iterator[Page]:
    page = chromium.new_page(base_url=serve(site))
    yield page
    page.close()


def opened(page: Page, width: int, address: str = "2021-06/typography/") -> Page:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(address)
    return page


def lines(page: Page, selector: str) -> list[dict[str, Any]]:
    """The lines of a part of a page as they are set."""
    found: list[dict[str, Any]] = page.locator(selector).first.evaluate(LINES)
    return found


def texts(page: Page, selector: str) -> list[str]:
    return [line["text"] for line in lines(page, selector)]


LONG_ONE = ".body > p:has(.dateline)"


@pytest.mark.parametrize(("width", "least", "most"), [(320, 15, 16), (390, 19, 20), (1280, 34, 38)])
def test_a_line_holds_as_many_characters_as_read_well(
    page: Page, width: int, least: int, most: int
) -> None:
    full = texts(opened(page, width), LONG_ONE)[1:-1]
    assert {len(line) for line in full} <= set(range(least, most + 1))


@pytest.mark.parametrize("width", [390, 1280])
def test_type_and_leading_are_those_of_a_book(page: Page, width: int) -> None:
    set_so = lines(opened(page, width), LONG_ONE)
    steps = [below["bottom"] - above["bottom"] for above, below in pairwise(set_so)]
    assert all(step == pytest.approx(18 * 1.75, abs=0.6) for step in steps)
    assert set_so[0]["left"] - set_so[1]["left"] == pytest.approx(36, abs=1)


@pytest.mark.parametrize("width", range(300, 420, 10))
def test_no_mark_stands_at_the_wrong_edge_and_no_character_alone(page: Page, width: int) -> None:
    set_so = texts(opened(page, width), LONG_ONE + " + p")
    assert not [line for line in set_so[1:] if line[0] in "，。、；：？！”’）》…"]
    assert not [line for line in set_so[:-1] if line[-1] in "“‘（《"]
    for part in (LONG_ONE, LONG_ONE + " + p", ".editors-note p:last-child"):
        assert len(texts(page, part)[-1].rstrip("，。、；：？！”’）》…")) > 1, part


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_heads_break_at_blanks_and_before_a_dash(page: Page, width: int) -> None:
    opened(page, width)
    assert "".join(texts(page, "h1")) == "开局之年业务总量再上台阶——会议侧记"
    for part in ("h1", ".body h2", ".deck"):
        assert not [line for line in texts(page, part)[:-1] if line.endswith("—")], part
    if width == 390:
        assert texts(page, "h1") == ["开局之年业务总量再上台阶", "——会议侧记"]
        assert texts(page, ".body h2") == ["让村民“取得到、寄得出、买得好”", "——三年变了样"]
    sizes = [
        page.locator(part).first.evaluate("part => parseFloat(getComputedStyle(part).fontSize)")
        for part in (".article .kicker", "h1", ".article .deck")
    ]
    assert sizes[0] < sizes[1] > sizes[2]


def test_each_kind_of_text_has_its_own_form(page: Page) -> None:
    opened(page, 390)
    assert texts(page, ".verse") == ["床前明月光，", "疑是地上霜。"]
    first, second = (page.locator(".verse").nth(n).bounding_box() for n in (0, 1))
    assert first
    assert second
    assert first["x"] == second["x"] > 40  # in the middle, with one edge
    names = [page.locator(".names").nth(n).locator("span") for n in (0, 1)]
    columns = [[box["x"] for one in row.all() if (box := one.bounding_box())] for row in names]
    gaps = [[b - a for a, b in pairwise(row)] for row in columns]
    assert gaps[0] == pytest.approx(gaps[1], abs=0.5)
    assert page.locator(".names").first.inner_text() == "一等奖：张三 李四光 王五"
    assert page.locator(".editors-note .label").inner_text() == "编者按"


def test_the_dateline_is_in_hei_where_the_text_is_in_song(page: Page) -> None:
    opened(page, 390)
    page.evaluate("document.documentElement.dataset.face = 'serif'")
    face = "part => getComputedStyle(part).fontFamily"
    assert "Songti" in page.locator(".body").evaluate(face)
    assert "Songti" not in page.locator(".dateline").evaluate(face)
    weight = page.locator(".dateline").evaluate("part => getComputedStyle(part).fontWeight")
    assert weight == "700"


def test_a_wide_table_scrolls_in_its_own_box_and_by_keyboard(page: Page) -> None:
    opened(page, 320)
    box = page.locator(".table")
    assert box.evaluate("part => part.scrollWidth > part.clientWidth")
    box.evaluate("part => { part.onscroll = () => { part.dataset.at = part.scrollLeft } }")
    box.focus()
    page.keyboard.press("ArrowRight")
    expect(box).to_have_attribute("data-at", re.compile("[1-9]"))
    assert page.locator(".table th").first.bounding_box()["height"] < 70  # type: ignore[index]


PLACES = (
    "  2021-06/ 2021-06/p/1/ 2021-06/typography/ topics/ topics/dang-jian-dang-shi/ people/ "
    "search/ archive/ archive/2021/ corrections/ about/"
)


@pytest.mark.parametrize("size", ["", "largest"])
@pytest.mark.parametrize("address", PLACES.split(" ")[1:])
def test_nothing_is_wider_than_a_narrow_phone(page: Page, address: str, size: str) -> None:
    opened(page, 320, address)
    page.evaluate("size => { document.documentElement.dataset.size = size }", size)
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("scale", [1.3, 2.0])
def test_type_that_the_system_enlarges_stays_in_its_column(page: Page, scale: float) -> None:
    opened(page, 390)
    page.evaluate("scale => { document.documentElement.style.fontSize = `${scale * 16}px` }", scale)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    full = texts(page, LONG_ONE)[1:-1]
    assert min(map(len, full)) >= 8
    steps = lines(page, LONG_ONE)
    assert steps[2]["bottom"] - steps[1]["bottom"] == pytest.approx(18 * 1.75 * scale, abs=1)
