"""How to cite an article: as GB/T 7714—2025 has newspapers, and in other styles as one asks."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from banmian.compose.citation import cite
from banmian.config.edition import Edition
from banmian.config.profile import Profile
from banmian.content.cards import article_card
from banmian.model.article import Article, Contributor, ContributorType, Genre, Paragraph, Placement
from banmian.model.card import Card
from banmian.model.dates import PartialDate
from banmian.model.ids import ArticleId, IssueId
from banmian.model.issue import Page
from banmian.theme.contexts import CitationView

EDITION = Edition("中国邮政报", "https://a.example/", publisher="报社")
URL = "https://a.example/x/"
PAGES = (Page("01", "要闻"), Page("02", "综合", assumed=True))
A_COLLECTIVE = Contributor("仲驿", type=ContributorType.COLLECTIVE)


def cited(headline: str | None, *authors: str | Contributor, **more: Any) -> CitationView:
    """Cite an article of the issue of June 2021, on its second page."""
    places = more.pop("places", ("02",))
    issue = Card(IssueId("2021-06"), more.pop("date", PartialDate(2021, 6)), "1234", "", PAGES, ())
    article = Article(
        ArticleId("abcd1234"),
        "x",
        Genre.NEWS,
        tuple(Placement(label, 1) for label in places),
        headline=headline,
        authors=tuple(one if isinstance(one, Contributor) else Contributor(one) for one in authors),
        body=(Paragraph("静安区邮政分公司开展主题活动，气氛热烈。"),),
        **more,
    )
    return cite(article, article_card(article, Profile()), issue, EDITION, URL)


def csl(view: CitationView) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(view.csl)
    return data


ON = f"[N/OL]. 中国邮政报，2021-06（[2]）. {URL}"


@pytest.mark.parametrize(
    ("view", "text"),
    [
        (cited("集团公司召开座谈会", A_COLLECTIVE), f"仲驿. 集团公司召开座谈会{ON}"),
        (
            cited("87小时，保费突破30亿元！", "肖芳", deck="——湖北武汉市分公司“开门红”战役告捷"),
            f"肖芳. 87小时，保费突破30亿元！：湖北武汉市分公司“开门红”战役告捷{ON}",
        ),
        (cited("临时邮路开通", "管金威", "亢俊杰"), f"管金威，亢俊杰. 临时邮路开通{ON}"),
        (cited(None, "胡艳"), f"胡艳. [静安区邮政分公司开展主题活动，气氛热烈]{ON}"),
        (
            cited("“微车管所”开通上线", "段娟", kicker="玉溪市分公司"),
            f"段娟. 玉溪市分公司“微车管所”开通上线{ON}",
        ),
        (cited("甲", "一一", "二二", "三三", "四四"), f"一一，二二，三三，等. 甲{ON}"),
        (cited("甲"), f"甲{ON}"),
        (cited("甲", column="科技大观"), f"甲（科技大观）{ON}"),
        (
            cited("甲", places=("01", "02"), date=PartialDate(2021, 6, 24)),
            f"甲[N/OL]. 中国邮政报，2021-06-24（1，[2]）. {URL}",
        ),
    ],
)
def test_the_reference_is_the_standard_s(view: CitationView, text: str) -> None:
    """The forms of its test set; square brackets around what the editor supplied."""
    assert view.text == text


def test_csl_json_says_what_is_known() -> None:
    view = cited("甲", "欧阳修", "张三", "阿依古丽·买买提", A_COLLECTIVE, places=("01", "02"))
    assert csl(view) == {
        "id": "abcd1234",
        "type": "article-newspaper",
        "title": "甲",
        "author": [
            {"family": "欧阳", "given": "修"},
            {"family": "张", "given": "三"},
            {"literal": "阿依古丽·买买提"},
            {"literal": "仲驿"},
        ],
        "container-title": "中国邮政报",
        "issued": {"date-parts": [[2021, 6]]},
        "page": "1, 2",
        "number": "1234",
        "publisher": "报社",
        "language": "zh-CN",
        "URL": URL,
        "custom": {"pages": "1, [2]"},
    }
    assert view.pages == "1, 2"


def test_no_title_is_markup() -> None:
    view = cited("</script><!-- <b>")
    assert "<" not in view.csl
    assert csl(view)["title"] == "</script><!-- <b>"


OPEN = """async () => {
  const box = document.querySelector("details.cite");
  const said = {};
  for (const option of box.querySelectorAll("option")) {
    const select = box.querySelector("select");
    select.value = option.value;
    select.dispatchEvent(new Event("change"));
    said[option.text] = box.querySelector(".reference").textContent;
    said[option.text + " file"] = await (await fetch(box.querySelector("a").href)).text();
  }
  return said;
}"""


@pytest.mark.browser
def test_a_reader_copies_a_citation_in_the_style_they_want(
    built: Path, serve: Callable[[Path], str], chromium: Browser
) -> None:
    context = chromium.new_context(base_url=serve(built), bypass_csp=True)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(next(built.glob("2021-01/87-*/")).relative_to(built).as_posix() + "/")
    box = page.locator("details.cite")
    expect(box.get_by_role("combobox")).to_be_hidden()
    page.keyboard.press("End")
    box.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(box.get_by_role("combobox")).to_be_visible()
    said = page.evaluate(OPEN)
    assert list(said)[::2] == [
        *("GB/T 7714—2025", "GB/T 7714—2015", "Chicago", "BibTeX", "RIS", "CSL-JSON")
    ]
    assert all(said[name] == said[f"{name} file"] for name in list(said)[::2])
    url = page.evaluate("document.querySelector('link[rel=canonical]').href")
    paper = "邮政报数字版（样例）"
    heads = "87小时，保费突破30亿元！：湖北武汉市分公司“开门红”战役告捷"
    assert said["GB/T 7714—2025"] == f"肖芳. {heads}[N/OL]. {paper}，2021-01（[2]）. {url}"
    assert re.fullmatch(
        re.escape(f"肖芳. {heads}[N/OL]. {paper}, 2021-01([2])[") + r"\d{4}-\d\d-\d\d\]\. .*",
        said["GB/T 7714—2015"],
    )
    assert said["Chicago"] == f"肖芳. “{heads}.” {paper}, January 2021. {url}."
    assert f"  title = {{{{{heads}}}}},\n" in said["BibTeX"]
    assert "  author = {肖, 芳},\n" in said["BibTeX"]
    assert "DA  - 2021/01//\r\n" in said["RIS"]
    assert said["RIS"].endswith("ER  - \r\n")
    assert json.loads(said["CSL-JSON"])[0]["type"] == "article-newspaper"

    box.get_by_role("combobox").select_option("BibTeX")
    box.get_by_role("button").press("Enter")
    expect(box.get_by_role("status")).to_have_text("已复制")
    assert page.evaluate("navigator.clipboard.readText()") == said["BibTeX"]
    context.close()


@pytest.mark.browser
def test_without_javascript_the_standard_s_reference_is_there(
    built: Path, serve: Callable[[Path], str], chromium: Browser
) -> None:
    context = chromium.new_context(base_url=serve(built), java_script_enabled=False)
    page = context.new_page()
    page.goto(next(built.glob("2021-01/87-*/")).relative_to(built).as_posix() + "/")
    page.locator("details.cite summary").click()
    expect(page.locator(".reference")).to_contain_text("肖芳. 87小时")
    context.close()
