"""Cutting Chinese text into its likeliest words."""

from collections.abc import Collection, Iterable, Mapping
from itertools import pairwise
from math import inf, log


class Cutter:
    """Cuts runs of characters, by how often their pieces occur and which of them are words."""

    def __init__(self, counts: Mapping[str, int], words: Iterable[str]) -> None:
        """Take how often characters and words occur, and the words that do."""
        total = log(sum(count for piece, count in counts.items() if len(piece) == 1) + 1)
        self._alone = {
            piece: total - log(count) / 2 for piece, count in counts.items() if len(piece) == 1
        }
        self._costs = {word: total - log(counts.get(word, 1)) for word in words}
        self._sizes = _sizes(self._costs)

    def cut(self, run: str) -> list[str]:
        """Cut a run into words and single characters; a character's count speaks half as loud."""
        costs, sizes = self._costs, self._sizes
        least = [0.0] + [inf] * len(run)
        before = [0] * (len(run) + 1)
        for start, char in enumerate(run):
            here = least[start]
            if here + self._alone[char] < least[start + 1]:
                least[start + 1], before[start + 1] = here + self._alone[char], start
            for size in sizes.get(char, ()):
                end = start + size
                cost = costs.get(run[start:end])
                if cost is not None and end <= len(run) and here + cost < least[end]:
                    least[end], before[end] = here + cost, start
        cuts = [len(run)]
        while cuts[-1]:
            cuts.append(before[cuts[-1]])
        return [run[start:end] for end, start in pairwise(cuts)][::-1]


def _sizes(words: Collection[str]) -> dict[str, tuple[int, ...]]:
    """Give by first character how long words are."""
    found: dict[str, set[int]] = {}
    for word in words:
        found.setdefault(word[0], set()).add(len(word))
    return {char: tuple(sorted(sizes)) for char, sizes in found.items()}
