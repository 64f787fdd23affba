"""The search page, in a real browser: what a reader can ask, narrow, share, take along and hear."""

import csv
import gzip
import io
import json
import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, BrowserContext, Page, Response, expect

from banmian.search import manifest
from banmian.search.segment import packs
from edition import copy_sample, run

pytestmark = pytest.mark.browser

SIZES = {"phone": (390, 844), "wide": (1280, 900)}
OPENING = 12 * 1024
"""What opening the page may cost in scripts, in bytes as they travel."""

FORMULA = '=HYPERLINK("https://evil.example/","点我")'
HOSTILE = f"""\
+++
id = "formula001"
headline = '{FORMULA}'
authors = [{{ name = "＠管理员" }}]
placements = [{{ page = "1", position = 1 }}]
slug = "formula"
+++

+8613800000000 是编辑部的电话，“引号”和,逗号都在。
"""


@pytest.fixture(scope="module")
def home(built: Path, serve: Callable[[Path], str]) -> str:
    return serve(built)


@pytest.fixture(params=SIZES)
def page(request: pytest.FixtureRequest, chromium: Browser, home: str) -> Iterator[Page]:
    context = context_of(chromium, home, request.param)
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    yield page
    context.close()
    assert wrong == []


@pytest.fixture
def wide(chromium: Browser, home: str) -> Iterator[Page]:
    context = context_of(chromium, home, "wide")
    yield context.new_page()
    context.close()


def context_of(chromium: Browser, home: str, size: str) -> BrowserContext:
    width, height = SIZES[size]
    return chromium.new_context(
        viewport={"width": width, "height": height}, base_url=home, locale="zh-CN"
    )


def field(page: Page) -> Any:
    return page.get_by_role("combobox", name="搜索全文")


def titles(page: Page) -> list[str]:
    """The headlines that the list shows, once it shows what was asked for last."""
    expect(page.locator("#search-found:not([aria-busy])")).to_be_attached()
    return page.locator("#search-results h2").all_inner_texts()


def says(page: Page, text: str) -> None:
    expect(page.locator("#search-status")).to_contain_text(text)


def open_filters(page: Page) -> None:
    """Open the panel of filters where it is closed, on a phone."""
    panel = page.locator("#search-filters > summary")
    if panel.is_visible():
        panel.click()


# ---- What can be asked ----


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("援疆", 1),
        ("８７小时", 1),
        ("aum", 1),
        ("邮政 援疆", 1),
        ('"首次 援疆"', 1),
        ("邮政 -援疆 -党", 7),
        ("党", 8),
    ],
)
def test_terms_phrases_and_what_is_left_out(page: Page, query: str, count: int) -> None:
    page.goto("/search/")
    field(page).press_sequentially(query)
    says(page, f"找到 {count} 篇")


def test_in_headlines_only(page: Page) -> None:
    page.goto("/search/?q=邮政")
    says(page, "15 篇")
    page.get_by_role("checkbox", name="仅标题").check()
    says(page, "找到 2 篇")
    assert all("邮政" in title for title in titles(page))
    expect(page).to_have_url(re.compile("in=title"))


def test_by_date_the_newest_come_first(page: Page) -> None:
    page.goto("/search/?q=邮政")
    page.get_by_role("radio", name="按日期").check()
    expect(page).to_have_url(re.compile("sort=date"))
    titles(page)
    dates = page.locator("#search-results time").evaluate_all("all => all.map(t => t.dateTime)")
    assert dates == sorted(dates, reverse=True)
    assert len(dates) == 10


def test_ten_at_once_and_more_on_demand(page: Page) -> None:
    page.goto("/search/?q=邮政")
    assert len(titles(page)) == 10
    page.get_by_role("button", name="继续").click()
    expect(page.locator("#search-results li")).to_have_count(15)
    expect(page.locator("#search-results li:nth-child(11) a")).to_be_focused()
    expect(page.get_by_role("button", name="继续")).to_be_hidden()
    page.locator("#search-results a").nth(12).click()
    expect(page.locator("article h1")).to_be_visible()
    page.go_back()
    expect(page.locator("#search-results li")).to_have_count(15)


