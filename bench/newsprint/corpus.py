"""The words of the People's Daily of January 1998, and what they say about other texts."""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from .names import SURNAMES

Token = tuple[str, str]
_file: list[Path] = []


def use(file: Path) -> None:
    """Say where the corpus is, before anything asks for its words."""
    _file[:] = [file]


FULL = (
    {ord("０") + i: ord("0") + i for i in range(10)}
    | {ord("Ａ") + i: ord("A") + i for i in range(26)}
    | {ord("ａ") + i: ord("a") + i for i in range(26)}
    | {ord("％"): "%", ord("　"): None, ord("『"): "“", ord("』"): "”", ord("―"): "—"}
)


def plain(text: str) -> str:
    """A text with half-width digits and letters, and quotes within quotes."""
    text = text.translate(FULL)
    text = re.sub(r"(?<=\d)[．·](?=\d)", ".", text)
    text = re.sub(r"—{3,}", "——", text)
    out, depth = [], 0
    for c in text:
        if c == "“":
            out.append("“" if depth == 0 else "‘")
            depth += 1
        elif c == "”" and depth:
            depth -= 1
            out.append("”" if depth == 0 else "’")
        else:
            out.append(c)
    return "".join(out)


def read_line(line: str) -> list[Token]:
    """A line's words with their tags."""
    tokens = []
    for item in line.split():
        word, _, tag = item.rpartition("/")
        tokens.append((word.lstrip("["), re.sub(r"\].*", "", tag)))
    return tokens


def joined(tokens: Iterable[Token]) -> str:
    """The text of some words."""
    return plain("".join(w for w, _ in tokens))


@cache
def pd_lines() -> list[list[Token]]:
    """The corpus's lines."""
    return [read_line(line) for line in _file[0].read_text(encoding="utf-8").split("\n")]


@cache
def vocabulary() -> tuple[Counter[str], Counter[str]]:
    """Words that are no names, and the characters of given names."""
    words: Counter[str] = Counter()
    given: Counter[str] = Counter()
    for tokens in pd_lines():
        for (word, tag), (before, tag_before) in zip(tokens, [("", ""), *tokens], strict=False):
            if tag != "nr":
                words[word] += 1
            elif tag_before == "nr" and before in SURNAMES and len(word) <= 2:
                given.update(word)
    return words, given


@cache
def clause_ends() -> tuple[Counter[str], Counter[str], Counter[str]]:
    """How often a word ends a clause, starts one, and stands anywhere."""
    last: Counter[str] = Counter()
    first: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for tokens in pd_lines():
        for (a, ta), (b, tb) in itertools.pairwise(tokens):
            every[a] += 1
            if tb == "w":
                last[a] += 1
            if ta == "w":
                first[b] += 1
    return last, first, every


def break_score(a: str, b: str) -> float:
    """How well a gap would stand between two words."""
    last, first, every = clause_ends()
    return (last[a] + 0.3) / (every[a] + 3) * math.sqrt((first[b] + 0.3) / (every[b] + 3))


@cache
def famous() -> frozenset[str]:
    """Those named often: they keep their names."""
    count: Counter[str] = Counter()
    for tokens in pd_lines():
        count.update({a + b for (a, ta), (b, tb) in itertools.pairwise(tokens) if ta == tb == "nr"})
    return frozenset(n for n, c in count.items() if c >= 12)


@cache
def tags() -> dict[str, str]:
    """Each word's commonest tag."""
    count: dict[str, Counter[str]] = {}
    for tokens in pd_lines():
        for word, tag in tokens:
            count.setdefault(word, Counter())[tag] += 1
    return {word: c.most_common(1)[0][0] for word, c in count.items()}


def tag_of(word: str) -> str:
    """A word's commonest tag, or nothing."""
    return tags().get(word, "")
