"""A reader's way through the sample edition, in a real browser, on a phone and a wide screen."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

SIZES = {"phone": (390, 844), "wide": (1280, 900)}


@pytest.fixture(scope="module")
def home(built: Path, serve: Callable[[Path], str]) -> str:
    return serve(built)


@pytest.fixture(params=SIZES)
def page(request: pytest.FixtureRequest, chromium: Browser, home: str) -> Iterator[Page]:
    width, height = SIZES[request.param]
    context = chromium.new_context(
        viewport={"width": width, "height": height}, base_url=home, locale="zh-CN"
    )
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on(
        "request", lambda asked: None if asked.url.startswith(home) else wrong.append(asked.url)
    )
    yield page
    context.close()
    assert wrong == []


def fits(page: Page) -> bool:
    fits: bool = page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )
    return fits


def test_from_the_home_page_to_an_article_to_another_issue(page: Page) -> None:
    page.goto("/")
    expect(page.locator("h1")).to_have_text("邮政报数字版（样例）")
    assert fits(page)
    page.get_by_role("link", name="聆听“初心”的声音").first.click()
    expect(page.locator("h1")).to_have_text("聆听“初心”的声音")
    expect(page.locator("article").first).to_contain_text("2021年6月")
    expect(page.locator("article").first).to_contain_text("推定")
    expect(page.get_by_role("link", name="房叶舟").first).to_be_visible()
    assert fits(page)
    page.get_by_role("link", name="2021年6月").first.click()
    page.locator("[rel=prev]").click()
    expect(page.locator("h1")).to_contain_text("2021年1月")
    page.get_by_role("link", name="绥宁县分公司 警邮联合宣传交通安全").first.click()
    expect(page.locator(".kicker").first).to_have_text("绥宁县分公司")
    expect(page.locator("h1")).to_have_text("警邮联合宣传交通安全")


def test_a_headline_without_text_is_listed_without_a_page(page: Page) -> None:
    page.goto("/2021-06/p/1/")
    expect(page.get_by_text("白山黑水换新天").first).to_be_visible()
    expect(page.get_by_role("link", name="白山黑水换新天")).to_have_count(0)


def test_a_missing_headline_is_said(page: Page) -> None:
    page.goto("/2021-01/cong-ke-ji-jin-bu-kan-xin-ji-shu-tui-dong-chan-ye-zhuan-xing/")
    expect(page.locator("article").first).to_contain_text("标题未提取")


def test_a_continuation_says_where_it_comes_from(page: Page) -> None:
    page.goto("/2021-01/bu-ju-mou-pian-luo-shi-luo-xi/")
    expect(page.locator("article").first).to_contain_text("上接第1版")


@pytest.mark.parametrize(
    ("query", "headline"),
    [
        ("援疆", "集团公司在乌鲁木齐召开首次援疆工作座谈会"),
        ("亢俊杰", "临时邮路开通"),
        ("新疆区分公司、区分行领导班子成员", "集团公司在乌鲁木齐召开首次援疆工作座谈会"),
        ("邮政全面改革发展的重要举措，是培养", "集团公司在乌鲁木齐召开首次援疆工作座谈会"),
        ("白山黑水", "白山黑水换新天"),
        ("ａｕｍ", "日前，集团公司对全国邮政代理金融…"),
    ],
)
def test_what_stands_on_a_page_is_found(page: Page, query: str, headline: str) -> None:
    page.goto("/search/")
    page.get_by_role("combobox").press_sequentially(query)
    first = page.locator("#search-results li").first
    expect(first.locator("h2")).to_contain_text(headline.split("…", maxsplit=1)[0])
    marks = page.locator("#search-results mark")
    expect(marks.first).to_be_visible()
    assert fits(page)
    first.get_by_role("link").first.click()
    expect(page.locator("main")).to_contain_text(headline.split("…", maxsplit=1)[0][:8])


def test_what_stands_nowhere_is_not_found(page: Page) -> None:
    page.goto("/search/?q=全国邮政援疆座谈")
    expect(page.locator("#search-status")).not_to_be_empty()
    expect(page.locator("#search-results li")).to_have_count(0)


def test_every_page_fits_a_narrow_phone(chromium: Browser, home: str, built: Path) -> None:
    context = chromium.new_context(viewport={"width": 320, "height": 640}, base_url=home)
    page = context.new_page()
    for file in sorted(built.rglob("*.html")):
        page.goto("/" + file.relative_to(built).as_posix())
        assert fits(page), file
        assert page.locator("h1").count() == 1, file
    context.close()


def test_everything_can_be_read_without_javascript(chromium: Browser, home: str) -> None:
    context = chromium.new_context(java_script_enabled=False, base_url=home)
    page = context.new_page()
    page.goto("/2021-06/ling-ting-chu-xin-de-sheng-yin/")
    expect(page.locator("article").first).to_contain_text("带得走")
    page.goto("/search/?q=援疆")
    expect(page.locator("main").get_by_role("link", name="主题").first).to_be_visible()
    context.close()
