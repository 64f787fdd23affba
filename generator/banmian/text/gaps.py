"""Which lone spaces between Han characters of one line are real, and which extraction made.

Headlines part their phrases by a space, where running text has a comma: a line that has commas or
stops has no such space. Credits have spaces of their own, wherever they stand, and names in quotes
(“赏邮票 学党史”) have those of headlines. Rows of names have them between names, and inside those
of two characters, which are set to the width of three.
"""

import re
from collections.abc import Iterable

from banmian.text.characters import HAN
from banmian.text.credit_words import ROLE, TIGHT_WORK, WORK

_MARKS = "□■◆▲●◎○◇△▪"
_GAP = re.compile(f"(?<=[{HAN}”’]) (?=[{HAN}“‘—])")
_PHRASES = re.compile(f"(?<=[^ ]{{4}})(?<=[{HAN}”’]) (?=[{HAN}“‘—][^ ]{{3}})")
_HABIT = 5
_RUNNING = re.compile("[，。；]")
_ALONE = re.compile(f"(?:^|(?<= ))[“‘《]?([{HAN}])[，、；：”’》]*(?= |$)")
_MORE = re.compile(f"[0-9A-Za-z，、；：“”]|[{HAN}]{{4}}")
_ENDS_WORD = "者員员讯訊电電"
_WORKS = "摄攝文图圖绘繪译譯辑輯作"

_BOUND = re.compile(" (?:的(?![士确確])|了(?![解不结結却卻望])|们|們|—+$)")
_LAST = re.compile(f" [{HAN}]$")

_OWN_SPACES = re.compile(
    "|".join(
        (
            "“[^”，。；]*",
            "^[^“”，。；]{1,12}”",
            "（[^）]*",
            "^[^（），。]{0,16}）",
            f"[{_MARKS}][^，。；]*$",
            "[。！？…”] [^，。；：]{1,24}$",
            f"(?:{ROLE})[{HAN} ·、/]{{0,16}}",
            f"(?:^| )[{HAN}·、 ]{{2,16}}{TIGHT_WORK}$",
            f"(?:^| )[{HAN}·、 ]{{2,16}} {WORK}$",
            r" 见?第?[A-Z]?[0-9]{1,2}版$",
        )
    )
)

_LABEL = "(?P<label>[^：，。 \u3000]{1,14}：)[ \u3000]?"
_PADDED = f"[{HAN}][ \u3000][{HAN}]"
_CELL = f"(?:{_PADDED}|[{HAN}]{{3,4}})"
_ROW = re.compile(f"(?:{_LABEL})?(?P<names>{_CELL}(?:\u3000{_CELL})+)")
_NAME = re.compile(_CELL)
_LEAST_NAMES, _LEAST_LABELLED = 3, 2


def joins_columns(lines: Iterable[str]) -> bool:
    """Tell whether the page's lines join those of neighbouring columns, a space between them.

    Such a space is no flaw of the line: it is where the sentence breaks off.
    """
    spaced = [line for line in lines if " " in line]
    return sum(1 for line in spaced if _RUNNING.search(line) and _PHRASES.search(line)) >= _HABIT


def close_gaps(text: str, *, columns: bool = False, spread: bool = False) -> str:
    """Close the gaps between Han characters or quotes that print does not have.

    All are closed in running text; elsewhere those before what begins no word (的, 了, 们), and on
    a page with `spread` lines those before one character at the line's end, and all of a line
    where characters stand alone. Spaces are single ones; those of credits and names stay, and
    with `columns` those between two pieces of text.
    """
    gaps = {gap.start() for gap in _GAP.finditer(text)}
    if gaps:
        gaps -= {at for span in _OWN_SPACES.finditer(text) for at in range(*span.span())}
    if gaps and not (_RUNNING.search(text) or (spread and _stands_apart(text))):
        gaps &= _bound(text, spread=spread)
    if columns:
        gaps -= {gap.start() for gap in _PHRASES.finditer(text)}
    if not gaps:
        return text
    return "".join(char for at, char in enumerate(text) if at not in gaps)


def row_of_names(text: str) -> str | None:
    """Give a row of names with one space between them and none inside; None is no such row.

    In `text` an em space stands for each gap that is wider than a space. At least one name is
    padded (张　三　李四光); without a label before them (一等奖：) at least one is not, as words
    in which all characters stand apart are spread text.
    """
    row = _ROW.fullmatch(text)
    if row is None:
        return None
    names = _NAME.findall(row["names"])
    padded = sum(not name[1:2].strip() for name in names)
    if not padded or len(names) < (_LEAST_LABELLED if row["label"] else _LEAST_NAMES):
        return None
    if padded == len(names) and not row["label"]:
        return None
    return (row["label"] or "") + " ".join(name[0] + name[1:].lstrip() for name in names)


def _stands_apart(text: str) -> bool:
    """Tell whether two or more characters stand alone in a line that is no list of names."""
    alone = sum(1 for char in _ALONE.findall(text) if char not in _WORKS + _ENDS_WORD)
    return alone >= 3 or (alone == 2 and _MORE.search(text) is not None)


def _bound(text: str, *, spread: bool) -> set[int]:
    """Give the gaps before what no phrase begins with."""
    found = {gap.start() for gap in _BOUND.finditer(text)}
    if spread and _LAST.search(text) and text[-1] not in _WORKS:
        found.add(len(text) - 2)
    return found
