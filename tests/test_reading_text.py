"""Other characters and pinyin, laid over a page by the reader's browser and taken off again."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
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


ARTICLE = "2021-06/lin-shi-you-lu-kai-tong/"
BODY = """() => {
  const copy = document.querySelector("main").cloneNode(true);
  copy.querySelectorAll(".paragraph-link, .paragraph-told").forEach((one) => one.remove());
  return copy.innerHTML;
}"""
TEXT = """() => {
  const copy = document.querySelector("main").cloneNode(true);
  copy.querySelectorAll("rt, rp, .paragraph-link, .paragraph-told").forEach((one) => one.remove());
  return copy.textContent;
}"""


def choose(page: Page, *names: str) -> None:
    page.get_by_role("button", name="阅读设置").click()
    for name in names:
        part, value = name.split("=")
        page.locator(f".reading-panel input[name={part}][value='{value}']").check()
    page.keyboard.press("Escape")


READ = """async ([assets, table, text]) => {
  const { reader } = await import(`/${assets}/reading-table.js`);
  window.readers ||= {};
  window.readers[table] ||= reader(await import(`/${assets}/reading-tables/${table}.js`));
  return window.readers[table](text);
}"""


@pytest.fixture(scope="module")
def read(chromium: Browser, home: str, built: Path) -> Iterator[Callable[[str, str], list[str]]]:
    """What a table makes of a text: one word for each of its characters."""
    assets = next(built.glob("assets/*/reading.js")).parent.relative_to(built).as_posix()
    context = chromium.new_context(base_url=home)
    page = context.new_page()
    page.goto("")

    def call(table: str, text: str) -> list[str]:
        said: list[str] = page.evaluate(READ, [assets, table, text])
        return said

    yield call
    context.close()


def written(read: Callable[[str, str], list[str]], table: str, text: str) -> str:
    return "".join(said or char for said, char in zip(read(table, text), text, strict=True))


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        ("头发发展", "頭髮發展"),
        ("皇后后来", "皇后後來"),
        ("干部干活，饼干干净", "幹部幹活，餅乾乾淨"),
        ("一只猫只有三里地，在屋里", "一隻貓只有三里地，在屋裏"),
        ("面对面吃面条", "面對面喫麪條"),
        ("台湾的台风，台面、天台", "臺灣的颱風，檯面、天台"),
        ("重复、恢复、复杂", "重複、恢復、複雜"),
        ("历史、日历", "歷史、日曆"),
        ("邮政系统、联系、系鞋带", "郵政系統、聯繫、繫鞋帶"),
        ("“开门红”2021年", "“開門紅”2021年"),
    ],
)
def test_traditional_characters_go_by_the_phrase(
    read: Callable[[str, str], list[str]], simplified: str, traditional: str
) -> None:
    assert written(read, "hant", simplified) == traditional


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("乾隆年間的乾燥", "乾隆年间的干燥"),
        ("郵政總局後來發展", "邮政总局后来发展"),
        ("著名作家、瞭解、瞭望", "著名作家、了解、瞭望"),
        ("已经是简体", "已经是简体"),
    ],
)
def test_simplified_characters_go_by_the_phrase_too(
    read: Callable[[str, str], list[str]], traditional: str, simplified: str
) -> None:
    assert written(read, "hans", traditional) == simplified


@pytest.mark.parametrize(
    ("text", "pinyin"),
    [
        ("重庆银行行长长期重视", "chóng qìng yín háng háng zhǎng cháng qī zhòng shì"),
        ("集中行动", "jí zhōng xíng dòng"),
        ("时间很长", "shí jiān hěn cháng"),
        ("弟弟数数", "dì di shǔ shù"),
        ("一心一意，不了了之", "yī xīn yī yì  bù liǎo liǎo zhī"),
        ("东阿、大城县", "dōng ē  dài chéng xiàn"),
        ("邮政EMS", "yóu zhèng   "),
    ],
)
def test_pinyin_goes_by_the_phrase(
    read: Callable[[str, str], list[str]], text: str, pinyin: str
) -> None:
    assert " ".join(read("pinyin", text)) == pinyin


@given(text=st.text(alphabet="发干里重行长一不了后 ,a“😀𠮷\n", max_size=30))
def test_each_unit_of_any_text_becomes_one_word(
    read: Callable[[str, str], list[str]], text: str
) -> None:
    units = len(text.encode("utf-16-le")) // 2
    for table in ("hant", "hans", "pinyin"):
        assert len(read(table, text)) == units


def test_a_page_is_shown_in_traditional_characters_and_as_printed_again(page: Page) -> None:
    page.goto(ARTICLE)
    before = page.evaluate(BODY), page.title()
    cited = page.locator(".reference").text_content()
    choose(page, "script=hant")
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hant")
    expect(page.locator("h1")).to_have_text("臨時郵路開通")
    expect(page.locator(".navigation")).to_contain_text("往期")
    expect(page.locator(".bottom")).to_contain_text("訂閱")
    assert page.title().startswith("臨時郵路開通 · 郵政報")
    assert page.locator(".reference").text_content() == cited
    assert page.locator(".clipping").text_content() == cited
    page.goto("")
    expect(page.locator("main")).to_contain_text("臨時郵路開通")
    page.goto(ARTICLE)
    expect(page.locator("h1")).to_have_text("臨時郵路開通")
    choose(page, "script=")
    expect(page.locator("h1")).to_have_text("临时邮路开通")
    assert (page.evaluate(BODY), page.title()) == before
    expect(page.locator("html")).not_to_have_attribute("lang", "zh-Hant")


def test_what_a_search_finds_is_shown_so_too(page: Page) -> None:
    page.goto("search/")
    choose(page, "script=hant")
    page.locator("#search input[name=q]").fill("临时邮路")
    page.keyboard.press("Enter")
    expect(page.locator("#search-results h2").first).to_have_text("臨時郵路開通")
    expect(page.locator("#search input[name=q]")).to_have_value("临时邮路")
    expect(page.locator("#search-results h2 mark").first).to_have_text("臨時郵路")


def test_pinyin_stands_over_headline_and_text_and_goes_again(page: Page) -> None:
    page.goto(ARTICLE)
    before, text = page.evaluate(BODY), page.evaluate(TEXT)
    height = page.locator(".body").bounding_box()
    choose(page, "pinyin=shown")
    expect(page.locator("h1 ruby").first).to_have_text("临(lín)")
    assert page.locator("h1 rt").all_text_contents() == "lín shí yóu lù kāi tōng".split()
    assert page.locator(".navigation ruby, .slug ruby, .reference ruby").count() == 0
    assert page.evaluate(TEXT) == text
    assert page.locator(".body ruby").count() > 100
    box = page.locator(".body").bounding_box()
    assert box
    assert height
    assert box["height"] > height["height"]
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    choose(page, "pinyin=")
    expect(page.locator("ruby")).to_have_count(0)
    assert page.evaluate(BODY) == before


def test_pinyin_is_that_of_the_printed_characters(page: Page) -> None:
    page.goto(ARTICLE)
    choose(page, "pinyin=shown", "script=hant")
    expect(page.locator("h1 ruby").nth(3)).to_have_text("路(lù)")
    expect(page.locator("h1 ruby").first).to_have_text("臨(lín)")
    text = page.evaluate(TEXT)
    choose(page, "pinyin=")
    expect(page.locator("ruby")).to_have_count(0)
    assert page.evaluate(TEXT) == text


@pytest.mark.parametrize("choice", [("script=hant",), ("pinyin=shown", "script=hant")])
def test_what_was_looked_for_stays_marked(page: Page, choice: Any) -> None:
    page.goto(f"{ARTICLE}#q=邮路")
    expect(page.locator("h1 mark")).to_have_text("邮路")
    plain = page.locator("main mark").count()
    choose(page, *choice)
    expect(page.locator("h1 mark")).to_contain_text("郵")
    assert page.locator("main mark").count() == plain
    page.reload()  # now the text is changed first, or the marks are
    expect(page.locator("main mark")).to_have_count(plain)
    expect(page.locator("h1 mark")).to_contain_text("郵")
    page.get_by_role("button", name="去掉").click()
    choose(page, "script=", "pinyin=")
    expect(page.locator("h1")).to_have_text("临时邮路开通")
    expect(page.locator("main mark, main ruby")).to_have_count(0)


def test_nothing_is_loaded_before_it_is_chosen(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(ARTICLE)
    choose(page, "size=large")
    page.wait_for_load_state("networkidle")
    assert not {"reading-text.js", "reading-table.js", "hant.js", "pinyin.js"} & set(asked)
    choose(page, "script=hans")
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    assert "hans.js" in asked
    assert not {"hant.js", "pinyin.js"} & set(asked)
