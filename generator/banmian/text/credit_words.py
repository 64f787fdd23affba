"""The words of credits (署名用语) in one table: who they make of a name, and their patterns.

A role word stands before names (记者 张三), a work word after them (张三 摄) or, in credits such
as 文/张三 图/李四, before.
"""

import re
from collections.abc import Iterable, Mapping

from banmian.model.article import Role
from banmian.text.characters import HAN
from banmian.text.scripts import both_scripts, simplified

ROLES: Mapping[str, Role] = {
    "记者": Role.REPORTER,
    "通讯员": Role.CORRESPONDENT,
    "实习生": Role.INTERN,
    "评论员": Role.AUTHOR,
    "撰稿人": Role.AUTHOR,
    "特约撰稿": Role.AUTHOR,
    "作者": Role.AUTHOR,
    "主持人": Role.AUTHOR,
    "译者": Role.TRANSLATOR,
    "摄影师": Role.PHOTO,
}
"""What each word says of the names behind it, as far as no modifier says more."""

_MODIFIERS = {
    "实习": Role.INTERN,
    "见习": Role.INTERN,
    "特约": Role.SPECIAL_REPORTER,
    "特派": Role.SPECIAL_REPORTER,
    "摄影": Role.PHOTO,
    "视觉": Role.PHOTO,
    "图片": Role.PHOTO,
}
"""What stands before 记者 and says more; on other words it changes nothing."""
_RANKS = (
    *("首席", "高级", "主任", "资深", "全媒体", "融媒体", "融媒", "文字", "前方", "随军"),
    *("校园", "学生", "驻站", "体育", "财经"),
)

TOGETHER = (
    "文/图",
    "图/文",
    "文/摄",
    "文、图",
    "文图",
    "图文",
    "文摄",
    "文并图",
    "文并摄",
    "摄影报道",
    "摄影报导",
)
PHOTO = ("摄影", "摄", "供图", "图片", "图")
WORKS: Mapping[str, Role | None] = {
    **dict.fromkeys(TOGETHER, Role.TEXT_AND_PHOTO),
    **dict.fromkeys(PHOTO, Role.PHOTO),
    **dict.fromkeys(("整理", "编写", "编辑", "辑"), Role.COMPILER),
    **dict.fromkeys(("编译", "翻译", "译"), Role.TRANSLATOR),
    **dict.fromkeys(
        ("文字", "撰文", "采写", "采访", "报道", "报导", "撰写", "供稿", "撰稿", "口述")
    ),
    **dict.fromkeys(("漫画", "插图", "绘图", "制图", "绘", "作", "文")),
}
"""What each word says of the names beside it; None: what their role word says, if there is one."""

_LOOSE = frozenset("图片 图 文字 文 文摄 作 绘 译 辑 编辑 编写 采访 口述".split())
"""Words too common, or too like a given name's end, to be a work word without a gap before."""


def alternatives(words: Iterable[str]) -> str:
    """Give a pattern of words, the longest first, in both scripts."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return both_scripts("|".join(map(re.escape, ordered)))


_BEFORE = alternatives((*_MODIFIERS, *_RANKS))
_HOUSE = both_scripts("(?:本[报刊台网社]|报社)")
_POSTED = both_scripts(rf"驻[^ ，。、（）]{{1,4}}?(?=(?:{_BEFORE})*(?:记者|通讯员))")
_YOUNG = rf"(?<![{HAN}])小(?={both_scripts('记者')})"
_RANK = rf"(?:{_POSTED}|{_BEFORE}|{_YOUNG}){{0,3}}"
ROLE = rf"(?:{_HOUSE})?{_RANK}(?:{alternatives(ROLES)})(?![部站协們们])"
WORK = f"(?:{alternatives(WORKS)})"
TIGHT_WORK = f"(?:{alternatives(set(WORKS).difference(_LOOSE))})"
"""A work word that needs no gap before it: 赵子杰摄."""


def role_of(word: str) -> Role:
    """Tell the role that a role word of whatever length gives: 本报驻京见习记者 → INTERN."""
    word = simplified(word)
    if word.endswith("记者"):
        found = [role for modifier, role in _MODIFIERS.items() if modifier in word]
        return found[0] if found else Role.REPORTER
    ends = [role for end, role in ROLES.items() if word.endswith(end)]
    return ends[0] if ends else Role.AUTHOR


def work_of(word: str) -> Role | None:
    """Tell the role that a work word gives, None where it gives none of its own."""
    return WORKS.get(simplified(word))


def is_photo_credit(byline: str) -> bool:
    """Tell whether a credit ends with a photographer's word: 张三 摄, （李四 供图）."""
    return _SHOWN.search(byline) is not None


_SHOWN = re.compile(f"(?:{alternatives((*TOGETHER, *PHOTO))})[）) ]*$")
