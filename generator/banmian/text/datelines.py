"""Datelines (电头): 本报讯, 新华社北京1月1日电 …, at the beginning of an article's text."""

import re
from functools import lru_cache

from banmian.config.profile import Profile
from banmian.text.characters import HAN
from banmian.text.scripts import both_scripts

_PLACEHOLDER = re.compile(r"(\{(?:place|date)\})")

_PLACE = "[^，。：（）“” ]"
_DATE = (
    f"(?:[0-9{HAN}]{{1,4}}年)?[0-9一二三四五六七八九十]{{1,3}}月[0-9一二三四五六七八九十]{{1,3}}日"
)
_GENERIC = both_scripts(rf"本[报刊台网社]{_PLACE}{{0,14}}[讯电]")


def dateline_form(profile: Profile) -> str:
    """Give the pattern of a newspaper's datelines, for use in a regular expression."""
    agencies = both_scripts("|".join(map(re.escape, profile.agencies)) or "新华社")
    words = both_scripts("|".join(map(_form, profile.datelines)) or "本报讯")
    return rf"(?:{words}|{_GENERIC}|(?:{agencies}){_PLACE}{{1,14}}{both_scripts('电')})"


def _form(said: str) -> str:
    """Give the pattern of a dateline as the profile has it: 本台{place}{date}专电."""
    parts = _PLACEHOLDER.split(said)
    fill = {"{place}": f"{_PLACE}{{1,10}}?", "{date}": _DATE}
    return "".join(fill.get(part) or re.escape(part) for part in parts)


def split_dateline(text: str, profile: Profile) -> tuple[str, str]:
    """Part a first paragraph into its dateline, "" where it has none, and the rest.

    `dateline + rest` is `text`: the space between them stays with the rest.
    """
    match = _alone(profile).match(text)
    end = match.end() if match else 0
    return text[:end], text[end:]


@lru_cache(maxsize=16)
def _alone(profile: Profile) -> re.Pattern[str]:
    return re.compile(rf"{dateline_form(profile)}(?=[\s（(]|$)")
