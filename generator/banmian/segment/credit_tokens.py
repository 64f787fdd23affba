"""A byline cut to its words: role words, work words, and what is left: names, units, sources."""

import re
from collections.abc import Iterator
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

from banmian.config.profile import Profile
from banmian.text.characters import HAN, is_private
from banmian.text.credit_words import ROLE, ROLES, TIGHT_WORK, WORK
from banmian.text.names import is_name, is_surname
from banmian.text.scripts import both_scripts, simplified


class Kind(Enum):
    """What a word of a byline is."""

    ROLE = auto()  # 本报记者
    WORK = auto()  # 摄影报道
    FROM = auto()  # 据, 来源: what follows is a source
    NAME = auto()


class Token(NamedTuple):
    """A word of a byline.

    `glue` is what parts it from the one before: "/", ":", " ", nothing, or ";" for a mark or a
    bracket.
    """

    kind: Kind
    text: str
    glue: str


_FRAME = re.compile(r"[（()）\[\]【】〔〕［］|｜;；]")
_REMARK = re.compile(
    both_scripts(
        r"(?:除(?:署名|标注|注明)|作者(?:系|为|是|单位))[^ ，,）)]*|[^ （(]*(?:署名|除)外|发自[^ "
        r"）)]*"
    )
)
_GIVEN = re.compile(
    both_scripts(r"(?:本版)?(?:图片?|照片)(?:均?由|据) ?(\S+?) ?(?:提供|供图|摄)?(?=[ ）)]|$)")
)
_SPREAD = re.compile(
    both_scripts(
        "(?:本 ?报 ?)?(?:(?:特 ?约|实 ?习|见 ?习) ?)?"
        f"(?:{'|'.join(' ?'.join(word) for word in ROLES)})"
    )
)
_ASIDE = re.compile(f"(?<=[{HAN}])[（(]([^（()）]*)[）)]")
_TOGETHER = re.compile(
    rf"(?<![{HAN}])(?:{'|'.join(' ?[/／、·] ?'.join(pair) for pair in ('文图', '图文', '文摄'))})"
    rf"(?![{HAN}])"
)
_SINGLES = re.compile(f"(?<![{HAN}])[{HAN}](?: [{HAN}])+(?![{HAN}])")
_GAP = "\0"  # no line has one
_LATIN_GAP = re.compile(r"(?<=[A-Za-z.]) (?=[A-Z])")
_WORD = re.compile(r"([/／:：、，,;\s]*)([^/／:：、，,;\s]+)")
_FROM = re.compile(
    both_scripts("据|(?:本报)?综合(?!组|报[道导]|消息|$)|综合$|来源|转自|摘自|原载|选自|编译自")
)


_WHO = ("者", "员", "員", "生", "人", "师", "師", "家")
"""How words for people end; other byline words of a profile say what was done."""


class _Words(NamedTuple):
    role: re.Pattern[str]
    work: re.Pattern[str]
    tight: re.Pattern[str]


@lru_cache(maxsize=16)
def _words(profile: Profile) -> _Words:
    own = sorted(profile.byline_words, key=len, reverse=True)
    roles = [re.escape(word) for word in own if word.endswith(_WHO)]
    works = [re.escape(word) for word in own if not word.endswith(_WHO)]
    role, work, tight = (
        "|".join([*words, form])
        for words, form in ((roles, ROLE), (works, WORK), (works, TIGHT_WORK))
    )
    return _Words(re.compile(role), re.compile(work), re.compile(rf"(.{{2,}}?)({tight})"))


def tokens_of(byline: str, profile: Profile) -> list[Token]:
    """Cut a byline to its words, marks and brackets gone."""
    text = byline.replace("\ufffd", " ")
    if not text.isprintable():
        text = "".join(" " if is_private(char) else char for char in text)
    text = text.translate({ord(mark): " ; " for mark in profile.byline_marks})
    words = _words(profile)
    text = _ASIDE.sub(lambda found: _aside(found.group(1), words), text)
    text = " ".join(_REMARK.sub(" ", _FRAME.sub(" ; ", text)).split())
    text = _GIVEN.sub(r"\1 供图", text)
    text = _SPREAD.sub(lambda found: found.group().replace(" ", ""), text)
    text = _TOGETHER.sub(lambda found: re.sub("[ /／、·]", "", found.group()), text)
    text = _LATIN_GAP.sub(_GAP, _SINGLES.sub(_closed, text))
    return [
        token
        for glue, word in _WORD.findall(text)
        for token in _cut(word.replace(_GAP, " "), _glue(glue), words)
    ]


def _aside(text: str, words: _Words) -> str:
    """Keep what stands in brackets behind a name where it says who or what; not where from."""
    if text.isdigit():
        return ""
    forms = (words.work, words.tight)
    said = words.role.search(text) or any(form.fullmatch(text) for form in forms) or is_name(text)
    return f" {text} " if said else " "


def _glue(marks: str) -> str:
    marks = marks.strip().replace("／", "/").replace("：", ":")
    if ";" in marks:
        return ";"
    return marks if marks in ("/", ":") else " "


def _cut(word: str, glue: str, words: _Words) -> Iterator[Token]:
    """Cut a word where a role word stands in it: 记者张三通讯员李四."""
    if words.work.fullmatch(word):
        yield Token(Kind.WORK, word, glue)
        return
    at = 0
    for found in words.role.finditer(word):
        if found.start() > at:
            yield from _cut_end(word[at : found.start()], glue, words)
            glue = ""
        yield Token(Kind.ROLE, found.group(), glue)
        glue, at = "", found.end()
    if word[at:]:
        yield from _cut_end(word[at:], glue, words)


def _cut_end(word: str, glue: str, words: _Words) -> Iterator[Token]:
    """Cut 据 off a word's beginning, and what was done (摄) off its end."""
    start = _FROM.match(word)
    if start:
        yield Token(Kind.FROM, start.group(), glue)
        word, glue = word[start.end() :], ""
    if words.work.fullmatch(word):
        yield Token(Kind.WORK, word, glue)
        return
    tight = words.tight.fullmatch(word)
    if tight:
        yield Token(Kind.NAME, tight[1], glue)
        yield Token(Kind.WORK, tight[2], "")
    elif word:
        yield Token(Kind.NAME, word, glue)


def _closed(singles: re.Match[str]) -> str:
    """Close names that were padded to a name of three: 张 三 → 张三."""
    chars = singles.group().split(" ")
    if len(chars) == 2 or (len(chars) == 3 and simplified(chars[2]) not in _DONE):
        return "".join(chars)
    out: list[str] = []
    at = 0
    while at < len(chars):
        long = is_surname("".join(chars[at : at + 2])) and len(chars) - at > 2
        done = simplified(chars[at]) in _DONE and (at > 0 or len(chars) % 2)
        size = 1 if done else 3 if long else 2
        out.append("".join(chars[at : at + size]))
        at += size
    return " ".join(out)


_DONE = frozenset("摄文图译绘")
