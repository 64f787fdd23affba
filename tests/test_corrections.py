"""What becomes of an article after it came out: corrections, withdrawal, drafts; linked data."""

import html
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Browser

from banmian.app.project import Project, load_edition
from banmian.compose.linked_data import as_script, news_article
from banmian.config.edition import Edition, Topic
from banmian.content import article_file
from banmian.content.plain_text import body_lines
from banmian.model.article import Article, Contributor, ContributorType, Genre, Placement
from banmian.model.card import Card
from banmian.model.correction import Correction
from banmian.model.dates import PartialDate
from banmian.model.ids import ArticleId, IssueId
from banmian.model.issue import Page as PrintedPage
from edition import ROOT, edit, indexed, png, previewed, run, sitemaps, suggested, tree

ATOM = "{http://www.w3.org/2005/Atom}"
GONE = 'status = "withdrawn"\nwithdrawal = { date = "2026-11-22", reason = "应作者要求。" }\n'
JUNE = "2021-06/1-lin-shi-you-lu-kai-tong.md"
JANUARY = "2021-01/2-87-xiao-shi-bao-fei-tu-po-30-yi-yuan.md"
WITHDRAWN = [
    JUNE,
    JANUARY,
    "2021-01/2-jing-you-lian-he-xuan-chuan-jiao-tong-an-quan.md",
    "2021-06/1-ri-qian-ji-tuan-gong-si-dui-quan-guo-you-zheng-dai-li-jin.md",
    "2021-06/1-bai-shan-hei-shui-huan-xin-tian.md",
]
NOTICE = """\
+++
id = "notice1"
headline = "关于一篇报道的更正"
genre = "correction"
placements = [{{ page = "1", position = 1 }}]
corrects = [{corrects}]
slug = "geng-zheng"
+++

该报道的标题有误。
"""


def content(project: Path, name: str) -> Path:
    return project / "site" / "content" / name


def add(file: Path, keys: str) -> None:
    """Add keys to an article's front matter."""
    file.write_text(file.read_text("utf-8").replace("slug = ", f"{keys}slug = ", 1), "utf-8")


def article_of(file: Path) -> Article:
    article = article_file.read(file.read_text("utf-8"), file.name).article
    assert article
    return article


def add_notice(project: Path, *ids: str) -> Path:
    """Add an issue with a notice that corrects these articles."""
    issue = content(project, "2021-07")
    issue.mkdir()
    (issue / "issue.toml").write_text('date = "2021-07-01"\n\n[[pages]]\nlabel = "1"\n', "utf-8")
    corrects = ", ".join(json.dumps(one) for one in ids)
    (issue / "notice.md").write_text(NOTICE.format(corrects=corrects), "utf-8")
    return issue / "notice.md"


def build(project: Path) -> dict[str, bytes]:
    assert run("build", "--project", project, "--quiet") == 0
    return tree(project / "site" / "public")


def page(files: dict[str, bytes], address: str) -> str:
    return files[f"{address}index.html"].decode()


def words(source: str) -> str:
    """What a reader sees of a page, without white space."""
    main = source.split("<main")[1].split("</main>", maxsplit=1)[0]
    return "".join(html.unescape(re.sub(r"<[^>]*>", "", main)).split())


def linked(source: str) -> dict[str, Any]:
    """The linked data of an article, as a browser's parser finds it."""
    article: dict[str, Any] = described(source)[0]
    return article


def described(source: str) -> Any:
    """All linked data of a page."""

    class Scripts(HTMLParser):
        inside = False
        found: list[str]

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.inside = tag == "script" and ("type", "application/ld+json") in attrs
            if self.inside:
                self.found.append("")

        def handle_endtag(self, tag: str) -> None:
            self.inside = self.inside and tag != "script"

        def handle_data(self, data: str) -> None:
            if self.inside:
                self.found[-1] += data

    scripts = Scripts()
    scripts.found = []
    scripts.feed(source)
    scripts.close()
    (only,) = scripts.found
    return json.loads(only)


# ---- Corrections ----


