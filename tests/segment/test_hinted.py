"""Hints: each kind does what it says; any of them on any page lose nothing and never fail."""

from itertools import pairwise

from conservation import given as put_in
from conservation import shown, strings
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from test_conservation import pages

from banmian.config.profile import Profile
from banmian.content import hints_file
from banmian.model.diagnostics import Where
from banmian.model.hints import Hint, Quote, quote
from banmian.model.layout import LineRole, PageCut, PageText, Piece
from banmian.model.line import check_line
from banmian.segment import as_json, segment_page
from edition import PAGE

FILE = "site/hints/2021-06-24/1.toml"
WHERE = Where(FILE, 4)
TEXT = PageText("2021-06-24/01.txt", tuple(PAGE.split("\n")[:-1]))
NUMBER = {line: number for number, line in enumerate(TEXT.lines, 1)}
FIRST, SECOND = 1, NUMBER["投递员冒雨送达通知书"]
FIRST_TEXT, SECOND_TEXT, SIGNED = 3, SECOND + 2, NUMBER["□王小明"]


def q(number: int) -> Quote:
    return quote(TEXT.lines, number)


def cut(*hints: Hint, page: PageText = TEXT) -> PageCut:
    return segment_page(page, Profile(), hints)


def hint(*lines: int, **what: object) -> Hint:
    return Hint(tuple(q(line) for line in lines), WHERE, **what)  # type: ignore[arg-type]


def piece_of(cut: PageCut, line: int) -> Piece:
    return next(piece for piece in cut.pieces if line in piece.lines)


def test_without_hints_the_page_has_two_articles() -> None:
    pieces = cut().pieces
    assert [piece.headline for piece in pieces] == [TEXT.lines[0], TEXT.lines[SECOND - 1]]


def test_a_line_is_what_the_editor_says() -> None:
    made = cut(hint(SECOND, role=LineRole.DECK))
    assert piece_of(made, SECOND).deck == TEXT.lines[SECOND - 1]
    assert piece_of(made, SECOND).headline is None
    said = next(one for one in made.readings if SECOND in one.lines)
    assert (said.role, said.sure) == (LineRole.DECK, 1.0)


def test_lines_are_given_to_another_article() -> None:
    made = cut(hint(SIGNED, article=q(SECOND_TEXT)))
    assert piece_of(made, FIRST).byline is None
    assert "王小明" in (piece_of(made, SECOND).byline or "")


def test_what_follows_a_paragraph_s_taken_beginning_opens_one() -> None:
    made = cut(hint(FIRST_TEXT, article=q(SECOND_TEXT)))
    texts = [one for one in made.readings if one.role is LineRole.TEXT]
    assert [one.opens for one in texts if one.lines == (FIRST_TEXT + 1,)] == [True]


def test_an_article_begins_where_the_editor_splits_it() -> None:
    made = cut(hint(FIRST_TEXT + 1, split=True))
    assert len(made.pieces) == 3
    assert piece_of(made, FIRST_TEXT + 1).headline is None
    assert piece_of(made, FIRST_TEXT + 1).byline == "□王小明"


def test_two_articles_become_one() -> None:
    made = cut(hint(SECOND_TEXT, merge=q(FIRST_TEXT)))
    assert len(made.pieces) == 1
    assert len(made.pieces[0].body) == 2


def test_what_becomes_text_goes_on_in_its_paragraph() -> None:
    head = hint(FIRST_TEXT, role=LineRole.SECTION_HEAD)
    assert len(piece_of(cut(head), FIRST).body) == 2
    assert cut(head, hint(FIRST_TEXT, role=LineRole.TEXT)).pieces[0].body == cut().pieces[0].body


def test_what_was_a_section_head_is_a_paragraph_where_a_sentence_ends_before_it() -> None:
    for end, paragraphs in ("。", 2), ("，", 1):
        lines = list(TEXT.lines)
        lines[FIRST_TEXT] = lines[FIRST_TEXT][:-1] + end
        lines.insert(FIRST_TEXT + 1, "会场内外都很热闹。")
        at = quote(lines, FIRST_TEXT + 2)
        said = [Hint((at,), WHERE, role=role) for role in (LineRole.SECTION_HEAD, LineRole.TEXT)]
        made = cut(*said, page=replace(TEXT, lines=tuple(lines)))
        assert len(piece_of(made, FIRST).body) == paragraphs


def test_a_paragraph_opens_or_does_not() -> None:
    opened = cut(hint(FIRST_TEXT + 1, opens=True))
    assert len(piece_of(opened, FIRST).body) == 2
    again = cut(hint(FIRST_TEXT + 1, opens=True), hint(FIRST_TEXT + 1, opens=False))
    assert len(piece_of(again, FIRST).body) == 1