def test_a_result_says_what_it_is_and_where_it_stands(page: Page) -> None:
    page.goto("/search/?q=绥宁")
    result = page.get_by_role("listitem").filter(has_text="警邮联合宣传交通安全")
    expect(result.get_by_role("heading")).to_have_text("绥宁县分公司 警邮联合宣传交通安全")
    expect(result.locator("time")).to_have_attribute("datetime", "2021-01")
    expect(result).to_contain_text("2021年1月 · 第2版")
    expect(result.locator(".excerpt mark").first).to_have_text("绥宁")


def test_the_newest_query_alone_is_answered(page: Page) -> None:
    page.goto("/search/")
    field(page).press_sequentially("邮政援疆", delay=130)  # each letter is a query
    field(page).fill("临时邮路")
    expect(page.locator("#search-results mark").first).to_have_text("临时邮路")
    assert titles(page)[0] == "临时邮路开通"


def test_what_an_input_method_composes_is_not_searched_for(page: Page) -> None:
    page.goto("/search/")
    field(page).focus()
    typing = page.context.new_cdp_session(page)
    typing.send("Input.imeSetComposition", {"text": "yuan", "selectionStart": 4, "selectionEnd": 4})
    expect(field(page)).to_have_value("yuan")
    page.keyboard.press("ArrowDown")
    expect(page).to_have_url(re.compile(r"/search/$"))
    typing.send("Input.insertText", {"text": "援疆"})
    says(page, "找到 1 篇")


def test_a_slash_leads_to_the_field(page: Page) -> None:
    page.goto("/search/?q=邮政")
    says(page, "篇")
    page.keyboard.press("/")
    expect(field(page)).to_be_focused()
    page.keyboard.press("/")
    expect(field(page)).to_have_value("/")


# ---- The address ----

dates = st.from_regex(
    r"(19|20)[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?", fullmatch=True
)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
kinds = ["issue", "page", "topic", "column", "author", "genre", "unit", "province"]
queries = st.fixed_dictionaries(
    {
        "text": texts.map(str.strip),
        "title": st.booleans(),
        "order": st.sampled_from(["relevance", "date"]),
        "from": st.just("") | dates,
        "to": st.just("") | dates,
        "facets": st.dictionaries(st.sampled_from(kinds), texts.filter(bool), max_size=3),
    }
)


@pytest.fixture(scope="module")
def assets(built: Path) -> str:
    """The folder of the theme's assets in the site."""
    [folder] = [path for path in (built / "assets").iterdir() if path.is_dir()]
    return folder.relative_to(built).as_posix()


@pytest.fixture(scope="module")
def module(chromium: Browser, home: str, assets: str) -> Iterator[Callable[[str, str, Any], Any]]:
    """Call a function of one of the theme's modules, in a page of the site."""
    context = chromium.new_context(base_url=home)
    page = context.new_page()
    page.goto("/search/")
    script = (
        """async ([place, name, given]) => JSON.stringify((await import(place))[name](given))"""
    )

    def call(file: str, name: str, given: Any) -> Any:
        return json.loads(page.evaluate(script, [f"/{assets}/{file}", name, given]))

    yield call
    context.close()


@given(query=queries)
def test_an_address_holds_all_that_is_asked_for(module: Callable[..., Any], query: Any) -> None:
    address = module("search-state.js", "write", query)
    read = module("search-state.js", "read", address)
    assert {**read, "text": query["text"]} == query
    assert "".join(read["text"].split()) == "".join(query["text"].split())
    assert module("search-state.js", "write", read) == address


@given(address=texts.map("?".__add__))
def test_any_address_can_be_read(module: Callable[..., Any], address: str) -> None:
    query = module("search-state.js", "read", address)
    assert module("search-state.js", "read", module("search-state.js", "write", query)) == query