def test_an_articles_corrections_stand_before_its_text_newest_first(sample: Path) -> None:
    add(
        content(sample, JUNE),
        'corrections = [{ date = "2021-07-02", note = "先前<b>的更正。" }, '
        '{ date = "2026-11-22", note = "后来的更正。" }]\n',
    )
    files = build(sample)
    address = "2021-06/lin-shi-you-lu-kai-tong/"
    shown = words(page(files, address))
    order = (
        "亢俊杰",
        "更正",
        "2026年11月22日后来的更正。",
        "2021年7月2日先前<b>的更正。",
        "本报讯6月",
    )
    places = [shown.index(one) for one in order]
    assert places == sorted(places)
    assert linked(page(files, address))["correction"] == [
        {"@type": "CorrectionComment", "text": "先前<b>的更正。", "datePublished": "2021-07-02"},
        {"@type": "CorrectionComment", "text": "后来的更正。", "datePublished": "2026-11-22"},
    ]
    assert "后来的更正。" in [line for one in indexed(files) for line in one.lines]


def test_a_notice_and_what_it_corrects_lead_to_each_other(sample: Path) -> None:
    add_notice(sample, article_of(content(sample, JANUARY)).id)
    files = build(sample)
    notice = page(files, "2021-07/geng-zheng/")
    target = page(files, "2021-01/87-xiao-shi-bao-fei-tu-po-30-yi-yuan/")
    assert "更正：87小时，保费突破30亿元！，2021年1月·第2版推定" in words(notice)
    assert 'href="../../2021-01/87-xiao-shi-bao-fei-tu-po-30-yi-yuan/"' in notice
    assert "见更正：关于一篇报道的更正，2021年7月1日·第1版" in words(target)
    assert 'href="../../2021-07/geng-zheng/"' in target
    (comment,) = linked(target)["correction"]
    assert comment["datePublished"] == "2021-07-01"
    assert comment["url"].endswith("/2021-07/geng-zheng/")


def test_import_leaves_what_an_editor_wrote_of_an_article(sample: Path) -> None:
    file = content(sample, JUNE)
    add(file, GONE)
    before = tree(sample)
    assert run("import", "--project", sample, "--quiet") == 0
    assert file.read_bytes() == before[f"site/content/{JUNE}"]


def test_the_page_of_corrections_is_there_without_any(built: Path) -> None:
    files = tree(built)
    assert "暂无更正。" in words(page(files, "corrections/"))
    assert "corrections/" in sitemaps(files)
    for name, source in files.items():
        if name.endswith(".html"):
            footer = source.decode().split("<footer")[-1]
            assert 'corrections/">更正</a>' in footer or name == "corrections/index.html"
    feed = ET.fromstring(files["corrections/feed.xml"])  # noqa: S314 — our own file
    assert feed.findall(f"{ATOM}entry") == []
    assert feed.findtext(f"{ATOM}updated") == "2021-06-01T00:00:00+08:00"


def test_all_corrections_and_withdrawals_are_listed_newest_first(sample: Path) -> None:
    add(content(sample, JUNE), 'corrections = [{ date = "2021-08-05", note = "件数有误。" }]\n')
    gone = content(sample, "2021-06/1-ling-ting-chu-xin-de-sheng-yin.md")
    add(gone, GONE)
    add_notice(sample, article_of(content(sample, JANUARY)).id, article_of(gone).id)
    files = build(sample)
    shown = words(page(files, "corrections/"))
    order = (
        "稿件已撤回撤回于2026年11月22日原载2021年6月·第1版推定应作者要求。",
        "临时邮路开通更正于2021年8月5日原载2021年6月·第1版推定件数有误。",
        "87小时，保费突破30亿元！更正于2021年7月1日原载2021年1月·第2版推定见更正：关于一篇报道的更正",
        "稿件已撤回更正于2021年7月1日原载2021年6月·第1版推定见更正：关于一篇报道的更正",
    )
    places = [shown.index(one) for one in order]
    assert places == sorted(places)
    feed = ET.fromstring(files["corrections/feed.xml"])  # noqa: S314 — our own file
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}updated") for entry in entries] == [
        "2026-11-22T00:00:00+08:00",
        "2021-08-05T00:00:00+08:00",
        "2021-07-01T00:00:00+08:00",
        "2021-07-01T00:00:00+08:00",
    ]
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == [
        "稿件已撤回 · 2021年6月 · 第1版",
        "更正：临时邮路开通",
        "更正：87小时，保费突破30亿元！",
        "更正：稿件已撤回",
    ]
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 4
    assert feed.findtext(f"{ATOM}updated") == "2026-11-22T00:00:00+08:00"
    assert '<link rel="alternate" type="application/atom+xml"' in page(files, "corrections/")


