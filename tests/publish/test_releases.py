"""Whole releases, here and on another host: what readers get, whatever happens."""

import http.client
import json
import os
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import searched
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from published import get, moment, publish, seen, site_of, version

from banmian.addresses import MARKER
from banmian.errors import HostError, UserError
from banmian.publish.changes import Changes
from banmian.publish.folder import FolderHost
from banmian.publish.host import Host
from banmian.publish.marker import next_marker
from banmian.publish.releases import new_name
from edition import tree

if TYPE_CHECKING:
    from conftest import Sshd

HostOf = Callable[[Path], Host]
Nginx = Callable[[Path], http.client.HTTPConnection]
A, B, C = version("aaa"), version("bbb"), version("ccc")


def test_the_first_publication_is_served_as_the_documentation_says(
    host_of: HostOf, tmp_path: Path, nginx: Nginx
) -> None:
    host, folder = host_of(tmp_path / "paper"), tmp_path / "paper"
    sight = publish(host, tmp_path / "site", A)
    assert sight.marker is None
    assert not sight.strange
    assert sight.changes == Changes(tuple(sorted(A)), (), ())
    assert seen(folder) == A
    assert [path.name for path in (folder / "releases").iterdir()] == ["20261122T100000+0800"]
    assert json.loads((folder / "current" / MARKER).read_bytes())["release"] == moment(0)
    reader = nginx(folder)
    assert get(reader, "/") == (200, A["index.html"])
    assert get(reader, "/2021-06/%E6%8A%A5%E9%81%93%20%E4%B8%80/")[1] == b"page aaa"
    assert get(reader, "/nowhere/") == (404, b"nothing here")
    assert host.read(["2021-06/报道 一/index.html"])["2021-06/报道 一/index.html"] == b"page aaa"


def test_pages_are_kept_shortly_and_assets_for_a_year(
    host_of: HostOf, tmp_path: Path, nginx: Nginx
) -> None:
    host, folder = host_of(tmp_path / "paper"), tmp_path / "paper"
    publish(host, tmp_path / "site", A)
    reader = nginx(folder)

    def headers(path: str, **asked: str) -> tuple[int, http.client.HTTPMessage]:
        reader.request("GET", path, headers={key.replace("_", "-"): asked[key] for key in asked})
        response = reader.getresponse()
        response.read()
        return response.status, response.headers

    assert headers("/assets/aaa/style.css")[1]["Cache-Control"].endswith("31536000, immutable")
    status, page = headers("/same.html")
    assert (status, page["Cache-Control"]) == (200, "public, max-age=60")
    assert page["Content-Type"] == "text/html; charset=utf-8"
    assert headers("/2021-06")[1]["Location"] == "/2021-06/"
    publish(host, tmp_path / "site", B, 1)
    assert headers("/same.html", If_None_Match=page["ETag"])[0] == 304


def test_what_did_not_change_is_the_same_file(host_of: HostOf, tmp_path: Path) -> None:
    host, releases = host_of(tmp_path / "paper"), tmp_path / "paper" / "releases"
    publish(host, tmp_path / "site", A)
    more = {**A, "index.html": b"x" * len(A["index.html"]), "new.html": b"new"}
    del more["404.html"]
    sight = publish(host, tmp_path / "site", more, 1)
    assert sight.changes == Changes(("new.html",), ("index.html",), ("404.html",))
    first, second = sorted(releases.iterdir())
    for path in ("same.html", "assets/aaa/style.css", "2021-06/报道 一/index.html"):
        assert (first / path).stat().st_ino == (second / path).stat().st_ino
    assert (first / "index.html").read_bytes() == A["index.html"]
    assert (second / "index.html").read_bytes() == more["index.html"]


