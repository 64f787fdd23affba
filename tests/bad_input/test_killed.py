"""Killed without warning at any moment, or two commands at once: the old or the new, whole."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from edition import PAGE, add_target, paper, process, run, tree

PROGRAM = Path(__file__).with_name("dies_at.py")
MORE = """
临时邮路开通

本报讯 连日暴雨冲毁了山路，青岚县邮政分公司绕道邻县开通临时邮路，
当天的报纸和邮件在傍晚以前全部投递到户。

□陈晓燕
"""


def copies(project: Path, folder: Path, command: str, number: int) -> list[Path]:
    """Give copies of a project in which a command was killed, each at another of its changes."""
    line = [sys.executable, str(PROGRAM), str(project), str(folder), str(number), command]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [folder / point for point in done.stdout.split()]


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """A small edition, imported, built, edited; then its page has more text."""
    project = paper(tmp_path / "paper", PAGE, PAGE.replace("青岚", "怀溪"))
    assert run("import", "--project", project, "--quiet") == 0
    assert run("build", "--project", project, "--quiet") == 0
    edited = min((project / "site" / "content" / "2021-06-24").glob("*.md"))
    edited.write_text(edited.read_text("utf-8") + "\n编辑加的话。\n", "utf-8")
    for page in (project / "seeds" / "2021-06-24").iterdir():
        text = page.read_text("utf-8").replace("受到群众称赞", "群众称赞不已")
        page.write_text(text + MORE, "utf-8")
    return project


def content(project: Path) -> dict[str, bytes]:
    """Give what a reader of the content folder sees: no file that is hidden."""
    files = tree(project / "site" / "content")
    return {name: text for name, text in files.items() if "/." not in name}


def test_an_import_that_is_killed_leaves_the_old_or_the_new(changed: Path, tmp_path: Path) -> None:
    twin = shutil.copytree(changed, tmp_path / "twin")
    assert run("import", "--project", twin, "--quiet") == 0
    old, new = content(changed), content(twin)
    assert len(set(new.items()) - set(old.items())) > 4
    killed = copies(changed, tmp_path / "killed", "import", 1000)
    assert len(killed) >= 20
    for number, project in enumerate(killed):
        if number % 2:  # at each other moment it is a build that comes next
            assert run("build", "--project", project, "--quiet") == 0
            assert content(project) in (old, new), project.name
        assert run("import", "--project", project, "--quiet") == 0
        assert content(project) == new, project.name
        assert tree(project / "site" / "content") == new, "something hidden was left"
        assert tree(project / "seeds") == tree(changed / "seeds")


def test_check_says_that_an_import_was_interrupted(
    changed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    killed = copies(changed, tmp_path / "killed", "import", 16)
    capsys.readouterr()
    halfway = [p for p in killed if (p / "site/.banmian/state/journal.json").exists()]
    assert halfway
    assert run("check", "--project", halfway[0]) == 2
    assert "banmian import" in capsys.readouterr().err
    assert run("import", "--project", halfway[0], "--quiet") == 0
    assert run("check", "--project", halfway[0], "--quiet") == 0


def test_a_build_that_is_killed_leaves_the_old_or_the_new(changed: Path, tmp_path: Path) -> None:
    twin = shutil.copytree(changed, tmp_path / "twin")
    assert run("build", "--project", twin, "--quiet") == 0
    old, new = tree(changed / "site" / "public"), tree(twin / "site" / "public")
    assert old != new
    killed = copies(changed, tmp_path / "killed", "build", 36)
    assert len(killed) >= 30
    found = []
    for project in killed:
        site = project / "site"
        (site / "content" / "2021-06-24" / "issue.toml").write_text("wrong", "utf-8")
        assert run("build", "--project", project, "--quiet") == 1  # ends what was begun, no more
        found.append(tree(site / "public"))
        assert [path.name for path in site.glob(".public*-new")] == []
    assert all(site in (old, new) for site in found)
    assert found[0] == old
    assert found[-1] == new


SLOW = """
import sys
from banmian.app import importing
from banmian.cli import main
cut = importing.segment.segment_page
def wait(*args):
    print("at work", flush=True)
    sys.stdin.readline()
    return cut(*args)
importing.segment.segment_page = wait
sys.exit(main(sys.argv[1:]))
"""


def test_a_publication_that_is_killed_leaves_the_old_or_the_new(
    changed: Path, tmp_path: Path
) -> None:
    add_target(changed, Path("www"))
    assert run("publish", "--project", changed, "--quiet") == 0
    assert run("import", "--project", changed, "--quiet") == 0
    old = readers(changed)
    twin = shutil.copytree(changed, tmp_path / "twin", symlinks=True)
    assert run("publish", "--project", twin, "--quiet") == 0
    new = readers(twin)
    recorded = addresses(twin)
    assert recorded > addresses(changed)
    killed = copies(changed, tmp_path / "killed", "publish", 26)
    assert len(killed) >= 20
    seen = set()
    for project in killed:
        assert readers(project) in (old, new)
        seen.add(readers(project) == new)
        assert run("publish", "--project", project, "--quiet") == 0
        assert readers(project) == new
        assert addresses(project) == recorded
        assert len(list((project / "www" / "releases").iterdir())) == 2
        assert not (project / "site/.banmian/state/journal.json").exists()
    assert seen == {False, True}


def test_what_readers_may_have_seen_keeps_its_address(changed: Path, tmp_path: Path) -> None:
    """Killed behind the moment that readers see the site, and before its addresses are recorded."""
    add_target(changed, Path("www"))
    killed = copies(changed, tmp_path / "killed", "publish", 1)
    seen = [p for p in killed if readers(p) and not (p / "site" / "addresses").exists()]
    assert seen
    for project in seen:
        file = min((project / "site" / "content" / "2021-06-24").glob("*.md"))
        text = file.read_text("utf-8")
        slug = text.split('slug = "')[1].split('"')[0]
        file.write_text(text.replace(slug, "another"), "utf-8")
        assert run("publish", "--project", project, "--quiet") == 0
        old = project / "www" / "current" / "2021-06-24" / slug / "index.html"
        assert "url=../another/" in old.read_text("utf-8")


def readers(project: Path) -> dict[str, bytes]:
    """Give what readers get, without the moments of the publication."""
    files = tree(project / "www" / "current")
    return {
        name: re.sub(rb"20[0-9]{2}-[0-9-]+T[0-9:]+Z", b"", content)
        for name, content in files.items()
    }


def addresses(project: Path) -> set[str]:
    """Give the addresses that are recorded."""
    files = tree(project / "site" / "addresses").values()
    return {line.split()[0] for content in files for line in content.decode().splitlines()}


@pytest.mark.parametrize("second", ["import", "build"])
def test_of_two_commands_the_second_names_the_first(tmp_path: Path, second: str) -> None:
    project = paper(tmp_path / "paper", PAGE)
    first = subprocess.Popen(
        [sys.executable, "-c", SLOW, "import", "--project", str(project)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with first:
        assert first.stdout
        assert first.stdout.readline() == "at work\n"
        before = tree(project)
        done = process(second, "--project", project)
        assert done.returncode == 2
        assert f"process {first.pid} " in done.stderr
        assert "wait until it ends" in done.stderr
        assert tree(project) == before
        first.communicate("\n")
    assert first.returncode == 0
    assert process(second, "--project", project).returncode == 0
