"""The reader in Python and the one in the browser find the same, and know the same tables."""

import json
import random
import re
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import msgspec
import pytest
from playwright.sync_api import Browser
from test_finding import made, queries, reader

import banmian.search
from banmian.search import manifest, tables
from banmian.search.documents import Document
from banmian.search.facets import KINDS
from banmian.search.fold import variants
from banmian.search.grams import SEPARATORS, sought
from banmian.search.query import Query, query
from banmian.search.reader import Reader
from banmian.search.sums import BrokenError
from banmian.search.texts import COMMON, RANGES
from banmian.search.traditional import SIMPLE, TRADITIONAL

CLIENT = Path(banmian.search.__file__).parent / "client"
FIND = """async (asked) => {
  const { open } = await import("/client/client.js");
  const index = await open("/index/index.json");
  const found = [];
  for (const query of asked) {
    const search = await index.search(query);
    const [most, exact, months] = [search.atMost, search.exact, search.months()];
    const hrefs = [];
    while (!search.done) hrefs.push(...(await search.next(7)).map((one) => one.document.href));
    const counts = await search.counts("topic");
    found.push({ hrefs, most, exact, months, counts });
  }
  return JSON.stringify(found);
}"""


class Parts(SimpleHTTPRequestHandler):
    """Gives parts of files, as nearly all hosts do."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        content = Path(self.translate_path(self.path)).read_bytes()
        wanted = re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers.get("Range", ""))
        if wanted:
            content = content[int(wanted[1]) : int(wanted[2]) + 1]
        self.send_response(206 if wanted else 200)
        self.send_header("Content-Type", self.guess_type(self.path))
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Whole(SimpleHTTPRequestHandler):
    """Gives whole files only."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(params=[Parts, Whole], ids=["parts", "whole"])
