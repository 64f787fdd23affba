"""The search client, in a browser: exact by comparison with a plain search written again here."""

import itertools
import json
import os
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

import banmian.search
from banmian.search import common, manifest
from banmian.search.documents import Document
from banmian.search.grams import sought
from banmian.search.parts import part
from banmian.search.runs import together
from banmian.search.segment import Pack, cut, name_of, write

CLIENT = Path(banmian.search.__file__).parent / "client"
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

FIND = """async (queries) => {
  const { open } = await import("/client.js");
  const index = await open("/index.json");
  const found = [];
  for (const text of queries) {
    const search = await index.search({ text });
    const results = [];
    while (!search.done) results.push(...await search.next(50));
    found.push(results.map((result) => ({
      href: result.document.href, title: result.title(), snippet: result.snippet(),
    })));
  }
  return JSON.stringify(found);
}"""
OPEN = """async () => {
  window.index = await (await import("/client.js")).open("/index.json");
}"""
SEARCH = """() => window.index.search({ text: "邮政" }).then(
  async (search) => (await search.next()).map((one) => one.document.href),
).catch((error) => error.problem)"""

_MOMENTS = itertools.count(10**9)

Find = Callable[[list[Document], list[str]], list[list[Any]]]

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is served: the client's modules, and an index."""
    folder = tmp_path_factory.mktemp("client")
    shutil.copytree(CLIENT, folder, dirs_exist_ok=True)
    (folder / "index.html").write_text("<!doctype html><title>client</title>", "utf-8")
    return folder


@pytest.fixture(scope="module")
def page(chromium: Browser, serve: Callable[[Path], str], folder: Path) -> Iterator[Page]:
    """A blank page beside the client's modules."""
    page = chromium.new_page()
    page.goto(serve(folder))
    yield page
    page.close()


@pytest.fixture
def find(page: Page, folder: Path) -> Find:
    """Search some documents for each query, to the end."""

    def found(documents: list[Document], queries: list[str]) -> list[list[Any]]:
        publish(documents, folder)
        results: list[list[Any]] = json.loads(page.evaluate(FIND, queries))
        return results

    return found


def publish(documents: list[Document], folder: Path) -> None:
    """Write an index of documents, the newest first, in place of what there is."""
    for old in folder.glob("*.bin"):
        old.unlink()

    def put(content: bytes) -> str:
        (folder / f"{name_of(content)}.bin").write_bytes(content)
        return name_of(content)

    one = part(documents)
    packs = [Pack(bytes.fromhex(put(one.texts)), one.lengths)]
    shards = cut(together([one.run]), len(documents), 8192)
    segment = write(shards, packs, (("", len(documents)),), put)
    whole = manifest.Manifest(manifest.VERSION, (segment,), put(common.write({})))
    (folder / "index.json").write_bytes(manifest.write(whole))
    moment = next(_MOMENTS)  # the server tells editions apart by the second
    os.utime(folder / "index.json", (moment, moment))


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


def _documents(seed: int, count: int = 60) -> list[Document]:
    chance = random.Random(seed)  # noqa: S311

    def line(longest: int) -> str:
        return "".join(chance.choices(LETTERS, k=chance.randint(1, longest)))

    return [
        _plain(f"{number}/", line(12), *(line(150) for _ in range(chance.randint(1, 5))))
        for number in range(count)
    ]


def _plain(href: str, title: str, *lines: str) -> Document:
    return Document(href, title, "", "", (), (title, *lines))


def _texts(document: Document) -> list[str]:
    return [_fold(text) for text in (document.title, *document.lines)]


def _queries(documents: list[Document], seed: int, count: int = 100) -> list[str]:
    """Parts of lines, each a term with a pair: without white space, which would part it."""
    chance = random.Random(seed)  # noqa: S311
    queries = []
    while len(queries) < count:
        line = chance.choice(chance.choice(documents).lines)
        start = chance.randrange(len(line))
        query = "".join(line[start : start + chance.choice((2, 2, 3, 4, 8))].split())
        if sought(_fold(query)) and query[0] not in '"＂-－“':
            queries.append(query)
    return queries


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_substring_is_found_and_nothing_else(find: Find, seed: int) -> None:
    documents = _documents(seed)
    queries = _queries(documents, seed)
    for query, results in zip(queries, find(documents, queries), strict=True):
        folded = _fold(query)
        expected = {
            document.href
            for document in documents
            if any(folded in text for text in _texts(document))
        }
        assert {result["href"] for result in results} == expected, query


@pytest.mark.parametrize("seed", [4, 5])
def test_what_is_marked_is_the_query(find: Find, seed: int) -> None:
    documents = _documents(seed)
    queries = _queries(documents, seed)
    for query, results in zip(queries, find(documents, queries), strict=True):
        for result in results:
            parts = [*result["title"], *result["snippet"]]
            marks = [_fold(part["text"]) for part in parts if part["hit"]]
            assert marks, query
            assert set(marks) == {_fold(query)}, query


def test_a_snippet_is_a_piece_of_its_line(find: Find) -> None:
    documents = _documents(6)
    lines = {line for document in documents for line in document.lines}
    queries = _queries(documents, 6)
    for results in find(documents, queries):
        for result in results:
            text = "".join(part["text"] for part in result["snippet"])
            assert not text or any(
                piece in line
                for line in lines
                for piece in {text, text.removeprefix("…"), text.removesuffix("…"), text[1:-1]}
            )
            text.encode()  # a surrogate pair was not parted


