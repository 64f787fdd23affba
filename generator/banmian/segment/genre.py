"""What kind of text a piece is (体裁), as far as its form tells."""

import re
from collections.abc import Sequence
from itertools import pairwise

from banmian.model.article import Block, EditorsNote, Figure, Genre, Paragraph, SectionHead, Verse
from banmian.segment.notes import Note, names_note, opens_note
from banmian.text.credit_words import is_photo_credit
from banmian.text.scripts import both_scripts, simplified

_BRIEF = 150
_FEATURE = 700
"""Characters: a one-paragraph text below the first is a brief; an undated one above the second,
or one with section heads, is a feature."""
_LETTER = re.compile(
    both_scripts(
        r"(?:尊敬的|敬爱的|亲爱的)?(?:编辑|主编|记者|总编辑?|贵报|编辑部)(?:同志|先生|老师|部|"
        r"女士|朋友)?(?:们)?"
        r"(?:，?(?:您|你|你们)好)?[：:！!]|(?:尊敬|敬爱|亲爱)的[^，。：:]{1,16}[：:]"
    )
)
_OPINION_BYLINE = re.compile(both_scripts("评论员|评论部|时评|社论|编辑部"))
_OPINION_HEAD = re.compile(
    both_scripts(
        r"(?:社论|评论员文章|短评|时评|快评|锐评|编后|今日谈|来论|评论)(?:[：:丨｜ ]|$)|^(?:评|"
        r"论|也谈|莫让|切莫|勿让|岂能)(?!选|审|估|剧|坛|文)"
    )
)
_ARGUES = re.compile(
    both_scripts(
        "我们|应当|应该|必须|不能|不妨|唯有|只有|才能|要以|须|何以|之所以|归根到底|关键在于|诚然|"
        "试想|"
        "由此可见|不可否认|换言之|毋庸|难道|岂|切忌|莫要|无疑|值得|让我们|需要"
    )
)
_REPORTS = re.compile(
    both_scripts(
        "记者|告诉|介绍说|介绍，|据了解|据介绍|获悉|日前|近日|昨日|今日|[0-9]{1,2}月[0-9]{1,2}日|"
        "说[，：:。]|[，。”]他说|她说"
    )
)
_ADVERTISEMENT = re.compile(
    both_scripts(
        "广告|(?:订购|咨询|服务|招商|报名|预约|购票|订票)(?:热线|电话|专线)|联系电话|优惠|特价|"
        "促销|诚招|"
        "加盟|抢购|火爆|隆重(?:推出|开盘)|开盘|售楼|独家代理|厂家直销|欢迎(?:选购|光临|订购|来电)"
    )
)
_TELEPHONE = re.compile(
    r"(?<![0-9])(?:400[- ]?[0-9]{3,4}[- ]?[0-9]{3,4}|0[0-9]{2,3}[- —]?[0-9]{7,8}|1[3-9][0-9]{9}|"
    r"[0-9]{7,8})(?![0-9])"
)
_QUOTED = re.compile("“[^”]*”|「[^」]*」")
_PER_WORD = 160
"""Characters a word of argument, at most, in a text that argues."""
_VERSE_LINE = 18
_STOPS = ("。", "；", "，", "！", "？", "…", "、")
_HEADS = {Note.CORRECTION: Genre.CORRECTION, Note.NOTICE: Genre.NOTICE}


def genre_of(
    byline: str | None,
    body: Sequence[Block],
    *,
    dated: bool,
    headline: str | None = None,
    kicker: str | None = None,
) -> Genre:
    """Tell the genre of a piece from its byline, body and heads, and whether it has a dateline."""
    paragraphs = [block.text for block in body if isinstance(block, Paragraph)]
    notes = [block for block in body if isinstance(block, EditorsNote)]
    paragraphs = paragraphs or [text for note in notes for text in note.paragraphs]
    if not paragraphs:
        if any(isinstance(block, Verse) for block in body):
            return Genre.VERSE
        return Genre.PHOTO if any(isinstance(b, Figure) for b in body) else Genre.HEADLINE_ONLY
    named = _by_name(headline, kicker, paragraphs)
    if named and not ((dated or byline) and named is Genre.NOTICE):
        return named
    if len(paragraphs) <= 2 and byline and is_photo_credit(byline):
        return Genre.PHOTO
    if not dated and (special := _special(byline, headline, paragraphs)):
        return special
    if len(paragraphs) == 1 and len(paragraphs[0]) < _BRIEF:
        return Genre.BRIEF
    long = sum(map(len, paragraphs)) > _FEATURE
    if not dated and (long or any(isinstance(block, SectionHead) for block in body)):
        return Genre.FEATURE
    return Genre.NEWS


def _by_name(headline: str | None, kicker: str | None, paragraphs: Sequence[str]) -> Genre | None:
    """Take the genre that a text gives itself: 更正, 启事, 编辑同志：."""
    note = next((n for n in map(names_note, filter(None, (headline, kicker))) if n), None)
    note = note or (opens_note(paragraphs[0]) if headline is None else None)
    if note in _HEADS:
        return _HEADS[note]
    return Genre.LETTER if _LETTER.match(simplified(paragraphs[0])) else None


def _special(byline: str | None, headline: str | None, paragraphs: Sequence[str]) -> Genre | None:
    """Tell an undated text that is no report: verse, an advertisement, an argument."""
    if _is_verse(paragraphs):
        return Genre.VERSE
    text = "".join(paragraphs)
    if not byline and _is_advertisement(text):
        return Genre.ADVERTISEMENT
    if _OPINION_BYLINE.search(byline or "") or _OPINION_HEAD.search(headline or ""):
        return Genre.COMMENTARY
    return Genre.COMMENTARY if _argues(text) else None


def _argues(text: str) -> bool:
    """Tell whether a text argues: words of argument, of more than one kind, few of a report.

    What people say in quotes does not count.
    """
    own = _QUOTED.sub("", text)
    argues, reports = _ARGUES.findall(own), len(_REPORTS.findall(text))
    dense = len(argues) >= 4 and len(argues) * _PER_WORD >= len(text)
    return dense and len(set(argues)) > 1 and len(argues) > 3 * reports


def _is_advertisement(text: str) -> bool:
    said = len(_ADVERTISEMENT.findall(text)) + len(_TELEPHONE.findall(text))
    return said >= 2 and len(text) < 4 * _BRIEF and not _REPORTS.search(text)


def _is_verse(paragraphs: Sequence[str]) -> bool:
    """Tell whether lines are verse: four or more, short, some without a stop at their ends."""
    if len(paragraphs) < 4 or max(map(len, paragraphs)) > _VERSE_LINE:
        return False
    if any(char.isdigit() or char.isspace() for line in paragraphs for char in line):
        return False  # a table, a list of names
    even = sum(abs(len(a) - len(b)) <= 1 for a, b in pairwise(paragraphs))
    open_ended = sum(not line.endswith(_STOPS) for line in paragraphs)
    return open_ended * 2 >= len(paragraphs) or even * 2 >= len(paragraphs)
