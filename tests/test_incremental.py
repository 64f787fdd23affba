"""What a build costs is what changed; what it says of itself; what can be asked and undone."""

import json
import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from banmian.app.building import BuildReport, build
from banmian.app.project import Project
from banmian.app.searching import every_document
from banmian.press import scan
from banmian.press.store import Store
from edition import copy_sample, edit, own_theme, previewed, run, tree

ARTICLE = "site/content/2021-06/1-lin-shi-you-lu-kai-tong.md"
PAGE = "2021-06/lin-shi-you-lu-kai-tong/index.html"


@pytest.fixture(autouse=True)
def _no_fat(monkeypatch: pytest.MonkeyPatch) -> None:
    """No file system with a clock of two seconds is here: what is a moment old is settled."""
    monkeypatch.setattr(scan, "_RACY", 20_000_000)


def built(project: Path, *, verify: bool = False) -> BuildReport:
    time.sleep(0.03)
    report = build(Project(project), None, strict=False, verify=verify)
    time.sleep(0.03)
    return report


def test_nothing_changed_is_seen_from_outside(sample: Path) -> None:
    first = built(sample)
    again = built(sample)
    assert (again.read, again.composed, again.written) == (0, 0, 0)
    assert (again.issues, again.articles, again.files) == (
        first.issues,
        first.articles,
        first.files,
    )
    assert again.diagnostics == first.diagnostics


def test_a_word_costs_its_issue(sample: Path) -> None:
    built(sample)
    edit(sample / ARTICLE, "准备工作全部就绪", "准备工作全都就绪")
    report = built(sample)
    assert (report.read, report.composed) == (1, 1)
    assert report.written <= 26  # its page and data, feeds of its lists, search files, the marker
    twin = copy_sample(sample.parent / "twin")
    edit(twin / ARTICLE, "准备工作全部就绪", "准备工作全都就绪")
    built(twin)
    assert tree(sample / "site/public") == tree(twin / "site/public")


def test_a_word_costs_its_issue_also_where_a_sheet_links_to_an_article(sample: Path) -> None:
    id_ = (sample / ARTICLE).read_text("utf-8").split('id = "')[1].split('"')[0]
    sheet = f'+++\ntitle = "关于"\n+++\n\n见[报道](id:{id_})。\n'
    (sample / "site/pages/about.md").write_text(sheet, "utf-8")
    built(sample)
    edit(sample / ARTICLE, "准备工作全部就绪", "准备工作全都就绪")
    assert built(sample).composed == 1
    documents = every_document(sample / "site/public")
    assert "见报道。" in [line for document in documents for line in document.lines]


def test_a_preview_keeps_pages_of_a_broken_issue_while_words_change_in_another(
    sample: Path, tmp_path: Path
) -> None:
    other = sample / "site/content/2021-08"
    shutil.copytree(sample / "site/content/2021-06", other)
    for file in other.iterdir():
        text = file.read_text("utf-8").replace('date = "2021-06', 'date = "2021-08')
        file.write_text(text.replace('id = "', 'id = "x'), "utf-8")

    def previewing() -> dict[str, bytes]:
        time.sleep(0.03)
        return previewed(sample, tmp_path / "preview")

    page = previewing()[PAGE]
    edit(sample / ARTICLE, 'genre = "', 'genre = "no-such-')
    assert previewing()[PAGE] == page
    for word in ("全都", "均已"):
        edit(other / Path(ARTICLE).name, "全部" if word == "全都" else "全都", word)
        files = previewing()
        assert files[PAGE] == page
        assert word.encode() in files[PAGE.replace("2021-06", "2021-08")]
    edit(sample / ARTICLE, "no-such-", "")
    assert previewing()[PAGE] == page


def test_a_broken_memory_costs_time_only(sample: Path) -> None:
    built(sample)
    memory = sample / "site/.banmian/cache/build.memory"
    memory.write_bytes(memory.read_bytes()[:5000])
    edit(sample / ARTICLE, "准备工作全部就绪", "准备工作全都就绪")
    report = built(sample)
    assert report.composed == report.issues
    assert report.written <= 26


