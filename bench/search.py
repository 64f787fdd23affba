"""How search does, beside Pagefind on the same articles in the same run.

    make bench-search
    python bench/search.py [--count 100000] [--queries 300] [--seed 1] [--without pagefind]

Sites are built as their users build them; what is asked, is asked in Chromium through the client
that a site publishes, each time by a browser that has never been there, of a server that counts.
What is found, to the end, is compared with a brute force that knows nothing of the product. At more
than 10,000 articles Pagefind is left out (it takes 5 GB for 10,000), and queries that thousands of
articles hold are read for the first ten. Progress goes to stderr; at the end there is one table, and
the exit status is 1 where something in it is not what it must be.
"""

import argparse
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from build import Figures, make_corpus
from playwright.sync_api import Browser
from searching import builds, corpus, edits, pagefind, sizes
from searching.asking import Judged, at_95, judged, mean, newest_were_given
from searching.browser import Answer, Searcher, chromium, opened
from searching.brute_force import truth
from searching.counting_server import served
from searching.queries import SINGLE, Asked, queries
from searching.table import Figure, Must, Table

KB = 1024
SMALL = 10_000
MOST = 2_000
"""Of a large archive, articles that are read for one query at most."""
WITHOUT_RANGES = 30
"""Queries that are asked again of a server that knows no Range."""
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
    file = options.corpus or make_corpus(work, count + 2 * edits.ISSUE)
    say("laying out and building the sites")
    peers = count <= SMALL
    sites = builds.lay_out(file, count, work, peers=peers)
    builds.build(sites, figures, options.rounds)
    indexed = None
    if peers and "pagefind" not in options.without:
        say("indexing with Pagefind")
        indexed = builds.index_with_pagefind(sites, figures)
    weigh(table, sites, file, count)
    tell_builds(table, figures, count)
    if "queries" not in options.without:
        ask(table, sites, indexed, file, options)
    if "edits" not in options.without:
        edit(table, sites, file, count, figures)


def weigh(table: Table, sites: builds.Sites, file: Path, count: int) -> None:
    """Weigh the index."""
    site = sites.searched / "site" / "public"
    size = sizes.sizes(site)
    characters = sum(
        len(line) for _, row in corpus.articles(file, count) for line in corpus.said(row)
    )
    table.part(f"Size: {count:,} articles, {characters / 1e6:.1f} million characters")
    table.add(
        Figure("postings and dictionary", size.pairs / characters, "B/char", Must(1.1), digits=2),
        Figure("texts", size.texts / count, "B/article"),
        Figure("values of facets", size.other / KB, "KB", digits=1),
        Figure("manifest", size.manifest / KB, "KB", digits=1),
        Figure("files, of 100 pages", 100 * size.files / size.pages, "", Must(10), digits=1),
    )


def tell_builds(table: Table, figures: Figures, count: int) -> None:
    """Tell what builds took."""
    median = figures.median
    table.part(f"Build: {count:,} articles, clean")
    speed = count / builds.work_of_search(figures)
    table.add(
        Figure("articles a second a core, for search", speed, "", Must(4000, least=True)),
        Figure("largest process, with search", figures.memory["with"], "MB", Must(400)),
        Figure("  without", figures.memory["without"], "MB"),
        Figure("broadsheet, with search", median("with"), "s", digits=2),
        Figure("broadsheet, without", median("without"), "s", digits=2),
    )
    if "peers" not in figures.seconds:
        return
    table.add(Figure("peers' layout, with search", median("peers"), "s", digits=2))
    if "hugo" in figures.seconds:
        table.add(Figure("Hugo", median("hugo"), "s", digits=2))
    if "pagefind" in figures.seconds:
        both = median("hugo") + median("pagefind")
        table.add(
            Figure("Pagefind", median("pagefind"), "s", digits=2),
            Figure("Pagefind's largest process", figures.memory["pagefind"], "MB"),
            Figure("with search ÷ (Hugo + Pagefind)", median("peers") / both, "", Must(0.15), None, 3),
        )


