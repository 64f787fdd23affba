"""How an issue is shared and set: its picture, what pages say of themselves, edition days."""

import hashlib
import html
import re
import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from banmian.config.edition import read_edition
from banmian.errors import SettingsError
from banmian.model.cover import Cover
from banmian.model.issue import Day
from banmian.press import share_picture
from banmian.press.fonts import face
from banmian.press.share_picture import WELL_KNOWN, draw
from edition import UNPICTURED, edit, process, run, tree

KNOWN = next(filter(Path.is_file, map(Path, WELL_KNOWN)), None)
needs_a_face = pytest.mark.skipif(
    KNOWN is None, reason="no Chinese font is installed: fonts-noto-cjk"
)
COVER = Cover("a.png", "中国邮政报", "2021年7月1日", "总第1235期", "庆祝大会隆重举行——侧记")


def pictured(project: Path, table: str = "") -> Path:
    edit(project / "site" / "edition.toml", UNPICTURED, f"\n[share]\n{table}\n")
    return project


def set_day(project: Path, issue: str, day: str) -> None:
    edit(
        project / "site" / "content" / issue / "issue.toml",
        'status = "out"',
        f'status = "out"\nday = "{day}"',
    )


def build(project: Path) -> dict[str, bytes]:
    assert run("build", "--project", project, "--quiet") == 0
    return tree(project / "site" / "public")


def metas(page: bytes) -> dict[str, str]:
    """What a page says of itself, by name; nothing may stand twice."""
    found = re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', page.decode())
    said = [
        (name, html.unescape(text))
        for name, text in found
        if not name.startswith(("theme-", "citation_a"))
    ]
    assert len(said) == len(dict(said)), "one stands twice"
    return dict(said)


# ---------------------------------------------------------------- edition days


@pytest.mark.parametrize("day", ["festive", "mourning"])
def test_all_pages_of_a_day_and_the_home_page_are_set_so(sample: Path, day: str) -> None:
    set_day(sample, "2021-06", day)
    pages = {path: page for path, page in build(sample).items() if path.endswith(".html")}
    set_so = {
        path
        for path, page in pages.items()
        if f'<html lang="zh-CN" data-day="{day}">'.encode() in page
    }
    assert set_so == {path for path in pages if path.startswith("2021-06/") or path == "index.html"}


def test_the_home_page_of_a_later_issue_is_as_ever(sample: Path) -> None:
    set_day(sample, "2021-01", "mourning")
    files = build(sample)
    assert b"data-day" not in files["index.html"]
    assert b'data-day="mourning"' in files["2021-01/index.html"]


def test_an_unknown_day_is_named_with_its_line(sample: Path) -> None:
    set_day(sample, "2021-06", "red")
    done = process("build", "--project", sample)
    assert done.returncode == 1
    assert "site/content/2021-06/issue.toml:3: BM309" in done.stdout + done.stderr
    assert "'festive', 'mourning'" in done.stdout + done.stderr


def test_an_import_leaves_the_day(sample: Path) -> None:
    set_day(sample, "2021-06", "festive")
    (sample / "seeds" / "2021-06").mkdir(exist_ok=True)
    (sample / "seeds" / "2021-06" / "02.txt").write_text(
        "会议召开\n\n本报讯 会议昨日召开。\n", "utf-8"
    )
    assert run("import", "--project", sample, "--quiet") == 0
    text = (sample / "site" / "content" / "2021-06" / "issue.toml").read_text("utf-8")
    assert 'day = "festive"' in text
    assert 'label = "02"' in text or 'label = "2"' in text


# ---------------------------------------------------------------- what pages say of themselves


def test_every_page_says_what_it_is(built: Path) -> None:
    for path, page in tree(built).items():
        if path.endswith(".html") and path != "404.html":
            said = metas(page)
            assert said["description"] == said["og:description"], path
            assert 4 < len(said["description"]) <= 120, path
            assert said["og:title"], path


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("2021-06/index.html", r"1版 · 8篇：白山黑水换新天；.*"),
        (
            "index.html",
            r"两块真实报纸版面做成的数字报 · 2021年6月 · 1版 · 8篇：白山黑水换新天；.*…",
        ),
        ("topics/index.html", r".* · 23个主题：集邮文传、.*"),
        ("archive/index.html", r".* · 2021年 · 2期 · 15篇"),
        ("search/index.html", r".* · 全文搜索 · 2021年 · 15篇"),
    ],
)
def test_a_description_is_of_the_editions_own_data(built: Path, path: str, wanted: str) -> None:
    assert re.fullmatch(wanted, metas((built / path).read_bytes())["description"])


# ---------------------------------------------------------------- pictures


def test_without_pictures_no_page_names_one(built: Path) -> None:
    files = tree(built)
    assert not [path for path in files if path.endswith("share.png")]
    assert b"og:image" not in files["index.html"]


