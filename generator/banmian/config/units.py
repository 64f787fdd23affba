"""`[[units]]` of `edition.toml`: units (单位) whose articles are counted, and their provinces."""

import re
from collections.abc import Iterator

from msgspec import Struct

from banmian.config.profile import Profile
from banmian.errors import SettingsError
from banmian.model.line import check_line
from banmian.model.provinces import short_name

_LEAST = 2
"""Characters of a name: one alone stands in any text."""

_ENDINGS = frozenset(Profile().units)
_SECTION = re.compile(r"\s*\[+\s*([\w.-]+)|(units)\s*=")
_QUOTED = re.compile("(?P<mark>[\"'])(?P<text>.*?)(?P=mark)")
_WIDTHS = {
    code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in "，：；！？"
}
_NOTHING = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_FOLDED = _WIDTHS | _NOTHING
_TO_FOLD = re.compile(f"[{''.join(map(chr, _FOLDED))}A-Z]")


class Unit(Struct, frozen=True, cache_hash=True):
    """A unit as lists show it, all other names it goes by, and its province or region (省份)."""

    name: str
    also: tuple[str, ...] = ()
    province: str = ""


def folded(text: str) -> str:
    """Write a text as names are compared: half width, small letters, nothing invisible."""
    return text.translate(_FOLDED).lower() if _TO_FOLD.search(text) else text


def squeezed(text: str) -> str:
    """Write a name as names are compared: folded, without white space."""
    return "".join(folded(text).split())


def check_units(units: tuple[Unit, ...], text: str, path: str) -> None:
    """Check the list; `text` is where lines are looked up.

    Raises:
        SettingsError: naming file, line and what to do.
    """
    lines = _lines(text)
    taken: dict[str, str] = {}
    provinces: dict[str, str] = {}
    for unit in units:
        for key, name in _names(unit):
            place = f"{path}:{lines.get(name, 0)}: units: {key}"
            _check(name, place)
            same = squeezed(name)
            if same in taken:
                raise SettingsError(
                    f"{place}: {name!r} stands twice 名称重复 ({taken[same]}, {unit.name})",
                    "a name belongs to one unit, once 一个名称只归一个单位，只写一次",
                )
            taken[same] = unit.name
        if unit.province:
            place = f"{path}:{lines.get(unit.province, 0)}: units: province"
            _check_province(unit.province, provinces, place)


def _names(unit: Unit) -> Iterator[tuple[str, str]]:
    yield "name", unit.name
    yield from (("also", name) for name in unit.also)


def _check(name: str, place: str) -> None:
    try:
        check_line(name)
    except ValueError as error:
        raise SettingsError(
            f"{place}: {error}", "one line of text 一行文字，首尾不留空格"
        ) from None
    if len(squeezed(name)) < _LEAST or name in _ENDINGS:
        raise SettingsError(
            f"{place}: {name!r} would fit any text 任何文字都符合",
            "write the name whole 写全称: 岳阳市分公司, 湖南",
        )


def _check_province(province: str, seen: dict[str, str], place: str) -> None:
    _check(province, place)
    same = short_name(province) or squeezed(province)
    if seen.setdefault(same, province) != province:
        raise SettingsError(
            f"{place}: {seen[same]!r} and {province!r} are one province 是同一个省份",
            f'write the same everywhere 统一写法: province = "{same}"',
        )


def _lines(text: str) -> dict[str, int]:
    """Give for each text in quotes of the list the last line that has it."""
    lines: dict[str, int] = {}
    section = ""
    for number, line in enumerate(text.split("\n"), 1):
        if header := _SECTION.match(line):
            section = header[1] or header[2]
        if section == "units":
            lines |= {found["text"]: number for found in _QUOTED.finditer(line)}
    return lines