def test_lists_mark_what_is_corrected_and_nothing_else(sample: Path) -> None:
    note = 'corrections = [{ date = "2021-08-05", note = "件数有误。" }]\n'
    add(content(sample, JUNE), note)
    add(content(sample, JANUARY), note + GONE)
    files = build(sample)
    marked = {name for name, source in files.items() if ">更正</span>".encode() in source}
    assert marked >= {"index.html", "2021-06/index.html", "2021-06/p/1/index.html"}
    assert not [name for name in marked if name.startswith("2021-01/")]
    listed = page(files, "2021-06/").split('<article class="item')[1:]
    assert [one for one in listed if ">更正</span>" in one] == [
        one for one in listed if "临时邮路开通" in one
    ]


def test_an_english_edition_says_it_in_english(sample: Path) -> None:
    settings = sample / "site" / "edition.toml"
    settings.write_text(settings.read_text("utf-8").replace("zh-CN", "en"), "utf-8")
    add(content(sample, JUNE), GONE)
    files = build(sample)
    assert "ArticlewithdrawnWithdrawn22November2026" in words(
        page(files, "2021-06/lin-shi-you-lu-kai-tong/")
    )
    assert "Articlewithdrawn" in words(page(files, "2021-06/"))


# ---- Withdrawal ----


def sayings(article: Article) -> set[str]:
    """Every sentence of an article of at least eight characters, without white space."""
    heads = (article.kicker, article.headline, article.deck)
    lines = (*filter(None, heads), *body_lines(article.body))
    parts = (part for line in lines for part in re.split("[。！？；]", line))
    found = {"".join(part.split()) for part in parts}
    byline = re.sub(r"[□（）\s]", "", article.byline or "")
    return {one for one in found if len(one) >= 8} | ({byline} if len(byline) >= 8 else set())


def readings(source: bytes) -> str:
    """All that a file can be read as: raw, without tags, unescaped; without white space."""
    text = source.decode("utf-8", "replace")
    json_text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)
    bare = html.unescape(re.sub(r"<[^>]*>", "", text))
    forms = (text, html.unescape(text), json_text, html.unescape(json_text), bare, unquote(text))
    return "\n".join("".join(form.replace("\\", "").split()) for form in forms)


def heard(files: dict[str, bytes], wanted: set[str]) -> set[tuple[str, str]]:
    """Which of these sentences which files of a site have."""
    texts = {name: readings(source) for name, source in files.items()}
    if "search/index.json" in files:
        said = repr(indexed(files)) + suggested(files)
        texts["search/index.json"] = readings(said.encode())
    return {(one, name) for name, text in texts.items() for one in wanted if one in text}


@pytest.mark.parametrize("name", WITHDRAWN)
def test_nothing_of_a_withdrawn_article_is_left(sample: Path, built: Path, name: str) -> None:
    file = content(sample, name)
    article = article_of(file)
    wanted = sayings(article)
    assert wanted
    assert {one for one, _ in heard(tree(built), wanted)} == wanted
    add(file, GONE)
    files = build(sample)
    assert heard(files, wanted) == set()


RICH = """\
+++
id = "rich0001"
kicker = "独此一家的引题文字"
headline = "独此一家的主题文字"
deck = "——独此一家的副题文字"
column = "独此一家的栏目文字"
byline = "（独家记者 欧阳独一）"
authors = [{ name = "欧阳独一" }]
source = "据独此一家的来源"
topics = ["军邮"]
placements = [{ page = "1", position = 5 }]
jumps = [{ direction = "to", page = "9", text = "（下转独此一家的版）" }]
corrections = [{ date = "2021-07-01", note = "独此一家的更正说明" }]
corrects = ["d3zvwcb2yt"]
slug = "rich"
+++

独此一家的首段文字，见[独此一家的链接文字](id:uvrphzyixm)。

![独此一家的图片描述](images/own.png "独家摄影者 摄")
独此一家的图片说明

![](images/shared.png)
图

**独此一家**的注记，[图](images/linked.png)

| 独此一家的表头 |
| --- |
| 独此一家的格子 |

| 独此一家的诗行
"""
OTHER = """\
+++
id = "other001"
headline = "另一篇"
placements = [{ page = "1", position = 6 }]
slug = "other"
+++

见[那一篇](id:rich0001)。

![](images/shared.png)
图
"""


