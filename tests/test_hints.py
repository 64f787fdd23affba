"""Hints in a project: import follows them, what an editor edited stays, what is wrong is named."""

import json
from pathlib import Path

import pytest

from banmian.app.importing import import_pages
from banmian.app.project import Project
from banmian.cli.explain import columns
from edition import PAGE, ROOT, edit, paper, run, tree

HEADLINE = "投递员冒雨送达通知书"
LINE = PAGE.split("\n").index(HEADLINE) + 1
DECK = f'[[hints]]\nlines = ["{LINE} {HEADLINE}"]\nrole = "deck"\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A page of two articles, imported."""
    paper(tmp_path, PAGE)
    assert run("import", "--project", tmp_path, "--quiet") == 0
    return tmp_path


def hints(project: Path, text: str, name: str = "2021-06-24/1.toml") -> None:
    file = project / "site" / "hints" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def second(project: Path) -> Path:
    folder = project / "site" / "content" / "2021-06-24"
    return next(file for file in folder.glob("*.md") if HEADLINE in file.read_text("utf-8"))


def codes(project: Path) -> list[tuple[str, str]]:
    found = import_pages(Project(project)).diagnostics
    return [(one.code, str(one.where)) for one in found if one.code.startswith("BM21")]


def test_an_import_follows_a_hint_and_its_undoing(project: Path) -> None:
    before = tree(project / "site" / "content")
    name = second(project).name
    hints(project, DECK)
    assert codes(project) == []
    assert second(project).name == name
    assert f'deck = "{HEADLINE}"' in second(project).read_text("utf-8")
    after = tree(project / "site" / "content")
    assert codes(project) == []
    assert tree(project / "site" / "content") == after
    hints(project, "")
    assert codes(project) == []
    assert tree(project / "site" / "content") == before


def test_an_article_that_an_editor_edited_stays_and_the_hint_is_a_proposal(
    project: Path,
) -> None:
    edit(second(project), "受到群众称赞", "受到群众好评")
    before = tree(project / "site" / "content")
    hints(project, DECK)
    where = second(project).relative_to(project).as_posix()
    assert codes(project) == [("BM211", where)]
    now = tree(project / "site" / "content")
    assert {name for name in now if now[name] != before[name]} <= {"2021-06-24/import.toml"}


def test_a_hint_for_other_words_is_named_with_its_line(project: Path) -> None:
    hints(project, "\n" + DECK.replace(f"{LINE} ", f"{LINE + 1} "))
    assert codes(project) == [("BM217", "site/hints/2021-06-24/1.toml:2")]


def test_a_hint_that_cannot_be_done_is_named(project: Path) -> None:
    hints(project, DECK.replace('"deck"', '"jump"'))
    assert codes(project) == [("BM218", "site/hints/2021-06-24/1.toml:1")]


@pytest.mark.parametrize("name", ["2021-06-24/2.toml", "2021-06-25/1.toml", "1.toml"])
def test_hints_for_a_page_that_is_not_there_are_named(project: Path, name: str) -> None:
    hints(project, DECK, name)
    assert codes(project) == [("BM219", f"site/hints/{name}")]


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        (DECK.replace("deck", "dekc"), 1, "headline"),
        (DECK.replace('"deck"', '"deck"\nsplit = true'), 1, "merge"),
        (DECK.replace(f"{LINE} ", ""), 1, "12 聆听"),
        ("[[hints]]\nlines = []\nrole = 'deck'\n", 1, "12 聆听"),
        ("[[hints]]\nline = []\n", 2, "`lines`"),
        ("[[hint]]\n", 1, "`hints`"),
    ],
)
def test_what_is_no_hint_stops_the_import_and_changes_nothing(
    project: Path, text: str, line: int, word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(project / "site" / "content")
    hints(project, text)
    assert run("import", "--project", project) == 2
    said = capsys.readouterr().err
    assert f"site/hints/2021-06-24/1.toml:{line}: " in said
    assert word in said
    assert tree(project / "site" / "content") == before


def test_segment_follows_the_hints_of_a_page_of_the_project(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hints(project, DECK)
    assert run("segment", project / "seeds" / "2021-06-24" / "01.txt", "--json") == 0
    articles = json.loads(capsys.readouterr().out)["articles"]
    assert [article["deck"] for article in articles] == [None, HEADLINE]


def test_explain_accounts_for_every_line_and_repair(
    capsys: pytest.CaptureFixture[str],
) -> None:
    seed = next((ROOT / "seeds").glob("000_*.txt"))
    assert run("segment", seed, "--explain", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    now = dict(enumerate(seed.read_text("utf-8").split("\n"), 1))
    numbers = [number for one in found["lines"] for number in one["lines"]]
    assert sorted(numbers) == [number for number, line in now.items() if line.strip()]
    for repair in found["repairs"]:
        assert now[repair["line"]] == repair["before"]
        now[repair["line"]] = repair["after"]
    for one in found["lines"]:
        if len(one["lines"]) == 1:
            assert now[one["lines"][0]] == one["text"]
    assert run("segment", seed, "--explain", "--lang", "zh") == 0
    said = capsys.readouterr().out
    assert all(columns(line) <= 100 for line in said.split("\n"))
    assert "去掉数字、字母、标点旁多余的空格" in said
    assert sum(line.startswith("?") for line in said.split("\n")) == sum(
        one["doubt"] for one in found["lines"]
    )
