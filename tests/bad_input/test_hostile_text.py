"""Text that wants to be script, markup or template, wherever a text can stand: it stays text."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from banmian.content import article_file
from banmian.model.article import (
    Article,
    Contributor,
    Direction,
    EditorsNote,
    Figure,
    Genre,
    Jump,
    Markup,
    Paragraph,
    Placement,
    SectionHead,
    Table,
    Verse,
)
from banmian.model.ids import ArticleId
from edition import PAGE, paper, png, run

TEXTS = {
    "script": "<script>alert(1)</script>",
    "onerror": "<img src=x onerror=alert(1)>",
    "quote": '"><svg/onload=alert(1)>',
    "javascript": "javascript:alert(1)",
    "data": "data:text/html,<script>alert(1)</script>",
    "variable": "{{ 7*7 }}",
    "include": "{% include '/etc/passwd' %}",
    "entity": "&lt;b&gt; &#x41; ]]> <!-- --> </title></textarea>",
}
ISSUE = "2021-06-24"

pytestmark = pytest.mark.browser


def article(name: str, text: str) -> Article:
    """Give an article that has a text in every field and every block."""
    return Article(
        id=ArticleId(f"{name}99"[:32]),
        slug=name,
        genre=Genre.NEWS,
        placements=(Placement("1", 50),),
        kicker=text,
        headline=text,
        deck=text,
        column=text,
        byline=text,
        authors=(Contributor(text),),
        source=text,
        jumps=(Jump(Direction.TO, "9", text), Jump(Direction.FROM, "8", text)),
        topics=(text, f"未列入 {text}"),
        body=(
            Paragraph(text),
            SectionHead(text),
            EditorsNote(text, (text, text)),
            Figure("a.png", text, text, text.replace('"', "”")),
            Figure("", "", text, ""),
            Table((text, text), ((text, text),)),
            Verse((text, "", text)),
        ),
    )


def raw(name: str, text: str) -> Article:
    """Give an article where it stands in an editor's own Markdown, as link, picture and note."""
    source = (
        f"**{text}**\n\n- {text}\n\n[链接]({text}) ![图]({text}) <{text}> [甲][乙]\n\n"
        f"[乙]: {text}\n\n注[^1]\n\n[^1]: {text}\n\n```\n{text}\n```\n\n    {text}"
    )
    return Article(
        id=ArticleId(f"raw{name}"[:32]),
        slug=f"raw-{name}",
        genre=Genre.NEWS,
        placements=(Placement("1", 60),),
        headline=f"原样 {name}",
        body=(Markup(source),),
    )


def value(text: str) -> str:
    """Write a text as TOML can hold it: as JSON does."""
    return json.dumps(text, ensure_ascii=False)


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of an edition in which every text is hostile."""
    script = TEXTS["script"]
    settings = "".join(
        f"{key} = {value(text)}\n"
        for key, text in zip(
            ("subtitle", "publisher", "notice"), list(TEXTS.values())[1:4], strict=True
        )
    )
    settings += f"[newspaper]\nname = {value(script)}\ncollectives = [{value(TEXTS['onerror'])}]\n"
    for name, text in TEXTS.items():
        settings += f'[[topics]]\nname = {value(text)}\nslug = "{name}"\nstrong = ["邮政"]\n'
    page = PAGE.replace("全市邮政工作会议召开", f"全市邮政{script}会议").replace(
        "王小明", "王<b>明"
    )
    folder = paper(tmp_path_factory.mktemp("hostile"), page, settings=settings)
    toml = folder / "site" / "edition.toml"
    toml.write_text(toml.read_text("utf-8").replace('"报"', value(script), 1), "utf-8")
    assert run("import", "--project", folder, "--quiet") == 0
    issue = folder / "site" / "content" / ISSUE
    assert any(script in file.read_text("utf-8") for file in issue.glob("*.md"))
    (issue / "issue.toml").write_text(
        f'date = "{ISSUE}"\nnumber = {value(script)}\nname = {value(script)}\n'
        f'[[pages]]\nlabel = "1"\nname = {value(TEXTS["onerror"])}\n',
        "utf-8",
    )
    (issue / "images").mkdir()
    (issue / "images" / "a.png").write_bytes(png())
    for name, text in TEXTS.items():
        for one in (article(name, text), raw(name, text)):
            (issue / f"{one.slug}.md").write_text(article_file.write(one), "utf-8")
    assert run("build", "--project", folder, "--quiet") == 0
    return folder / "site" / "public"


@pytest.fixture
def page(chromium: Browser, serve: Callable[[Path], str], public: Path) -> Iterator[Page]:
    """A page on which no dialog may open, no error be said, and no stranger be asked."""
    home = serve(public)
    context = chromium.new_context(base_url=home)
    page = context.new_page()
    wrong: list[str] = []

    def dialog(opened: Dialog) -> None:
        wrong.append(f"dialog {opened.message}")
        opened.dismiss()

    page.on("dialog", dialog)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on(
        "request", lambda asked: None if asked.url.startswith(home) else wrong.append(asked.url)
    )
    yield page
    context.close()
    assert wrong == []


def test_every_page_opens_and_nothing_of_it_runs(page: Page, public: Path) -> None:
    files = sorted(public.rglob("*.html"))
    assert len(files) > 3 * len(TEXTS)
    for file in files:
        page.goto("/" + file.relative_to(public).as_posix())
        expect(page.locator("h1")).to_have_count(1)
        links = page.locator("a, img, form")
        for name in ("href", "src", "action"):
            ways = links.evaluate_all(f"all => all.map(one => one.getAttribute('{name}') || '')")
            assert not [way for way in ways if way.lower().startswith(("javascript:", "data:"))]


@pytest.mark.parametrize("name", TEXTS)
def test_an_article_shows_every_text_as_it_was_written(page: Page, name: str) -> None:
    text = TEXTS[name]
    page.goto(f"/{ISSUE}/{name}/")
    expect(page.locator("h1")).to_have_text(text)
    shown = page.locator("main").inner_text()
    heads = ("kicker", "headline", "deck", "column", "byline", "source", "topic")
    blocks = ("p", "h2", "note", "note", "note", "caption", "credit", "caption")
    cells = ("head", "head", "cell", "cell", "verse", "verse")
    least = len([*heads, *blocks, *cells]) - ('"' in text)
    assert shown.count(text) >= least, shown
    assert page.locator("img").get_attribute("alt") == text
    page.goto(f"/{ISSUE}/raw-{name}/")
    assert page.locator("main").inner_text().count(text) >= 2  # the two blocks of code


def test_settings_issue_and_page_show_theirs(page: Page) -> None:
    page.goto("/")
    everything = page.locator("body").inner_text()
    for name in ("script", "onerror", "quote", "javascript"):
        assert TEXTS[name] in everything
    page.goto(f"/{ISSUE}/p/1/")
    expect(page.locator("main")).to_contain_text(TEXTS["onerror"])
    for name, text in TEXTS.items():
        page.goto(f"/topics/{name}/")
        expect(page.locator("h1")).to_contain_text(text)


@pytest.mark.parametrize("name", TEXTS)
def test_search_finds_and_shows_it(page: Page, name: str) -> None:
    page.goto("/search/")
    page.get_by_role("combobox").fill(TEXTS[name].replace(" -->", ""))  # - would leave it out
    expect(page.locator("#search-results li").first).to_be_visible()
    expect(page.locator("#search-results mark").first).to_be_visible()