def test_pictures_captions_people_and_links_go_with_a_withdrawn_article(sample: Path) -> None:
    issue = content(sample, "2021-06")
    (issue / "images").mkdir()
    for name in ("own.png", "shared.png", "linked.png"):
        (issue / "images" / name).write_bytes(png())
    (issue / "1-rich.md").write_text(RICH, "utf-8")
    (issue / "1-other.md").write_text(OTHER, "utf-8")
    wanted = {
        "独此一家",
        "欧阳独一",
        "独家摄影者",
        "ouyangduyi",
        "own.png",
        "linked.png",
        "军邮</a>",
    }
    before = build(sample)
    assert {one for one, _ in heard(before, wanted)} >= wanted - {"ouyangduyi"}
    assert "people/ou-yang-du-yi/index.html" in before
    add(issue / "1-rich.md", GONE)
    files = build(sample)
    assert heard(files, wanted - {"军邮</a>"}) == set()
    assert not [name for name in files if "ou-yang" in name or "own.png" in name]
    assert "2021-06/images/linked.png" not in files
    assert "2021-06/images/shared.png" in files
    assert 'href="../rich/"' in page(files, "2021-06/other/")
    corrected = page(files, "2021-06/lin-shi-you-lu-kai-tong/")
    assert "见更正" not in corrected


def test_a_withdrawn_article_leaves_a_page_that_says_so(sample: Path) -> None:
    before = build(sample)
    add(content(sample, JUNE), GONE)
    files = build(sample)
    address = "2021-06/lin-shi-you-lu-kai-tong/"
    source = page(files, address)
    shown = words(source)
    assert "原载2021年6月·第1版推定稿件已撤回撤回于2026年11月22日应作者要求。" in shown
    assert '<a href="../../corrections/">全部更正与撤回</a>' in source
    assert '<meta name="robots" content="noindex">' in source
    assert "ld+json" not in source
    assert 'rel="prev"' in source
    assert 'rel="next"' in source
    assert address in sitemaps(before)
    assert address not in sitemaps(files)
    assert address not in files["feed.xml"].decode()
    assert address not in [one.href for one in indexed(files)]
    for name in ("2021-06/", "2021-06/p/1/"):
        assert words(page(files, name)).count("稿件已撤回") == 1
        assert 'lin-shi-you-lu-kai-tong/"' in page(files, name)
        assert "已撤回" not in page(files, name).split("<body")[0]
    assert "稿件已撤回" not in page(files, "")
    assert "稿件已撤回" in words(page(files, "2021-06/ling-ting-chu-xin-de-sheng-yin/"))


def test_lists_of_headlines_pass_over_a_withdrawn_article(sample: Path) -> None:
    add(content(sample, "2021-01/2-87-xiao-shi-bao-fei-tu-po-30-yi-yuan.md"), GONE)
    files = build(sample)
    for name in ("", "archive/2021/", "2021-01/", "2021-01/p/2/"):
        source = page(files, name)
        assert "<li></li>" not in re.sub(r"\s|</?span[^>]*>", "", source), name
        assert 'content=" / ' not in source, name
        assert "/  /" not in source, name


# ---- Drafts ----


def test_a_draft_article_is_left_out(sample: Path) -> None:
    file = content(sample, JUNE)
    wanted = sayings(article_of(file))
    add(file, 'status = "draft"\n')
    files = build(sample)
    assert heard(files, wanted) == set()
    assert "2021-06/lin-shi-you-lu-kai-tong/index.html" not in files


def test_the_corrections_of_a_draft_come_out_with_it(sample: Path, tmp_path: Path) -> None:
    """Nor does anything tell of them before: list, feed, search, or what they correct."""
    note = 'corrections = [{{ date = "2026-11-22", note = "未发行的更正{}" }}]\n'
    add(content(sample, JUNE), note.format("甲"))
    edit(content(sample, "2021-06/issue.toml"), 'status = "out"', 'status = "draft"')
    add(content(sample, JANUARY), note.format("乙") + 'status = "draft"\n')
    other = next(content(sample, "2021-01").glob("*wei-che-guan*.md"))
    add(add_notice(sample, article_of(other).id), 'status = "draft"\n')
    wanted = {"未发行的更正甲", "未发行的更正乙", "关于一篇报道的更正"}
    assert heard(build(sample), wanted) == set()
    preview = previewed(sample, tmp_path / "preview")
    told = heard(preview, wanted)
    for name in ("corrections/index.html", "corrections/feed.xml", "search/index.json"):
        assert {one for one, where in told if where == name} == wanted


