"""The foot of every page: the numbers and lines that the law wants, as links to the registers."""

from pathlib import Path

import pytest

from banmian.config.edition import read_edition
from banmian.errors import SettingsError
from edition import run

LEGAL = """
[legal]
icp = "京ICP备05000000号-1"
police = "京公网安备11010102000001号"
cn = "CN 11-0001"
issn = "1000-0000"
licences = ["互联网新闻信息服务许可证 10120170001", "<script>{{ 7*7 }}</script>"]
rights = "版权归<b>本报</b>所有"
"""
EDITION = 'title = "报"\naddress = "https://paper.example/"\n[legal]\n'


def built_with(project: Path, legal: str, language: str = "zh-CN") -> str:
    settings = project / "site" / "edition.toml"
    text = settings.read_text("utf-8").replace("zh-CN", language)
    settings.write_text(text + legal, "utf-8")
    assert run("build", "--project", project, "--quiet") == 0
    html = (project / "site" / "public" / "topics" / "index.html").read_text("utf-8")
    return html.split('<footer class="bottom">')[1]


def test_numbers_lead_to_their_registers(sample: Path) -> None:
    footer = built_with(sample, LEGAL)
    assert '<a href="https://beian.miit.gov.cn/" rel="noopener">京ICP备05000000号-1</a>' in footer
    assert (
        '<a href="https://beian.mps.gov.cn/#/query/webSearch?code=11010102000001" rel="noopener">'
        "京公网安备11010102000001号</a>"
    ) in footer
    assert "<li>国内统一连续出版物号 CN 11-0001</li>" in footer
    assert "<li>ISSN 1000-0000</li>" in footer
    assert "<li>互联网新闻信息服务许可证 10120170001</li>" in footer


def test_what_stands_there_is_text(sample: Path) -> None:
    footer = built_with(sample, LEGAL)
    assert "版权归&lt;b&gt;本报&lt;/b&gt;所有" in footer
    assert "&lt;script&gt;{{ 7*7 }}&lt;/script&gt;" in footer
    assert "<script" not in footer


def test_an_english_edition_names_a_number_as_it_is(sample: Path) -> None:
    assert "<li>CN 11-0001</li>" in built_with(sample, LEGAL, "en")


def test_without_any_there_is_no_list(sample: Path) -> None:
    footer = built_with(sample, "")
    assert 'class="legal"' not in footer
    assert "beian" not in footer


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('icp = " 京ICP备1号"', ":4: icp"),
        ('rights = "一\\n二"', ":4: rights"),
        ('licences = ["好", ""]', ":4: licences"),
        ('licences = "好"', ":4: Expected `array`"),
        ('police = "京公网安备"', ":4: police"),
        ('ipc = "京ICP备1号"', ":4: unknown key `ipc`"),
    ],
)
def test_wrong_lines_are_named(text: str, says: str) -> None:
    with pytest.raises(SettingsError, match=says):
        read_edition(EDITION + text + "\n", "site/edition.toml")
