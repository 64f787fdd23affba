"""Symbolic links lead nowhere, and a file may have any name."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from edition import PAGE, own_theme, paper, run, tree

HIDDEN = "不该公开的内容"
ISSUE = "site/content/2021-06-24"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A small edition with a theme of its own, imported; beside it a folder with a secret."""
    project = paper(tmp_path / "paper", PAGE, settings='theme = "ours"\n')
    own_theme(project)
    assert run("import", "--project", project, "--quiet") == 0
    outside = tmp_path / "outside"
    outside.mkdir()
    for name in ("01.txt", "a.png", "a.md", "issue.toml", "a.html", "theme.toml"):
        (outside / name).write_text(f"本报讯 {HIDDEN}。\n", "utf-8")
    return project


def link(place: str, target: str) -> Callable[[Path], None]:
    """Put a link where nothing is yet, to a place outside of the project, or to itself."""

    def make(project: Path) -> None:
        (project / place).parent.mkdir(parents=True, exist_ok=True)
        (project / place).symlink_to(
            place.rsplit("/", 1)[1] if target == "loop" else project.parent / "outside" / target
        )

    return make


LINKS = [
    ("seeds/2021-07-01", ".", "import", "seeds/2021-07-01: BM109"),
    ("seeds/2021-07-01/01.txt", "01.txt", "import", "seeds/2021-07-01/01.txt: BM109"),
    ("seeds/2021-07-01", "loop", "import", "seeds/2021-07-01: BM109"),
    (f"{ISSUE}/images", ".", "check", f"{ISSUE}/images: BM312"),
    (f"{ISSUE}/images/a.png", "a.png", "check", f"{ISSUE}/images/a.png: BM312"),
    (f"{ISSUE}/images", "loop", "check", f"{ISSUE}/images: BM312"),
    (f"{ISSUE}/a.md", "a.md", "check", f"{ISSUE}/a.md: BM312"),
    (f"{ISSUE}/a.md", "a.md", "build", f"{ISSUE}/a.md: BM312"),
    ("site/content/2021-07-01", ".", "check", "site/content/2021-07-01: BM312"),
    ("site/content/2021-07-01", "loop", "check", "site/content/2021-07-01: BM312"),
    ("themes/ours/assets/more", ".", "build", ""),
    ("themes/ours/assets/a.png", "a.png", "build", ""),
    ("themes/ours/assets/more", "loop", "build", ""),
    ("themes/ours/templates/a.html", "a.html", "build", ""),
]


@pytest.mark.parametrize(("place", "target", "command", "says"), LINKS)
def test_a_link_is_named_and_not_followed(
    small: Path,
    capsys: pytest.CaptureFixture[str],
    place: str,
    target: str,
    command: str,
    says: str,
) -> None:
    link(place, target)(small)
    outside = tree(small.parent / "outside")
    capsys.readouterr()
    assert run(command, "--project", small) == 0
    assert says in capsys.readouterr().err
    assert run("import", "--project", small, "--quiet") == 0
    assert run("build", "--project", small, "--quiet") == 0
    public = tree(small / "site" / "public")
    assert "2021-06-24/index.html" in public
    assert not [name for name, content in public.items() if HIDDEN.encode() in content]
    for file in (small / "site" / "content").rglob("*.*"):
        assert file.is_symlink() or file.is_dir() or HIDDEN not in file.read_text("utf-8")
    assert (small / place).is_symlink()
    assert tree(small.parent / "outside") == outside


@pytest.mark.parametrize("target", ["outside", "loop"])
@pytest.mark.parametrize(
    ("place", "command", "says"),
    [
        (ISSUE, "import", f"{ISSUE} is a symbolic link"),
        ("themes/ours/templates", "build", "themes/ours/theme.toml: the theme lacks"),
        ("themes/ours", "build", "theme"),
        ("site/public", "build", "is not a folder"),
    ],
)
def test_where_a_folder_must_be_a_link_is_refused(
    small: Path,
    capsys: pytest.CaptureFixture[str],
    place: str,
    command: str,
    says: str,
    target: str,
) -> None:
    there = small / place
    if there.exists():
        shutil.rmtree(there)
    link(place, "loop" if target == "loop" else ".")(small)
    before = tree(small / "site" / "content")
    outside = tree(small.parent / "outside")
    assert run(command, "--project", small, "--lang", "en") == 2
    assert says in capsys.readouterr().err
    assert tree(small.parent / "outside") == outside
    assert tree(small / "site" / "content") == before


NAMES = [
    "a b",
    "a'b\"c",
    "-rf",
    "--out",
    "a\nBM999 error",
    "q\x1b[31mred",
    "\u202etxt",
    "&lt;",
    "%2e",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_file_may_have_any_name(
    small: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    first = min((small / ISSUE).glob("*.md"))
    moved = first.rename(first.with_name(f"{name}.md"))
    (small / "seeds" / f"{name}.txt").write_text("本报讯 一。\n", "utf-8")
    (small / "site" / "content" / name).write_text("?", "utf-8")
    before = tree(small)
    capsys.readouterr()
    assert run("import", "--project", small) == 0
    assert run("build", "--project", small) == 0
    assert run("check", "--project", small) == 0
    said = capsys.readouterr().err
    shown = name.encode("unicode_escape").decode() if not name.isprintable() else name
    assert f"\nseeds/{shown}.txt: BM101" in f"\n{said}"
    assert f"\nsite/content/{shown}: BM312" in f"\n{said}"
    assert "\x1b" not in said
    assert "\nBM999" not in said
    assert moved.read_bytes() == before[f"{ISSUE}/{name}.md"]
    assert {n: before[n] for n in before if n.startswith("seeds")} == {
        f"seeds/{n}": text for n, text in tree(small / "seeds").items()
    }
    assert len(list((small / "site" / "public" / "2021-06-24").glob("*/index.html"))) == 2


def test_a_name_that_is_no_text_is_named_and_its_article_left(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = min((small / ISSUE).glob("*.md"))
    content = first.read_bytes()
    moved = first.with_name(os.fsdecode(b"\xff.md"))
    try:
        first.rename(moved)
    except OSError:
        pytest.skip("this file system takes no such name")
    (small / ISSUE / "import.toml").unlink()
    for command in ("import", "build", "check"):
        assert run(command, "--project", small) == 1
        assert f"{ISSUE}/\\udcff.md: BM301" in capsys.readouterr().err
    assert moved.read_bytes() == content


def test_sources_that_are_a_loop_of_links_stop_no_build(small: Path) -> None:
    shutil.rmtree(small / "seeds")
    (small / "seeds").symlink_to("seeds")
    before = tree(small / "site" / "content")
    assert run("import", "--project", small, "--quiet") == 0
    assert run("build", "--project", small, "--quiet") == 0
    assert tree(small / "site" / "content") == before


def test_a_new_edition_in_a_loop_of_links_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "loop").symlink_to("loop")
    assert run("new", tmp_path / "loop") == 2
    assert "loop" in capsys.readouterr().err
