"""The patterns of credits (署名): what a line, a bracket or a text's end looks like that signs."""

import re

from banmian.text.characters import HAN
from banmian.text.credit_words import ROLE, TIGHT_WORK, TOGETHER, WORK, alternatives
from banmian.text.names import is_foreign_name, is_name
from banmian.text.scripts import both_scripts

_DOTTED = f"[{HAN}]{{1,8}}(?:[·•‧・][{HAN}]{{1,8}}){{1,4}}"
_NAME = f"(?:{_DOTTED}|[{HAN}]{{2,5}})"
NAMES = f"{_NAME}(?:[ 、，/]{{1,2}}{_NAME}){{0,5}}"
_OF = both_scripts(rf"(?:[{HAN}]{{1,9}}(?:社|报|网|台|新闻|中心|集团) ?)?")
# A name behind a role word is of any form, but text goes on otherwise: 记者在松江, 记者见到了.
CALLED = (
    rf"(?![^ ，。]{{0,3}}[的了着过到从在是这那们走]){_NAME}(?:[ 、，/和与與]{{1,2}}{_NAME}){{0,5}}"
)
_PARTY = f"{_OF}{ROLE}[ ：:]?{CALLED}"
_PARTIES = f"{_PARTY}(?:[ 、，和与與]{{0,2}}{_PARTY}){{0,3}}"
_DONE = f"(?: {WORK}|{TIGHT_WORK})"
_SIDE = f"(?:{WORK} ?[/／：:]|(?:{alternatives((*TOGETHER, '摄影'))}) ) ?(?:{ROLE} ?)?{NAMES}"
_SIDES = f"{_SIDE}(?:[ 、，]{_SIDE}){{0,3}}"
_HOUSE = both_scripts(
    "本[报刊台网社](?:(?:特约|首席)?评论员|评论部|编辑部|[^，。 ]{0,4}综合(?:报道|消息)?)"
)
_SOURCE = both_scripts(
    r"(?:综合|均?据|来源[：:]|转自|摘自|原载)[^，。（）()]{2,20}(?:[社网报台电讯》]|新闻|客户端|报道|消息)|"
    r"新华社电"
)

NAMED = f"(?:{_PARTIES}{_DONE}?|{_SIDES}|{NAMES}{_DONE})"
"""A credit with a word that says so: 本报记者 张三, 张三 摄, 文/张三 图/李四."""
CREDIT = f"(?:{NAMED}|{_HOUSE}|{_SOURCE}|{NAMES})"
_NOBODY = both_scripts("资料|图片[）)]|档案|视频截图|效果图|未完|待续|完[）)]")
BRACKETED = f"[（(] ?(?!{_NOBODY}){CREDIT} ?[）)]"
LOOSE_CREDIT = rf"[{HAN}]{{0,9}}{ROLE}[^（()）。！？，；：“”]{{1,40}}"
"""What stands in brackets behind a dateline and has a role word: a credit, if a broken one."""
LEAD_CREDIT = f"(?:{_OF}{ROLE}|{_NAME}[ 、）)])"
"""How a credit opens behind a dateline; it may end on the next line."""
MARKED = "[^。！？，；：:（）“”0-9]{2,28}"
"""What stands behind a byline's mark."""

_LINE = re.compile(f"{_PARTIES}{_DONE}?|{_SIDES}|{_HOUSE}|{_SOURCE}|{WORK}")
_BARE = re.compile(f"(?P<names>{NAMES}){_DONE}")


def is_credit_line(text: str) -> bool:
    """Tell whether a line is a credit with a role word or a work word, and no more."""
    if "。" in text:
        return False  # no form has one
    if _LINE.fullmatch(text):
        return True
    found = _BARE.fullmatch(text)
    names = re.split("[ 、，/]+", found["names"]) if found else []
    return any(is_name(name) or is_foreign_name(name) for name in names)
