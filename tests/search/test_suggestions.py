"""Suggestions: which terms an archive offers, and how the browser finds them as one types."""

import json
import random
import re
import shutil
from base64 import b64encode
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Error, Page

import banmian.search
from banmian.search.fold import fold as folded
from banmian.search.headlines import words
from banmian.search.segment import name_of
from banmian.search.suggestions import CODING, Suggestions, write
from banmian.search.sums import opened
from banmian.search.syllables import COMMON, common
from banmian.search.terms import Head, Terms, YearTerms, fold

CLIENT = Path(banmian.search.__file__).parent / "client"

TITLES = (
    "集团公司首轮邮政干部人才援疆工作启动",
    "首批援疆干部抵达乌鲁木齐",
    "巾帼心向党 巧手送祝福",
    "湖北武汉市分公司“开门红”战役告捷",
    "重庆邮政保障西安来信",
    "乐清市分公司绿色邮路二十年",
    "党建引领高质量发展",
    "ＫＰＩ之外：一名支局长的账本",
)
FACETS = (
    ("author", "单晓明"),
    ("author", "曾国良"),
    ("topic", "援疆"),
    ("topic", "乡村振兴"),
    ("unit", "中国邮政集团有限公司重庆市分公司"),
    ("column", "支部生活"),
    ("genre", "消息"),
)
HEADS: list[Head] = [
    *((title, ()) for title in TITLES),
    *(("", (facet,)) for facet in FACETS),
]

titles = st.lists(
    st.one_of(
        st.text(max_size=20),
        st.text(st.sampled_from("邮政分公司援疆工作的在了一二，“”。 ＡaB1"), max_size=16),
        st.sampled_from(TITLES),
    ),
    max_size=12,
)
facets = st.lists(
    st.tuples(
        st.sampled_from(("topic", "author", "unit", "column", "genre")),
        st.text(st.sampled_from("单晓明邮政长行·\t\n aB1\ue000ḿ𠮷"), min_size=1, max_size=8),
    ),
    max_size=3,
)
heads = st.lists(
    st.tuples(st.text(st.sampled_from("邮政援疆工作重庆的 ，1a"), max_size=12), facets)
)


def texts(year: YearTerms) -> dict[str, int]:
    return {text: n for terms in year.kinds.values() for text, n in terms.counts.items()}


def lines(suggestions: Suggestions) -> Iterator[tuple[str, str]]:
    """Give the lines of all shards, each with the first key of its shard."""
    for first, name in suggestions.table.shards:
        for line in opened(suggestions.files[name]).decode(CODING).split("\n"):
            yield first, line


def of(counts: dict[str, int]) -> YearTerms:
    """A year of words that are read as usual."""
    return YearTerms({"word": Terms(counts, {})})


def made(count: int) -> list[dict[str, int]]:
    """Years of words of common characters, as many as are asked for."""
    chance = random.Random(1)  # noqa: S311
    chars = sorted(common())
    texts = ["".join(chance.choices(chars, k=chance.randint(2, 4))) for _ in range(count)]
    return [{text: chance.randint(1, 99) for text in texts[n::2]} for n in range(2)]


# Words of headlines


@pytest.mark.parametrize(
    ("title", "offered"),
    [
        ("集团公司首轮邮政干部人才援疆工作启动", {"集团公司", "邮政", "援疆", "启动"}),
        ("湖北武汉市分公司“开门红”战役告捷", {"武汉", "分公司", "开门红", "战役"}),
        ("巾帼心向党 巧手送祝福", {"巾帼心向党", "巧手送祝福"}),
        ("ＫＰＩ之外：一名支局长的账本", {"KPI"}),
    ],
)
def test_a_young_archive_has_words(title: str, offered: set[str]) -> None:
    assert offered <= texts(fold([(title, ())])).keys()


def test_a_suggestion_is_not_torn_from_a_word() -> None:
    year = fold([(title, ()) for title in TITLES])
    assert (
        not {"政干", "政分", "分公", "部人", "疆工", "市分", "公司首轮", "的账"}
        & texts(year).keys()
    )


def test_a_long_name_does_not_hide_the_words_in_it() -> None:
    year = fold([("武汉市分公司开门红", [("unit", "武汉市分公司")])])
    assert {"分公司", "武汉市分公司"} <= texts(year).keys()


def test_nobody_looks_for_particles() -> None:
    year = fold([("我们的可以没有到了", ()), ("可以没有的", ())])
    assert not {"可以", "没有", "我们", "我们的", "到了"} & texts(year).keys()


def test_an_archive_teaches_its_own_words() -> None:
    titles = ["举办獬豸节", "獬豸节开幕", "老街盼獬豸节", "獬豸节记", "游獬豸节", "又见獬豸节"]
    chars = sorted(common())
    others = ["".join(chars[n : n + 8]) for n in range(0, 800, 8)]
    known = words(titles + others, {"举办", "开幕"})
    assert known["獬豸节"] == 6
    assert not {"豸节", "獬豸", "办獬豸节"} & known.keys()


