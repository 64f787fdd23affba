"""An archive of several segments: an edit changes few files, those of a clean build."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from banmian.app.building import BuildReport, build
from banmian.app.project import Project
from banmian.app.searching import every_document, search
from banmian.search import manifest
from banmian.search.query import query
from banmian.search.shard import LARGE
from edition import tree

DAYS, ARTICLES = 70, 62
"""Issues, and articles of each: the years before the last one are a large segment."""

EDITION = 'title = "报"\naddress = "https://paper.example/"\n'
ISSUE = 'date = "{day}"\nnumber = "{number}"\nstatus = "out"\n\n[[pages]]\nlabel = "1"\n'
ARTICLE = """\
+++
id = "a{id}"
headline = "第{id}篇{word}"
genre = "news"
authors = [{{ name = "张{letter}" }}]
placements = [{{ page = "1", position = {position} }}]
slug = "a{id}"
+++

本报讯 {word}局报寄递{id}，{letter}。
"""


def day(number: int) -> str:
    """Most are of 2019 and 2020, the last ones of two months of 2021."""
    if number >= DAYS - 3:
        return f"2021-0{1 + (number > DAYS - 3)}-{number % 28 + 1:02}"
    return f"{2019 + number // 40}-{number % 12 + 1:02}-{number % 28 + 1:02}"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = tmp_path_factory.mktemp("archive") / "paper"
    (project / "seeds").mkdir(parents=True)
    (project / "site").mkdir()
    (project / "site" / "edition.toml").write_text(EDITION, "utf-8")
    for number in range(DAYS):
        folder = project / "site" / "content" / day(number)
        folder.mkdir(parents=True)
        (folder / "issue.toml").write_text(ISSUE.format(day=day(number), number=number), "utf-8")
        for position in range(1, ARTICLES + 1):
            id_ = (number + 1) * 100 + position
            word, letter = "邮政援疆"[id_ % 3 :][:2], "甲乙丙丁"[id_ % 4]
            text = ARTICLE.format(id=id_, word=word, letter=letter, position=position)
            (folder / f"1-a{id_}.md").write_text(text, "utf-8")
    built(project)
    return project


def built(project: Path) -> BuildReport:
    report = build(Project(project), None, strict=False)
    assert report.swapped
    return report


def sizes(project: Path) -> list[int]:
    content = (project / "site/public/search/index.json").read_bytes()
    return [one.size for one in manifest.read(content).segments]


def test_there_is_one_of_the_month_of_the_year_and_of_all_before(archive: Path) -> None:
    assert sizes(archive) == [2 * ARTICLES, ARTICLES, (DAYS - 3) * ARTICLES]
    assert sizes(archive)[-1] > LARGE
    assert len(list(every_document(archive / "site/public"))) == DAYS * ARTICLES


def word(project: Path) -> None:
    file = project / "site/content" / day(5) / "1-a607.md"
    file.write_text(file.read_text("utf-8").replace("寄递", "寄出鑫"), "utf-8")


def headline(project: Path) -> None:
    file = project / "site/content" / day(7) / "1-a807.md"
    file.write_text(file.read_text("utf-8").replace("第807篇", "鑫鑫"), "utf-8")


def removal(project: Path) -> None:
    (project / "site/content" / day(6) / "1-a762.md").unlink()


def new_month(project: Path) -> None:
    last = project / "site/content" / day(DAYS - 1)
    folder = project / "site/content/2021-03-05"
    shutil.copytree(last, folder)
    for file in folder.iterdir():
        text = (
            file.read_text("utf-8").replace('id = "a', 'id = "b').replace('slug = "a', 'slug = "b')
        )
        file.write_text(text.replace(f'date = "{day(DAYS - 1)}"', 'date = "2021-03-05"'), "utf-8")


@pytest.mark.parametrize(
    ("change", "files"), [(word, 40), (headline, 60), (removal, 2000), (new_month, 2000)]
)
def test_an_edit_gives_what_a_clean_build_gives(
    archive: Path, tmp_path: Path, change: Callable[[Path], None], files: int
) -> None:
    project = shutil.copytree(archive, tmp_path / "paper", symlinks=True)
    built(project)  # which finds its own memory
    change(project)
    report = built(project)
    of_search = [path for path in tree(project / "site/public") if path.startswith("search/")]
    assert report.written <= files
    assert len(of_search) > files / 40
    clean = tmp_path / "clean"
    shutil.copytree(
        project, clean, ignore=shutil.ignore_patterns("public*", ".public*", ".banmian")
    )
    built(clean)
    assert tree(project / "site/public") == tree(clean / "site/public")
    if change in {word, headline}:
        assert len(list(search(project / "site/public", query("鑫")))) == 1


def test_an_edition_of_which_all_is_withdrawn_can_be_built(tmp_path: Path) -> None:
    issue = tmp_path / "site" / "content" / "2021-06-24"
    issue.mkdir(parents=True)
    (tmp_path / "site" / "edition.toml").write_text(EDITION, "utf-8")
    (issue / "issue.toml").write_text(ISSUE.format(day="2021-06-24", number=1), "utf-8")
    gone = 'status = "withdrawn"\nwithdrawal = { date = "2026-11-22", reason = "有误" }\n+++\n'
    text = ARTICLE.format(id=1, word="会议", letter="甲", position=1)
    (issue / "a.md").write_text(text.replace("+++\n\n", gone + "\n"), "utf-8")
    build(Project(tmp_path), None, strict=False)
    assert list(every_document(tmp_path / "site" / "public")) == []
