"""The live preview: what is saved is seen, what is wrong is said, nobody else is let in."""

import asyncio
import json
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from tornado.httpclient import HTTPClientError
from tornado.websocket import WebSocketClientConnection

from banmian.press.files import write
from banmian.press.lock import lock
from banmian.press.preview_server import listen
from edition import ROOT, add_target, copy_sample, run, tree
from preview import PATIENCE, PROGRAM, Preview

ISSUE = "site/content/2021-06"
ARTICLE = f"{ISSUE}/1-lin-shi-you-lu-kai-tong.md"
ADDRESS = "2021-06/lin-shi-you-lu-kai-tong/"
HEADLINE = "临时邮路开通"


@pytest.fixture
def preview(sample: Path) -> Iterator[Preview]:
    with Preview(sample) as preview:
        yield preview


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """A preview of the sample in which nothing changes."""
    with Preview(copy_sample(tmp_path_factory.mktemp("untouched") / "sample")) as preview:
        yield preview


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 800, "height": 300})
    page = context.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    expect.set_options(timeout=PATIENCE * 1000)
    said: list[str] = []  # what a content security policy forbids is said there
    page.on("console", lambda one: said.append(one.text) if "Security" in one.text else None)
    yield page
    context.close()
    expect.set_options(timeout=5000)
    assert said == []


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    write(file, text.replace(old, new, 1).encode())  # whole at once, as editors do


class TestAnOpenPage:
    pytestmark = pytest.mark.browser

    def test_follows_what_is_saved_and_stays_where_it_was_scrolled(
        self, sample: Path, preview: Preview, page: Page
    ) -> None:
        page.goto(preview.address + ADDRESS)
        page.evaluate("scrollTo(0, 200)")
        change(sample / ARTICLE, f'"{HEADLINE}"', '"临时邮路<i>已</i>开通"')
        expect(page.locator("h1")).to_have_text("临时邮路<i>已</i>开通")
        end = time.monotonic() + PATIENCE
        while page.evaluate("scrollY") != 200:  # the page's policy lets no script wait for it
            assert time.monotonic() < end
            page.wait_for_timeout(20)

    def test_shows_a_broken_article_s_last_good_page_and_what_is_wrong(
        self, sample: Path, preview: Preview, page: Page
    ) -> None:
        page.goto(preview.address + ADDRESS)
        change(sample / ARTICLE, "headline =", "haedline =")
        banner = page.locator("#banmian-preview")
        expect(banner).to_contain_text(f"{ARTICLE}:")
        expect(banner).to_contain_text("BM301")
        expect(banner).to_have_css("position", "fixed")
        expect(banner.locator("strong")).to_have_text("有错误，改好后自动更新")
        page.emulate_media(color_scheme="dark")
        expect(banner).to_have_css("background-color", "rgb(44, 23, 21)")
        expect(page.locator("h1")).to_have_text(HEADLINE)
        change(sample / ARTICLE, "haedline =", "headline =")
        expect(banner).to_have_count(0)
        expect(page.locator("h1")).to_have_text(HEADLINE)

    def test_shows_it_too_where_the_article_was_published(
        self, sample: Path, tmp_path: Path, page: Page
    ) -> None:
        add_target(sample, tmp_path / "www")
        assert run("publish", "--project", sample, "--quiet") == 0
        with Preview(sample) as preview:
            page.goto(preview.address + ADDRESS)
            change(sample / ARTICLE, "headline =", "haedline =")
            expect(page.locator("#banmian-preview")).to_contain_text("BM301")
            expect(page.locator("h1")).to_have_text(HEADLINE)

    def test_shows_the_rest_of_the_work_while_one_article_is_broken(
        self, sample: Path, preview: Preview, page: Page
    ) -> None:
        (sample / ISSUE / "1-broken.md").write_text("+++\n", "utf-8")
        page.goto(preview.address + ADDRESS)
        expect(page.locator("#banmian-preview")).to_contain_text("1-broken.md:1")
        change(sample / ARTICLE, f'"{HEADLINE}"', '"新的标题"')
        expect(page.locator("h1")).to_have_text("新的标题")
        expect(page.locator("#banmian-preview")).to_contain_text("1-broken.md:1")

    @pytest.mark.parametrize(
        ("file", "old", "new", "says"),
        [
            (
                "themes/base/templates/article.html",
                "{% extends",
                "{{ article.hedline }}\n{% extends",
                "article.html:1",
            ),
            ("site/edition.toml", "title =", "titel =", "site/edition.toml:2"),
            ("site/edition.toml", '"broadsheet"', '"<b>x</b>"', "<b>x</b>"),
            ("themes/broadsheet/theme.toml", "contract =", "contrakt =", "theme.toml:"),
        ],
    )
    def test_shows_the_last_good_site_while_none_can_be_made(
        self, sample: Path, page: Page, file: str, old: str, new: str, says: str
    ) -> None:
        shutil.copytree(ROOT / "themes", sample / "themes")
        with Preview(sample) as preview:
            page.goto(preview.address + ADDRESS)
            change(sample / file, old, new)
            expect(page.locator("#banmian-preview")).to_contain_text(says)
            expect(page.locator("h1")).to_have_text(HEADLINE)
            change(sample / file, new, old)
            expect(page.locator("#banmian-preview")).to_have_count(0)

    def test_is_there_before_the_first_good_site(self, sample: Path, page: Page) -> None:
        change(sample / "site/edition.toml", "title =", "titel =")
        with Preview(sample) as preview:
            assert preview.ask("/")[0] == 503
            page.goto(preview.address + ADDRESS)
            expect(page.locator("#banmian-preview")).to_contain_text("site/edition.toml:2")
            change(sample / "site/edition.toml", "titel =", "title =")
            expect(page.locator("h1")).to_have_text(HEADLINE)

    def test_says_what_is_wrong_in_the_edition_s_language(self, sample: Path, page: Page) -> None:
        change(sample / "site/edition.toml", "zh-CN", "en")
        with Preview(sample) as preview:
            page.goto(preview.address + ADDRESS)
            change(sample / ARTICLE, "headline =", "haedline =")
            words = page.locator("#banmian-preview strong")
            expect(words).to_have_text("Mend this, and the page follows")

    def test_can_search(self, untouched: Preview, page: Page) -> None:
        page.goto(untouched.address + "search/?q=亢俊杰")
        expect(page.locator("#search-results li").first).to_contain_text(HEADLINE)

    def test_follows_a_stylesheet(self, sample: Path, page: Page) -> None:
        shutil.copytree(ROOT / "themes", sample / "themes")
        with Preview(sample) as preview:
            page.goto(preview.address)
            with (sample / "themes/broadsheet/assets/broadsheet.css").open("a") as css:
                css.write("h1 { color: rgb(1, 2, 3) !important; }\n")
            expect(page.locator("h1")).to_have_css("color", "rgb(1, 2, 3)")


