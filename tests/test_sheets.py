"""Sheets (单页): about, contact, imprint; found from everywhere, and as safe as articles."""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image
from playwright.sync_api import Browser

from banmian.app.checking import check
from banmian.app.project import Project
from banmian.app.searching import every_document
from edition import run

SITE = "site/public"
LINK = '<a href="{}">{}</a>'


def write(project: Path, name: str, text: str) -> Path:
    file = project / "site" / "pages" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return file


def sheet(title: str, body: str = "正文。", **keys: object) -> str:
    entries = {"title": title, **keys}
    toml = "".join(f"{k} = {json.dumps(v, ensure_ascii=False)}\n" for k, v in entries.items())
    return f"+++\n{toml}+++\n\n{body}\n"


def build(project: Path, code: int = 0) -> Callable[[str], str]:
    assert run("build", "--project", project, "--quiet") == code
    return lambda name: (project / SITE / name).read_text("utf-8")


def navigation(html: str) -> str:
    return html.partition('<nav class="navigation"')[2].partition("</nav>")[0]


def footer(html: str) -> str:
    return html.split('<footer class="bottom">')[1]


def found(project: Path) -> set[tuple[str, str]]:
    return {(one.code, str(one.where)) for one in check(Project(project))}


def test_a_sheet_is_a_page_of_the_site(sample: Path) -> None:
    write(sample, "imprint.md", sheet("版权声明", "本报保留**一切**权利。", description="谁的权利"))
    page = build(sample)
    html = page("imprint/index.html")
    assert '<h1><span class="unit">版权声明</span>' in html
    assert "本报保留<strong>一切</strong>权利。</p>" in html
    assert "<title>版权声明 · 邮政报数字版（样例）</title>" in html
    assert '<meta name="description" content="谁的权利">' in html
    assert 'href="https://youzhengbao.example/imprint/"' in html


def test_every_page_leads_to_every_sheet(sample: Path) -> None:
    write(sample, "contact.md", sheet("联系我们", navigation=True))
    write(sample, "imprint.md", sheet("版权声明"))
    page = build(sample)
    for name, root in (("index.html", ""), ("topics/index.html", "../"), ("404.html", "/")):
        html = page(name)
        assert LINK.format(f"{root}contact/", "联系我们") in navigation(html)
        assert "版权声明" not in navigation(html)
        assert footer(html).count(LINK.format(f"{root}contact/", "联系我们")) == 1
        assert footer(html).count(LINK.format(f"{root}imprint/", "版权声明")) == 1


def test_the_navigation_marks_the_sheet_that_is_open(sample: Path) -> None:
    write(sample, "contact.md", sheet("联系我们", navigation=True))
    html = build(sample)("contact/index.html")
    assert '<a href="../contact/" aria-current="page">联系我们</a>' in navigation(html)


def test_sheets_stand_in_their_order_behind_what_is_always_there(sample: Path) -> None:
    write(sample, "about.md", sheet("丙", navigation=True, order=10))
    write(sample, "zoo.md", sheet("乙", navigation=True))
    write(sample, "contact.md", sheet("甲", navigation=True))
    write(sample, "first.md", sheet("先", navigation=True, order=-1))
    html = navigation(build(sample)("index.html"))
    places = [html.index(f">{title}</a>") for title in ("搜索", "先", "甲", "乙", "丙")]
    assert places == sorted(places)


def test_sheets_are_in_the_sitemap_and_in_search(sample: Path) -> None:
    write(sample, "contact.md", sheet("联系我们", "编辑部电话 010-1234。\n\n- 一楼\n- 二楼"))
    page = build(sample)
    pages = ET.fromstring(page("sitemaps/pages.xml"))  # noqa: S314 — our own
    places = [place.text for place in pages.iter()]
    assert "https://youzhengbao.example/contact/" in places
    documents = list(every_document(sample / SITE))
    (one,) = (document for document in documents if document.href == "contact/")
    assert one.title == "联系我们"
    assert one.lines == ("联系我们", "编辑部电话 010-1234。", "一楼", "二楼")
    assert documents[-1].href in {"contact/", "about/"}, "articles come first"


def test_links_and_pictures_of_a_sheet(sample: Path) -> None:
    other = (sample / "site" / "content" / "2021-06" / "1-lin-shi-you-lu-kai-tong.md").read_text(
        "utf-8"
    )
    id_ = other.split('id = "')[1].split('"')[0]
    body = f"见[一篇报道](id:{id_})。\n\n![报社](images/house.png)\n报社的楼。"
    write(sample, "about.md", sheet("关于", body))
    (sample / "site" / "pages" / "images").mkdir()
    for name in ("house.png", "unused.png"):
        Image.new("RGB", (30, 20)).save(sample / "site" / "pages" / "images" / name)
    html = build(sample)("about/index.html")
    assert '<a href="../2021-06/lin-shi-you-lu-kai-tong/" ' in html
    assert '<img src="../images/house.png" width="30" height="20" ' in html
    published = {path.name for path in (sample / SITE / "images").iterdir()}
    assert published == {"house.png", "house.png.30.webp"}


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "{{ 7*7 }}", '"><img src=x>', "{%"])
def test_nothing_in_a_sheet_is_ever_run(sample: Path, text: str) -> None:
    write(sample, "about.md", sheet(f"题 {text}", text, navigation=True, description=text))
    page = build(sample)
    for name in ("about/index.html", "index.html"):
        html = page(name)
        own = len(re.findall('<script type="module" src="[./]*assets/', html))
        assert html.count("<script") == own == 1 + name.count("about")
        assert "<img" not in html
        assert "题 49" not in html
    documents = every_document(sample / SITE)
    assert f"题 {text}" in [document.title for document in documents]


