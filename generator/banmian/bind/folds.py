"""All lists of an edition, folded by year: what is known of them without looking at articles."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b

from msgspec import Struct

from banmian.bind.leaf import LineOf
from banmian.model.dates import PartialDate
from banmian.model.facts import IssueFacts
from banmian.model.lists import ListKind


class Tally(Struct, frozen=True):
    """A list in a year: how many articles, the digest of their lines, how many have each topic."""

    count: int
    print: bytes
    topics: dict[str, int]


Tallies = Mapping[int, Tally]
"""A list by year, newest first."""


class YearFold(Struct, frozen=True):
    """The lists of a year, by kind and name.

    It is all that other years' changes leave to be known of a year.
    """

    lists: dict[ListKind, dict[str, Tally]]
    collective: tuple[str, ...]


def fold(issues: Sequence[IssueFacts], kinds: Iterable[ListKind], *, topics: bool) -> YearFold:
    """Fold the lists of these kinds in a year, whose issues are in order; with their `topics`."""
    marks = {str(one.id): f"{one.id} {one.date}/".encode() for one in issues}
    shown = {str(one.id): one.lines for one in issues}
    have = {str(i.id): i.lists[ListKind.TOPIC] for i in issues if ListKind.TOPIC in i.lists}

    def tally(lines: Sequence[LineOf], itself: str) -> Tally:
        digest = blake2b(digest_size=16)
        also: dict[str, int] = {}
        for id_, rank in lines:
            digest.update(marks[id_] + b"%d:" % rank + shown[id_][8 * rank : 8 * rank + 8])
            for topic in have[id_][rank] if topics and id_ in have else ():
                if topic != itself:
                    also[topic] = also.get(topic, 0) + 1
        return Tally(len(lines), digest.digest(), also)

    folded = {
        kind: {
            name: tally(lines, name if kind is ListKind.TOPIC else "")
            for name, lines in _year_lines(issues, kind).items()
        }
        for kind in kinds
    }
    collective = {name for issue in issues for name in issue.collective}
    return YearFold(folded, tuple(sorted(collective)))


def _year_lines(issues: Sequence[IssueFacts], kind: ListKind) -> dict[str, list[LineOf]]:
    """Give the articles of each list in a year, newest issue first."""
    found: defaultdict[str, list[LineOf]] = defaultdict(list)
    for issue in reversed(issues):
        for rank, names in enumerate(issue.lists.get(kind, ())):
            for name in names:
                found[name].append((issue.id, rank))
    return found


def count(years: Tallies) -> int:
    """Count the articles of a list."""
    return sum(tally.count for tally in years.values())


class Lists:
    """All lists of an edition: `issues` and `folds` are by year, oldest first."""

    def __init__(
        self, issues: Mapping[int, Sequence[IssueFacts]], folds: Mapping[int, YearFold]
    ) -> None:
        self._issues = issues
        self._of: defaultdict[ListKind, defaultdict[str, dict[int, Tally]]]
        self._of = defaultdict(lambda: defaultdict(dict))
        self.collective: set[str] = set()
        for year, folded in sorted(folds.items(), reverse=True):
            for kind, lists in folded.lists.items():
                of = self._of[kind]
                for name, tally in lists.items():
                    of[name][year] = tally
            self.collective.update(folded.collective)
        self._lines = lru_cache(maxsize=4)(self._of_year)
        self._dates = lru_cache(maxsize=4)(self._dates_of_year)

    def of(self, kind: ListKind) -> Mapping[str, Tallies]:
        """Give the lists of a kind that have articles, by name."""
        return self._of.get(kind, {})

    def topics(self, kind: ListKind, name: str) -> Counter[str]:
        """Count the topics that the articles of a list have, but for the list itself."""
        found: Counter[str] = Counter()
        for tally in self._of[kind][name].values():
            found.update(tally.topics)
        return found

    def lines(self, kind: ListKind, name: str, years: Iterable[int]) -> Iterator[LineOf]:
        """Give the articles of a list in these years, newest first."""
        for year in years:
            yield from self._lines(year, kind)[name]

    def months(self, kind: ListKind, name: str) -> Counter[PartialDate]:
        """Count the articles of a list by the month in which they were printed, or the year."""
        found: Counter[PartialDate] = Counter()
        for year in self._of[kind][name]:
            dates = self._dates(year)
            found.update(dates[id_] for id_, _ in self._lines(year, kind)[name])
        return found

    def _of_year(self, year: int, kind: ListKind) -> dict[str, list[LineOf]]:
        return _year_lines(self._issues[year], kind)

    def _dates_of_year(self, year: int) -> dict[str, PartialDate]:
        return {one.id: PartialDate(year, one.date.month) for one in self._issues[year]}
