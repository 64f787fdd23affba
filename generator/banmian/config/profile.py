"""A newspaper's profile: how it signs, dates and continues its articles.

Everything else that the segmenter uses is estimated from the page itself.
"""

import re
from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import fields

from banmian.config.toml import line_of, line_of_value
from banmian.errors import SettingsError
from banmian.model.line import check_line

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}|[{}]")
_KNOWN = {"datelines": ("place", "date"), "jumps_to": ("page",), "jumps_from": ("page",)}
"""What may stand between braces in which list."""


class BylinePlace(StrEnum):
    """Where a newspaper signs: under the headline or in the lead, after the text, or both."""

    AUTO = "auto"  # as the page looks
    START = "start"
    END = "end"
    BOTH = "both"


class Profile(Struct, frozen=True, cache_hash=True):
    """`[newspaper]` of `edition.toml`; the defaults suit most papers of the mainland.

    Words of the craft are known in simplified and traditional characters alike. `byline_words`
    are more words like 本报记者 or 摄, `datelines` beginnings of a text, in which `{place}` and
    `{date}` stand for any; `jumps_to` and `jumps_from` are more forms of jump lines, with
    `{page}` where the page stands. `columns` are the names of columns (栏目) that stand above
    headlines.

    `collectives` are collective pen names (集体笔名) and `agencies` news agencies; `units` are the
    endings of an organisation's name that can stand as a kicker above a headline.
    """

    name: str = ""
    byline_marks: str = "□■◆▲●◎○"
    byline_words: tuple[str, ...] = ()
    byline_place: BylinePlace = BylinePlace.AUTO
    datelines: tuple[str, ...] = ("本报讯", "本报综合消息", "本刊讯")
    collectives: tuple[str, ...] = ()
    agencies: tuple[str, ...] = (
        "新华社",
        "中新社",
        "中国新闻社",
        "人民网",
        "新华网",
        "央视新闻",
        "中新网",
    )
    jumps_to: tuple[str, ...] = ()
    jumps_from: tuple[str, ...] = ()
    furniture: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    units: tuple[str, ...] = (
        "分公司",
        "公司",
        "支局",
        "分行",
        "支行",
        "集团",
        "总局",
        "管理局",
        "中心",
        "委员会",
        "街道",
        "镇",
        "县",
        "区",
        "市",
        "省",
    )


def own_words(profile: Profile) -> Iterator[tuple[str, str]]:
    """Give what an editor put into the lists: key and mark, word or form; no default of a list.

    Marks all, where they are not the usual ones: to have fewer is why they are written.
    """
    usual = Profile()
    if profile.byline_marks != usual.byline_marks:
        yield from (("byline_marks", mark) for mark in profile.byline_marks if mark.strip())
    for key in (field.name for field in fields(Profile)):
        if isinstance(known := getattr(usual, key), tuple):
            yield from ((key, one) for one in getattr(profile, key) if one not in known)


def check_profile(profile: Profile, text: str, path: str) -> None:
    """Check the table; `text` is where lines are looked up.

    Raises:
        SettingsError: naming file, line and what to do.
    """
    marks = f"{path}:{line_of(text, 'byline_marks')}: byline_marks"
    if wrong := [mark for mark in profile.byline_marks if mark.isalnum()]:
        raise SettingsError(
            f"{marks}: {wrong[0]!r} is no mark 不是署名符号",
            "marks only; words go to byline_words 只写符号；词语写在 byline_words",
        )
    for key, value in own_words(profile):
        if key != "byline_marks":
            _check(key, value, f"{path}:{line_of_value(text, key, value)}")


def _check(key: str, value: str, place: str) -> None:
    try:
        check_line(value)
    except ValueError as error:
        raise SettingsError(
            f"{place}: {key}: {error}", "one line of text 一行文字，首尾不留空格"
        ) from None
    known = _KNOWN.get(key, ())
    for found in _PLACEHOLDER.finditer(value) if known else ():
        if found[1] not in known:
            names = " ".join(f"{{{name}}}" for name in known)
            raise SettingsError(
                f"{place}: {key}: {found.group()!r} in {value!r} is not known 不认识",
                f"it knows 可以写的有: {names}",
            )
    if known == ("page",) and value.count("{page}") != 1:
        raise SettingsError(
            f"{place}: {key}: {value!r} does not say once where the page stands 没有写明版次的位置",
            'write {page} there 版次处写 {page}: "▶▶{page}"',
        )
    if not _PLACEHOLDER.sub("", value).strip() or (key in _KNOWN and len(value) < 2):
        raise SettingsError(
            f"{place}: {key}: {value!r} would fit any line 任何一行都符合",
            "write the words beside it too 把前后的字也写上",
        )