@pytest.mark.parametrize("seed", range(4))
def test_a_spoilt_memory_gives_what_is_whole_and_raises_nothing(
    sample: Path, tmp_path: Path, seed: int
) -> None:
    built(sample)
    whole = sample / "site/.banmian/cache/build.memory"
    names = dict.fromkeys(("reading", "made", "page", "note", "card"))
    kept = {kind: list(Store(whole).all(kind)) for kind in names}
    chance = random.Random(seed)  # noqa: S311
    for number in range(60):
        content = bytearray(whole.read_bytes())
        for _ in range(chance.choice((1, 4, 400))):
            content[chance.randrange(chance.choice((200, len(content))))] = chance.randrange(256)
        spoilt = tmp_path / f"{number}.memory"
        spoilt.write_bytes(content)
        store = Store(spoilt)
        for kind, rows in kept.items():
            assert all(row in rows for row in store.all(kind))
            assert all(isinstance(key, bytes) for key in store.keys(kind).values())
            store.get(kind, "2021-06")
        store.put("note", [("a", b"k", b"v")])
        store.drop("made", ["2021-06"])
        store.commit()
        store.close()


def test_a_schema_that_is_no_text_is_thrown_away(sample: Path) -> None:
    built(sample)
    memory = sample / "site/.banmian/cache/build.memory"
    memory.write_bytes(memory.read_bytes().replace(b"CREATE TABLE memos", b"CREATE TABL\x85 memos"))
    assert built(sample).written == 0


