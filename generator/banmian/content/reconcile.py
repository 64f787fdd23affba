"""Matching a re-import to what is there: ids follow the text, an editor's work is never touched.

Old articles and new drafts that share source lines hang together. Where none of the old ones is
an editor's, the drafts take over their ids by the largest overlap. Where one is, the whole group
stays as it is unless it was cut the very same way, and what import would have done is proposed.
"""

import difflib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum

from msgspec import Struct

from banmian.content.record import Record, numbers, recorded_lines
from banmian.model.draft import Draft
from banmian.model.ids import ArticleId

Lines = frozenset[tuple[str, int]]
"""Source lines: page label and line number."""


_GONE = -1


class State(Enum):
    """What became of an article's file since it was imported."""

    UNTOUCHED = "untouched"
    EDITED = "edited"
    DELETED = "deleted"


class Known(Struct, frozen=True):
    """An article of the record: the lines that it claims, and whose it is."""

    id: ArticleId
    lines: Lines
    state: State


class Match(Struct, frozen=True):
    """A draft that is to be written: under an old id, or a new one where `id` is None."""

    draft: Draft
    id: ArticleId | None


class Plan(Struct, frozen=True):
    """What import may do.

    `write` in the order of the drafts. `same` are an editor's articles that were cut the same
    way again, with their draft; `frozen` are known articles that stay because an editor's hangs
    together with another cut, `withheld` the drafts of that cut. `dropped` are untouched articles
    whose lines are all in other drafts, or gone.
    """

    write: tuple[Match, ...]
    same: tuple[tuple[Known, Draft], ...]
    frozen: tuple[Known, ...]
    withheld: tuple[Draft, ...]
    dropped: tuple[Known, ...]


def lines_of(draft: Draft) -> Lines:
    """Give the source lines of a draft."""
    return frozenset((span.page, line) for span in draft.spans for line in span.lines)


def known_lines(record: Record, now: Mapping[str, Mapping[int, str]]) -> list[Lines]:
    """Give each recorded article's lines, by the numbers that they have in today's sources.

    `now` gives for each page label the lines that have text, with their digests.
    """
    moved = {
        page.page: _moved(recorded_lines(page), now[page.page])
        for page in record.pages
        if page.page in now
    }
    return [
        frozenset(
            (span.page, new)
            for span in article.spans
            for line in numbers(span.lines)
            if (new := moved.get(span.page, {}).get(line, line)) != _GONE
        )
        for article in record.articles
    ]


def _moved(then: Mapping[int, str], now: Mapping[int, str]) -> dict[int, int]:
    """Map the numbers of a page's lines then to now; empty where nothing has changed."""
    if then == now:
        return {}
    old, new = list(then), list(now)
    olds, news = list(then.values()), list(now.values())
    head = _alike(olds, news)
    tail = _alike(olds[head:][::-1], news[head:][::-1])
    a_end, b_end = len(old) - tail, len(new) - tail
    matcher = difflib.SequenceMatcher(None, olds[head:a_end], news[head:b_end], False)
    inner = [(head + a, head + b, size) for a, b, size in matcher.get_matching_blocks()]
    moved = dict.fromkeys(old, _GONE)
    for a, b, size in [(0, 0, head), *inner, (a_end, b_end, tail)]:
        moved.update(zip(old[a : a + size], new[b : b + size], strict=True))
    return moved


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Count how many digests two lists begin with alike: comparing the rest may take its square."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def reconcile(known: tuple[Known, ...], drafts: tuple[Draft, ...]) -> Plan:
    """Decide what import may write."""
    write: dict[int, Match] = {}
    same: list[tuple[Known, Draft]] = []
    frozen: list[Known] = []
    withheld: list[Draft] = []
    dropped: list[Known] = []
    for olds, news in _groups(known, drafts):
        protected = any(old.state is not State.UNTOUCHED for old in olds)
        if protected and _cut_the_same(olds, [drafts[new] for new in news]):
            same.append((olds[0], drafts[news[0]]))
            continue
        if protected:
            frozen += olds
            withheld += [drafts[new] for new in news]
            continue
        ids = _by_overlap(olds, [(new, lines_of(drafts[new])) for new in news])
        write |= {new: Match(drafts[new], ids.get(new)) for new in news}
        dropped += [old for old in olds if old.id not in ids.values()]
    ordered = tuple(write[new] for new in sorted(write))
    return Plan(ordered, tuple(same), tuple(frozen), tuple(withheld), tuple(dropped))


def _groups(
    known: tuple[Known, ...], drafts: tuple[Draft, ...]
) -> Iterable[tuple[list[Known], list[int]]]:
    """Part old articles and drafts into groups that share lines, in order of appearance."""
    parent = list(range(len(known) + len(drafts)))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    owner: dict[tuple[str, int], int] = {}
    for node, lines in enumerate([*(k.lines for k in known), *map(lines_of, drafts)]):
        for line in sorted(lines):
            parent[root(node)] = root(owner.setdefault(line, node))
    groups: defaultdict[int, tuple[list[Known], list[int]]] = defaultdict(lambda: ([], []))
    for node in range(len(parent)):
        olds, news = groups[root(node)]
        if node < len(known):
            olds.append(known[node])
        else:
            news.append(node - len(known))
    return groups.values()


def _cut_the_same(olds: list[Known], news: list[Draft]) -> bool:
    return len(olds) == len(news) == 1 and olds[0].lines == lines_of(news[0])


def _by_overlap(olds: list[Known], news: list[tuple[int, Lines]]) -> dict[int, ArticleId]:
    """Pair drafts with old articles, the largest overlap first."""
    pairs = sorted(
        (-len(old.lines & lines), new, rank)
        for rank, old in enumerate(olds)
        for new, lines in news
        if old.lines & lines
    )
    ids: dict[int, ArticleId] = {}
    taken: set[int] = set()
    for _, new, rank in pairs:
        if new not in ids and rank not in taken:
            ids[new] = olds[rank].id
            taken.add(rank)
    return ids
