"""Each finding about content: its code, its place, and that the rest is built."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from banmian.app.checking import check
from banmian.app.importing import import_pages
from banmian.app.project import Project
from banmian.model.catalogue import CATALOGUE, wording
from banmian.model.diagnostics import Diagnostic
from banmian.model.output import Output
from banmian.proof import proofs
from edition import run

ONE = "site/content/2021-06/1-lin-shi-you-lu-kai-tong.md"
ISSUE = "site/content/2021-01/issue.toml"
RECORD = "site/content/2021-06/import.toml"
LEFT = '[[pages.leftovers]]\nkind = "unplaced"\nlines = "1"\ntext = "无处可去"\n\n[[articles]]'
SLUG = "lin-shi-you-lu-kai-tong"
SLUG_OF_OTHER = "ling-ting-chu-xin-de-sheng-yin"
OTHER = "site/content/2021-06/1-ling-ting-chu-xin-de-sheng-yin.md"


def change(old: str, new: str, file: str = ONE) -> Callable[[Path], None]:
    def apply(project: Path) -> None:
        text = (project / file).read_text("utf-8")
        assert old in text
        (project / file).write_text(text.replace(old, new, 1), "utf-8")

    return apply


def id_of(project: Path, file: str) -> str:
    return (project / file).read_text("utf-8").split('id = "')[1].split('"')[0]


def same_id(project: Path) -> None:
    change(id_of(project, OTHER), id_of(project, ONE), OTHER)(project)


def same_id_in_another_issue(project: Path) -> None:
    file = next((project / "site" / "content" / "2021-01").glob("*87*.md"))
    name = file.relative_to(project).as_posix()
    change(id_of(project, name), id_of(project, ONE), name)(project)


def latin_1(project: Path) -> None:
    (project / ONE).write_bytes("+++\nid = 'caf\u00e9'\n+++\n".encode("latin-1"))


def a_link(project: Path) -> None:
    outside = project / "outside.md"
    outside.write_text("secret", "utf-8")
    (project / "site" / "content" / "2021-06" / "link.md").symlink_to(outside)


CASES = [
    ("BM301", f"{ONE}:6", change("genre", "gener")),
    ("BM302", f"{ONE}:12", change("本报讯", "本\x08报讯")),
    ("BM302", f"{ONE}:3", change("临时邮路开通", "临时\uffff邮路开通")),
    ("BM301", ONE, change('"国际业务"', '"国际\\u0002业务"')),
    ("BM303", f"{OTHER}:2", same_id),
    ("BM303", f"{ONE}:2", same_id_in_another_issue),
    ("BM304", f"{OTHER}:9", change(SLUG_OF_OTHER, SLUG, OTHER)),
    ("BM305", f"{ONE}:9", change(SLUG, "../x")),
    ("BM305", f"{ONE}:9", change(SLUG, "con")),
    ("BM306", f"{ONE}:3", change("临时邮路开通", "")),
    ("BM307", f"{ONE}:7", change("国际业务", "国际业物")),
    ("BM308", f"{ONE}:8", change('page = "1"', 'page = "7"')),
    ("BM309", f"{ISSUE}:1", change("2021-01", "2021-02-30", ISSUE)),
    ("BM309", f"{ISSUE}:1", change("date", "day", ISSUE)),
    ("BM310", f"{ONE}:12", change("本报讯", "![](images/no.jpg)\n说明\n\n本报讯")),
    ("BM311", f"{ONE}:12", change("本报讯", "见[他文](id:nosuch99)\n\n本报讯")),
    ("BM317", f"{ONE}:9", change("slug", 'corrects = ["nosuch99"]\nslug')),
    ("BM314", f"{ONE}:12", change("本报讯", "见[他文](../x.html)\n\n本报讯")),
    ("BM301", ONE, latin_1),
    ("BM204", f"{RECORD}:", change("[[articles]]", LEFT, RECORD)),
    ("BM309", f"{RECORD}:", change("[[articles]]", "[[article]]", RECORD)),
    ("BM315", ONE, change("本报讯", "[" * 1001)),
    ("BM315", ONE, change("本报讯", "- 一\n" + " " * 400 + "- 二\n\n")),
    ("BM312", "site/content/2021-06/link.md", a_link),
]


@pytest.mark.parametrize(("code", "where", "spoil"), CASES)
def test_what_is_wrong_in_content_is_named(
    sample: Path, code: str, where: str, spoil: Callable[[Path], None]
) -> None:
    spoil(sample)
    found = check(Project(sample))
    assert any(one.code == code and str(one.where).startswith(where) for one in found), found
    assert run("build", "--project", sample, "--quiet") in {0, 1}
    assert (sample / "site" / "public" / "2021-06" / "index.html").is_file()


def imported(project: Path) -> tuple[Diagnostic, ...]:
    return import_pages(Project(project)).diagnostics


def test_what_is_wrong_with_sources_is_named(bare: Path) -> None:
    seeds = bare / "seeds"
    (seeds / "002_03714e733c18525d.txt").unlink()
    (seeds / "2021-07").mkdir()
    (seeds / "2021-07" / "01.txt").write_bytes(b"\x00\xd8\xff\xfe caf\xe9 \x80")
    shutil.copy(seeds / "000_2492ed09823139b5.txt", seeds / "new.txt")
    for name, text in (
        ("02.txt", " \n\n"),
        ("04.TXT", "本报讯 大写的后缀。\n"),
        ("05.docx", "PK"),
        ("03.txt", "本报讯 一。\n"),
        ("3.txt", "本报讯 二。\n"),
    ):
        (seeds / "2021-07" / name).write_text(text, "utf-8")
    found = {(one.code, one.where.path) for one in imported(bare)}
    assert ("BM101", "seeds/new.txt") in found
    assert ("BM102", "seeds/seeds.toml") in found
    assert ("BM103", "seeds/2021-07/01.txt") in found
    assert ("BM104", "seeds/2021-07/03.txt") in found
    assert ("BM104", "seeds/2021-07/3.txt") in found
    assert ("BM105", "seeds/2021-07/02.txt") in found
    assert ("BM107", "seeds/2021-07/05.docx") in found
    assert list((bare / "site/content/2021-07").glob("4-*.md"))


def test_what_an_editor_should_look_at_in_a_page_is_named(bare: Path) -> None:
    found = {(one.code, str(one.where)) for one in imported(bare)}
    assert ("BM201", "seeds/002_03714e733c18525d.txt:314") in found
    assert ("BM202", "seeds/000_2492ed09823139b5.txt:342") in found
    assert ("BM203", "seeds/000_2492ed09823139b5.txt:138") in found


def test_what_a_profile_has_and_no_page_is_named(bare: Path) -> None:
    settings = bare / "site" / "edition.toml"
    own = 'byline_marks = "□▼"\njumps_to = ["▶▶{page}"]\ncolumns = ["记者在线"]'
    text = settings.read_text("utf-8").replace('"仲驿", "宗合"]', f'"仲驿", "钟一"]\n{own}')
    settings.write_text(text, "utf-8")
    unused = [one for one in imported(bare) if one.code == "BM112"]
    lines = text.splitlines()
    assert [(dict(one.values)["value"], lines[one.where.line - 1]) for one in unused] == [
        ("钟一", 'collectives = ["仲驿", "钟一"]'),
        ("▼", 'byline_marks = "□▼"'),
        ("▶▶{page}", 'jumps_to = ["▶▶{page}"]'),
        ("记者在线", 'columns = ["记者在线"]'),
    ]


def test_a_page_without_its_source_is_named_and_stays(sample: Path) -> None:
    toml = sample / "seeds" / "seeds.toml"
    toml.write_text(toml.read_text("utf-8").replace('"2021-01"', '"2021-01-15"'), "utf-8")
    found = {(one.code, one.where.path) for one in imported(sample)}
    assert ("BM106", "site/content/2021-01/import.toml") in found
    assert len(list((sample / "site" / "content" / "2021-01").glob("*.md"))) == 7


HTML = '<main id="here"><a href="{}">x</a></main>'


@pytest.mark.parametrize(
    ("href", "code"),
    [
        ("b/", None),
        ("b/#here", None),
        ("#here", None),
        ("https://elsewhere.example/", None),
        ("/paper/b/", None),
        ("c/", "BM401"),
        ("../b/", "BM401"),
        ("/b/", "BM401"),
        ("b/#there", "BM402"),
        ("#there", "BM402"),
    ],
)
def test_every_link_of_the_site_is_proved(href: str, code: str | None) -> None:
    outputs = [
        Output("index.html", HTML.format(href).encode()),
        Output("b/index.html", HTML.format("../").encode()),
    ]
    found = proofs(outputs, "/paper/", "site/public")
    assert [one.code for one in found] == ([code] if code else [])


def test_every_version_of_a_picture_is_proved() -> None:
    html = b'<source srcset="a.jpg.800.webp 800w, a.jpg.1600.webp 1600w"><source srcset="">'
    outputs = [Output("index.html", html), Output("a.jpg.800.webp", b"")]
    (found,) = proofs(outputs, "/", "site/public")
    assert (found.code, dict(found.values)["href"]) == ("BM401", "a.jpg.1600.webp")


def test_two_outputs_of_one_address_are_found_where_disks_ignore_case() -> None:
    outputs = [Output("A/index.html", b"x"), Output("a/index.html", b"x")]
    assert {one.code for one in proofs(outputs, "/", "site/public")} == {"BM403"}


@pytest.mark.parametrize("code", CATALOGUE)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_wording_can_be_filled(code: str, language: str) -> None:
    entry = CATALOGUE[code]
    names = (
        "count char date text what id other slug topic near page image href file clues source "
        "address thing target key value real printed issue pages values line "
        "characters size budget"
    ).split()
    values = tuple((name, "x") for name in names)
    message, hint = wording(Diagnostic(where=None, code=code, values=values), language)  # type: ignore[arg-type]
    assert "{" not in message + hint
    assert message != (entry.en if language == "zh" else entry.zh)


def test_a_page_with_nothing_on_it_is_found() -> None:
    (found,) = proofs([Output("a/index.html", b"\n")], "/", "site/public")
    assert (found.code, found.where.path) == ("BM410", "site/public/a/index.html")


@pytest.mark.parametrize(
    "markup",
    [
        '<p title="<a href=x src=y>">',
        "<p title='a href=\"x\"'>",
        '<!-- <a href="x"> -->',
        "text href=x &lt;a href=x&gt;",
        '<a href="#top">',
        '<a href="./">',
        '<a href="../a/?q=1#here"><b id=here>',
        '<a href="//other.example/x"><a href="mailto:a@b.cn">',
        '<a href="/a/"><img srcset="index.html 1w, ../a/ 2w">',
    ],
)
def test_what_is_no_dead_link_is_none(markup: str) -> None:
    assert proofs([Output("a/index.html", markup.encode())], "/", "site/public") == []
