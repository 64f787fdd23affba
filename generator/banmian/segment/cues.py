"""What a line says by its form alone: bylines, jump lines, captions, folios, staff credits."""

import re
from enum import Enum, auto
from functools import lru_cache

from msgspec import Struct

from banmian.config.profile import BylinePlace, Profile
from banmian.segment.credit_forms import (
    BRACKETED,
    CALLED,
    CREDIT,
    LEAD_CREDIT,
    LOOSE_CREDIT,
    MARKED,
    NAMED,
    NAMES,
    is_credit_line,
)
from banmian.segment.jumps import JumpForms, is_from, jump_forms, jump_of, without_jumps
from banmian.text.characters import HAN
from banmian.text.datelines import dateline_form
from banmian.text.names import is_name_list
from banmian.text.scripts import both_scripts

__all__ = [
    "Cue",
    "Forms",
    "byline_at_end",
    "cue_of",
    "forms",
    "is_masthead",
    "jump_of",
    "without_jumps",
]


class Cue(Enum):
    """The form that a line has."""

    NONE = auto()
    SIGNED = auto()  # □仲驿, （黎安）: a mark or brackets
    NAMED = auto()  # 本报记者 张三: a role, or what they did (张三 摄)
    NAMES = auto()  # 段明 崔言: two or three short names and no more
    JUMP_FROM = auto()
    JUMP_TO = auto()
    CAPTION = auto()
    POINTER = auto()  # a headline with the page of its text: 一箱梨的24小时 见3版
    CREDITS = auto()
    FURNITURE = auto()


_POINTER = re.compile(r".{4,}(?: |見|见|详见)(?:第?[A-Z]?[0-9]{1,2}版|[0-9]{1,2})[）)]?$")
_CAPTION = re.compile(
    both_scripts(
        r"[▲▶►◀◄▼△↑→←↓](?=.*[，。0-9])|图片?为|图[一二三四五六七八九①②③④⑤⑥](?![书案乐])|"
        r"[上下左右中](?:[上下左右])?图(?=[为是：:，（ ]|$)|资料图|(?:图片|照片)说明|"
        r".{2,40}[（(](?:资料(?:图片?|照片)|图片来源.*|视频截图|档案图片|效果图)[）)]$"
    )
)
_STAFF = (
    "责任编辑|责编|编辑|主编|版式|美编|校对|组版|编审|审读|检校|值班主任|值班总编|版面设计|"
    "视觉设计|统筹|监制|执行|值班"
)
_CREDITS = re.compile(
    both_scripts(
        rf"(?:本版|责任|执行|值班|今日|本期)?(?:{_STAFF})[ ：:／/].*|"
        rf"本版(?:{_STAFF}|图片|照片|摄影|插图|制图).*"
    )
)
_NUMERAL = "[〇○零一二三四五六七八九十]"
_DATE = (
    rf"(?:[12][0-9]{{3}}年[0-9]{{1,2}}月[0-9]{{1,2}}日|"
    rf"{_NUMERAL}{{4}}年{_NUMERAL}{{1,2}}月{_NUMERAL}{{1,3}}日)"
)
_NUMBER = "[〇○零一二三四五六七八九十百千]{1,9}"
_COUNT = "(?:[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})"
_WEEKDAY = "星期[一二三四五六日天]"
_SECTIONS = (
    "综合新闻|本地新闻|要闻|时政|经济|财经|社会|民生|文化|副刊|科技|教育|体育|国际|国内|理论|"
    "评论|专题|专版|乡村振兴|法治|文旅|公告|广告"
)
_FURNITURE = re.compile(
    both_scripts(
        rf"(?:第?[A-Z]?[0-9]{{1,2}}版?[ ]?)?[^，。]{{0,20}}{_DATE}[ "
        rf"]?(?:{_WEEKDAY})?[^，。]{{0,16}}|"
        rf"{_WEEKDAY}|第?[0-9０-９]{{3,6}}期.{{0,12}}|总?第 ?[0-9０-９]{{1,6}} ?期|"
        rf"总第[0-9０-９]+期.{{0,12}}|总?第{_NUMBER}期|(?:农历|"
        rf"夏历)[^，。]{{4,12}}|"
        r"国内统一(?:连续出版物|刊)号.*|.*CN ?[0-9]{2}[—―-]{1,2}[0-9]{4}.*|邮发代号.*|"
        rf"(?:今日|今天|本期)(?:出版)?共? ?(?:[对四]开)?{_COUNT}版|"
        r"(?:第|[A-Z]|0|(?=[0-9]+版))[A-Z]?[0-9]{1,2}版?|"
        r"(?:新闻|订阅|广告|投稿|发行|监督|举报)(?:热线|电话|邮箱)[ ：:].*|"
        r".*(?:订阅|服务)热线[ ：:].*|公益广告.*|(?:https?://|www\.)\S+|[\w.]+@[\w.]+|"
        r"(?:今日|要闻|新闻|本期|本报)?(?:导读|速览|导航|看点)|简讯|短波|短讯|简明新闻|一句话新闻|"
        rf"{_SECTIONS}|[A-Z][A-Z ]{{3,30}}"
    )
)
_MASTHEAD = re.compile(
    both_scripts(rf"[{HAN}]{{1,5}}(?:日报|晚报|晨报|时报|商报|周报|新报|晚刊|周刊|早报|报)")
)
_BRACKETED = re.compile(BRACKETED)
_UNSIGNED = ("。", "，", "、", "；", "：", "！", "？")
"""What no byline ends with: most lines end so, and need not be looked through."""
_NAMES_AT_END = re.compile(f"(?<=[。！？”] )[{HAN}]{{2,4}}(?:[ 、][{HAN}]{{2,4}}){{0,2}}$")


