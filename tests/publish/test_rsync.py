"""A folder of releases on another host: broken connections, other publishers, hostile values."""

import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from published import moment, publish, seen, site_of, version

from banmian.config.targets import RsyncTarget
from banmian.errors import HostError, UserError
from banmian.publish.host import Sight
from banmian.publish.marker import next_marker
from banmian.publish.rsync import RsyncHost

if TYPE_CHECKING:
    from conftest import Sshd

A, B = version("aaa"), version("bbb")

PUBLISHER = """
import os, signal, sys
from pathlib import Path
from banmian.config.targets import RsyncTarget
from banmian.publish.marker import next_marker
from banmian.publish.rsync import RsyncHost
from banmian.publish.site import read_site

folder, root, config, run, programs, files = sys.argv[1:]

def die(left):
    def step(*_):
        nonlocal left
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1
    return step

target = RsyncTarget(kind="rsync", host="paper-host", path=folder, ssh_config=config)
host, site = RsyncHost(target, Path(run)), read_site(Path(root))
sight = host.look(site)
died = die(int(programs))
sys.addaudithook(lambda event, _: died() if event == "subprocess.Popen" else None)
host.put(site, sight, next_marker(site, sight.marker, "2026-11-22T10:30:00+08:00"), die(int(files)))
"""


def releases(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "releases").iterdir())


def whole(folder: Path) -> str:
    """Tell which of the two sites readers have, and that they have all of it."""
    name = "bbb" if (folder / "current/index.html").read_bytes() == B["index.html"] else "aaa"
    assert version(name).items() <= seen(folder).items()
    return name


@pytest.mark.parametrize(("programs", "files"), [(0, 99), (1, 99), (2, 99), (99, 1)])
def test_killed_here_readers_have_a_whole_site_and_it_can_be_done_again(
    sshd: "Sshd", tmp_path: Path, programs: int, files: int
) -> None:
    """Killed before each program that it runs, and amid the transfer."""
    folder, host = tmp_path / "paper", sshd.host(tmp_path / "paper")
    publish(host, tmp_path / "site", A)
    site_of(tmp_path / "site", B)
    words = [folder, tmp_path / "site", sshd.config, sshd.run, str(programs), str(files)]
    done = subprocess.run([sys.executable, "-c", PUBLISHER, *words], check=False)
    assert done.returncode == -9
    assert whole(folder) == "aaa"
    publish(host, tmp_path / "site", B, 2)
    assert whole(folder) == "bbb"
    assert releases(folder) == ["20261122T100000+0800", "20261122T100200+0800"]


def test_killed_there_readers_have_a_whole_site_and_it_can_be_done_again(
    sshd: "Sshd", tmp_path: Path
) -> None:
    """The shell of a script dies before its first command, before its second, …"""
    folder, host = tmp_path / "paper", sshd.host(tmp_path / "paper")
    publish(host, tmp_path / "aaa", A)
    new = site_of(tmp_path / "bbb", B)
    sites, step, lives = [], 0, False
    while not lives:
        sight = host.look(new)
        marker = next_marker(new, sight.marker, moment(1))
        sshd.die_after(step)
        try:
            host.put(new, sight, marker, lambda *_: None)
        except HostError as error:
            assert "paper-host" in error.message  # noqa: PT017  # the last step has no error
        lives = sshd.lives()
        sites.append(whole(folder))
        if lives or step % 3 == 2:  # what the next one finds is cleared away sooner or later
            publish(host, tmp_path / "aaa", A, 2)
            assert whole(folder) == "aaa"
            assert 1 <= len([name for name in releases(folder) if name[0] != "."]) <= 2
            assert [name for name in releases(folder) if name[0] == "."] == []
        step += 1
    assert set(sites) == {"aaa", "bbb"}
    assert step > 8


def test_what_arrived_is_not_sent_again(sshd: "Sshd", tmp_path: Path) -> None:
    site = site_of(tmp_path / "site", A)
    sent: list[str] = []

    class EnoughError(Exception):
        pass

    def stop_at(number: int) -> Any:
        def tell(done: int, _: int, path: str) -> None:
            sent.append(path)
            if done == number:
                raise EnoughError

        return tell

    host = sshd.host(tmp_path / "paper")
    sight = host.look(site)
    marker = next_marker(site, None, moment(0))
    sshd.die_after(5)  # amid the last script: all is there
    with pytest.raises(HostError):
        host.put(site, sight, marker, stop_at(-1))
    assert not sshd.lives()
    assert set(filter(None, sent)) == set(A)
    sent.clear()
    host.put(site, sight, marker, stop_at(-1))
    assert set(filter(None, sent)) == set()
    assert seen(tmp_path / "paper") == A
    other = site_of(tmp_path / "site", B)
    sight = host.look(other)
    with pytest.raises(EnoughError):
        host.put(other, sight, next_marker(other, sight.marker, moment(1)), stop_at(0))
    assert seen(tmp_path / "paper") == A
    assert ".banmian-lock" not in releases(tmp_path / "paper")


