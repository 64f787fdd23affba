"""What to call an article: its headline, with the unit that is its subject, or its first words."""

import re
from collections.abc import Sequence

from banmian.config.profile import Profile
from banmian.text.datelines import split_dateline

STAND_IN_LENGTH = 20
"""Characters of an article's first words that stand in for a missing headline."""

LONGEST_STAND_IN = 28
"""As many rather than cut inside a clause."""

ENOUGH = 8
"""Characters that are enough to know an article by: a clause that ends earlier is not the end."""

UNIT_LENGTH = 14
"""A kicker that is an organisation's name is at most this long (the seeds' are 6)."""

_STOP = re.compile(r"[，。；：！？—…,;!?]|\s")
_CLAUSE_END = re.compile(r"[，。；：！？,;!?]")
_OPEN = "“‘（《〈「『【("
_CLOSE = "”’）》〉」』】)"


def is_unit(kicker: str, endings: Sequence[str]) -> bool:
    """Tell whether a kicker names an organisation or place: the headline's grammatical subject."""
    return (
        len(kicker) <= UNIT_LENGTH and not _STOP.search(kicker) and kicker.endswith(tuple(endings))
    )


def joined_title(kicker: str | None, headline: str, endings: Sequence[str]) -> str:
    """Give the title for lists: 绥宁县分公司 + 警邮联合宣传交通安全."""
    return f"{kicker} {headline}" if kicker and is_unit(kicker, endings) else headline


def first_words(text: str, profile: Profile) -> str:
    """Give what stands in for a missing headline: the first words after the dateline.

    It is cut at a clause's end where one comes early enough, and ends in … where it is cut.
    """
    rest = split_dateline(text, profile)[1].strip() or text
    ends = [match.start() for match in _CLAUSE_END.finditer(rest[: LONGEST_STAND_IN + 1])]
    short = [end for end in ends if ENOUGH <= end <= STAND_IN_LENGTH]
    longer = [end for end in ends if end > STAND_IN_LENGTH]
    words = rest[: (short[-1:] or longer[:1] or [STAND_IN_LENGTH])[0]]
    words = _without_open_quote(words)
    return words if words == rest else f"{words}…"


def _without_open_quote(words: str) -> str:
    """Leave out a bracket that would stand open at the end, with what follows it."""
    stack = [n for n, char in enumerate(words) if char in _OPEN]
    closed = sum(char in _CLOSE for char in words)
    if len(stack) > closed and stack[closed] > 4:
        return words[: stack[closed]].strip()
    return words
