"""An article as a long picture, and the QR code in it, read by a program that others wrote."""

import base64
import io
import itertools
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from playwright.sync_api import Browser, Error, Page, expect

from edition import png

pytestmark = pytest.mark.browser

ARTICLE = "2021-06/lin-shi-you-lu-kai-tong/"


@pytest.fixture(scope="module")
def home(built: Path, serve: Callable[[Path], str]) -> str:
    return serve(built)


@pytest.fixture
def page(chromium: Browser, home: str) -> Iterator[Page]:
    context = chromium.new_context(base_url=home, viewport={"width": 360, "height": 740})
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text))
    yield page
    context.close()
    assert wrong == []


@pytest.fixture(scope="module")
def module(chromium: Browser, home: str, built: Path) -> Iterator[Callable[..., Any]]:
    """Call what a module of the theme exports."""
    assets = next(built.glob("assets/*/qr.js")).parent.relative_to(built).as_posix()
    context = chromium.new_context(base_url=home)
    page = context.new_page()
    page.goto("")

    def call(script: str, given: Any) -> Any:
        return page.evaluate(f"async (given) => {{ {script.replace('ASSETS', assets)} }}", given)

    yield call
    context.close()


def pictures(page: Page) -> list[bytes]:
    """The pictures that the dialog shows once they are made."""
    page.locator("#long-picture").click()
    expect(page.get_by_role("status").last).to_have_text(re.compile("^[长長]按"), timeout=30_000)
    sources: list[str] = page.locator(".long-picture img").evaluate_all(
        "images => images.map((image) => image.src)"
    )
    return [base64.b64decode(source.removeprefix("data:image/png;base64,")) for source in sources]


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGB")


def codes(image: Image.Image) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(image)]


SQUARE = 'const { qr } = await import("/ASSETS/qr.js"); return qr(given);'


@pytest.mark.parametrize(
    "size", [1, 14, 15, 26, 42, 62, 84, 106, 122, 152, 180, 181, 213, 251, 287, 331, 362, 412]
)
def test_a_code_of_any_size_is_read(module: Callable[..., Any], size: int) -> None:
    text = ("https://报.example/" + "x/邮" * 200).encode()[:size].decode(errors="ignore")
    text += "z" * (size - len(text.encode()))
    dark = np.pad(np.array(module(SQUARE, text), dtype=np.uint8), 4)
    found = zxingcpp.read_barcodes(np.kron(255 * (1 - dark), np.ones((4, 4))).astype(np.uint8))
    assert [(one.text, one.ec_level) for one in found] == [(text, "M")]


def test_what_is_too_long_for_a_code_is_said(module: Callable[..., Any]) -> None:
    with pytest.raises(Error, match="too long for a QR code"):
        module(SQUARE, "x" * 413)


LINES = """
  const { typeset } = await import("/ASSETS/typeset.js");
  const measure = (text) => [...text].reduce((sum, c) => sum + (c < "\\u2000" ? 0.5 : 1), 0);
  const [text, width, set] = given;
  return typeset([{ text }], { width, indent: 2, measure, set });
"""
CLOSING, OPENING = "，。、：！）》”", "（《“"


