"""The pages of an issue together: what they print about themselves, jumps, the table of import."""

import json
from pathlib import Path

import pytest

from banmian.content import article_file, issue_file
from banmian.model.article import Article
from banmian.model.issue import Issue, Staff
from edition import edit, paper, run

FRONT = """\
青岚日报
2021年6月24日
星期四
第1975期 今日2版

守着一口“大锅”看宇宙

本报讯 （记者 杨光） 清晨六点，平塘县大窝凼的雾还没有散，射电望
远镜的反射面在山谷里露出银色的边。值机员把昨夜观测的脉冲星数据又核
对了一遍，望远镜在夜里转动了四次，找到了两颗新的脉
（下转第2版）

龙潭渡口完成最后一班摆渡

本报讯 （记者 万宇） 傍晚，老艄公把渡船靠上龙潭镇的石阶，系好缆
绳，取下船头的灯。对岸的大桥昨天通了车，这条渡船摆渡了六十二年，最
后一班只坐了三位乘
（下转第2版）

责任编辑：王小明 版式：李思远
"""
SECOND = """\
02 综合新闻 青岚日报 2021年6月24日 星期四

守着“大锅”看宇宙

（上接第1版）
冲星。“望远镜替我们看得远，我们替望远镜看得细。”值机员说。反射面由
四千多块面板拼成，观测间隙，维护人员沿着圈梁检查面板，一天要走两万
步。

（上接第1版）
客。一位乘客是专程从城里回来的，他小时候每天坐渡船上学，船钱两分。
老艄公说，渡船会留在码头，桥上的灯亮了，他也该上岸了。
"""


def told(project: Path, capsys: pytest.CaptureFixture[str]) -> list[tuple[str, int, str]]:
    """What import finds: code, line, and how it is said."""
    capsys.readouterr()
    assert run("import", "--project", project, "--json", "--lang", "zh") == 0
    rows = json.loads(capsys.readouterr().out)["diagnostics"]
    return [(row["code"], row["line"], row["message"]) for row in rows]


