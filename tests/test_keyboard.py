"""From the home page to a copied citation, by keys alone."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

FOCUSED = """() => {
  const one = document.activeElement;
  const style = getComputedStyle(one), box = one.getBoundingClientRect();
  return {
    text: one.textContent.trim(), tag: one.localName,
    ringed: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    seen: box.bottom > 0 && box.top < innerHeight && box.width > 0,
  };
}"""
MOST = 60


@pytest.fixture
def page(chromium: Browser, built: Path, serve: Callable[[Path], str]) -> Iterator[Page]:
    context = chromium.new_context(base_url=serve(built), locale="zh-CN")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    yield page
    context.close()


def tab_to(page: Page, text: str, tag: str) -> None:
    """Go on by Tab to an element; each on the way is seen, and seen to have the focus."""
    for _ in range(MOST):
        page.keyboard.press("Tab")
        now = page.evaluate(FOCUSED)
        if now["tag"] == "body":  # round, by the browser's own
            continue
        assert now["ringed"], now
        assert now["seen"], now
        if now["tag"] == tag and text in now["text"]:
            return
    pytest.fail(f"{text} is not reached by Tab")


def test_tab_and_enter_lead_to_a_copied_citation(page: Page) -> None:
    page.goto("")
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    tab_to(page, "临时邮路开通", "a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/lin-shi-you-lu-kai-tong/")
    page.wait_for_load_state()
    tab_to(page, "引用本文", "summary")
    page.keyboard.press("Enter")
    expect(page.locator("details.cite").get_by_role("combobox")).to_be_visible()
    tab_to(page, "GB/T 7714—2025", "select")
    page.keyboard.press("ArrowDown")
    tab_to(page, "复制", "button")
    page.keyboard.press("Enter")
    expect(page.locator("details.cite").get_by_role("status")).to_have_text("已复制")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "临时邮路开通[N/OL]" in copied or "临时邮路开通[N]" in copied
    assert copied == page.locator(".reference").inner_text()


def test_keys_lead_to_a_copied_citation(page: Page) -> None:
    """The edition's own keys: search, the first result, its citation."""
    page.goto("")
    page.keyboard.press("/")
    page.wait_for_url("**/search/")
    page.wait_for_load_state()
    page.keyboard.press("/")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.type("临时邮路")
    page.keyboard.press("Enter")
    expect(page.locator("#search-results li").first).to_contain_text("临时邮路开通")
    tab_to(page, "临时邮路开通", "a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/lin-shi-you-lu-kai-tong/**")
    page.wait_for_load_state()
    tab_to(page, "引用本文", "summary")
    page.keyboard.press("Space")
    tab_to(page, "复制", "button")
    page.keyboard.press("Space")
    expect(page.locator("details.cite").get_by_role("status")).to_have_text("已复制")
    assert "临时邮路开通" in page.evaluate("navigator.clipboard.readText()")