def test_everybody_may_read_whatever_the_umask(host_of: HostOf, tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        publish(host_of(tmp_path / "paper"), tmp_path / "site", A)
    finally:
        os.umask(before)
    for path in (tmp_path / "paper", *(tmp_path / "paper").rglob("*")):
        assert path.stat().st_mode & 0o777 == (0o755 if path.is_dir() else 0o644), path


def test_assets_of_the_release_before_answer_one_release_longer(
    host_of: HostOf, tmp_path: Path, nginx: Nginx
) -> None:
    host, folder = host_of(tmp_path / "paper"), tmp_path / "paper"
    publish(host, tmp_path / "site", A)
    reader = nginx(folder)
    assert publish(host, tmp_path / "site", B, 1).changes.removed == ()
    assert get(reader, "/assets/aaa/style.css") == (200, b"style aaa")
    publish(host, tmp_path / "site", {**B, "index.html": b"the same assets"}, 2)
    assert get(reader, "/assets/aaa/style.css")[0] == 200
    assert publish(host, tmp_path / "site", C, 3).changes.removed == ("assets/aaa/style.css",)
    assert get(reader, "/assets/bbb/style.css")[0] == 200
    assert get(reader, "/assets/aaa/style.css")[0] == 404


def test_search_files_of_the_release_before_stay_where_no_text_is_gone(
    host_of: HostOf, tmp_path: Path
) -> None:
    searched.check(host_of(tmp_path / "paper"), tmp_path / "site")


def test_rollback_goes_to_the_release_before_and_no_further(
    host_of: HostOf, tmp_path: Path
) -> None:
    host, folder = host_of(tmp_path / "paper"), tmp_path / "paper"
    with pytest.raises(UserError, match="no earlier release"):
        host.rollback()
    for minute, files in enumerate((A, B, C)):
        publish(host, tmp_path / "site", files, minute)
    assert host.rollback() == moment(1)
    assert seen(folder) == {**B, "assets/aaa/style.css": b"style aaa"}
    with pytest.raises(UserError, match="no earlier release"):
        host.rollback()
    sight = publish(host, tmp_path / "site", A, 3)
    assert sight.marker is not None
    assert sight.marker.release == moment(1)
    names = sorted(path.name for path in (folder / "releases").iterdir())
    assert names == ["20261122T100100+0800", "20261122T100300+0800"]
    assert host.rollback() == moment(1)


def test_a_reader_never_sees_parts_of_two_sites(
    host_of: HostOf, tmp_path: Path, nginx: Nginx
) -> None:
    """A page comes whole, and the assets that it names are there, over several publications."""
    host, folder = host_of(tmp_path / "paper"), tmp_path / "paper"
    publish(host, tmp_path / "site", version("v00"))
    reader, rounds, wrong, done = nginx(folder), [""], [], threading.Event()

    def read() -> None:
        while not done.is_set():
            status, page = get(reader, "/index.html")
            asset = page.split(b"\n")[0].decode()
            if status != 200 or page != page[: len(asset) + 1] * 20_000:
                wrong.append((status, page[:100]))
            answer = get(reader, f"/{asset}")
            if answer != (200, f"style {asset.split('/')[1]}".encode()):
                wrong.append((asset, *answer))
            rounds.append(asset)

    thread = threading.Thread(target=read)
    thread.start()
    try:
        for minute in range(1, 4):
            publish(host, tmp_path / "site", version(f"v{minute:02}"), minute)
            behind, until = len(rounds) + 2, time.monotonic() + 30
            while len(rounds) < behind and thread.is_alive():
                assert time.monotonic() < until
                time.sleep(0.005)
    finally:
        done.set()
        thread.join()
    assert wrong == []
    assert {f"assets/v{minute:02}/style.css" for minute in range(4)} <= set(rounds)


def test_what_is_somebody_elses_is_strange_and_never_deleted(
    host_of: HostOf, tmp_path: Path
) -> None:
    host, folder = host_of(tmp_path / "paper"), tmp_path / "paper"
    theirs = {
        "letter.txt": b"mine",
        "releases/old/a.txt": b"a",
        "releases/20200101T000000+0000/b": b"b",
    }
    for path, content in theirs.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    assert host.look(site_of(tmp_path / "site", A)).strange
    assert tree(folder) == theirs
    for minute, files in enumerate((A, B, C)):
        assert publish(host, tmp_path / "site", files, minute).strange == (minute == 0)
    assert seen(folder) == {**C, "assets/bbb/style.css": b"style bbb"}
    assert theirs.items() <= tree(folder).items()


def test_a_built_site_is_no_folder_of_releases(host_of: HostOf, tmp_path: Path) -> None:
    site = site_of(tmp_path / "site", A)
    assert host_of(tmp_path / "site").look(site).strange


def test_an_empty_folder_is_not_strange(host_of: HostOf, tmp_path: Path) -> None:
    (tmp_path / "paper").mkdir()
    assert not publish(host_of(tmp_path / "paper"), tmp_path / "site", A).strange
    assert seen(tmp_path / "paper") == A


@pytest.mark.parametrize("kind", ["folder", "elsewhere", "above"])
def test_a_current_that_is_none_of_ours_is_refused(
    host_of: HostOf, tmp_path: Path, kind: str
) -> None:
    host, current = host_of(tmp_path / "paper"), tmp_path / "paper" / "current"
    current.parent.mkdir()
    if kind == "folder":
        current.mkdir()
    else:
        (tmp_path / "elsewhere").mkdir()
        current.symlink_to(tmp_path / "elsewhere" if kind == "elsewhere" else "releases/../..")
    with pytest.raises(HostError, match="is not a link to a release"):
        host.look(site_of(tmp_path / "site", A))
    assert not (tmp_path / "elsewhere").exists() or not any((tmp_path / "elsewhere").iterdir())


def test_what_is_not_there_cannot_be_read(host_of: HostOf, tmp_path: Path) -> None:
    host = host_of(tmp_path / "paper")
    publish(host, tmp_path / "site", A)
    with pytest.raises(HostError, match=r"nowhere\.html.*No such file"):
        host.read(["index.html", "nowhere.html"])


def test_any_bytes_are_read(host_of: HostOf, tmp_path: Path) -> None:
    host = host_of(tmp_path / "paper")
    files = {"a": b"\n\0\xff", "b": b"banmian file 3\nabc", "c": b"", "版/d": b"x" * 70_000}
    publish(host, tmp_path / "site", files)
    assert host.read([*files]) == files


def test_what_is_free_is_known(host_of: HostOf, tmp_path: Path) -> None:
    room = host_of(tmp_path / "not" / "yet").look(site_of(tmp_path / "site", A)).room
    disk = os.statvfs(tmp_path)
    assert room.size is not None
    assert 0 < room.size <= disk.f_blocks * disk.f_frsize
    assert (room.files is None) == (disk.f_files == 0)


ODD = (
    "报 纸",
    "it's",
    'a "b"',
    "$(touch x)",
    "a; touch x",
    "`touch x`",
    "--delete",
    "*",
    "a\\#041b",
    "a|b",
    " x ",
)


def test_no_name_means_anything_to_a_shell(host_of: HostOf, tmp_path: Path) -> None:
    folder = tmp_path / "$(touch x); 'it' \"is\" `touch x` 报纸"
    host = host_of(folder)
    first = {f"{name}/{name}.html": b"one" for name in ODD}
    second = dict.fromkeys(first, b"two")
    publish(host, tmp_path / "site", first)
    sight = publish(host, tmp_path / "site", {**second, "more": b"more"}, 1)
    assert sight.changes == Changes(("more",), tuple(sorted(first)), ())
    assert publish(host, tmp_path / "site", second, 2).changes == Changes((), (), ("more",))
    assert seen(folder) == second
    assert host.read(sorted(second)) == second
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([folder.name, "site"])
    assert not Path("x").exists()
    assert not (Path.home() / "x").exists()


NAMES = st.sampled_from(["a", "版", "x y", "#1", "index"])
PATHS = st.builds(
    lambda folders, name: "/".join([*folders, f"{name}.html"]), st.lists(NAMES, max_size=2), NAMES
)
CONTENT = st.sampled_from([b"", b"1", b"2", b"12", b"long" * 1000])
ASSETS = st.sampled_from(  # their folder is named by their digest: in one there is always the same
    [
        {},
        {"assets/d1/a.css": b"1", "assets/d1/x y/版.css": b"2"},
        {"assets/d2/a.css": b"1"},
        {"assets/d3/a.css": b"3", "assets/d3/b.css": b""},
    ]
)
SITES = st.builds(
    lambda pages, assets: pages | assets, st.dictionaries(PATHS, CONTENT, max_size=5), ASSETS
)


@given(first=SITES, second=SITES)
@settings(max_examples=12)
def test_readers_get_the_new_site_and_the_assets_of_the_old_one(
    first: dict[str, bytes], second: dict[str, bytes]
) -> None:
    hold_the_law(FolderHost, first, second)


@given(first=SITES, second=SITES)
@settings(max_examples=2, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_so_do_those_of_another_host(
    sshd: "Sshd", first: dict[str, bytes], second: dict[str, bytes]
) -> None:
    hold_the_law(sshd.host, first, second)


def hold_the_law(host_of: HostOf, first: dict[str, bytes], second: dict[str, bytes]) -> None:
    """After A, then B, readers see B and the assets of A; the changes lead from A to B."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        host, root = host_of(folder / "paper"), folder / "site"
        publish(host, root, first)
        assert seen(folder / "paper") == first
        changes = publish(host, root, second, 1).changes
        after = seen(folder / "paper")
        kept = {path: first[path] for path in first if path.startswith("assets/")}
        assert after == {**kept, **second}
        put = {path: second[path] for path in (*changes.added, *changes.changed)}
        assert {**{p: first[p] for p in first if p not in changes.removed}, **put} == after
        assert set(changes.added).isdisjoint(first)
        assert all(first[path] != second[path] for path in changes.changed)
        assert host.look(site_of(root, second)).settled


def test_what_another_project_published_meanwhile_is_not_replaced(
    host_of: HostOf, tmp_path: Path
) -> None:
    host = host_of(tmp_path / "paper")
    publish(host, tmp_path / "site", A)
    site = site_of(tmp_path / "site", {**A, "new.html": b"new"})
    sight = host.look(site)
    publish(host_of(tmp_path / "paper"), tmp_path / "other", B, 1)
    with pytest.raises(HostError, match="meanwhile"):
        host.put(site, sight, next_marker(site, sight.marker, moment(2)), lambda *_: None)
    assert seen(tmp_path / "paper") == {**B, "assets/aaa/style.css": b"style aaa"}
    sight = host.look(site)
    host.put(site, sight, next_marker(site, sight.marker, moment(3)), lambda *_: None)
    assert seen(tmp_path / "paper")["new.html"] == b"new"


def test_names_of_releases_are_in_the_order_of_publications() -> None:
    first = new_name("2026-11-22T10:15:00+08:00", [])
    second = new_name("2026-11-22T10:15:00+08:00", [first, "readme"])
    assert (first, second) == ("20261122T101500+0800", "20261122T101500+0800-2")
    assert new_name("2026-11-22T09:00:00+08:00", [first, second]) == "20261122T101500+0800-3"
    assert new_name("2026-11-22T03:15:00+00:00", [second]) == "20261122T031500+0000"
