"""How search does, beside Pagefind on the same articles in the same run.

    make bench-search
    python bench/search.py [--count 100000] [--queries 300] [--seed 1] [--without pagefind]

Sites are built as their users build them; what is asked, is asked in Chromium through the client
that a site publishes, each time by a browser that has never been there, of a server that counts.
What is found, to the end, is compared with a brute force that knows nothing of the product. At more
than 10,000 articles Pagefind is left out (it takes 5 GB for 10,000), and of queries that thousands
of articles hold the first ten results are read. Progress goes to stderr; at the end there is one
table, and the exit status is 1 where something in it is not what it must be.
"""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from build import Figures, make_corpus
from playwright.sync_api import Browser
from searching import builds, corpus, edits, pagefind, report, sizes
from searching.asking import Judged, is_wrong, judged
from searching.browser import Answer, Searcher, chromium, opened
from searching.brute_force import truth
from searching.counting_server import CountingServer, served
from searching.queries import SINGLE, Asked, in_traditional, queries
from searching.report import SMALL, Asking
from searching.table import Table

MOST = 2_000
"""Of a large archive, articles that are read for one query at most."""
AGAIN = 30
"""Queries that are asked again: of a host that knows no Range, and in traditional characters."""
KEYS = 60
"""Queries that are timed."""


def main() -> None:
    """Measure, and print the table."""
    options = _options()
    where = options.work or (Path("/dev/shm") if Path("/dev/shm").is_dir() else None)  # noqa: S108
    work = Path(tempfile.mkdtemp(prefix="banmian-search-", dir=where))
    table = Table()
    try:
        measure(work, options, table)
    finally:
        print(table.text())
        if options.keep:
            print(f"\nthe sites are in {work}")
        else:
            shutil.rmtree(work)
    if table.missed:
        raise SystemExit(f"\nnot reached: {'; '.join(table.missed)}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=SMALL, help="articles")
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1, help="of the queries")
    parser.add_argument("--transport", choices=builds.TRANSPORTS, default="files")
    parser.add_argument("--rounds", type=int, default=3, help="clean builds of each")
    parser.add_argument(
        "--without", action="append", default=[], choices=["pagefind", "queries", "edits"]
    )
    parser.add_argument("--corpus", type=Path, help="articles that were made before")
    parser.add_argument("--work", type=Path, help="a folder to work in, instead of tmpfs")
    parser.add_argument("--keep", action="store_true", help="leave the sites there")
    return parser.parse_args()


def measure(work: Path, options: argparse.Namespace, table: Table) -> None:
    """Measure all: builds come first, as a process that a large one starts counts as large."""
    count, figures = options.count, Figures()
    say("making the corpus")
    file = options.corpus or make_corpus(work, count + edits.SPARE)
    say("laying out and building the sites")
    sites = builds.lay_out(file, count, work, options.transport, peers=count <= SMALL)
    builds.build(sites, figures, options.rounds)
    indexed = None
    if "pagefind" not in options.without:
        say("indexing with Pagefind")
        indexed = builds.index_with_pagefind(sites, figures)
    size = sizes.sizes(sites.searched / "site" / "public")
    characters = corpus.characters(file, count)
    report.tell_sizes(table, size, count, characters, options.transport)
    report.tell_builds(table, figures, count, builds.indexing_speed(sites))
    if "queries" not in options.without:
        asking = ask(sites, indexed, file, options)
        report.tell_found(table, asking)
        report.tell_bytes(table, asking, count)
        say_odd(asking)
    if "edits" not in options.without:
        table.part(f"Into {count:,} articles")
        for name, change in edits.edits(file, count).items():
            say(name)
            cost = edits.cost(name, change, sites.searched, sites.plain, figures)
            report.tell_edit(table, cost)


def ask(
    sites: builds.Sites, indexed: Path | None, file: Path, options: argparse.Namespace
) -> Asking:
    """Ask both, and judge what they find."""
    count = options.count
    rows = (row for _, row in corpus.articles(file, count))
    asked = queries(rows, count, options.queries, options.seed)
    single = [Asked("single", text) for text in SINGLE]
    other = in_traditional(asked)[:AGAIN]
    every = [*asked, *single, *other]
    say("looking for everything by brute force")
    held = truth(corpus.articles(file, count), [one.text for one in every], corpus.said)
    site = sites.searched / "site" / "public"
    most = count if count <= SMALL else MOST
    with chromium() as browser:
        with served(site) as server:
            say("asking")
            searcher = banmian(browser, server, site)
            found = judged(searcher, every, held, _named, most)
            say("asking on one page")
            keys = searcher.again([one.text for one in asked[:KEYS]])
            page = opened(browser, server, "search/")
        with served(site, ranges=False) as server:
            say("asking a host without Range")
            some = slice(0, len(asked), max(1, len(asked) // AGAIN))
            searcher = banmian(browser, server, site)
            again = judged(searcher, asked[some], held[some], _named, most)
        theirs = ask_pagefind(browser, indexed, asked, file, count) if indexed else []
    own, found = found[: len(asked)], found[len(asked) :]
    single_found, other_found = found[: len(single)], found[len(single) :]
    return Asking(options.seed, own, theirs, single_found, other_found, again, page, keys)


def banmian(browser: Browser, server: CountingServer, site: Path) -> Searcher:
    """Give what asks the client that a site publishes."""
    client = next(site.glob("assets/*/search/client.js"))
    where = {"client": f"/{client.relative_to(site).as_posix()}", "index": "/search/index.json"}
    return Searcher(browser, server, "banmian", where)


def ask_pagefind(
    browser: Browser, indexed: Path, asked: list[Asked], file: Path, count: int
) -> list[Judged]:
    """Ask Pagefind the same, and judge it by what Hugo's pages say."""
    say("asking Pagefind")
    texts = [one.text for one in asked]
    held = truth(corpus.articles(file, count), texts, corpus.said_by_hugo)
    names = pagefind.addresses(indexed)
    with served(indexed.parent) as server:
        searcher = Searcher(browser, server, "pagefind", {"client": "/pagefind/pagefind.js"})
        return judged(searcher, asked, held, lambda one: [names[n] for n in one.rest], count)


def _named(answer: Answer) -> list[str]:
    return [*answer.first, *answer.rest]


def say_odd(asking: Asking) -> None:
    """Tell which queries were answered otherwise, and which waited longest."""
    for one in filter(is_wrong, (*asking.found, *asking.traditional)):
        missing, more = sorted(one.held - one.found), sorted(one.found - one.held)
        say(f"otherwise: {one.asked.text!r}, not found {missing[:3]}, found too {more[:3]}")
    for one in sorted(asking.found, key=lambda one: one.answer.rounds)[-3:]:
        say(f"{one.answer.rounds} round trips: {one.asked.text!r}")


def say(text: str) -> None:
    """Tell what is done."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
