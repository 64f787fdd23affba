"""Articles that an editor spoilt: named with their line, left as they are, the others built."""

from collections.abc import Callable
from pathlib import Path

import pytest

from edition import PAGE, paper, png, run, tree

ISSUE = "site/content/2021-06-24"
ONE = "1-tou-di-yuan-mao-yu-song-da-tong-zhi-shu.md"
OTHER = "1-quan-shi-you-zheng-gong-zuo-hui-yi-zhao-kai.md"


def change(old: str, new: str) -> Callable[[str], str]:
    def apply(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return apply


def field(key: str, value: str) -> Callable[[str], str]:
    """Write another value for a key of the front matter."""

    def apply(text: str) -> str:
        lines = text.split("\n")
        at = next(n for n, line in enumerate(lines) if line.startswith(f"{key} = "))
        lines[at] = f"{key} = {value}"
        return "\n".join(lines)

    return apply


def unclosed(text: str) -> str:
    head, fence, body = text.rpartition("+++\n")
    assert fence
    return head + body


SPOILT = [
    ("not closed", unclosed, 1, "BM301", "另起一行写 +++"),
    ("no front matter", change("+++\n", ""), 1, "BM301", "+++"),
    ("unknown key", change("headline", "haedline"), 3, "BM301", "did you mean `headline`"),
    ("wrong type", field("headline", "7"), 3, "BM301", "Expected `str`, got `int`"),
    ("wrong type inside", change("position = 2", 'position = "2"'), 8, "BM301", "Expected `int`"),
    ("key given twice", change("headline", 'headline = "甲"\nheadline'), 4, "BM301", "TOML"),
    ("curly quotes", field("headline", "“甲”"), 3, "BM301", "straight quotes"),
    ("unknown genre", field("genre", '"novel"'), 6, "BM301", "novel"),
    ("id of no form", field("id", '"../x"'), 2, "BM301", "4–32"),
    ("slug CON", field("slug", '"CON"'), 9, "BM305", "a-z"),
    ("slug nul", field("slug", '"nul"'), 9, "BM305", "a-z"),
    ("slug a/b", field("slug", '"a/b"'), 9, "BM305", "a-z"),
    ("slug %2e%2e", field("slug", '"%2e%2e"'), 9, "BM305", "a-z"),
    ("slug ..", field("slug", '".."'), 9, "BM305", "a-z"),
    ("slug of a reserved folder", field("slug", '"images"'), 9, "BM305", "a-z"),
    ("slug too long", field("slug", f'"{"a" * 69}"'), 9, "BM305", "68"),
    ("slug empty", field("slug", '""'), 9, "BM305", "a-z"),
]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A small edition, imported and built."""
    project = paper(tmp_path, PAGE)
    assert run("import", "--project", project, "--quiet") == 0
    assert run("build", "--project", project, "--quiet") == 0
    return project


@pytest.mark.parametrize(
    ("spoil", "line", "code", "says"), [row[1:] for row in SPOILT], ids=[row[0] for row in SPOILT]
)
def test_what_cannot_be_an_article_is_named_and_left(
    small: Path,
    capsys: pytest.CaptureFixture[str],
    spoil: Callable[[str], str],
    line: int,
    code: str,
    says: str,
) -> None:
    file = small / ISSUE / ONE
    spoilt = spoil(file.read_text("utf-8"))
    file.write_text(spoilt, "utf-8")
    for command in ("check", "build"):
        assert run(command, "--project", small, "--lang", "en") == 1
        said = capsys.readouterr().err
        assert f"{ISSUE}/{ONE}:{line}: {code} error: " in said, said
        assert says in said
    home = (small / "site" / "public" / "2021-06-24" / "index.html").read_text("utf-8")
    assert "全市邮政工作会议召开" in home
    assert "投递员冒雨" not in home
    assert run("import", "--project", small, "--quiet") in {0, 1}
    assert file.read_text("utf-8") == spoilt


def test_slugs_that_differ_by_case_only_cannot_be(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, other = small / ISSUE / ONE, small / ISSUE / OTHER
    one.write_text(field("slug", '"abc"')(one.read_text("utf-8")), "utf-8")
    other.write_text(field("slug", '"ABC"')(other.read_text("utf-8")), "utf-8")
    assert run("build", "--project", small) == 1
    assert f"{ISSUE}/{OTHER}:9: BM305" in capsys.readouterr().err
    paths = [path.lower() for path in tree(small / "site" / "public")]
    assert len(paths) == len(set(paths))
    assert "2021-06-24/abc/index.html" in paths


@pytest.mark.parametrize(
    ("one", "other"), [("A.png", "a.png"), ("caf\u00e9.png", "cafe\u0301.png")], ids=["case", "NFC"]
)
def test_pictures_that_some_disks_take_for_one_keep_the_old_site(
    small: Path, capsys: pytest.CaptureFixture[str], one: str, other: str
) -> None:
    old = tree(small / "site" / "public")
    pictures = small / ISSUE / "images"
    pictures.mkdir()
    (pictures / one).write_bytes(png("red"))
    (pictures / other).write_bytes(png("blue"))
    file = small / ISSUE / ONE
    shown = f"\n![](images/{one})\n一\n\n![](images/{other})\n二\n"
    file.write_text(file.read_text("utf-8") + shown, "utf-8")
    assert run("build", "--project", small) == 1
    said = capsys.readouterr().err
    assert f"site/public/2021-06-24/images/{one}: BM403" in said
    assert f"site/public/2021-06-24/images/{other}: BM403" in said
    assert tree(small / "site" / "public") == old


def test_a_picture_that_is_composed_otherwise_is_named(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pictures = small / ISSUE / "images"
    pictures.mkdir()
    (pictures / "cafe\u0301.png").write_bytes(png())
    file = small / ISSUE / ONE
    file.write_text(file.read_text("utf-8") + "\n![](images/caf\u00e9.png)\n茶馆\n", "utf-8")
    assert run("build", "--project", small) == 0
    said = capsys.readouterr().err
    assert "BM310" in said
    assert "images/caf\u00e9.png" in said