@needs_a_face
def test_each_issue_has_a_picture_and_its_pages_name_it(sample: Path) -> None:
    files = build(pictured(sample))
    for path, page in files.items():
        if path.endswith(".html"):
            folder = path.partition("/")[0]
            own = {"index.html": "2021-06/"}.get(path, f"{folder}/" if folder[0] == "2" else "")
            said = metas(page)
            assert said["og:image"] == f"https://youzhengbao.example/{own}share.png", path
            assert said["og:image:alt"].startswith("邮政报数字版（样例）")
            picture = Image.open(BytesIO(files[f"{own}share.png"]))
            size = (int(said["og:image:width"]), int(said["og:image:height"]))
            assert picture.size == size == (1200, 630)
            assert len(files[f"{own}share.png"]) <= 60_000


@needs_a_face
@pytest.mark.parametrize("day", Day)
def test_a_picture_keeps_what_matters_in_the_square_in_the_middle(day: Day) -> None:
    assert KNOWN
    long = "习近平在青海考察时强调 坚持以人民为中心深化改革开放——" * 3
    for headline in ("邮政", COVER.headline, long, "A" * 200, ""):
        cover = Cover("", COVER.name * 3, COVER.date, COVER.number, headline, day)
        content = draw(cover, face(KNOWN, "zh-CN"))
        picture = Image.open(BytesIO(content)).convert("RGB")
        ground = picture.getpixel((0, 0))
        for left in (100, 200, 284, 915, 1000, 1100):  # nothing but the rules goes across
            column = picture.crop((left, 0, left + 1, 630))
            inked = sum(column.getpixel((0, y)) != ground for y in range(630))
            assert inked <= 16
        assert len(content) <= 60_000


@needs_a_face
def test_the_same_cover_gives_the_same_bytes_and_is_set_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert KNOWN
    first = share_picture.share_picture(COVER, face(KNOWN, "zh-CN"), tmp_path)
    assert first == draw(COVER, face(KNOWN, "zh-CN"))
    monkeypatch.setattr(share_picture, "draw", None)
    assert share_picture.share_picture(COVER, face(KNOWN, "zh-CN"), tmp_path) == first
    monkeypatch.undo()
    entry = next(tmp_path.iterdir())
    entry.write_bytes(entry.read_bytes()[:-1])  # a disk that was full
    assert share_picture.share_picture(COVER, face(KNOWN, "zh-CN"), tmp_path) == first


@needs_a_face
def test_a_picture_changes_with_what_it_says_and_with_nothing_else(sample: Path) -> None:
    project = pictured(sample)
    before = build(project)
    article = next((project / "site" / "content" / "2021-06").glob("*bai-shan-hei-shui*.md"))
    edit(article, 'headline = "白山黑水换新天"', 'headline = "白山黑水又一春"')
    after = build(project)
    changed = {path for path in before if before[path] != after.get(path) and path.endswith(".png")}
    assert changed == {"2021-06/share.png"}
    whole = {hashlib.sha256(content).digest() for content in build_anew(project).values()}
    assert {hashlib.sha256(content).digest() for content in after.values()} == whole


def build_anew(project: Path) -> dict[str, bytes]:
    shutil.rmtree(project / "site" / ".banmian")
    shutil.rmtree(project / "site" / "public")
    return build(project)


