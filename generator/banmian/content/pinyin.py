"""Pinyin of titles, by syllable, and the slugs made of it.

pypinyin reads the words that it knows; `pinyin_tables` corrects it for places, banks, surnames.
Nothing of pypinyin's own is changed, so a reading depends on nothing but its text.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import cache

from banmian.content.pinyin_tables import (
    GUESSED,
    GUESSED_FIRST,
    NUMBERS,
    PLACES,
    ROLES,
    RULES,
    SINGLE,
    SURNAMES,
    TRADITIONAL,
    WORDS,
)
from banmian.model.slugs import SLUG_LENGTH, is_slug
from banmian.text.characters import HAN

_PHRASES = {word: tuple(reading.split()) for word, reading in (PLACES | NUMBERS | WORDS).items()}
_LONGEST = max(map(len, _PHRASES))
_FOLDED = str.maketrans(TRADITIONAL)

_RUN = re.compile(rf"[a-zA-Z0-9]+|[{HAN}]+")
_ROLE = re.compile("|".join(sorted(ROLES, key=len, reverse=True)))
_BEFORE_NAME = re.compile(r"[\s:]*")
_LISTED = re.compile(rf"[{HAN}]{{2,4}}[\s、,]+")  # a name, and on to the next: 仇国强 解晓东
_RULES = tuple((re.compile(pattern), reading) for pattern, reading in RULES)


def syllables(text: str, surnames: Collection[str] = ()) -> tuple[str, ...]:
    """Read a title: a syllable a character in lower case, ü as v; a run of ASCII is one.

    All else only separates. `surnames` are names that are known, whole, from bylines (单晓明):
    where one occurs its surname is read as such. Beside them a surname is guessed only directly
    after a role word, before a character that begins names: in 投递员乐于助人 there is none.
    """
    folded = _fold(text)
    settled = _by_rule(folded) | _guessed_names(folded) | _known_names(folded, surnames)
    found: list[str] = []
    for run in _RUN.finditer(folded):
        if run.group().isascii():
            found.append(run.group().lower())
        else:
            start = run.start()
            read = enumerate(_read(run.group()), start)
            found.extend(settled.get(place, syllable) for place, syllable in read)
    return tuple(syllable for syllable in found if syllable)


@cache
def words() -> frozenset[str]:
    """Give the words of two to four characters that pypinyin knows: those read in several ways."""
    from pypinyin.constants import PHRASES_DICT  # noqa: PLC0415  # as in `_words`

    return frozenset(word for word in PHRASES_DICT if 2 <= len(word) <= 4)


def slug(text: str, fallback: str, surnames: Collection[str] = ()) -> str:
    """Join a title's syllables with hyphens, cut between them to at most 60 characters.

    A title without any, and one that gives the name of a Windows device (`con` cannot be a
    folder there), has the `fallback`.

    Raises:
        ValueError: when `fallback` is no slug itself.
    """
    if not is_slug(fallback):
        raise ValueError(f"no slug: {fallback!r}")
    made = ""
    for syllable in syllables(text, surnames):
        longer = f"{made}-{syllable}" if made else syllable[:SLUG_LENGTH]
        if len(longer) > SLUG_LENGTH:
            break
        made = longer
    return made if is_slug(made) else fallback


def _fold(text: str) -> str:
    """Fold full-width and other compatibility forms, and traditional characters."""
    return unicodedata.normalize("NFKC", text).translate(_FOLDED)


def _read(run: str) -> list[str]:
    """Read Chinese characters: the longest word wins, at equal length ours; "" where unknown."""
    found: list[str] = []
    while len(found) < len(run):
        for word in _words(run[len(found) :]):
            ours = _own_phrase(run, len(found))
            if len(ours) >= len(word):
                found.extend(_PHRASES[ours])
                break  # the words after it begin anew
            found.extend(_read_word(word))
    return found


def _own_phrase(run: str, start: int) -> str:
    """Give the longest of our phrases that begins there, or ""."""
    for length in range(_LONGEST, 1, -1):
        if run[start : start + length] in _PHRASES:
            return run[start : start + length]
    return ""


def _words(run: str) -> Iterator[str]:
    """Cut into words that pypinyin knows, longest first, and single characters."""
    from pypinyin.seg.mmseg import seg  # noqa: PLC0415  # 0.16 s that most commands need not pay

    return seg.cut(run)


def _read_word(word: str) -> list[str]:
    """Read a word of pypinyin's, or a character: a syllable for each character."""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415  # as in `_words`

    if word in SINGLE:
        return [SINGLE[word]]
    read = lazy_pinyin([word], style=Style.NORMAL, errors="ignore")
    return read if len(read) == len(word) else [""] * len(word)


def _by_rule(text: str) -> dict[int, str]:
    """Find characters that rules settle: their places, and their readings."""
    return {
        found.start("char"): reading
        for pattern, reading in _RULES
        for found in pattern.finditer(text)
    }


def _known_names(text: str, names: Collection[str]) -> dict[int, str]:
    """Find the surnames of known names: their places, and their readings."""
    settled: dict[int, str] = {}
    for name in map(_fold, names):
        reading = _surname_reading(name)
        if reading:
            for found in re.finditer(re.escape(name), text):
                settled |= dict(enumerate(reading, found.start()))
    return settled


def _surname_reading(name: str) -> list[str]:
    """Read the surname of a name, of two characters first (尉迟建国); [] where it is regular."""
    for length in (2, 1):
        if len(name) > length and name[:length] in SURNAMES:
            return SURNAMES[name[:length]].split()
    return []


def _guessed_names(text: str) -> dict[int, str]:
    """Find surnames that are safe to guess: their places, and their readings."""
    settled = {
        place: SURNAMES[text[place]]
        for role in _ROLE.finditer(text)
        for place in _names_from(text, role.end())
        if _is_name(text, place)
    }
    if text[:1] in GUESSED_FIRST and _is_name(text, 0):
        settled[0] = SURNAMES[text[0]]
    return settled


def _names_from(text: str, start: int) -> Iterator[int]:
    """Give the places where the names of a list can begin."""
    before = _BEFORE_NAME.match(text, start)
    place = before.end() if before else start
    yield place
    while listed := _LISTED.match(text, place):
        place = listed.end()
        yield place


def _is_name(text: str, place: int) -> bool:
    """Tell whether a surname to be guessed stands there, with what begins a given name."""
    surname, given = text[place : place + 1], text[place + 1 : place + 2]
    return given in GUESSED.get(surname, ())
