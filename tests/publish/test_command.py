"""`banmian publish`: what it says before, what it refuses, what it leaves behind when it fails."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from banmian.addresses import is_search_file
from edition import PAGE, add_target, edit, paper, process, run, tree

Edition = Callable[[str], Path]
ONE = "site/content/2021-06-24"


WITHDRAWN = """status = "withdrawn"
withdrawal = { date = "2021-06-25", reason = "有误" }
headline"""


def epoch(seconds: int) -> dict[str, str]:
    """Give an environment whose clock says this."""
    return {**os.environ, "SOURCE_DATE_EPOCH": str(seconds)}


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small edition, imported."""
    project = paper(tmp_path_factory.mktemp("imported") / "paper", PAGE)
    assert run("import", "--project", project, "--quiet") == 0
    return project


@pytest.fixture
def edition(imported: Path, tmp_path: Path) -> Edition:
    """A function from more settings to a copy of that edition."""

    def copy(settings: str) -> Path:
        project = Path(shutil.copytree(imported, tmp_path / "paper"))
        with (project / "site" / "edition.toml").open("a", encoding="utf-8") as file:
            file.write(settings)
        return project

    return copy


@pytest.fixture
def project(edition: Edition, tmp_path: Path) -> Path:
    """A copy of that edition, with the folder `www` as its target."""
    project = edition("")
    add_target(project, tmp_path / "www")
    return project


@pytest.fixture
def www(tmp_path: Path) -> Path:
    return tmp_path / "www"


def article(project: Path) -> Path:
    return min((project / ONE).glob("*.md"))


def site(www: Path) -> dict[str, bytes]:
    """What readers see, but for the marker, which has the moment."""
    files = tree(www / "current")
    files.pop("banmian.json")
    return files


def publish(project: Path, *words: str) -> int:
    return run("publish", *words, "--project", project, "--quiet")


def test_what_is_published_is_what_was_built(project: Path, www: Path) -> None:
    assert publish(project) == 0
    built = tree(project / "site" / "public")
    built.pop("banmian.json")
    assert site(www) == built


def test_the_plan_says_what_a_dry_run_does_not_do(project: Path, www: Path) -> None:
    assert publish(project) == 0
    old = tree(www)
    edit(article(project), "6月20日", "6月21日")
    ledger = tree(project / "site" / "addresses")
    done = process("publish", "--dry-run", "--json", "--project", project)
    plan = json.loads(done.stdout)["plan"]
    moved = [*plan["changes"]["added"], *plan["changes"]["removed"]]
    assert all(map(is_search_file, moved))  # they are named by what is in them
    assert [path for path in plan["changes"]["changed"] if path.startswith("2021-06-24/quan-shi")]
    assert 0 < plan["sent"] < plan["size"]
    assert tree(www) == old
    assert tree(project / "site" / "addresses") == ledger


def test_the_list_stands_before_the_work(project: Path) -> None:
    said = process("publish", "--project", project).stdout.splitlines()
    assert said[0].startswith("  + ")
    plan = next(n for n, line in enumerate(said) if line.startswith("to web (folder): "))
    assert said[plan + 1].startswith("Published to web")


def test_nothing_changed_is_nothing_published(project: Path, www: Path) -> None:
    assert publish(project) == 0
    old = tree(www)
    assert "has all of it already" in process("publish", "--project", project).stdout
    assert tree(www) == old


def test_what_is_not_ours_is_not_written_into(project: Path, www: Path) -> None:
    www.mkdir()
    (www / "thesis.txt").write_text("mine", "utf-8")
    assert publish(project) == 2
    assert tree(www) == {"thesis.txt": b"mine"}
    assert publish(project, "--force") == 0
    assert (www / "thesis.txt").read_text("utf-8") == "mine"
    assert (www / "current" / "index.html").is_file()


