"""The content format's law: what is written reads back the same, and nothing becomes markup."""

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from banmian.compose.body import render
from banmian.compose.markup import to_html
from banmian.compose.targets import Surroundings, Target
from banmian.config.profile import Profile
from banmian.config.toml import TomlError
from banmian.content import article_file, body, front
from banmian.content.escape import escape
from banmian.model.article import (
    Article,
    Contributor,
    ContributorType,
    Direction,
    EditorsNote,
    Figure,
    Genre,
    Jump,
    Markup,
    Paragraph,
    Placement,
    Role,
    SectionHead,
    Table,
    Verse,
)
from banmian.model.correction import ArticleStatus, Correction, Withdrawal
from banmian.model.dates import PartialDate
from banmian.model.ids import ArticleId
from banmian.model.line import is_clean
from banmian.model.picture import Picture

SIGNS = "\\`*_{}[]()>#+-.!|<&;:/=~^\"'%@$ 　a1本报讯，。“”"
HOSTILE = (
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "{% include '/etc/passwd' %}",
    "[注]: 本报讯",
    "2024. 这一年",
    "5*3=15，3*5",
    ">50人",
    "#1楼",
    "————",
    "![x](javascript:alert(1))",
    ":---",
    ":-:",
    "&lt;b&gt;",
    "&#1",
    "| a | b |",
    "+++",
    "---",
    "\\*",
    "__init__",
    "    缩进",
)

lines = (
    st.one_of(
        st.text(st.sampled_from(SIGNS), min_size=1, max_size=24),
        st.text(st.characters().filter(is_clean), min_size=1, max_size=24),
        st.sampled_from(HOSTILE),
    )
    .map(str.strip)
    .filter(bool)
)
empty_or_line = st.one_of(st.just(""), lines)
none_or_line = st.one_of(st.none(), lines)


def rows(width: int) -> st.SearchStrategy[Table]:
    row = st.tuples(*[empty_or_line] * width)
    return st.builds(Table, row, st.lists(row, max_size=3).map(tuple))


blocks = st.one_of(
    lines.map(Paragraph),
    lines.map(SectionHead),
    st.builds(EditorsNote, lines, st.lists(lines, min_size=1, max_size=3).map(tuple)),
    st.builds(
        Figure, st.sampled_from(["", "a.jpg", "图1.png"]), empty_or_line, lines, empty_or_line
    ),
    st.integers(1, 3).flatmap(rows),
    st.lists(empty_or_line, min_size=1, max_size=4)
    .map(tuple)
    .filter(lambda verse: verse[0] and verse[-1])
    .map(Verse),
)
days = st.dates().map(lambda day: PartialDate(day.year, day.month, day.day))
statuses = st.one_of(
    st.sampled_from([ArticleStatus.OUT, ArticleStatus.DRAFT]).map(lambda status: (status, None)),
    st.builds(Withdrawal, days, lines).map(lambda gone: (ArticleStatus.WITHDRAWN, gone)),
)


def with_status(article: Article, status: tuple[ArticleStatus, Withdrawal | None]) -> Article:
    return replace(article, status=status[0], withdrawal=status[1])


came_out = st.builds(
    Article,
    id=st.from_regex(r"[a-z0-9]{4,12}", fullmatch=True).map(ArticleId),
    slug=st.from_regex(r"[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,3}", fullmatch=True),
    genre=st.sampled_from(Genre),
    placements=st.lists(
        st.builds(Placement, st.sampled_from(["1", "A01", "04-05"]), st.integers(0, 99)),
        min_size=1,
        max_size=3,
    ).map(tuple),
    kicker=none_or_line,
    headline=none_or_line,
    deck=none_or_line,
    column=none_or_line,
    series=none_or_line,
    byline=none_or_line,
    authors=st.lists(
        st.builds(Contributor, lines, st.sampled_from(Role), st.sampled_from(ContributorType)),
        max_size=3,
    ).map(tuple),
    source=none_or_line,
    jumps=st.lists(st.builds(Jump, st.sampled_from(Direction), lines, lines), max_size=2).map(
        tuple
    ),
    topics=st.lists(lines, max_size=3).map(tuple),
    body=st.lists(blocks, max_size=4).map(tuple),
    corrections=st.lists(st.builds(Correction, days, lines), max_size=2).map(tuple),
    corrects=st.lists(st.from_regex(r"[A-Z]{4}", fullmatch=True).map(ArticleId), max_size=2).map(
        tuple
    ),
)
articles = st.builds(with_status, came_out, statuses)


@settings(max_examples=300, deadline=None)
@given(articles)
def test_what_is_written_reads_back_the_same(article: Article) -> None:
    read = article_file.read(article_file.write(article), "a.md")
    assert read.article == article
    assert read.diagnostics == ()


