"""Words of headlines: what a year's titles are made of, without a dictionary of the language.

Three kinds of evidence: known words; pieces that occur again and again in different company; and,
while an archive is young, what stands alone: two characters between known words (邮政|援疆|工作),
a part of a title between marks (学党史). Titles are then cut into their likeliest words; what is
counted are words and phrases of words, so that a suggestion hardly ends in the middle of one.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from banmian.search.collocation import BREAK, OFTEN, learned, pieces
from banmian.search.cutter import Cutter
from banmian.search.lexicon import FUNCTION, IDLE, NUMBERS, PLACES
from banmian.text.characters import HAN

LEARNED = 4
"""Characters of the longest word that is learned."""
WORDS = 3
"""Words of the longest phrase."""
LONGEST = 8
"""Characters of the longest phrase, and of a part of a title that stands alone."""
YOUNG = 200
"""Titles for which what stands alone need occur but once; twice for twice as many, and so on."""

_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_RUN = re.compile(f"[{HAN}]+")
_LATIN = re.compile(r"(?<![0-9A-Za-z])(?=[0-9]*[A-Za-z])[0-9A-Za-z]{2,12}(?![0-9A-Za-z])")
_QUOTED = re.compile(f"[“‘《「『]([{HAN}]{{2,{LONGEST}}})[”’》」』]")
_WHOLE = re.compile(
    rf"(?<![0-9A-Za-z.%”’》」』）){HAN}])[{HAN}]{{3,{LONGEST}}}(?![0-9A-Za-z“‘《「『（({HAN}])"
)
_EDGE = "——"
_NOT_AT_EDGES = FUNCTION | NUMBERS
_TAILS = ("了", "着", "的")

Tokens = tuple[str, ...]


def words(titles: Sequence[str], known: Collection[str]) -> dict[str, int]:
    """Give the words and phrases of titles, and of how many titles each is a part."""
    times = Counter(title.translate(_HALF_WIDTH) for title in titles)
    runs = {title: _RUN.findall(title) for title in times}
    cutter = _cutter([run for found in runs.values() for run in found], known)
    cut = {title: [tuple(cutter.cut(run)) for run in found] for title, found in runs.items()}
    phrases = _phrases(tokens for found in cut.values() for tokens in found)
    sure: Counter[str] = Counter()
    unsure: Counter[str] = Counter()
    for title, count in times.items():
        for word in {*_marked(title), *_said(cut[title], phrases)}:
            sure[word] += count
        for word in {*_WHOLE.findall(title), *_alone(cut[title])}:
            unsure[word] += count
    least = min(OFTEN, 1 + len(titles) // YOUNG)
    found = {word: count for word, count in unsure.items() if count >= least} | sure
    return {word: count for word, count in found.items() if not _is_idle(word)}


def _is_idle(word: str) -> bool:
    """Tell whether nobody looks for a word: 可以, 到了."""
    return word in IDLE or (word.endswith(_TAILS) and word != "目的")


def _cutter(runs: Sequence[str], known: Collection[str]) -> Cutter:
    """Learn words from runs of characters, each title's once: a heading that recurs is no proof."""
    counts = pieces(BREAK.join(runs), LEARNED + 1)
    new = {
        piece
        for piece in learned(counts, LEARNED)
        if piece[0] not in _NOT_AT_EDGES and piece[-1] not in _NOT_AT_EDGES
    }
    torn = {
        piece for piece in new if piece[0] in PLACES and (piece[1:] in new or piece[1:] in known)
    }
    return Cutter(counts, (new - torn).union(word for word in known if _may_occur(word, counts)))


def _may_occur(word: str, counts: Mapping[str, int]) -> bool:
    """Tell whether all pairs of a word occur."""
    return len(word) > 1 and all(word[at : at + 2] in counts for at in range(len(word) - 1))


def _phrases(cut: Iterable[Tokens]) -> AbstractSet[Tokens]:
    """Find the phrases of words."""
    text = tuple(token for tokens in cut for token in (*tokens, BREAK))
    return {
        phrase
        for phrase in learned(pieces(text, WORDS + 1), WORDS)
        if len(phrase[0]) > 1 and len(phrase[-1]) > 1 and sum(map(len, phrase)) <= LONGEST
    }


def _marked(title: str) -> Iterator[str]:
    """Give what a title itself sets apart: in quotation marks, in Latin letters."""
    yield from _QUOTED.findall(title)
    yield from _LATIN.findall(title)


def _said(parts: Iterable[Tokens], phrases: AbstractSet[Tokens]) -> Iterator[str]:
    """Give the words and phrases of a title."""
    for tokens in parts:
        for at, token in enumerate(tokens):
            if len(token) > 1:
                yield token
                for end in range(at + 2, min(at + WORDS, len(tokens)) + 1):
                    if tokens[at:end] in phrases:
                        yield "".join(tokens[at:end])


def _alone(parts: Iterable[Tokens]) -> Iterator[str]:
    """Find what may be a word: two single characters between words or edges."""
    for tokens in parts:
        padded = (_EDGE, *tokens, _EDGE)
        for n in range(len(padded) - 3):
            before, one, other, after = padded[n : n + 4]
            if (
                len(one) == len(other) == 1
                and one not in _NOT_AT_EDGES
                and other not in _NOT_AT_EDGES
                and (len(before) > 1 or before in FUNCTION)
                and (len(after) > 1 or after in FUNCTION)
            ):
                yield one + other