@pytest.mark.parametrize(
    ("limits", "said"),
    [("files = 3", "files"), ("size = 9000", "bytes"), ("file_size = 5000", "bytes in a file")],
)
def test_a_site_that_the_host_does_not_take_is_refused_first(
    edition: Edition, tmp_path: Path, limits: str, said: str
) -> None:
    project = edition("")
    add_target(project, tmp_path / "www", f"limits = {{ {limits} }}\n")
    done = process("publish", "--project", project)
    assert done.returncode == 2
    assert said in done.stderr
    assert not (tmp_path / "www").exists()


def test_an_article_that_cannot_be_read_stops_a_publication(project: Path, www: Path) -> None:
    edit(article(project), "headline", "headlien")
    assert publish(project) == 1
    assert not www.exists()
    assert publish(project, "--incomplete") == 0
    assert (www / "current" / "2021-06-24" / "index.html").is_file()


def test_strict_stops_for_warnings(project: Path, www: Path) -> None:
    text = article(project).read_text("utf-8")
    headline = next(line for line in text.split("\n") if line.startswith("headline"))
    edit(article(project), headline, 'headline = ""')
    assert publish(project, "--strict") == 1
    assert not www.exists()
    assert publish(project) == 0


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("", "no target"),
        ("[targets.web]\nkind = 'ftp'\n", "edition.toml:"),
        ("[targets.web]\nkind = 'folder'\npaht = 'x'\n", "did you mean `path`"),
        ("[targets.web]\nkind = 'folder'\npath = '-x'\n", "edition.toml:"),
        ("[targets.web]\nkind = 'rsync'\nhost = '-oProxyCommand=x'\npath = 'x'\n", "edition.toml:"),
        (
            "[targets.web]\nkind = 's3'\nbucket = 'b'\nendpoint = 'https://AK:SECRET@h'\n",
            "no keys",
        ),
        ("[targets.web]\nkind = 'rclone'\nremote = ':s3,secret_access_key=SECRET:b'\n", "rclone"),
        ("[targets.web]\nkind = 'git'\nremote = ' https://u:SECRET@h/r.git'\n", "remote"),
        ("[targets.web]\nkind = 'folder'\n'x\\nbanmian' = 1\npath = 'x'\n", "unknown key"),
        ("[targets.'../web']\nkind = 'folder'\npath = 'x'\n", "edition.toml:"),
        (
            "[targets.a]\nkind = 'folder'\npath = 'a'\n[targets.b]\nkind = 'folder'\npath = 'b'\n",
            "a, b",
        ),
    ],
)
def test_a_target_that_cannot_be_meant_is_named(edition: Edition, settings: str, said: str) -> None:
    project = edition(settings)
    done = process("publish", "--project", project)
    assert done.returncode == 2
    assert said in done.stderr
    assert "SECRET" not in done.stderr
    assert "\nbanmian" not in done.stderr
    assert not (project / "site" / "addresses").exists()


def test_a_host_that_fails_records_nothing(edition: Edition) -> None:
    target = "[targets.pages]\nkind = 'git'\nremote = 'https://127.0.0.1:9/x.git'\n"
    project = edition(target)
    done = process("publish", "--project", project)
    assert done.returncode == 3
    assert "127.0.0.1" in done.stderr
    assert not (project / "site" / "addresses").exists()


def test_a_domain_that_is_set_later_is_written(edition: Edition, tmp_path: Path) -> None:
    """Of the site nothing is new then; and after it, nothing at all."""
    remote = tmp_path / "pages.git"
    subprocess.run(["git", "init", "--quiet", "--bare", remote], check=True)
    target = f"[targets.pages]\nkind = 'git'\nremote = '{remote}'\n"
    project = edition(target)
    assert publish(project) == 0
    edit(project / "site/edition.toml", "kind = 'git'", "kind = 'git'\ndomain = 'news.example'")
    for said in ("Published to pages", "has all of it already"):
        assert said in process("publish", "--project", project).stdout
    show = ["git", "-C", remote, "show", "gh-pages:CNAME"]
    assert subprocess.run(show, check=True, capture_output=True).stdout == b"news.example\n"


