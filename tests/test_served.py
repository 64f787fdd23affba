"""The site behind real web servers, told by `banmian headers`, in a folder of its host."""

import http.client
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

import servers
from banmian.app.headers import configuration
from banmian.app.project import Project
from banmian.hosting.lifetimes import cache_control
from banmian.hosting.media_types import content_type
from banmian.hosting.policy import headers
from edition import POLICY, edit, run, tree
from whole import kind, kinds, whole_sample

pytestmark = pytest.mark.browser

OLD = "https://youzhengbao.example/"


class Served(NamedTuple):
    """A site that a server serves at an address, and its files."""

    address: str
    public: Path

    def get(self, path: str, **asked: str) -> tuple[int, http.client.HTTPMessage, bytes]:
        """Ask for what stands at a path below the site's root, or at a whole path of the host."""
        parts = urlsplit(urljoin(self.address, path))
        connection = http.client.HTTPConnection(parts.netloc, timeout=60)
        names = {name.replace("_", "-"): value for name, value in asked.items()}
        connection.request("GET", parts.path, headers=names)
        response = connection.getresponse()
        found = response.status, response.headers, response.read()
        connection.close()
        return found


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def served(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    yield from serving(request.param, tmp_path_factory.mktemp(request.param))


@pytest.fixture(scope="module")
def behind_nginx(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    yield from serving("nginx", tmp_path_factory.mktemp("site"))


def serving(server: str, folder: Path) -> Iterator[Served]:
    """Build the whole sample for a folder of its host, and serve it as the command says."""
    project = whole_sample(folder / "sample")
    settings, public = project / "site" / "edition.toml", project / "site" / "public"
    edit(settings, OLD, "http://127.0.0.1:80/paper/")

    def told(port: int) -> str:
        text = re.sub(r"127\.0\.0\.1:\d+", f"127.0.0.1:{port}", settings.read_text("utf-8"))
        settings.write_text(text, "utf-8")
        return configuration(Project(project), server, str(public))

    process: subprocess.Popen[bytes]
    process, port = getattr(servers, server)(folder, told)
    try:
        assert run("build", "--project", project, "--quiet") == 0
        yield Served(f"http://127.0.0.1:{port}/paper/", public)
    finally:
        servers.stop(process)


@pytest.fixture(params=[True, False], ids=["scripts", "no-scripts"])
def scripts(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def context(chromium: Browser, behind_nginx: Served, scripts: bool) -> Iterator[BrowserContext]:
    """A browser that tells of every word on its console, and of every request to elsewhere."""
    address = behind_nginx.address
    context = chromium.new_context(base_url=address, java_script_enabled=scripts, locale="zh-CN")
    context.grant_permissions(["clipboard-read", "clipboard-write"] if scripts else [])
    wrong: list[str] = []

    def watch(page: Page) -> None:
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.append(said.text))
        page.on("response", lambda got: wrong.append(got.url) if got.status >= 400 else None)

    context.on("page", watch)
    context.on(
        "request",
        lambda asked: None if asked.url.startswith((address, "blob:")) else wrong.append(asked.url),
    )
    yield context
    context.close()
    assert wrong == []


def test_every_file_has_its_type_lifetime_and_headers(served: Served) -> None:
    for path, content in tree(served.public).items():
        if path.startswith("_"):
            continue  # a host's own
        status, said, body = served.get(path.removesuffix("index.html"))
        assert (status, body) == (200, content), path
        assert said["Cache-Control"] == cache_control(path), path
        kind = content_type(path).replace("application/xml", "text/xml")
        got = said.get("Content-Type", "").replace("application/xml", "text/xml")
        if kind != "application/octet-stream":
            assert got.partition(";")[0] == kind.partition(";")[0], path
            assert "charset=utf-8" in got or "charset" not in kind, path
        assert dict(said).items() >= headers(POLICY).items(), path


def test_what_is_not_there_is_told_on_the_site_s_own_page(served: Served) -> None:
    for path in ("nowhere/", "2021-06/nowhere.html", "assets/old/broadsheet.css"):
        status, said, body = served.get(path)
        assert (status, body) == (404, (served.public / "404.html").read_bytes())
        assert "immutable" not in said.get("Cache-Control", "")
        assert said["Content-Type"].startswith("text/html")
        assert dict(said).items() >= headers(POLICY).items(), path


def test_folders_ranges_compression_and_validators(served: Served) -> None:
    for path in ("/paper", "2021-06"):
        status, said, _ = served.get(path)
        assert status in {301, 302, 308}
        assert urlsplit(said["Location"]).path == urljoin("/paper/", path) + "/"
    name = next(served.public.glob("search/*.bin")).relative_to(served.public).as_posix()
    status, said, body = served.get(name, Range="bytes=2-5", Accept_Encoding="gzip")
    assert (status, body) == (206, (served.public / name).read_bytes()[2:6])
    _, said, body = served.get("", Accept_Encoding="gzip")
    assert said["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in said["Vary"]
    _, said, _ = served.get("2021-06/")
    assert served.get("2021-06/", If_None_Match=said["ETag"])[0] == 304


@pytest.mark.parametrize("scripts", [True], indirect=True)
def test_every_kind_of_page_keeps_to_the_policy(
    context: BrowserContext, behind_nginx: Served
) -> None:
    """Nothing on the console, nothing from elsewhere."""
    page = context.new_page()
    for name, address in kinds(behind_nginx.public).items():
        if name != "moved":
            response = page.goto(address)
            assert response
            assert response.headers["content-security-policy"], name


@pytest.mark.parametrize("scripts", [False], indirect=True)
def test_links_lead_to_every_page(context: BrowserContext, behind_nginx: Served) -> None:
    page, seen, waiting = context.new_page(), set(), [behind_nginx.address]
    while waiting:
        address = waiting.pop()
        seen.add(address)
        response = page.goto(address)
        assert response
        assert response.status == 200
        assert page.locator("h1").count() == 1, address
        links = page.locator("a[href]").evaluate_all("all => all.map(a => a.href)")
        places = {link.partition("#")[0] for link in links if link.startswith("http")}
        new = {place for place in places if place.startswith(behind_nginx.address)} - seen
        waiting += sorted(new - set(waiting) - {a for a in new if not a.endswith("/")})
    pages = {
        urljoin(behind_nginx.address, file.relative_to(behind_nginx.public).parent.as_posix() + "/")
        for file in behind_nginx.public.rglob("index.html")
        if kind(file.name, file.read_text("utf-8")) != "moved"
    }
    unused = {address for address in pages - seen if "/topics/" in address}  # of no article
    assert seen == {address.replace("/./", "/") for address in pages} - unused


def test_an_old_address_leads_on(context: BrowserContext, behind_nginx: Served) -> None:
    page = context.new_page()
    page.goto(kinds(behind_nginx.public)["moved"])
    page.wait_for_url(behind_nginx.address + "topics/")


def test_all_text_of_an_article_can_be_read(context: BrowserContext, behind_nginx: Served) -> None:
    page = context.new_page()
    for name in ("article", "withdrawn", "about"):
        page.goto(kinds(behind_nginx.public)[name])
        paragraphs = page.locator("main .body p")
        assert paragraphs.count()
        assert all(paragraphs.nth(n).is_visible() for n in range(paragraphs.count()))


@pytest.mark.parametrize("scripts", [True], indirect=True)
def test_search_citing_and_settings_work(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("search/")
    page.get_by_role("combobox").press_sequentially("援疆")
    found = page.locator("#search-results li").first.get_by_role("link").first
    found.click()
    expect(page.locator("h1")).to_contain_text("援疆")
    expect(page.locator("main mark").first).to_be_visible()
    page.locator("details.cite summary").click()
    page.locator("details.cite").get_by_role("button").first.click()
    expect(page.locator("details.cite").get_by_role("status")).to_have_text("已复制")
    page.get_by_role("button", name="阅读设置").click()
    page.get_by_role("radio", name="特大").check()
    page.get_by_role("radio", name="深色").check()
    page.keyboard.press("Escape")
    expect(page.locator("html")).to_have_attribute("data-size", "larger")


@pytest.mark.parametrize("scripts", [True], indirect=True)
def test_the_policy_holds(context: BrowserContext, served: Served) -> None:
    """A script, a style, a picture that are not the site's own do nothing, and are told of."""
    page = context.browser.new_page() if context.browser else context.new_page()
    said: list[str] = []
    page.on("console", lambda one: said.append(one.text))
    page.goto(served.address)
    page.evaluate(
        """() => {
  document.body.setAttribute("style", "color: red");
  document.body.append(Object.assign(document.createElement("script"), { text: "window.ran = 1" }));
  document.body.append(Object.assign(new Image(), { src: "https://elsewhere.example/a.png" }));
}"""
    )
    assert page.evaluate("window.ran") is None
    for directive in ("style-src", "script-src", "img-src"):
        assert any(directive in one for one in said), directive
    page.close()
