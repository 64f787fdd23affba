"""Every page and list passes the checks of others: Nu HTML checker, axe-core, and standards."""

import json
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Browser, Page
from xmlschema import XMLSchema

from banmian.addresses import file_of
from checkers import axe, java, package
from corpus import corpus_edition
from edition import run
from whole import kinds, whole_sample

SCHEMES = ("light", "dark")
WIDTHS = (320, 1280)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the whole sample."""
    return made(whole_sample(tmp_path_factory.mktemp("whole") / "sample"))


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of five hundred articles."""
    return made(corpus_edition(tmp_path_factory.mktemp("corpus")))


def made(project: Path) -> Path:
    assert run("build", "--project", project, "--quiet") == 0
    return project / "site" / "public"


def nu(*folders: Path) -> list[dict[str, Any]]:
    """What the Nu HTML checker says of all pages in folders, warnings too.

    Of a policy it does not know what a file's own host is; that is seen in a real browser.
    """
    jar = package("vnu-jar", "build/dist/vnu.jar")
    line = [java(), "-jar", jar, "--skip-non-html", "--format", "json", *folders]
    said = subprocess.run(line, capture_output=True, text=True, check=False).stderr
    messages: list[dict[str, Any]] = json.loads(said)["messages"]
    return [one for one in messages if "Content Security Policy" not in one["message"]]


def test_nu_has_nothing_to_say(whole: Path, corpus: Path) -> None:
    assert nu(whole, corpus) == []


def test_nu_would_say_it(whole: Path, tmp_path: Path) -> None:
    page = (whole / "index.html").read_text("utf-8")
    (tmp_path / "index.html").write_text(page.replace("</main>", "<p id=main></main>"), "utf-8")
    assert any("Duplicate ID" in one["message"] for one in nu(tmp_path))


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page()
    yield page
    page.close()


def violations(page: Page) -> dict[str, list[list[str]]]:
    """What axe-core says of a page, light and dark, on a narrow phone and a wide screen."""
    found = {}
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            if said := axe(page):
                found[f"{scheme} {width}"] = said
    return found


@pytest.mark.browser
def test_axe_finds_no_barrier(whole: Path, serve: Callable[[Path], str], page: Page) -> None:
    home = serve(whole)
    for name, address in kinds(whole).items():
        if name != "moved":
            page.goto(home + address)
            assert violations(page) == {}, name


@pytest.mark.browser
def test_axe_finds_no_barrier_where_much_is_listed(
    corpus: Path, serve: Callable[[Path], str], page: Page
) -> None:
    home, small = serve(corpus), {"404.html", "about", "moved", "withdrawn", "search"}
    for name, address in kinds(corpus).items():
        if name not in small:
            page.goto(home + address)
            assert violations(page) == {}, name


@pytest.mark.browser
def test_axe_finds_no_barrier_in_what_opens(
    whole: Path, serve: Callable[[Path], str], page: Page
) -> None:
    home = serve(whole)
    page.goto(home + kinds(whole)["article"])
    page.locator("details.cite summary").click()
    page.locator("details.cite select").wait_for()
    assert violations(page) == {}
    page.get_by_role("button", name="阅读设置").click()
    page.get_by_role("dialog").wait_for()
    assert violations(page) == {}
    page.goto(home + "search/?q=邮政")
    page.locator("#search-results li").first.wait_for()
    assert violations(page) == {}


@pytest.mark.browser
def test_axe_would_find_it(whole: Path, serve: Callable[[Path], str], page: Page) -> None:
    page.goto(serve(whole))
    page.evaluate("document.querySelector('main').append(new Image())")
    assert [one[0] for one in axe(page)] == ["image-alt"]


ATOM, MAPS = "{http://www.w3.org/2005/Atom}", "{http://www.sitemaps.org/schemas/sitemap/0.9}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
W3C_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d))?)?)?")


class Site:
    """A built site and its address: what of the host leads to its files."""

    def __init__(self, public: Path) -> None:
        self.public = public
        home = (public / "index.html").read_text("utf-8")
        self.address = re.findall(r'<link rel="canonical" href="([^"]+)"', home)[0]

    def has(self, url: str) -> bool:
        """Tell whether a whole address of the site is answered."""
        path = unquote(url.partition("#")[0].removeprefix(self.address))
        return url.startswith(self.address) and (self.public / file_of(path)).is_file()


@pytest.fixture(params=["whole", "corpus"])
def site(request: pytest.FixtureRequest) -> Site:
    return Site(request.getfixturevalue(request.param))


def texts(element: ET.Element, tag: str) -> list[str]:
    return [one.text or "" for one in element.findall(tag)]


