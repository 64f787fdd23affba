"""Lists of articles: by topic, person, column, unit and series; their pages, plots, addresses."""

import re
from pathlib import Path

import pytest

from edition import add_target, edit, own_theme, run, tree

SETTINGS = """title = "报"
address = "https://paper.example/"

[[topics]]
name = "援疆"
slug = "yuan-jiang"
strong = ["援疆"]

[[topics]]
name = "党建"
slug = "dang-jian"
strong = ["党建"]

[[units]]
name = "湖南省分公司"
also = ["湖南邮政"]
"""


def write(project: Path, day: str, slug: str, more: str = "", pages: str = '"1"') -> Path:
    """Write an article into the issue of a day; `more` is front matter."""
    folder = project / "site" / "content" / day
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "issue.toml").exists():
        labels = "".join(f"\n[[pages]]\nlabel = {one}\n" for one in pages.split())
        (folder / "issue.toml").write_text(f'date = "{day}"\n{labels}', "utf-8")
    place = f"placements = [{{ page = {pages.split(maxsplit=1)[0]}, position = 1 }}]"
    head = f'id = "{slug}{day.replace("-", "")}"\nslug = "{slug}"\n{place}\n'
    if "headline" not in more:
        head += f'headline = "题{slug}"\n'
    file = folder / f"{slug}.md"
    file.write_text(f"+++\n{head}{more}\n+++\n\n正文一段。\n", "utf-8")
    return file


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """An edition without issues."""
    folder = tmp_path / "paper"
    (folder / "site").mkdir(parents=True)
    (folder / "site" / "edition.toml").write_text(SETTINGS, "utf-8")
    return folder


def built(project: Path) -> dict[str, str]:
    """Build; give the pages by path."""
    assert run("build", "--project", project, "--quiet") == 0
    files = tree(project / "site" / "public")
    return {
        name: text.decode() for name, text in files.items() if not name.endswith((".bin", ".png"))
    }


def main_of(page: str) -> str:
    return page[page.index("<main") : page.index("</main>")]


@pytest.mark.parametrize(
    ("front", "address", "over"),
    [
        ('column = "支部生活"', "columns/zhi-bu-sheng-huo/", "栏目"),
        ('series = "雪域邮路"', "series/xue-yu-you-lu/", "系列"),
        ('kicker = "湖南邮政"', "units/hu-nan-sheng-fen-gong-si/", "单位"),
        ('authors = [{ name = "王小明" }]', "people/wang-xiao-ming/", "作者"),
        ('topics = ["援疆"]', "topics/yuan-jiang/", "主题"),
    ],
)
def test_each_kind_of_list_has_pages(project: Path, front: str, address: str, over: str) -> None:
    more = 'byline = "王小明"\n' if "authors" in front else ""
    write(project, "2021-06-24", "a", more + front)
    write(project, "2021-06-25", "b", more)
    pages = built(project)
    article = pages["2021-06-24/a/index.html"]
    assert f'href="../../{address}"' in article
    listed = main_of(pages[f"{address}index.html"])
    assert "题a" in listed
    assert "题b" not in listed
    assert f'<a href="../">{over}</a>' in listed
    folder = address.partition("/")[0]
    assert f'href="{address.partition("/")[2]}"' in pages[f"{folder}/index.html"]
    assert f"https://paper.example/{address}" in pages["sitemaps/pages.xml"]


def test_there_is_no_overview_of_what_there_is_not(project: Path) -> None:
    write(project, "2021-06-24", "a")
    pages = built(project)
    assert not [name for name in pages if name.startswith(("columns/", "units/", "series/"))]
    assert "columns/" not in pages["topics/index.html"]


def test_overviews_lead_to_each_other(project: Path) -> None:
    write(project, "2021-06-24", "a", 'column = "甲"\nseries = "乙"\nkicker = "湖南邮政"')
    pages = built(project)
    for folder in ("topics", "columns", "units", "series"):
        links = re.findall(r'class="kinds".*?</nav>', pages[f"{folder}/index.html"], re.DOTALL)[0]
        others = {"columns", "units", "series"} - {folder}
        assert all(f'href="../{other}/"' in links for other in others)
        assert 'href="./" aria-current="page"' in links


def test_a_theme_without_them_makes_none(project: Path) -> None:
    templates = own_theme(project) / "templates"
    for name in ("column.html", "columns.html", "unit.html", "series.html", "all-series.html"):
        (templates / name).unlink()
    edit(project / "site" / "edition.toml", 'title = "报"', 'title = "报"\ntheme = "ours"')
    write(project, "2021-06-24", "a", 'column = "甲"\nkicker = "湖南邮政"\nseries = "乙"')
    pages = built(project)
    assert not [name for name in pages if name.startswith(("columns/", "series/", "units/hu"))]
    article = main_of(pages["2021-06-24/a/index.html"])
    assert "<span>甲</span>" in article
    assert "<li>湖南省分公司</li>" in article
    assert "湖南省分公司" in pages["units/index.html"]