def codes(project: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    return [code for code, _, _ in told(project, capsys)]


def articles(project: Path) -> list[Article]:
    folder = project / "site" / "content" / "2021-06-24"
    found = (article_file.read(f.read_text("utf-8"), f.name) for f in sorted(folder.glob("*.md")))
    return [one.article for one in found if one.article]


def issue(project: Path) -> Issue:
    file = project / "site" / "content" / "2021-06-24" / "issue.toml"
    return issue_file.read(file.read_text("utf-8"), "2021-06-24")


def test_two_articles_go_on_on_the_same_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = paper(tmp_path, FRONT, SECOND)
    assert codes(project, capsys) == []  # a continuation lacks no headline
    ferry, telescope = articles(project)
    assert "三位乘客。一位乘客" in str(ferry.body)
    assert "新的脉冲星。“望远镜" in str(telescope.body)
    assert [jump.text for jump in telescope.jumps] == [
        "（下转第2版）",
        "（上接第1版） 守着“大锅”看宇宙",
    ]


def test_an_article_over_two_pages_leaves_no_open_jump_in_the_site(tmp_path: Path) -> None:
    project = paper(tmp_path, FRONT, SECOND)
    assert run("import", "--project", project, "--quiet") == 0
    assert run("build", "--project", project, "--quiet") == 0
    pages = (project / "site" / "public" / "2021-06-24").rglob("*.html")
    assert not any("上接第1版" in page.read_text("utf-8") for page in pages)


def test_what_the_pages_print_is_proposed_for_the_issue(tmp_path: Path) -> None:
    project = paper(tmp_path, FRONT, SECOND)
    assert run("import", "--project", project, "--quiet") == 0
    front, second = issue(project).pages
    assert issue(project).number == "1975"
    assert (front.name, second.name) == ("", "综合新闻")
    assert front.staff == (Staff("责任编辑", ("王小明",)), Staff("版式", ("李思远",)))


def test_the_staff_of_a_page_stands_on_its_own_page(tmp_path: Path) -> None:
    project = paper(tmp_path, FRONT, SECOND)
    assert run("import", "--project", project, "--quiet") == 0
    assert run("build", "--project", project, "--quiet") == 0
    public = project / "site" / "public"
    shown = [
        file for file in public.rglob("*.html") if "责任编辑 王小明" in file.read_text("utf-8")
    ]
    assert shown == [public / "2021-06-24" / "p" / "1" / "index.html"]


def test_an_editors_issue_stays_as_it_is(tmp_path: Path) -> None:
    project = paper(tmp_path, FRONT, SECOND)
    assert run("import", "--project", project, "--quiet") == 0
    file = project / "site" / "content" / "2021-06-24" / "issue.toml"
    edit(file, 'number = "1975"', 'number = "1976"')
    edit(file, "综合新闻", "综合")
    before = file.read_bytes()
    assert run("import", "--project", project, "--quiet") == 0
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("星期四\n第", "星期五\n第", ("BM205", 2, "2021年6月24日是星期四，版面上印的是星期五")),
        (
            "2021年6月24日\n星期四",
            "2021年6月25日\n星期五",
            ("BM212", 2, "版面上印的日期是 2021-06-25，这一期是 2021-06-24"),
        ),
        (
            "青岚日报\n2021年6月24日\n星期四",
            "03 要闻 青岚日报 2021年6月24日 星期四",
            ("BM213", 1, "版面上印的是第 3 版，登记的是第 1 版"),
        ),
        ("今日2版", "今日8版", ("BM214", 4, "版面上说这一期有 8 版，导入了 2 版")),
    ],
)
def test_what_a_page_prints_is_checked(
    old: str,
    new: str,
    finding: tuple[str, int, str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert old in FRONT
    assert told(paper(tmp_path, FRONT.replace(old, new), SECOND), capsys) == [finding]


def test_pages_that_print_different_numbers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    second = SECOND.replace(" 星期四", " 星期四 第1976期")
    assert told(paper(tmp_path, FRONT, second), capsys) == [
        ("BM215", 1, "各版印的期号不同：1975、1976")
    ]


def test_pages_that_print_different_dates_where_the_issue_has_no_day(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = paper(tmp_path, FRONT, SECOND.replace("24日 星期四", "25日 星期五"))
    (project / "seeds" / "2021-06-24").rename(project / "seeds" / "2021-06")
    assert told(project, capsys) == [("BM216", 1, "各版印的日期不同：2021-06-24、2021-06-25")]


def test_jump_lines_without_their_other_half(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    front = FRONT.replace("位乘\n（下转第2版）", "位乘\n（ 下 转 第 7 版 ）")
    second = SECOND.replace("（上接第1版）\n客", "客") + "（下转第1版）\n"
    found = told(paper(tmp_path, front, second), capsys)
    assert ("BM223", 18, "“（下转第7版）”：这一期没有导入第 7 版") in found
    assert ("BM221", 12, "“（下转第1版）”：第 1 版上没有找到另一半") in found


def test_jump_lines_that_several_may_meet(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    half = "本报讯 各单位要提高认识，压实责任，把各项工作做细做实，完成全年的目标任\n务。\n"
    front = f"全市会议召开\n\n{half}（下转第2版）\n\n全县会议召开\n\n{half}（下转第2版）\n"
    second = "（上接第1版）\n各单位要提高认识，压实责任，把各项工作做细做实，完成目标。\n□张三\n\n"
    found = told(paper(tmp_path, front, second), capsys)
    assert [(code, line) for code, line, _ in found if code == "BM222"] == [
        ("BM222", 5),
        ("BM222", 11),
        ("BM222", 1),
    ]


def test_an_editor_is_told_nothing_of_an_article_that_they_have_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = paper(tmp_path, FRONT.replace("今日2版", ""))
    assert codes(project, capsys) == ["BM223", "BM223"]
    for file in (project / "site" / "content" / "2021-06-24").glob("*long-tan*.md"):
        edit(file, "位乘", "位乘客。")
    assert codes(project, capsys) == ["BM223"]


def test_import_prints_a_table_of_the_pages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = [FRONT.replace("今日2版", "今日12版"), *["投递员送信。\n"] * 8, SECOND]
    project = paper(tmp_path, *pages)
    assert run("import", "--project", project, "--lang", "en") == 0
    table = capsys.readouterr().out.split("\n")[:10]
    assert table[0] == "2021-06-24  1   2 article(s)  0 unplaced  3 to look at"
    assert table[9].startswith("2021-06-24  10  ")
    assert len({len(row) for row in table}) == 1
    assert run("import", "--project", project, "--lang", "zh") == 0
    assert "2021-06-24  第 1  版  2 篇稿件  0 处未归入  3 处要看" in capsys.readouterr().out


def test_quiet_prints_no_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("import", "--project", paper(tmp_path, FRONT), "--quiet") == 0
    assert capsys.readouterr().out == ""


def test_the_table_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("import", "--project", paper(tmp_path, FRONT, SECOND), "--json") == 0
    assert json.loads(capsys.readouterr().out)["pages"] == [
        {"issue": "2021-06-24", "page": page, "articles": 2, "unplaced": 0, "to_look_at": 0}
        for page in ("1", "2")
    ]
