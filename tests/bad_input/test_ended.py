"""A build that ends, or is ended, leaves nothing behind: no worker, no lock, no half of a site."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from edition import command, paper, run

ISSUES = 24
PATIENCE = 60.0
MARK = "BANMIAN_TEST_ENDED"


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """An edition with more issues than one process works on alone."""
    project = paper(tmp_path / "paper", "")
    for day in range(1, ISSUES + 1):
        folder = project / "site" / "content" / f"2021-07-{day:02}"
        folder.mkdir(parents=True)
        (folder / "issue.toml").write_text(
            f'date = "{folder.name}"\nstatus = "out"\n\n[[pages]]\nlabel = "1"\n', "utf-8"
        )
        for n in range(1, 21):
            (folder / f"{n}.md").write_text(
                f'+++\nid = "a{day:02}x{n:02}"\nheadline = "第{n}篇"\nslug = "gao-{n}"\n'
                f'placements = [{{ page = "1", position = {n} }}]\n+++\n\n本报讯 今天{n}件。\n',
                "utf-8",
            )
    return project


def begin(project: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command("build", "--project", project, "--lang", "en"),
        env={**os.environ, MARK: str(project)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def of(project: Path) -> list[int]:
    """Give the processes that a build of this project began, itself too."""
    mark = f"{MARK}={project}".encode()
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (process / "environ").read_bytes().split(b"\0"):
                found.append(int(process.name))
        except OSError:  # gone meanwhile
            continue
    return found


def wait(condition: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, what
        time.sleep(0.005)


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="no /proc to look in")
@pytest.mark.parametrize("way", ["end", "SIGINT", "SIGTERM", "SIGHUP", "SIGKILL"])
def test_a_build_leaves_no_process_and_no_lock(many: Path, way: str) -> None:
    process = begin(many)
    if way != "end":
        wait(lambda: len(of(many)) > 1 or process.poll() is not None, "no worker began")
        time.sleep(0.02)
        if way == "SIGINT":  # as a terminal does: to all
            os.killpg(process.pid, signal.SIGINT)
        else:
            process.send_signal(getattr(signal, way))
    _, said = process.communicate(timeout=PATIENCE)
    if way == "end":
        assert process.returncode == 0, said
        assert of(many) == []
    elif way == "SIGINT" and process.returncode:
        assert process.returncode == 130, said
        assert "Traceback" not in said
        assert of(many) == []
    else:
        wait(lambda: not of(many), "a worker outlives its build")
    assert run("build", "--project", many, "--quiet") == 0
