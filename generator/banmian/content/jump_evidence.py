"""How well two pieces fit as one article that jumps from page to page: titles, seam, subject."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from banmian.config.profile import Profile
from banmian.model.article import Direction, Paragraph
from banmian.model.draft import Draft
from banmian.text.bigrams import bigrams
from banmian.text.datelines import split_dateline
from banmian.text.sentences import is_open, opens_inside

_PAGE_SAID = re.compile(r"^.*?版")
_SHORT = 0.6
"""The share of its bigrams from which a title is the short form of another."""

# Weights in log-odds, as the segmenter's are. `_MIDDLE` is the cosine at which two halves of one
# article and of two are as likely: articles of the sample pages, cut in two, have 0.03 and 0.002.
_TITLE, _NO_TITLE = 5.0, -2.0
_OPEN, _BROKEN = 1.5, -2.5
_SUBJECT, _FLOOR, _MIDDLE, _MOST = 1.5, 0.003, 0.01, 2.5


class Evidence:
    """Compares the pieces of one issue."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self._drafts = drafts
        counts = [Counter(bigrams("。".join(_texts(draft)))) for draft in drafts]
        seen = Counter(gram for grams in counts for gram in grams)
        self._idf = {gram: math.log((len(drafts) + 1) / count) for gram, count in seen.items()}
        self._weights = [
            {gram: count * self._idf[gram] for gram, count in sorted(grams.items())}
            for grams in counts
        ]
        self._norms = [math.hypot(*weights.values()) for weights in self._weights]

    def score(self, head: int, tail: int) -> float:
        """Give log-odds that `tail` goes on where `head` ends, beyond what their pages say."""
        first, second = self._drafts[head], self._drafts[tail]
        return _titles(first, second) + self._seam(first, second) + self._subject(head, tail)

    def _seam(self, head: Draft, tail: Draft) -> float:
        before, after = last_words(head), first_words(tail)
        if not before or not after:
            return 0.0
        dated = bool(split_dateline(after, Profile())[0])
        if is_open(before):
            if dated:
                return _BROKEN
            known = before[-1:] + after[:1] in self._idf  # the word that the jump cut
            return _OPEN if known or opens_inside(after) else 0.0
        return _BROKEN if opens_inside(after) else -float(dated)

    def _subject(self, head: int, tail: int) -> float:
        left, right = self._weights[head], self._weights[tail]
        norm = self._norms[head] * self._norms[tail]
        dot = sum(weight * right[gram] for gram, weight in left.items() if gram in right)
        cosine = dot / norm if norm else _MIDDLE
        score = _SUBJECT * math.log((cosine + _FLOOR) / (_MIDDLE + _FLOOR))
        return max(-_MOST, min(_MOST, score))


def is_short_form(title: str, heads: Sequence[str]) -> bool:
    """Tell whether a title is a short form of an article's heads: most of its words are theirs."""
    return any(title in head for head in heads) or _share(title, heads) >= _SHORT


def heads_of(draft: Draft) -> list[str]:
    """Give kicker, headline and deck, those that are there."""
    return [head for head in (draft.kicker, draft.headline, draft.deck) if head]


def last_words(draft: Draft) -> str:
    """Give the paragraph that the text ends with, "" where it ends with something else."""
    last = draft.body[-1] if draft.body else None
    return last.text if isinstance(last, Paragraph) else ""


def first_words(draft: Draft) -> str:
    """Give the paragraph that the text begins with, "" where it begins with something else."""
    first = draft.body[0] if draft.body else None
    return first.text if isinstance(first, Paragraph) else ""


def _titles(head: Draft, tail: Draft) -> float:
    """Compare what the two are called; what their jump lines call them counts as well."""
    names, called = heads_of(head), heads_of(tail)
    to, since = [*_named(head, Direction.TO)], [*_named(tail, Direction.FROM)]
    shares = [_share(title, [*names, *to]) for title in (*called, *since) if bigrams(title)]
    shares += [_share(title, [*called, *since]) for title in to if called or since]
    return _NO_TITLE + _TITLE * max(shares) if shares and (names or to) else 0.0


def _named(draft: Draft, direction: Direction) -> Iterator[str]:
    """Give the titles that jump lines name: （上接第1版《…》）."""
    for jump in draft.jumps:
        title = _PAGE_SAID.sub("", jump.text).strip(" （）()《》")
        if jump.direction is direction and bigrams(title):
            yield title


def _share(title: str, heads: Sequence[str]) -> float:
    grams = set(bigrams(title))
    there = {gram for head in heads for gram in bigrams(head)}
    return len(grams & there) / len(grams) if grams else 0.0


def _texts(draft: Draft) -> list[str]:
    return heads_of(draft) + [b.text for b in draft.body if isinstance(b, Paragraph)]
