"""What is decided for a whole page at once, from what the network thinks of each line by itself."""

from collections.abc import Mapping, Sequence

import numpy as np

from banmian.config.profile import Profile
from banmian.model.layout import PageText
from banmian.segment.beginnings import thought_over
from banmian.segment.choices import Choices, Sort
from banmian.segment.cues import forms
from banmian.segment.fragments import broken, gathered
from banmian.segment.head_groups import Groups
from banmian.segment.heads import Deal
from banmian.segment.lines import Line, read_lines
from banmian.segment.roles import Forms
from banmian.segment.signing import signed
from banmian.segment.threads import threads_of

NONE = -20.0
Shares = Mapping[int, float]


def opinion(
    sorts: Sequence[Mapping[Sort, float]],
    follows: Mapping[int, Shares] | None = None,
    homes: Mapping[int, Shares] | None = None,
) -> Choices:
    """Make an opinion of logarithms; -1 stands for that an article begins, or for no home."""
    lines = len(sorts)
    table = np.array([[given.get(sort, NONE) for sort in Sort] for given in sorts])
    before, tied, begins = _choices(lines, follows or {})
    home, housed, homeless = _choices(lines, homes or {})
    return Choices(table, before, tied, begins, home, housed, homeless)


def _choices(lines: int, given: Mapping[int, Shares]) -> tuple[np.ndarray, ...]:
    places, scores = np.zeros((lines, 4), np.int32), np.full((lines, 4), -1e9)
    rest = np.array([given.get(at, {}).get(-1, NONE) for at in range(lines)])
    for at, shares in given.items():
        for column, (place, score) in enumerate((p, s) for p, s in shares.items() if p >= 0):
            places[at, column], scores[at, column] = place, score
    return places, scores, rest


def described(*texts: str) -> tuple[Line, ...]:
    return read_lines(PageText("01.txt", texts), forms(Profile()))[0]


HEAD, TEXT = {Sort.HEADLINE: 0.0}, {Sort.MIDDLE: 0.0}
FORMS = Forms(frozenset(), ("分公司",))
TWO_HEADS = described("水库除险加固工程完工", "菜市场搬来了“化验员”", "正文。", "正文。")


def test_headlines_of_neighbours_are_dealt_to_an_article_each() -> None:
    found = opinion(
        [HEAD, HEAD, TEXT, TEXT],
        homes={0: {2: -0.1, 3: -4.0}, 1: {2: -0.6, 3: -0.8}},
    )
    deal = Deal([[0, 1]], found, Groups(TWO_HEADS, found, FORMS), {2: 0, 3: 1})
    assert {at: head.article for at, head in deal.heads()} == {0: 0, 1: 1}


def test_a_kicker_and_a_headline_are_one_head() -> None:
    found = opinion(
        [{Sort.HEADLINE: -0.5, Sort.KICKER: -1.0}, HEAD, TEXT, TEXT],
        homes={0: {2: -0.1, 3: -9.0}, 1: {2: -0.1, 3: -9.0}},
    )
    deal = Deal([[0, 1]], found, Groups(TWO_HEADS, found, FORMS), {2: 0, 3: 1})
    heads = dict(deal.heads())
    assert [(heads[at].article, heads[at].sort) for at in (0, 1)] == [
        (0, Sort.KICKER),
        (0, Sort.HEADLINE),
    ]


def test_headlines_of_no_text_are_groups_of_their_own() -> None:
    found = opinion([HEAD, HEAD], homes={0: {-1: 0.0}, 1: {-1: 0.0}})
    deal = Deal([[0, 1]], found, Groups(TWO_HEADS, found, FORMS), {})
    assert [head.article for _, head in deal.heads()] == [-1, -2]


def test_torn_columns_are_tied_so_that_all_fit() -> None:
    """Line 2 would take line 0 from line 3, which nothing else goes before."""
    follows = {
        0: {-1: 0.0},
        1: {-1: 0.0},
        2: {0: -0.9, 1: -1.0},
        3: {0: -1.0, 1: -12.0},
    }
    assert threads_of(opinion([TEXT] * 4, follows)) == ((0, 3), (1, 2))


def test_a_line_does_not_follow_what_is_no_text() -> None:
    """Windows of a long page can differ in what a line on their edge is."""
    found = opinion([TEXT, HEAD, TEXT], {0: {-1: 0.0}, 2: {1: -0.1, 0: -2.0, -1: -9.0}})
    assert threads_of(found) == ((0, 2),)


