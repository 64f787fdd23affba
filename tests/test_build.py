"""Build: content becomes a site; the old site stands until the new one is whole."""

import json
import re
import resource
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from banmian.app.searching import every_document
from edition import run, tree

ARTICLE = """\
+++
id = "hostile1"
headline = {headline}
genre = "news"
topics = []
authors = [{{ name = "张三" }}]
placements = [{{ page = "1", position = 90 }}]
slug = "hostile"
+++

{body}
"""


def write_article(project: Path, body: str, headline: str = '"题"') -> Path:
    file = project / "site" / "content" / "2021-06" / "1-hostile.md"
    file.write_text(ARTICLE.format(body=body, headline=headline), "utf-8")
    return file


def page(project: Path, name: str = "2021-06/hostile/index.html") -> str:
    return (project / "site" / "public" / name).read_text("utf-8")


def test_building_twice_gives_the_same_bytes(sample: Path) -> None:
    assert run("build", "--project", sample, "--quiet") == 0
    first = tree(sample / "site" / "public")
    assert run("build", "--project", sample, "--quiet") == 0
    assert tree(sample / "site" / "public") == first


def test_the_same_content_elsewhere_gives_the_same_bytes(sample: Path, built: Path) -> None:
    assert run("build", "--project", sample, "--quiet", "--out", sample / "elsewhere") == 0
    assert tree(sample / "elsewhere") == tree(built)


def test_strict_keeps_the_old_site_for_a_warning(sample: Path) -> None:
    assert run("build", "--project", sample, "--quiet") == 0
    old = tree(sample / "site" / "public")
    write_article(sample, "新的一篇。")
    assert run("build", "--project", sample, "--quiet", "--strict") == 1
    assert tree(sample / "site" / "public") == old


