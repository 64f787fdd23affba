"""How the theme shows what came later: corrections, drafts, lost pictures. In a real browser."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from edition import copy_sample, edit, png, previewed

pytestmark = pytest.mark.browser

LONG = "https://paper.example/an-address-without-any-blank/that-is-longer/than-a-phone-is-wide.html"
CORRECTED = f"""\
+++
id = "corrected1"
headline = "投递员冒雨送达通知书"
status = "draft"
placements = [{{ page = "1", position = 1 }}, {{ page = "A02", position = 1 }}]
corrections = [{{ date = "2026-11-24", note = "见 {LONG}" }}]
slug = "corrected"
+++

本报讯 近日，投递员冒雨送达通知书。

![装车](images/a.png "张三 摄")
投递员在装车。

![装车](images/a.png "新华社记者 张三、李四、王五、赵六、欧阳长长的名字 摄 {LONG}")
装车。

![](images/lost.png "李四 摄")
图片丢了，说明还在。

## 小标题

正文。
"""
WITHDRAWN = f"""\
+++
id = "withdrawn1"
status = "withdrawn"
withdrawal = {{ date = "2026-11-24", reason = "应作者要求，见 {LONG}" }}
placements = [{{ page = "1", position = 2 }}]
slug = "withdrawn"
+++
"""
ISSUE = """\
date = "2026-11-23"
status = "draft"

[[pages]]
label = "1"
name = "要闻与综合新闻，名称很长的一版"

[[pages]]
label = "A02"
name = "副刊"
assumed = true
"""
CONTRAST = """node => {
  const light = text => {
    const [r, g, b] = text.match(/[0-9.]+/g).slice(0, 3).map(Number).map(value => value / 255)
      .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
  };
  const style = getComputedStyle(node);
  const [a, b] = [light(style.color), light(style.backgroundColor)];
  return Math.max(a, b) / Math.min(a, b);
}"""
"""The contrast of an element's text with its own ground, as WCAG defines it."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample edition with an issue of such articles, as a preview shows it."""
    sample = copy_sample(tmp_path_factory.mktemp("later") / "sample")
    issue = sample / "site" / "content" / "2026-11-23"
    (issue / "images").mkdir(parents=True)
    (issue / "issue.toml").write_text(ISSUE, "utf-8")
    (issue / "corrected.md").write_text(CORRECTED, "utf-8")
    (issue / "withdrawn.md").write_text(WITHDRAWN, "utf-8")
    (issue / "images" / "a.png").write_bytes(png())
    settings = sample / "site" / "edition.toml"
    target = "2021-06/ling-ting-chu-xin-de-sheng-yin/"
    settings.write_text(
        settings.read_text("utf-8") + f'\n[redirects]\n"old/" = "{target}"\n', "utf-8"
    )
    previewed(sample, sample / "made")
    folder = sample / "made" / "site"
    edit(folder / "old" / "index.html", 'http-equiv="refresh"', 'name="refresh"')  # it stays
    return folder


@pytest.fixture
def page(chromium: Browser, site: Path, serve: Callable[[Path], str]) -> Iterator[Page]:
    page = chromium.new_page(base_url=serve(site), viewport={"width": 1280, "height": 900})
    yield page
    page.close()


def box(part: Locator) -> dict[str, float]:
    found = part.bounding_box()
    assert found
    return {**found, "right": found["x"] + found["width"], "end": found["y"] + found["height"]}


def test_every_page_fits_a_narrow_phone_and_has_its_headings_in_order(
    page: Page, site: Path
) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    for file in sorted(site.rglob("*.html")):
        page.goto(f"/{file.relative_to(site).as_posix()}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, file
        levels = page.locator("h1, h2, h3, h4").evaluate_all("all => all.map(h => +h.tagName[1])")
        assert levels[0] == 1, file
        assert all(1 < after <= before + 1 for before, after in pairwise(levels)), file


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_draft_is_marked_so_that_nobody_overlooks_it(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for address in ("2026-11-23/", "2026-11-23/corrected/", "archive/2026/", ""):
        page.goto(f"/{address}")
        for mark in page.get_by_text("草稿", exact=True).all():
            assert mark.evaluate(CONTRAST) >= 4.5
            ground = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
            expect(mark).not_to_have_css("background-color", ground)
        assert page.get_by_text("草稿", exact=True).count() > 0


def test_a_credit_stands_apart_from_its_caption(page: Page) -> None:
    page.goto("/2026-11-23/corrected/")
    short, long = (page.locator("figcaption").nth(at) for at in range(2))
    credit = short.locator(".credit")
    ends = short.evaluate(
        """caption => {
          const words = document.createRange();
          words.selectNode(caption.firstChild);
          return words.getBoundingClientRect().right;
        }"""
    )
    assert box(credit)["x"] - ends >= 14
    assert abs(box(credit)["right"] - box(short)["right"]) < 1
    assert box(long.locator(".credit"))["end"] <= box(long)["end"] + 1


def test_a_caption_whose_picture_is_lost_stands_in_a_frame(page: Page) -> None:
    page.goto("/2026-11-23/corrected/")
    expect(page.locator("figcaption").nth(0)).to_have_css("border-top-width", "0px")
    expect(page.locator("figcaption").nth(2)).to_have_css("border-top-width", "1px")


def test_a_sheet_s_title_and_text_begin_at_one_line(page: Page) -> None:
    page.goto("/about/")
    text = box(page.locator(".body"))
    assert abs(box(page.locator("h1 .unit"))["x"] - text["x"]) < 1
    page.goto("/2026-11-23/corrected/")
    assert abs(box(page.locator("h1"))["x"] - text["x"]) < 1


def test_the_rules_between_corrections_are_as_wide_as_the_one_above(page: Page) -> None:
    page.goto("/corrections/")
    head, first = box(page.locator(".opening")), box(page.locator(".rows .item").first)
    assert (head["x"], head["right"]) == (first["x"], first["right"])


def test_a_page_that_moved_leads_on_with_a_link_that_looks_like_one(page: Page) -> None:
    page.goto("/old/")
    link = page.locator("main a")
    expect(link).to_have_css("text-decoration-line", "underline")
    assert box(link)["y"] - box(page.locator(".opening"))["end"] >= 12


def test_every_link_shows_that_it_has_the_focus(page: Page) -> None:
    for address in ("corrections/", "2026-11-23/withdrawn/", "old/"):
        page.goto(f"/{address}")
        for _ in range(
            page.locator("main a").count() + page.locator("header :is(a, input)").count()
        ):
            page.keyboard.press("Tab")
            focus = page.locator(":focus")
            expect(focus).not_to_have_css("outline-style", "none")
            expect(focus).to_be_in_viewport()
