"""What was measured as figures of the table, beside what must be reached."""

import statistics
from collections.abc import Callable, Iterable, Sequence

from build import Figures
from msgspec import Struct

from searching.asking import Judged, at_95, is_wrong, mean, newest_were_given, precision, recall
from searching.browser import Answer, Opened
from searching.builds import work_of_search
from searching.edits import Cost
from searching.sizes import Sizes
from searching.table import Figure, Must, Table

KB = 1024
SMALL = 10_000
"""Articles up to which Pagefind is raced, and up to which the lower bounds of bytes hold."""
ALL = Must(1, least=True)
NONE = Must(0)
MUST_OF_EDITS = {
    "a word in an old article": 1.5,
    "an old article added": 20,
    "an old article withdrawn": 20,
    "the month that closes a year": 20,
}
"""Seconds; of a new issue what search adds counts."""


def tell_sizes(table: Table, size: Sizes, count: int, characters: int, transport: str) -> None:
    """Tell how large an index is."""
    million = f"{characters / 1e6:.1f} million characters"
    table.part(f"Size: {count:,} articles, {million}, transport {transport}")
    few = Must(500) if transport == "packs" else None
    table.add(
        Figure("postings and dictionary", size.pairs / characters, "B/char", Must(1.1), digits=2),
        Figure("texts", size.texts / count, "B/article"),
        Figure("values of facets", size.values / KB, "KB", digits=1),
        Figure("suggestions", size.suggestions / KB, "KB", digits=1),
        Figure("manifest", size.manifest / KB, "KB", digits=1),
        Figure("files", size.files, must=few),
        Figure("files, of 100 pages", 100 * size.files / size.pages, "", Must(10), digits=1),
    )


def tell_builds(table: Table, figures: Figures, count: int, speed: float) -> None:
    """Tell what clean builds took; `speed` is that of indexing alone, in articles a second."""
    median = figures.median
    table.part(f"Build: {count:,} articles, clean")
    whole = count / work_of_search(figures)
    table.add(
        Figure("articles a second a core: index", speed, "", Must(4000, least=True)),
        Figure("  all that a build with search does more", whole),
        Figure("largest process, with search", figures.memory["with"], "MB", Must(400)),
        Figure("  without", figures.memory["without"], "MB"),
        Figure("broadsheet, with search", median("with"), "s", digits=2),
        Figure("broadsheet, without", median("without"), "s", digits=2),
    )
    if "peers" in figures.seconds:
        table.add(Figure("peers' layout, with search", median("peers"), "s", digits=2))
    if "hugo" in figures.seconds:
        table.add(Figure("Hugo", median("hugo"), "s", digits=2))
    if "pagefind" in figures.seconds:
        ratio = median("peers") / (median("hugo") + median("pagefind"))
        table.add(
            Figure("Pagefind", median("pagefind"), "s", digits=2),
            Figure("Pagefind's largest process", figures.memory["pagefind"], "MB"),
            Figure("with search ÷ (Hugo + Pagefind)", ratio, must=Must(0.15), digits=3),
        )


class Asking(Struct, frozen=True):
    """What asking gave: of Banmian, of Pagefind, of a host without Range.

    `single` are single characters, `traditional` the same queries in traditional characters; `page`
    is what the search page costs as it opens, and once its box is entered.
    """

    seed: int
    found: list[Judged]
    pagefind: list[Judged]
    single: list[Judged]
    traditional: list[Judged]
    without_ranges: list[Judged]
    page: tuple[Opened, Opened]
    keys: list[tuple[float, float]]