def test_a_recurring_heading_is_no_evidence_but_one_term() -> None:
    known = words(["獬豸图片故事"] * 9 + ["别的标题"], set())
    assert known["獬豸图片故事"] == 9
    assert not {"獬豸", "獬豸图"} & known.keys()


@given(titles)
def test_words_are_in_the_headlines(many: list[str]) -> None:
    for word, count in words(many, {"邮政", "分公司", "援疆"}).items():
        assert count == sum(folded(word) in folded(title) for title in many) or count <= len(many)
        assert any(folded(word) in folded(title) for title in many)


# A year


def test_values_of_facets_are_offered_whole_with_their_documents() -> None:
    year = fold([("", FACETS), ("", FACETS[:1])])
    assert year.kinds["author"].counts == {"单晓明": 2, "曾国良": 1}
    assert year.kinds["unit"].counts == {"中国邮政集团有限公司重庆市分公司": 1}
    assert not {"genre", "issue"} & year.kinds.keys()


def test_people_have_the_readings_of_their_surnames() -> None:
    year = fold(HEADS)
    assert year.kinds["author"].readings == {"单晓明": "shan xiao ming"}  # 曾 as the table has it
    assert year.kinds["word"].readings["重庆"] == "chong qing"


@settings(max_examples=50, deadline=None)
@given(heads, st.randoms())
def test_in_which_order_documents_come_does_not_matter(many: list[Head], chance: Any) -> None:
    other = list(many)
    chance.shuffle(other)
    assert fold(other) == fold(many)


@settings(max_examples=50, deadline=None)
@given(heads)
def test_what_is_put_by_of_a_year_is_read_again(many: list[Head]) -> None:
    year = fold(many)
    stored = msgspec.msgpack.encode(year)
    assert msgspec.msgpack.decode(stored, type=YearTerms) == year


def test_a_withdrawn_text_leaves_nothing() -> None:
    suggestions = write([fold(HEADS[1:])])
    assert "启动" in texts(fold(HEADS))
    assert not any("启动" in line for _, line in lines(suggestions))


# The files


def test_a_small_archive_has_two_files() -> None:
    assert len(write([fold(HEADS)]).files) == 2
    assert len(write([]).files) <= 2


@pytest.mark.parametrize("count", [10, 3000, 20000])
def test_shards_are_small_and_in_order(count: int) -> None:
    suggestions = write(map(of, made(count)))
    assert all(name_of(content) == name for name, content in suggestions.files.items())
    assert max(map(len, suggestions.files.values())) <= 12 * 1024
    firsts = [first for first, _ in suggestions.table.shards]
    assert firsts[0] == ""
    assert firsts == sorted(set(firsts))
    assert len(firsts) <= 1 + sum(map(len, suggestions.files.values())) // 4096


def test_years_are_added_up_and_their_order_does_not_matter() -> None:
    one, other = fold(HEADS), fold(HEADS[:3])
    assert write([one, other]) == write([other, one])
    assert ("", "\t02") in set(lines(write([one, one])))


def test_a_text_is_told_once_as_what_it_is() -> None:
    told = [line for _, line in lines(write([fold(HEADS)]))]
    assert told.count("援疆") == 1
    of = [line for line in told[: told.index("援疆")] if line.startswith("\t")][-1]
    assert of == "\t12"  # a topic, of two documents: as a word


def test_another_count_leaves_most_shards_as_they_are() -> None:
    one, other = made(20000)
    before, after = (
        write(map(of, (one, other))),
        write(map(of, (one | {"援疆": 1, "邮政": 5}, other))),
    )
    assert len(after.files.keys() - before.files.keys()) <= 4


# In the browser

ASK = """async ([table, files, asked]) => {
  const { suggest } = await import("/suggest.js");
  const { nearest } = await import("/nearest.js");
  const get = async (name) => Uint8Array.from(atob(files[name]), (char) => char.charCodeAt(0));
  const found = [];
  for (const [what, text] of asked) {
    found.push(await (what === "nearest" ? nearest : suggest)(table, get, text));
  }
  return JSON.stringify(found);
}"""


