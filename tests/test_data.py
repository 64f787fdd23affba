"""Data for machines: what `docs/data.md` says, held to its schemas."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft202012Validator

from edition import ROOT, command, copy_sample, edit, paper, process, run, tree

ATOM = "{http://www.w3.org/2005/Atom}"
BASE = "https://youzhengbao.example/"


def schema(name: str) -> Draft202012Validator:
    text = (ROOT / "docs" / "schemas" / f"{name}.schema.json").read_text("utf-8")
    return Draft202012Validator(json.loads(text))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = copy_sample(tmp_path_factory.mktemp("data"))
    assert run("build", "--project", folder, "--quiet") == 0
    return folder


@pytest.fixture(scope="module")
def site(project: Path) -> dict[str, bytes]:
    return tree(project / "site" / "public")


def of(site: dict[str, bytes], name: str) -> Any:
    return json.loads(site[name])


def articles(site: dict[str, bytes]) -> list[dict[str, Any]]:
    return [
        one for name in ("2021-01", "2021-06") for one in of(site, f"{name}/issue.json")["articles"]
    ]


def test_issues_hold_to_their_schema(site: dict[str, bytes]) -> None:
    schema("issues").validate(of(site, "issues.json"))
    for name in ("2021-01", "2021-06"):
        schema("issue").validate(of(site, f"{name}/issue.json"))


def test_all_issues_lead_to_their_data(site: dict[str, bytes]) -> None:
    issues = of(site, "issues.json")["issues"]
    assert [one["id"] for one in issues] == ["2021-01", "2021-06"]
    assert all(one["data"].removeprefix(BASE) in site for one in issues)
    assert of(site, "2021-06/issue.json")["previous"] == issues[0]["data"]


def test_an_article_has_what_its_page_has(site: dict[str, bytes]) -> None:
    for one in articles(site):
        page = site[one["url"].removeprefix(BASE) + "index.html"].decode()
        assert one.get("headline", "") in re.sub("<[^>]*>", "", page)
        assert one.get("html", "") in page


def test_it_tells_where_an_article_comes_from(site: dict[str, bytes]) -> None:
    one = next(a for a in articles(site) if a["title"].startswith("集团公司在乌鲁木齐"))
    (source,) = one["origin"]["sources"]
    assert source == {"page": "1", "file": "000_2492ed09823139b5.txt", "lines": "21-93 134-136"}
    assert one["origin"]["repairs"]["spacing"] > 0
    assert "edited" not in one["origin"]


def test_an_editors_hand_is_told(sample: Path) -> None:
    file = next((sample / "site/content/2021-06").glob("*wu-lu-mu-qi*.md"))
    edit(file, "全国邮政援疆工作座谈会", "全国邮政援疆座谈会")
    assert run("build", "--project", sample, "--quiet") == 0
    public = tree(sample / "site/public")
    (one,) = [a for a in of(public, "2021-06/issue.json")["articles"] if "edited" in a["origin"]]
    assert one["title"].startswith("集团公司在乌鲁木齐")
    page = public[one["url"].removeprefix(BASE) + "index.html"].decode()
    assert "导入以后编辑改过" in page
    assert "导入以后没有改动" not in page


def test_what_no_record_knows_has_no_origin(sample: Path) -> None:
    (sample / "site/content/2021-06/import.toml").unlink()
    edit(sample / "site/content/2021-01/import.toml", "[[pages]]", "[[pages")
    assert run("build", "--project", sample, "--quiet") == 0
    public = tree(sample / "site/public")
    for name in ("2021-01", "2021-06"):
        assert all("origin" not in one for one in of(public, f"{name}/issue.json")["articles"])


def test_a_record_that_another_program_wrote_is_read(sample: Path) -> None:
    file = sample / "site/content/2021-06/import.toml"
    edit(file, '[[pages]]\npage = "1"\n', '[[pages]]\npage="1"\n')
    assert run("build", "--project", sample, "--quiet") == 0
    public = tree(sample / "site/public")
    assert all("origin" in one for one in of(public, "2021-06/issue.json")["articles"])


def test_feeds_have_the_whole_text(site: dict[str, bytes]) -> None:
    texts = {one["url"]: one["html"] for one in articles(site) if "html" in one}
    entries = ET.fromstring(site["feed.xml"]).findall(f"{ATOM}entry")  # noqa: S314 — our own
    atom = {}
    for entry in entries:
        (link,) = entry.findall(f"{ATOM}link")
        content = entry.find(f"{ATOM}content")
        assert content is not None
        assert content.get("type") == "html"
        atom[link.get("href")] = content.text
    feed = of(site, "feed.json")
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == BASE + "feed.json"
    assert atom == texts == {item["url"]: item["content_html"] for item in feed["items"]}


def test_every_list_has_its_feeds(site: dict[str, bytes]) -> None:
    fronts = [
        n for n in site if re.fullmatch(r"(topics|people|columns|units|series)/[^/]+/index.html", n)
    ]
    assert len(fronts) > 20
    for front in fronts:
        folder = front.removesuffix("index.html")
        atom = ET.fromstring(site[folder + "feed.xml"])  # noqa: S314 — our own
        feed = of(site, folder + "feed.json")
        page = site[front].decode()
        assert 'href="feed.xml"' in page
        assert 'type="application/feed+json"' in page
        links = [link.get("href") for link in atom.iterfind(f"{ATOM}entry/{ATOM}link")]
        assert links == [item["url"] for item in feed["items"]]
        assert atom.findtext(f"{ATOM}id") == feed["home_page_url"] == BASE + folder
        for item in feed["items"]:
            assert item["content_html"]
            assert f'href="../../{item["url"].removeprefix(BASE)}"' in page


def test_a_word_changes_the_feeds_of_its_article_and_no_others(sample: Path) -> None:
    assert run("build", "--project", sample, "--quiet") == 0
    before = tree(sample / "site/public")
    file = next((sample / "site/content/2021-06").glob("*wu-lu-mu-qi*.md"))
    edit(file, "全国邮政援疆工作座谈会", "全国邮政援疆座谈会")
    assert run("build", "--project", sample, "--quiet") == 0
    after = tree(sample / "site/public")
    changed = {n for n in after if after[n] != before.get(n) and n.endswith("feed.json")}
    holding = {
        n
        for n in after
        if n.endswith("feed.json") and any("wu-lu-mu-qi" in i["url"] for i in of(after, n)["items"])
    }
    assert changed == holding
    assert {"feed.json", "topics/yuan-jiang/feed.json", "people/zhong-yi/feed.json"} <= changed


def test_addresses_in_them_are_whole(sample: Path) -> None:
    file = next((sample / "site/content/2021-06").glob("*wu-lu-mu-qi*.md"))
    edit(file, "全国邮政援疆工作座谈会", "[全国邮政援疆工作座谈会](id:zmzayaatqn)")
    assert run("build", "--project", sample, "--quiet") == 0
    public = tree(sample / "site/public")
    whole = f'href="{BASE}2021-01/87-xiao-shi-bao-fei-tu-po-30-yi-yuan/"'
    assert whole in "".join(one.get("html", "") for one in articles(public))
    assert whole in "".join(one["content_html"] for one in of(public, "feed.json")["items"])


def test_without_data_feeds_have_excerpts(sample: Path) -> None:
    edit(sample / "site/edition.toml", 'language = "zh-CN"', 'language = "zh-CN"\ndata = false')
    assert run("build", "--project", sample, "--quiet") == 0
    public = tree(sample / "site/public")
    assert not [name for name in public if name.endswith(("issue.json", "issues.json"))]
    assert b"<content" not in public["feed.xml"]
    assert all("content_text" in item for item in of(public, "feed.json")["items"])
    assert b"issue.json" not in public["2021-06/index.html"]
    done = process("dump", "--project", sample)
    assert done.returncode == 2
    assert "data = true" in done.stderr


def test_a_feed_is_made_of_what_was_built_not_of_what_somebody_put_there(sample: Path) -> None:
    assert run("build", "--project", sample, "--quiet") == 0
    before = tree(sample / "site/public")
    edit(sample / "site/public/2021-01/issue.json", "保费突破30亿元", "保费突破99亿元")
    file = next((sample / "site/content/2021-06").glob("*wu-lu-mu-qi*.md"))
    edit(file, "全国邮政援疆工作座谈会", "全国邮政援疆座谈会")
    assert run("build", "--project", sample, "--quiet") == 0
    after = tree(sample / "site/public")
    assert "99亿元" not in after["feed.xml"].decode()
    assert after["2021-01/issue.json"] == before["2021-01/issue.json"]


def test_the_news_are_those_of_the_newest_two_days(tmp_path: Path) -> None:
    folder = paper(tmp_path, "全市邮政工作会议召开\n\n本报讯 会议总结了上半年的工作。\n")
    for day in ("2021-06-21", "2021-06-22"):
        (folder / "seeds" / day).mkdir()
        (folder / "seeds" / day / "01.txt").write_text(
            f"新闻{day}\n\n本报讯 会议今天召开。\n", "utf-8"
        )
    assert run("import", "--project", folder, "--quiet") == 0
    assert run("build", "--project", folder, "--quiet") == 0
    public = tree(folder / "site/public")
    news = public["sitemaps/news.xml"].decode()
    assert sorted(set(re.findall("<news:publication_date>([^<]*)", news))) == [
        "2021-06-22",
        "2021-06-24",
    ]
    assert "sitemaps/news.xml" in public["sitemap.xml"].decode()
    ET.fromstring(news)  # noqa: S314 — our own


def test_an_issue_known_to_the_month_is_no_news(site: dict[str, bytes]) -> None:
    assert "sitemaps/news.xml" not in site


def test_the_dump_has_every_article_a_line(project: Path, site: dict[str, bytes]) -> None:
    line = command("dump", "--project", project)
    out = subprocess.run(line, capture_output=True, check=True).stdout.decode()
    lines = [json.loads(one) for one in out.splitlines()]
    for one in lines:
        schema("dump-line").validate(one)
    assert [one["id"] for one in lines] == [one["id"] for one in articles(site)]
    text = next(one["text"] for one in lines if "87小时" in one["title"])
    assert text.startswith("“截至1月4日15：12，全市保费突破30亿元！”")
    assert "<" not in text


def test_a_dump_replaces_nothing_unasked(project: Path, tmp_path: Path) -> None:
    file = tmp_path / "dump.jsonl"
    assert run("dump", file, "--project", project, "--quiet") == 0
    first = file.read_bytes()
    file.write_text("mine", "utf-8")
    assert run("dump", file, "--project", project) == 2
    assert file.read_text("utf-8") == "mine"
    assert run("dump", file, "--project", project, "--force", "--quiet") == 0
    assert file.read_bytes() == first


def test_a_site_that_is_not_built_or_broken_says_so(sample: Path) -> None:
    done = process("dump", "--project", sample)
    assert (done.returncode, "banmian build" in done.stderr) == (2, True)
    assert run("build", "--project", sample, "--quiet") == 0
    (sample / "site/public/2021-06/issue.json").write_text("{", "utf-8")
    done = process("dump", "--project", sample, "--lang", "en")
    assert (done.returncode, "2021-06/issue.json" in done.stderr) == (2, True)


def test_nothing_in_data_can_become_markup(sample: Path) -> None:
    file = next((sample / "site/content/2021-06").glob("*wu-lu-mu-qi*.md"))
    hostile = "]]></content><script>alert(1)</script>&amp;"
    edit(file, "集团公司在乌鲁木齐召开首次援疆工作座谈会", hostile)
    edit(file, "全国邮政援疆工作座谈会", "<script>alert(1)</script> ]]> &lt;")
    assert run("build", "--project", sample, "--quiet") == 0
    public = tree(sample / "site/public")
    titles = [e.text for e in ET.fromstring(public["feed.xml"]).iter(f"{ATOM}title")]  # noqa: S314
    assert hostile in titles
    one = next(a for a in articles(public) if a["title"] == hostile)
    assert "<script>" not in one["html"]


def test_articles_are_told_as_a_newspapers(site: dict[str, bytes]) -> None:
    """What Zotero reads; `citation_journal_title` would make it a journal's article."""
    page = site["2021-01/87-xiao-shi-bao-fei-tu-po-30-yi-yuan/index.html"].decode()
    tags = re.findall('<meta name="((?:citation|prism|z)[^"]*)" content="([^"]*)">', page)
    assert tags == [
        ("z:itemType", "newspaperArticle"),
        ("citation_title", "87小时，保费突破30亿元！：湖北武汉市分公司“开门红”战役告捷"),
        ("citation_author", "肖芳"),
        ("prism.publicationName", "邮政报数字版（样例）"),
        ("citation_date", "2021-01"),
        ("citation_firstpage", "2"),
    ]
