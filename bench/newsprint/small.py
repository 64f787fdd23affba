"""Pages of a few articles, set line by line: what an editor tries first, and what print has seldom.

Editors' notes (编者按), see-also boxes (相关链接), verse, lists of names with padding and small
tables stand on far more of them than in newspapers, so that the network meets them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Any

from typesetting.breaking import cut

from .names import pick_name
from .sources import STORIES

Article = dict[str, Any]
_MOST = 5
"""Articles a page."""
_NOTES = (
    "编者按：{}",
    "编者按 {}",
    "编者按|{}",
    "【编者按】{}",
    "开栏的话：{}",
    "开栏的话|{}",
    "编后：{}",
)
_BOXES = ("【相关链接】", "相关链接", "■相关链接", "链接", "【延伸阅读】", "小贴士", "■新闻背景")
_PRIZES = ("一等奖：", "二等奖：", "三等奖：", "优秀奖：", "先进个人：", "入选名单：", "获奖作者：")
_GOODS = "大白菜 西红柿 黄瓜 土豆 豆角 猪肉 鸡蛋 带鱼 花生油 大米 苹果 香蕉 冬瓜 茄子".split()
_HEADS = ("品种", "批发价", "零售价", "涨跌")
_SIGNS = (
    "□{}",
    "■{}",
    "（{}）",
    "本报记者 {}",
    "□ {}",
    "（通讯员 {}）",
    "◎{}",
    "{}",
    "□本报记者 {}",
)
_LEADS = (
    "本报讯（记者 {}）",
    "本报讯 （记者 {}）",
    "（记者 {}）",
    "本报讯（通讯员 {} 记者 {}）",
    "（通讯员 {}）",
)
_PLAIN = ("本报讯 ", "本报讯", "", "", "")
_TABLES = (
    "今日菜价 本周菜价 菜篮子价格 农贸市场价格行情 一周物价 市场行情 今日农产品价格 油价表".split()
)
_LISTS = (
    "获奖名单 表彰名单 入围名单 征文获奖名单 先进集体和个人名单 公示 光荣榜 拟录用人员名单".split()
)
_SPACES = ("  ", "　", "   ", " ")


@cache
def _stories() -> tuple[dict[str, Any], ...]:
    files = sorted(STORIES.glob("*.json"))
    return tuple(story for file in files for story in json.loads(file.read_text("utf-8")))


def small_pages(pages: int, seed: int = 1) -> Iterator[tuple[list[str], dict[str, Any]]]:
    """Make pages with their truth, always the same for a seed."""
    for number in range(pages):
        yield _Setter(Random(f"{seed}/{number}")).page()


class _Setter:
    """Sets one page, as one newspaper would."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._measure = chance.randint(9, 34)
        self._indent = chance.choice(("", "　　", "  "))
        self._between = chance.choice(((), (), ("",)))  # paragraphs
        self._apart = chance.choice(((), ("",), ("",), ("", "")))  # articles
        self._after = chance.random() < 0.2  # every line, a blank one
        self._above = chance.random() < 0.85  # headlines
        self._sign = chance.choice(("end", "end", "lead", "under", "none"))

    def page(self) -> tuple[list[str], dict[str, Any]]:
        stories = self._chance.sample(_stories(), self._chance.randint(1, _MOST))
        lines: list[str] = []
        articles = []
        for story in stories:
            some, article = self._article(story)
            lines += [*(self._apart if lines else ()), *some]
            articles.append(article)
        if self._after:
            lines = [one for line in lines for one in (line, "")]
        return lines, {"articles": articles, "furniture": []}

    def _article(self, story: Article) -> tuple[list[str], Article]:
        story = self._rows_alone() if self._chance.random() < 0.08 else story
        most = self._chance.choice((1, 2, 3, 3, 5, 9))
        texts = story["paragraphs"][: max(most, 3) if story["kind"] == "rows" else most]
        heads = list(zip(story["section_pos"], story["section_heads"], strict=True))
        heads = [(at, head) for at, head in heads if at < len(texts)]
        place = "under" if story["kind"] == "verse" else self._sign
        sign = self._chance.choice(_SIGNS).format(pick_name(self._chance))
        place = "none" if story["kind"] == "rows" else place
        texts = [self._lead(story, place) + texts[0], *texts[1:]]
        rows, kind = self._special()
        rows_alone = len(texts) if kind == "rows" else len(texts) + len(rows)
        if kind == "note":
            texts, heads = rows + texts, [(at + len(rows), head) for at, head in heads]
        elif kind == "box":
            heads, texts = [*heads, (len(texts), rows[0])], texts + rows[1:]
        else:
            texts = texts + rows
        lines: list[str] = []
        for at, text in enumerate(texts):
            for head in [head for position, head in heads if position == at]:
                lines += [*self._between, head]
            alone = story["kind"] in ("verse", "rows") or at >= rows_alone
            lines += [*(self._between if lines else ()), *([text] if alone else self._set(text))]
        signed = place in ("end", "under")
        return self._with_head(story, lines, place, sign), {
            "kicker": story["kicker"],
            "headline": story["headline"],
            "deck": story["deck"],
            "byline": sign if signed else None,
            "paragraphs": [text.replace("|", "") for text in texts],
            "section_heads": [head for _, head in heads],
            "section_pos": [at for at, _ in heads],
            "captions": [],
            "jump": None,
        }

    def _rows_alone(self) -> Article:
        """Give a list of names or a table with nothing but a headline."""
        table = self._chance.random() < 0.6
        heads = _TABLES if table else _LISTS
        return {
            "kind": "rows",
            "kicker": None,
            "headline": self._chance.choice(heads),
            "deck": None,
            "paragraphs": self._table() if table else self._names(),
            "section_heads": [],
            "section_pos": [],
        }

    def _lead(self, story: Article, place: str) -> str:
        if place == "lead":
            names = pick_name(self._chance), pick_name(self._chance)
            return self._chance.choice(_LEADS).format(*names)
        news = place == "end" and story["kind"] in ("news", "brief")
        return self._chance.choice(_PLAIN) if news else ""

    def _with_head(self, story: Article, lines: list[str], place: str, sign: str) -> list[str]:
        head = self._head(story) + ([sign] if place == "under" else [])
        if place == "end":
            same = sign[0] in "（□" and self._chance.random() < 0.3
            if same:
                gap = self._chance.choice(("", " "))
                lines = [*lines[:-1], lines[-1] + gap + sign]
            else:
                lines = [*lines, *self._between, sign]
        gap = self._between if self._chance.random() < 0.5 else ()
        above = self._above or place == "under"
        return [*head, *gap, *lines] if above else [*lines, *gap, *head]

    def _head(self, story: dict[str, Any]) -> list[str]:
        headline: str = story["headline"]
        name, _, rest = headline.partition(" ")
        broken = [name, rest] if rest and self._chance.random() < 0.5 else [headline]
        return [*filter(None, (story["kicker"],)), *broken, *filter(None, (story["deck"],))]

    def _set(self, text: str) -> list[str]:
        label, _, rest = text.rpartition("|")
        first = self._measure if self._indent else self._measure - 2
        squeeze = self._chance.random() < 0.5
        lines = cut(rest, self._measure, max(first - 2, 6), lambda: squeeze)
        lines[0] = self._indent + lines[0]
        return [label, *lines] if label else lines

    def _special(self) -> tuple[list[str], str]:
        """Give what stands before or behind a text: paragraphs, and of what kind they are."""
        chance = self._chance
        roll = chance.random()
        other = chance.choice(_stories())["paragraphs"]
        if roll < 0.12:
            return [chance.choice(_NOTES).format(other[0])], "note"
        if roll < 0.24:
            return [chance.choice(_BOXES), *other[: chance.randint(1, 2)]], "box"
        if roll < 0.32:
            return self._names(), "rows"
        if roll < 0.38:
            return self._table(), "rows"
        return [], "none"

    def _names(self) -> list[str]:
        gap = self._chance.choice(_SPACES[:3])
        rows = []
        for prize in self._chance.sample(_PRIZES, self._chance.randint(1, 4)):
            names = [pick_name(self._chance) for _ in range(self._chance.randint(3, 9))]
            padded = [name[0] + gap[:2] + name[1] if len(name) == 2 else name for name in names]
            rows.append(prize + gap.join(padded))
        return rows

    def _table(self) -> list[str]:
        gap = self._chance.choice(_SPACES[:3])
        columns = self._chance.randint(2, len(_HEADS))
        rows = [gap.join(_HEADS[:columns])]
        for good in self._chance.sample(_GOODS, self._chance.randint(2, 7)):
            prices = (f"{self._chance.uniform(1, 30):.2f}" for _ in range(columns - 1))
            rows.append(gap.join((good, *prices)))
        return rows