@pytest.fixture(scope="module")
def page(
    chromium: Browser, serve: Callable[[Path], str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Page]:
    """A blank page beside the client's modules."""
    folder = tmp_path_factory.mktemp("client")
    shutil.copytree(CLIENT, folder, dirs_exist_ok=True)
    (folder / "index.html").write_text("<!doctype html><title>suggest</title>", "utf-8")
    page = chromium.new_page()
    page.goto(serve(folder))
    yield page
    page.close()


def ask(page: Page, suggestions: Suggestions, asked: list[tuple[str, str]]) -> list[Any]:
    """Ask the browser to `suggest` or for what is `nearest`."""
    table = msgspec.to_builtins(suggestions.table)
    files = {name: b64encode(content).decode() for name, content in suggestions.files.items()}
    found: list[Any] = json.loads(page.evaluate(ASK, [table, files, asked]))
    return found


EXAMPLES = [
    # typed, what is suggested first
    ("yuanjiang", ["援疆", "援疆工作", "援疆干部"]),
    ("yuan jiang", ["援疆", "援疆工作", "援疆干部"]),
    ("yuan'jiang", ["援疆", "援疆工作", "援疆干部"]),
    ("Ｙuán Jiāng", ["援疆", "援疆工作", "援疆干部"]),
    ("yuanj", ["援疆", "援疆工作", "援疆干部"]),
    ("yuan", ["援疆", "援疆工作", "援疆干部"]),
    ("yjiang", ["援疆", "援疆工作", "援疆干部"]),
    ("yj", ["援疆", "援疆工作", "援疆干部"]),
    ("yjgz", ["援疆工作"]),
    ("yuanjgz", ["援疆工作"]),
    ("yuan疆g", ["援疆工作", "援疆干部"]),
    ("援", ["援疆", "援疆工作", "援疆干部"]),
    ("援 疆", ["援疆", "援疆工作", "援疆干部"]),
    ("援j", ["援疆", "援疆工作", "援疆干部"]),
    ("疆", ["援疆", "援疆工作", "援疆干部"]),
    ("lvse", ["绿色"]),
    ("luse", ["绿色"]),
    ("lüse", ["绿色"]),
    ("xa", ["西安"]),  # no syllable begins with xa
    ("ga", []),  # some do with ga
    ("g'a", ["公安"]),
    ("gong an", ["公安"]),
    ("chongqing", ["重庆"]),
    ("chqing", ["重庆"]),
    ("cq", ["重庆"]),
    ("重", ["重庆", "重要"]),
    ("zhongyao", ["重要"]),
    ("shanxm", ["单晓明"]),
    ("kpi", ["KPI"]),
    ("ＫＰ", ["KPI"]),
    ("5g", ["5G网络"]),
    ("5gwl", ["5G网络"]),
    ("zgyz", ["中国邮政集团有限公司"]),
    ("xyz", []),
    ("“", []),
    (" ", []),
]


@pytest.fixture(scope="module")
def known() -> Suggestions:
    """A few terms."""
    words = "援疆工作3 援疆干部2 绿色2 西安2 公安1 重庆2 重要1 KPI1 5G网络1 党建引领1 沌阳1"
    counts = {word[:-1]: int(word[-1]) for word in words.split()}
    kinds = {
        "word": Terms(counts, {"重庆": "chong qing", "沌阳": "dun yang"}),
        "topic": Terms({"援疆": 9}, {}),
        "author": Terms({"单晓明": 2}, {"单晓明": "shan xiao ming"}),
        "unit": Terms({"中国邮政集团有限公司": 1}, {}),
    }
    return write([YearTerms(kinds)])


@pytest.mark.browser
def test_what_is_typed_suggests(page: Page, known: Suggestions) -> None:
    found = ask(page, known, [("suggest", typed) for typed, _ in EXAMPLES])
    told = [
        (typed, [one["text"] for one in some])
        for (typed, _), some in zip(EXAMPLES, found, strict=True)
    ]
    assert told == EXAMPLES
    assert found[0][0] == {"text": "援疆", "kind": "topic", "count": 8}  # roughly: never too many


NEAREST = [
    ("元江", ["援疆"]),  # sounds alike
    ("绿社", ["绿色"]),
    ("三小米", []),
    ("三小明", ["单晓明"]),  # nearly: san, shan
    ("援江", ["援疆"]),
    ("远将工做", ["援疆工作"]),
    ("援疆工怍会", ["援疆"]),
    ("援疆干事", ["援疆干部", "援疆"]),  # one character another
    ("援疆工", ["援疆", "援疆工作"]),  # one less, one more
    ("党建引领者", ["党建引领"]),
    ("重庆的援疆干部们", ["援疆干部", "重庆"]),  # what stands in it
    ("“援疆” 火星", ["援疆"]),
    ("yuanjaing", ["援疆"]),
    ("yuanjianf", ["援疆"]),
    ("chongqign", ["重庆"]),
    ("火星", []),
    ("火星 -援疆", []),
    ("", []),
]


@pytest.mark.browser
def test_what_is_nearest(page: Page, known: Suggestions) -> None:
    found = ask(page, known, [("nearest", query) for query, _ in NEAREST])
    assert list(zip([query for query, _ in NEAREST], found, strict=True)) == NEAREST


@pytest.mark.browser
def test_both_read_common_characters_alike(page: Page) -> None:
    pairs = """async () => [...(await import("/syllables.js")).common()]"""
    found = [" ".join(pair) for pair in page.evaluate(pairs)]
    assert found == [f"{char} {syllable.replace('v', 'u')}" for char, syllable in common().items()]
    script = (CLIENT / "syllables.js").read_text("utf-8")
    rows = re.search(r"const COMMON =\n(.*?);", script, re.DOTALL)
    assert rows
    assert "".join(re.findall(r'"(.*?)"', rows[1])) == COMMON


def ways(reading: list[str]) -> Iterator[tuple[int, re.Pattern[str]]]:
    """Give what may be typed for the syllables of a term, the best way first: as patterns."""
    begin = {one[:2] for one in common().values()} | {
        one.replace("v", "u")[:2] for one in common().values()
    }
    first = [re.match("[zcs]h|[a-z]", syllable)[0] for syllable in reading]  # type: ignore[index]
    short = []
    for initial, syllable in zip(first, reading, strict=True):
        free = "".join(vowel for vowel in "aeo" if initial[0] + vowel not in begin)
        choices = [rf"{initial}(?![aeo])", rf"{initial[0]}(?![aeo])"]
        choices += [rf"{initial}(?=[{free}])"] if free and len(initial) == 1 else []
        choices += [rf"{initial[0]}(?=[{free}])"] if free and len(initial) > 1 else []
        short.append(rf"(?:{syllable}|{'|'.join(choices)})")

    def pattern(each: list[str], count: int, last: str) -> re.Pattern[str]:
        begun = "|".join(last[:n] for n in range(1, len(last) + 1))
        return re.compile("'?".join([*each[: count - 1], f"(?:{each[count - 1]}|{begun})"]))

    count = len(reading)
    yield 0, re.compile("'?".join(reading))
    for n in range(1, count):
        yield 1, re.compile("'?".join(reading[:n]))
    for n in range(1, count + 1):
        yield 2, pattern(reading, n, reading[n - 1])
    yield 3, pattern(short, count, reading[-1])
    for n in range(1, count):
        yield 4, pattern(short, n, reading[n - 1])


Ways = list[tuple[int, re.Pattern[str]]]


def plainly(counts: dict[str, int], known: dict[str, Ways], typed: str) -> list[str]:
    """Suggest as the browser should, by trying all terms."""
    said = "'".join(typed.split()).replace("v", "u")
    plain = "".join(typed.split())
    found = []
    for text, count in counts.items():
        ranks = [rank for rank, way in known[text] if way.fullmatch(said)]
        ranks += [0 if text == plain else 1] if text.startswith(plain) else []
        if ranks:
            found.append((min(ranks), -rough(count), len(text), text))
    return [text for *_, text in sorted(found)[:8]]


def syllables(text: str) -> list[str]:
    return [common()[char].replace("v", "u") for char in text]


def rough(count: int) -> int:
    shift = max(0, count.bit_length() - 3)
    return count >> shift << shift


def typings(terms: list[str], count: int) -> Iterator[str]:
    """What people type: a term's characters, syllables, initials, broken off anywhere."""
    chance = random.Random(5)  # noqa: S311
    for _ in range(count):
        term = chance.choice(terms)
        reading = [common()[char] for char in term]
        kind = chance.randrange(5)
        if kind == 0:
            yield term[: chance.randint(1, 4)]
            continue
        if kind == 1:
            reading = [one[0] for one in reading]
        elif kind == 2:
            reading = [
                one if chance.random() < 0.5 else re.match("[zcs]h|.", one)[0] for one in reading
            ]  # type: ignore[index]
        typed = (" " if kind == 3 else "").join(reading)
        yield typed[: chance.randint(1, len(typed))].strip()


@pytest.mark.browser
@pytest.mark.parametrize("limit", [100, 11_000])
def test_suggestions_are_those_of_trying_all_terms(page: Page, limit: int) -> None:
    years = made(600)
    counts = years[0] | years[1]
    known = {text: list(ways(syllables(text))) for text in counts}
    suggestions = write(map(of, years), limit)
    typed = sorted(set(typings(sorted(counts), 250)))
    if len(suggestions.table.shards) <= 4:  # of few shards, characters inside are found too
        typed = [one for one in typed if one.isascii()]
    found = ask(page, suggestions, [("suggest", one) for one in typed])
    for one, some in zip(typed, found, strict=True):
        assert [each["text"] for each in some] == plainly(counts, known, one), one
    assert sum(map(bool, found)) > 100


@pytest.mark.browser
def test_a_broken_file_is_told(page: Page, known: Suggestions) -> None:
    broken = {name: content[:-1] + b"?" for name, content in known.files.items()}
    with pytest.raises(Error, match="not whole"):
        ask(page, Suggestions(known.table, broken), [("suggest", "yj")])