def test_a_draft_that_is_shown_is_marked(sample: Path, tmp_path: Path) -> None:
    """A preview shows drafts, and everything that shows them marks them."""
    content = sample / "site" / "content"
    edit(content / "2021-06" / "issue.toml", 'status = "out"', 'status = "draft"')
    file = next((content / "2021-01").glob("*wei-che-guan*.md"))
    edit(file, "genre =", 'status = "draft"\ngenre =')
    files = previewed(sample, tmp_path / "preview")
    marked = {path for path, content in files.items() if ">草稿<".encode() in content}
    assert {
        "index.html",
        "archive/2021/index.html",
        "2021-06/index.html",
        "2021-06/p/1/index.html",
        "2021-06/lin-shi-you-lu-kai-tong/index.html",
        "2021-01/index.html",
        "2021-01/p/2/index.html",
        "2021-01/wei-che-guan-suo-kai-tong-shang-xian/index.html",
        "topics/zheng-wu-bian-min/index.html",
    } <= marked
    assert "2021-01/87-xiao-shi-bao-fei-tu-po-30-yi-yuan/index.html" not in marked
    assert not [path for path, text in build(sample).items() if ">草稿<".encode() in text]


# ---- Linked data ----


def test_linked_data_says_what_is_known(built: Path) -> None:
    data = described(page(tree(built), "2021-01/87-xiao-shi-bao-fei-tu-po-30-yi-yuan/"))
    edition = load_edition(Project(ROOT))
    article, way = data
    assert [one["item"].removeprefix(edition.address) for one in way["itemListElement"]] == [
        *("", "2021-01/", "2021-01/p/2/")
    ]
    assert article == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "87小时，保费突破30亿元！",
        "alternativeHeadline": "——湖北武汉市分公司“开门红”战役告捷",
        "url": f"{edition.address}2021-01/87-xiao-shi-bao-fei-tu-po-30-yi-yuan/",
        "inLanguage": "zh-CN",
        "datePublished": "2021-01",
        "author": [{"@type": "Person", "name": "肖芳"}],
        "publisher": {"@type": "Organization", "name": edition.publisher or edition.title},
        "isPartOf": {
            "@type": "PublicationIssue",
            "datePublished": "2021-01",
            "isPartOf": {"@type": "Newspaper", "name": edition.title},
        },
        "pagination": "2",
        "printPage": "2",
        "keywords": ["营销“开门红”", "代理金融", "保险"],
    }


PAGES = (PrintedPage("A01", "要闻"), PrintedPage("A03"))


def test_linked_data_tells_persons_from_others_and_gives_a_change_only_where_known() -> None:
    article = Article(
        ArticleId("abcd"),
        "a",
        Genre.NEWS,
        (Placement("A01", 1), Placement("A03", 2)),
        column="栏目",
        authors=(
            Contributor("张三"),
            Contributor("仲驿", type=ContributorType.COLLECTIVE),
            Contributor("新华社", type=ContributorType.AGENCY),
        ),
        topics=("集邮", "没有的"),
        corrections=(Correction(PartialDate(2026, 11, 22), "注"),),
    )
    issue = Card(IssueId("2021-06-24"), PartialDate(2021, 6, 24), "1234", "特刊", PAGES, (), {})
    edition = Edition("报", "https://a.example/", topics=(Topic("集邮", "ji", ("邮",)),))
    data = news_article(article, "首句", issue, (), edition, "https://a.example/x/", "2026-11-22")
    assert data["headline"] == "首句"
    assert [one["@type"] for one in data["author"]] == ["Person", "Organization", "Organization"]  # type: ignore[attr-defined]
    assert data["dateModified"] == "2026-11-22"
    assert data["pagination"] == data["printPage"] == "A01, A03"
    assert data["printSection"] == "要闻"
    assert data["articleSection"] == "栏目"
    assert data["keywords"] == ["集邮"]
    assert data["isPartOf"] == {
        "@type": "PublicationIssue",
        "name": "特刊",
        "issueNumber": "1234",
        "datePublished": "2021-06-24",
        "isPartOf": {"@type": "Newspaper", "name": "报"},
    }
    assert "dateModified" not in news_article(article, "首句", issue, (), edition, "x", None)