def test_what_was_altered_by_hand_is_found_and_mended(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    built(sample)
    good = tree(sample / "site/public")
    (sample / "site/public" / PAGE).write_text("by hand", "utf-8")
    (sample / "site/public/topics/index.html").unlink()
    (sample / "site/public/mine.txt").write_text("mine", "utf-8")
    assert built(sample).written == 0, "nobody looks at every file of the site"
    assert run("build", "--verify", "--project", sample) == 0
    said = capsys.readouterr().err
    assert PAGE in said
    assert "topics/index.html" in said
    assert tree(sample / "site/public") == good


def test_another_list_of_units_makes_all_issues_anew(sample: Path) -> None:
    first = built(sample)
    edit(sample / "site/edition.toml", '"中国邮政集团有限公司"', '"中国邮政集团"')
    again = built(sample)
    assert (again.read, again.composed) == (first.issues, first.issues)


def test_why_is_said_in_a_sentence(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def why(path: str) -> str:
        assert run("why", path, "--project", sample, "--lang", "en") == 0
        return capsys.readouterr().out

    built(sample)
    assert "was not there before" in why(PAGE)
    assert "Nothing has changed" in why("topics/")
    edit(sample / ARTICLE, "准备工作全部就绪", "准备工作全都就绪")
    before = tree(sample)
    assert "written again for: a change in its issue's files" in why(PAGE)
    assert "the same, for: a change in its issue's files" in why("/2021-06/")
    assert {**tree(sample)} == before, "it only looks"
    built(sample)
    assert "made last for: a change in its issue's files" in why(PAGE)
    edit(sample / "site/edition.toml", "样例）", "例样）")
    assert "written again for: a change of theme, settings or program" in why("archive/")
    assert run("why", "nothing/", "--project", sample) == 2


def test_why_knows_what_the_next_build_takes_away(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def gone(path: str) -> bool:
        assert run("why", path, "--project", sample, "--json") == 0
        told: dict[str, object] = json.loads(capsys.readouterr().out.partition("\n}")[0] + "}")
        return told["gone"] is True

    built(sample)
    assert not gone(PAGE)
    (sample / ARTICLE).rename(tmp_path / "article.md")
    assert gone(PAGE)
    shutil.move(sample / "site/content/2021-06", tmp_path)
    assert gone(PAGE)
    assert gone("2021-06/")


def test_a_build_after_a_rollback_looks_at_what_came_back(sample: Path) -> None:
    built(sample)
    good = tree(sample / "site/public")
    (sample / "site/public" / PAGE).write_text("by hand", "utf-8")
    built(sample, verify=True)
    assert run("rollback", "--local", "--project", sample, "--quiet") == 0
    assert tree(sample / "site/public") != good
    built(sample)
    assert tree(sample / "site/public") == good


def test_verify_leaves_what_an_issue_was_made_for(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    built(sample)
    edit(sample / ARTICLE, "准备工作全部就绪", "准备工作全都就绪")
    built(sample)
    built(sample, verify=True)
    assert run("why", PAGE, "--project", sample, "--lang", "en") == 0
    assert "made last for: a change in its issue's files" in capsys.readouterr().out


def test_what_another_program_remembered_is_made_anew(sample: Path) -> None:
    built(sample)
    memory = sample / "site/.banmian/cache/build.memory"
    for number, kind in enumerate(("note", "reading", "made", "page")):
        store = Store(memory)
        rows = [(name, key, b"\x80") for name, key, _ in store.all(kind)]  # an empty map
        store.put(kind, rows)
        store.commit()
        store.close()
        edit(sample / ARTICLE, f"准备{'，' * number}工作", f"准备{'，' * (number + 1)}工作")
        assert built(sample).swapped


def test_the_site_before_comes_back(sample: Path) -> None:
    built(sample)
    old = tree(sample / "site/public")
    assert run("rollback", "--local", "--project", sample) == 2, "there is none yet"
    edit(sample / ARTICLE, "准备工作全部就绪", "准备工作全都就绪")
    built(sample)
    new = tree(sample / "site/public")
    assert run("rollback", "web", "--local", "--project", sample) == 2, "which of them?"
    assert run("rollback", "--local", "--project", sample, "--quiet") == 0
    assert tree(sample / "site/public") == old
    built(sample)
    assert tree(sample / "site/public") == new


def test_an_issue_at_another_address_is_so_in_every_list(sample: Path) -> None:
    built(sample)
    (sample / "site/content/2021-06").rename(sample / "site/content/2021-07")
    built(sample)
    files = tree(sample / "site/public")
    assert not [path for path, text in files.items() if b"2021-06/" in text], "its lists lead there"


def test_an_earlier_site_is_put_back_only_where_it_belongs(sample: Path) -> None:
    built(sample)
    first = tree(sample / "site/public")
    shutil.copytree(sample / "site/public", sample / "first")
    for word in ("准备工作全都就绪", "准备工作都已就绪"):
        text = (sample / ARTICLE).read_text("utf-8").split("准备工作")
        (sample / ARTICLE).write_text(f"{text[0]}{word}{text[1][4:]}", "utf-8")
        built(sample)
    shutil.rmtree(sample / "site/public")
    assert run("rollback", "--local", "--project", sample, "--quiet") == 2
    assert not (sample / "site/public").exists()
    shutil.move(sample / "first", sample / "site/public")
    assert run("rollback", "--local", "--project", sample, "--quiet") == 2
    assert tree(sample / "site/public") == first
    built(sample)
    twin = copy_sample(sample.parent / "twin")
    shutil.copy(sample / ARTICLE, twin / ARTICLE)
    built(twin)
    assert tree(sample / "site/public") == tree(twin / "site/public")


def test_what_is_in_the_way_of_a_swap_gives_way(sample: Path) -> None:
    built(sample)
    site, elsewhere = sample / "site/public", sample / "elsewhere"
    elsewhere.mkdir()
    shutil.rmtree(site / "2021-06")
    (site / "2021-06").write_text("a file", "utf-8")
    edit(sample / ARTICLE, "准备工作全部就绪", "准备工作全都就绪")
    built(sample)
    assert (site / PAGE).is_file()
    shutil.rmtree(site / "2021-06")
    (site / "2021-06").symlink_to(elsewhere)
    (site / "empty" / "inside").mkdir(parents=True)
    built(sample, verify=True)
    assert list(elsewhere.iterdir()) == []
    assert (site / PAGE).is_file()
    assert not (site / "empty").exists()


def test_a_site_is_not_put_into_the_site(sample: Path) -> None:
    inside = sample / "site/public/sub"
    assert run("build", "--out", inside, "--project", sample, "--quiet") == 2
    assert not inside.exists()


def test_the_same_bytes_in_any_folder_language_and_time(tmp_path: Path) -> None:
    sites = []
    for name, seed, zone in (("a", "1", "Asia/Shanghai"), ("b/深 处", "2", "America/New_York")):
        project = copy_sample(tmp_path / name)
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
        line = [sys.executable, "-m", "banmian", "build", "--project", str(project), "--quiet"]
        subprocess.run(line, env=environment, check=True)
        sites.append(tree(project / "site/public"))
    assert sites[0] == sites[1]


def test_a_report_says_what_was_done(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("build", "--json", "--project", sample) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["read"] == report["composed"] == report["issues"] == 2
    assert report["written"] == report["files"]
    assert {"scan", "read", "compose", "swap"} <= report["steps"].keys()
    assert [issue for issue, _ in report["slowest"]] == sorted(
        ["2021-01", "2021-06"], key=[issue for issue, _ in report["slowest"]].index
    )


def test_a_theme_without_a_kind_of_page_leads_nowhere_there(sample: Path) -> None:
    own_theme(sample, "plain")
    for name in ("page", "people", "person", "archive", "archive-year", "search", "corrections"):
        (sample / "themes" / "plain" / "templates" / f"{name}.html").unlink()
    edit(sample / "site/edition.toml", '"broadsheet"', '"plain"')
    assert run("build", "--project", sample, "--quiet") == 0
    files = tree(sample / "site/public")
    assert not [path for path in files if path.startswith(("people/", "archive/", "search/"))]
    assert not [path for path in files if "/p/" in path]
    assert b"people/" not in files[PAGE]


def test_a_long_list_has_its_earlier_years_apart(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/edition.toml").write_text(
        'title = "报"\naddress = "https://paper.example/"\n', "utf-8"
    )
    for year in (2019, 2020, 2021):
        folder = tmp_path / "site/content" / f"{year}-05-01"
        folder.mkdir(parents=True)
        (folder / "issue.toml").write_text(f'date = "{folder.name}"\n\n[[pages]]\nlabel = "1"\n')
        for n in range(60):
            (folder / f"{n}.md").write_text(
                f'+++\nid = "i{year}x{n}"\nheadline = "{year}年第{n}篇"\nbyline = "仲驿"\n'
                'authors = [{ name = "仲驿" }]\n'
                f'placements = [{{ page = "1", position = {n} }}]\nslug = "s-{n}"\n+++\n\n正文。\n',
                "utf-8",
            )
    assert run("build", "--project", tmp_path, "--quiet") == 0
    site = tmp_path / "site/public/people/zhong-yi"
    front = (site / "index.html").read_text("utf-8")
    assert front.count('class="item') == 60
    assert 'href="2020/"' in front
    assert "180 篇" in front
    middle = (site / "2020/index.html").read_text("utf-8")
    assert middle.count('class="item') == 60
    assert 'href="../2019/"' in middle
    assert 'href="../../../2020-05-01/s-0/"' in middle
    before = tree(tmp_path / "site/public")
    edit(tmp_path / "site/content/2021-05-01/0.md", "2021年第0篇", "2021年的一篇")
    built(tmp_path)
    after = tree(tmp_path / "site/public")
    changed = {path for path in after if after[path] != before.get(path)}
    assert not [path for path in changed if "2019" in path or "2020" in path]
