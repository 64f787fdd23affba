"""The search client, in a browser: exact by comparison with a plain search written again here."""

import json
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from banmian.search.index import VERSION, Document, entries, index

CLIENT = Path(__file__).parent.parent / "generator" / "banmian" / "search" / "client"
LETTERS = (
    "邮政报局寄递中国银行党史开门红一二三四年月日𠮷"
    "aAbBzZéÉ０１2３ＡｂＺ“”‘’\"'，,。.：:—·…（）() 　\u200b"
)
SAME = {
    **dict.fromkeys("“”„‟〝〞", '"'),
    **dict.fromkeys("‘’‚‛", "'"),
    **dict.fromkeys("‐‑‒–−", "-"),
    **dict.fromkeys("―─", "—"),
    **dict.fromkeys("。｡", "."),
    **dict.fromkeys("・•‧∙･", "·"),
}

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(
    chromium: Browser, serve: Callable[[Path], str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Page]:
    """A blank page beside the client's modules."""
    folder = tmp_path_factory.mktemp("client")
    shutil.copytree(CLIENT, folder, dirs_exist_ok=True)
    (folder / "index.html").write_text("<!doctype html><title>client</title>", "utf-8")
    page = chromium.new_page()
    page.goto(serve(folder))
    yield page
    page.close()


def _fold(text: str) -> str:
    """Fold as the client does, but written another way."""
    folded = []
    for character in text:
        if character.isspace() or character == "\u200b":
            continue
        narrow = character
        if "！" <= character <= "～":
            narrow = chr(ord(character) - 0xFEE0)
        folded.append(SAME.get(narrow, narrow).lower())
    return "".join(folded)


def _documents(seed: int, count: int = 60) -> list[dict[str, Any]]:
    chance = random.Random(seed)  # noqa: S311

    def line(longest: int) -> str:
        return "".join(chance.choices(LETTERS, k=chance.randint(1, longest)))

    return [
        {
            "href": f"{number}/",
            "title": line(12),
            "date": f"20{number % 25:02}-01",
            "place": "",
            "lines": [line(150) for _ in range(chance.randint(1, 5))],
        }
        for number in range(count)
    ]


def _texts(document: dict[str, Any]) -> list[str]:
    return [_fold(text) for text in (document["title"], *document["lines"])]


def _queries(documents: list[dict[str, Any]], seed: int, count: int = 300) -> list[str]:
    """Substrings of lines, each a term: without white space, which would part it."""
    chance = random.Random(seed)  # noqa: S311
    queries = []
    while len(queries) < count:
        line = chance.choice(chance.choice(documents)["lines"])
        start = chance.randrange(len(line))
        query = "".join(line[start : start + chance.choice((1, 2, 2, 3, 4, 8))].split())
        if _fold(query):
            queries.append(query)
    return queries


def _find(page: Page, documents: list[dict[str, Any]], queries: list[str]) -> list[list[Any]]:
    """Search for each query; as JSON, which is far quicker than what Playwright makes of values."""
    found = page.evaluate(
        """async ([index, queries]) => {
          const { open } = await import("/client.js");
          const opened = open(index);
          return JSON.stringify(queries.map((query) => opened.find(query).map((result) => ({
            href: result.document.href, title: result.title(), snippet: result.snippet(),
          }))));
        }""",
        [{"version": VERSION, "documents": documents}, queries],
    )
    results: list[list[Any]] = json.loads(found)
    return results


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_substring_is_found_and_nothing_else(page: Page, seed: int) -> None:
    documents = _documents(seed)
    queries = _queries(documents, seed)
    for query, results in zip(queries, _find(page, documents, queries), strict=True):
        folded = _fold(query)
        expected = {
            document["href"]
            for document in documents
            if any(folded in text for text in _texts(document))
        }
        assert {result["href"] for result in results} == expected, query


@pytest.mark.parametrize("seed", [4, 5])
def test_what_is_marked_is_the_query(page: Page, seed: int) -> None:
    documents = _documents(seed)
    queries = [query for query in _queries(documents, seed) if len(query) > 1]
    for query, results in zip(queries, _find(page, documents, queries), strict=True):
        for result in results:
            parts = [*result["title"], *result["snippet"]]
            marks = [_fold(part["text"]) for part in parts if part["hit"]]
            assert marks, query
            assert set(marks) == {_fold(query)}, query


def test_a_snippet_is_a_piece_of_its_line(page: Page) -> None:
    documents = _documents(6)
    lines = {line for document in documents for line in document["lines"]}
    queries = _queries(documents, 6)
    for results in _find(page, documents, queries):
        for result in results:
            text = "".join(part["text"] for part in result["snippet"])
            assert not text or any(
                piece in line
                for line in lines
                for piece in {text, text.removeprefix("…"), text.removesuffix("…"), text[1:-1]}
            )
            text.encode()  # a surrogate pair was not parted


def test_nothing_is_found_where_nothing_is(page: Page) -> None:
    [nothing, blank, zero_width] = _find(page, _documents(7), ["鑫鑫", " 　", "\u200b"])
    assert nothing == blank == zero_width == []


def test_all_terms_must_occur(page: Page) -> None:
    documents = [
        _plain("a/", "邮政援疆", "2021-01", "正文"),
        _plain("b/", "邮政", "2021-02", "援疆干部"),
        _plain("c/", "邮政", "2021-03", "别的"),
    ]
    [found] = _find(page, documents, ["邮政 援疆"])
    assert [result["href"] for result in found] == ["a/", "b/"]


def test_title_before_phrase_before_date(page: Page) -> None:
    documents = [
        _plain("old/", "别的", "2020-01", "开门红"),
        _plain("new/", "别的", "2021-01", "开门红"),
        _plain("title/", "开门红", "2019-01", "别的"),
        _plain("apart/", "别的", "2022-01", "开门 然后 大红"),
    ]
    [found, parted] = _find(page, documents, ["开门红", "开门 红"])
    assert [result["href"] for result in found] == ["title/", "new/", "old/"]
    assert [result["href"] for result in parted] == ["title/", "new/", "old/", "apart/"]


def test_white_space_case_width_and_quotes_do_not_matter(page: Page) -> None:
    documents = [_plain("a/", "题", "2021", "在“87 小时”里，ＡＵＭ增长")]
    queries = ["87小时", '"87小时"', "aum", "８７", "里,"]
    assert [len(results) for results in _find(page, documents, queries)] == [1] * len(queries)


def test_a_mark_begins_and_ends_with_the_query(page: Page) -> None:
    documents = [
        _plain("a/", "题", "2021", "在 87 小时 里"),
        _plain("b/", "题", "2021", "哈哈哈笑"),
    ]
    [spaced, repeated] = _find(page, documents, ["87小时", "哈哈"])
    assert [part["text"] for part in spaced[0]["snippet"]] == ["在 ", "87 小时", " 里"]
    assert [part["text"] for part in repeated[0]["snippet"]] == ["哈哈", "哈笑"]


def test_a_snippet_is_short_and_begins_near_the_hit(page: Page) -> None:
    line = "前" * 80 + "。开头，开门红" + "后" * 300 + "开门红"
    [[result]] = _find(page, [_plain("a/", "题", "2021", line)], ["开门红"])
    text = "".join(part["text"] for part in result["snippet"])
    assert text.startswith("…开头，开门红后")
    assert text.endswith("后…")
    assert len(text) < 120


def test_a_snippet_does_not_repeat_the_title(page: Page) -> None:
    documents = [
        _plain("both/", "开门红", "2022", "战役“开门红”告捷"),
        _plain("title/", "开门红", "2021", "别的"),
    ]
    [[both, title]] = _find(page, documents, ["开门红"])
    assert [part["text"] for part in both["snippet"]] == ["战役“", "开门红", "”告捷"]
    assert title["snippet"] == []
    assert [part["hit"] for part in title["title"]] == [True]


def test_the_index_that_python_writes_is_read(page: Page) -> None:
    written = index([entries([Document("a/", "题", "2021-06", "2021年6月 · 第1版", ("正文",))])])
    [found] = _find(page, json.loads(written)["documents"], ["正文"])
    assert [result["href"] for result in found] == ["a/"]


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ("async () => { throw new TypeError('offline') }", "network"),
        ("async () => new Response('', { status: 404 })", "network"),
        ("async () => new Response('<html>')", "format"),
        ("async () => new Response('null')", "format"),
        ("async () => new Response('{\"version\": 1}')", "format"),
        ('async () => new Response(\'{"version": 99, "documents": []}\')', "version"),
    ],
)
def test_what_goes_wrong_is_a_value(page: Page, answer: str, problem: str) -> None:
    script = f"""async () => (await import("/client.js")).load("index.json", {answer})"""
    assert page.evaluate(script) == {"ok": False, "problem": problem}


def _plain(href: str, title: str, date: str, *lines: str) -> dict[str, Any]:
    return {"href": href, "title": title, "date": date, "place": "", "lines": [title, *lines]}
