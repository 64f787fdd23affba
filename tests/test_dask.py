"""Many machines: a Dask cluster makes the same bytes, also when a worker dies in the middle."""

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from edition import process, run, tree

pytest.importorskip("distributed", reason="Dask is not installed")

ARTICLE = """+++
id = "i{issue}a{number}"
headline = "第{issue}期第{number}篇：邮路开通"
byline = "王小明"
authors = [{{ name = "王小明" }}]
placements = [{{ page = "1", position = {number} }}]
slug = "a-{number}"
+++

本报讯 第{issue}期的邮路开通了。

{text}
"""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An edition of forty issues."""
    root = tmp_path / "archive"
    (root / "site").mkdir(parents=True)
    (root / "site" / "edition.toml").write_text(
        'title = "报"\naddress = "https://paper.example/"\n', "utf-8"
    )
    for issue in range(40):
        folder = root / "site" / "content" / f"2021-{issue // 20 + 1:02}-{issue % 20 + 1:02}"
        folder.mkdir(parents=True)
        (folder / "issue.toml").write_text(f'date = "{folder.name}"\n\n[[pages]]\nlabel = "1"\n')
        for number in range(1, 9):
            text = "投递员冒雨送达。\n\n" * 20
            article = ARTICLE.format(issue=issue, number=number, text=text)
            (folder / f"1-{number}.md").write_text(article, "utf-8")
    return root


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and two workers, each a process of its own."""
    address = tmp_path / "address.json"
    program = [sys.executable, "-m", "dask"]
    local = ["--no-dashboard", "--scheduler-file", str(address)]
    log = (tmp_path / "dask.log").open("wb")
    started = [
        subprocess.Popen(
            [*program, "scheduler", "--host", "127.0.0.1", "--port", "0", *local],
            stdout=log,
            stderr=log,
        )
    ]
    while not address.exists() or not address.read_text():
        assert started[0].poll() is None, (tmp_path / "dask.log").read_text()
        time.sleep(0.05)
    for number in range(2):
        worker = ["worker", "--nthreads", "1", "--no-nanny", "--host", "127.0.0.1", *local]
        place = ["--local-directory", str(tmp_path / f"worker-{number}")]
        started.append(subprocess.Popen([*program, *worker, *place], stdout=log, stderr=log))
    text = address.read_text()
    yield text.split('"address": "')[1].split('"')[0], started
    for one in reversed(started):
        one.terminate()
        one.wait()
    log.close()


def test_a_cluster_makes_the_same_site(
    archive: Path, cluster: tuple[str, list[subprocess.Popen[bytes]]], tmp_path: Path
) -> None:
    twin = shutil.copytree(archive, tmp_path / "twin")
    assert run("build", "--project", twin, "--quiet") == 0
    address, processes = cluster
    done = process("build", "--project", archive, "--dask", address)
    assert done.returncode == 0, done.stderr
    assert tree(archive / "site" / "public") == tree(twin / "site" / "public")
    shutil.rmtree(archive / "site" / "public")
    shutil.rmtree(archive / "site" / ".banmian")
    line = [sys.executable, "-m", "banmian", "build", "--project", str(archive), "--quiet"]
    again = subprocess.Popen([*line, "--dask", address])
    stage = archive / "site" / ".public.banmian-new" / "files"
    while again.poll() is None and not any(stage.glob("2021-*")):
        time.sleep(0.01)
    processes[2].kill()
    assert again.wait() == 0
    assert tree(archive / "site" / "public") == tree(twin / "site" / "public")


@pytest.mark.parametrize(
    ("address", "says"),
    [("tcp://192.0.2.1:8786", "TLS"), ("tcp://[::1", "TLS"), ("127.0.0.1:9", "no Dask")],
)
def test_what_is_no_cluster_to_trust_is_refused(archive: Path, address: str, says: str) -> None:
    done = process("build", "--project", archive, "--dask", address)
    assert done.returncode == 2
    assert says in done.stderr
    assert not (archive / "site" / "public").exists()