def test_names_that_sound_alike_get_addresses_of_their_own(project: Path) -> None:
    write(project, "2021-06-24", "a", 'column = "邮政"')
    write(project, "2021-06-24", "b", 'column = "游政"')
    pages = built(project)
    found = [n for n in pages if re.fullmatch("columns/you-zheng-[0-9a-f]{6}/index.html", n)]
    assert len(found) == 2


def test_a_published_column_keeps_its_address(project: Path, tmp_path: Path) -> None:
    file = write(project, "2021-06-24", "a", 'column = "邮政"\nseries = "一"')
    write(project, "2021-06-25", "c")
    add_target(project, tmp_path / "web")
    assert run("publish", "web", "--project", project) == 0
    ledger = (project / "site/addresses/other.txt").read_text("utf-8")
    assert " column:邮政\n" in ledger
    write(project, "2021-06-26", "b", 'column = "游政"')
    pages = built(project)
    assert "columns/you-zheng/index.html" in pages
    edit(file, 'column = "邮政"\nseries = "一"', "")
    pages = built(project)
    assert "这一页移到了" in main_of(pages["columns/you-zheng/index.html"])
    assert "series/index.html" in pages, "what was published keeps answering"
    assert 'href="../"' in pages["series/yi/index.html"]
    assert "<entry>" not in pages["series/yi/feed.xml"]
    assert '"items":[\n\n]' in pages["series/yi/feed.json"]


def test_a_list_is_plotted_over_its_time(project: Path) -> None:
    for day in ("2021-05-03", "2021-05-04", "2021-07-01"):
        write(project, day, "a", 'column = "甲"\ntopics = ["援疆"]')
    write(project, "2021-07-02", "b", 'column = "乙"')
    for year in (2001, 2002, 2009):
        write(project, f"{year}-01-02", "c", 'topics = ["党建"]')
    pages = built(project)
    months = main_of(pages["columns/jia/index.html"])
    assert 'role="img" aria-label="各时段篇数：2021年5月至2021年7月，2021年5月最多，2篇"' in months
    assert months.count("<rect ") == 2
    assert 'viewBox="0 0 30 100"' in months
    rows = re.findall(r"<th scope=\"row\">(.*?)</th><td>(.*?)</td>", months)
    assert rows == [("2021年5月", "2 篇"), ("2021年7月", "1 篇")]
    years = main_of(pages["topics/dang-jian/index.html"])
    assert 'viewBox="0 0 90 100"' in years
    assert "<svg" not in main_of(pages["columns/yi/index.html"])
    assert not re.search(r"style=|<script", months)


def test_a_plot_leads_to_the_years_that_have_a_page(project: Path) -> None:
    for year in (2019, 2020, 2021, 2023):
        for month in range(1, 7):
            for day in range(1, 9):
                write(project, f"{year}-{month:02}-{day:02}", "a", 'topics = ["援疆"]')
    pages = built(project)
    front = main_of(pages["topics/yuan-jiang/index.html"])
    assert '<th scope="row"><a href="2020/">2020年</a></th><td>48 篇</td>' in front
    assert '<th scope="row">2023年</th>' in front
    assert "<svg" not in pages["topics/yuan-jiang/2019/index.html"]


def test_months_stay_true_where_a_year_has_a_page_of_its_own(project: Path) -> None:
    for month in range(1, 7):
        for day in range(1, 21):
            write(project, f"2020-{month:02}-{day:02}", "a", 'topics = ["援疆"]')
    write(project, "2021-01-01", "a", 'topics = ["援疆"]')
    front = main_of(built(project)["topics/yuan-jiang/index.html"])
    assert "2020年3月</th><td>20 篇" in front
    write(project, "2020-03-31", "a", 'topics = ["援疆"]')
    (project / "site/content/2020-04-20/a.md").unlink()
    front = main_of(built(project)["topics/yuan-jiang/index.html"])
    assert "2020年3月</th><td>21 篇" in front


def test_topics_that_stand_together_are_related(project: Path) -> None:
    write(project, "2021-06-24", "a", 'topics = ["援疆", "党建"]\ncolumn = "甲"')
    write(project, "2022-06-24", "b", 'topics = ["援疆", "党建"]\nauthors = [{ name = "援疆" }]')
    pages = built(project)
    topic = main_of(pages["topics/yuan-jiang/index.html"])
    assert '<a href="../dang-jian/">党建 <span class="count">2</span></a>' in topic
    assert 'href="../yuan-jiang/"' not in topic[topic.index('class="related"') :]
    column = main_of(pages["columns/jia/index.html"])
    assert '<a href="../../topics/yuan-jiang/">援疆 <span class="count">1</span></a>' in column
    person = main_of(pages["people/yuan-jiang/index.html"])
    assert '<a href="../../topics/yuan-jiang/">援疆 <span class="count">1</span></a>' in person


def test_search_finds_a_series(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(project, "2021-06-24", "a", 'series = "雪域邮路"')
    built(project)
    assert run("search", "雪域邮路", "--project", project) == 0
    assert "题a" in capsys.readouterr().out
