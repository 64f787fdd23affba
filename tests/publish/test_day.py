"""The user's whole day, once: from `new` to a page that readers had, and have no more.

`pytest -s tests/publish/test_day.py` prints how long each step took.
"""

import http.client
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, expect

from banmian.search import manifest
from banmian.search.reader import Reader
from edition import add_target, edit
from preview import Preview

Nginx = Callable[[Path], http.client.HTTPConnection]

PAGE = """\
山区投递员老周的最后一趟邮路

本报讯 （记者 林小雨） 清晨六点，云岭支局的灯先亮了。投
递员周大山把当天的报纸按村分好，装进两只磨得发亮的邮袋。

这条邮路全长四十七公里，他走了三十一年。“路修好了，山里
的人也多了，报纸还是要按时送到。”他说。

县图书馆夜间开放首月接待读者过万
本报讯 自十月起，县图书馆把闭馆时间推迟到晚上十点。首月
夜间接待读者一万零三百人次，青年占六成。

□陈知远
"""
WITHDRAWN = """status = "withdrawn"
withdrawal = { date = "2026-11-23", reason = "所述事实有误" }
headline"""


class Day:
    """Runs the commands as the editor does, and notes how long each step takes."""

    def __init__(self) -> None:
        self.steps: list[tuple[str, float]] = []
        self._since = time.perf_counter()

    def banmian(self, *words: str | Path) -> str:
        command = [sys.executable, "-m", "banmian", "--lang", "zh", *map(str, words)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def done(self, step: str) -> None:
        now = time.perf_counter()
        self.steps.append((step, now - self._since))
        self._since = now


@pytest.fixture
def day() -> Iterator[Day]:
    day = Day()
    yield day
    sys.stdout.writelines(f"\n{seconds:7.2f} s  {step}" for step, seconds in day.steps)


@pytest.mark.browser
def test_the_editors_day(tmp_path: Path, day: Day, nginx: Nginx, chromium: Browser) -> None:
    project, www = tmp_path / "云岭 日报", tmp_path / "www"
    project_option = ("--project", project)
    day.banmian("new", project)
    day.done("new")

    page_file = project / "seeds" / "2026-11-22" / "01.txt"
    page_file.parent.mkdir()
    page_file.write_text(PAGE, "utf-8")
    assert "2026-11-22：1 版，2 篇稿件" in day.banmian("import", *project_option)
    day.done("a page of plain text in, import")

    with Preview(project) as preview:
        browser = chromium.new_page()
        browser.goto(preview.address)
        headline = browser.locator("h3", has_text="最后一趟邮路")
        expect(headline).to_be_visible()
        day.done("serve, the front page in Chromium")
        file = next((project / "site/content/2026-11-22").glob("*tou-di-yuan*.md"))
        edit(file, "山区投递员老周的最后一趟邮路", "老周的最后一趟邮路")
        expect(browser.get_by_role("link", name="老周的最后一趟邮路", exact=True)).to_be_visible(
            timeout=30_000
        )
        day.done("a headline corrected in its file, seen without a reload by hand")
        browser.close()
    day.done("serve ended")

    add_target(project, www)
    listed = day.banmian("publish", "web", "--dry-run", *project_option)
    assert "+ index.html" in listed
    assert not www.exists()
    day.done("publish --dry-run")
    assert "已发布到 web" in day.banmian("publish", "web", *project_option)
    day.done("publish")

    paper = Paper(nginx(www))
    articles = paper.articles()
    ours = next(url for url, html in articles.items() if "磨得发亮的邮袋" in html)
    assert "老周的最后一趟邮路" in articles[ours]
    assert "磨得发亮的邮袋" in paper.search_index()
    assert "磨得发亮的邮袋" in paper.everything()
    day.done("every page read behind nginx")

    edit(file, "headline", WITHDRAWN)
    published = json.loads(day.banmian("publish", "--json", *project_option))
    assert f"{ours.strip('/')}/index.html" in published["plan"]["changes"]["changed"]
    day.done("an article withdrawn, published again")

    assert "所述事实有误" in paper.get(ours)
    left = paper.everything()
    gone = ("磨得发亮的邮袋", "老周的最后一趟", "周大山", "林小雨", "四十七公里")
    assert not [words for words in gone if words in left]
    assert "县图书馆夜间开放" in left
    day.done("nothing of it left behind nginx: pages, search, feeds")

    assert "换回了" in day.banmian("rollback", *project_option)
    assert "磨得发亮的邮袋" in paper.get(ours)
    day.banmian("publish", *project_option)
    assert "磨得发亮的邮袋" not in paper.everything()
    day.done("rollback, and forward again")


class Paper:
    """What readers get."""

    def __init__(self, connection: http.client.HTTPConnection) -> None:
        self._connection = connection

    def get(self, path: str) -> str:
        return self.bytes_of(path).decode()

    def bytes_of(self, path: str) -> bytes:
        self._connection.request("GET", path)
        answer = self._connection.getresponse()
        content = answer.read()
        assert answer.status == 200, path
        return content

    def search_index(self) -> str:
        """All that the search index says: its texts, what it suggests, its filters."""
        whole = manifest.read(self.bytes_of("/search/index.json"))

        def fetch(name: str, start: int = 0, end: int | None = None) -> bytes:
            return self.bytes_of(f"/search/{name}.bin")[start:end]

        apart = [*whole.values.values(), *(name for _, name in whole.suggestions.shards)]
        told = [fetch(name).decode("gb18030", "replace") for name in apart]
        told += [fetch(name).decode("utf-8", "replace") for name in apart]
        return "\n".join([*map(repr, Reader(whole.segments, fetch).every()), *told])

    def places(self, path: str) -> list[str]:
        """What a sitemap, or the index of them, leads to."""
        return [part.partition("</loc>")[0] for part in self.get(path).split("<loc>")[1:]]

    def pages(self) -> list[str]:
        addresses = [
            address
            for sitemap in self.places("/sitemap.xml")
            for address in self.places(urlsplit(sitemap).path)
        ]
        return [
            urljoin("/", address.removeprefix("https://paper.example")) for address in addresses
        ]

    def articles(self) -> dict[str, str]:
        return {path: self.get(path) for path in self.pages() if path.count("/") == 3}

    def everything(self) -> str:
        """All that can be reached from the sitemap, and what stands beside the pages."""
        beside = ("/feed.xml", "/corrections/feed.xml", "/sitemap.xml")
        withdrawn = [path for path in self.tombstones() if path not in self.pages()]
        paths = [*self.pages(), "/", "/search/", *withdrawn, *beside]
        return "\n".join([*map(self.get, dict.fromkeys(paths)), self.search_index()])

    def tombstones(self) -> list[str]:
        html = self.get("/corrections/")
        hrefs = [part.partition('"')[0] for part in html.split('href="')[1:]]
        found = [urljoin("/corrections/", href) for href in hrefs]
        return [path for path in found if path.startswith("/2026") and path.count("/") == 3]
