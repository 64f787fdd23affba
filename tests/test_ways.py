"""The ways through an edition without JavaScript: any issue in three clicks, page to page."""

import re
from pathlib import Path
from posixpath import normpath

import pytest

from edition import edit, own_theme, run, tree
from test_lists import SETTINGS, main_of, write
from test_lists import built as built_pages

_LINK = re.compile(r'<a\b[^>]*? ?href="([^"#]*)"')


def clicks(site: Path) -> dict[str, int]:
    """How many clicks each page of a site is from its home page, by the links in its HTML."""
    pages = {name: text.decode() for name, text in tree(site).items() if name.endswith(".html")}
    found = {"index.html": 0}
    waiting = ["index.html"]
    for page in waiting:
        folder = page.removesuffix("index.html")
        for href in _LINK.findall(pages[page]):
            target = normpath(f"{folder}{href}")
            file = "index.html" if target == "." else f"{target}/index.html"
            if file in pages and file not in found:
                found[file] = found[page] + 1
                waiting.append(file)
    return found


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """An edition without issues."""
    folder = tmp_path / "paper"
    (folder / "site").mkdir(parents=True)
    (folder / "site" / "edition.toml").write_text(SETTINGS, "utf-8")
    return folder


def test_any_issue_of_the_sample_is_three_clicks_away(built: Path) -> None:
    found = clicks(built)
    assert {"2021-01/index.html", "2021-06/index.html"} <= found.keys()
    assert max(found["2021-01/index.html"], found["2021-06/index.html"]) <= 3


def test_any_issue_of_twenty_years_is_three_clicks_away(project: Path) -> None:
    for year in range(2002, 2022):
        for month in range(1, 13):
            write(project, f"{year}-{month:02}-05", "a", f'column = "栏{month}"')
    assert run("build", "--project", project, "--quiet") == 0
    found = clicks(project / "site" / "public")
    issues = [name for name in found if re.fullmatch(r"\d{4}-\d\d-05/index.html", name)]
    assert len(issues) == 240
    assert max(found[name] for name in issues) == 3
    assert found["columns/index.html"] <= 2
    assert found["coverage/index.html"] <= 2


def staffed(project: Path) -> None:
    write(project, "2021-06-24", "a", pages='"1" "2" "3"')
    edit(
        project / "site/content/2021-06-24/issue.toml",
        'label = "2"',
        'label = "2"\nname = "要闻"\nstaff = [{ role = "责任编辑", names = ["王某"] }]',
    )


def test_a_page_says_where_it_stands_and_leads_to_the_others(project: Path) -> None:
    staffed(project)
    page = main_of(built_pages(project)["2021-06-24/p/2/index.html"])
    switcher = re.findall(r'<nav class="pages".*?</nav>', page, re.DOTALL)[0]
    assert re.findall(r'href="([^"]+)"[^>]*>([^<]+)<', switcher) == [
        ("../1/", "1"),
        ("./", "2"),
        ("../3/", "3"),
    ]
    assert re.findall(r'aria-current="page">([^<]+)<', switcher) == ["2"]
    assert 'aria-label="第3版"' in switcher
    assert "本期 3 版" in page
    assert "责任编辑 王某" in page


def test_an_issue_has_all_headlines_by_page(project: Path) -> None:
    staffed(project)
    gone = 'status = "withdrawn"\nwithdrawal = { date = "2021-07-01", reason = "有误" }'
    write(project, "2021-06-24", "c", gone)
    bare = write(project, "2021-06-24", "d")
    edit(bare, "正文一段。", "")
    issue = main_of(built_pages(project)["2021-06-24/index.html"])
    contents = re.findall(r'<nav class="contents".*?</nav>', issue, re.DOTALL)[0]
    assert '<a href="a/">题a</a>' in contents
    assert "稿件已撤回" not in contents, "it has no headline"
    assert "<li>题d</li>" in contents
    assert '<a href="p/2/">第2版 要闻</a>' in contents
    assert "责任编辑" not in issue, "it stands on its own page"


def test_a_theme_without_pages_leads_to_none(project: Path) -> None:
    (own_theme(project) / "templates" / "page.html").unlink()
    edit(project / "site" / "edition.toml", 'title = "报"', 'title = "报"\ntheme = "ours"')
    staffed(project)
    contents = main_of(built_pages(project)["2021-06-24/index.html"])
    assert "<h2>第2版 要闻</h2>" in contents