@settings(max_examples=150, deadline=None)
@given(articles)
def test_windows_line_ends_and_a_byte_order_mark_make_no_difference(article: Article) -> None:
    text = "\ufeff" + article_file.write(article).replace("\n", "\r\n")
    assert article_file.read(text, "a.md").article == article


@settings(max_examples=500, deadline=None)
@given(lines)
def test_python_markdown_shows_exactly_the_text(text: str) -> None:
    shown = to_html(escape(text), lambda tag, target: Target(target))
    assert shown.startswith("<p>")
    assert shown.endswith("</p>")
    assert html.unescape(shown[3:-4]) == html.unescape(html.escape(text, quote=False))
    assert body.read(escape(text)) == (Paragraph(text),)


@settings(max_examples=300, deadline=None)
@given(st.lists(blocks, min_size=1, max_size=4).map(tuple))
def test_no_text_becomes_markup(blocks: tuple[Paragraph, ...]) -> None:
    names = [block.image for block in blocks if isinstance(block, Figure)]
    pictures = dict.fromkeys(names, Picture(8, 8, (8,)))
    surroundings = Surroundings(pictures, lambda name: name, {}, lambda address: address)
    shown = render(blocks, surroundings, Profile()).html
    tags = {tag.partition(" ")[0].strip("/>") for tag in shown.split("<")[1:]}
    allowed = {"p", "h2", "blockquote", "figure", "figcaption", "img", "table", "thead", "tbody"}
    tags = {tag.partition(">")[0] for tag in tags}
    assert tags <= allowed | {"tr", "th", "td", "br", "span", "picture", "source", "div"}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_it_is(text: str) -> None:
    (paragraph,) = body.read(body.write((Paragraph(text.strip()),)))
    assert paragraph == Paragraph(text.strip())


@pytest.mark.parametrize(
    ("source", "block"),
    [
        ("一行断成\n两行的字", Paragraph("一行断成两行的字")),
        ("two\nwords", Paragraph("two words")),
        ("　　全角缩进", Paragraph("全角缩进")),
        ("**加粗。**后文", Markup("**加粗。**后文")),
        ("见[上一篇](id:abcd)", Markup("见[上一篇](id:abcd)")),
        ("1. 列表\n2. 第二", Markup("1. 列表\n2. 第二")),
        ("题目\n===", Markup("题目\n===")),
        ("### 更小的标题", Markup("### 更小的标题")),
        ("## 小标题 ##", Markup("## 小标题 ##")),
        ("> 引文", Markup("> 引文")),
        ("> [!编者按]\n> 甲\n>\n> 乙", EditorsNote("编者按", ("甲", "乙"))),
        ('![](images/a.jpg "张三 摄")\n说明', Figure("a.jpg", "", "说明", "张三 摄")),
        ("![](../../etc/passwd)", Markup("![](../../etc/passwd)")),
        ("![](https://example.com/a.jpg)", Markup("![](https://example.com/a.jpg)")),
        ("| 床前明月光\n|\n| 疑是地上霜", Verse(("床前明月光", "", "疑是地上霜"))),
        ("| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |", Table(("甲", "乙"), (("1", "2"),))),
        ("| 甲 | 乙 |\n| --- | --- |\n| 1 |", Markup("| 甲 | 乙 |\n| --- | --- |\n| 1 |")),
    ],
)
def test_each_block_has_its_form(source: str, block: object) -> None:
    assert body.read(source) == (block,)


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("> [!编者按]\n> **甲**乙", "<p><strong>甲</strong>乙</p>"),
        ("> [!编者按]\n> 甲\n>\n> - 乙", "<p>甲</p>\n<ul>\n<li>乙</li>\n</ul>"),
        (
            "> [!编者按]\n> ![票](images/a.png)",
            '<p><img alt="票" decoding="async" height="8" loading="lazy" src="a.png" width="8">'
            "</p>",
        ),
        ("> [!编者按]\n>\n> ## 甲", "<h2>甲</h2>"),
    ],
)
def test_an_editors_note_that_holds_markdown_keeps_its_label(source: str, shown: str) -> None:
    pictures = {"a.png": Picture(8, 8)}
    surroundings = Surroundings(pictures, lambda name: name, {}, lambda address: address)
    note = render(body.read(source), surroundings, Profile())
    head = '<blockquote class="editors-note">\n<p class="label">编者按</p>'
    shown_html = re.sub(' id="p-[^"]*"', "", note.html)
    assert shown_html.replace("\n\n", "\n") == f"{head}\n{shown}\n</blockquote>"
    assert note.lines[0] == "编者按"


