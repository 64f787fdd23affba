"""Repair of what extraction from print did to a line, as recorded steps that can be replayed.

Justified lines come with a space between all characters (`公 司 、区 分 行`); digits and Latin
stand between spaces that were thin in print; an em space may come as U+FFFD, as a control or as
a private-use character; a font may name a radical for the character that looks like it; marks come
in their forms for vertical print. Never
NFKC or a general repairer: both narrow ，（） and straighten “ ”.
"""

import re
from collections import Counter
from collections.abc import Container, Iterable
from functools import cached_property
from itertools import chain
from operator import add

from banmian.config.profile import Profile
from banmian.model.layout import Repair, RepairKind
from banmian.model.line import is_clean
from banmian.text.characters import (
    CLOSING,
    HAN,
    LOOKALIKES,
    OPENING,
    SPACES,
    STOPS,
    VERTICAL_FORMS,
    is_private,
)
from banmian.text.credit_words import ROLE, TIGHT_WORK
from banmian.text.datelines import dateline_form
from banmian.text.gaps import close_gaps, row_of_names

_LOST = "\ufffd"
_WIDE = "\u3000"
_INVISIBLE = frozenset("\u00ad\u200b\u2060\ufeff")

_MARKS = "□■◆▲●◎○◇△▪"
_CLOSES = re.escape(STOPS + CLOSING)
_OPENS = re.escape(OPENING)

_SOUND = re.compile("[0-9A-Za-z%.〇一-龥，。、；：！？（）《》“”‘’—…·]*")
"""What no step changes: most lines have nothing else, no space above all."""
_LOOKALIKE = re.compile(f"[{''.join(map(chr, LOOKALIKES))}]")
_VERTICAL = re.compile(f"[{''.join(map(chr, VERTICAL_FORMS))}]")
_RUN = re.compile(f"[{SPACES}]+")
_PAIR = re.compile(f"[{HAN}](?= ?[{HAN}])")
_HAN_PAIR = re.compile(f"[{HAN}]{{2}}")
_HAN_RUN = re.compile(f"[{HAN}]{{2,}}")
_LOOKED_UP = 200
"""Pairs that are looked up one by one: few pages have as many, and counting all takes longer."""
_SPLIT_PAIR = re.compile(f"[{HAN}](?= [{HAN}])")
_SPACE = re.compile(r"(?<=(\S)) (?=(\S))")
_SPREAD = re.compile(f"(?:[{HAN}] ){{3}}[{HAN}]")
_FEW = 3
_LOOSE = re.compile(r"\S [，。、；：！？）》”’]")
_SPLIT_HAN = re.compile(f"(?<=[{HAN}]) (?=[{HAN}])")

# Private use that stands for a space: at an edge, beside one, around a credit.
_PRIVATE_SPACE = re.compile(
    f"(?:^|(?<=[{SPACES}讯电员者）{_LOST}]))[\ue000-\uf8ff]|"
    f"[\ue000-\uf8ff](?=$|[{SPACES}（{_MARKS}{_LOST}]|本报|{ROLE}|{TIGHT_WORK})"
)

_CREDIT = (
    rf"[{_MARKS}（]|本[报報刊]|{ROLE}|特[约約]|[{HAN}· 、]{{2,16}}{TIGHT_WORK}$|"
    f"[{HAN}]{{1,3}}$"  # its first name, where the line is cut
)
_DATELINE = re.compile(dateline_form(Profile()))
_KEEP_AFTER_DATELINE = re.compile(f"^({dateline_form(Profile())}(?:（[^）]*）)?) +")
_SPLIT_DATELINE = re.compile("^(本) ?([报報刊台网網社]) ?([讯訊])(?=[ （])")
_CUT_ROLE = re.compile(f"^(?:[讯訊]?[員员]|者)(?=[{HAN}、 ]{{2,14}}）)")
_IN_CREDIT = re.compile("（[^）]*|^[^（），。]{2,16}(?=）)")
_ROLE = re.compile(ROLE)
_SPACING = (
    (re.compile(rf"(?<=[{HAN}]) ([,.;:!?]) ?(?=[{HAN}])"), r"\1"),
    (re.compile(rf" +(?=[{_CLOSES}])"), ""),
    (re.compile(rf"(?<=[{_OPENS}，、；：]) +"), ""),
    (re.compile(rf"(?<=[。！？…]) +(?!{_CREDIT})"), ""),
    (re.compile(r"(?<=[^\x00-\x7f）]) +(?=[0-9A-Za-z])(?![0-9]{1,2}版$)"), ""),
    (re.compile(rf"(?<=[0-9A-Za-z%℃]) +(?=[^\x00-\x7f{_MARKS}])(?!见[0-9])"), ""),
)


def repair_line(
    number: int,
    text: str,
    joined: Container[str] = frozenset(),
    *,
    columns: bool = False,
    spread: bool = False,
) -> tuple[str, tuple[Repair, ...]]:
    """Repair one line.

    Args:
        number: its line number, for the record.
        text: the line as it was read.
        joined: pairs of Han characters that stand side by side elsewhere on the page; a lone
            space between two such is one that extraction made.
        columns: whether lines of the page join those of neighbouring columns.
        spread: whether the page has spread lines: short ones may be, too.

    Returns:
        The repaired line (it may be empty), and what was done, in order: the first step starts
        from `text`, each from the result of the one before.
    """
    if _SOUND.fullmatch(text):
        return text, ()
    repairs: list[Repair] = []
    steps = (
        (RepairKind.LOST_GLYPH, _restore_lost),
        (RepairKind.RADICAL, _unify_lookalikes),
        (RepairKind.VERTICAL, _set_upright),
        (RepairKind.SPREAD, lambda line: _close_spread(line, page_has=spread)),
        (
            RepairKind.SPACING,
            lambda line: _close_spacing(line, joined, columns=columns, spread=spread),
        ),
    )
    for kind, step in steps:
        after = step(text)
        if after != text:
            repairs.append(Repair(number, kind, text, after))
            text = after
    return text, tuple(repairs)


