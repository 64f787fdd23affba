"""Who a byline names, in what role (署名)."""

import re

from banmian.config.profile import Profile
from banmian.model.article import Contributor, ContributorType, Role
from banmian.segment.names import split_names
from banmian.text.characters import HAN

_ROLES = {
    "特约记者": Role.SPECIAL_REPORTER,
    "特派记者": Role.SPECIAL_REPORTER,
    "实习记者": Role.INTERN,
    "见习记者": Role.INTERN,
    "实习生": Role.INTERN,
    "首席记者": Role.REPORTER,
    "全媒体记者": Role.REPORTER,
    "融媒体记者": Role.REPORTER,
    "记者": Role.REPORTER,
    "特约通讯员": Role.CORRESPONDENT,
    "通讯员": Role.CORRESPONDENT,
    "评论员": Role.AUTHOR,
}
_WORKS = {
    "摄影报道": Role.TEXT_AND_PHOTO,
    "文并图": Role.TEXT_AND_PHOTO,
    "文图": Role.TEXT_AND_PHOTO,
    "图文": Role.TEXT_AND_PHOTO,
    "摄影": Role.PHOTO,
    "供图": Role.PHOTO,
    "摄": Role.PHOTO,
    "整理": Role.COMPILER,
    "编译": Role.TRANSLATOR,
    "翻译": Role.TRANSLATOR,
}
_SILENT = ("撰文", "采写", "报道")
_ROLE = re.compile("(?:本报|本刊)?(" + "|".join(sorted(_ROLES, key=len, reverse=True)) + ")")
_WORK = re.compile(
    "(?<=[^ ]{2}) ?(文/图|图/文|"
    + "|".join((*sorted(_WORKS, key=len, reverse=True), *_SILENT))
    + ")(?=[ ）)]|$)"
)
_PADDED = re.compile(f"(?<![{HAN}])([{HAN}]) ([{HAN}])(?![{HAN}])")
_BREAK = re.compile("[ 、，,：:·/]+(?![^ ]*·)")
_FRAME = re.compile(r"[（()）\[\]【】]")


def authors_of(byline: str, profile: Profile) -> tuple[Contributor, ...]:
    """Read the contributors of a byline as printed: □王成成 摄影报道, （记者 杨光 通讯员 万宇）.

    A role stands before the names that it is for, what they did (摄, 文/图) after them.
    """
    text = _FRAME.sub(" ", byline)
    text = text.translate({ord(mark): " " for mark in profile.byline_marks}).strip()
    text = _PADDED.sub(r"\1\2", text)
    text = _ROLE.sub(lambda match: f" \0{match.group(1)} ", text)
    text = _WORK.sub(lambda match: f" \1{match.group(1)} ".replace("/", ""), text)
    found: list[tuple[str, Role]] = []
    role, since = Role.AUTHOR, 0
    for token in _BREAK.split(text):
        if token.startswith("\0"):
            role, since = _ROLES[token[1:]], len(found)
        elif token.startswith("\1"):
            work = _WORKS.get(token[1:])
            found[since:] = [(name, work or known) for name, known in found[since:]]
            since = len(found)
        elif token and token not in profile.name:
            found.extend((name, role) for name in split_names(token))
    return tuple(Contributor(name, role, _type(name, profile)) for name, role in found)


def _type(name: str, profile: Profile) -> ContributorType:
    if name in profile.collectives:
        return ContributorType.COLLECTIVE
    return ContributorType.AGENCY if name in profile.agencies else ContributorType.PERSON
