"""A reader's way through the edition inside WeChat, on a narrow phone, with enlarged text."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from wechat import ANDROID, IPHONE, enlarge, unreadable

pytestmark = pytest.mark.browser

LARGER = 1.3


@pytest.fixture(params=[ANDROID, IPHONE], ids=["android", "iphone"])
def agent(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def page(
    chromium: Browser, built: Path, serve: Callable[[Path], str], agent: str
) -> Iterator[Page]:
    context = chromium.new_context(
        base_url=serve(built),
        user_agent=agent,
        viewport={"width": 360, "height": 780},
        is_mobile=True,
        has_touch=True,
        locale="zh-CN",
    )
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text))
    yield page
    context.close()
    assert wrong == []


def test_from_home_to_a_citation_with_larger_text(page: Page, agent: str) -> None:
    def look(name: str) -> None:
        page.wait_for_load_state()
        before = height(page)
        enlarge(page, agent, LARGER)
        assert height(page) > before, "the text is larger"
        if folder := os.environ.get("BANMIAN_PICTURES"):  # to be looked at
            word = "iphone" if agent == IPHONE else "android"
            page.screenshot(path=Path(folder, f"wechat-{word}-{name}.png"), full_page=True)
        assert unreadable(page) == {}, name

    def follow(href: str) -> None:
        page.locator(f"a[href='{href}']").first.tap()
        page.wait_for_url(lambda url: url.endswith(href))

    page.goto("")
    look("home")
    follow("2021-06/")
    look("issue")
    follow("p/1/")
    look("page")
    page.get_by_role("link", name="临时邮路开通").first.tap()
    page.wait_for_url("**/lin-shi-you-lu-kai-tong/")
    expect(page.locator("h1")).to_have_text("临时邮路开通")
    look("article")
    page.get_by_role("link", name="搜索").first.tap()
    page.wait_for_url("**/search/")
    page.get_by_role("combobox").fill("援疆")
    page.get_by_role("combobox").press("Enter")
    expect(page.locator("#search-results li").first).to_be_visible()
    look("search")
    page.locator("#search-results li").first.get_by_role("link").first.tap()
    page.wait_for_url("**#q=*")
    expect(page.locator("h1")).to_contain_text("援疆")
    page.locator("details.cite summary").tap()
    expect(page.locator("details.cite").get_by_role("combobox")).to_be_visible()
    look("cite")


def height(page: Page) -> float:
    """How high the text of a page stands."""
    found: float = page.evaluate("document.querySelector('main').getBoundingClientRect().height")
    return found