def test_another_publisher_is_told_who_is_at_work(sshd: "Sshd", tmp_path: Path) -> None:
    host, folder = sshd.host(tmp_path / "paper"), tmp_path / "paper"
    publish(host, tmp_path / "site", A)
    lock = folder / "releases" / ".banmian-lock"
    lock.symlink_to("other-machine:/home/编辑/paper")
    with pytest.raises(HostError, match="from other-machine:/home/编辑/paper") as raised:
        publish(host, tmp_path / "site", B, 1)
    assert f"{folder}/releases/.banmian-lock" in raised.value.hint
    assert whole(folder) == "aaa"
    assert lock.is_symlink()
    lock.unlink()
    publish(host, tmp_path / "site", B, 1)
    assert whole(folder) == "bbb"


@pytest.mark.parametrize(
    "name",
    [
        "-oProxyCommand=touch x",
        "user@-oProxyCommand=touch",
        "host;touch x",
        "$(touch x)",
        "a b",
        "host:2222",
        "a@b@c",
        "host\n",
        "",
    ],
)
def test_a_host_that_is_none_is_refused(sshd: "Sshd", name: str) -> None:
    with pytest.raises(UserError, match="no host for ssh"):
        sshd.host("/paper", host=name)


def test_a_path_from_a_home_folder_is_refused(sshd: "Sshd") -> None:
    with pytest.raises(UserError, match="~ is not known"):
        sshd.host("~/paper")


@pytest.mark.parametrize("path", ["-rf", ":colon", "a;touch x", "$(touch x)"])
def test_a_relative_path_is_below_the_home_folder(sshd: "Sshd", tmp_path: Path, path: str) -> None:
    """It means nothing to a program: looked at, it is a folder that is not there."""
    sight = sshd.host(path).look(site_of(tmp_path / "site", A))
    assert sight == Sight(None, False, sight.changes, False, sight.room)
    assert sight.changes.added == tuple(sorted(A))
    assert not (Path.home() / "x").exists()
    assert not Path("x").exists()


def test_a_missing_program_is_said(
    sshd: "Sshd", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UserError, match="the program ssh is not installed"):
        sshd.host("/paper")
    (tmp_path / "ssh").touch(mode=0o755)
    with pytest.raises(UserError, match="the program rsync is not installed"):
        sshd.host("/paper")


def host_with(sshd: "Sshd", tmp_path: Path, old: str, new: str, patience: int = 60) -> RsyncHost:
    """A host whose ssh configuration has another line."""
    config = tmp_path / "ssh_config"
    text = sshd.config.read_text("utf-8")
    assert old in text
    config.write_text(text.replace(old, new), "utf-8")
    target = RsyncTarget("rsync", "paper-host", str(tmp_path / "paper"), ssh_config=config.name)
    return RsyncHost(target, tmp_path, patience=patience)


def test_a_host_that_is_silent_is_given_up(sshd: "Sshd", tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:  # it takes a connection, and no more
        silent = f"HostName 127.0.0.1\n  Port {server.getsockname()[1]}"
        host = host_with(sshd, tmp_path, proxy(sshd), silent, patience=1)
        with pytest.raises(HostError, match="timed out") as raised:
            host.look(site_of(tmp_path / "site", A))
    assert "see that the host is up" in raised.value.hint


def test_a_host_that_is_down_is_said(sshd: "Sshd", tmp_path: Path) -> None:
    host = host_with(sshd, tmp_path, proxy(sshd), "HostName 127.0.0.1\n  Port 1")
    with pytest.raises(HostError, match="refused"):
        host.look(site_of(tmp_path / "site", A))


def proxy(sshd: "Sshd") -> str:
    """The line by which ssh starts an sshd."""
    lines = sshd.config.read_text("utf-8").split("\n")
    return next(line for line in lines if "ProxyCommand" in line)


def test_a_key_that_the_host_does_not_know_is_said(sshd: "Sshd", tmp_path: Path) -> None:
    key = tmp_path / "another_key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
    host = host_with(sshd, tmp_path, f"{sshd.run}/user_key", str(key))
    with pytest.raises(HostError, match="Permission denied") as raised:
        host.look(site_of(tmp_path / "site", A))
    assert "ssh-copy-id" in raised.value.hint


def test_a_host_whose_key_is_not_known_is_not_trusted(sshd: "Sshd", tmp_path: Path) -> None:
    host = host_with(sshd, tmp_path, f"{sshd.run}/known_hosts", str(tmp_path / "none"))
    with pytest.raises(HostError, match="Host key verification failed") as raised:
        host.look(site_of(tmp_path / "site", A))
    assert "connecting once by hand" in raised.value.hint
    assert not (tmp_path / "none").exists()


def test_what_the_host_does_not_do_is_said_in_its_words(sshd: "Sshd", tmp_path: Path) -> None:
    (tmp_path / "paper").write_bytes(b"a file")
    with pytest.raises(HostError, match=r"paper-host: ssh: .*paper"):
        publish(sshd.host(tmp_path / "paper"), tmp_path / "site", A)
    assert (tmp_path / "paper").read_bytes() == b"a file"