def test_two_targets_get_the_same_bytes(project: Path, www: Path, tmp_path: Path) -> None:
    edit(
        project / "site/edition.toml",
        "[targets.web]",
        f"[targets.mirror]\nkind = 'folder'\npath = '{tmp_path / 'mirror'}'\n\n[targets.web]",
    )
    assert publish(project, "web") == 0
    ledger = tree(project / "site" / "addresses")
    assert publish(project, "mirror") == 0
    assert site(tmp_path / "mirror") == site(www)
    assert tree(project / "site" / "addresses") == ledger


def test_another_edition_does_not_take_a_target_over(project: Path, www: Path) -> None:
    assert publish(project) == 0
    old = site(www)
    edit(project / "site/edition.toml", "paper.example", "other.example")
    done = process("publish", "--project", project)
    assert done.returncode == 2
    assert "another edition" in done.stderr
    assert "paper.example" in done.stderr
    assert site(www) == old
    assert publish(project, "--force") == 0
    assert site(www) != old


def test_a_copy_that_is_behind_does_not_publish_after_a_try_that_failed(
    project: Path, www: Path, tmp_path: Path
) -> None:
    """Its own later moment, noted for a publication that came to nothing, excuses nothing."""
    assert publish(project) == 0
    copy = Path(shutil.copytree(project, tmp_path / "copy"))
    edit(article(copy), "6月20日", "6月22日")
    obstacle = www / "releases" / ".banmian-new"
    obstacle.write_text("in the way", "utf-8")
    failed = process("publish", "--project", copy, env=epoch(4_000_000_000))
    assert failed.returncode == 3, failed.stderr
    obstacle.unlink()
    edit(article(project), "6月20日", "6月21日")
    assert publish(project) == 0
    new = site(www)
    assert process("publish", "--project", copy).returncode == 2
    assert site(www) == new


def test_a_copy_that_is_behind_does_not_publish(project: Path, www: Path, tmp_path: Path) -> None:
    assert publish(project) == 0
    copy = shutil.copytree(project, tmp_path / "copy")
    edit(article(project), "6月20日", "6月21日")
    later = process("publish", "--project", project, env=epoch(4_000_000_000))
    assert later.returncode == 0, later.stderr
    new = site(www)
    done = process("publish", "--project", copy)
    assert done.returncode == 2
    assert "elsewhere" in done.stderr
    assert site(www) == new
    assert publish(copy, "--force") == 0
    assert site(www) != new


@pytest.mark.parametrize(
    "path", ["", ".", "..", "site", "site/public", "site/content/x", "seeds", "themes/x"]
)
def test_the_projects_own_folders_are_no_target(tmp_path: Path, path: str) -> None:
    project = paper(tmp_path / "paper", PAGE)
    assert run("import", "--project", project, "--quiet") == 0
    add_target(project, Path("x"))
    edit(project / "site/edition.toml", "path = 'x'", f"path = '{path}'")
    before = tree(project / "site" / "content")
    done = process("publish", "--force", "--project", project)
    assert done.returncode == 2
    assert "edition.toml" in done.stderr
    assert tree(project / "site" / "content") == before
    assert not list(tmp_path.rglob("releases"))


def test_rollback_names_what_was_withdrawn(project: Path) -> None:
    assert publish(project) == 0
    edit(article(project), "headline", WITHDRAWN)
    assert publish(project) == 0
    done = process("rollback", "--project", project)
    assert done.returncode == 0
    assert "2021-06-24/quan-shi-you-zheng-gong-zuo-hui-yi-zhao-kai/" in done.stderr


def test_an_address_that_is_an_examples_is_named(project: Path) -> None:
    assert "BM409" in process("publish", "--project", project).stderr


def test_rollback_and_forward_again(project: Path, www: Path) -> None:
    assert publish(project) == 0
    old = site(www)
    assert run("rollback", "--project", project, "--quiet") == 2
    edit(article(project), "6月20日", "6月21日")
    assert publish(project) == 0
    new = site(www)
    assert run("rollback", "--project", project, "--quiet") == 0
    assert site(www) == old
    assert publish(project) == 0
    assert site(www) == new