def test_without_a_font_there_is_a_note_and_no_picture(
    sample: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("banmian.app.fonts.WELL_KNOWN", ())
    assert run("build", "--project", pictured(sample), "--lang", "en", "--strict") == 1  # by others
    said = capsys.readouterr()
    assert said.out.count("BM411 note") + said.err.count("BM411 note") == 1
    assert "fonts-noto-cjk" in said.out + said.err


@pytest.mark.parametrize("font", ["../a.otf", "/a.otf", "a.txt", "a//b.ttf", ".hidden/../a.otf"])
def test_a_font_is_a_file_below_the_site(font: str) -> None:
    text = f'title = "报"\naddress = "https://paper.example/"\n[share]\nfont = "{font}"\n'
    with pytest.raises(SettingsError, match=r"site/edition.toml:4: font"):
        read_edition(text, "site/edition.toml")


@pytest.mark.parametrize("content", [None, b"no font"])
def test_a_font_that_cannot_be_opened_is_named(sample: Path, content: bytes | None) -> None:
    project = pictured(sample, 'font = "fonts/a.otf"')
    if content:
        (project / "site" / "fonts").mkdir()
        (project / "site" / "fonts" / "a.otf").write_bytes(content)
    done = process("build", "--project", project)
    assert done.returncode == 2
    assert "font: site/fonts/a.otf cannot be opened" in done.stderr


@needs_a_face
def test_a_font_of_the_projects_own_is_used(sample: Path) -> None:
    assert KNOWN
    project = pictured(sample, 'font = "fonts/a.ttc"')
    (project / "site" / "fonts").mkdir()
    (project / "site" / "fonts" / "a.ttc").symlink_to(KNOWN)
    assert process("build", "--project", project).returncode == 2  # a link leads out of it
    (project / "site" / "fonts" / "a.ttc").unlink()
    (project / "site" / "fonts" / "a.ttc").write_bytes(KNOWN.read_bytes())
    assert "2021-06/share.png" in build(project)


# ---------------------------------------------------------------- a face for headlines


def faced(project: Path, more: str = "") -> Path:
    assert KNOWN
    settings = project / "site" / "edition.toml"
    table = f'\n[headline_face]\nfont = "fonts/a{KNOWN.suffix}"\n{more}\n'
    settings.write_text(settings.read_text("utf-8") + table, "utf-8")
    (project / "site" / "fonts").mkdir()
    (project / "site" / "fonts" / f"a{KNOWN.suffix}").write_bytes(KNOWN.read_bytes())
    return project


@needs_a_face
def test_an_issue_carries_the_characters_of_its_headlines_and_no_more(sample: Path) -> None:
    ttlib = pytest.importorskip("fontTools.ttLib")
    files = build(faced(sample))
    fonts = [path for path in files if path.endswith(".woff2")]
    assert sorted(path.partition("/")[0] for path in fonts) == ["2021-01", "2021-06"]
    (newest,) = (path for path in fonts if path.startswith("2021-06/"))
    font = ttlib.TTFont(BytesIO(files[newest]))
    held = {chr(code) for code in font.getBestCmap()}
    assert set("聆听“初心”的声音") <= held
    assert "龘" not in held
    assert len(files[newest]) <= 60_000
    assert font["name"].getDebugName(13)  # the licence
    assert not font["name"].getDebugName(4)
    style = newest.replace(".woff2", ".css")
    assert newest.rpartition("/")[2].encode() in files[style]
    page = files["2021-06/ling-ting-chu-xin-de-sheng-yin/index.html"].decode()
    assert f'<link rel="stylesheet" href="../{style.partition("/")[2]}">' in page
    assert f'<link rel="stylesheet" href="{style}">' in files["index.html"].decode()
    assert b"headlines-" not in files["topics/index.html"]
    assert b"font-src 'self'" in files["index.html"]
    assert build_anew(sample) == files


@needs_a_face
def test_a_face_that_weighs_too_much_is_left_out_and_named(sample: Path) -> None:
    pytest.importorskip("fontTools")
    done = process("build", "--project", faced(sample, "budget = 1"))
    assert done.returncode == 0
    assert "site/content/2021-06/issue.toml: BM412 warning" in done.stdout + done.stderr
    files = tree(sample / "site" / "public")
    assert not [path for path in files if "headlines-" in path]
    assert b"headlines-" not in files["index.html"]


def test_a_face_needs_what_makes_it(
    sample: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = sample / "site" / "edition.toml"
    table = '\n[headline_face]\nfont = "fonts/a.otf"\n'
    settings.write_text(settings.read_text("utf-8") + table, "utf-8")
    monkeypatch.setattr("banmian.app.fonts.find_spec", lambda name: None)
    assert run("build", "--project", sample, "--quiet") == 2
    assert "banmian[faces]" in capsys.readouterr().err


@pytest.mark.browser
@needs_a_face
def test_headlines_are_set_in_it_under_the_pages_own_policy(
    sample: Path, chromium: Browser, serve: Callable[[Path], str]
) -> None:
    pytest.importorskip("fontTools")
    build(faced(sample))
    page = chromium.new_page(base_url=serve(sample / "site" / "public"))
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text))
    for address in ("", "2021-06/", "2021-06/ling-ting-chu-xin-de-sheng-yin/"):
        page.goto(address, wait_until="networkidle")
        loaded = page.evaluate("Array.from(document.fonts, font => font.family + font.status)")
        assert loaded == ["Headlinesloaded"]
    assert wrong == []
    page.close()


COLOURS = """part => ["paper", "ink", "soft", "rule", "red", "glow"].map(
  (name) => getComputedStyle(part).getPropertyValue(`--${name}`).trim())"""


@pytest.mark.browser
def test_a_day_is_seen_in_every_choice_of_colours(
    sample: Path, chromium: Browser, serve: Callable[[Path], str]
) -> None:
    set_day(sample, "2021-06", "festive")
    set_day(sample, "2021-01", "mourning")
    build(sample)
    home = serve(sample / "site" / "public")
    colour = "part => getComputedStyle(part).color"
    for scheme in ("light", "dark"):
        page = chromium.new_page(base_url=home, color_scheme=scheme)
        for chosen in ("", "light", "sepia", "dark"):
            page.goto("2021-01/")
            choose = "chosen => { document.documentElement.dataset.colours = chosen }"
            if chosen:
                page.evaluate(choose, chosen)
            for value in page.locator("html").evaluate(COLOURS):
                parts = re.findall(".." if len(value) == 7 else ".", value[1:])
                assert len(set(parts)) == 1, value
            page.goto("2021-06/")
            if chosen:
                page.evaluate(choose, chosen)
            first, second = (page.locator(".item h3").nth(n).evaluate(colour) for n in (0, 1))
            assert first == page.locator(".top .title").evaluate(colour) != second
        page.close()
