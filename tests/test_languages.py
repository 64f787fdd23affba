"""What a site says of itself in simplified and traditional Chinese and in English."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from banmian.app.project import Project, load_theme
from banmian.errors import SettingsError
from banmian.search.traditional import SIMPLE
from banmian.theme import wording
from banmian.theme.theme import Theme, read_theme
from edition import ROOT, paper, run

LANGUAGES = ("zh-Hans", "zh-Hant", "en")
SIMPLIFIED_ONLY = set(SIMPLE.values()) - set(SIMPLE) - set("出表同搜面回只彩里系修")
"""Without those that are traditional characters too."""


@pytest.fixture(scope="module")
def base() -> Theme:
    return load_theme(Project(ROOT), "base")


@pytest.mark.parametrize(
    ("language", "speaks"),
    [
        *((one, "zh-Hans") for one in ("zh", "zh-CN", "zh-Hans", "zh-SG", "zh-Hans-HK", "ZH-cn")),
        *(
            (one, "zh-Hant")
            for one in ("zh-Hant", "zh-TW", "zh-HK", "zh-MO", "zh-Hant-CN", "zh-tw")
        ),
        ("en-GB", "en"),
        ("fr", "fr"),
        ("zha", "zha"),
    ],
)
def test_script_and_region_decide(language: str, speaks: str) -> None:
    assert wording.spoken(language) == speaks


def test_each_phrase_is_there_in_each_language_with_its_numbers(base: Theme) -> None:
    said = [base.settings.phrases[language] for language in LANGUAGES]
    assert set(base.settings.phrases) == set(LANGUAGES)
    assert set(said[0]) == set(said[1]) == set(said[2])
    for name, *words in ((name, *(one[name] for one in said)) for name in said[0]):
        assert all(words), name
        fills = [(re.findall(r"%[ds]", word), word.count("|")) for word in words]
        assert fills[0] == fills[1] == fills[2], name


def test_traditional_words_have_no_simplified_character_nor_the_other_way_round(
    base: Theme,
) -> None:
    own = {"reading_script"}  # names each script in its own characters
    for word in (w for name, w in base.settings.phrases["zh-Hant"].items() if name not in own):
        assert not SIMPLIFIED_ONLY.intersection(word), word
    for word in (w for name, w in base.settings.phrases["zh-Hans"].items() if name not in own):
        assert not set(SIMPLE).intersection(word), word


def test_a_word_that_is_lacking_is_that_of_the_nearest_language() -> None:
    toml = """
name = "x"
contract = 2
[phrases.zh]
a = "简"
b = "简"
[phrases.zh-TW]
a = "繁"
[phrases.en]
a = "a"
c = "c"
"""
    theme = read_theme(toml, "theme.toml", dict.fromkeys(_required(), ""), {})
    assert theme.phrases("zh-HK") == {"a": "繁", "b": "简", "c": "c"}
    assert theme.phrases("zh-CN") == {"a": "简", "b": "简", "c": "c"}
    assert theme.phrases("en-GB") == theme.phrases("fr") == {"a": "a", "c": "c"}


def test_a_language_that_stands_twice_is_refused() -> None:
    toml = 'name = "x"\ncontract = 2\n[phrases.zh]\na = "a"\n[phrases.zh-Hans]\na = "a"\n'
    with pytest.raises(SettingsError, match=r"theme\.toml:5: phrases\.zh-Hans"):
        read_theme(toml, "theme.toml", {}, {})


def _required() -> list[str]:
    return list(load_theme(Project(ROOT), "base").plain())


@pytest.mark.browser
def test_an_edition_in_traditional_characters(tmp_path: Path, chromium: Browser) -> None:
    legal = 'language = "zh-TW"\n[legal]\ncn = "CN 11-0001"\n'
    project = paper(tmp_path / "paper", "通訊員冒雨送達\n\n本報訊 六月二十日，通訊員冒雨送達。\n")
    settings = project / "site" / "edition.toml"
    settings.write_text(settings.read_text("utf-8") + legal, "utf-8")
    assert run("import", "--project", project, "--quiet") == 0
    assert run("build", "--project", project, "--quiet") == 0
    public = project / "site" / "public"
    for file in public.rglob("*.html"):
        said = re.sub(r"<[^>]*>", "", file.read_text("utf-8"))
        assert not SIMPLIFIED_ONLY.intersection(said) - set("报"), file  # the paper's own name
    page = chromium.new_page()
    page.goto((public / "index.html").as_uri())
    assert page.locator("html").get_attribute("lang") == "zh-TW"
    menu = page.locator(".navigation li a").all_inner_texts()
    assert menu == ["首頁", "主題", "作者", "歷期", "搜尋"]
    assert page.locator(".bottom .legal").inner_text() == "國內統一連續出版物號 CN 11-0001"
    assert "PingFang TC" in page.evaluate("getComputedStyle(document.body).fontFamily")
    page.close()
