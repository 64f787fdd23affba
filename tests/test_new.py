"""A new edition builds at once, and nothing that is there is touched."""

from pathlib import Path

import pytest

from banmian.content import article_file
from edition import run, tree


def test_a_new_edition_builds_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "我们的 报"
    assert run("new", folder, "--quiet") == 0
    assert run("build", "--project", folder, "--strict", "--quiet") == 0
    home = (folder / "site" / "public" / "index.html").read_text("utf-8")
    assert "我们的 报" in home
    assert "2026年1月1日" in home


def test_its_example_is_cut_as_it_says(tmp_path: Path) -> None:
    assert run("new", tmp_path / "paper", "--quiet") == 0
    files = sorted((tmp_path / "paper" / "site" / "content" / "2026-01-01").glob("*.md"))
    first, second = (article_file.read(f.read_text("utf-8"), f.name).article for f in files)
    assert first
    assert second
    assert {first.headline, second.headline} == {
        "示例一期出版",
        "删去这个示例，换上自己的版面文本即可",
    }
    assert {author.name for a in (first, second) for author in a.authors} == {"张小满", "李知秋"}


def test_a_new_edition_gives_the_same_articles_again(tmp_path: Path) -> None:
    assert run("new", tmp_path / "paper", "--quiet") == 0
    before = tree(tmp_path / "paper" / "site" / "content")
    assert run("import", "--project", tmp_path / "paper", "--quiet") == 0
    assert tree(tmp_path / "paper" / "site" / "content") == before


@pytest.mark.parametrize("there", ["file", "folder"])
def test_what_is_there_is_not_touched(tmp_path: Path, there: str) -> None:
    target = tmp_path / "paper"
    if there == "file":
        target.write_text("mine", "utf-8")
    else:
        target.mkdir()
        (target / "mine.txt").write_text("mine", "utf-8")
    before = tree(tmp_path)
    assert run("new", target, "--quiet") == 2
    assert tree(tmp_path) == before


def test_a_title_that_toml_must_quote(tmp_path: Path) -> None:
    folder = tmp_path / 'a "quoted" paper\\'
    assert run("new", folder, "--quiet") == 0
    assert run("check", "--project", folder, "--quiet") == 0