def tell_found(table: Table, asking: Asking) -> None:
    """Tell recall and precision, in all and of each kind of query."""
    whole = [one for one in asking.found if one.whole]
    theirs = asking.pagefind
    queries = f"{len(asking.found)} queries of seed {asking.seed}"
    table.part(f"Found: {queries}, {len(whole)} of them to the end")
    table.add(
        _quality("recall", recall, whole, theirs, ALL),
        _quality("precision", precision, whole, theirs, ALL),
    )
    for kind in sorted({one.asked.kind for one in whole}):
        ours, others = ([one for one in some if one.asked.kind == kind] for some in (whole, theirs))
        table.add(
            _quality(f"  {kind}: recall", recall, ours, others, None),
            _quality(f"  {kind}: precision", precision, ours, others, None),
        )
    before = {one.asked: one.answer for one in asking.found}
    same = (_all(one.answer) == _all(before[one.asked]) for one in asking.without_ranges)
    given = (newest_were_given(one) for one in asking.single if one.whole)
    table.add(
        Figure("queries answered otherwise", sum(map(is_wrong, asking.found)), must=NONE),
        Figure("  in traditional characters", sum(map(is_wrong, asking.traditional)), must=NONE),
        Figure("single characters answered otherwise", _wrong(given), must=NONE),
        Figure("otherwise by a host without 206", _wrong(same), must=NONE),
    )


def _quality(
    name: str,
    of: Callable[[Judged], float],
    ours: Iterable[Judged],
    theirs: Sequence[Judged],
    must: Must | None,
) -> Figure:
    own, other = (mean(map(of, some)) for some in (ours, theirs))
    return Figure(name, own, must=must, pagefind=other if theirs else None, digits=3)


def _all(answer: Answer) -> list[str]:
    return [*answer.first, *answer.rest]


def _wrong(right: Iterable[bool]) -> int:
    return sum(not one for one in right)


Sum = Callable[[list[float]], float]


def tell_bytes(table: Table, asking: Asking, count: int) -> None:
    """Tell what queries cost, and opening the search page."""
    table.part("A query, with ten results, nothing cached: counted at the server")
    median, most = (Must(35), Must(70)) if count <= SMALL else (Must(45), Must(100))
    middle, top = statistics.median, max

    def add(
        name: str, of: Callable[[Answer], float], how: Sum, must: Must | None, unit: str = "KB"
    ) -> None:
        own, other = (
            how([of(one.answer) for one in some]) if some else None
            for some in (asking.found, asking.pagefind)
        )
        assert own is not None
        table.add(Figure(name, own, unit, must, other, 1 if unit else 0))

    add("bytes, median", lambda one: one.query.body / KB, middle, median)
    add("bytes, 95 of 100", lambda one: one.query.body / KB, at_95, most)
    add("bytes, the most", lambda one: one.query.body / KB, top, None)
    add("bytes and heads, median", lambda one: (one.query.body + one.query.head) / KB, middle, None)
    add("requests, median", lambda one: one.query.requests, middle, None, "")
    add("requests, 95 of 100", lambda one: one.query.requests, at_95, None, "")
    add("round trips, median", lambda one: one.rounds, middle, None, "")
    add("round trips, 95 of 100", lambda one: one.rounds, at_95, None, "")
    add("round trips, the most", lambda one: one.rounds, top, Must(4), "")
    late = sum(1 for one in asking.found if one.held and not one.answer.first)
    table.add(Figure("queries whose first results come with more round trips", late))
    page, entered = asking.page
    beside = asking.pagefind[0].answer.opening if asking.pagefind else None
    scripts, index = (beside.scripts / KB, beside.index / KB) if beside else (None, None)
    again, first = (statistics.median(one[n] for one in asking.keys) for n in (1, 0))
    table.add(
        Figure("search page: scripts, compressed", page.scripts / KB, "KB", Must(12), digits=1),
        Figure("  once its box is entered", entered.scripts / KB, "KB", None, scripts, 1),
        Figure("search page: index", page.index / KB, "KB", Must(30), digits=1),
        Figure("  once its box is entered", entered.index / KB, "KB", Must(30), index, 1),
        Figure("key to results, shards cached, median", again, "ms", Must(50)),
        Figure("  the first time", first, "ms"),
    )


def tell_edit(table: Table, cost: Cost) -> None:
    """Tell what an edit cost."""
    seconds = MUST_OF_EDITS.get(cost.name)
    added, written = (None, None) if seconds else (Must(1), Must(KB))
    table.add(
        Figure(cost.name, cost.seconds, "s", Must(seconds) if seconds else None, digits=2),
        Figure(
            f"  {cost.name}: what search adds", cost.seconds - cost.without, "s", added, digits=2
        ),
        Figure("  of the index written anew", cost.written / KB, "KB", written),
        Figure("  files of the index", cost.files),
    )
