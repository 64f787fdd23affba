"""The theme at the end of docs/themes.md: written as it stands there, checked, built, looked at."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from banmian.app import themes
from banmian.app.project import Project
from edition import ROOT, edit, run, tree

GUIDE = (ROOT / "docs" / "themes.md").read_text("utf-8")
FILE = re.compile(r"^`(themes/post/[^`]+)`\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILES = dict(FILE.findall(GUIDE.split("## A whole theme", 1)[1]))


@pytest.fixture
def project(sample: Path) -> Path:
    for name, text in FILES.items():
        (sample / name).parent.mkdir(parents=True, exist_ok=True)
        (sample / name).write_text(text, "utf-8")
    edit(sample / "site" / "edition.toml", '"broadsheet"', '"post"')
    return sample


def test_it_has_thirty_lines_at_most() -> None:
    assert len(FILES) == 4
    assert sum(text.count("\n") for text in FILES.values()) <= 30


def test_nothing_is_wrong_in_it(project: Path) -> None:
    assert themes.check(Project(project), "post").diagnostics == ()
    assert run("theme", "check", "--strict", "--project", project, "--quiet") == 0


@pytest.mark.browser
@pytest.mark.parametrize(("scheme", "accent"), [("light", "0, 97, 63"), ("dark", "127, 208, 168")])
def test_the_site_has_its_look_and_what_base_does(
    project: Path, serve: Callable[[Path], str], chromium: Browser, scheme: str, accent: str
) -> None:
    assert run("build", "--project", project, "--quiet") == 0
    page = chromium.new_page(viewport={"width": 1280, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(address := serve(project / "site" / "public"))
    head = page.locator("h1.paper")
    assert head.inner_text() == "邮政报数字版（样例）"
    assert head.evaluate("one => getComputedStyle(one).color") == f"rgb({accent})"
    assert page.locator(".front").first.evaluate("one => getComputedStyle(one).columnCount") == "2"
    assert page.locator(".front .item").count() > 5
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.goto(f"{address}2021-06/lin-shi-you-lu-kai-tong/")
    expect(page.locator("#reading")).to_be_visible()
    page.locator("details.cite summary").click()
    expect(page.locator("details.cite select")).to_be_visible()
    expect(page.locator(".dateline")).to_be_visible()
    assert said == []
    page.close()


def test_the_guide_names_what_there_is() -> None:
    for name in re.findall(r"`(--\w+)`", GUIDE.split("## Pages")[0].split("## Colours")[1]):
        if name not in {"--strict", "--open"}:
            assert f"  {name}:" in (ROOT / "themes/base/assets/base.css").read_text("utf-8")
    examples = [path for path in tree(ROOT / "themes" / "base") if path.endswith(".html")]
    for name in re.findall(r"`(?:around/)?([\w-]+\.html)`", GUIDE):
        assert any(path.endswith(f"/{name}") for path in examples), name