def test_an_article_that_cannot_be_read_is_left_out_and_named(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write_article(sample, "正文。")
    file.write_text(file.read_text("utf-8").replace("genre", "gener"), "utf-8")
    assert run("build", "--project", sample) == 1
    assert "1-hostile.md:4: BM301" in capsys.readouterr().err
    assert not (sample / "site" / "public" / "2021-06" / "hostile").exists()
    assert (sample / "site" / "public" / "2021-06" / "index.html").is_file()


def test_a_folder_of_someone_elses_is_not_replaced(sample: Path) -> None:
    theirs = sample / "theirs"
    theirs.mkdir()
    (theirs / "letter.txt").write_text("keep me", "utf-8")
    assert run("build", "--project", sample, "--quiet", "--out", theirs) == 2
    assert tree(theirs) == {"letter.txt": b"keep me"}


def test_a_disk_that_takes_no_more_leaves_the_old_site(sample: Path) -> None:
    assert run("build", "--project", sample, "--quiet") == 0
    old = tree(sample / "site" / "public")
    write_article(sample, "正文。")
    result = subprocess.run(
        [sys.executable, "-m", "banmian", "build", "--project", str(sample), "--lang", "en"],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 2
    assert "File too large" in result.stderr
    assert tree(sample / "site" / "public") == old
    assert [path.name for path in (sample / "site").glob(".public*-new")] == []


def test_a_broken_internal_link_is_named(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_article(sample, "见[上一篇](id:nosuch99)。")
    assert run("build", "--project", sample) == 1
    assert "1-hostile.md:11: BM311" in capsys.readouterr().err
    assert "见上一篇。" in page(sample)


def test_an_internal_link_leads_to_the_article(sample: Path) -> None:
    other = next((sample / "site" / "content" / "2021-01").glob("*87*.md")).read_text("utf-8")
    id_ = other.split('id = "')[1].split('"')[0]
    write_article(sample, f"见[一月的报道](id:{id_})。")
    assert run("build", "--project", sample, "--quiet") == 0
    assert '<a href="../../2021-01/87-xiao-shi' in page(sample)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "{{ 7*7 }}",
        "{% include '/etc/passwd' %}",
        "[点](javascript:alert(1))",
        "**粗** <b onclick=alert(1)>x</b>",
        "![图](javascript:alert(1))",
        "![图](https://tracker.example/a.gif)",
        "[甲]: javascript:alert(1)\n\n[甲]",
    ],
)
def test_nothing_in_content_is_ever_run(sample: Path, text: str) -> None:
    headline = json.dumps("题 " + text.replace("\n", " "), ensure_ascii=False)
    write_article(sample, text, headline)
    assert run("build", "--project", sample, "--quiet") == 0
    for name in ("2021-06/hostile/index.html", "2021-06/index.html", "index.html"):
        html = page(sample, name)
        data = html.count('<script type="application/ld+json">')
        data += html.count('<script type="application/vnd.citationstyles.csl+json">')
        own = len(re.findall('<script type="module" src="[./]*assets/', html))
        assert (data, own) == (2 * name.count("hostile"), 1 + name.count("hostile"))
        assert html.count("<script") == data + own
        assert "<img" not in html
        assert "<b " not in html
        assert 'href="javascript' not in html
        assert "49" not in html.split("<main")[1] or "7*7" not in text
    documents = every_document(sample / "site/public")
    (found,) = (one for one in documents if one.href == "2021-06/hostile/")
    assert text.splitlines()[0] in found.title
    assert any(
        word in "".join(found.lines[1:]) for word in ("alert(1)", "7*7", "etc", "图", "点", "甲")
    )


def test_hostile_headlines_come_back_from_the_feed_unchanged(sample: Path) -> None:
    headline = "]]><evil>&amp;\"'</title>"
    write_article(sample, "正文。", json.dumps(headline))
    assert run("build", "--project", sample, "--quiet") == 0
    feed = ET.fromstring(page(sample, "feed.xml"))  # noqa: S314
    titles = [title.text for title in feed.iter("{http://www.w3.org/2005/Atom}title")]
    assert headline in titles
    ET.fromstring(page(sample, "sitemap.xml"))  # noqa: S314


def test_pictures_tables_verse_and_notes_are_shown(sample: Path) -> None:
    pictures = sample / "site" / "content" / "2021-06" / "images"
    pictures.mkdir()
    Image.new("RGB", (30, 20)).save(pictures / "a.png")
    write_article(
        sample,
        '> [!编者按]\n> 今起刊登。\n\n![一枚邮票](images/a.png "李四 摄")\n邮票的票样。\n\n'
        "| 月 | 件 |\n| --- | --- |\n| 一 | 12 |\n\n| 床前明月光\n| 疑是地上霜\n\n"
        "**加粗**的字，[^1]有注。\n\n[^1]: 注在这里。",
    )
    assert run("build", "--project", sample, "--quiet") == 0
    html = page(sample)
    assert '<blockquote class="editors-note"><p class="label">编者按</p>' in html
    assert '<img src="../images/a.png" width="30" height="20" ' in html
    assert '邮票的票样。 <span class="credit">李四 摄</span></figcaption>' in html
    assert "<td>12</td>" in html
    assert re.search('<div class="poem"><p class="verse"[^>]*>床前明月光<br>疑是地上霜</p>', html)
    assert "<strong>加粗</strong>的字" in html
    assert "注在这里。" in html
    assert (sample / "site" / "public" / "2021-06" / "images" / "a.png").is_file()


def test_a_lost_picture_is_named_and_its_caption_stays(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_article(sample, "![](images/lost.png)\n邮票的票样。")
    assert run("build", "--project", sample) == 0
    assert "BM310" in capsys.readouterr().err
    assert "<figcaption>邮票的票样。</figcaption>" in page(sample)
    assert "lost.png" not in page(sample)


def test_a_lost_picture_without_a_caption_leaves_no_hole(sample: Path) -> None:
    write_article(sample, "前文。\n\n![](images/lost.png)\n\n后文。")
    assert run("build", "--project", sample, "--quiet") == 0
    assert "<figure" not in page(sample)


def test_a_draft_issue_is_not_shown(sample: Path) -> None:
    settings = sample / "site" / "content" / "2021-06" / "issue.toml"
    settings.write_text(settings.read_text("utf-8").replace('"out"', '"draft"'), "utf-8")
    assert run("build", "--project", sample, "--quiet") == 0
    files = tree(sample / "site" / "public")
    assert not [path for path in files if path.startswith("2021-06")]
    assert "乌鲁木齐".encode() not in b"".join(
        content for path, content in files.items() if path.endswith(".json")
    )


def test_a_day_learned_later_changes_the_date_not_the_address(sample: Path) -> None:
    settings = sample / "site" / "content" / "2021-06" / "issue.toml"
    settings.write_text(settings.read_text("utf-8").replace('"2021-06"', '"2021-06-24"'), "utf-8")
    assert run("build", "--project", sample, "--quiet") == 0
    assert "2021年6月24日" in page(sample, "2021-06/index.html")


def test_an_english_edition_speaks_english(sample: Path) -> None:
    settings = sample / "site" / "edition.toml"
    settings.write_text(settings.read_text("utf-8").replace("zh-CN", "en"), "utf-8")
    assert run("build", "--project", sample, "--quiet") == 0
    html = page(sample, "2021-06/index.html")
    assert '<html lang="en">' in html
    assert "June 2021" in html
    assert "Page 1" in re.sub("<[^>]*>", "", html)


def test_an_only_issue_that_cannot_be_read_is_named(
    bare: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    issue = bare / "site" / "content" / "2021-06"
    issue.mkdir(parents=True)
    (issue / "issue.toml").write_text('date = "2021-13"\n', "utf-8")
    assert run("build", "--project", bare) == 1
    assert "issue.toml:1: BM309" in capsys.readouterr().err


def test_a_headline_that_gets_its_text_gets_a_page(sample: Path) -> None:
    file = next((sample / "site" / "content" / "2021-06").glob("*bai-shan*.md"))
    file.write_text(file.read_text("utf-8") + "\n寻访记的正文找到了。\n", "utf-8")
    assert run("build", "--project", sample, "--quiet") == 0
    assert "寻访记的正文找到了" in page(
        sample, "2021-06/bai-shan-hei-shui-huan-xin-tian/index.html"
    )


def test_what_looks_like_a_definition_but_defines_nothing_is_text(sample: Path) -> None:
    write_article(sample, "第一段，**粗**\n[注]: 本报讯\n\n见[甲]。\n\n[甲]: https://a.example/")
    assert run("build", "--project", sample, "--quiet") == 0
    assert "[注]: 本报讯" in page(sample)
    assert '<a href="https://a.example/"' in page(sample)


@pytest.mark.parametrize("out", ["seeds", "site/content/web", "site", ".", "themes"])
def test_the_projects_own_folders_are_no_place_for_a_site(sample: Path, out: str) -> None:
    (sample / "themes").mkdir()
    before = tree(sample)
    assert run("build", "--project", sample, "--quiet", "--out", sample / out) == 2
    assert tree(sample) == before


def test_an_edition_without_issues_says_what_to_do(
    bare: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("build", "--project", bare) == 2
    assert "banmian import" in capsys.readouterr().err


def test_a_folder_with_blanks_and_chinese_in_its_name(sample: Path) -> None:
    moved = shutil.move(sample, sample.with_name("我的 报纸"))
    assert run("build", "--project", moved, "--quiet") == 0
    assert (Path(moved) / "site" / "public" / "index.html").is_file()


def test_the_dateline_is_set_apart_behind_a_picture_too(sample: Path) -> None:
    write_article(sample, "![](images/a.jpg)\n一张图\n\n本报讯 第一段。\n\n本报讯 第二段。")
    assert run("build", "--project", sample, "--quiet") == 0
    assert page(sample).count('<span class="dateline">') == 1
