"""A text that two headlines of the page fit, each another part of it, is two texts.

Labels are decided before headlines find their texts. Where a headline found none, or came with
another's, and a part of some text answers to it, the gain is weighed against what the labels say
against a beginning there.
"""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from banmian.segment.cues import Cue
from banmian.segment.drafts import Draft
from banmian.segment.headlines import FREE, HEADED, MORE, Link, Matcher
from banmian.segment.labels import Label
from banmian.segment.viterbi import Decision

_AKIN = -1.0
"""Log-odds of words that a headline and the whole text must share."""
_DEAREST = -10.0
"""Log-odds of a beginning below which none is considered."""
_LEAST = 2.0
"""What a split must gain."""


class _Split(Struct, frozen=True):
    gain: float
    draft: int
    at: int
    head: int


def with_splits(
    decisions: Sequence[Decision], matcher: Matcher, links: Sequence[Link]
) -> tuple[Decision, ...]:
    """Let articles begin where two headlines of the page fit two parts of one text."""
    taken: set[int] = set()
    wanted: set[int] = set()
    for split in sorted(_splits(decisions, matcher, links), key=lambda one: -one.gain):
        if split.gain > _LEAST and not taken & {split.head, ~split.draft}:
            taken |= {split.head, ~split.draft}
            wanted.add(split.at)
    return tuple(
        replace(one, label=Label.FIRST, margin=0.1, second=one.label) if at in wanted else one
        for at, one in enumerate(decisions)
    )


def _splits(
    decisions: Sequence[Decision], matcher: Matcher, links: Sequence[Link]
) -> Iterator[_Split]:
    free = dict(_free(matcher, links))
    if not free:
        return
    own = {link.draft: link.group.lines for link in links if link.draft >= 0}
    for number, draft in enumerate(matcher.drafts):
        able = {
            head: HEADED - current
            for head, current in free.items()
            if matcher.words(head, number) > _AKIN
        }
        if able:
            heads = [at for at in own.get(number, ()) if at not in free and _is_plain(matcher, at)]
            yield from _of_draft(decisions, matcher, (number, draft), heads, able)


def _of_draft(
    decisions: Sequence[Decision],
    matcher: Matcher,
    numbered: tuple[int, Draft],
    heads: Sequence[int],
    able: Mapping[int, float],
) -> Iterator[_Split]:
    number, draft = numbered
    stays = sum(matcher.words(head, number) for head in heads)
    for at in _places(decisions, draft):
        before, after = _parts(matcher, draft, at)
        kept_before = sum(_fit(matcher, head, before) for head in heads) - stays
        kept_after = sum(_fit(matcher, head, after) for head in heads) - stays
        for head, worth in able.items():
            gain = max(
                kept_before + _fit(matcher, head, after), kept_after + _fit(matcher, head, before)
            )
            yield _Split(decisions[at].opening + gain + worth, number, at, head)


def _is_plain(matcher: Matcher, at: int) -> bool:
    return matcher.lines[at].cue is Cue.NONE


def _free(matcher: Matcher, links: Sequence[Link]) -> Iterator[tuple[int, float]]:
    """Give the lines that head no text by themselves, with what they count where they are."""
    for link in links:
        plain = [at for at in link.group.lines if _is_plain(matcher, at)]
        if link.draft < 0:
            yield from ((at, FREE) for at in plain)
        elif len(plain) > 1:
            fits = {at: matcher.words(at, link.draft) for at in plain}
            best = max(plain, key=fits.__getitem__)
            yield from ((at, max(MORE, fits[at]) + 0.5) for at in plain if at != best)


def _places(decisions: Sequence[Decision], draft: Draft) -> Iterator[int]:
    """Give the lines within a draft with which another article could begin."""
    for at in draft.text_lines[1:]:
        if decisions[at].label is not Label.FIRST and decisions[at].opening > _DEAREST:
            yield at


def _parts(matcher: Matcher, draft: Draft, at: int) -> tuple[str, str]:
    lines = draft.text_lines
    place = lines.index(at)
    before, after = (
        "".join(matcher.lines[line].text for line in part)
        for part in (lines[:place], lines[place:])
    )
    return before, after


def _fit(matcher: Matcher, head: int, text: str) -> float:
    return matcher.affinity.score_part(matcher.lines[head].text, text)
