"""Source pages whose bytes are bad: read right or named with their line, never changed or lost."""

from pathlib import Path

import pytest

from edition import PAGE, paper, run, tree

RARE = PAGE.replace("王小明", "王㐂𠮷").replace("青岚", "青㴓")
CUT = PAGE.encode().replace("李思远".encode(), "李思".encode() + b"\xe8\xbf")


def article_with(project: Path, text: str) -> str:
    """Give the one article's file that has a text."""
    texts = (file.read_text("utf-8") for file in (project / "site").rglob("*.md"))
    (found,) = (article for article in texts if text in article)
    return found


def shown(project: Path) -> str:
    """Give all pages of the built site."""
    return "".join(file.read_text("utf-8") for file in (project / "site").rglob("*.html"))


def both(project: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, int, str]:
    """Import and build; no source may change."""
    before = tree(project / "seeds")
    codes = run("import", "--project", project), run("build", "--project", project)
    assert tree(project / "seeds") == before
    return *codes, capsys.readouterr().err


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("gb18030", b""), ("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")],
)
@pytest.mark.parametrize("page", [PAGE, RARE], ids=["usual", "outside GBK"])
def test_what_the_trade_writes_gives_the_articles_of_utf8(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], encoding: str, mark: bytes, page: str
) -> None:
    there = paper(tmp_path / "a", mark + page.encode(encoding))
    here = paper(tmp_path / "b", page)
    assert both(there, capsys)[:2] == (0, 0)
    assert both(here, capsys)[:2] == (0, 0)
    content = tree(here / "site" / "content")
    assert tree(there / "site" / "content") == content
    assert len([name for name in content if name.endswith(".md")]) == 2


@pytest.mark.parametrize(
    ("page", "line"),
    [
        (CUT, 13),
        (PAGE.encode().replace("会议".encode(), b"\xff\xfe", 1), 1),
        (PAGE.encode() + b"\xed\xa0\x80\xed\xb0\x80", 14),
        (PAGE.encode("utf-16-le"), 1),
        (b"\xff\xfe" + PAGE.encode("utf-16-le") + b"\x00\xd8\x00\x00", 14),
    ],
    ids=["cut", "no encoding", "lone surrogates", "UTF-16 without a mark", "broken UTF-16"],
)
def test_what_is_no_text_is_named_and_the_other_page_is_imported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], page: bytes, line: int
) -> None:
    project = paper(tmp_path, page, "另一版的会议\n\n" + PAGE)
    imported, built, said = both(project, capsys)
    assert (imported, built) == (1, 0)
    assert f"seeds/2021-06-24/01.txt:{line}: BM103" in said
    assert "冒雨送达" in shown(project)


@pytest.mark.parametrize("page", ["", " \n\u3000\t\n"], ids=["empty", "blanks"])
def test_a_page_without_text_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], page: str
) -> None:
    project = paper(tmp_path, page, PAGE)
    imported, built, said = both(project, capsys)
    assert (imported, built) == (0, 0)
    assert "seeds/2021-06-24/01.txt: BM105" in said
    assert "冒雨送达" in shown(project)


@pytest.mark.parametrize("char", ["\0", "\x1b", "\x07", "\u202e", "\u2066"])
def test_what_no_line_may_hold_is_named_and_shown_nowhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], char: str
) -> None:
    project = paper(tmp_path, PAGE.replace("冒雨送达", f"冒雨{char}送达"))
    imported, built, said = both(project, capsys)
    assert (imported, built) == (0, 0)
    assert "seeds/2021-06-24/01.txt:8: BM201" in said
    assert f"U+{ord(char):04X}" in said
    assert "冒雨 送达通知书" in article_with(project, "李思远")
    assert char not in shown(project)
    assert char not in said


@pytest.mark.parametrize(
    ("file", "command", "code", "says"),
    [
        ("site/edition.toml", "build", 2, "site/edition.toml:3: byte "),
        ("seeds/seeds.toml", "import", 2, "seeds/seeds.toml:2: byte "),
        ("{issue}/issue.toml", "build", 1, "{issue}/issue.toml:9: BM309"),
        ("{issue}/import.toml", "import", 2, "{issue}/import.toml:1: "),
        ("{issue}/{article}", "build", 1, "{issue}/{article}:13: BM301"),
    ],
)
def test_a_file_of_the_editions_that_is_no_text_is_named(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    file: str,
    command: str,
    code: int,
    says: str,
) -> None:
    project = paper(tmp_path, PAGE, PAGE.replace("青岚", "怀溪"))
    (project / "seeds" / "seeds.toml").write_text("pages = []\n", "utf-8")
    assert run("import", "--project", project, "--quiet") == 0
    assert run("build", "--project", project, "--quiet") == 0
    old = tree(project / "site" / "public")
    issue = "site/content/2021-06-24"
    article = min((project / issue).glob("*.md")).name
    spoilt = project / file.format(issue=issue, article=article)
    spoilt.write_bytes(spoilt.read_bytes() + b"caf\xe9\n")
    before = tree(project)
    capsys.readouterr()
    assert run(command, "--project", project) == code
    assert says.format(issue=issue, article=article) in capsys.readouterr().err
    after = tree(project)
    made = ("site/public/", "site/.banmian/cache/")
    public = {name for name in before if name.startswith(made)}
    assert {name: after[name] for name in before.keys() - public} == {
        name: before[name] for name in before.keys() - public
    }
    if code == 2 or file.endswith("issue.toml"):
        assert tree(project / "site" / "public") == old
    else:
        assert "2021-06-24/index.html" in tree(project / "site" / "public")