@pytest.mark.parametrize(
    ("typed", "date"),
    [
        ("2021", "2021"),
        (" 2021-6 ", "2021-06"),
        ("2021年6月24日", "2021-06-24"),
        ("20210624", "2021-06-24"),
        ("2021/06/24", "2021-06-24"),
        ("2021-13", ""),
        ("2021-00", ""),
        ("2021-06-32", ""),
        ("去年", ""),
        ("", ""),
    ],
)
def test_dates_as_people_write_them(module: Callable[..., Any], typed: str, date: str) -> None:
    assert module("search-state.js", "date", typed) == date


def test_a_shared_address_shows_what_was_shown(page: Page) -> None:
    page.goto("/search/?q=邮政&in=title&sort=date&from=2021-06&topic=党建党史")
    expect(field(page)).to_have_value("邮政")
    expect(page.get_by_role("checkbox", name="仅标题")).to_be_checked()
    expect(page.get_by_role("radio", name="按日期")).to_be_checked()
    expect(page.get_by_role("list", name="已选").get_by_role("link")).to_have_count(2)
    says(page, "找到 1 篇")


def test_back_leads_to_settled_queries(page: Page) -> None:
    page.goto("/search/?q=邮政")
    says(page, "15 篇")
    field(page).fill("")
    field(page).press_sequentially("援疆", delay=150)
    field(page).press("Enter")
    says(page, "找到 1 篇")
    page.get_by_role("checkbox", name="仅标题").check()
    says(page, "找到 1 篇")
    page.go_back()
    expect(page.get_by_role("checkbox", name="仅标题")).not_to_be_checked()
    page.go_back()
    expect(field(page)).to_have_value("邮政")
    says(page, "15 篇")
    page.go_forward()
    expect(field(page)).to_have_value("援疆")


def test_a_search_from_another_page_arrives(wide: Page) -> None:
    wide.goto("/")
    wide.get_by_role("searchbox").fill("邮政 援疆")
    wide.get_by_role("searchbox").press("Enter")
    says(wide, "找到 1 篇")


# ---- Filters and plot ----


def test_a_filter_narrows_by_what_it_says_and_is_taken_back(page: Page) -> None:
    page.goto("/search/?q=邮政")
    says(page, "15 篇")
    open_filters(page)
    value = page.locator("[data-kind=topic] li a").first
    name, count = value.locator(".name").inner_text(), value.locator(".count").inner_text()
    value.click()
    says(page, f"找到 {count} 篇")
    chosen = page.get_by_role("list", name="已选").get_by_role("link", name=name)
    expect(chosen).to_be_visible()
    expect(page.locator("[data-kind=topic] [aria-current] .name")).to_have_text(name)
    expect(page.locator("[data-kind=topic] [aria-current]")).to_be_focused()
    assert page.locator("[data-kind=topic] li").count() > 1  # another can be chosen instead
    chosen.click()
    says(page, "15 篇")
    expect(chosen).to_have_count(0)


@pytest.mark.parametrize(
    ("kind", "title", "name"),
    [
        ("author", "作者", "房叶舟"),
        ("genre", "体裁", "消息"),
        ("issue", "期", "2021年6月"),
        ("page", "版", "第2版"),
    ],
)
def test_filters_of_every_kind_that_the_archive_has(
    page: Page, kind: str, title: str, name: str
) -> None:
    page.goto("/search/?q=邮政")
    says(page, "15 篇")
    open_filters(page)
    section = page.locator(f"[data-kind={kind}]")
    section.locator("summary").click()
    expect(section.locator("summary")).to_have_text(title)
    more = section.get_by_role("button", name="更多")
    if more.is_visible():
        more.click()
    value = section.get_by_role("link", name=name)
    count = value.locator(".count").inner_text()
    value.click()
    says(page, f"找到 {count} 篇")


def test_a_kind_that_the_archive_has_not_is_not_offered(page: Page) -> None:
    page.goto("/search/?q=邮政")
    says(page, "15 篇")
    open_filters(page)
    expect(page.locator("[data-kind=topic] li").first).to_be_visible()
    kinds = page.evaluate(
        "async (place) => Object.keys((await (await fetch(place)).json()).values)",
        "/search/index.json",
    )
    for section in page.locator("#search-filters > details").all():
        kind = section.get_attribute("data-kind")
        assert section.is_visible() == (kind == "year" or kind in kinds), kind


