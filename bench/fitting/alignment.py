"""Where each line of an extracted page stands in the page's truth.

A line is sought in all that the truth prints; of the places where it is found, that is taken
which goes on best from the line before it, over the whole page.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from score_segmentation import norm

_CREDIT_MARKS = re.compile("[□■◆▲●◇○△▪（）()]")
_LONGEST_LEAD = 30
"""Characters of a dateline or a byline before the text, in one line with it, at most."""
_LONGER = 14
"""Characters by which a line may be longer than a credit that stands in it."""


class Part(Enum):
    """What a line is a piece of."""

    BODY = "body"
    SECTION = "section"
    KICKER = "kicker"
    HEADLINE = "headline"
    DECK = "deck"
    BYLINE = "byline"
    JUMP = "jump"
    CAPTION = "caption"
    FURNITURE = "furniture"
    UNKNOWN = "unknown"


HEADS = frozenset({Part.KICKER, Part.HEADLINE, Part.DECK})
_CREDITS = frozenset({Part.BYLINE, Part.CAPTION, Part.FURNITURE})


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a part of an article, in characters that count; article -1 is none.

    `opens`: a paragraph begins with it; `whole`: it is all of the part.
    """

    article: int
    part: Part
    start: int = 0
    end: int = 0
    opens: bool = False
    whole: bool = False


UNKNOWN = Place(-1, Part.UNKNOWN)


@dataclass(frozen=True, slots=True)
class _Text:
    """What the truth has of a part; `at` is where in the body a section head stands."""

    article: int
    part: Part
    text: str
    paragraphs: frozenset[int] = frozenset()
    at: int = 0


def align(texts: Sequence[str], truth: Mapping[str, Any]) -> tuple[Place, ...]:
    """Give the place of each line of a page, `UNKNOWN` where the truth has none for it."""
    told = tuple(_texts(truth))
    return _best_way([_places(norm(text), told) or [UNKNOWN] for text in texts])


def _texts(truth: Mapping[str, Any]) -> Iterator[_Text]:
    for number, article in enumerate(truth["articles"]):
        yield from _body(number, article)
        for part in (Part.KICKER, Part.HEADLINE, Part.DECK, Part.BYLINE, Part.JUMP):
            if text := norm(article.get(part.value)):
                yield _Text(number, part, text)
        for caption in article.get("captions") or ():
            yield _Text(number, Part.CAPTION, norm(caption))
    for text in truth.get("furniture") or ():
        yield _Text(-1, Part.FURNITURE, norm(text))


def _body(number: int, article: Mapping[str, Any]) -> Iterator[_Text]:
    """Give the section heads of an article, then its text."""
    heads = article.get("section_heads") or ()
    before = article.get("section_pos") or ()
    body = ""
    starts = set()
    for index, paragraph in enumerate(article["paragraphs"]):
        for head, position in zip(heads, before, strict=False):
            if position == index:
                yield _Text(number, Part.SECTION, norm(head), at=len(body))
        starts.add(len(body))
        body += norm(paragraph)
    yield _Text(number, Part.BODY, body, frozenset(starts))


def _places(line: str, told: Sequence[_Text]) -> list[Place]:
    """Give all places of a line; where it stands nowhere as it is, those of what is in it."""
    if not line:
        return []
    exact = [_place(line, text, start) for text in told for start in _finds(line, text.text)]
    if exact:
        return exact
    credits_ = [
        Place(text.article, text.part, 0, len(line))
        for text in told
        if text.part in _CREDITS and _is_credit(line, text.text)
    ]
    return credits_ + _beside_credit(line, [text for text in told if text.part is Part.BODY])


def _finds(line: str, text: str) -> Iterator[int]:
    start = text.find(line)
    while start >= 0:
        yield start
        start = text.find(line, start + 1)


def _place(line: str, text: _Text, start: int) -> Place:
    whole = len(line) == len(text.text)
    if text.part is Part.SECTION:
        return Place(text.article, text.part, text.at, text.at, whole=whole)
    end = start + len(line)
    return Place(text.article, text.part, start, end, start in text.paragraphs, whole)


def _is_credit(line: str, text: str) -> bool:
    """Tell whether line and text are the same but for the marks and words of a credit."""
    short, bare = _CREDIT_MARKS.sub("", line), _CREDIT_MARKS.sub("", text)
    if not short:
        return False
    return short in bare or (bare in short and len(bare) > 1 and len(short) < len(text) + _LONGER)


def _beside_credit(line: str, bodies: Sequence[_Text]) -> list[Place]:
    """Give the place of a body's end with a byline after it, or of its beginning after a lead."""
    best = UNKNOWN
    for body in bodies:
        size = len(body.text)
        end = next((n for n in range(len(line) - 1, 1, -1) if body.text.endswith(line[:n])), 0)
        if end > best.end - best.start:
            start = size - end
            best = Place(body.article, Part.BODY, start, size, start in body.paragraphs)
        leads = range(1, min(len(line) - 1, _LONGEST_LEAD))
        lead = next((n for n in leads if _opens_with(body.text, line[n:])), len(line))
        if len(line) - lead > best.end - best.start:
            best = Place(body.article, Part.BODY, 0, len(line) - lead, opens=True)
    return [] if best is UNKNOWN else [best]


def _opens_with(body: str, text: str) -> bool:
    return len(text) > 2 and body.startswith(text)  # noqa: PLR2004 — two characters prove nothing


def _best_way(choices: Sequence[Sequence[Place]]) -> tuple[Place, ...]:
    """Choose one place a line so that most of them go on from the place before."""
    scores: list[float] = [0.0]
    before: Sequence[Place] = [UNKNOWN]
    ways: list[list[int]] = []
    for places in choices:
        steps = [
            max(
                (score + _goes_on(last, place), -index)
                for index, (score, last) in enumerate(zip(scores, before, strict=True))
            )
            for place in places
        ]
        ways.append([-index for _, index in steps])
        scores = [score + _worth(place) for (score, _), place in zip(steps, places, strict=True)]
        before = places
    at = max(range(len(scores)), key=scores.__getitem__)
    found = []
    for places, way in zip(reversed(choices), reversed(ways), strict=True):
        found.append(places[at])
        at = way[at]
    return tuple(reversed(found))


def _worth(place: Place) -> float:
    """Say how likely a place is by itself."""
    if place.part is Part.BODY:
        return 0.2
    usual = 0.1 if place.part is Part.HEADLINE else 0.0
    return usual + 1.2 * (place.whole and (place.part in HEADS or place.part is Part.SECTION))


def _goes_on(last: Place, place: Place) -> float:
    """Say how well a place goes on from that of the line before."""
    if last.article != place.article or place.article < 0:
        return 0.0
    if last.part is place.part and last.end == place.start:
        return 2.0
    return 0.3 if place.part is Part.BODY and last.part is not Part.BODY else 0.5
