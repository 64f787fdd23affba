"""How a reader wants to read: kept on the device, reached by keyboard, and never needed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def home(built: Path, serve: Callable[[Path], str]) -> str:
    return serve(built)


@pytest.fixture
def context(chromium: Browser, home: str) -> Iterator[BrowserContext]:
    context = chromium.new_context(base_url=home, viewport={"width": 390, "height": 844})
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text))
    yield page
    assert wrong == []


def article(built: Path) -> str:
    return next(built.glob("2021-06/lin-shi-*/")).relative_to(built).as_posix() + "/"


def style(page: Page, selector: str, name: str) -> str:
    """What a part of the page looks like."""
    script = "([selector, name]) => getComputedStyle(document.querySelector(selector))[name]"
    found: str = page.evaluate(script, [selector, name])
    return found


def test_what_was_chosen_holds_on_every_page_and_after_a_visit(
    page: Page, context: BrowserContext, built: Path
) -> None:
    page.goto(article(built))
    before = style(page, ".body", "fontSize"), style(page, "html", "backgroundColor")
    page.get_by_role("button", name="阅读设置").press("Enter")
    page.get_by_role("radio", name="超大").check()
    page.get_by_role("radio", name="宋体").check()
    page.get_by_role("radio", name="护眼").check()
    page.get_by_role("button", name="完成").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert float(style(page, ".body", "fontSize")[:-2]) == 1.5625 * float(before[0][:-2])
    assert style(page, "html", "backgroundColor") != before[1]
    assert style(page, ".body", "fontFamily").startswith('"Songti SC"')
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.goto("archive/")
    assert style(page, "html", "backgroundColor") == "rgb(245, 236, 217)"
    other = context.new_page()
    other.goto("")
    expect(other.locator("html")).to_have_attribute("data-size", "largest")
    other.get_by_role("button", name="阅读设置").click()
    expect(other.get_by_role("radio", name="超大")).to_be_checked()
    other.get_by_role("group", name="字号").get_by_label("标准").check()
    expect(other.locator("html:not([data-size])")).to_have_count(1)


@pytest.mark.parametrize("kept", ["", "{", "[1]", "null", '{"size": "x] body", "face": 7}', '"a"'])
def test_what_nobody_chose_is_nothing(page: Page, kept: str) -> None:
    page.goto("")
    page.evaluate("kept => localStorage.setItem('reading', kept)", kept)
    page.reload()
    page.get_by_role("button", name="阅读设置").click()
    expect(page.get_by_role("group", name="字号").get_by_label("标准")).to_be_checked()


@pytest.mark.parametrize("colours", ["浅色", "深色"])
def test_the_device_s_colours_can_be_passed_over(
    chromium: Browser, home: str, colours: str
) -> None:
    device: str = "dark" if colours == "浅色" else "light"
    context = chromium.new_context(base_url=home, color_scheme=device)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto("")
    before = style(page, "html", "backgroundColor")
    page.get_by_role("button", name="阅读设置").click()
    page.get_by_role("radio", name=colours).check()
    assert style(page, "html", "backgroundColor") != before
    context.close()


@pytest.mark.parametrize("spacing", ["", "wide"])
def test_the_largest_type_fits_the_smallest_screen(page: Page, built: Path, spacing: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("")
    chosen = {"size": "largest", "spacing": spacing}
    page.evaluate("kept => localStorage.setItem('reading', JSON.stringify(kept))", chosen)
    for path in ("", article(built), "2021-06/", "archive/2021/", "topics/", "search/?q=邮政"):
        page.goto(path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") == 320, path
    page.get_by_role("button", name="阅读设置").press("Enter")
    expect(page.get_by_role("radio", name="超大")).to_be_focused()
    expect(page.get_by_role("button", name="完成")).to_be_in_viewport(ratio=1)


def test_settings_are_chosen_by_keyboard(page: Page, built: Path) -> None:
    page.goto(article(built))
    before = style(page, ".body", "lineHeight")
    page.locator("#reading").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("group", name="字号").get_by_label("标准")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    expect(page.locator("html")).to_have_attribute("data-spacing", "wide")
    assert float(style(page, ".body", "lineHeight")[:-2]) > float(before[:-2])
    page.keyboard.press("Escape")
    expect(page.locator("#reading")).to_be_focused()


def test_keys_lead_through_the_edition(page: Page, built: Path) -> None:
    page.goto(article(built))
    start = page.url
    page.keyboard.press("ArrowRight")
    page.wait_for_url(lambda url: url != start)
    page.wait_for_load_state()
    page.keyboard.press("k")
    page.wait_for_url(start)
    page.wait_for_load_state()
    page.keyboard.press("u")
    page.wait_for_url("**/2021-06/p/*/")
    page.wait_for_load_state()
    page.keyboard.press("i")
    page.wait_for_url("**/2021-06/")
    page.wait_for_load_state()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="快捷键")).to_contain_text("回到这一期")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("/")
    page.wait_for_url("**/search/")
    page.wait_for_load_state()
    page.keyboard.press("/")
    expect(page.locator("main input[name=q]")).to_be_focused()
    page.keyboard.type("hij?")
    assert page.url.endswith("/search/") or "q=" in page.url  # letters in a field are letters


def test_without_javascript_there_is_no_button(chromium: Browser, home: str) -> None:
    context = chromium.new_context(base_url=home, java_script_enabled=False)
    page = context.new_page()
    page.goto("")
    expect(page.locator("#reading")).to_be_hidden()
    context.close()


def test_an_article_prints_like_a_clipping(page: Page, built: Path) -> None:
    page.goto(article(built))
    expect(page.locator(".clipping")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator(".clipping")).to_contain_text("临时邮路开通[N/OL]")
    for part in (".navigation", ".neighbours", ".cite"):
        expect(page.locator(part)).to_be_hidden()


def test_where_the_browser_has_no_dialogs_there_is_a_panel_all_the_same(
    context: BrowserContext, page: Page, built: Path
) -> None:
    context.add_init_script("delete HTMLDialogElement.prototype.showModal")
    page.goto(article(built))
    page.get_by_role("button", name="阅读设置").click()
    page.get_by_role("radio", name="深色").check()
    expect(page.locator("html")).to_have_attribute("data-colours", "dark")
    url = page.url
    page.get_by_role("button", name="完成").click()
    expect(page.locator(".reading-panel")).to_be_hidden()
    assert page.url == url
    page.locator("#long-picture").click()
    expect(page.locator(".long-picture img")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".long-picture")).to_have_count(0)
    expect(page.locator("#long-picture")).to_be_focused()