def test_a_line_is_put_behind_another() -> None:
    made = cut(hint(FIRST_TEXT, after=q(FIRST_TEXT + 1)))
    body = "".join(strings(piece_of(made, FIRST)))
    assert body.index("的工作") < body.index("6月20日")


def test_a_line_of_no_article_can_be_one_of_its_own() -> None:
    out = hint(SECOND, role=LineRole.FURNITURE)
    assert TEXT.lines[SECOND - 1] in [left.text for left in cut(out).leftovers]
    back = cut(out, hint(SECOND, role=LineRole.HEADLINE))
    assert piece_of(back, SECOND).body == ()
    given_back = cut(out, hint(SECOND, role=LineRole.HEADLINE, article=q(SECOND_TEXT)))
    assert [replace(one, confidence=1.0) for one in given_back.pieces] == [
        replace(one, confidence=1.0)
        for one in cut().pieces  # what an editor says is sure
    ]


def test_an_article_of_which_only_a_name_is_left_is_left_over() -> None:
    made = cut(hint(SIGNED, split=True))
    assert [left.text for left in made.leftovers] == ["□王小明"]


def test_a_hint_for_other_words_is_passed_over_and_named() -> None:
    wrong = Hint((Quote(FIRST, q(SECOND).text),), WHERE, role=LineRole.DECK)
    made = cut(wrong)
    assert made.pieces == cut().pieces
    assert [(one.code, one.where) for one in made.diagnostics] == [("BM217", WHERE)]
    assert dict(made.diagnostics[0].values)["near"] == f"（→ {SECOND}）"


def test_what_cannot_be_done_is_passed_over_and_named() -> None:
    out = hint(SECOND, role=LineRole.FURNITURE)
    for impossible in (
        hint(SIGNED, role=LineRole.JUMP),
        hint(SIGNED, article=q(SECOND)),
        hint(SECOND, split=True),
        hint(SECOND, merge=q(FIRST)),
    ):
        made = cut(out, impossible)
        assert [one.code for one in made.diagnostics if one.where == WHERE] == ["BM218"]
        assert made.pieces == cut(out).pieces


def test_what_is_written_is_read_again_and_undone() -> None:
    hints = [
        hint(FIRST, FIRST_TEXT, role=LineRole.CAPTION, article=q(SECOND), opens=False),
        hint(SECOND, split=True),
        hint(SECOND_TEXT, merge=q(FIRST)),
        hint(SECOND_TEXT, after=q(FIRST)),
    ]
    texts = [""]
    for one in hints:
        texts.append(hints_file.with_hint(texts[-1], one))
    found = hints_file.read(texts[-1], FILE)
    assert [one.quotes for one in found] == [one.quotes for one in hints]
    assert cut(*found) == cut(*found)
    for before, after in pairwise(texts):
        assert hints_file.without_last(after, FILE) == before


@st.composite
def pages_with_hints(draw: st.DrawFn) -> tuple[PageText, list[Hint]]:
    page = draw(pages)
    number = st.integers(1, max(len(page.lines), 1) + 1)
    quotes = number.map(
        lambda n: quote(page.lines, n) if n <= len(page.lines) else Quote(n, "没有")
    )
    what = st.one_of(
        st.fixed_dictionaries(
            {},
            optional={
                "role": st.sampled_from(LineRole),
                "article": quotes,
                "opens": st.booleans(),
                "after": quotes,
            },
        ),
        st.just({"split": True}),
        st.fixed_dictionaries({"merge": quotes}),
    )
    some = st.lists(quotes, min_size=1, max_size=4).map(tuple)
    one = st.builds(lambda lines, keys: Hint(lines, WHERE, **keys), some, what)
    return page, draw(st.lists(one, max_size=12))


@given(pages_with_hints())
@settings(max_examples=150)
def test_any_hints_on_any_page_lose_nothing(case: tuple[PageText, list[Hint]]) -> None:
    page, hints = case
    made = segment_page(page, Profile(), hints)
    assert shown(made) == put_in(page, made)
    for text in [text for piece in made.pieces for text in strings(piece)]:
        check_line(text)
    assert made == segment_page(page, Profile(), hints)
    as_json(made)


@given(pages_with_hints())
@settings(max_examples=80)
def test_a_hint_twice_in_a_row_does_what_it_does_once(
    case: tuple[PageText, list[Hint]],
) -> None:
    page, hints = case
    once = segment_page(page, Profile(), hints)
    twice = segment_page(page, Profile(), [*hints, *hints[-1:]])
    assert (twice.readings, twice.pieces) == (once.readings, once.pieces)