@pytest.mark.parametrize(
    "source", ["> \\[!编者按]\n> **甲**", "> [!编者按]**甲**", "> **甲**[!编者按]", "> - [!编者按]"]
)
def test_a_quotation_that_only_looks_like_an_editors_note_is_none(source: str) -> None:
    shown = to_html(source, lambda tag, target: Target(target))
    assert shown.startswith("<blockquote>\n")
    assert "[!编者按]" in shown


def test_an_editors_markdown_is_kept_as_it_stands() -> None:
    source = "第一段。\n\n- 甲\n\n    续\n\n- 乙\n\n末段。\n"
    blocks = body.read(source)
    assert blocks == (Paragraph("第一段。"), Markup("- 甲\n\n    续\n\n- 乙"), Paragraph("末段。"))
    assert body.write(blocks) == source


FACTS = '+++\nid = "abcd"\nslug = "a"\nplacements = [{ page = "1", position = 1 }]\n'
GONE = 'withdrawal = { date = "2026-11-22", reason = "错" }\n+++\n'


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("正文", 1, "front matter"),
        ('+++\nid = "abcd"\n', 1, "not closed"),
        ('+++\nid = "abcd"\nslug = "a"\nplacements = []\nheadlin = "题"\n+++\n', 5, "headline"),
        ('+++\nid = "abcd"\nslug = 7\nplacements = []\n+++\n', 3, "slug"),
        ('+++\nid = "abcd"\nslug = "a"\n+++\n', 1, "placements"),
        (
            '+++\nid = "ab cd"\nslug = "a"\nplacements = [{ page = "1", position = 1 }]\n+++\n',
            2,
            "id",
        ),
        ('+++\nid = "abcd"\nslug = "a"\nplacements = []\n+++\n', 1, "place"),
        ('+++\nid = "abcd"\nid = "abce"\n+++\n', 3, "overwrite"),
        (FACTS + 'corrections = [{ date = "2026-11", note = "误" }]\n+++\n', 5, "2026-11"),
        (FACTS + 'corrections = [{ date = "2026-02-30", note = "误" }]\n+++\n', 5, "no such day"),
        (FACTS + 'corrections = [{ note = "误" }]\n+++\n', 5, "not a date"),
        (
            FACTS + 'corrections = [\n{ date = "2026-11-22", note = "误" },\n'
            '{ date = "2026-11-23", note = " " },\n]\n+++\n',
            7,
            "without a note",
        ),
        (FACTS + 'corrections = [{ day = "2026-11-22", note = "误" }]\n+++\n', 5, "day"),
        (FACTS + 'corrects = ["abcd"]\n+++\n', 5, "corrects itself"),
        (FACTS + 'status = "gone"\n+++\n', 5, "status"),
        (FACTS + 'status = "withdrawn"\n+++\n', 5, "when and why"),
        (FACTS + 'status = "withdrawn"\n' + GONE.replace("错", " "), 6, "when and why"),
        (FACTS + 'status = "withdrawn"\n' + GONE.replace("-22", ""), 6, "2026-11"),
        (FACTS + GONE, 5, "the status is another"),
        (FACTS + 'status = "draft"\n' + GONE, 6, "the status is another"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(text: str, line: int, what: str) -> None:
    read = article_file.read(text, "site/content/2021-06/a.md")
    assert read.article is None
    (found,) = read.diagnostics
    assert found.code == "BM301"
    assert found.where.line == line
    assert what in dict(found.values)["what"]


def test_control_characters_are_reported_and_left_out() -> None:
    article = Article(
        ArticleId("abcd"), "a", Genre.NEWS, (Placement("1", 1),), body=(Paragraph("甲乙"),)
    )
    text = article_file.write(article).replace("甲乙", "甲\x00\u202e乙")
    read = article_file.read(text, "a.md")
    assert read.article == article
    assert [found.code for found in read.diagnostics] == ["BM302", "BM302"]


heads = st.text(st.sampled_from("甲乙 \"\\=#[]{},'\t1a&"), max_size=12)


@given(heads, heads, heads, st.integers(-1, 12))
def test_a_front_matter_as_banmian_writes_it_is_read_as_any_other(
    headline: str, name: str, page: str, position: int
) -> None:
    """It takes an express lane: what stands behind a comment cannot."""
    toml = (
        f'id = "a123"\nslug = "a"\nheadline = "{headline}"\nauthors = [{{ name = "{name}" }}]\n'
        f'placements = [{{ page = "{page}", position = {position} }}]\n'
        f'topics = ["{name}", "{page}"]'
    )

    def outcome(text: str) -> object:
        try:
            return front.read(text, ())
        except TomlError as error:
            return (error.message, error.hint)

    assert outcome(toml) == outcome(f"{toml}\n# not as it is written")
