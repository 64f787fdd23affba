"""Pairs: numpy's are those of a loop, for any text; what parts them is the same for good."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from banmian.search.documents import Document
from banmian.search.facets import KINDS, key, span
from banmian.search.fold import fold, offsets, table
from banmian.search.grams import RANK_BITS, SEPARATORS, is_triple, placed, postings, sought

texts = st.one_of(
    st.text(max_size=40), st.text(st.sampled_from("邮政ＡaB1，。 \n𠮷“"), max_size=40)
)


def grams_of(text: str) -> set[int]:
    return {gram for _, gram in placed(text)}


values = st.lists(st.tuples(st.sampled_from(KINDS), st.text(max_size=3)), max_size=3)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(texts, texts, values), min_size=1, max_size=5))
def test_postings_are_the_pairs_and_facets_of_each_document(
    documents: list[tuple[str, str, list[tuple[str, str]]]],
) -> None:
    expected = set()
    for rank, (title, body, facets) in enumerate(documents):
        in_title = {g for line in title.split("\n") for g in grams_of(fold(line))}
        in_body = {g for line in body.split("\n") for g in grams_of(fold(line))}
        expected |= {(gram, rank, gram in in_title) for gram in in_title | in_body}
        expected |= {(key(*facet), rank, False) for facet in facets}
    found = postings(
        [
            Document("", title, "", "", tuple(facets), tuple(body.split("\n")))
            for title, body, facets in documents
        ]
    ).tolist()
    assert found == sorted(found)
    mask = (1 << RANK_BITS) - 1
    rows = [(one >> RANK_BITS + 1, one >> 1 & mask, bool(one & 1)) for one in found]
    assert len(rows) == len(set(rows))
    assert set(rows) == expected


@given(texts)
def test_offsets_lead_back(text: str) -> None:
    folded, places = fold(text), offsets(text)
    assert len(places) == len(folded) + 1
    assert all(fold(text[place]) == char for place, char in zip(places, folded, strict=False))


def test_what_parts_pairs_is_in_order_and_apart() -> None:
    edges = [edge for pair in SEPARATORS for edge in pair]
    assert edges == sorted(edges)
    assert all(last + 1 < first for (_, last), (first, _) in pairwise(SEPARATORS))


def test_white_space_does_not_part_words_and_marks_do() -> None:
    assert grams_of(fold("30 亿元")) == grams_of(fold("３０亿元"))
    assert len(grams_of(fold("邮政，银行"))) == 2
    assert grams_of(fold("QR 二维码")) == grams_of("qr二维码")


@given(texts, st.integers(0, 40), st.integers(2, 8))
def test_what_has_a_text_in_it_has_all_that_is_looked_up_for_it(
    text: str, start: int, length: int
) -> None:
    every = grams_of(fold(text))
    part = fold(text)[start : start + length]
    assert set(sought(part)) <= grams_of(part) <= every
    assert bool(sought(part)) == bool(grams_of(part))


def test_three_of_which_two_are_few_are_looked_up_as_one() -> None:
    """Digits and Latin letters: nearly every text has any pair of them."""
    for text in ("11日", "月19", "2月1", "933", "qr码"):
        assert [is_triple(gram) for gram in sought(text)] == [True], text
    assert len(set(map(sought, ("1日2", "12日", "日12", "21日")))) == 4
    assert [is_triple(gram) for gram in sought("5日电")] == [False, False]
    assert [is_triple(gram) for gram in sought("11日电")] == [True, False]


def test_the_table_folds_as_the_function_does() -> None:
    folded = table().tolist()
    assert all(folded[code] == ord(fold(chr(code)) or "\0") for code in range(1 << 16))


def test_a_facet_is_no_pair_of_characters() -> None:
    keys = [span(kind) for kind in KINDS]
    assert all(one.stop == other.start for one, other in pairwise(keys))
    assert keys[0].start == 0xD800 << 21
    assert keys[-1].stop == 0xE000 << 21
    assert key("topic", "金融") in span("topic")