class TestWhatIsShown:
    def test_drafts_are(self, sample: Path) -> None:
        change(sample / ISSUE / "issue.toml", '"out"', '"draft"')
        with Preview(sample) as preview:
            assert HEADLINE in preview.page(f"/{ADDRESS}")
        assert run("build", "--project", sample, "--quiet") == 0
        assert not (sample / "site" / "public" / ADDRESS).exists()

    def test_nothing_is_written(self, sample: Path) -> None:
        before = tree(sample)
        with Preview(sample) as preview:
            assert tree(sample) == before
            assert run("build", "--project", sample, "--quiet") == 0  # the lock is free
            change(sample / ARTICLE, HEADLINE, "新的标题")
            assert preview.built()["changed"]  # the build before was no change of ours
        assert "新的标题" not in (sample / "site/public" / ADDRESS / "index.html").read_text(
            "utf-8"
        )

    def test_a_save_that_changes_no_page_reloads_none(self, sample: Path, preview: Preview) -> None:
        copy = (sample / ARTICLE).with_name(".copy")
        shutil.copy(sample / ARTICLE, copy)
        copy.replace(sample / ARTICLE)
        assert not preview.built()["changed"]

    def test_the_last_of_many_saves_is_seen(self, sample: Path, preview: Preview) -> None:
        for n in range(30):  # some of them while a site is being made
            change(sample / ARTICLE, HEADLINE if n == 0 else f"标题{n - 1}号", f"标题{n}号")
            if n % 10 == 9:
                preview.built()
        while "标题29号" not in preview.page(f"/{ADDRESS}"):
            preview.built()

    def test_a_folder_that_comes_later_is_watched(self, sample: Path, preview: Preview) -> None:
        shutil.copytree(ROOT / "themes", sample / ".themes")
        (sample / ".themes").rename(sample / "themes")
        preview.built()
        page = sample / "themes/base/templates/404.html"
        change(page, '<p class="over">404</p>', '<p class="over">四〇四</p>')
        preview.event(lambda event: event["event"] == "built" and event["changed"])
        assert "四〇四" in preview.ask("/nowhere/")[2].decode()

    def test_content_that_was_away_is_followed_again(self, sample: Path, preview: Preview) -> None:
        content = sample / "site/content"
        content.rename(sample / "away")
        preview.event(lambda event: event["error"])
        assert HEADLINE in preview.page(f"/{ADDRESS}")
        (sample / "away").rename(content)
        preview.event(lambda event: not event["error"])
        change(sample / ARTICLE, HEADLINE, "新的标题")
        preview.event(lambda event: event["changed"])
        assert "新的标题" in preview.page(f"/{ADDRESS}")

    def test_the_terminal_says_what_is_wrong_and_counts_warnings(self, sample: Path) -> None:
        (sample / ISSUE / "1-broken.md").write_text("+++\n", "utf-8")
        process = subprocess.Popen(
            [sys.executable, "-m", "banmian", "serve", "--port", "0", "--lang", "en"],
            cwd=sample,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        assert process.stdout
        built, address = process.stdout.readline(), process.stdout.readline()
        process.send_signal(signal.SIGTERM)
        _, wrong = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0
        assert "15 article(s), 3 warning(s)" in built
        assert address.startswith("http://127.0.0.1:")
        assert f"{ISSUE}/1-broken.md:1: BM301 error" in wrong
        assert "BM306" not in wrong


class TestFoldersThatComeAndGo:
    def test_quickly(self, sample: Path, preview: Preview) -> None:
        for n in range(300):
            folder = sample / "site" / f"x{n % 7}"
            folder.mkdir()
            folder.rmdir()
        follows(sample, preview)

    @pytest.mark.parametrize("part", ["site", "."])
    def test_the_project_may_be_away(self, sample: Path, preview: Preview, part: str) -> None:
        folder, away = (sample / part).resolve(), sample.parent / "away"
        folder.rename(away)
        wrong = preview.event(lambda event: event["error"])["error"]
        assert "the project is not there" in wrong["message"]
        assert wrong["hint"]
        assert HEADLINE in preview.page(f"/{ADDRESS}")
        assert not folder.exists()  # nothing was made in its place
        away.rename(folder)
        preview.event(lambda event: event["event"] == "built" and not event["error"])
        assert "banmian-preview" not in preview.page(f"/{ADDRESS}")
        follows(sample, preview)

    def test_the_folder_around_the_project_may_be_away(self, tmp_path: Path) -> None:
        sample = copy_sample(tmp_path / "around" / "sample")
        with Preview(sample) as preview:
            (tmp_path / "around").rename(tmp_path / "away")
            preview.event(lambda event: event["error"])
            (tmp_path / "away").rename(tmp_path / "around")
            preview.event(lambda event: event["event"] == "built" and not event["error"])
            follows(sample, preview)

    def test_pages_that_came_while_the_project_was_away_are_imported(
        self, sample: Path, preview: Preview
    ) -> None:
        (sample / "site").rename(sample / "away")
        preview.event(lambda event: event["error"])
        (sample / "seeds/2026-02-03").mkdir()
        (sample / "seeds/2026-02-03/01.txt").write_text(TestNewPages.SEED, "utf-8")
        preview.built()
        (sample / "away").rename(sample / "site")
        preview.event(lambda event: event["event"] == "built" and event["issues"] == 3)

    def test_many_in_each_other_are_followed(self, sample: Path, preview: Preview) -> None:
        folder = sample / "seeds/2026-02-03"
        shutil.copytree(ROOT / "themes", sample / "themes")
        folder.mkdir()
        (folder / "01.txt").write_text(TestNewPages.SEED, "utf-8")
        preview.event(lambda event: event["event"] == "built" and event["issues"] == 3)
        page = sample / "themes/base/templates/404.html"
        change(page, '<p class="over">404</p>', '<p class="over">四〇四</p>')
        while "四〇四" not in preview.ask("/nowhere/")[2].decode():
            preview.built()


class TestLinks:
    @pytest.mark.skipif(sys.platform != "linux", reason="watches are counted in /proc")
    def test_are_not_followed(self, sample: Path, tmp_path: Path) -> None:
        outside = tmp_path / "outside"
        for n in range(50):
            (outside / str(n)).mkdir(parents=True)
        with Preview(sample) as preview:
            before = preview.watched()
        places = (ISSUE, "site/content", "site", "site/pages", "seeds")
        (sample / "themes").symlink_to(outside)
        for place in places:
            (sample / place / "link").symlink_to(outside)
        with Preview(sample) as preview:
            assert preview.watched() == before
            (sample / "site/other").mkdir()  # the folders are asked for anew
            preview.built()
            (sample / "site/later").symlink_to(outside)
            preview.built()
            (outside / "0/file").write_text("x", "utf-8")
            seen = len(preview.seen)
            follows(sample, preview)
            assert len(preview.seen) == seen + 1  # nothing was built for the file outside

    def test_lead_to_the_whole_project(self, sample: Path, tmp_path: Path) -> None:
        (tmp_path / "link").symlink_to(sample)
        with Preview(tmp_path / "link") as preview:
            follows(tmp_path / "link", preview)


@pytest.mark.skipif(sys.platform != "linux", reason="the limit is one of inotify")
@pytest.mark.parametrize("limit", ["watches", "instances"])
def test_where_the_system_cannot_watch_files_are_looked_at(sample: Path, limit: str) -> None:
    (sample / ISSUE / "nowhere").symlink_to("nothing")
    (sample / ISSUE / "loop").symlink_to(".")
    lower = ("unshare", "--user", "--map-root-user", "sh", "-c")
    script = f'echo 0 > /proc/sys/user/max_inotify_{limit} && exec "$@"'
    if subprocess.run([*lower, script, "sh", "true"], check=False).returncode:
        pytest.skip("this system lets nobody lower its limits")
    with Preview(sample, program=(*lower, script, "sh", *PROGRAM)) as preview:
        wrong = next(event["error"] for event in preview.seen if event["error"])
        assert "watch so many folders" in wrong["message"]
        assert "fs.inotify.max_user_watches" in wrong["hint"]
        follows(sample, preview)
        (sample / "seeds/2026-02-03").mkdir()
        (sample / "seeds/2026-02-03/01.txt").write_text(TestNewPages.SEED, "utf-8")
        preview.event(lambda event: event["event"] == "built" and event["issues"] == 3)
        assert sum(bool(event["error"]) for event in preview.seen) == 1  # it is said once


def follows(project: Path, preview: Preview) -> None:
    """Save an article and wait until it is seen."""
    change(project / ARTICLE, HEADLINE, "新的标题")
    while "新的标题" not in preview.page(f"/{ADDRESS}"):
        preview.built()


class TestNewPages:
    SEED = "本报讯 今天新开了一条邮路。\n" * 3

    def test_are_imported_and_shown(self, sample: Path, preview: Preview) -> None:
        folder = sample / "seeds" / "2026-02-03"
        folder.mkdir()
        (folder / "01.txt").write_text(self.SEED, "utf-8")
        preview.event(lambda event: event["event"] == "built" and event["issues"] == 3)
        assert "新开了一条邮路" in preview.page("/2026-02-03/p/1/")

    def test_wait_for_another_command(self, sample: Path, preview: Preview) -> None:
        folder = sample / "seeds" / "2026-02-03"
        with lock(sample / "site" / ".banmian" / "state" / "lock"):
            folder.mkdir()
            (folder / "01.txt").write_text(self.SEED, "utf-8")
            busy = preview.event(lambda event: event["event"] == "busy")
            assert "another banmian command" in busy["error"]["message"]
        preview.event(lambda event: event["event"] == "built" and event["issues"] == 3)

    def test_that_cannot_be_imported_are_said_until_they_can(
        self, sample: Path, preview: Preview
    ) -> None:
        toml = sample / "seeds" / "seeds.toml"
        change(toml, "assumed =", "asumed =")
        preview.built()
        assert "seeds/seeds.toml:10" in preview.page()
        change(toml, "asumed =", "assumed =")
        preview.built()
        assert "banmian-preview" not in preview.page()


class TestHttp:
    def test_parts_and_validators(self, untouched: Preview) -> None:
        _, headers, whole = untouched.ask("/search/index.json")
        assert headers["Content-Length"] == str(len(whole))
        assert headers["Cache-Control"] == "no-cache"
        assert headers["X-Content-Type-Options"] == "nosniff"
        status, part, content = untouched.ask("/search/index.json", Range="bytes=10-19")
        assert (status, content) == (206, whole[10:20])
        assert part["Content-Range"] == f"bytes 10-19/{len(whole)}"
        assert part["ETag"] == headers["ETag"]
        assert untouched.ask("/search/index.json", Range="bytes=-5")[2] == whole[-5:]
        status, part, content = untouched.ask("/search/index.json", Range=f"bytes={len(whole)}-")
        assert (status, part["Content-Range"]) == (416, f"bytes */{len(whole)}")
        status, head, content = untouched.ask("/search/index.json", "HEAD")
        assert (status, head["Content-Length"], content) == (200, str(len(whole)), b"")
        status, _, content = untouched.ask("/search/index.json", If_None_Match=headers["ETag"])
        assert (status, content) == (304, b"")
        since = {"If_Modified_Since": "Sat, 01 Jan 2050 00:00:00 GMT"}
        assert untouched.ask("/search/index.json", **since)[0] == 200

    @pytest.mark.parametrize(
        ("target", "kind"),
        [
            ("/", "text/html; charset=utf-8"),
            ("/robots.txt", "text/plain; charset=utf-8"),
            ("/feed.xml", "application/xml"),
            ("/search/index.json", "application/json"),
            ("/livereload.js", "text/javascript; charset=utf-8"),
            ("/.banmian/preview.css", "text/css; charset=utf-8"),
        ],
    )
    def test_media_types(self, untouched: Preview, target: str, kind: str) -> None:
        status, headers, _ = untouched.ask(target)
        assert (status, headers["Content-Type"]) == (200, kind)

    def test_the_site_stands_below_the_path_of_its_address(self, sample: Path) -> None:
        change(sample / "site/edition.toml", "youzhengbao.example/", "youzhengbao.example/paper/")
        with Preview(sample) as preview:
            assert preview.address == f"http://{preview.host}/paper/"
            for target, there in (
                ("/", "/paper/"),
                ("/paper", "/paper/"),
                ("/paper/2021-06?a=1", "/paper/2021-06/?a=1"),
            ):
                status, headers, _ = preview.ask(target)
                assert (status, headers["Location"]) == (302, f"http://{preview.host}{there}")
            assert HEADLINE in preview.page(f"/paper/{ADDRESS}")
            for target in (f"/{ADDRESS}", "/paper/nowhere/", "/paper/2021-06/nowhere"):
                status, headers, content = preview.ask(target)
                assert (status, headers["Content-Type"]) == (404, "text/html; charset=utf-8")
                assert b'href="/paper/archive/"' in content
                assert b"/livereload.js" in content

    @pytest.mark.parametrize(
        "target",
        [
            "/../edition.toml",
            "/%2e%2e/edition.toml",
            "/2021-06/..%2f..%2fedition.toml",
            "//etc/passwd",
            "/%2fetc/passwd",
            "//2021-06",
            "/..\\edition.toml",
            "/2021-06/%00",
            "/%ff",
        ],
    )
    def test_no_path_leads_out(self, untouched: Preview, target: str) -> None:
        status, headers, content = untouched.ask(target)
        assert status in {400, 404}
        assert headers["Location"] is None
        assert b"root:" not in content

    @pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
    @pytest.mark.parametrize("target", ["/", "/livereload"])
    def test_nothing_can_be_done_to_it(self, untouched: Preview, method: str, target: str) -> None:
        status, headers, _ = untouched.ask(target, method, Content_Length="0")
        assert (status, headers["Allow"]) == (405, "GET, HEAD")


class TestOthers:
    @pytest.mark.parametrize(
        "host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "localhost:x", ""]
    )
    @pytest.mark.parametrize("target", ["/", "/livereload.js", "/livereload", "/nowhere"])
    def test_names_that_lead_here_are_refused(
        self, untouched: Preview, host: str, target: str
    ) -> None:
        status, _, content = untouched.ask(target, Host=host)
        assert status in {400, 403}
        assert len(content) < 100

    def test_names_of_this_machine_are_not(self, untouched: Preview) -> None:
        port = untouched.host.partition(":")[2]
        for host in (f"127.0.0.1:{port}", f"localhost:{port}", f"[::1]:{port}", "LOCALHOST"):
            assert untouched.ask("/", Host=host)[0] == 200
        assert untouched.ask("/", Origin=f"http://localhost:{port}")[0] == 200

    ORIGINS = (
        "null",
        "https://evil.example",
        "http://127.0.0.1.evil.example",
        "http://evil.example@127.0.0.1",
        "http://127.0.0.1:1",
    )

    @pytest.mark.parametrize("origin", ORIGINS)
    def test_other_sites_are_refused(self, untouched: Preview, origin: str) -> None:
        assert untouched.ask("/", Origin=origin)[0] == 403
        with pytest.raises(HTTPClientError) as refused:
            untouched.socket(greet, Origin=origin)
        assert refused.value.code == 403

    def test_other_names_are_refused_on_the_web_socket(self, untouched: Preview) -> None:
        with pytest.raises(HTTPClientError) as refused:
            untouched.socket(greet, Host="evil.example", Origin="http://evil.example")
        assert refused.value.code == 403

    def test_what_is_no_message_ends_the_connection(self, untouched: Preview) -> None:
        async def speak(connection: WebSocketClientConnection) -> Any:
            await connection.write_message("[1]")
            return await connection.read_message()

        assert untouched.socket(speak) is None
        assert untouched.page()


async def greet(connection: WebSocketClientConnection, revision: str = "") -> dict[str, Any]:
    """Do as livereload.js does; give the first word behind the greeting."""
    await connection.write_message(json.dumps({"command": "hello", "snipver": revision}))
    assert json.loads(await read(connection))["command"] == "hello"
    await connection.write_message(json.dumps({"command": "info", "url": "http://127.0.0.1/"}))
    word: dict[str, Any] = json.loads(await read(connection))
    return word


async def read(connection: WebSocketClientConnection) -> str:
    message = await asyncio.wait_for(connection.read_message(), PATIENCE)
    assert isinstance(message, str)
    return message


def test_a_page_that_missed_a_build_is_told_when_it_connects(untouched: Preview) -> None:
    origin = f"http://{untouched.host}"
    word = untouched.socket(lambda connection: greet(connection, "v0"), Origin=origin)
    assert word["command"] == "reload"


def test_a_port_that_is_taken(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert run("serve", "--project", sample, "--port", str(port), "--lang", "en") == 2
    said = capsys.readouterr().err
    assert f"port {port}" in said
    assert "--port" in said.partition("way out")[2]


def test_without_a_port_the_next_free_one_is_taken() -> None:
    first, second = listen(None)[0], listen(None)[0]
    with first, second:
        ports = [one.getsockname() for one in (first, second)]
    assert all(host == "127.0.0.1" and 5500 <= port <= 5520 for host, port in ports)
    assert ports[0] < ports[1]


def test_a_signal_ends_it_well_with_browsers_connected(sample: Path, chromium: Browser) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        preview = Preview(sample)
        page = chromium.new_page()
        with page.expect_websocket() as connected:
            page.goto(preview.address)
        connected.value.wait_for_event("framereceived")
        assert preview.end(number) == (0, "")
        page.close()


def test_it_opens_the_browser(sample: Path, tmp_path: Path) -> None:
    opened = tmp_path / "opened"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > "{opened}.part" && mv "{opened}.part" "{opened}"\n')
    browser.chmod(0o755)
    with Preview(sample, "--open", BROWSER=str(browser)) as preview:
        end = time.monotonic() + PATIENCE
        while not opened.exists():
            assert time.monotonic() < end
            time.sleep(0.05)
        assert opened.read_text().strip() == preview.address
