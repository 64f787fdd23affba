"""Topics of an article from the edition's vocabulary: a proposal made at import.

A topic's words are looked for in the head and, for less, in the body. The weights were found on
two pages of a postal newspaper (16 articles, judged by a reader); `tests/content` holds them.
"""

import re
from collections import Counter
from functools import lru_cache

from msgspec import Struct, field

from banmian.config.edition import Topic
from banmian.model.article import (
    Article,
    Block,
    EditorsNote,
    Figure,
    Markup,
    Paragraph,
    SectionHead,
    Table,
    Verse,
)

MOST = 4  # a tag that stands on every article helps nobody
_THRESHOLD = 30
_HEAD_STRONG, _HEAD_WEAK, _HEAD_TIMES = 30, 15, 2  # tenths, so that sums are exact
_BODY_STRONG, _BODY_WEAK, _BODY_TIMES = 15, 7, 3
_FULL_SHARE = 3  # words in a third of the text weigh fully, in less of it by their share


class _Body(Struct):
    """What was found of a topic in a body: its words, and how much text they stand in."""

    words: Counter[str] = field(default_factory=Counter)
    length: int = 0


def tag(head: str, paragraphs: tuple[str, ...], vocabulary: tuple[Topic, ...]) -> tuple[str, ...]:
    """Name the topics of a text: at most four, the best first, then as in the vocabulary.

    `head` is kicker, headline and deck, a line each. A survey that touches everything scores on
    everything: so a topic counts by the share of the text that its paragraphs make up.
    """
    scored = ((_score(head, paragraphs, topic), topic.name) for topic in vocabulary)
    found = [(score, name) for score, name in scored if score >= _THRESHOLD]
    found.sort(key=lambda each: -each[0])  # stable: the vocabulary's order stays among equals
    return tuple(name for _, name in found[:MOST])


def texts(article: Article) -> tuple[str, tuple[str, ...]]:
    """Give the head and the paragraphs that `tag` wants of an article."""
    heads = (article.kicker, article.headline, article.deck)
    lines = (line for block in article.body for line in _lines(block))
    return "\n".join(head for head in heads if head), tuple(line for line in lines if line)


def _lines(block: Block) -> tuple[str, ...]:
    match block:
        case Paragraph() | SectionHead():
            return (block.text,)
        case EditorsNote():
            return block.paragraphs
        case Figure():
            return (block.caption,)
        case Table():
            return tuple("\n".join(row) for row in (block.head, *block.rows))
        case Verse():
            return ("\n".join(block.lines),)
        case Markup():
            return (block.source,)


def _score(head: str, paragraphs: tuple[str, ...], topic: Topic) -> float:
    """Give a topic's score, in tenths."""
    in_head = Counter(_words(head, topic))
    score = float(_weight(in_head, topic, _HEAD_STRONG, _HEAD_WEAK, _HEAD_TIMES))
    body = _find(paragraphs, topic)
    if body.words:
        share = min(1.0, _FULL_SHARE * body.length / sum(map(len, paragraphs)))
        score += share * _weight(body.words, topic, _BODY_STRONG, _BODY_WEAK, _BODY_TIMES)
    return score


def _weight(words: Counter[str], topic: Topic, strong: int, weak: int, times: int) -> int:
    """Add up what the words weigh, each counted a few times only."""
    return sum(
        (strong if word in topic.strong else weak) * min(count, times)
        for word, count in words.items()
    )


def _find(paragraphs: tuple[str, ...], topic: Topic) -> _Body:
    body = _Body()
    for paragraph in paragraphs:
        words = _words(paragraph, topic, lists=False)
        if words:
            body.words.update(words)
            body.length += len(paragraph)
    return body


def _words(text: str, topic: Topic, *, lists: bool = True) -> list[str]:
    """Find a topic's words, the longest at each place and none inside another.

    Those in stock phrases do not count, nor, without `lists`, a weak one that is an item in a
    list (银行、电商、保险等): a list names a thing and does not tell of it.
    """
    stock, triggers = _patterns(topic)
    if stock:
        text = stock.sub(lambda found: "\n" * len(found.group()), text)
    return [
        found.group()
        for found in triggers.finditer(text)
        if lists or found.group() in topic.strong or not _is_listed(text, found)
    ]


def _is_listed(text: str, found: re.Match[str]) -> bool:
    return "、" in (text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1])


@lru_cache(maxsize=256)  # a vocabulary has some dozens of topics
def _patterns(topic: Topic) -> tuple[re.Pattern[str] | None, re.Pattern[str]]:
    """Compile a topic's stock phrases, if any, and its triggers; longest first."""
    stock = _any_of(topic.stock) if topic.stock else None
    return stock, _any_of(topic.strong + topic.weak)


def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Compile an alternative of words, or what never matches where there are none."""
    longest_first = sorted(filter(None, words), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")