def check_atom(feed: ET.Element, site: Site) -> None:
    """RFC 4287, 4.1: what a feed and its entries must have, once."""
    author = feed.find(f"{ATOM}author") is not None
    for one in (feed, *feed.findall(f"{ATOM}entry")):
        for tag in ("id", "title", "updated"):
            (said,) = texts(one, ATOM + tag)
            assert said.strip(), tag
        assert MOMENT.fullmatch(texts(one, f"{ATOM}updated")[0])
        links = {
            (link.get("rel", "alternate"), link.get("type")): link
            for link in one.findall(f"{ATOM}link")
        }
        assert len(links) == len(one.findall(f"{ATOM}link"))
        assert all(site.has(link.get("href", "")) for link in links.values())
        assert author or one.find(f"{ATOM}author") is not None
    ids = [texts(entry, f"{ATOM}id")[0] for entry in feed.findall(f"{ATOM}entry")]
    assert len(set(ids)) == len(ids)


def check_sitemap(urls: ET.Element, site: Site) -> set[str]:
    """The protocol of sitemaps.org, 0.9; give the addresses."""
    found = [texts(one, f"{MAPS}loc") for one in urls]
    assert all(len(one) == 1 for one in found)
    places = [one[0] for one in found]
    assert all(map(site.has, places))
    assert len(set(places)) == len(places) <= 50_000
    for one in urls:
        assert all(map(W3C_DATE.fullmatch, texts(one, f"{MAPS}lastmod")))
    return set(places)


def check_opensearch(about: ET.Element, site: Site) -> None:
    """OpenSearch 1.1, draft 6: names and the page that answers."""
    ns = "{http://a9.com/-/spec/opensearch/1.1/}"
    assert 0 < len(texts(about, f"{ns}ShortName")[0]) <= 16
    assert texts(about, f"{ns}Description")[0]
    (page,) = (u for u in about.findall(f"{ns}Url") if u.get("type") == "text/html")
    assert "{searchTerms}" in page.get("template", "")
    assert site.has(page.get("template", "").partition("?")[0])


def test_feeds_sitemaps_and_the_like_are_what_their_standards_say(site: Site) -> None:
    listed: set[str] = set()
    for file in site.public.rglob("*.xml"):
        root = ET.fromstring(file.read_bytes())  # noqa: S314 — our own
        if root.tag == f"{ATOM}feed":
            check_atom(root, site)
        elif root.tag in {f"{MAPS}urlset", f"{MAPS}sitemapindex"}:
            listed |= check_sitemap(root, site)
        else:
            check_opensearch(root, site)
    for file in site.public.rglob("*.json"):
        said = json.loads(file.read_bytes())
        if isinstance(said, dict) and "jsonfeed" in str(said.get("version", "")):
            assert said["title"]
            for item in said["items"]:
                assert item["id"]
                assert site.has(item["url"])
                assert item.get("content_html") or item.get("content_text")
    for file in site.public.rglob("index.html"):
        page = file.read_text("utf-8")
        url = re.findall(r'<link rel="canonical" href="([^"]+)"', page)[0]
        assert url in listed or 'content="noindex"' in page or url.endswith("/search/"), file


def test_sitemaps_hold_to_the_schema_of_sitemaps_org(site: Site) -> None:
    schema = XMLSchema(package("sitemap", "schema/sitemap.xsd"))
    maps = [file for file in site.public.glob("sitemaps/*.xml") if file.name != "news.xml"]
    assert maps
    for file in maps:  # that of the news has elements of another schema
        schema.validate(file)


def linked(page: str) -> list[dict[str, Any]]:
    """Everything that a page says as linked data."""
    said = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    found: list[dict[str, Any]] = []
    for one in map(json.loads, said):
        found += one.get("@graph", [one]) if isinstance(one, dict) else one
    return found


def test_linked_data_says_what_search_engines_ask_for(site: Site) -> None:
    articles = 0
    for file in site.public.rglob("index.html"):
        for one in linked(file.read_text("utf-8")):
            if one["@type"] == "NewsArticle":
                articles += 1
                assert one["headline"].strip()
                assert W3C_DATE.fullmatch(one["datePublished"]), file
                for author in one.get("author", ()):
                    assert author["@type"] in {"Person", "Organization"}
                    assert author["name"].strip()
                assert site.has(one["url"] if "url" in one else one["mainEntityOfPage"])
            elif one["@type"] == "BreadcrumbList":
                steps = one["itemListElement"]
                assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
                assert all(step["name"].strip() for step in steps)
                assert all(site.has(step["item"]) for step in steps[:-1])
    assert articles == sum(
        'content="article"' in file.read_text("utf-8") for file in site.public.rglob("index.html")
    )
