"""Which line of a group is kicker, headline or deck (引题, 主题, 副题), by form."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from banmian.segment.cues import Cue
from banmian.segment.lines import Line
from banmian.text.characters import HAN

_DECK = ("——", "—", "──")
_SPACED = re.compile(f"[{HAN}0-9”！？] [{HAN}0-9“]")
_QUOTES = ("“", "”", "《", "》")
_WHOLE = 9
_CANNOT_BEGIN = frozenset("的了着过里上中下们与和及之")


@dataclass(frozen=True, slots=True)
class Heads:
    """The heads of an article, None where it has none."""

    kicker: str | None = None
    headline: str | None = None
    deck: str | None = None


@dataclass(frozen=True, slots=True)
class Forms:
    """What the form of headline lines is judged by.

    `pairs` are the pairs of characters on the page, `units` the endings of organisations' names,
    `blank` how much a blank line says on the page, 0 to 1.
    """

    pairs: Counter[str]
    units: tuple[str, ...]
    blank: float

    def is_unit(self, text: str) -> bool:
        """Tell whether a line is an organisation's name and no more."""
        return 3 <= len(text) <= 14 and text.endswith(self.units) and " " not in text

    def goes_on(self, first: str, second: str) -> bool:
        """Tell whether a phrase goes on from one line to the next; long lines are whole."""
        if len(first) > _WHOLE:
            return False
        return second[:1] in _CANNOT_BEGIN or self.pairs[first[-1:] + second[:1]] > 0

    def seam(self, first: Line, second: Line) -> float:
        """Score that two neighbouring lines head the same text."""
        if Cue.POINTER in (first.cue, second.cue):
            return -1.0
        if second.cue is not Cue.NONE:
            return 0.5  # a byline under a headline
        if first.cue is not Cue.NONE:
            return -1.0
        if len(first.numbers) != len(second.numbers):
            return -0.2
        if second.text.startswith(_DECK) or self.is_unit(first.text):
            return 0.4
        score = 0.25 if self.goes_on(first.text, second.text) else 0.0
        if _SPACED.search(first.text) or _SPACED.search(second.text):
            score += 0.1
        return score + (-0.1 - 0.3 * self.blank if second.blanks else 0.15)


def heads_of(texts: Sequence[str], forms: Forms) -> Heads:
    """Sort the lines of a group into kicker, headline and deck."""
    decks = [text for text in texts if text.startswith(_DECK)]
    rest = [text for text in texts if not text.startswith(_DECK)]
    if not rest:
        return Heads(headline=_joined(texts, forms))
    heads = _without_deck(rest, forms)
    if decks and heads.deck:
        return Heads(heads.kicker, heads.headline, _joined([heads.deck, *decks], forms))
    return Heads(heads.kicker, heads.headline, _joined(decks, forms) if decks else heads.deck)


def _without_deck(texts: Sequence[str], forms: Forms) -> Heads:
    blocks = _blocks(texts, forms)
    if len(blocks) == 1:
        return Heads(headline=blocks[0])
    first, second = blocks[0], blocks[1]
    rest = _joined(blocks[2:], forms) if blocks[2:] else None
    if not forms.is_unit(first) and _SPACED.search(second) and not _SPACED.search(first):
        return Heads(headline=first, deck=_joined(blocks[1:], forms))
    return Heads(first, second, rest)


def _blocks(texts: Sequence[str], forms: Forms) -> list[str]:
    """Join the lines of a headline that was set on two."""
    blocks = [texts[0]]
    for before, text in pairwise(texts):
        if forms.goes_on(before, text):
            blocks[-1] += text
        elif _are_halves(before, text) and not forms.is_unit(before):
            blocks[-1] += _gap(before, text) + text
        else:
            blocks.append(text)
    return blocks


def _are_halves(first: str, second: str) -> bool:
    """Tell whether two short lines of about the same length are one headline."""
    return max(len(first), len(second)) <= 8 and abs(len(first) - len(second)) <= 1


def _joined(texts: Sequence[str], forms: Forms) -> str:
    out = texts[0]
    for text in texts[1:]:
        out += text if forms.goes_on(out, text) else _gap(out, text) + text
    return out


def _gap(first: str, second: str) -> str:
    """Part two lines by a space, but not beside a quote: it parts them already."""
    return "" if first[-1:] in _QUOTES or second[:1] in _QUOTES else " "
