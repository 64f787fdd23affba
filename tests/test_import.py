"""Import: pages become files; what an editor has done to them is never undone."""

import json
import shutil
from pathlib import Path

import pytest

from banmian.content import article_file
from banmian.content.record import numbers, read
from banmian.model.article import Article
from banmian.press import journal
from banmian.press.files import write
from edition import ROOT, run, tree

JUNE = "2021-06"


def content(project: Path) -> Path:
    return project / "site" / "content"


def articles(project: Path, issue: str = JUNE) -> dict[str, Article]:
    found = {}
    for file in sorted((content(project) / issue).glob("*.md")):
        read_ = article_file.read(file.read_text("utf-8"), file.name)
        assert read_.article, read_.diagnostics
        found[file.name] = read_.article
    return found


def file_with(project: Path, text: str, issue: str = JUNE) -> Path:
    return next(
        file for file in (content(project) / issue).glob("*.md") if text in file.read_text("utf-8")
    )


def test_the_seeds_give_the_committed_content(bare: Path) -> None:
    assert run("import", "--project", bare, "--quiet") == 0
    assert tree(content(bare)) == tree(ROOT / "site" / "content")


def test_importing_twice_changes_nothing(sample: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in content(sample).rglob("*")}
    assert run("import", "--project", sample, "--quiet") == 0
    assert {path: path.stat().st_mtime_ns for path in content(sample).rglob("*")} == before


def test_renamed_seeds_give_the_same_articles(bare: Path) -> None:
    for number, file in enumerate(sorted((bare / "seeds").glob("*.txt"))):
        new = file.rename(file.with_name(f"another-{number}.txt"))
        toml = bare / "seeds" / "seeds.toml"
        toml.write_text(toml.read_text("utf-8").replace(file.name, new.name), "utf-8")
    assert run("import", "--project", bare, "--quiet") == 0
    for issue in ("2021-01", JUNE):
        assert articles(bare, issue) == articles(ROOT, issue)


def test_an_edited_article_is_not_written_over(sample: Path) -> None:
    file = file_with(sample, "援疆工作座谈会")
    edited = file.read_text("utf-8").replace("召开首次援疆", "召开第一次援疆")
    file.write_text(edited, "utf-8")
    assert run("import", "--project", sample, "--quiet") == 0
    assert file.read_text("utf-8") == edited


def test_a_renamed_file_stays_renamed(sample: Path) -> None:
    file = file_with(sample, "聆听“初心”的声音")
    moved = file.rename(file.with_name("初心.md"))
    before = set(content(sample).rglob("*"))
    assert run("import", "--project", sample, "--quiet") == 0
    assert set(content(sample).rglob("*")) == before
    assert moved.is_file()


def test_a_deleted_article_stays_deleted(sample: Path) -> None:
    file = file_with(sample, "聆听“初心”的声音")
    file.unlink()
    before = tree(content(sample))
    for _ in range(2):
        assert run("import", "--project", sample, "--quiet") == 0
        assert tree(content(sample)) == before


def test_windows_line_ends_are_no_edit(sample: Path) -> None:
    file = file_with(sample, "聆听“初心”的声音")
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    vocabulary = sample / "site" / "edition.toml"
    text = vocabulary.read_text("utf-8").replace('name = "集邮文传"', 'name = "集邮"')
    vocabulary.write_text(text, "utf-8")
    assert run("import", "--project", sample, "--quiet") == 0
    assert "集邮文传" not in file.read_text("utf-8")


def cut_differently(project: Path) -> None:
    """Take the byline mark □ out of the profile: articles that it closes run together."""
    settings = project / "site" / "edition.toml"
    text = settings.read_text("utf-8").replace("[newspaper]", '[newspaper]\nbyline_marks = "■"', 1)
    settings.write_text(text, "utf-8")


