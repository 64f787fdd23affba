"""Words that a text or a box opens with and that say what it is: 编者按, 相关链接, 更正, 启事."""

import re
from collections.abc import Iterable
from enum import Enum, auto

from banmian.model.article import Block, EditorsNote, Paragraph, SectionHead
from banmian.text.scripts import both_scripts


class Note(Enum):
    """What an opening says."""

    EDITORS_NOTE = auto()  # 编者按
    RELATED = auto()  # 相关链接
    CORRECTION = auto()  # 更正
    NOTICE = auto()  # 启事, 招标公告


_OPENINGS = {
    Note.EDITORS_NOTE: (
        "编者按|编者的话|编后|编辑手记|开栏的话|开篇的话|结束语|主持人语|按语|卷首语"
    ),
    Note.RELATED: (
        "(?:相关|新闻|延伸|背景)(?:链接|阅读|报道|新闻|资料|背景)|(?:链接|知识|新闻|名词)(?:窗|"
        "卡片|解释|词典)|"
        "小(?:贴士|知识|资料)|名词解释|新闻背景|数说|大事记|人物简介|作者简介|记者手记|采访手记|"
        "专家点评"
    ),
    Note.CORRECTION: "更正(?:启事|声明|说明)?|致歉(?:声明|启事)?|勘误|订正",
    Note.NOTICE: (
        "(?!.*(?:发布|发表|发出|通过|回应|谴责))[^，。：:！？ ]{0,20}(?:启事|声明|公告|公示|通告|"
        "招标|招租|讣告|征稿)|"
        "(?:重要|紧急|温馨)?(?:通知|提示)"
    ),
}
_PATTERNS = tuple((note, both_scripts(words)) for note, words in _OPENINGS.items())
_FRAMED = tuple(
    (
        note,
        re.compile(
            rf"(?P<open>[【〔\[■▲◆●□◎★☆]|——)? ?(?P<label>{words})"
            r"(?:(?P<close>[】〕\]])|[：:]| |　|$)"
        ),
    )
    for note, words in _PATTERNS
)
_ANY = re.compile(
    rf"(?:[【〔\[■▲◆●□◎★☆]|——)? ?(?:{'|'.join(words for _, words in _PATTERNS)})"
    r"(?:[】〕\]]|[：:]| |　|$)"
)
"""Any of them: most lines are none."""
_LONGEST = 32
"""Characters of a label, at most."""
_WHOLE = tuple((note, re.compile(words)) for note, words in _PATTERNS)


def opens_note(text: str) -> Note | None:
    """Tell what a line or a paragraph opens as, if as anything: 编者按：…, 【相关链接】, 更正."""
    if not _ANY.match(text):
        return None
    return next((note for note, form in _FRAMED if form.match(text)), None)


def names_note(headline: str) -> Note | None:
    """Tell what a headline names itself, if anything: 遗失声明, 更正启事."""
    return next((note for note, form in _WHOLE if form.fullmatch(headline.strip())), None)


def is_label(text: str) -> Note | None:
    """Tell what a line is the label of, if it is one and no more: 【编者按】, 相关链接：."""
    if len(text) > _LONGEST or not _ANY.fullmatch(text):
        return None
    return next((note for note, form in _FRAMED if form.fullmatch(text)), None)


def with_notes(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Make editors' notes (编者按) of paragraphs that open as one, heads of labels of boxes.

    A label that stands alone takes the next paragraph; of a note the first paragraph alone is
    told from the text that follows it.
    """
    made: list[Block] = []
    label: Block | None = None
    for block in blocks:
        if label is not None:
            if isinstance(block, Paragraph):
                made.append(EditorsNote(_text(label), (block.text,)))
                label = None
                continue
            made.append(label)
            label = None
        if isinstance(block, Paragraph | SectionHead) and is_label(block.text):
            alone = is_label(block.text)
            if alone is Note.EDITORS_NOTE:
                label = block
                continue
            made.append(SectionHead(block.text) if alone is Note.RELATED else block)
        elif isinstance(block, Paragraph):
            made.extend(_opened(block))
        else:
            made.append(block)
    return (*made, label) if label is not None else tuple(made)


def _text(block: Block) -> str:
    return block.text if isinstance(block, Paragraph | SectionHead) else ""


def _opened(paragraph: Paragraph) -> tuple[Block, ...]:
    """Part a paragraph from the label that it opens with: 编者按：今年…, 【相关链接】今年…."""
    for note, form in _FRAMED:
        found = form.match(paragraph.text)
        if found is None:
            continue
        label, rest = found.group().strip(), paragraph.text[found.end() :].strip()
        if note is Note.EDITORS_NOTE:
            return (EditorsNote(label, (rest,)),)
        if note is Note.RELATED and found["close"]:
            return (SectionHead(label), Paragraph(rest))
        break
    return (paragraph,)