FRONT = '+++\ntitle = "题"\n'
PAGES = "site/pages"


@pytest.mark.parametrize(
    ("name", "text", "code", "line"),
    [
        ("imprint.md", f"{FRONT}colour = 1\n+++\n", "BM331", 3),
        ("imprint.md", f'{FRONT}order = "1"\n+++\n', "BM331", 3),
        ("imprint.md", f"{FRONT}navigation = yes\n+++\n", "BM331", 3),
        ("imprint.md", '+++\ntitle = ""\n+++\n', "BM331", 1),
        ("imprint.md", "+++\norder = 1\n+++\n", "BM331", 1),
        ("imprint.md", f"{FRONT}正文。\n", "BM331", 1),
        ("imprint.md", "没有文件头。\n", "BM331", 1),
        ("imprint.md", f"{FRONT}+++\n\n正\x08文。\n", "BM302", 5),
        ("imprint.md", f"{FRONT}+++\n\n{'[' * 1001}\n", "BM315", 0),
        ("imprint.md", f"{FRONT}+++\n\n[甲](id:nosuch99)\n", "BM311", 5),
        ("imprint.md", f"{FRONT}+++\n\n[甲](../x.html)\n", "BM314", 5),
        ("imprint.md", f"{FRONT}+++\n\n![](images/no.png)\n说明\n", "BM310", 5),
        ("Imprint.md", sheet("题"), "BM332", 1),
        ("版权.md", sheet("题"), "BM332", 1),
        ("a b.md", sheet("题"), "BM332", 1),
        ("con.md", sheet("题"), "BM332", 1),
        ("topics.md", sheet("题"), "BM332", 1),
        ("images.md", sheet("题"), "BM332", 1),
        ("p.md", sheet("题"), "BM332", 1),
        ("corrections.md", sheet("题"), "BM332", 1),
        ("2021-06.md", sheet("题"), "BM332", 1),
        ("2021.md", sheet("题"), "BM332", 1),
    ],
)
def test_what_is_wrong_with_a_sheet_is_named_and_the_rest_is_built(
    sample: Path, name: str, text: str, code: str, line: int
) -> None:
    write(sample, name, text)
    where = f"{PAGES}/{name}:{line}" if line else f"{PAGES}/{name}"
    assert (code, where) in found(sample)
    assert run("build", "--project", sample, "--quiet") in {0, 1}
    assert (sample / SITE / "about" / "index.html").is_file()
    assert "2021年6月" in (sample / SITE / "2021-06" / "index.html").read_text("utf-8")


def test_a_sheet_that_is_not_utf_8_is_named(sample: Path) -> None:
    (sample / PAGES / "imprint.md").write_bytes("版权".encode("gb18030"))
    assert ("BM331", f"{PAGES}/imprint.md:1") in found(sample)


def test_a_sheet_whose_name_is_not_utf_8_is_named(sample: Path) -> None:
    (sample / PAGES / os.fsdecode(b"\xb9\xd8.md")).write_text(sheet("题"), "utf-8")
    assert "BM331" in {code for code, _ in found(sample)}


def test_a_picture_of_a_sheet_that_cannot_be_shown_is_named(sample: Path) -> None:
    write(sample, "imprint.md", sheet("题", "![](images/a.png)\n说明。"))
    write(sample, "images/a.png", "no picture")
    assert {one for one in found(sample) if PAGES in one[1]} == {("BM321", f"{PAGES}/images/a.png")}


def test_strangers_beside_sheets_are_named(sample: Path) -> None:
    for name in ("notes.txt", "deep/about.md", "images/a.svg", "sheet.toml"):
        write(sample, name, "x")
    (sample / PAGES / "link.md").symlink_to(sample / "site" / "edition.toml")
    named = {where for code, where in found(sample) if code == "BM312"}
    assert named == {
        f"{PAGES}/{name}"
        for name in ("notes.txt", "deep/about.md", "images/a.svg", "sheet.toml", "link.md")
    }
    assert "link" not in build(sample)("sitemap.xml")


def test_sheets_are_no_place_for_a_site(sample: Path) -> None:
    assert run("build", "--project", sample, "--quiet", "--out", sample / PAGES) == 2


def test_an_edition_without_sheets_has_none(sample: Path) -> None:
    (sample / PAGES / "about.md").unlink()
    (sample / PAGES).rmdir()
    assert "关于" not in build(sample)("index.html")


def test_a_new_edition_has_one(tmp_path: Path) -> None:
    assert run("new", tmp_path / "paper", "--quiet") == 0
    assert run("build", "--project", tmp_path / "paper", "--strict", "--quiet") == 0
    assert (tmp_path / "paper" / SITE / "about" / "index.html").is_file()


@pytest.mark.browser
def test_a_sheet_is_found_and_opened(
    built: Path, serve: Callable[[Path], str], chromium: Browser
) -> None:
    page = chromium.new_page(viewport={"width": 390, "height": 844})
    page.goto(serve(built) + "search/?q=不编造日子")
    page.locator("#search-results a").click()
    assert page.locator("h1").inner_text() == "关于"
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.close()


def test_an_address_for_letters_is_a_link(sample: Path) -> None:
    write(sample, "contact.md", sheet("联系", "写信：<tougao@example.com>"))
    assert not [one for one in found(sample) if one[0] == "BM314"]
    assert run("build", "--project", sample, "--quiet") == 0
    html = (sample / SITE / "contact" / "index.html").read_text("utf-8")
    assert '<a href="mailto:tougao@example.com"' in html