def test_another_cut_of_the_same_source_keeps_ids_and_files(sample: Path) -> None:
    before = articles(sample)
    cut_differently(sample)
    assert run("import", "--project", sample, "--quiet") == 0
    after = articles(sample)
    assert after != before
    same = {name: article.id for name, article in after.items() if name in before}
    assert same
    assert same == {name: before[name].id for name in same}
    assert {a.id for a in after.values()} <= {a.id for a in before.values()}
    assert_every_line_is_claimed_once(sample)


def test_another_cut_leaves_an_edited_article_and_what_hangs_together_with_it(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = file_with(sample, "120处边海防部队点位全面实现通邮")
    edited = file.read_text("utf-8").replace("珠海市分公司", "珠海分公司")
    file.write_text(edited, "utf-8")
    cut_differently(sample)
    assert run("import", "--project", sample) == 0
    assert file.read_text("utf-8") == edited
    assert "BM211" in capsys.readouterr().err
    assert_every_line_is_claimed_once(sample)


def assert_every_line_is_claimed_once(project: Path) -> None:
    record = read((content(project) / JUNE / "import.toml").read_text("utf-8"))
    claimed = sorted(
        [n for a in record.articles for span in a.spans for n in numbers(span.lines)]
        + [n for page in record.pages for left in page.leftovers for n in numbers(left.lines)]
    )
    source = (project / "seeds" / record.pages[0].source).read_text("utf-8")
    assert claimed == [n for n, line in enumerate(source.split("\n"), 1) if line.strip()]


def test_a_line_put_into_the_source_moves_nobody(sample: Path) -> None:
    before = articles(sample)
    source = sample / "seeds" / "000_2492ed09823139b5.txt"
    source.write_text("邮政周报\n\n" + source.read_text("utf-8"), "utf-8")
    assert run("import", "--project", sample, "--quiet") == 0
    after = articles(sample)
    kept = {name: article.id for name, article in after.items() if name in before}
    assert kept == {name: article.id for name, article in before.items()}


def test_a_page_whose_source_is_gone_keeps_its_articles(sample: Path) -> None:
    before = tree(content(sample))
    (sample / "seeds" / "000_2492ed09823139b5.txt").unlink()
    assert run("import", "--project", sample, "--quiet") == 1  # seeds.toml still lists it
    assert tree(content(sample)) == before


def test_a_lost_record_does_not_bring_articles_twice(sample: Path) -> None:
    file = file_with(sample, "聆听“初心”的声音")
    edited = file.read_text("utf-8").replace("房叶舟", "房叶州")
    file.write_text(edited, "utf-8")
    before = tree(content(sample))
    (content(sample) / JUNE / "import.toml").unlink()
    assert run("import", "--project", sample, "--quiet") == 0
    assert tree(content(sample)) == before


def test_a_dated_folder_needs_no_entry(bare: Path) -> None:
    page = bare / "seeds" / "2021-06-24" / "01.txt"
    page.parent.mkdir()
    shutil.copy(bare / "seeds" / "000_2492ed09823139b5.txt", page)
    assert run("import", "--project", bare, "--quiet") == 0
    issue = (content(bare) / "2021-06-24" / "issue.toml").read_text("utf-8")
    assert 'date = "2021-06-24"' in issue
    assert 'label = "1"' in issue
    assert len(articles(bare, "2021-06-24")) == len(articles(ROOT))


def test_an_unknown_file_is_named_with_what_its_text_suggests(
    bare: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(bare / "seeds" / "000_2492ed09823139b5.txt", bare / "seeds" / "new.txt")
    assert run("import", "--project", bare, "--lang", "zh") == 0
    said = capsys.readouterr().err
    assert "seeds/new.txt: BM101" in said
    assert "2021年、6月23日" in said


def test_a_page_with_another_label_now_keeps_its_articles(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = articles(sample, "2021-01")
    toml = sample / "seeds" / "seeds.toml"
    toml.write_text(toml.read_text("utf-8").replace('page = "2"', 'page = "3"'), "utf-8")
    assert run("import", "--project", sample, "--quiet") == 0
    after = articles(sample, "2021-01")
    assert {name: a.id for name, a in after.items()} == {n: a.id for n, a in before.items()}
    assert {place.page for a in after.values() for place in a.placements} == {"3"}
    assert run("check", "--project", sample) == 0
    assert "2021-01/issue.toml:5: BM316" in capsys.readouterr().err


def test_a_jump_runs_on_over_three_pages(bare: Path) -> None:
    folder = bare / "seeds" / "2021-06-24"
    folder.mkdir()
    sentence = "会议强调，各单位要提高认识，压实责任，把各项工作做细做实，完成全年的目标任务。"
    for page, text in enumerate(
        (
            f"全市会议召开\n\n本报讯 {sentence}\n（下转第2版）\n",
            f"（上接第1版）\n{sentence}\n（下转第3版）\n",
            f"（上接第2版）\n{sentence}\n",
        ),
        1,
    ):
        (folder / f"0{page}.txt").write_text(text, "utf-8")
    assert run("import", "--project", bare, "--quiet") == 0
    (article,) = articles(bare, "2021-06-24").values()
    assert [place.page for place in article.placements] == ["1", "2", "3"]


def test_jumps_are_stitched_across_pages(bare: Path) -> None:
    folder = bare / "seeds" / "2021-06-24"
    folder.mkdir()
    (folder / "01.txt").write_text(
        "全市邮政工作会议召开\n\n本报讯 6月20日，全市邮政工作会议在市分公司召开，会议总结了上半年\n"
        "的工作，部署了下半年的任务，要求各单位抓好落实，确保完成全年目标，并就\n"
        "安全生产提出要求。（下转第2版）\n",
        "utf-8",
    )
    (folder / "02.txt").write_text(
        "（上接第1版）\n会议强调，各单位要提高认识，压实责任，把各项工作做细做实，坚决完成全\n"
        "年的目标任务，为建设人民满意的邮政作出新的贡献，以优异成绩迎接新的挑\n战。\n",
        "utf-8",
    )
    assert run("import", "--project", bare, "--quiet") == 0
    (article,) = articles(bare, "2021-06-24").values()
    assert [place.page for place in article.placements] == ["1", "2"]
    assert article.headline == "全市邮政工作会议召开"


def test_the_result_as_json(bare: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("import", "--project", bare, "--json") == 0
    report = json.loads(capsys.readouterr().out)
    assert [issue["articles"] for issue in report["issues"]] == [7, 9]
    assert {row["code"] for row in report["diagnostics"]} >= {"BM201", "BM202", "BM203"}


@pytest.mark.parametrize("survived", range(0, 13, 3))
def test_an_interrupted_import_is_ended_by_the_next(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, survived: int
) -> None:
    cut_differently(sample)
    twin = shutil.copytree(sample, tmp_path / "twin")
    assert run("import", "--project", twin, "--quiet") == 0
    done = []

    def until(path: Path, content: bytes) -> bool:
        if len(done) == survived:
            raise KeyboardInterrupt
        done.append(path)
        return write(path, content)

    monkeypatch.setattr(journal, "write", until)
    assert run("import", "--project", sample, "--quiet") in {0, 130}
    monkeypatch.undo()
    assert run("import", "--project", sample, "--quiet") == 0
    assert tree(content(sample)) == tree(content(twin))
    assert not (sample / "site" / ".banmian" / "state" / "journal.json").exists()


def test_what_changed_after_an_interruption_is_not_written_over(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut_differently(sample)

    def broken(path: Path, content: bytes) -> bool:
        if path.suffix != ".json":
            raise KeyboardInterrupt
        return write(path, content)

    monkeypatch.setattr(journal, "write", broken)
    assert run("import", "--project", sample, "--quiet") == 130
    monkeypatch.undo()
    file = file_with(sample, "120处边海防部队点位全面实现通邮")
    edited = file.read_text("utf-8").replace("珠海市分公司", "珠海分公司")
    file.write_text(edited, "utf-8")
    assert run("import", "--project", sample, "--quiet") == 0
    assert file.read_text("utf-8") == edited
