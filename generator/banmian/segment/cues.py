"""What a line says by its form alone: bylines, jump lines, captions, folios, staff credits."""

import re
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from banmian.config.profile import Profile
from banmian.model.article import Direction, Jump
from banmian.segment.names import is_name_list
from banmian.text.characters import HAN
from banmian.text.datelines import dateline_form
from banmian.text.numerals import page_label


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


_ROLE = (
    "(?:本报|本刊)?(?:特约记者|特派记者|实习记者|见习记者|首席记者|全媒体记者|融媒体记者|记者|"
    "特约通讯员|通讯员|实习生|特约撰稿人?|评论员)"
)
_WORK = "(?:摄影报道|摄影|摄|文/图|图/文|文并图|撰文|供图|采写|整理|编译|翻译|报道|文)"
_NAME = f"[{HAN}·]{{2,5}}"
_NAMES = f"{_NAME}(?:[ 、，/]{{1,2}}{_NAME}){{0,5}}"
_PARTY = f"{_ROLE}[ ：:]?{_NAMES}"
_PARTIES = f"{_PARTY}(?:[ 、，]?{_PARTY}){{0,3}}"
_CREDIT = f"(?:{_PARTIES}(?: ?{_WORK})?|{_NAMES} ?{_WORK}|{_NAMES})"
_PLAIN_CREDIT = f"(?:{_PARTIES}(?: ?{_WORK})?|{_NAMES} ?{_WORK})"
_BRACKETED = f"[（(] ?{_CREDIT} ?[）)]"

_PAGE = "(?P<page>[0-9０-９A-Za-z一二三四五六七八九十]{1,4})"
_JUMP = re.compile(f"[（(](?P<way>[上紧]接|下转|[转接])第?{_PAGE}版[^（）()]{{0,12}}[）)]")
_POINTER = re.compile(r".{4,}(?: |见|详见)(?:第?[A-Z]?[0-9]{1,2}版|[0-9]{1,2})[）)]?$")

_CAPTION = re.compile(
    r"(?:▲|▶|►|◀|◄|▼|△|↑|→|←|↓)(?=.*[，。0-9])|图为|图[一二三四五六七八九①②③④]|[上下左右]图|资料图|"
    r".{2,40}[（(](?:资料图片?|图片来源.*|视频截图|档案图片)[）)]$"
)
_CREDITS = re.compile(
    r"(?:本版|责任|执行|值班)?(?:责任编辑|责编|编辑|主编|版式|美编|校对|组版|编审|审读|检校|值班主任)"
    r"[ ：:].*|本版(?:责编|编辑|主编|美编|校对|版式).*"
)
_FOLIO_DATE = r"[12][0-9]{3}年[0-9]{1,2}月[0-9]{1,2}日"
_FURNITURE = re.compile(
    rf"(?:第?[A-Z]?[0-9]{{1,2}}版?[ ]?)?[^，。]{{0,20}}{_FOLIO_DATE}[ ]?(?:星期[一二三四五六日天])?"
    r"[^，。]{0,16}|星期[一二三四五六日天]|第?[0-9]{3,6}期.{0,12}|总第[0-9]+期.{0,12}|"
    r"国内统一(?:连续出版物|刊)号.*|.*CN ?[0-9]{2}[—-]{1,2}[0-9]{4}.*|邮发代号.*|"
    r"(?:今日|本期)(?:共)?[0-9]{1,3}版|第?[A-Z]?[0-9]{1,2}版?|"
    r"(?:新闻|订阅|广告|投稿|发行|监督|举报)(?:热线|电话|邮箱)[ ：:].*|.*(?:订阅|服务)热线[ ：:].*|"
    r"公益广告.*|(?:https?://|www\.)\S+|[\w.]+@[\w.]+|"
    r"(?:今日|要闻|新闻|本期|本报)?(?:导读|速览|导航|看点)|简讯|短波|短讯|要闻|简明新闻|一句话新闻|"
    r"[A-Z][A-Z ]{3,30}"
)
_MASTHEAD = re.compile(rf"[{HAN}]{{1,5}}(?:日报|晚报|晨报|时报|商报|周报|新报|晚刊|周刊|早报|报)")
_NAMES_AT_END = re.compile(f"(?<=[。！？”] )[{HAN}]{{2,4}}(?:[ 、][{HAN}]{{2,4}}){{0,2}}$")
_ONLY_WORK = re.compile(_WORK)
_NAMED = re.compile(_PLAIN_CREDIT)
_BRACKETED_LINE = re.compile(_BRACKETED)


