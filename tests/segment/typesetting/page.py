"""A page of articles: its lines, and its truth in the scorer's format."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from typesetting.breaking import cut, width
from typesetting.layout import Blanks, Bylines, Heads, Layout
from typesetting.material import Story

_NAMES = (
    "陈立 周文静 吴海涛 郑凯 孙晓梅 马骏 林书语 何建平 许诺 宋亚楠 唐一鸣 冯雪 邓志刚 曹阳".split()
)
_FURNITURE = ("07", "本地新闻", "石澜日报", "2023年3月11日 星期日")
_CREDITS = (
    "责编：康天军 版式：任晓燕",
    "本版编辑：康天军",
    "责任编辑 康天军 美编 任晓燕 校对 韩冬",
)
_DIGITS = re.compile(r"(?<=[一-鿿])(?=[0-9])|(?<=[0-9])(?=[一-鿿])")
_MARKS = "，。、；：！？”’）》“‘（《"
_SPREAD_UNIT = re.compile(rf"[{_MARKS}]*(?:[0-9A-Za-z.]+|——|……|[^{_MARKS}])|[{_MARKS}]+$")
_BEFORE_QUOTE = re.compile(" (?=[“‘（《])")


Lines = list[str]


@dataclass(frozen=True, slots=True)
class Page:
    """A typeset page."""

    lines: tuple[str, ...]
    truth: dict[str, Any]

    @property
    def text(self) -> str:
        """The page as a file has it."""
        return "\n".join(self.lines) + "\n"


@dataclass(slots=True)
class _Set:
    """One article set: its headline's lines, its text in columns, and its truth."""

    heads: Lines
    columns: list[Lines]
    truth: dict[str, Any]
    before: bool = field(default=True)
    far: bool = field(default=False)


def typeset(stories: Sequence[Story], layout: Layout, seed: int) -> Page:
    """Set a page of these stories, in this order."""
    chance = Random(seed)  # noqa: S311
    widths = [chance.randint(layout.narrowest, layout.widest) for _ in range(3)]
    articles = [_article(story, layout, chance.choice(widths), chance) for story in stories]
    furniture: Lines = []
    lines = _arranged(articles, layout, chance)
    if layout.furniture:
        furniture = [*_FURNITURE, chance.choice(_CREDITS)]
        lines = [*furniture[:-1], "", *lines, "", furniture[-1]]
    if layout.blanks is Blanks.EVERY_LINE:
        lines = [each for line in lines if line for each in (line, "")]
    truth = {"articles": [article.truth for article in articles], "furniture": furniture}
    return Page(tuple(lines), truth)


def _article(story: Story, layout: Layout, measure: int, chance: Random) -> _Set:
    bare = chance.random() < layout.unmarked
    byline = Bylines.NONE if bare else _place(story, layout, chance)
    names = _authors(story, byline, chance)
    dated = story.dated and layout.datelines and not bare
    lead, signed, above = _credits(story, byline, names, dated, layout, chance)
    paragraphs = [lead + story.paragraphs[0], *story.paragraphs[1:]]
    has_head = story.headline is not None and chance.random() >= layout.dropped
    heads = [story.kicker, *_two_lines(story.headline), story.deck] if has_head else []
    if layout.close_section_heads and story.section_heads:
        longest = max(width(text) for _, text in story.section_heads)
        measure = max(layout.narrowest, round(longest) + chance.randint(2, 4))

    body: Lines = [story.jump] if story.jump else []
    body += [above] if above else []
    gap = [""] if layout.blanks is Blanks.PARAGRAPHS else []
    for number, paragraph in enumerate(paragraphs):
        for head in (text for at, text in story.section_heads if at == number):
            body += [*gap, *cut(head, measure, measure, lambda: False)]
        body += [*(gap if body else []), *_paragraph(paragraph, layout, measure, chance)]
    _sign(body, signed, measure, gap, chance)
    for caption in story.captions:
        body += ["", *cut(caption, measure, measure, lambda: False)]
    truth = {
        "kicker": story.kicker if has_head else None,
        "headline": story.headline if has_head else None,
        "deck": story.deck if has_head else None,
        "byline": signed or above or lead.removeprefix("本报讯").strip(" （）") or None,
        "authors": list(names),
        "kind": story.kind,
        "paragraphs": paragraphs,
        "section_heads": [text for _, text in story.section_heads],
        "section_pos": [at for at, _ in story.section_heads],
        "captions": list(story.captions),
        "jump": story.jump,
        "headline_printed": story.headline,
        "headline_dropped": not has_head,
    }
    where = chance.random()
    return _Set(
        heads=[head for head in heads if head],
        columns=_columns(body, chance),
        truth=truth,
        before=layout.heads is Heads.BEFORE or (layout.heads is Heads.AS_SEEDS and where < 0.75),
        far=layout.heads is Heads.AS_SEEDS and where > 0.92,
    )


def _place(story: Story, layout: Layout, chance: Random) -> Bylines:
    if layout.bylines is not Bylines.AS_SEEDS:
        return layout.bylines
    if not story.authors and story.kind in {"brief", "feature", "jump", "commentary"}:
        return Bylines.NONE
    if story.dated and layout.datelines and chance.random() < 0.25:
        return Bylines.LEAD
    return Bylines.END_MARK


def _authors(story: Story, byline: Bylines, chance: Random) -> tuple[str, ...]:
    if byline is Bylines.NONE:
        return ()
    return story.authors or (chance.choice(_NAMES),)