HOSTILE = [
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "]]>",
    "{{ 7*7 }}",
    "{% raw %}",
    "甲 & 乙 &amp; &lt;b&gt; '\"\\ \\u003c",
    "--><!--<script>",
    "📮 邮筒 👨‍👩‍👧",
]


@pytest.mark.parametrize("text", [*HOSTILE, "甲\u2028乙\u2029丙"])
def test_no_text_ends_the_script_that_holds_it(text: str) -> None:
    script = str(as_script({"headline": text}))
    assert not set(script) & set("<>&\u2028\u2029")
    assert json.loads(script) == {"headline": text}


@pytest.mark.browser
def test_hostile_headlines_come_back_unchanged_and_nothing_runs(
    sample: Path, chromium: Browser, serve: Callable[[Path], str]
) -> None:
    issue = content(sample, "2021-07")
    issue.mkdir()
    (issue / "issue.toml").write_text('date = "2021-07-01"\n\n[[pages]]\nlabel = "1"\n', "utf-8")
    for number, text in enumerate(HOSTILE):
        quoted = json.dumps(text, ensure_ascii=False)
        (issue / f"{number}.md").write_text(
            f'+++\nid = "hostile{number}"\nheadline = {quoted}\ndeck = {quoted}\n'
            f"byline = {quoted}\nauthors = [{{ name = {quoted} }}]\n"
            f'placements = [{{ page = "1", position = {number} }}]\nslug = "h{number}"\n'
            f'corrections = [{{ date = "2026-11-22", note = {quoted} }}]\n+++\n\n正文。\n',
            "utf-8",
        )
    add(
        content(sample, JUNE), GONE.replace("应作者要求。", "</script><img src=x onerror=alert(1)>")
    )
    files = build(sample)
    for number, text in enumerate(HOSTILE):
        data = linked(page(files, f"2021-07/h{number}/"))
        assert (data["headline"], data["alternativeHeadline"]) == (text, text)
        assert data["author"] == [{"@type": "Person", "name": text}]
        assert data["correction"][0]["text"] == text
    feed = ET.fromstring(files["feed.xml"])  # noqa: S314 — our own file
    assert {entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")} >= set(HOSTILE)
    feed = ET.fromstring(files["corrections/feed.xml"])  # noqa: S314 — our own file
    notes = [entry.findtext(f"{ATOM}summary") for entry in feed.iter(f"{ATOM}entry")]
    assert sorted(map(str, notes)) == sorted([*HOSTILE, "</script><img src=x onerror=alert(1)>"])
    places = [
        place.text or ""
        for text in (files["sitemaps/2021.xml"], files["sitemaps/pages.xml"])
        for place in ET.fromstring(text).iter()  # noqa: S314 — our own file
        if place.tag.endswith("}loc")
    ]
    pages = {place.split("/", 3)[3] for place in places}
    assert {f"2021-07/h{number}/" for number in range(len(HOSTILE))} <= pages
    home = serve(sample / "site" / "public")
    tab = chromium.new_page(base_url=home)
    wrong: list[str] = []
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.on("console", lambda said: wrong.append(said.text))
    tab.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
    shown = [f"2021-07/h{number}/" for number in range(len(HOSTILE))]
    for address in (*shown, "2021-07/", "corrections/", "2021-06/lin-shi-you-lu-kai-tong/", ""):
        tab.goto(f"/{address}")
        scripts = tab.locator("script:not([type$='+json'])")
        own = tab.locator("script[type='module'][src*='assets/'][src$='.js']")
        assert scripts.count() == own.count() <= 2, address
    for number, text in enumerate(HOSTILE):
        tab.goto(f"/2021-07/h{number}/")
        data = json.loads(tab.locator("script[type='application/ld+json']").text_content() or "")
        assert data[0]["headline"] == text
        csl = tab.locator("script[type='application/vnd.citationstyles.csl+json']").text_content()
        assert json.loads(csl or "")["title"].startswith(text)
        assert tab.locator("h1").text_content() == text
    tab.close()
    assert wrong == []