def joined_pairs(lines: Iterable[str]) -> Container[str]:
    """Give the pairs of Han characters that stand side by side twice or more, unspaced."""
    return _Joined("\n".join(lines))


class _Joined:
    """Pairs that stand in a text twice or more: looked up, and counted where many are asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[object, bool] = {}

    def __contains__(self, pair: object) -> bool:
        known = self._known.get(pair)
        if known is None:
            if len(self._known) >= _LOOKED_UP:
                return pair in self._counted
            known = isinstance(pair, str) and _HAN_PAIR.fullmatch(pair) is not None
            known = self._known[pair] = known and self._stands_twice(str(pair))
        return known

    def _stands_twice(self, pair: str) -> bool:
        first = self._text.find(pair)
        return first >= 0 and self._text.find(pair, first + 1) >= 0

    @cached_property
    def _counted(self) -> frozenset[str]:
        runs = _HAN_RUN.findall(self._text)
        counts = Counter(chain.from_iterable([map(add, run, run[1:]) for run in runs]))
        return frozenset(pair for pair, count in counts.items() if count > 1)


def has_spread(lines: Iterable[str]) -> bool:
    """Tell whether a page has spread lines: three or more, of four characters or more."""
    return sum([1 for line in lines if " " in line and _SPREAD.search(line)]) >= _FEW


def has_joined(text: str, joined: Container[str]) -> bool:
    """Tell whether a space of a line stands between two characters of such a pair."""
    return " " in text and any(space[1] + space[2] in joined for space in _SPACE.finditer(text))


def _restore_lost(text: str) -> str:
    """Put an em space for U+FFFD, control and private-use characters that stood for one."""
    if _LOST not in text and text.replace(_WIDE, " ").isprintable():
        return text  # nothing is lost, private, invisible or a control
    text = "".join(_restored(char) for char in text)
    return _PRIVATE_SPACE.sub(_WIDE, text) if any(map(is_private, text)) else text


def _restored(char: str) -> str:
    if char == "\t":
        return " "
    if char in _INVISIBLE:
        return ""
    return _WIDE if char == _LOST or not is_clean(char) else char


def _unify_lookalikes(text: str) -> str:
    return text.translate(LOOKALIKES) if _LOOKALIKE.search(text) else text


def _set_upright(text: str) -> str:
    return text.translate(VERTICAL_FORMS) if _VERTICAL.search(text) else text


def _close_spread(text: str, *, page_has: bool) -> str:
    """Close a justified line; two spaces or an em space in it are a real space.

    A line is spread when no two of its Han characters stand side by side (two alone may be a name,
    王 伟, unless the page has spread lines), when it has three or
    more pairs of neighbouring Han characters and half of them stand apart by one space, or when a
    space before a closing mark shows that spaces lie. A row of names is none, however many of
    them are padded.
    """
    bare = text.strip()
    if not _RUN.search(bare):
        return text
    flat = _RUN.sub(lambda run: " " if run.group() == " " else _WIDE, bare)
    row = row_of_names(flat)
    if row is not None:
        return row
    if " " not in flat:
        flat = flat.replace(_WIDE, " ")  # all gaps are alike
    pairs, split = len(_PAIR.findall(flat)), len(_SPLIT_PAIR.findall(flat))
    whole = (1 - page_has) < split == pairs and not flat.endswith((" 摄", " 攝"))
    if whole or (pairs >= 3 and split * 2 >= pairs):
        return _closed(re.sub(f" ?{_WIDE} ?", _WIDE, flat)).replace(_WIDE, " ")
    if split and _LOOSE.search(flat):
        return _SPLIT_HAN.sub("", flat).replace(_WIDE, "  ")
    return text


def _closed(spread: str) -> str:
    """Close a spread line, but for the gaps that a credit has: after 本报讯, around 记者."""
    parts = spread.split(" ")
    closed = "".join(parts)
    found = _DATELINE.match(closed)
    cut = _CUT_ROLE.match(closed)
    real = {start.end() for start in (found, cut) if start}
    for credit in _IN_CREDIT.finditer(closed):
        for role in _ROLE.finditer(closed, credit.start(), credit.end()):
            real.update(role.span())
    out = ""
    at = 0
    for part in parts:
        out += f" {part}" if at in real and out[-1:] not in ("（", "") else part
        at += len(part)
    return out


def _close_spacing(text: str, joined: Container[str], *, columns: bool, spread: bool) -> str:
    """Close the spaces that running text does not have; keep one where print has a gap."""
    text = _RUN.sub(" ", text.strip())
    if " " not in text:
        return text
    if joined:
        text = _close_joined(text, joined)
    text = _SPLIT_DATELINE.sub(r"\1\2\3", text)
    head = _KEEP_AFTER_DATELINE.match(text)
    lead, rest = (head.group(1) + " ", text[head.end() :]) if head else ("", text)
    rest = close_gaps(rest, columns=columns, spread=spread)
    for pattern, put in _SPACING:
        if " " not in rest:
            break  # all of them close spaces
        rest = pattern.sub(put, rest)
    return (lead + rest).strip()


def _close_joined(text: str, joined: Container[str]) -> str:
    parts = text.split(" ")
    out = parts[0]
    for part in parts[1:]:
        seam = out[-1:] + part[:1]
        out += part if seam in joined and not out.endswith(("讯", "电", "者", "员")) else " " + part
    return out