@dataclass(frozen=True, slots=True)
class Forms:
    """The patterns that depend on the newspaper's profile."""

    mark: re.Pattern[str]  # a byline that opens with a mark, alone on its line
    tail: re.Pattern[str]  # text, then a byline at its end
    lead: re.Pattern[str]  # dateline, then a credit in brackets
    dateline: re.Pattern[str]
    credited: re.Pattern[str]  # a lead credit opens here; it may end on the next line
    furniture: frozenset[str]


@lru_cache(maxsize=16)
def forms(profile: Profile) -> Forms:
    """Compile the patterns of a profile."""
    marks = re.escape("".join(profile.byline_marks.split())) or "□"  # a blank is no mark
    marked = f"[{marks}] ?[^。！？，；：:（）“”0-9]{{2,28}}"
    named = rf"(?:本报|本刊)?{_PLAIN_CREDIT}"
    dateline = dateline_form(profile)
    return Forms(
        re.compile(marked),
        re.compile(
            rf"(?P<text>.*?[^ ])(?P<gap> ?)(?P<byline>{marked}|"
            rf"(?<=[。！？”’…] ){named}|(?<=[。！？”’…]){named}|"
            rf"(?<=[。！？”’…] ){_BRACKETED}|(?<=[。！？”’…]){_BRACKETED})"
        ),
        re.compile(rf"(?P<dateline>{dateline})? ?(?P<byline>[（(] ?{_CREDIT} ?[）)]) ?(?=\S)"),
        re.compile(dateline),
        re.compile(rf"(?:{dateline})? ?[（(] ?(?:{_ROLE}|{_NAME}[ 、）)])"),
        frozenset(profile.furniture),
    )


def cue_of(text: str, form: Forms) -> Cue:
    """Tell what a repaired line is by its form."""
    if len(text) > 60:
        return Cue.NONE
    if text in form.furniture or _FURNITURE.fullmatch(text):
        return Cue.FURNITURE
    if _CREDITS.fullmatch(text):
        return Cue.CREDITS
    if _JUMP.fullmatch(text):
        return Cue.JUMP_TO if jump_of(text).direction is Direction.TO else Cue.JUMP_FROM
    if _CAPTION.match(text):
        return Cue.CAPTION
    return _byline_cue(text, form)


def _byline_cue(text: str, form: Forms) -> Cue:
    if form.mark.fullmatch(text) or _BRACKETED_LINE.fullmatch(text):
        return Cue.SIGNED
    if _NAMED.fullmatch(text) or _ONLY_WORK.fullmatch(text):
        return Cue.NAMED
    if is_name_list(text):
        return Cue.NAMES
    if _POINTER.fullmatch(text) and "。" not in text:
        return Cue.POINTER
    return Cue.NONE


def byline_at_end(text: str, form: Forms) -> str:
    """Give the byline that a line of text ends with, "" without one."""
    tail = form.tail.fullmatch(text)
    if tail:
        return tail["byline"]
    names = _NAMES_AT_END.search(text)
    return names.group() if names and is_name_list(names.group()) else ""


def is_masthead(text: str) -> bool:
    """Tell whether a line may be a newspaper's name."""
    return _MASTHEAD.fullmatch(text) is not None


def jump_of(text: str) -> Jump:
    """Read a jump line: 下转 points to another page, 上接 comes from one."""
    found = _JUMP.fullmatch(text)
    if not found:
        raise ValueError(f"not a jump line: {text!r}")
    direction = Direction.TO if "转" in found["way"] else Direction.FROM
    return Jump(direction, page_label(found["page"]), text)


def without_jumps(text: str) -> tuple[str, tuple[Jump, ...]]:
    """Take the jump lines off a paragraph's beginning and end, where text is left."""
    jumps = []
    at_start = _JUMP.match(text)
    if at_start and at_start.end() < len(text):
        jumps.append(jump_of(at_start.group()))
        text = text[at_start.end() :].strip()
    at_end = next((found for found in _JUMP.finditer(text) if found.end() == len(text)), None)
    if at_end and at_end.start() > 0:
        jumps.append(jump_of(at_end.group()))
        text = text[: at_end.start()].strip()
    return text, tuple(jumps)
