"""A folder of releases on this machine: killed anywhere, and on a full disk."""

import http.client
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from published import Files, get, moment, publish, seen, site_of, version

from banmian.errors import HostError
from banmian.publish.folder import FolderHost
from mounts import mounts

A, B = version("aaa"), version("bbb")

# Publishes, in a child, once a line is read: killed before the step of this number that changes the
# disk, or to the end. Tells what became of the child.
PUBLISHER = """
import os, signal, sys
from pathlib import Path
from banmian.publish.folder import FolderHost
from banmian.publish.marker import next_marker
from banmian.publish.site import read_site

CHANGES = {"os.rename", "os.link", "os.mkdir", "os.remove", "os.rmdir", "os.symlink", "os.chmod"}

def die_before(step):
    def watch(event, args):
        nonlocal step
        if event in CHANGES or (event == "open" and isinstance(args[1], str) and "w" in args[1]):
            if step == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            step -= 1
    return watch

for line in sys.stdin:
    child = os.fork()
    if child == 0:
        host, site = FolderHost(Path(sys.argv[1])), read_site(Path(sys.argv[2]))
        sight = host.look(site)
        marker = next_marker(site, sight.marker, "2026-11-22T10:30:00+08:00")
        sys.addaudithook(die_before(int(line)))
        host.put(site, sight, marker, lambda *_: None)
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


def killed_at_each_step(folder: Path, root: Path) -> Iterator[int]:
    """Publish `root` to `folder`, killed before the first step, before the second, …"""
    command = [sys.executable, "-c", PUBLISHER, folder, root]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin
        assert process.stdout
        step, code = 0, -9
        while code == -9:
            process.stdin.write(f"{step}\n")
            process.stdin.flush()
            code = int(process.stdout.readline())
            yield step
            step += 1
        process.stdin.close()
        assert code == 0


def test_killed_anywhere_readers_have_a_whole_site_and_it_can_be_done_again(
    tmp_path: Path, nginx: Callable[[Path], http.client.HTTPConnection]
) -> None:
    folder, host = tmp_path / "paper", FolderHost(tmp_path / "paper")
    publish(host, tmp_path / "other", {"index.html": b"older"})
    publish(host, tmp_path / "other", A, 1)
    site_of(tmp_path / "site", B)
    reader = nginx(folder)
    sites = []
    for _ in killed_at_each_step(folder, tmp_path / "site"):
        name = "bbb" if get(reader, "/index.html") == (200, B["index.html"]) else "aaa"
        sites.append(name)
        for path, content in version(name).items():
            assert (folder / "current" / path).read_bytes() == content
        assert get(reader, f"/assets/{name}/style.css") == (200, f"style {name}".encode())
        publish(host, tmp_path / "other", A, 1)
        assert seen(folder).items() >= A.items()
        assert sorted(path.name for path in folder.iterdir()) == [
            "banmian.json",
            "current",
            "releases",
        ]
        assert 1 <= len(list((folder / "releases").iterdir())) <= 2
    assert len(sites) > 20
    assert set(sites) == {"aaa", "bbb"}


def test_the_first_publication_killed_anywhere_leaves_nothing_strange(tmp_path: Path) -> None:
    site = site_of(tmp_path / "site", {"index.html": b"first"})
    for step in killed_at_each_step(tmp_path / "paper", tmp_path / "site"):
        host = FolderHost(tmp_path / "paper")
        assert not host.look(site).strange, step
        if (tmp_path / "paper").exists():
            (tmp_path / "paper").rename(tmp_path / f"paper-{step}")
            publish(FolderHost(tmp_path / f"paper-{step}"), tmp_path / "other", A)
            assert seen(tmp_path / f"paper-{step}").items() >= A.items()


# Publishes a folder; tells what room there was before.
PUBLISH = """
import sys
from pathlib import Path
from banmian.errors import HostError
from banmian.publish.folder import FolderHost
from banmian.publish.marker import next_marker
from banmian.publish.site import read_site

host, site = FolderHost(Path(sys.argv[1])), read_site(Path(sys.argv[2]))
sight = host.look(site)
print(sight.room.size, sight.room.files)
try:
    host.put(site, sight, next_marker(site, sight.marker, sys.argv[3]), lambda *_: None)
except HostError as error:
    print(error.message, error.hint, sep="\\n")
"""


@pytest.mark.parametrize(
    "much",
    [{"large.html": b"x" * 2_000_000}, {f"{n}.html": b"" for n in range(300)}],
    ids=["bytes", "files"],
)
def test_a_full_disk_is_said_and_the_old_site_stays(tmp_path: Path, much: dict[str, bytes]) -> None:
    disk, site = tmp_path / "disk", tmp_path / "site"
    disk.mkdir()
    with mounts() as place:
        if place is None:
            pytest.skip("this machine lets us mount nothing: neither root nor user namespaces")
        place.do("mount", "-t", "tmpfs", "-o", "size=1m,nr_inodes=200", "none", disk)

        def publish_there(files: Files, minute: int) -> list[str]:
            site_of(site, files)
            done = place.run(sys.executable, "-c", PUBLISH, disk / "paper", site, moment(minute))
            assert done.returncode == 0, done.stderr
            return done.stdout.splitlines()

        assert len(publish_there({"index.html": b"old"}, 0)) == 1
        room, message, hint = publish_there(much, 1)
        size, files = map(int, room.split())
        assert size < 1_048_576
        assert files < 200
        assert "No space left" in message
        assert str(disk) in message
        assert "make room" in hint
        paper = place.see(disk) / "paper"
        assert seen(paper) == {"index.html": b"old"}
        assert len(list((paper / "releases").iterdir())) == 1


def test_a_path_through_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for path in (tmp_path / "file", tmp_path / "file" / "paper"):
        with pytest.raises(HostError, match="Not a directory"):
            publish(FolderHost(path), tmp_path / "site", A)


def test_links_in_the_folder_are_not_followed(tmp_path: Path) -> None:
    """A release that is a link, or holds one, is neither linked to nor emptied."""
    folder, theirs = tmp_path / "paper", tmp_path / "theirs"
    host = FolderHost(folder)
    theirs.mkdir()
    (theirs / "banmian.json").write_bytes(b"")
    (theirs / "same.html").write_bytes(A["same.html"])
    publish(host, tmp_path / "site", A)
    (folder / "releases" / "20200101T000000+0000").symlink_to(theirs)
    page = folder / "current" / "same.html"
    page.unlink()
    page.symlink_to(theirs / "same.html")
    publish(host, tmp_path / "site", A, 1)
    publish(host, tmp_path / "site", B, 2)
    assert not page.is_symlink()
    assert seen(folder).items() >= B.items()
    assert sorted(path.name for path in theirs.iterdir()) == ["banmian.json", "same.html"]
