"""The index as a whole: a text is found by any part of it, and nothing else is."""

import random
from collections.abc import Sequence
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banmian.search import common
from banmian.search.documents import Document
from banmian.search.facets import KINDS
from banmian.search.fold import fold
from banmian.search.grams import placed, postings, sought
from banmian.search.parts import part
from banmian.search.query import Query, query
from banmian.search.reader import NEWEST, Reader
from banmian.search.runs import run, together
from banmian.search.segment import Pack, Segment, cut, name_of, write
from banmian.search.sums import BrokenError
from banmian.search.texts import pack, unpack

lines = st.text(
    st.one_of(st.sampled_from("邮政。 aA１𠮷"), st.characters(codec="utf-8")), max_size=30
)
line = lines.map(lambda text: text.replace("\n", ""))
facets = st.lists(st.tuples(st.sampled_from(KINDS), line)).map(tuple)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.builds(Document, line, line, line, line, facets, st.lists(line).map(tuple)), min_size=1
    )
)
def test_a_text_that_was_packed_is_as_it_was(documents: list[Document]) -> None:
    content, lengths = pack(documents)
    assert sum(lengths) == len(content)
    at = 0
    for document, length in zip(documents, lengths, strict=True):
        member = content[at : at + length]
        assert unpack(member) == document
        at += length


def made(seed: int, count: int) -> list[Document]:
    """Documents of words that share characters, so that many pairs are in many."""
    chance = random.Random(seed)  # noqa: S311
    letters = "邮政局报寄递一二三年月日中国，。：“”（ ）abAB12１Ａ·—\u3000𠮷"

    def text(longest: int) -> str:
        return "".join(chance.choices(letters, k=chance.randint(1, longest))).strip() or "邮"

    return [
        Document(
            f"{90 - n // 8}/{n}/",
            text(12),
            f"{2021 - n // 40}-{12 - n // 8 % 5:02}",
            "第1版",
            tuple({("topic", chance.choice("甲乙丙")), ("author", chance.choice("甲乙丙丁"))}),
            tuple(text(80) for _ in range(4)),
        )
        for n in range(count)
    ]


def segment(
    documents: Sequence[Document], files: dict[str, bytes], as_packs: bool = False
) -> Segment:
    """Write documents, newest first, as the issues of a segment; its common grams are "common"."""
    issue = 8

    def put(content: bytes) -> str:
        files[name_of(content)] = content
        return name_of(content)

    parts = [part(documents[n : n + issue]) for n in range(0, len(documents), issue)]
    packs = [Pack(bytes.fromhex(put(one.texts)), one.lengths) for one in parts]
    months: dict[str, int] = {}
    for document in documents:
        months[document.date] = months.get(document.date, 0) + 1
    shards = list(cut(together(one.run for one in parts), len(documents), 600))
    files["common"] = common.write(dict(chain.from_iterable(one.common for one in shards)))
    return write(shards, packs, tuple(months.items()), put, as_packs=as_packs)


def reader(
    parts: Sequence[Sequence[Document]], as_packs: bool = False
) -> tuple[Reader, dict[str, bytes]]:
    files: dict[str, bytes] = {}
    segments = [segment(part, files, as_packs) for part in parts]
    known = common.read(files["common"])
    return Reader(segments, lambda name, start, end: files[name][start:end], known), files


def queries(documents: Sequence[Document], seed: int, count: int = 300) -> list[str]:
    chance = random.Random(seed)  # noqa: S311
    found = []
    for _ in range(count):
        text = chance.choice(chance.choice(documents).lines)
        start = chance.randrange(len(text))
        part = text[start : start + chance.choice((2, 2, 3, 4, 8))]
        found.append(part if chance.random() < 0.8 else f"{part} {text[:2]}")
    return found


def fits(document: Document, asked: Query) -> bool:
    """Tell whether a document is what is asked for, plainly."""
    lines = [fold(line) for line in (document.title, *document.lines)]
    where = lines[:1] if asked.title else lines
    return (
        all(any(term in line for line in where) for term in asked.terms)
        and not any(term in line for term in asked.without for line in lines)
        and asked.since <= document.date
        and (not asked.until or document.date[: len(asked.until)] <= asked.until)
        and all((kind, value) in document.facets for kind, value in asked.facets.items())
    )