@given(
    text=st.text(alphabet=f"邮政报字一二{CLOSING}{OPENING}a1 —…\n", min_size=1, max_size=80),
    width=st.integers(4, 20),
    how=st.sampled_from(["justified", "left", "right", "balanced"]),
)
def test_lines_keep_every_character_and_their_edges(
    module: Callable[..., Any], text: str, width: int, how: str
) -> None:
    lines = module(LINES, [text, width, how])
    said = ["".join(token["text"] for token in line) for line in lines]
    assert re.sub(r"\s", "", "".join(said)) == re.sub(r"\s", "", text)
    for line in lines:
        for one, other in itertools.pairwise(line):
            assert one["x"] < other["x"]
        if not set(text) & set(CLOSING + OPENING):  # a long run of marks has nowhere else to go
            assert not line or line[-1]["x"] + line[-1]["width"] <= width + 1e-6


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("一二三四五六，七", 8, ["一二三四五", "六，七"]),
        ("一二三四五（六）七", 8, ["一二三四五", "（六）七"]),
        ("一二三四五六七八九十一二三四五", 8, ["一二三四五六", "七八九十一二三", "四五"]),
        ("一二三四五2021年", 8, ["一二三四五", "2021年"]),
        ("一二三四五——六七", 8, ["一二三四五", "——六七"]),
        ("一二\n三", 8, ["一二", "三"]),
    ],
)
def test_lines_break_as_chinese_does(
    module: Callable[..., Any], text: str, width: int, lines: list[str]
) -> None:
    said = [
        "".join(one["text"] for one in line) for line in module(LINES, [text, width, "justified"])
    ]
    assert said == lines


def test_an_article_becomes_a_picture_whose_code_leads_to_it(page: Page) -> None:
    page.goto(ARTICLE)
    (content,) = pictures(page)
    image = opened(content)
    assert image.width == 1080
    assert codes(image) == [page.locator("link[rel=canonical]").get_attribute("href")]
    with page.expect_download() as download:
        page.get_by_role("link", name="下载").click()
    assert download.value.suggested_filename == "临时邮路开通 1.png"
    assert Path(download.value.path()).read_bytes() == content
    page.get_by_role("button", name="完成").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator("#long-picture")).to_be_focused()


def test_a_picture_has_the_characters_that_are_read_but_no_pinyin(page: Page) -> None:
    def with_(**choices: str) -> bytes:
        page.goto(ARTICLE)
        page.evaluate("kept => localStorage.setItem('reading', JSON.stringify(kept))", choices)
        page.reload()
        if "pinyin" in choices:
            expect(page.locator("h1 ruby").first).to_be_visible()
        if "script" in choices:
            expect(page.locator("html")).to_have_attribute("lang", "zh-Hant")
        (content,) = pictures(page)
        return content

    plain = with_()
    assert with_(pinyin="shown") == plain
    assert with_(colours="dark", size="largest") == plain
    assert with_(script="hant") != plain


def test_a_long_article_becomes_several_pictures_with_its_own_pictures(page: Page) -> None:
    page.route("**/red.png", lambda route: route.fulfill(body=png("red"), content_type="image/png"))
    page.goto(ARTICLE)
    page.evaluate(
        """() => {
          const body = document.querySelector(".body");
          const p = body.querySelector("p:not(.jump)");
          for (let n = 0; n < 30; n += 1) body.append(p.cloneNode(true));
          const figure = document.createElement("figure");
          figure.append(Object.assign(new Image(64, 64), { src: "/red.png" }));
          body.append(figure);
        }"""
    )
    made = [opened(content) for content in pictures(page)]
    assert len(made) > 1
    for image in made:
        assert image.height <= 16_384
        assert image.width * image.height <= 16_777_216
        assert len(codes(image)) == 1
    assert (255, 0, 0) in {colour for _, colour in made[-1].getcolors(1 << 24) or []}


def test_without_javascript_there_is_no_button(chromium: Browser, home: str) -> None:
    context = chromium.new_context(base_url=home, java_script_enabled=False)
    page = context.new_page()
    page.goto(ARTICLE)
    expect(page.locator("#long-picture")).to_be_hidden()
    context.close()


def test_where_no_picture_can_be_made_it_is_said(chromium: Browser, home: str) -> None:
    context = chromium.new_context(base_url=home)
    context.add_init_script("HTMLCanvasElement.prototype.toBlob = (give) => give(null)")
    page = context.new_page()
    page.goto(ARTICLE)
    page.locator("#long-picture").click()
    expect(page.get_by_role("dialog", name="长图")).to_contain_text("没有做成")
    context.close()
