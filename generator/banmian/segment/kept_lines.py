"""Lines of text whose breaks are the author's: verse, lists of names, tables (诗、名单、表)."""

import re
from collections.abc import Iterator, Sequence
from enum import Enum, auto

from banmian.text.characters import HAN
from banmian.text.names import is_name


class Kept(Enum):
    """What a run of lines is, each of which stays a line."""

    VERSE = auto()
    ROWS = auto()


_VERSE_LINE = re.compile(rf"[{HAN} ·—…]{{1,20}}(?P<mark>[，。；！？、…]?)")
_COUPLET = re.compile(rf"([{HAN}]{{5,7}})[，；！？]([{HAN}]{{5,7}})[。！？；]")
_PADDED = re.compile(f"(?<![{HAN}])([{HAN}]) ([{HAN}])(?![{HAN}])")
_LABEL = re.compile("^[^：，。]{1,14}：")
_MARKS = re.compile("[，。；：！？、“”（）]")
_RAGGED = 2
"""Characters by which half the lines of free verse are shorter than the longest; columns of
prose are not."""
_LEAST, _LEAST_ALONE = 6, 4
"""Lines of verse in a text that has prose as well, and in one that has none: prose may end a few
lines with marks by chance."""
_LEAST_ROWS = 3
_LEAST_NAMES = 3
_RUN_ON = ("，", "；", "、")


def kept_lines(texts: Sequence[str]) -> list[Kept | None]:
    """Tell which of an article's lines of text stay lines; None are lines of prose."""
    kept: list[Kept | None] = [None] * len(texts)
    for form, kind, is_run in (
        (_is_couplet, Kept.VERSE, _is_couplets),
        (_is_verse_line, Kept.VERSE, _is_verse),
        (_is_row, Kept.ROWS, _is_rows),
    ):
        for start, end in _runs([form(text) for text in texts]):
            if is_run(texts[start:end], end - start == len(texts)):
                kept[start:end] = [kind] * (end - start)
    return kept


def row_of(text: str) -> str:
    """Give a row of a list without the blanks that pad a name of two: 张 三 → 张三."""
    return _PADDED.sub(r"\1\2", text)


def _runs(fits: Sequence[bool]) -> Iterator[tuple[int, int]]:
    start = 0
    for at, fit in enumerate((*fits, False)):
        if not fit:
            if at > start:
                yield start, at
            start = at + 1


def _is_couplet(text: str) -> bool:
    found = _COUPLET.fullmatch(text)
    return found is not None and len(found[1]) == len(found[2])


def _is_couplets(texts: Sequence[str], alone: bool) -> bool:
    return len(texts) >= (2 if alone else _LEAST) and len(set(map(len, texts))) == 1


def _is_verse_line(text: str) -> bool:
    return _VERSE_LINE.fullmatch(text) is not None and not _is_row(text)


def _is_verse(texts: Sequence[str], alone: bool) -> bool:
    if len(texts) < (_LEAST_ALONE if alone else _LEAST):
        return False
    if sum(len(text) == 1 for text in texts) * 4 > len(texts):
        return False  # a headline that stands upright
    longest = max(map(len, texts))
    ragged = sum(len(text) <= longest - _RAGGED for text in texts)
    marked = [text for text in texts if _VERSE_LINE.fullmatch(text)["mark"]]  # type: ignore[index]
    run_on = sum(text.endswith(_RUN_ON) for text in texts)
    if len(marked) == len(texts):
        return run_on * 3 >= len(texts)
    some = 4 if alone and not marked else 2
    return len(texts) > _LEAST_ALONE and ragged * some >= len(texts)


def _is_row(text: str) -> bool:
    """Tell whether a line may be a row of a table, or of a list of names."""
    if len(text.split()) < 2:
        return False
    label = _LABEL.match(text)
    rest = text[label.end() :] if label else text
    cells = row_of(rest).split()
    if len(cells) < 2 or _MARKS.search(rest):
        return False
    return _names(cells) or (not label and len(text) <= 40)


def _is_rows(texts: Sequence[str], alone: bool) -> bool:  # noqa: ARG001
    """Tell whether rows are a list or a table: names, or numbers, in all but a head."""
    parts = [row_of(_LABEL.sub("", text)).split() for text in texts]
    if sum(map(_names, parts)) + 1 >= len(texts) >= 2:
        return sum(map(len, parts)) >= _LEAST_NAMES * 2
    numbered = sum(any(char.isdigit() for char in text) for text in texts)
    return len(texts) >= _LEAST_ROWS and numbered + 1 >= len(texts)


def _names(cells: Sequence[str]) -> bool:
    return sum(map(is_name, cells)) * 4 >= len(cells) * 3