def _credits(
    story: Story,
    byline: Bylines,
    names: tuple[str, ...],
    dated: bool,
    layout: Layout,
    chance: Random,
) -> tuple[str, str, str]:
    """Give what opens the first paragraph, what ends the text, and what stands above it."""
    shown = [_padded(name) if layout.padded_names else name for name in names]
    dateline = "本报讯 " if dated else ""
    if byline is Bylines.LEAD:
        if not dated and not layout.datelines:
            return f"（记者 {' '.join(shown)}） ", "", ""
        roles = " ".join(
            f"{'记者' if at == len(shown) - 1 else '通讯员'} {name}"
            for at, name in enumerate(shown)
        )
        return f"本报讯 （{roles}） ", "", ""
    if byline is Bylines.UNDER_HEADLINE:
        form = chance.choice(("本报记者 {}", "□本报记者 {}", "□记者 {}"))
        return dateline, "", form.format(" ".join(shown))
    if byline is Bylines.END_BRACKETS:
        return dateline, f"（{' '.join(shown)}）", ""
    if byline is Bylines.END_MARK:
        return dateline, "□" + " ".join(shown) + (" 摄影报道" if story.photo else ""), ""
    return dateline, "", ""


def _padded(name: str) -> str:
    return " ".join(name) if len(name) == 2 else name


def _two_lines(headline: str | None) -> Lines:
    """Give a headline's lines: one with a space in its middle is set in two."""
    parts = (headline or "").split(" ")
    return parts if len(parts) == 2 and all(len(part) >= 5 for part in parts) else [headline or ""]


def _paragraph(text: str, layout: Layout, measure: int, chance: Random) -> Lines:
    lines = cut(text, measure, measure - 2, lambda: chance.random() < 0.5)
    for at, line in enumerate(lines):
        full = at < len(lines) - 1
        if full and chance.random() < layout.spread:
            lines[at] = _spread(line)
        elif layout.digit_spaces:
            lines[at] = _DIGITS.sub(" ", line)
    if layout.indents:
        lines[0] = "\u3000\u3000" + lines[0]
    return lines


def _spread(line: str) -> str:
    """Justify a line with spaces: 措 ，是 培 养 的“后 浪 ”。"""
    return _BEFORE_QUOTE.sub("", " ".join(_SPREAD_UNIT.findall(line.replace(" ", ""))))


def _sign(body: Lines, signed: str, measure: int, gap: Lines, chance: Random) -> None:
    """Put the byline on a line of its own, or where there is room at the end of the last line."""
    if not signed:
        return
    room = measure - width(body[-1]) - width(signed)
    if room >= 1 and chance.random() < 0.4:
        body[-1] += " " + signed
    else:
        body += [*gap, signed]


def _columns(body: Lines, chance: Random) -> list[Lines]:
    """Break a text into columns of one height."""
    count = min(chance.randint(1, 4), 1 + len(body) // 8)
    height = -(-len(body) // count)
    columns = [body[at : at + height] for at in range(0, len(body), height)]
    return [stripped for column in columns if (stripped := _stripped(column))]


def _stripped(lines: Lines) -> Lines:
    while lines and not lines[0]:
        lines = lines[1:]
    while lines and not lines[-1]:
        lines = lines[:-1]
    return lines


def _arranged(articles: list[_Set], layout: Layout, chance: Random) -> Lines:
    first: Lines = []
    last: Lines = []
    blocks: list[list[Lines]] = []
    for article in articles:
        head = [*article.heads, ""] if article.heads else []
        columns = list(article.columns)
        if layout.heads is Heads.ALL_FIRST:
            first += head
        elif layout.heads is Heads.ALL_LAST or article.far:
            last += head
        elif article.before:
            columns[0] = head[:-1] + columns[0] if chance.random() < 0.5 else head + columns[0]
        elif head:
            columns[-1] = [*columns[-1], "", *head[:-1]]
        blocks.append(columns)
    if layout.interleaved:
        blocks = _interleaved(blocks, layout.interleaved, chance)
    if layout.torn:
        blocks = _torn(blocks, layout.torn, chance)
    lines = list(first)
    for columns in blocks:
        for column in columns[:-1]:
            lines += [*column, ""] if chance.random() < 0.5 else column
        lines += [*columns[-1], ""]
    return _stripped([*lines, *last])


def _interleaved(blocks: list[list[Lines]], share: float, chance: Random) -> list[list[Lines]]:
    """Read a share of the pairs of neighbouring columns line by line, as some extractors do."""
    columns = [column for block in blocks for column in block]
    mixed: list[list[Lines]] = []
    at = 0
    while at < len(columns):
        if at + 1 < len(columns) and chance.random() < share:
            left, right = columns[at : at + 2]
            rows = range(max(len(left), len(right)))
            pairs = [[*left[row : row + 1], *right[row : row + 1]] for row in rows]
            mixed.append([[line for pair in pairs for line in pair]])
            at += 2
        else:
            mixed.append([columns[at]])
            at += 1
    return mixed


def _torn(blocks: list[list[Lines]], band: int, chance: Random) -> list[list[Lines]]:
    """Shuffle the columns of neighbouring articles, `band` at a time."""
    columns = [column for block in blocks for column in block]
    torn: list[list[Lines]] = []
    for at in range(0, len(columns), band):
        pieces = columns[at : at + band]
        chance.shuffle(pieces)
        torn += [[piece] for piece in pieces]
    return torn
