"""A published address keeps answering, whatever an editor changes later."""

import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian.content import ledger as ledger_file
from banmian.errors import UserError
from banmian.model.ledger import Entry, Ledger, Moments, Thing, published
from banmian.press import journal
from edition import add_target, edit, run, tree

ONE = "site/content/2021-06/1-lin-shi-you-lu-kai-tong.md"
SLUG = "lin-shi-you-lu-kai-tong"
FIRST = "2026-11-22T02:15:00Z"
EPOCH = 1795313700  # FIRST
ATOM = {"a": "http://www.w3.org/2005/Atom"}
MAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture
def published_sample(sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample edition, published to a folder at a known moment."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(EPOCH))
    add_target(sample, tmp_path / "www")
    assert run("publish", "--project", sample, "--quiet") == 0
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(EPOCH + 86400))
    return sample


def public(project: Path, file: str) -> str:
    return (project / "site" / "public" / file).read_text("utf-8")


def test_a_publication_records_every_address(published_sample: Path) -> None:
    lines = (published_sample / "site/addresses/2021.txt").read_text("utf-8").splitlines()
    assert sum(SLUG in line for line in lines) == 1
    recorded = {
        line.partition(" ")[0]
        for file in (published_sample / "site/addresses").iterdir()
        for line in file.read_text("utf-8").splitlines()
        if not line.startswith("#")
    }
    site = published_sample / "site/public"
    pages = {path.parent.relative_to(site).as_posix() + "/" for path in site.rglob("index.html")}
    lists = {"./", "topics/", "people/", "units/", "archive/", "coverage/", "search/"}
    lists |= {"corrections/"}
    assert recorded == pages - lists
    assert FIRST in lines[-1]


def test_a_build_records_nothing(sample: Path) -> None:
    assert run("build", "--project", sample, "--quiet") == 0
    assert not (sample / "site/addresses").exists()


def test_a_changed_slug_leads_on(published_sample: Path) -> None:
    edit(published_sample / ONE, SLUG, "xin-de-you-lu")
    assert run("build", "--project", published_sample, "--quiet") == 0
    old = public(published_sample, f"2021-06/{SLUG}/index.html")
    assert 'content="0; url=../xin-de-you-lu/"' in old
    assert 'rel="canonical" href="https://youzhengbao.example/2021-06/xin-de-you-lu/"' in old
    assert "本报讯" not in old
    assert ">临时邮路开通</a>" in old.replace('<span class="unit">', "").replace("</span>", "")
    redirects = public(published_sample, "_redirects")
    assert redirects == f"/2021-06/{SLUG}/ /2021-06/xin-de-you-lu/ 301\n"
    assert SLUG not in public(published_sample, "sitemap.xml")


