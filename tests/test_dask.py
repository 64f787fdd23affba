"""Many machines: a Dask cluster makes the same bytes, also when a worker dies in the middle."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
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


Cluster = tuple[str, list[subprocess.Popen[bytes]]]
"""The scheduler's address; it, and its workers."""


@contextmanager
def running(folder: Path, *more: str, **environment: str) -> Iterator[Cluster]:
    """A scheduler and two workers, each a process of its own."""
    address = folder / "address.json"
    program = [sys.executable, "-m", "dask"]
    local = ["--scheduler-file", str(address), "--host", "127.0.0.1", *more]
    log = (folder / "dask.log").open("wb")

    def start(*words: str) -> subprocess.Popen[bytes]:
        line = [*program, *words, "--no-dashboard", *local]
        return subprocess.Popen(line, stdout=log, stderr=log, env={**os.environ, **environment})

    started = [start("scheduler", "--port", "0")]
    while not address.exists() or not address.read_text():
        assert started[0].poll() is None, (folder / "dask.log").read_text()
        time.sleep(0.05)
    for number in range(2):
        place = str(folder / f"worker-{number}")
        started.append(start("worker", "--nthreads", "1", "--no-nanny", "--local-directory", place))
    yield address.read_text().split('"address": "')[1].split('"')[0], started
    for one in reversed(started):
        one.terminate()
        one.wait()
    log.close()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    with running(tmp_path) as found:
        yield found


def test_a_cluster_makes_the_same_site(archive: Path, cluster: Cluster, tmp_path: Path) -> None:
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


@pytest.mark.skipif(not shutil.which("openssl"), reason="no openssl to make a certificate with")
def test_a_cluster_is_reached_by_tls(archive: Path, tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    line = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=127.0.0.1"]
    subprocess.run([*line, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    tls = "DASK_DISTRIBUTED__COMM__TLS__"
    environment = {f"{tls}CA_FILE": str(certificate)}
    for role in ("SCHEDULER", "WORKER", "CLIENT"):
        environment |= {f"{tls}{role}__CERT": str(certificate), f"{tls}{role}__KEY": str(key)}
    twin = shutil.copytree(archive, tmp_path / "twin")
    assert run("build", "--project", twin, "--quiet") == 0
    with running(tmp_path, "--protocol", "tls", **environment) as (address, _):
        assert address.startswith("tls://")
        words = ("build", "--project", archive, "--dask", address)
        stranger = process(*words)
        assert stranger.returncode == 2, "without a certificate nobody is let in"
        done = process(*words, env={**os.environ, **environment})
    assert done.returncode == 0, done.stderr
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