def test_a_range_of_dates(page: Page) -> None:
    page.goto("/search/?q=邮政")
    says(page, "15 篇")
    open_filters(page)
    page.get_by_label("从").fill("2021年2月")
    page.get_by_role("button", name="确定").click()
    expect(page).to_have_url(re.compile("from=2021-02"))
    assert {"2021-06"} == set(
        page.locator("#search-results time").evaluate_all("all => all.map(t => t.dateTime)")
    )
    page.get_by_label("到").fill("去年")
    page.get_by_role("button", name="确定").click()
    message = page.get_by_label("到").evaluate("input => input.validationMessage")
    assert "2021-06" in message
    expect(page).to_have_url(re.compile("from=2021-02$"))


def test_the_plot_is_a_list_with_names_and_filters(page: Page) -> None:
    page.goto("/search/?q=邮政")
    says(page, "15 篇")
    plot = page.get_by_role("figure", name="各时段的篇数")
    months = plot.get_by_role("listitem")
    expect(months).to_have_count(6)
    expect(months.nth(1)).to_contain_text("2021年2月 0 篇")
    june = plot.get_by_role("link", name="2021年6月")
    count = june.inner_text().split()[1]
    june.focus()
    page.keyboard.press("ArrowLeft")
    expect(plot.get_by_role("link", name="2021年1月")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(june).to_be_focused()
    page.keyboard.press("Enter")
    says(page, f"找到 {count} 篇")
    expect(page).to_have_url(re.compile("from=2021-06&to=2021-06"))


# ---- Suggestions ----


def test_suggestions_are_a_combobox(page: Page) -> None:
    page.goto("/search/")
    box = page.get_by_role("listbox", name="建议")
    expect(field(page)).to_have_attribute("aria-expanded", "false")
    field(page).press_sequentially("党建")
    option = box.get_by_role("option").filter(has_text="党建党史")
    expect(option).to_be_visible()
    expect(field(page)).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    active = field(page).get_attribute("aria-activedescendant")
    expect(page.locator(f"#{active}")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    expect(field(page)).to_have_value("党建")
    page.keyboard.insert_text("党")
    expect(option).to_be_visible()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(box).to_be_hidden()
    expect(field(page)).to_have_value("党建党史")
    expect(page).to_have_url(re.compile(quote("党建党史")))


def test_the_last_word_is_completed_behind_the_others(page: Page) -> None:
    page.goto("/search/")
    field(page).press_sequentially("邮政 -yuanjiang")
    page.get_by_role("option").filter(has_text="援疆").first.click()
    expect(field(page)).to_have_value("邮政 -援疆")
    expect(field(page)).to_be_focused()
    says(page, "14 篇")


def test_what_is_not_found_offers_the_nearest(page: Page) -> None:
    page.goto("/search/?q=党建党使")
    says(page, "没有找到")
    says(page, "是不是要找")
    page.locator("#search-status").get_by_role("link", name="党建党史").click()
    says(page, "找到")
    expect(field(page)).to_have_value("党建党史")


# ---- The article ----


def test_an_article_that_was_found_marks_the_hits_and_can_be_told_not_to(page: Page) -> None:
    page.goto("/search/?q=新疆邮政 本报讯6月")
    page.locator("#search-results a").first.click()
    marks = page.locator("article mark")
    expect(marks.first).to_be_visible()
    across = [text for text in marks.all_inner_texts() if text in {"本报讯", " 6月", "6月"}]
    assert len(across) == 2  # the dateline is an element of its own
    text = page.locator("article").inner_text()
    page.get_by_role("button", name="去掉标记").click()
    expect(marks).to_have_count(0)
    assert page.locator("article").inner_text() == text
    expect(page).to_have_url(re.compile("^[^#]*$"))


def test_a_headline_is_marked_together_with_its_kicker(wide: Page) -> None:
    wide.goto("/search/?q=绥宁县分公司警邮")
    wide.locator("#search-results a").first.click()
    expect(wide.locator(".kicker mark")).to_have_text("绥宁县分公司")
    expect(wide.locator("h1 mark")).to_have_text("警邮")


def test_a_headline_without_text_is_marked_on_its_printed_page(wide: Page) -> None:
    wide.goto("/search/?q=白山黑水")
    wide.locator("#search-results a").first.click()
    expect(wide.locator("h2 mark")).to_have_text("白山黑水")


def test_traditional_characters_find_and_mark_simplified_ones(wide: Page) -> None:
    wide.goto("/search/?q=臨時郵路")
    wide.locator("#search-results a").first.click()
    expect(wide.locator("h1 mark")).to_have_text("临时邮路")


def test_an_article_opened_without_a_query_loads_next_to_nothing(wide: Page) -> None:
    sizes = scripts(wide)
    wide.goto("/2021-06/ling-ting-chu-xin-de-sheng-yin/")
    wide.goto("/2021-06/ling-ting-chu-xin-de-sheng-yin/#main")
    wide.wait_for_load_state("networkidle")
    names = {url.rpartition("/")[2] for url in sizes}
    assert names == {"found.js", "reading.js", "reading-choices.js"}
    assert sum(sizes.values()) < 1500


def test_a_broken_query_in_an_article_s_address_marks_nothing(wide: Page) -> None:
    wide.goto("/2021-06/ling-ting-chu-xin-de-sheng-yin/#q=%E0%A4%A")
    wide.wait_for_load_state("networkidle")
    expect(wide.locator("article mark")).to_have_count(0)


# ---- Export ----


@pytest.fixture
def exported(tmp_path: Path, chromium: Browser, serve: Callable[[Path], str]) -> list[list[str]]:
    """The rows of an export from an edition with a hostile article."""
    project = copy_sample(tmp_path / "sample")
    issue = project / "site" / "content" / "2021-06"
    (issue / "formula.md").write_text(HOSTILE, "utf-8")
    assert run("build", "--project", project, "--quiet") == 0
    page = chromium.new_page(base_url=serve(project / "site" / "public"))
    page.goto("/search/?from=2021")
    says(page, "17 篇")
    with page.expect_download() as download:
        page.get_by_role("button", name="导出表格").click()
    expect(page.locator("#search-csv [role=status]")).to_have_text("已导出 17 篇")
    content = Path(download.value.path()).read_bytes()
    assert download.value.suggested_filename.endswith(".csv")
    page.close()
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_all_hits_can_be_exported(exported: list[list[str]]) -> None:
    heads, *rows = exported
    assert len(rows) == 17
    assert heads[:3] == ["标题", "日期", "版面"]
    found = {row[0]: dict(zip(heads, row, strict=True)) for row in rows}
    row = found["聆听“初心”的声音"]
    assert row["日期"] == "2021-06"
    assert row["作者"] == "房叶舟"
    assert row["网址"].endswith("/2021-06/ling-ting-chu-xin-de-sheng-yin/")
    assert found["'" + FORMULA]["作者"] == "'＠管理员"


def test_an_export_can_be_stopped(wide: Page, assets: str) -> None:
    wide.goto("/search/?q=邮政")
    says(wide, "15 篇")
    wide.evaluate(
        """async (assets) => {
          const { exporting } = await import(`/${assets}/search-csv.js`);
          const soon = () => new Promise((done) => setTimeout(done, 0, []));
          const endless = { done: false, found: 0, atMost: 9, next: soon };
          const answer = { index: { search: async () => endless }, query: { text: "" } };
          const desk = { words: { csvStopped: "已停止" } };
          exporting(document.getElementById("search-csv"), answer, desk);
        }""",
        assets,
    )
    wide.get_by_role("button", name="停止").click()
    expect(wide.locator("#search-csv [role=status]")).to_have_text("已停止")
    expect(wide.get_by_role("button", name="导出表格")).to_be_focused()


@given(rows=st.lists(st.lists(st.text("=+-@\t\r\n \"',;＝a一"), min_size=1), min_size=1))
def test_no_cell_of_an_export_is_a_formula(
    module: Callable[..., Any], rows: list[list[str]]
) -> None:
    text = module("search-csv.js", "csv", rows).removeprefix("\ufeff")
    read = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert [[cell.removeprefix("'") for cell in row] for row in read] == [
        [cell.removeprefix("'") for cell in row] for row in rows
    ]
    for cell in (cell for row in read for cell in row):
        assert not cell.strip(" \t\r\n").startswith(tuple("=+-@＝"))


# ---- When something is missing or changes ----


def test_what_cannot_be_fetched_is_said_and_can_be_tried_again(
    chromium: Browser, home: str
) -> None:
    context = context_of(chromium, home, "phone")
    page = context.new_page()
    page.goto("/search/")
    field(page).focus()
    page.wait_for_load_state("networkidle")  # the client is there
    context.set_offline(True)
    field(page).fill("援疆")
    says(page, "没有全部载入")
    expect(page.locator("#search-results li")).to_have_count(0)
    context.set_offline(False)
    page.get_by_role("button", name="重试").click()
    says(page, "找到 1 篇")
    expect(page.get_by_role("button", name="重试")).to_be_hidden()
    context.close()


def test_a_search_that_ends_late_says_nothing_of_another(
    tmp_path: Path, chromium: Browser, serve: Callable[[Path], str]
) -> None:
    """Its texts come when something else was found: it finds nothing, and offers nothing."""
    content = tmp_path / "site" / "content"
    for month in range(20):
        folder = content / f"{2020 + month // 12}-{month % 12 + 1:02}"
        folder.mkdir(parents=True)
        issue = f'date = "{folder.name}"\nstatus = "out"\n\n[[pages]]\nlabel = "1"\n'
        (folder / "issue.toml").write_text(issue, "utf-8")
        for n in range(24):
            names = '[{ name = "邮正局" }]' if month == n == 0 else "[]"
            facts = f'id = "late{month:02}{n:02}"\nheadline = "第{n}篇"\nauthors = {names}\n'
            place = f'placements = [{{ page = "1", position = {n + 1} }}]\nslug = "a{n}"\n'
            text = f"邮政的事，还有政局的事。{'新奇的词语' if month == 19 else ''}"
            (folder / f"{n}.md").write_text(f"+++\n{facts}{place}+++\n\n{text}\n", "utf-8")
    settings = 'title = "报"\naddress = "https://paper.example/"\n'
    (tmp_path / "site" / "edition.toml").write_text(settings, "utf-8")
    assert run("build", "--project", tmp_path, "--quiet") == 0
    page = chromium.new_page(base_url=serve(tmp_path / "site" / "public"))
    late: list[Any] = []
    holding = [True]
    page.goto("/search/?q=邮政局")
    says(page, "没有找到。 是不是要找：邮正局")  # so it would, in time
    page.close()
    index = tmp_path / "site" / "public" / "search"
    (segment,) = manifest.read((index / "index.json").read_bytes()).segments
    every = list(packs((index / f"{segment.chunks[0]}.bin").read_bytes()))
    page = chromium.new_page(base_url=serve(tmp_path / "site" / "public"))
    for pack in every[15:]:
        page.route(
            f"**/{pack}.bin", lambda route: late.append(route) if holding else route.continue_()
        )
    page.goto("/search/?q=邮政局")
    says(page, "还没有找到")
    expect(page.locator("#search-found[aria-busy]")).to_be_attached()
    field(page).fill("新奇")
    says(page, "找到 24 篇")
    holding.clear()
    for route in late:
        route.continue_()
    page.wait_for_load_state("networkidle")
    expect(page.locator("#search-status")).to_have_text("找到 24 篇")
    page.close()


@pytest.fixture
def editions(tmp_path: Path) -> tuple[Path, Path]:
    """A site as a reader has it open, and the search of the edition after it."""
    project = copy_sample(tmp_path / "sample")
    public = project / "site" / "public"
    assert run("build", "--project", project, "--quiet") == 0
    shutil.copytree(public, tmp_path / "open")
    (project / "site" / "content" / "2021-06" / "formula.md").write_text(HOSTILE, "utf-8")
    assert run("build", "--project", project, "--quiet") == 0
    later = time.time() + 2  # the server tells editions apart by the second
    os.utime(public / "search" / "index.json", (later, later))
    return tmp_path / "open", public / "search"


def test_a_new_edition_under_the_open_page_is_searched_anew(
    editions: tuple[Path, Path], chromium: Browser, serve: Callable[[Path], str]
) -> None:
    there, newer = editions
    page = chromium.new_page(base_url=serve(there))
    page.goto("/search/?q=邮政")
    says(page, "15 篇")
    page.wait_for_load_state("networkidle")  # the filters have come, too
    shutil.rmtree(there / "search")
    shutil.copytree(newer, there / "search")
    field(page).fill("编辑部的电话")
    says(page, "已重新查找")
    says(page, "找到 1 篇")
    page.close()


def test_a_page_that_stays_open_searches_the_newest_edition(
    editions: tuple[Path, Path], chromium: Browser, serve: Callable[[Path], str]
) -> None:
    """Though the files of the edition before are still there."""
    there, newer = editions
    page = chromium.new_page(base_url=serve(there))
    page.clock.install()
    page.goto("/search/?q=编辑部的电话")
    says(page, "没有找到")
    shutil.copytree(newer, there / "search", dirs_exist_ok=True)
    field(page).fill("编辑部 的电话")
    says(page, "没有找到")
    page.clock.fast_forward("11:00")
    field(page).fill("编辑部的电话")
    says(page, "找到 1 篇")
    page.close()


# ---- For everybody ----


def scripts(page: Page) -> dict[str, int]:
    """The scripts that a page loads from now on, with their size as they travel."""
    sizes: dict[str, int] = {}

    def note(response: Response) -> None:
        if response.url.endswith(".js"):
            sizes[response.url] = len(gzip.compress(response.body(), 9))

    page.on("response", note)
    return sizes


def test_opening_the_page_costs_little(wide: Page) -> None:
    sizes = scripts(wide)
    wide.goto("/search/")
    wide.wait_for_load_state("networkidle")
    assert 0 < sum(sizes.values()) <= OPENING


def test_everything_that_one_touches_is_large_enough(chromium: Browser, home: str) -> None:
    context = context_of(chromium, home, "phone")
    page = context.new_page()
    page.goto("/search/?q=邮政&from=2021")
    says(page, "15 篇")
    open_filters(page)
    expect(page.locator("[data-kind=topic] li").first).to_be_visible()
    for part in page.locator(
        ".search :is(button, summary, input:not([type]), li > a, label)"
    ).all():
        box = part.bounding_box()
        if part.is_visible() and not part.evaluate("part => part.closest('.plot')"):
            assert box
            assert box["height"] >= 44, part.inner_text()
    context.close()


def test_everything_fits_a_narrow_phone(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("/search/?q=邮政&from=2021&topic=党建党史")
    says(page, "篇")
    open_filters(page)
    expect(page.locator("[data-kind=topic] li").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_what_comes_moves_nothing_that_is_seen(chromium: Browser, home: str) -> None:
    for size in SIZES:
        context = context_of(chromium, home, size)
        page = context.new_page()
        page.goto("/search/?q=邮政")
        says(page, "15 篇")
        page.wait_for_load_state("networkidle")
        shift = page.evaluate(
            """() => new Promise((done) => new PerformanceObserver((list) => done(
              list.getEntries().reduce((sum, one) => sum + one.value, 0)
            )).observe({ type: "layout-shift", buffered: true }) || setTimeout(done, 200, 0))"""
        )
        assert shift < 0.1, size
        context.close()


def test_without_javascript_the_page_leads_elsewhere(chromium: Browser, home: str) -> None:
    context = chromium.new_context(java_script_enabled=False, base_url=home)
    page = context.new_page()
    page.goto("/search/?q=援疆")
    for name in ("主题", "作者", "往期"):
        expect(page.locator("main").get_by_role("link", name=name)).to_be_visible()
    context.close()