def test_an_article_deleted_after_publication_stops_the_build(
    published_sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (published_sample / ONE).unlink()
    before = tree(published_sample / "site/public")
    assert run("build", "--project", published_sample) == 1
    said = capsys.readouterr().err
    assert "BM404" in said
    assert f"2021-06/{SLUG}/" in said
    file = published_sample / "site/addresses/2021.txt"
    line = 1 + [SLUG in line for line in file.read_text("utf-8").splitlines()].index(True)
    assert f"site/addresses/2021.txt:{line}: BM404" in said
    assert tree(published_sample / "site/public") == before


def test_an_editor_can_say_where_an_address_leads(published_sample: Path) -> None:
    (published_sample / ONE).unlink()
    settings = published_sample / "site/edition.toml"
    text = settings.read_text("utf-8").replace(
        "[newspaper]", f'[redirects]\n"2021-06/{SLUG}/" = "2021-06/"\n\n[newspaper]', 1
    )
    settings.write_text(text, "utf-8")
    assert run("build", "--project", published_sample, "--quiet") == 0
    assert "url=../" in public(published_sample, f"2021-06/{SLUG}/index.html")


def test_an_article_that_cannot_be_read_leads_to_its_issue_until_it_can(
    published_sample: Path,
) -> None:
    edit(published_sample / ONE, "genre", "gener")
    assert run("build", "--project", published_sample, "--quiet") == 1
    stopgap = public(published_sample, f"2021-06/{SLUG}/index.html")
    assert "url=../" in stopgap
    assert public(published_sample, "_redirects").startswith(f"/2021-06/{SLUG}/ /2021-06/ 302\n")
    recorded = tree(published_sample / "site/addresses")
    assert run("publish", "--project", published_sample, "--quiet") == 1
    assert run("publish", "--incomplete", "--project", published_sample, "--quiet") == 0
    assert tree(published_sample / "site/addresses") == recorded
    edit(published_sample / ONE, "gener ", "genre ")
    assert run("publish", "--project", published_sample, "--quiet") == 0
    assert "本报讯" in public(published_sample, f"2021-06/{SLUG}/index.html")
    assert tree(published_sample / "site/addresses") == recorded


def test_an_article_that_lost_its_text_after_publication_stops_the_next(
    published_sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = published_sample / ONE
    whole = file.read_text("utf-8")
    file.write_text(whole[: whole.rindex("+++") + 4], "utf-8")
    assert run("publish", "--project", published_sample) == 1
    assert f"{ONE}: BM407" in capsys.readouterr().err
    edit(file, 'genre = "news"', 'genre = "headline-only"')
    assert run("publish", "--project", published_sample, "--quiet") == 0
    assert "url=../p/1/" in public(published_sample, f"2021-06/{SLUG}/index.html")


def test_an_issue_that_cannot_be_read_leads_to_the_archive(published_sample: Path) -> None:
    edit(published_sample / "site/content/2021-06/issue.toml", "date", "day")
    assert run("build", "--project", published_sample, "--quiet") == 1
    assert "url=../../archive/" in public(published_sample, f"2021-06/{SLUG}/index.html")


def test_a_slug_that_was_anothers_is_named(
    published_sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = next((published_sample / "site/content/2021-06").glob("*ling-ting*.md"))
    edit(published_sample / ONE, SLUG, "swap")
    edit(other, "ling-ting-chu-xin-de-sheng-yin", SLUG)
    assert run("build", "--project", published_sample) == 0
    said = capsys.readouterr().err
    assert "BM405" in said
    assert f"2021-06/{SLUG}/" in said


@pytest.mark.parametrize("address", [f"2021-06/{SLUG}/", "coverage/", "topics/"])
def test_a_redirect_of_an_address_in_use_is_named(
    sample: Path, capsys: pytest.CaptureFixture[str], address: str
) -> None:
    table = f'[redirects]\n"{address}" = ""\n\n[newspaper]'
    edit(sample / "site/edition.toml", "[newspaper]", table)
    assert run("build", "--project", sample) == 0
    line = (sample / "site/edition.toml").read_text("utf-8").split("\n").index("[redirects]") + 2
    assert f"site/edition.toml:{line}: BM406" in capsys.readouterr().err
    assert "本报讯" in public(sample, f"2021-06/{SLUG}/index.html")


def test_a_redirect_to_no_page_is_named(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(sample / "site/edition.toml", "[newspaper]", '[redirects]\n"a/" = "b/"\n\n[newspaper]')
    assert run("build", "--project", sample) == 1
    line = (sample / "site/edition.toml").read_text("utf-8").split("\n").index("[redirects]") + 2
    assert f"site/edition.toml:{line}: BM408" in capsys.readouterr().err


@pytest.mark.parametrize("loop", ['"a/" = "a/"', '"a/" = "b/"\n"b/" = "a/"'])
def test_redirects_lead_somewhere(
    sample: Path, loop: str, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(sample / "site/edition.toml", "[newspaper]", f"[redirects]\n{loop}\n\n[newspaper]")
    assert run("build", "--project", sample) == 2
    assert "edition.toml:" in capsys.readouterr().err


@pytest.mark.parametrize("wrong", ['"/2021-06/x/" = ""', '"../" = ""', '"a/" = "https://b/"'])
def test_a_redirect_is_of_addresses(
    sample: Path, wrong: str, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(sample / "site/edition.toml", "[newspaper]", f"[redirects]\n{wrong}\n\n[newspaper]")
    assert run("build", "--project", sample) == 2
    assert "edition.toml:" in capsys.readouterr().err


def test_what_is_in_a_list_no_longer_leads_to_the_list(published_sample: Path) -> None:
    for file in (published_sample / "site/content").rglob("*.md"):
        text = file.read_text("utf-8").replace("房叶舟", "房小舟").replace('"援疆", ', "")
        file.write_text(text, "utf-8")
    settings = published_sample / "site/edition.toml"
    text = settings.read_text("utf-8")
    begin = text.index('[[topics]]\nname = "援疆"')
    settings.write_text(text[:begin] + text[text.index("[[topics]]", begin + 9) :], "utf-8")
    assert run("build", "--project", published_sample, "--quiet") == 0
    assert "url=../" in public(published_sample, "people/fang-ye-zhou/index.html")
    assert "url=../" in public(published_sample, "topics/yuan-jiang/index.html")
    assert (published_sample / "site/public/people/fang-xiao-zhou/index.html").is_file()


def test_a_page_relabelled_after_publication_leads_to_its_issue(published_sample: Path) -> None:
    issue = published_sample / "site/content/2021-01"
    for file in issue.glob("*.md"):
        edit(file, 'page = "2"', 'page = "A02"')
    edit(issue / "issue.toml", 'label = "2"', 'label = "A02"')
    assert run("build", "--project", published_sample, "--quiet") == 0
    assert "url=../../" in public(published_sample, "2021-01/p/2/index.html")


def test_a_new_namesake_does_not_take_an_address(published_sample: Path) -> None:
    edit(published_sample / ONE, '[{ name = "管金威"', '[{ name = "房夜舟" }, { name = "管金威"')
    assert run("build", "--project", published_sample, "--quiet") == 0
    assert "房叶舟" in public(published_sample, "people/fang-ye-zhou/index.html")
    other = list((published_sample / "site/public/people").glob("fang-ye-zhou-*"))
    assert len(other) == 1


def test_feed_and_sitemap_have_the_moments_of_publication(published_sample: Path) -> None:
    edit(published_sample / ONE, "临时邮路开通", "临时邮路今开通")
    assert run("publish", "--project", published_sample, "--quiet") == 0
    feed = ET.fromstring(public(published_sample, "feed.xml"))  # noqa: S314 — our own
    moments = {
        entry.findtext("a:title", "", ATOM): (
            entry.findtext("a:published", "", ATOM),
            entry.findtext("a:updated", "", ATOM),
        )
        for entry in feed.findall("a:entry", ATOM)
    }
    later = "2026-11-23T02:15:00Z"
    changed = next(title for title in moments if "今开通" in title)
    assert moments.pop(changed) == (FIRST, later)
    assert set(moments.values()) == {(FIRST, FIRST)}
    sitemap = ET.fromstring(public(published_sample, "sitemaps/2021.xml"))  # noqa: S314 — our own
    lastmod = [node.text for node in sitemap.findall("s:url/s:lastmod", MAP)]
    assert lastmod.count(later) == 1
    assert lastmod.count(FIRST) == len(lastmod) - 1


def test_a_build_after_a_publication_makes_the_same_site(published_sample: Path) -> None:
    before = tree(published_sample / "site/public")
    shutil.rmtree(published_sample / "site/public")
    assert run("build", "--project", published_sample, "--quiet") == 0
    assert tree(published_sample / "site/public") == before


def test_a_trial_records_nothing(sample: Path, tmp_path: Path) -> None:
    add_target(sample, tmp_path / "www", "trial = true\n")
    assert run("publish", "web", "--project", sample, "--quiet") == 0
    assert not (sample / "site/addresses").exists()


def test_a_broken_ledger_is_named(
    published_sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = published_sample / "site/addresses/2021.txt"
    file.write_text(file.read_text("utf-8") + "<<<<<<< HEAD\n", "utf-8")
    assert run("build", "--project", published_sample) == 2
    line = file.read_text("utf-8").count("\n")
    assert f"site/addresses/2021.txt:{line}:" in capsys.readouterr().err


def test_a_ledger_that_went_through_windows_is_the_same(published_sample: Path) -> None:
    recorded = tree(published_sample / "site/addresses")
    for name, content in recorded.items():
        windows = content.replace(b"\n", b"\r\n")
        (published_sample / "site/addresses" / name).write_bytes(windows)
    assert run("publish", "--project", published_sample, "--quiet") == 0
    assert tree(published_sample / "site/addresses") == recorded


def test_an_entry_in_another_file_is_named(
    published_sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = published_sample / "site/addresses"
    line = (folder / "2021.txt").read_text("utf-8").splitlines()[-1]
    (folder / "2022.txt").write_text(line.replace("2021-0", "2021-1") + "\n", "utf-8")
    assert run("build", "--project", published_sample) == 2
    assert "site/addresses/2022.txt:1:" in capsys.readouterr().err


@pytest.mark.parametrize("part", ["", "2021.txt"])
def test_a_ledger_behind_a_link_is_refused(
    published_sample: Path, part: str, capsys: pytest.CaptureFixture[str]
) -> None:
    there = published_sample / "site/addresses" / part
    real = there.rename(published_sample / "real")
    there.symlink_to(real)
    assert run("build", "--project", published_sample) == 2
    assert "site/addresses" in capsys.readouterr().err
    assert run("publish", "--project", published_sample, "--quiet") == 2


def test_an_address_does_not_pass_to_a_namesake_while_nobody_signs_so(
    published_sample: Path,
) -> None:
    file = next((published_sample / "site/content/2021-06").glob("*ling-ting*.md"))
    edit(file, "房叶舟", "房夜舟")
    assert run("publish", "--project", published_sample, "--quiet") == 0
    edit(file, "房夜舟", "房叶舟")
    edit(published_sample / ONE, '[{ name = "管金威"', '[{ name = "房夜舟" }, { name = "管金威"')
    assert run("publish", "--project", published_sample, "--quiet") == 0
    assert "<h1>房叶舟" in public(published_sample, "people/fang-ye-zhou/index.html")


def test_a_ledger_that_is_changed_while_it_is_published_is_not_written_over(
    published_sample: Path,
) -> None:
    file = published_sample / "site/addresses/2021.txt"
    root, ledger = published_sample, file.relative_to(published_sample).as_posix()
    before = journal.seen(root, file.parent)
    pulled = file.read_text("utf-8") + "# pulled\n"
    file.write_text(pulled, "utf-8")
    with pytest.raises(UserError, match="changed meanwhile"):
        journal.change(root / "journal", root, {ledger: b"ours", "new": b"ours"}, before)
    assert file.read_text("utf-8") == pulled
    assert not (root / "new").exists()


def test_a_clock_that_is_none_or_goes_back(
    published_sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(published_sample / ONE, "6月23日", "6月24日")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "tomorrow")
    assert run("publish", "--project", published_sample, "--quiet") == 2
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert run("publish", "--project", published_sample, "--quiet") == 0
    assert "1970" not in (published_sample / "site/addresses/2021.txt").read_text("utf-8")


ADDRESSES = st.from_regex(r"\A(?:20[0-9]{2}(?:-[01][0-9])?|topics|a)/[a-c]{1,2}/\Z")
THINGS = st.from_regex(r"\A(?:article|person|topic):[甲乙a-c ]{0,3}[a-c甲]\Z").map(Thing)
PLACES = st.dictionaries(THINGS, ADDRESSES, max_size=8)
DIGESTS = st.dictionaries(THINGS, st.sampled_from(["", "0a", "1b"]), max_size=8)


@given(st.lists(st.tuples(PLACES, DIGESTS), max_size=4))
def test_a_ledger_only_grows_and_reads_back_as_it_was_written(
    publications: list[tuple[dict[Thing, str], dict[Thing, str]]],
) -> None:
    ledger = Ledger({})
    for day, (places, digests) in enumerate(publications, 1):
        moment = f"2026-01-{day:02}T00:00:00Z"
        later = published(ledger, places, digests, moment)
        assert set(later.entries) == set(ledger.entries) | set(places.values())
        again = published(later, places, digests, "2026-02-01T00:00:00Z")
        assert again == later
        ledger = later
        assert ledger_file.read(ledger_file.write(ledger)) == ledger


def test_an_address_stands_in_the_ledger_once() -> None:
    entry = Entry("a/b/", Thing("topic:x"), Moments(FIRST, FIRST))
    files = ledger_file.write(Ledger({"a/b/": entry}))
    twice = {name: text + text.splitlines()[-1] + "\n" for name, text in files.items()}
    with pytest.raises(UserError, match=r"other\.txt:4"):
        ledger_file.read(twice)
