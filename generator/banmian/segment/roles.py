"""Which line of a group is kicker, headline or deck (引题, 主题, 副题), by form."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from banmian.model.layout import LineRole
from banmian.segment.cues import Cue
from banmian.segment.lines import Line
from banmian.segment.seams import Seams
from banmian.text.characters import HAN

_DECK = ("——", "—", "──")
_SPACED = re.compile(f"[{HAN}0-9”！？] [{HAN}0-9“]")
_FIGURES = re.compile("[^ ]*[0-9][^ ]* [^ ]*[0-9][^ ]*")
_QUOTES = ("“", "”", "《", "》")
_WHOLE = 9
_CANNOT_BEGIN = frozenset("的了着过里上中下们与和及之")


class Forms(Struct, frozen=True):
    """What the form of headline lines is judged by.

    `pairs` are the pairs of characters on the page, `units` the endings of organisations' names,
    `blank` how much a blank line says on the page, 0 to 1.
    """

    seams: Seams
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
        """Give the log-odds that two neighbouring lines head the same text."""
        if Cue.POINTER in (first.cue, second.cue):
            return -6.0
        if second.cue is not Cue.NONE:
            return 2.5  # a byline under a headline
        if first.cue is not Cue.NONE:
            return -4.0
        score = 0.5 - 1.1 * self.blank * bool(second.blanks)
        score += 0.9 * self.goes_on(first.text, second.text)
        score += 1.2 * second.text.startswith(_DECK) + 0.9 * self.is_unit(first.text)
        score += 0.3 * (_SPACED.search(first.text) is not None)
        score += 0.8 * (_SPACED.search(second.text) is not None)
        return score + 0.3 * self.seams.score(first.text, second.text)


def roles_of(lines: Sequence[Line], forms: Forms, *, parted: bool) -> tuple[LineRole, ...]:
    """Sort the lines of a group into kicker, headline and deck.

    `parted` says that on this page a blank line parts them from each other, and from nothing
    else. A headline can be a picture in print: two phrases with a figure each are its deck alone.
    """
    texts = [line.text for line in lines]
    if len(texts) == 1 and _FIGURES.fullmatch(texts[0]):
        return (LineRole.DECK,)
    rest = [at for at, text in enumerate(texts) if not text.startswith(_DECK)]
    if not rest:
        return (LineRole.HEADLINE,) * len(texts)
    roles = [LineRole.DECK] * len(texts)
    blocks = _blocks([lines[at] for at in rest], forms, parted=parted)
    for at, role in zip(rest, _without_deck(blocks, forms), strict=True):
        roles[at] = role
    return tuple(roles)


def _without_deck(blocks: Sequence[Sequence[str]], forms: Forms) -> Iterator[LineRole]:
    order = [LineRole.HEADLINE]
    if len(blocks) > 1:
        order = [LineRole.KICKER, LineRole.HEADLINE]
        first, second = ("".join(block) for block in blocks[:2])
        if not forms.is_unit(first) and _is_deck(first, second):
            order = [LineRole.HEADLINE]
    for at, block in enumerate(blocks):
        yield from [order[at] if at < len(order) else LineRole.DECK] * len(block)


def _is_deck(first: str, second: str) -> bool:
    """Tell whether the second of two heads is a deck: it has phrases or figures, and is longer."""
    phrases = _SPACED.search(second) is not None and not _SPACED.search(first)
    figures = any(char.isdigit() for char in second) and len(second) >= 1.4 * len(first)
    return phrases or figures


def _blocks(lines: Sequence[Line], forms: Forms, *, parted: bool) -> list[list[str]]:
    """Gather the lines of a headline that was set on two."""
    blocks = [[lines[0].text]]
    for before, line in pairwise(lines):
        if parted:
            same = not line.blanks and _may_go_on(before.text, line.text)
        else:
            halves = _are_halves(before.text, line.text) and not forms.is_unit(before.text)
            same = halves or forms.goes_on(before.text, line.text)
        if same:
            blocks[-1].append(line.text)
        else:
            blocks.append([line.text])
    return blocks


def _may_go_on(first: str, second: str) -> bool:
    """Tell whether two lines of one frame can be a headline: a deck has phrases or is longer."""
    return not _is_deck(first, second) and len(second) <= 1.5 * len(first) + 1


def _are_halves(first: str, second: str) -> bool:
    """Tell whether two short lines of about the same length are one headline."""
    return max(len(first), len(second)) <= 8 and abs(len(first) - len(second)) <= 1


def joined_head(texts: Sequence[str], forms: Forms) -> str:
    """Join the lines of a kicker, a headline or a deck, parted by a space between phrases."""
    out = texts[0]
    for before, text in pairwise(texts):
        out += text if forms.goes_on(out, text) else _gap(before, text) + text
    return out


def _gap(first: str, second: str) -> str:
    """Part two phrases by a space, not beside a quote: it parts them already.

    Phrases of a headline are as long as each other; short lines that are not are one phrase.
    """
    if first[-1:] in _QUOTES or second[:1] in _QUOTES:
        return ""
    broken = max(len(first), len(second)) < _WHOLE and len(first) != len(second)
    return "" if broken and not _SPACED.search(first + second) else " "
