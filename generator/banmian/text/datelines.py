"""Datelines (电头): 本报讯, 新华社北京1月1日电 …, at the beginning of an article's text."""

import re
from functools import lru_cache

from banmian.config.profile import Profile

_PLACE = "[^，。：（）“” ]"


def dateline_form(profile: Profile) -> str:
    """Give the pattern of a newspaper's datelines, for use in a regular expression."""
    agencies = "|".join(map(re.escape, profile.agencies)) or "新华社"
    words = "|".join(map(re.escape, profile.datelines)) or "本报讯"
    return rf"(?:{words}|本[报刊台]{_PLACE}{{0,14}}[讯电]|(?:{agencies}){_PLACE}{{1,14}}电)"


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