def test_a_text_is_split_where_a_second_headline_calls_for_it() -> None:
    found = opinion([TEXT] * 3, {0: {-1: 0.0}, 1: {0: -0.4, -1: -1.1}, 2: {1: -0.01, -1: -9.0}})
    worth = {((0, 1, 2),): -3.0, ((0,), (1, 2)): 0.0}
    assert thought_over(((0, 1, 2),), found, worth.__getitem__) == ((0,), (1, 2))
    worth = {((0, 1, 2),): 0.0, ((0,), (1, 2)): 0.0}
    assert thought_over(((0, 1, 2),), found, worth.__getitem__) == ((0, 1, 2),)


def test_an_article_that_is_signed_hardly_has_another_byline() -> None:
    wishes = {4: {0: -0.1, 1: -3.0}, 9: {0: -0.2, 1: -2.0}}
    assert signed(wishes, credited=frozenset()) == {4: 0, 9: 1}
    assert signed({4: {0: -0.1, 1: -3.0}}, credited=frozenset({0})) == {4: 1}


def test_two_lines_of_a_byline_stay_together() -> None:
    assert signed({4: {0: -0.1, 1: -3.0}, 5: {0: -0.2, 1: -3.0}}, frozenset()) == {4: 0, 5: 0}


TORN = described(
    "第一篇的开头说的是去年这个时候在县里召开的一次会议，",
    "会上讨论了三件事，每一件都有人记在本子上，后来",
    "都一件一件地办成了。",
    "都有人问起，也都有人答应，回到单位以后又",
)
APART = ((0, 1, 2), (3,))
ALONE = {0: {-1: 0.0}, 1: {0: 0.0}}


def gather(links: Mapping[int, Shares]) -> tuple[tuple[int, ...], ...]:
    """Put the fourth line, which may have been torn from the three before it, where it goes on."""
    return gathered(APART, [(3,)], TORN, opinion([TEXT] * 4, follows={**ALONE, **links}))


def test_a_text_that_stops_within_a_sentence_goes_on_in_another() -> None:
    """It follows the second line, and the third follows it, which seemed to follow the second."""
    assert gather({2: {1: -0.5, 3: -1.0}, 3: {-1: -0.5, 1: -1.0}}) == ((0, 1, 3, 2),)


def test_a_fragment_s_place_is_found_by_the_line_after_it_alone() -> None:
    assert gather({2: {1: -15.0, 3: 0.0}, 3: {-1: -9.0}}) == ((0, 1, 3, 2),)


def test_a_fragment_s_place_is_found_by_the_line_before_it_alone() -> None:
    assert gather({2: {1: -9.0}, 3: {-1: -9.0, 1: 0.0}}) == ((0, 1, 3, 2),)


def test_a_fragment_stays_where_all_would_be_far_less_likely() -> None:
    for link, is_put in (-7.0, True), (-9.0, False):
        found = gather({2: {1: 0.0, 3: 0.0}, 3: {-1: -0.1, 1: link}})
        assert (found != APART) is is_put


def test_a_fragment_is_not_put_behind_a_text_that_is_whole() -> None:
    assert gather({2: {1: 0.0}, 3: {-1: -0.1, 2: -0.1}}) == APART


def test_what_surely_begins_an_article_is_no_fragment() -> None:
    assert gather({2: {1: -0.5, 3: -1.0}, 3: {-1: 0.0, 1: -1.0}}) == APART


def test_a_fragment_goes_on_in_another_fragment() -> None:
    lines = described("会上讨论了三件事，每一件都有人", "记在本子上，后来", "都办成了。", "一件一")
    found = opinion(
        [TEXT] * 4,
        follows={0: {-1: -0.1}, 1: {-1: -0.1, 0: -1.0}, 2: {-1: 0.0}, 3: {-1: -0.1, 1: -1.0}},
    )
    parts = ((0,), (1,), (2,), (3,))
    assert gathered(parts, [(1,), (3,)], lines, found) == ((0, 1, 3), (2,))


def test_of_two_fragments_for_one_place_the_shorter_is_put() -> None:
    lines = described("会上讨论了三件事，每一件都有人", "记在本子上，后来", "都办成了。", "一件一")
    between = {0: -1.0, -1: -0.1}
    found = opinion(
        [TEXT] * 4, {0: {-1: 0.0}, 1: between, 2: {0: -1.0, 1: -1.0, 3: -1.0}, 3: between}
    )
    parts = ((0, 2), (1,), (3,))
    assert gathered(parts, [(1,), (3,)], lines, found) == ((0, 3, 2), (1,))


def test_texts_that_stop_within_a_sentence_are_found_long_ones_left_out() -> None:
    lines = described(
        *("没有说完的话" for _ in range(200)),
        "说完的话。",
        "署了名的话□张三",
        "说到（下转第3版）",
    )
    threads = ((0,), tuple(range(1, 200)), (200,), (201,), (202,))
    assert [*broken(threads, lines)] == [0]