def ask(
    table: Table,
    sites: builds.Sites,
    indexed: Path | None,
    file: Path,
    options: argparse.Namespace,
) -> None:
    """Ask both, and compare."""
    count = options.count
    rows = (row for _, row in corpus.articles(file, count))
    asked = queries(rows, count, options.queries, options.seed)
    every = [*asked, *(Asked("single", text) for text in SINGLE)]
    say("brute force")
    texts = [one.text for one in every]
    held = truth(corpus.articles(file, count), texts, corpus.said)
    most = count if count <= SMALL else MOST
    site = sites.searched / "site" / "public"
    with chromium() as browser:
        with served(site) as server:
            searcher = banmian(browser, server, site)
            say(f"asking {len(every)} queries")
            found = judged(searcher, every, held, _named, most)
            say("typing")
            keys = searcher.again([one.text for one in asked[:KEYS]])
            page = opened(browser, server, "search/")
        with served(site, ranges=False) as server:
            say("asking without ranges")
            some = every[:: max(1, len(every) // WITHOUT_RANGES)]
            searcher = banmian(browser, server, site)
            again = judged(searcher, some, held[:: max(1, len(every) // WITHOUT_RANGES)], _named, most)
        theirs = ask_pagefind(browser, indexed, asked, file, count) if indexed else []
    many, single = found[: len(asked)], found[len(asked) :]
    otherwise = _otherwise(again, {one.asked.text: one for one in found})
    tell_found(table, many, theirs, options.seed)
    table.add(
        Figure("single characters answered otherwise", _not_newest(single), "", Must(0)),
        Figure("answered otherwise by a host without 206", otherwise, "", Must(0)),
    )
    tell_bytes(table, many, theirs, count)
    table.add(
        Figure("search page: scripts, compressed", page.scripts / KB, "KB", Must(12), digits=1),
        Figure("search page: index", page.index / KB, "KB", Must(30), digits=1),
        Figure("key to results, shards cached, median", statistics.median(k[1] for k in keys), "ms", Must(50)),
        Figure("  the first time", statistics.median(k[0] for k in keys), "ms"),
    )


def banmian(browser: Browser, server, site: Path) -> Searcher:
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


def _not_newest(single: list[Judged]) -> int:
    return sum(not newest_were_given(one) for one in single if one.whole)


def _otherwise(again: list[Judged], before: dict[str, Judged]) -> int:
    """Count the answers that are not, in their order, what they were before."""
    return sum(
        _named(one.answer) != _named(before[one.asked.text].answer) for one in again
    )


def tell_found(table: Table, found: list[Judged], theirs: list[Judged], seed: int) -> None:
    """Tell recall and precision."""
    whole = [one for one in found if one.whole]
    table.part(f"Found: {len(found)} queries of seed {seed}, {len(whole)} of them to the end")
    one = Must(1, least=True)
    table.add(
        _quality("recall", whole, theirs, one, "recall"),
        _quality("precision", whole, theirs, one, "precision"),
    )
    for kind in sorted({one.asked.kind for one in whole}):
        for name in ("recall", "precision"):
            ours, others = (
                [j for j in of if j.asked.kind == kind] for of in (whole, theirs)
            )
            table.add(_quality(f"  {kind}: {name}", ours, others, None, name))
    wrong = [j for j in found if (j.found != j.held if j.whole else not j.found <= j.held)]
    table.add(Figure("queries answered otherwise than by brute force", len(wrong), "", Must(0)))
    for j in wrong[:20]:
        say(f"otherwise: {j.asked.text!r} missing {sorted(j.held - j.found)[:3]}"
            f" too many {sorted(j.found - j.held)[:3]}")


def _quality(
    name: str, ours: list[Judged], theirs: list[Judged], must: Must | None, which: str
) -> Figure:
    beside = mean(getattr(one, which) for one in theirs) if theirs else None
    return Figure(name, mean(getattr(one, which) for one in ours), "", must, beside, 3)


def tell_bytes(table: Table, found: list[Judged], theirs: list[Judged], count: int) -> None:
    """Tell what queries cost."""
    table.part("Bytes at the server: a query, with the first ten results, nothing cached")
    median, most = (Must(35), Must(70)) if count <= SMALL else (Must(45), Must(100))
    costs = [[one.answer for one in of] for of in (found, theirs)]

    def figure(name, of, unit, must=None, how=statistics.median, digits=1):
        values = [how([of(one) for one in some]) if some else None for some in costs]
        return Figure(name, values[0], unit, must, values[1], digits)

    table.add(
        figure("median", lambda one: one.query.body / KB, "KB", median),
        figure("95 of 100", lambda one: one.query.body / KB, "KB", most, at_95),
        figure("the most", lambda one: one.query.body / KB, "KB", None, max),
        figure("median, with heads", lambda one: (one.query.body + one.query.head) / KB, "KB"),
        figure("requests, median", lambda one: one.query.requests, "", None, digits=0),
        figure("requests, 95 of 100", lambda one: one.query.requests, "", None, at_95, 0),
        figure("round trips, one waiting for the other", lambda one: one.rounds, "", Must(4), max, 0),
        figure("opening: client and index", lambda one: one.opening.body / KB, "KB"),
    )


def edit(
    table: Table, sites: builds.Sites, file: Path, count: int, figures: Figures
) -> None:
    """Make edits, and build."""
    musts = {
        "a new issue": None,
        "a word in an old article": 1.5,
        "an old article added": 20,
        "an old article withdrawn": 20,
        "the month that closes a year": 20,
    }
    table.part(f"Into {count:,} articles")
    for name, change in edits.edits(file, count).items():
        say(name)
        cost = edits.cost(name, change, sites.searched, sites.plain, figures)
        must = musts[name]
        table.add(
            Figure(name, cost.seconds, "s", Must(must) if must else None, digits=2),
            Figure("  more than without search", cost.seconds - cost.without, "s",
                   None if must else Must(1), digits=2),
            Figure("  of the index written anew", cost.written / KB, "KB",
                   None if must else Must(KB)),
            Figure("  files of the index", cost.files),
        )


def say(text: str) -> None:
    """Tell what is done."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
