"""Installed from a folder of wheels, without an index, far from the checkout: all of it works."""

import fcntl
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from edition import ROOT, add_target, tree
from preview import Preview

PAGE = ROOT / "docs" / "install.md"
ON_LINE, OFF_LINE = "**1. ", "**3. "

COMMANDS = (
    ("--version",),
    ("new", "{edition}"),
    ("import", "--project", "{edition}"),
    ("build", "--strict", "--project", "{edition}"),
    ("check", "--project", "{edition}"),
    ("publish", "--strict", "--project", "{edition}"),
)
"""What an installed Banmian does here, in this order."""

WATCHED = """
import sys
opened = set()
sys.addaudithook(lambda event, args: event == "open" and opened.add(str(args[0])))
import banmian
from banmian.cli import main
code = main(sys.argv[1:])
print(banmian.__file__, *sorted(opened), sep="\\n")
sys.exit(code)
"""


def shown(heading: str) -> str:
    """Give the commands that docs/install.md shows below a heading."""
    block = re.search(r"```sh\n(.*?)```", PAGE.read_text("utf-8").split(heading, 1)[1], re.DOTALL)
    assert block
    return block[1]


def clean(**more: str) -> dict[str, str]:
    """Give the environment without what could lead to the checkout."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    ours.pop("VIRTUAL_ENV", None)
    return {**ours, "PATH": f"{Path(sys._base_executable).parent}:{ours['PATH']}", **more}


def said(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def sh(script: str, folder: Path, **more: str) -> str:
    done = subprocess.run(
        ["/bin/sh", "-euc", script],
        cwd=folder,
        env=clean(**more),
        capture_output=True,
        text=True,
        check=False,
    )
    return said(done)


def make(folder: Path) -> None:
    """Do what the page shows: make the wheels of a copy of the checkout, install from them only."""
    copy = folder / "checkout"
    for name in ("generator", "themes"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "constraints.txt", "README.md", "LICENSE", "CHANGELOG.md"):
        shutil.copy(ROOT / name, copy)
    probe = [sys.executable, "-m", "pip", "download", "--no-deps", "--quiet", "-d", "probe"]
    done = subprocess.run([*probe, "hatchling"], cwd=copy, capture_output=True, check=False)
    if done.returncode:
        (folder / "offline").touch()
        return
    sh(shown(ON_LINE), copy)
    shutil.move(copy / "wheels", folder / "wheels")
    shutil.rmtree(copy)
    printed = sh(shown(OFF_LINE), folder, PIP_NO_INDEX="1", PIP_CONFIG_FILE=os.devnull)
    assert printed.rstrip().splitlines()[-1].startswith("banmian ")


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `wheels` and the environment `banmian`: one for all test processes."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    folder = shared / "offline-installation"
    with (shared / "offline-installation.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "done").exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            (folder / "done").touch()
    if (folder / "offline").exists():
        pytest.skip("no package index can be reached: no wheels can be made")
    return folder


def test_the_wheel_holds_the_program_and_nothing_else(installed: Path) -> None:
    (wheel,) = (installed / "wheels").glob("banmian-*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names} == {
        "banmian",
        wheel.name.removesuffix("-py3-none-any.whl") + ".dist-info",
    }
    program = {name.removeprefix("banmian/") for name in names if name.startswith("banmian/")}
    here = [ROOT / "generator" / "banmian", ROOT / "themes"]
    sources = {path for folder in here for path in folder.rglob("*") if path.is_file()}
    assert program == {
        path.relative_to(ROOT if path.is_relative_to(ROOT / "themes") else here[0]).as_posix()
        for path in sources
        if path.suffix != ".pyc"
    }


def test_all_that_it_reads_comes_from_where_it_is_installed(
    installed: Path, tmp_path: Path
) -> None:
    python = str(installed / "banmian" / "bin" / "python")
    (package,) = (installed / "banmian" / "lib").glob("python*/site-packages/banmian")
    edition = tmp_path / "paper"
    opened = ""
    for words in (["new", edition], ["build", "--project", edition, "--strict"]):
        done = subprocess.run(
            [python, "-I", "-c", WATCHED, *map(str, words)],
            cwd=tmp_path,
            env=clean(),
            capture_output=True,
            text=True,
            check=False,
        )
        opened += said(done)
    assert str(package / "__init__.py") in opened
    assert str(ROOT) not in opened
    for part in (
        "themes/base/theme.toml",
        "themes/broadsheet/theme.toml",
        "scaffold/01.txt",
        "search/client/client.js",
    ):
        assert str(package / part) in opened


def out_of_reach() -> list[str]:
    """Give what hides the checkout from a command, [] where the machine does not allow it."""
    hide = ["sh", "-c", 'mount -t tmpfs none "$0" && exec "$@"', str(ROOT)]
    for unshare in (["unshare", "-m"], ["unshare", "-rm"]):
        if shutil.which("unshare"):
            done = subprocess.run(
                [*unshare, *hide, "ls", str(ROOT)], capture_output=True, check=False
            )
            if not done.returncode and not done.stdout:
                return [*unshare, *hide]
    return []


@pytest.mark.parametrize("hidden", [True, False], ids=["checkout hidden", "checkout there"])
def test_every_command_works_without_the_checkout(
    installed: Path, tmp_path: Path, hidden: bool
) -> None:
    hide = out_of_reach()
    if hidden and not hide:
        pytest.skip("this machine hides no folder from a command: neither root nor namespaces")
    if not hidden and hide:
        pytest.skip("shown with the checkout hidden")
    edition = tmp_path / "我们的 报"
    program = str(installed / "banmian" / "bin" / "banmian")
    for command in COMMANDS:
        words = [word.format(edition=edition) for word in command]
        if words[0] == "publish":
            add_target(edition, tmp_path / "www")
        done = subprocess.run(
            [*hide, program, *words],
            cwd=tmp_path,
            env=clean(PIP_NO_INDEX="1"),
            capture_output=True,
            text=True,
            check=False,
        )
        said(done)
    site = tree(edition / "site" / "public")
    assert any(name.endswith("/search/client.js") for name in site)
    assert any(name.endswith("/broadsheet.css") for name in site)
    assert "我们的 报".encode() in site["index.html"]
    site.pop("banmian.json")
    assert site.items() <= tree(tmp_path / "www" / "current").items()
    with Preview(edition, program=(*hide, program)) as preview:
        assert "我们的 报" in preview.page()