@pytest.mark.parametrize("as_packs", [False, True])
@pytest.mark.parametrize("seed", range(3))
def test_what_is_there_is_found_and_nothing_else(seed: int, as_packs: bool) -> None:
    documents = made(seed, 90)
    search, _ = reader([documents[:10], documents[10:30], documents[30:]], as_packs)
    for text in queries(documents, seed):
        asked = query(text)
        if not any(map(sought, asked.terms)):
            continue  # of single characters the newest are given
        expected = [document.href for document in documents if fits(document, asked)]
        newest = query(text, newest=True)
        assert [one.document.href for one in search.find(newest)] == expected, text
        ranked = [one.document for one in search.find(asked)]
        assert sorted(one.href for one in ranked) == sorted(expected), text
        titled = [
            n for n, one in enumerate(ranked) if all(t in fold(one.title) for t in asked.terms)
        ]
        grams = {gram for term in asked.terms for gram in sought(term)}
        titles = [{gram for _, gram in placed(fold(one.title))} for one in ranked]
        apart = [n for n, there in enumerate(titles) if grams.isdisjoint(there)]
        assert max(titled, default=-1) < min(apart, default=len(ranked)), text


@pytest.mark.parametrize("seed", range(3))
def test_filters_leave_what_has_their_values(seed: int) -> None:
    documents = made(seed, 90)
    search, _ = reader([documents[:10], documents[10:30], documents[30:]])
    chance = random.Random(seed)  # noqa: S311
    hits = 0
    for text in ("", "", *queries(documents, seed, 60)):
        asked = query(
            chance.choice((text, f"{text} -年", f'"{text[:3]}"', "-二三")),
            title=chance.random() < 0.2,
            newest=True,
            since=chance.choice(("", "2020", "2021-03")),
            until=chance.choice(("", "2020", "2021-03")),
            facets={
                kind: chance.choice("甲乙丙丁") for kind in KINDS[2:5:2] if chance.random() < 0.4
            },
        )
        if asked.is_empty or (asked.terms and not any(map(sought, asked.terms))):
            continue
        expected = [document.href for document in documents if fits(document, asked)]
        assert [one.document.href for one in search.find(asked)] == expected, asked
        hits += len(expected)
    assert hits > 50


def test_an_issue_is_a_filter_too() -> None:
    documents = made(4, 30)
    search, _ = reader([documents])
    found = [one.document.href for one in search.find(query("", facets={"issue": "89"}))]
    assert found == [one.href for one in documents if one.href.startswith("89/")]


def test_a_single_character_gives_the_newest() -> None:
    documents = [
        Document(f"{n}/", "题", "2021", "", (), ("邮政" if n % 2 else "别的",))
        for n in range(2 * NEWEST + 50)
    ]
    search, _ = reader([documents])
    expected = [one.href for one in documents if "邮政" in one.lines]
    assert [one.document.href for one in search.find(query("邮"))] == expected[:NEWEST]
    assert list(search.find(query(""))) == []


def test_a_file_that_is_not_whole_says_so_and_gives_nothing_wrong() -> None:
    documents = made(9, 40)
    search, files = reader([documents])
    expected = [one.document.href for one in search.find(query("邮政"))]
    for name, content in list(files.items()):
        spoilt = {**files, name: content[: len(content) // 2]}
        broken = Reader(search.segments, lambda n, a, b, s=spoilt: s[n][a:b])  # type: ignore[misc]
        try:
            found = [one.document.href for one in broken.find(query("邮政"))]
        except BrokenError:
            continue
        assert found == expected


def test_more_documents_than_ranks_are_refused() -> None:
    one = Document("a/", "邮政", "2021", "", (), ())
    most = run(postings([one]), 1 << 20)
    assert len(together([most]))
    with pytest.raises(OverflowError):
        together([most, run(postings([one]), 1)])