def test_nothing_is_found_where_nothing_is(find: Find) -> None:
    [nothing, blank, zero_width] = find(_documents(7), ["鑫鑫", " 　", "\u200b"])
    assert nothing == blank == zero_width == []


def test_all_terms_must_occur(find: Find) -> None:
    documents = [
        _plain("a/", "邮政援疆", "正文"),
        _plain("b/", "邮政", "援疆干部"),
        _plain("c/", "邮政", "别的"),
    ]
    [found] = find(documents, ["邮政 援疆"])
    assert [result["href"] for result in found] == ["a/", "b/"]


def test_title_before_date(find: Find) -> None:
    documents = [
        _plain("new/", "别的", "开门红"),
        _plain("old/", "别的", "开门红"),
        _plain("title/", "开门红", "别的"),
    ]
    [found] = find(documents, ["开门红"])
    assert [result["href"] for result in found] == ["title/", "new/", "old/"]


def test_white_space_case_width_and_quotes_do_not_matter(find: Find) -> None:
    documents = [_plain("a/", "题", "在“87 小时”里，ＡＵＭ增长")]
    queries = ["87小时", '在"87小时"里', "aum", "８７", "里,ａ"]
    assert [len(results) for results in find(documents, queries)] == [1] * len(queries)


def test_a_mark_begins_and_ends_with_the_query(find: Find) -> None:
    documents = [
        _plain("a/", "题", "在 87 小时 里"),
        _plain("b/", "题", "哈哈哈笑"),
    ]
    [spaced, repeated] = find(documents, ["87小时", "哈哈"])
    assert [part["text"] for part in spaced[0]["snippet"]] == ["在 ", "87 小时", " 里"]
    assert [part["text"] for part in repeated[0]["snippet"]] == ["哈哈", "哈笑"]


def test_a_snippet_is_short_and_begins_near_the_hit(find: Find) -> None:
    line = "前" * 80 + "。开头，开门红" + "后" * 300 + "开门红"
    [[result]] = find([_plain("a/", "题", line)], ["开门红"])
    text = "".join(part["text"] for part in result["snippet"])
    assert text.startswith("…开头，开门红后")
    assert text.endswith("后…")
    assert len(text) < 120


def test_a_snippet_does_not_repeat_the_title(find: Find) -> None:
    documents = [
        _plain("both/", "开门红", "战役“开门红”告捷"),
        _plain("title/", "开门红", "别的"),
    ]
    [[both, title]] = find(documents, ["开门红"])
    assert [part["text"] for part in both["snippet"]] == ["战役“", "开门红", "”告捷"]
    assert title["snippet"] == []
    assert [part["hit"] for part in title["title"]] == [True]


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ("async () => { throw new TypeError('offline') }", "network"),
        ("async () => new Response('', { status: 404 })", "network"),
        ("async () => new Response('<html>')", "format"),
        ("async () => new Response('null')", "format"),
        ("async () => new Response('{\"version\": 3}')", "format"),
        ('async () => new Response(\'{"version": 1, "documents": []}\')', "version"),
    ],
)
def test_what_goes_wrong_is_told(page: Page, answer: str, problem: str) -> None:
    script = f"""async () => {{
      const {{ open }} = await import("/client.js");
      return open("index.json", {answer}).catch((error) => error.problem);
    }}"""
    assert page.evaluate(script) == problem


def test_a_new_edition_under_an_open_page_is_noticed(page: Page, folder: Path) -> None:
    publish([_plain("old/", "邮政")], folder)
    page.evaluate(OPEN)
    publish([_plain("new/", "邮政")], folder)
    assert page.evaluate(SEARCH) == "changed"
    page.evaluate(OPEN)
    assert page.evaluate(SEARCH) == ["new/"]


def test_what_is_gone_can_be_tried_again_and_what_is_broken_is_told(
    page: Page, folder: Path
) -> None:
    publish([_plain("a/", "邮政")], folder)
    files = {file: file.read_bytes() for file in folder.glob("*.bin")}
    page.evaluate(OPEN)
    for file in files:
        file.unlink()
    assert page.evaluate(SEARCH) == "network"
    for file in files:  # as hosts do that answer everything with their home page
        file.write_bytes(b"<!doctype html><title>home</title>")
    assert page.evaluate(SEARCH) in {"format", "network"}  # a table can lead to no file
    for file, content in files.items():
        file.write_bytes(content)
    assert page.evaluate(SEARCH) == ["a/"]


def test_a_cache_that_gives_a_piece_of_a_part_is_passed_by(page: Page, folder: Path) -> None:
    """As Chromium's in memory does, of ranges that it has in part."""
    publish([_plain("a/", "邮政"), _plain("b/", "中国邮政")], folder)
    script = """async () => {
      const { open } = await import("/client.js");
      const get = async (address, { headers, cache } = {}) => {
        const answer = await fetch(address, { cache: "no-store" });
        if (!headers) return answer;
        const [first, last] = headers.Range.match(/[0-9]+/g).map(Number);
        const end = cache === "no-store" ? last + 1 : first + 4;
        return new Response((await answer.arrayBuffer()).slice(first, end), { status: 206 });
      };
      const search = await (await open("/index.json", get)).search({ text: "邮政" });
      return (await search.next()).map((one) => one.document.href);
    }"""
    assert page.evaluate(script) == ["a/", "b/"]
