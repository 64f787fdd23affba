"""What readers may type: parts of what is printed, names, several terms, mixed scripts, marks."""

import random
import re
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct

from searching.brute_force import Row
from searching.variants import traditional

FIXED = ("30亿元", "QR二维码", "AUM", "十四五", "３０亿元", "qr二维码", "ａｕｍ", "Kpi")
"""Asked in any run, in other forms than printed too."""
SINGLE = ("邮", "的", "龘", "Q", "7", "援")
"""Single characters: only the newest articles are looked at."""

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_WORD = re.compile(rf"[{_HAN}0-9A-Za-z]+")
_MIXED = re.compile(rf"[{_HAN}]{{0,2}}[0-9A-Za-z]+[{_HAN}]{{1,3}}")
_MARKED = re.compile(rf"[{_HAN}0-9A-Za-z]{{2,4}}[、《》，：“”（）][{_HAN}0-9A-Za-z]{{1,4}}")


class Asked(Struct, frozen=True):
    """A query, and which kind of query it is."""

    kind: str
    text: str


def queries(articles: Iterable[Row], total: int, count: int, seed: int) -> list[Asked]:
    """Make queries from articles that are picked by chance; some of each kind.

    `total` is how many articles there are. Six of ten are parts of 2 to 8 characters of a text,
    wherever its words begin; the others names, two terms, mixed scripts, and marks within.
    """
    chance = random.Random(seed)  # noqa: S311
    picked = sorted(chance.sample(range(total), min(total, count)))
    rows = iter(_picked(articles, picked))
    asked = [Asked("mixed", text) for text in FIXED]
    makers = [_part] * 6 + [_name, _two, _mixed, _marked]
    for number, row in enumerate(rows):
        asked += makers[number % len(makers)](row, chance)
    return list(dict.fromkeys(asked))


def in_traditional(asked: Iterable[Asked]) -> list[Asked]:
    """Give those that read otherwise in traditional characters, so written."""
    written = ((one.text, traditional(one.text)) for one in asked)
    return [Asked("traditional", other) for text, other in written if other != text]


def _picked(articles: Iterable[Row], numbers: list[int]) -> Iterator[Row]:
    wanted = frozenset(numbers)
    return (row for number, row in enumerate(articles) if number in wanted)


def _part(row: Row, chance: random.Random) -> list[Asked]:
    length = chance.randint(2, 8)
    kind = "2 characters" if length == 2 else "3–4" if length <= 4 else "5–8"  # noqa: PLR2004
    return [Asked(kind, text) for text in _parts(row, chance, length)]


def _parts(row: Row, chance: random.Random, length: int) -> list[str]:
    """Give one part of a run of letters, digits and Chinese characters, if any is long enough."""
    runs = [run for run in _WORD.findall(_text(row)) if len(run) >= length]
    if not runs:
        return []
    run = chance.choice(runs)
    start = chance.randint(0, len(run) - length)
    return [run[start : start + length]]


def _name(row: Row, _: random.Random) -> list[Asked]:
    return [Asked("name", str(row["author"]))]


def _two(row: Row, chance: random.Random) -> list[Asked]:
    terms = [part for _ in range(2) for part in _parts(row, chance, chance.randint(2, 4))]
    return [Asked("two terms", " ".join(terms))]


def _mixed(row: Row, chance: random.Random) -> list[Asked]:
    return _one_of(_MIXED, "mixed", row, chance)


def _marked(row: Row, chance: random.Random) -> list[Asked]:
    return _one_of(_MARKED, "over a mark", row, chance)


def _one_of(what: re.Pattern[str], kind: str, row: Row, chance: random.Random) -> list[Asked]:
    found = what.findall(_text(row))
    return [Asked(kind, chance.choice(found))] if found else []


def _text(row: Row) -> str:
    paragraphs: list[Any] = row["paragraphs"]
    return "\n".join((row["title"], *paragraphs))