def host(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A host of what is put into the test's folder."""
    handler = partial(request.param, directory=str(tmp_path))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def publish(search: Reader, files: dict[str, bytes], folder: Path, variants: str = "") -> None:
    """Put an index and its client into a folder."""
    (folder / "index").mkdir()
    for name, content in files.items():
        (folder / "index" / f"{name}.bin").write_bytes(content)
    topics = json.dumps(["甲", "乙", "丙"]).encode()
    (folder / "index" / "topics.bin").write_bytes(topics)
    segments = tuple(search.segments)
    whole = manifest.Manifest(manifest.VERSION, segments, "common", {"topic": "topics"}, variants)
    (folder / "index" / "index.json").write_bytes(manifest.write(whole))
    shutil.copytree(CLIENT, folder / "client")
    (folder / "index.html").write_text("<!doctype html><title>search</title>", "utf-8")


def choices(text: str, chance: random.Random) -> dict[str, Any]:
    """What a reader may choose beside what is typed."""
    return {
        "text": chance.choice((text, text, f"{text} -年", f'"{text[:3]}"')),
        "title": chance.random() < 0.2,
        "order": chance.choice(("relevance", "date")),
        "from": chance.choice(("", "", "2020", "2021-09")),
        "to": chance.choice(("", "", "2020", "2021-10")),
        "facets": {"topic": "甲"} if chance.random() < 0.3 else {},
    }


def as_query(asked: dict[str, Any]) -> Query:
    return query(
        asked["text"],
        title=asked["title"],
        newest=asked["order"] == "date",
        since=asked["from"],
        until=asked["to"],
        facets=asked["facets"],
    )


@pytest.mark.browser
@pytest.mark.parametrize("as_packs", [False, True], ids=["files", "packs"])
def test_both_find_the_same(chromium: Browser, host: str, tmp_path: Path, as_packs: bool) -> None:
    documents = made(11, 70)
    search, files = reader([documents[:10], documents[10:30], documents[30:]], as_packs)
    publish(search, files, tmp_path)
    chance = random.Random(11)  # noqa: S311
    asked = [choices(text, chance) for text in ("", "", *queries(documents, 11, 40))]
    page = chromium.new_page()
    page.goto(f"{host}index.html")
    found = json.loads(page.evaluate(FIND, asked))
    page.close()
    dates = {one.href: one.date for one in documents}
    topics = {one.href: one.facets for one in documents}
    for one, got in zip(asked, found, strict=True):
        expected = [hit.document.href for hit in search.find(as_query(one))]
        assert got["hrefs"] == expected, one
        assert got["most"] >= len(expected), one
        if got["exact"] and any(map(sought, as_query(one).terms)):
            assert got["most"] == len(expected), one
            months = [dates[href] for href in sorted(expected, key=lambda h: int(h.split("/")[1]))]
            assert got["months"] == [[m, months.count(m)] for m in dict.fromkeys(months)], one
            counted = {t: sum(("topic", t) in topics[h] for h in expected) for t in "甲乙丙"}
            assert dict(got["counts"]) == {t: n for t, n in counted.items() if n}, one
    assert sum(len(one["hrefs"]) > 1 for one in found) > 15
    assert sum(one["exact"] for one in found) > 5


@pytest.mark.browser
def test_a_shard_in_another_s_place_is_told(chromium: Browser, host: str, tmp_path: Path) -> None:
    """As by a host that mixes files up: each is whole, and another's."""
    documents = made(12, 70)
    search, files = reader([documents])
    (table,) = search.segments[0].tables
    shards = [place.file for place in tables.read(table, files[table.file])]
    texts = queries(documents, 12, 60)
    right = [[hit.document.href for hit in search.find(query(text))] for text in texts]
    files |= dict(zip(shards, [files[name] for name in (*shards[1:], shards[0])], strict=True))
    publish(search, files, tmp_path)
    page = chromium.new_page()
    page.goto(f"{host}index.html")
    guarded = f"asked => ({FIND})(asked).catch((error) => error.problem)"
    found = [page.evaluate(guarded, [{"text": text}]) for text in texts]
    page.close()
    broken = Reader(search.segments, lambda name, start, end: files[name][start:end])
    told = [0, 0]
    for text, hrefs, said in zip(texts, right, found, strict=True):  # some need no shard
        told[0] += said == "format"
        assert said == "format" or json.loads(said)[0]["hrefs"] == hrefs, text
        try:
            assert [hit.document.href for hit in broken.find(query(text))] == hrefs, text
        except BrokenError:
            told[1] += 1
    assert min(told) > 30


def numbers(source: str, name: str) -> list[list[int]]:
    """Read a table of ranges from a module's source."""
    table = re.search(rf"const {name} = \[(.*?)\];", source, re.DOTALL)
    assert table
    found = re.findall(r"0x([0-9a-f]+), 0x([0-9a-f]+)", table[1])
    return [[int(first, 16), int(last, 16)] for first, last in found]


def test_both_know_the_same_tables() -> None:
    grams = (CLIENT / "grams.js").read_text("utf-8")
    texts = (CLIENT / "texts.js").read_text("utf-8")
    assert numbers(grams, "SEPARATORS") == [list(pair) for pair in SEPARATORS]
    assert numbers(texts, "RANGES") == [list(pair) for pair in RANGES]
    rows = re.search(r"const COMMON =\n(.*?);", texts, re.DOTALL)
    assert rows
    said = "".join(re.findall(r'"(.*?)"', rows[1]))
    assert said.replace("\\n", "\n") == COMMON

    facets = (CLIENT / "facets.js").read_text("utf-8")
    listed = re.search(r"KINDS = (\[.*?\]);", facets)
    assert listed
    assert tuple(json.loads(listed[1])) == KINDS


def test_the_manifest_reads_back() -> None:
    search, _ = reader([made(1, 20)])
    whole = manifest.Manifest(manifest.VERSION, tuple(search.segments), "b", {"topic": "a"})
    assert manifest.read(manifest.write(whole)) == whole
    for broken in (b"", b"{}", b"[]", manifest.write(msgspec.structs.replace(whole, version=1))):
        with pytest.raises(BrokenError):
            manifest.read(broken)


def test_both_know_the_same_traditional_characters() -> None:
    source = (CLIENT / "traditional.js").read_text("utf-8")
    pairs = "".join(re.findall(r'^  "(.*?)"', source, re.MULTILINE))
    assert pairs == "".join(char + SIMPLE[char] for char in TRADITIONAL)


@pytest.mark.browser
def test_traditional_and_simplified_find_each_other(
    chromium: Browser, host: str, tmp_path: Path
) -> None:
    documents = [
        Document("a/", "郵政報", "2021-06", "", (), ("國家郵政局在新疆召開會議",)),
        Document("b/", "邮政报", "2021-06", "", (), ("国家邮政局在新疆召开会议，产业发展",)),
        *made(5, 40),
    ]
    search, files = reader([documents])
    found_in = variants(line for one in documents[:2] for line in (one.title, *one.lines))
    publish(search, files, tmp_path, "".join(char + SIMPLE[char] for char in found_in))
    page = chromium.new_page()
    page.goto(f"{host}index.html")
    asked = ["國家郵政局", "国家邮政局", "召開", "產業", "局在新疆召開會議，產業", "報"]
    found = json.loads(page.evaluate(FIND, [{"text": text} for text in asked]))
    expected = [{one.document.href for one in search.find(query(text))} for text in asked]
    page.close()
    assert [set(one["hrefs"]) for one in found] == expected
    assert expected[:5] == [{"a/", "b/"}] * 3 + [{"b/"}] * 2
    assert {"a/", "b/"} < expected[5]
