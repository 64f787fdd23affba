"""Rounds: a feature of several short stories, each under its own headline as a section head."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from .names import COLUMNS, pick_stem
from .story import Story

TITLES = (
    "{c}一线见闻 {c}街巷里的年味 在{c}的土地上 走进{c} {c}的早晨 "
    "{c}：从清晨到深夜 {c}三日 {c}基层采访札记 脚下有路 心中有光 "
    "把文章写在大地上 岗位上的坚守 节日里的身影 这些天 他们没有停下 一天又一天 "
    "小城故事多 平凡的一天 城市的夜与昼 他们的假期 风里来雨里去 守着一方平安 "
    "把日子过成歌 家门口的新变化 身边的小事 老百姓的新盼头 山里的新鲜事 河边人家 "
    "村里的早集 从田头到灶头 一个镇子的二十四小时 年轻人回来了 春天在路上 冬天里的暖 "
    "秋收时节访农家 夏夜里的灯 雪落时分 记者眼中的{c} 赶在天亮之前 在岗位上过节 "
    "新春里的{c} 听他们说 五个人的五一 几扇窗口几件事 今年的收成 老街新事 "
    "小生意里的大文章 一线传真 新区见闻 沿着铁路走 沿河而行 车站内外 厂里厂外 灯火可亲 "
    "路上的人 大家小家 一周市井 寻常巷陌 点滴之间 他们这样过日子"
).split()
KICKERS = (
    "新春走基层 蹲点日记 走基层·听民声 记者在一线 高质量发展调研行 我们的节日 行走乡村 "
    "本报记者基层行 一线见闻 百姓故事 民生特写 年终回眸"
).split()
DECKS = (
    "——{c}基层见闻,——本报记者走访{c}手记,——{c}采访札记,细微之处见变化,从几个普通人的一天说起,"
    "记者走访四个村庄,——来自一线的几则短章,小事里看变化,——写在岁末,——{c}几位普通劳动者的故事"
).split(",")


def round_of(stories: Sequence[Story], rng: Random) -> Story:
    """One story made of several, of which each keeps a few paragraphs."""
    place = pick_stem(rng) + rng.choice("县市镇区")
    paragraphs: list[str] = []
    heads: list[str] = []
    positions: list[int] = []
    for story in stories:
        heads.append((story.headline or "").replace(" ", rng.choice(("，", " ", "、"))))
        positions.append(len(paragraphs))
        paragraphs += story.paragraphs[: rng.choice((1, 2, 3, 3, 5))]
    kicker = rng.choice(KICKERS if rng.random() < 0.7 else COLUMNS)
    return Story(
        "round-" + stories[0].source_id,
        "feature",
        rng.choice(TITLES).format(c=place),
        paragraphs,
        kicker if rng.random() < 0.6 else None,
        rng.choice(DECKS).format(c=place) if rng.random() < 0.5 else None,
        heads,
        positions,
        persons=[person for story in stories for person in story.persons],
        places=[place for story in stories for place in story.places],
        modern=True,
    )
