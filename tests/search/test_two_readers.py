"""The reader in Python and the one in the browser find the same, and know the same tables."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from test_finding import made, queries, reader

import banmian.search
from banmian.search.grams import SEPARATORS
from banmian.search.texts import COMMON, RANGES

SEARCH = Path(banmian.search.__file__).parent
FIND = """async ([segments, queries]) => {
  const { find, terms } = await import("/browser/reader.js");
  const get = async (name, start = 0, end = undefined) => {
    const last = end === undefined ? "" : end - 1;
    const answer = await fetch(`/files/${name}`, { headers: { Range: `bytes=${start}-${last}` } });
    const content = new Uint8Array(await answer.arrayBuffer());
    return answer.status === 206 ? content : content.subarray(start, end);
  };
  const found = [];
  for (const query of queries) {
    for (const newest of [false, true]) {
      const hrefs = [];
      for await (const one of find(segments, get, terms(query), { newest })) hrefs.push(one.href);
      found.push(hrefs);
    }
  }
  return JSON.stringify(found);
}"""


@pytest.mark.browser
def test_both_find_the_same(
    chromium: Browser, serve: Callable[[Path], str], tmp_path: Path
) -> None:
    documents = made(11, 70)
    search, files = reader([documents[:10], documents[10:30], documents[30:]])
    (tmp_path / "files").mkdir()
    for name, content in files.items():
        (tmp_path / "files" / name).write_bytes(content)
    for folder in ("browser", "client"):
        shutil.copytree(SEARCH / folder, tmp_path / folder)
    (tmp_path / "index.html").write_text("<!doctype html><title>reader</title>", "utf-8")
    asked = [query for query in queries(documents, 11, 30) if query.strip()]
    segments = [
        {"size": one.size, "groups": one.groups, "chunks": one.chunks} for one in search.segments
    ]
    page = chromium.new_page()
    page.goto(serve(tmp_path))
    found = json.loads(page.evaluate(FIND, [segments, asked]))
    page.close()
    expected = [
        [one.document.href for one in search.find(query, newest=newest)]
        for query in asked
        for newest in (False, True)
    ]
    assert found == expected
    assert any(len(one) > 1 for one in expected)


def numbers(source: str, name: str) -> list[list[int]]:
    """Read a table of ranges from a module's source."""
    table = re.search(rf"const {name} = \[(.*?)\];", source, re.DOTALL)
    assert table
    found = re.findall(r"0x([0-9a-f]+), 0x([0-9a-f]+)", table[1])
    return [[int(first, 16), int(last, 16)] for first, last in found]


def test_both_know_the_same_tables() -> None:
    grams = (SEARCH / "browser" / "grams.js").read_text("utf-8")
    texts = (SEARCH / "browser" / "texts.js").read_text("utf-8")
    assert numbers(grams, "SEPARATORS") == [list(pair) for pair in SEPARATORS]
    assert numbers(texts, "RANGES") == [list(pair) for pair in RANGES]
    rows = re.search(r"const COMMON =\n(.*?);", texts, re.DOTALL)
    assert rows
    said = "".join(re.findall(r'"(.*?)"', rows[1]))
    assert said.replace("\\n", "\n") == COMMON
