"""What went before: earlier coverage under an article, and the same day of earlier years."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian.bind import earlier as module
from banmian.bind.earlier import Found, earlier
from banmian.model.dates import PartialDate
from banmian.model.facts import IssueFacts
from banmian.model.ids import ArticleId, IssueId
from banmian.model.lists import ListKind
from edition import edit
from test_lists import SETTINGS, built, main_of, write


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """An edition without issues."""
    folder = tmp_path / "paper"
    (folder / "site").mkdir(parents=True)
    (folder / "site" / "edition.toml").write_text(SETTINGS, "utf-8")
    return folder


def before(page: str) -> list[tuple[str, str]]:
    """The earlier articles that a page names: where they are, and why."""
    found = re.findall(r'<li><a href="../../([^"]+)">.*?</a> <small>(.*?)</small>', page)
    return [(where, why.partition(" · ")[2]) for where, why in found]


def test_only_earlier_issues_are_named_and_the_reason_is_shown(project: Path) -> None:
    for day in ("2021-06-01", "2021-06-02", "2021-06-03"):
        write(project, day, "a", 'column = "甲"')
    write(project, "2021-06-02", "b", 'series = "乙"\ncolumn = "甲"')
    write(project, "2021-06-03", "c", 'series = "乙"\ntopics = ["援疆"]')
    write(project, "2021-06-03", "d")
    pages = built(project)
    assert before(pages["2021-06-01/a/index.html"]) == []
    assert before(pages["2021-06-02/a/index.html"]) == [("2021-06-01/a/", "同一栏目：甲")]
    column = [("2021-06-02/b/", "同一栏目：甲"), ("2021-06-02/a/", "同一栏目：甲")]
    found = before(pages["2021-06-03/a/index.html"])
    assert sorted(found[:2]) == sorted(column)
    assert found[2] == ("2021-06-01/a/", "同一栏目：甲")
    assert before(pages["2021-06-03/c/index.html"]) == [("2021-06-02/b/", "同一系列：乙")]
    assert "此前报道" not in pages["2021-06-03/d/index.html"]


def test_who_signs_is_no_reason_alone_but_tells_apart(project: Path) -> None:
    signed = 'byline = "王小明"\nauthors = [{ name = "王小明" }]\n'
    write(project, "2021-06-01", "a", signed)
    write(project, "2021-06-02", "b", signed + 'topics = ["援疆"]')
    write(project, "2021-06-03", "c", 'topics = ["援疆"]')
    write(project, "2021-06-04", "d", signed + 'topics = ["援疆"]')
    pages = built(project)
    assert before(pages["2021-06-02/b/index.html"]) == []
    assert before(pages["2021-06-04/d/index.html"]) == [
        ("2021-06-02/b/", "同一主题：援疆"),
        ("2021-06-03/c/", "同一主题：援疆"),
    ]


def test_a_topic_that_every_issue_has_is_none_two_together_are(project: Path) -> None:
    for day in range(1, 29):
        write(project, f"2021-06-{day:02}", "a", 'topics = ["援疆"]')
        write(project, f"2021-06-{day:02}", "b", 'topics = ["援疆", "党建"]')
    pages = built(project)
    assert before(pages["2021-06-28/a/index.html"]) == []
    both = before(pages["2021-06-28/b/index.html"])
    assert both[0] == ("2021-06-27/b/", "同一主题：援疆、党建")
    assert len(both) == 3


def test_what_has_no_text_is_not_led_to(project: Path) -> None:
    bare = write(project, "2021-06-01", "a", 'column = "甲"')
    edit(bare, "正文一段。", "")
    gone = 'column = "甲"\nstatus = "withdrawn"\n'
    gone += 'withdrawal = { date = "2021-07-01", reason = "有误" }'
    write(project, "2021-06-02", "b", gone)
    write(project, "2021-06-03", "c", 'column = "甲"')
    assert before(built(project)["2021-06-03/c/index.html"]) == []


def test_a_new_title_shows_where_the_article_is_named(project: Path) -> None:
    file = write(project, "2021-06-01", "a", 'column = "甲"')
    write(project, "2021-06-02", "b", 'column = "甲"')
    assert "题a" in main_of(built(project)["2021-06-02/b/index.html"])
    edit(file, "题a", "新题")
    assert "新题" in main_of(built(project)["2021-06-02/b/index.html"])


names = st.lists(st.sampled_from(["甲", "乙", "丙"]), unique=True, max_size=2).map(tuple)
articles = st.lists(st.tuples(names, names), min_size=1, max_size=3)


def facts(number: int, some: list[tuple[tuple[str, ...], tuple[str, ...]]]) -> IssueFacts:
    """An issue whose articles have these topics and signatures."""
    return IssueFacts(
        id=IssueId(f"2021-{number}"),
        date=PartialDate(2021),
        number="",
        name="",
        draft=False,
        pages=(),
        assumed=(),
        article_count=len(some),
        headlines=(),
        articles=tuple(ArticleId(f"a{number}x{rank}") for rank in range(len(some))),
        bare=(),
        withdrawn=0,
        lists={
            ListKind.TOPIC: tuple(topics for topics, _ in some),
            ListKind.PERSON: tuple(people for _, people in some),
        },
        lines=b"",
        names={},
        collective=(),
        links=(),
        corrects={},
        amended=False,
    )


Told = dict[int, dict[ArticleId, tuple[Found, ...]]]


@given(st.lists(articles, min_size=1, max_size=14), st.data())
def test_an_issue_is_told_the_same_whichever_others_are_asked_for(
    content: list[list[tuple[tuple[str, ...], tuple[str, ...]]]], data: st.DataObject
) -> None:
    issues = [facts(number, some) for number, some in enumerate(content)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "WINDOW", 4)
        patch.setattr(module, "_RARE", 3)
        patch.setattr(module, "_KEPT", 2)
        everything: Told = dict(earlier(issues, range(len(issues))))
        wanted = data.draw(st.sets(st.sampled_from(range(len(issues))), min_size=1))
        some: Told = dict(earlier(issues, wanted))
        assert some == {number: everything[number] for number in wanted}
    for number, found in everything.items():
        for id_, told in found.items():
            rank = issues[number].articles.index(id_)
            for one in told:
                assert number - 4 <= one.issue < number
                assert one.kind is ListKind.TOPIC
                theirs = issues[one.issue].lists[ListKind.TOPIC][one.rank]
                ours = issues[number].lists[ListKind.TOPIC][rank]
                assert set(one.names) <= set(theirs) & set(ours)


def test_the_same_day_of_earlier_years_is_named(project: Path) -> None:
    for year in range(2010, 2022):
        write(project, f"{year}-06-24", "a", f'headline = "{year}年的头条"')
    write(project, "2020-06", "m")
    write(project, "2020-06-25", "n")
    pages = built(project)
    newest = pages["2021-06-24/index.html"]
    days = re.findall(r'class="on-this-day">.*?</section>', newest, re.DOTALL)[0]
    years = re.findall(r'href="\.\./([^"]+)/"', days)
    assert years == [f"{year}-06-24" for year in range(2020, 2014, -1)]
    assert "2020年的头条" in days
    assert "往年今日" in pages["index.html"]
    assert "往年今日" not in pages["2010-06-24/index.html"]
    assert "往年今日" not in pages["2020-06-25/index.html"]


def test_home_keeps_them_where_only_a_text_changes(project: Path) -> None:
    write(project, "2020-06-24", "a")
    file = write(project, "2021-06-24", "a")
    first = built(project)["index.html"]
    edit(file, "正文一段。", "正文一段。" + "又一段。" * 40)
    built(project)
    edit(file, "正文一段。", "正文二段。")
    again = built(project)["index.html"]
    assert "往年今日" in first
    assert "往年今日" in again
