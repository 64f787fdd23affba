"""The index as a whole: a text is found by any part of it, and nothing else is."""

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banmian.search.fold import fold
from banmian.search.grams import grams_of, postings
from banmian.search.index import Document
from banmian.search.reader import NEWEST, Reader, terms
from banmian.search.runs import merged, run
from banmian.search.segment import Files, Pack, name_of, write
from banmian.search.sums import BrokenError
from banmian.search.texts import pack, unpack

lines = st.text(
    st.one_of(st.sampled_from("邮政。 aA１𠮷"), st.characters(codec="utf-8")), max_size=30
)
line = lines.map(lambda text: text.replace("\n", ""))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.builds(Document, line, line, line, line, st.lists(line).map(tuple)), min_size=1))
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
        Document(f"{n}/", text(12), "2021", "第1版", tuple(text(80) for _ in range(4)))
        for n in range(count)
    ]


def segment(documents: Sequence[Document], files: dict[str, bytes], issue: int = 8) -> Files:
    """Write documents, newest first, as the issues of a segment."""
    packs, parts = [], []
    for base in range(0, len(documents), issue):
        some = documents[base : base + issue]
        found = postings([(one.title, "\n".join(one.lines)) for one in some])
        parts.append(run(found, len(some)))
        content, lengths = pack(some)
        files[name_of(content)] = content
        packs.append(Pack(bytes.fromhex(name_of(content)), lengths))
    return write(merged(parts), packs, limit=600)


def reader(parts: Sequence[Sequence[Document]]) -> tuple[Reader, dict[str, bytes]]:
    files: dict[str, bytes] = {}
    segments = []
    for part in parts:
        written = segment(part, files)
        files |= written.files
        segments.append(written.segment)
    return Reader(segments, lambda name, start, end: files[name][start:end]), files


def queries(documents: Sequence[Document], seed: int, count: int = 300) -> list[str]:
    chance = random.Random(seed)  # noqa: S311
    found = []
    for _ in range(count):
        text = chance.choice(chance.choice(documents).lines)
        start = chance.randrange(len(text))
        part = text[start : start + chance.choice((2, 2, 3, 4, 8))]
        found.append(part if chance.random() < 0.8 else f"{part} {text[:2]}")
    return found


@pytest.mark.parametrize("seed", range(3))
def test_what_is_there_is_found_and_nothing_else(seed: int) -> None:
    documents = made(seed, 90)
    search, _ = reader([documents[:10], documents[10:30], documents[30:]])
    for query in queries(documents, seed):
        wanted = [fold(term) for term in query.split() if fold(term)]
        if not any(len(term) > 1 for term in wanted):
            continue  # of single characters the newest are given
        expected = [
            document.href
            for document in documents
            if all(
                any(term in fold(line) for line in (document.title, *document.lines))
                for term in wanted
            )
        ]
        assert [one.document.href for one in search.find(query, newest=True)] == expected, query
        ranked = [one.document for one in search.find(query)]
        assert sorted(one.href for one in ranked) == sorted(expected), query
        titled = [n for n, one in enumerate(ranked) if all(t in fold(one.title) for t in wanted)]
        pairs = {gram for term in wanted for gram in grams_of(term)}
        apart = [n for n, one in enumerate(ranked) if pairs.isdisjoint(grams_of(fold(one.title)))]
        if pairs:  # else nothing is known before the texts are read
            assert max(titled, default=-1) < min(apart, default=len(ranked)), query


def test_a_single_character_gives_the_newest() -> None:
    documents = [Document(f"{n}/", "题", "2021", "", ("邮政",)) for n in range(NEWEST + 50)]
    search, _ = reader([documents])
    assert [one.document.href for one in search.find("邮")] == [f"{n}/" for n in range(NEWEST)]
    assert terms(" 　") == ()
    assert list(search.find("")) == []


def test_a_file_that_is_not_whole_says_so_and_gives_nothing_wrong() -> None:
    documents = made(9, 40)
    search, files = reader([documents])
    expected = [one.document.href for one in search.find("邮政")]
    for name, content in list(files.items()):
        broken, _ = reader([documents])
        spoilt = {**files, name: content[: len(content) // 2]}
        broken = Reader(search.segments, lambda n, a, b, s=spoilt: s[n][a:b])  # type: ignore[misc]
        try:
            found = [one.document.href for one in broken.find("邮政")]
        except BrokenError:
            continue
        assert found == expected


def test_more_documents_than_ranks_are_refused() -> None:
    most = run(postings([("邮政", "")]), 1 << 20)
    assert [len(one.keys) for one in merged([most])] == [1]
    with pytest.raises(OverflowError):
        list(merged([most, run(postings([("邮政", "")]), 1)]))
