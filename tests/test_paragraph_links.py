"""A paragraph that has an id can be linked to: its address is in the margin, and copied."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

pytestmark = pytest.mark.browser

ARTICLE = "2021-01/87-xiao-shi-bao-fei-tu-po-30-yi-yuan/"


@pytest.fixture
def page(chromium: Browser, built: Path, serve: Callable[[Path], str]) -> Iterator[Page]:
    """The article's page, each of its paragraphs with an id."""
    context = chromium.new_context(base_url=serve(built), viewport={"width": 1280, "height": 800})
    context.grant_permissions(["clipboard-read", "clipboard-write"])

    def named(route: Route) -> None:
        head, body = route.fetch().text().split('<div class="body">')
        numbers = iter(range(10_000, 20_000))
        body = re.sub(r"<p(?: id=\"[^\"]*\")?>", lambda _: f'<p id="p-{next(numbers)}">', body)
        route.fulfill(body=f'{head}<div class="body">{body}', content_type="text/html")

    page = context.new_page()
    page.route(f"**/{ARTICLE}", named)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text))
    page.goto(ARTICLE)
    yield page
    context.close()
    assert wrong == []


def test_a_paragraph_s_address_is_copied(page: Page) -> None:
    paragraph = page.locator("#p-10002")
    plain = page.evaluate("getComputedStyle(document.querySelector('#p-10002')).backgroundColor")
    page.locator("#p-10001").hover()
    paragraph.hover()
    link = page.get_by_role("link", name="链接到本段")
    expect(link).to_have_attribute("href", "#p-10002")
    link.click()
    expect(page.locator(".paragraph-told")).to_have_text("已复制")
    address = page.evaluate("location.href")
    assert address.endswith(f"{ARTICLE}#p-10002")
    assert page.evaluate("navigator.clipboard.readText()") == address
    marked = page.evaluate("getComputedStyle(document.querySelector('#p-10002')).backgroundColor")
    assert marked != plain
    expect(link).to_have_attribute("tabindex", "-1")
    page.locator("#p-10003").hover()
    expect(page.locator(".paragraph-told")).to_have_text("")
    expect(link).to_have_attribute("href", "#p-10003")


def test_the_link_stands_beside_its_paragraph_and_not_in_its_text(page: Page) -> None:
    text = page.locator("#p-10002").text_content()
    page.locator("#p-10002").hover()
    link = page.get_by_role("link", name="链接到本段")
    expect(link).to_be_visible()
    beside, box = link.bounding_box(), page.locator("#p-10002").bounding_box()
    assert beside
    assert box
    assert beside["x"] + beside["width"] <= box["x"] + 1
    assert abs(beside["y"] - box["y"]) < 3
    assert page.locator("#p-10002").text_content() == text


def test_a_page_without_such_ids_loads_nothing(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.unroute(f"**/{ARTICLE}")
    page.goto("")
    page.locator("main p").first.hover()
    page.wait_for_load_state("networkidle")
    assert "paragraph-link.js" not in asked