class Forms(Struct, frozen=True):
    """The patterns that depend on the newspaper's profile."""

    mark: re.Pattern[str]  # a byline that opens with a mark, alone on its line
    tail: re.Pattern[str]  # text, then a byline at its end
    before_tail: re.Pattern[str]  # a mark that such a byline opens with or stands behind
    lead: re.Pattern[str]  # dateline, then a credit in brackets
    dateline: re.Pattern[str]
    credited: re.Pattern[str]  # a lead credit opens here; it may end on the next line
    furniture: frozenset[str]  # lines that are no article's, names of columns among them
    pen_names: frozenset[str]
    own_words: re.Pattern[str]  # a credit with a byline word of the profile
    jumps: JumpForms
    place: BylinePlace


@lru_cache(maxsize=16)
def forms(profile: Profile) -> Forms:
    """Compile the patterns of a profile."""
    marks = re.escape("".join(profile.byline_marks.split())) or "□"  # a blank is no mark
    marked = f"[{marks}] ?{MARKED}"
    own = "|".join(map(re.escape, profile.byline_words))
    own_words = rf"(?:{own})[ ：:/]?{CALLED}|{NAMES} ?(?:{own})" if own else "(?!)"
    named = rf"(?:{NAMED}|{own_words})"
    dateline = dateline_form(profile)
    return Forms(
        re.compile(marked),
        re.compile(
            rf"(?P<text>.*?[^ ])(?P<gap> ?)(?P<byline>{marked}|"
            rf"(?<=[。！？”’…] ){named}|(?<=[。！？”’…]){named}|"
            rf"(?<=[。！？”’…] ){BRACKETED}|(?<=[。！？”’…]){BRACKETED})"
        ),
        re.compile(f"[{marks}。！？”’…]"),
        re.compile(
            rf"(?P<dateline>{dateline})? ?(?P<byline>[（(] ?(?:{CREDIT}|"
            rf"(?(dateline){LOOSE_CREDIT}|(?!))) ?[）)]) ?(?=\S)"
        ),
        re.compile(dateline),
        re.compile(rf"(?:{dateline})? ?[（(] ?{LEAD_CREDIT}"),
        frozenset({*profile.furniture, *profile.columns}),
        frozenset(profile.collectives),
        re.compile(own_words),
        jump_forms(profile),
        profile.byline_place,
    )


def cue_of(text: str, form: Forms) -> Cue:
    """Tell what a repaired line is by its form."""
    if len(text) > 60:
        return Cue.NONE
    if text in form.furniture or _FURNITURE.fullmatch(text):
        return Cue.FURNITURE
    if _CREDITS.fullmatch(text):
        return Cue.CREDITS
    if form.jumps.line.fullmatch(text):
        return Cue.JUMP_FROM if is_from(text, form.jumps) else Cue.JUMP_TO
    if _CAPTION.match(text):
        return Cue.CAPTION
    return _byline_cue(text, form)


def _byline_cue(text: str, form: Forms) -> Cue:
    if form.mark.fullmatch(text) or _BRACKETED.fullmatch(text):
        return Cue.SIGNED
    if text in form.pen_names or is_credit_line(text) or form.own_words.fullmatch(text):
        return Cue.NAMED
    if is_name_list(text):
        return Cue.NAMES
    if _POINTER.fullmatch(text) and "。" not in text:
        return Cue.POINTER
    return Cue.NONE


def byline_at_end(text: str, form: Forms) -> str:
    """Give the byline that a line of text ends with, "" without one."""
    mark = None if text.endswith(_UNSIGNED) else form.before_tail.search(text)
    if mark is None:
        return ""
    tail = form.tail.fullmatch(text, max(0, mark.start() - 2))
    if tail:
        return tail["byline"]
    if form.place is BylinePlace.START:
        return ""  # this paper does not sign with bare names behind a text
    found = _NAMES_AT_END.search(text)
    names = found.group() if found else ""
    return names if is_name_list(names) or names in form.pen_names else ""


def is_masthead(text: str) -> bool:
    """Tell whether a line may be a newspaper's name."""
    return _MASTHEAD.fullmatch(text) is not None
