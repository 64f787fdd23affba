"""How the search index of version 2 does: exactness, bytes a query, size, speed.

    python bench/search.py [--count 10000] [--queries 300] [--seed 1]

The articles are those of the other benches (extra `bench`). Queries are parts of 2 to 8 characters
of their texts, names that sign, and two terms; what is found, to the end, is compared with a plain
search that knows nothing of the product's folding. Bytes are those that the reader asks for, with
the texts of the first ten results. The browser, Pagefind and a host come when a build makes it.
"""

import argparse
import itertools
import json
import random
import re
import resource
import statistics
import sys
import tempfile
import time
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from build import make_corpus, show

from banmian.search.grams import postings
from banmian.search.index import Document
from banmian.search.reader import Reader
from banmian.search.runs import Run, merged, run
from banmian.search.segment import Pack, Segment, name_of, write
from banmian.search.texts import pack

KB = 1024
TWO_TERMS = 0.1
"""How many of the queries have another's terms too."""
LIMITS = (8 * KB, 8 * KB, 11 * KB)
"""Bytes of a shard at most: of the open month, its year's other months, all before."""


class Index:
    """An index of the corpus, in memory, and what making it took."""

    def __init__(self, corpus: Path, count: int) -> None:
        self.files: dict[str, bytes] = {}
        self.segments: list[Segment] = []
        self.texts: list[tuple[str, str]] = []
        self.names: list[str] = []
        self.seconds = self.characters = self.packed = 0.0
        issues = list(_issues(corpus, count))[::-1]
        for tier, limit in zip(_tiers(issues), LIMITS, strict=True):
            self._add(tier, limit)

    def _add(self, issues: Sequence[list[Document]], limit: int) -> None:
        runs: list[Run] = []
        packs: list[Pack] = []
        for documents in issues:
            start = time.process_time()
            found = postings([(one.title, "\n".join(one.lines)) for one in documents])
            runs.append(run(found, len(documents)))
            content, lengths = pack(documents)
            self.seconds += time.process_time() - start
            self.files[name_of(content)] = content
            packs.append(Pack(bytes.fromhex(name_of(content)), lengths))
            self.packed += len(content)
            self.characters += sum(len(line) for one in documents for line in one.lines)
            self.texts += [
                (one.href, plain("\n".join((one.title, *one.lines)))) for one in documents
            ]
        if runs:
            start = time.process_time()
            written = write(merged(runs), packs, limit)
            self.seconds += time.process_time() - start
            self.files |= written.files
            self.segments.append(written.segment)

    def reader(self, fetched: list[int]) -> Reader:
        """Give a reader with nothing fetched; it tells how many bytes it asks for."""

        def fetch(name: str, start: int, end: int | None) -> bytes:
            content = self.files[name][start:end]
            fetched.append(len(content))
            return content

        return Reader(self.segments, fetch)


def plain(text: str) -> str:
    """Fold a text by the Unicode standard's own tables: what a reader would call the same."""
    return "".join(unicodedata.normalize("NFKC", text).lower().split(" "))


def _issues(corpus: Path, count: int) -> Iterator[list[Document]]:
    with corpus.open(encoding="utf-8") as lines:
        rows = (json.loads(line) for line in itertools.islice(lines, count))
        for _, some in itertools.groupby(rows, key=lambda row: row["date"]):
            yield [_document(row) for row in some]


def _document(row: dict[str, Any]) -> Document:
    heads = (row["kicker"], row["title"], row["subtitle"], row["author"])
    lines = tuple(line for line in (*heads, *row["heads"].values(), *row["paragraphs"]) if line)
    href = f"{row['date']}/{row['slug']}/"
    return Document(href, row["title"], row["date"], f"第{row['page']}版", lines)


def _tiers(issues: Sequence[list[Document]]) -> tuple[list[list[Document]], ...]:
    """Part issues, the newest first: the open month, its year's other months, all before."""
    newest = issues[0][0].date
    month = [one for one in issues if one[0].date[:7] == newest[:7]]
    year = [one for one in issues if one[0].date[:4] == newest[:4]][len(month) :]
    return month, year, list(issues[len(month) + len(year) :])


def queries(index: Index, count: int, seed: int) -> list[str]:
    """Make queries: parts of texts, across the borders of words; names; two terms."""
    chance = random.Random(seed)  # noqa: S311
    found: list[str] = []
    while len(found) < count:
        _, text = chance.choice(index.texts)
        length = chance.choice((2, 3, 4, 6, 8))
        start = chance.randrange(max(1, len(text) - length))
        part = text[start : start + length]
        if len(part) == length and re.fullmatch(r"[^\W_]+", part):
            other = f" {chance.choice(found)}" if found and chance.random() < TWO_TERMS else ""
            found.append(part + other)
    return found


def main() -> None:
    """Make the index, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=10_000, help="articles")
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1, help="of the queries")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        index = Index(make_corpus(Path(work), options.count), options.count)
    size = sum(map(len, index.files.values())) - index.packed
    print(f"{options.count:,} articles, {index.characters:,.0f} characters")
    show(
        "pairs, texts, shards, one core", index.seconds, f"{options.count / index.seconds:,.0f} /s"
    )
    print(f"{'index':40s} {size / index.characters:7.2f} bytes a character")
    print(f"{'texts':40s} {index.packed / options.count:7.0f} bytes an article")
    print(f"{'files':40s} {len(index.files):7,}")
    print(
        f"{'largest memory':40s} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // KB:7,} MB"
    )
    ask(index, queries(index, options.queries, options.seed))


def ask(index: Index, asked: Sequence[str]) -> None:
    """Ask, and compare what is found with a plain search."""
    cost, times, wrong = [], [], 0
    for query in asked:
        fetched: list[int] = []
        start = time.perf_counter()
        found = index.reader(fetched).find(query)
        first = list(itertools.islice(found, 10))
        times.append(time.perf_counter() - start)
        cost.append(sum(fetched))
        hits = {one.document.href for one in (*first, *found)}
        wanted = query.split()
        truth = {href for href, text in index.texts if all(term in text for term in wanted)}
        wrong += hits != truth
    ranked = sorted(cost)
    print(f"{'queries':40s} {len(asked):7,}")
    print(f"{'found otherwise than by plain search':40s} {wrong:7,}")
    for name, value in (
        ("median", statistics.median(cost)),
        ("95 %", ranked[len(cost) * 95 // 100]),
    ):
        print(f"{f'bytes a query, with ten texts, {name}':40s} {value / KB:7.1f} KB")
    show("a query, in Python", statistics.median(times), "median")
    if wrong:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
