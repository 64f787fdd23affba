"""A raw story dressed for a newspaper: heads, lead, byline, captions, jumps."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random
from typing import Any

from .habits import Paper
from .names import COLUMNS, pick_name, pick_stem, pick_unit
from .perturb import perturbed
from .phrases import broken, clauses, own_headline, section_head, shortened
from .story import HAN, Story

Article = dict[str, Any]


def blank(story: Story, kind: str) -> Article:
    """A story as an article without heads, byline and jump."""
    return {
        "kicker": None,
        "headline": story.headline,
        "deck": None,
        "byline": None,
        "authors": [],
        "kind": kind,
        "paragraphs": list(story.paragraphs),
        "section_heads": [],
        "section_pos": [],
        "captions": [],
        "jump": None,
        "byline_place": None,
        "source_id": story.source_id,
    }


def prefix(story: Story, rng: Random, low: int, high: int, limit: int) -> list[str]:
    """The start of a story, of about a length."""
    goal = rng.uniform(low, high)
    out: list[str] = []
    size = 0
    for text in broken(story.paragraphs, rng, limit):
        if (out and size + len(text) > goal * 1.25) or size >= goal:
            break
        out.append(text)
        size += len(text)
    if len(out) == 1 and len(out[0]) > high * 1.5:
        out = [shortened(out[0], high)]
    while len(out) > 1 and out[-1][-1] in "：；—":
        out.pop()
    if out[-1][-1] in "：；—":
        out[-1] = out[-1].rstrip("：；—") + "。"
    return out


def with_sections(article: Article, story: Story, paper: Paper, rng: Random, chance: float) -> None:
    """Section heads: the story's own, or some made of its clauses."""
    paragraphs = article["paragraphs"]
    heads: list[str] = []
    positions: list[int] = []
    if story.section_heads:
        for head, at in zip(story.section_heads, story.section_pos, strict=False):
            if at >= len(story.paragraphs):
                continue
            start = story.paragraphs[at][:12]
            new = next((i for i, p in enumerate(paragraphs) if p.startswith(start)), None)
            if new is not None and new not in positions:
                heads.append(head)
                positions.append(new)
    elif len(paragraphs) >= 4 and rng.random() < chance:
        at = rng.choice((0, 1, 1, 1, 2))
        while at < len(paragraphs) - 1 and len(heads) < 6:
            own = section_head(paragraphs[at], rng)
            if own and own not in heads and own != article["headline"]:
                heads.append(own)
                positions.append(at)
            at += rng.randint(2, 4)
        if len(heads) < 2 and rng.random() < 0.8:
            heads, positions = [], []
        elif rng.random() < 0.1:
            form = rng.choice(("{n}、{h}", "{n} {h}", "0{d} {h}", "{d}.{h}"))
            heads = [form.format(n="一二三四五六"[i], d=i + 1, h=h) for i, h in enumerate(heads)]
    article["section_heads"] = [paper.section_mark + h for h in heads]
    article["section_pos"] = positions


FAR = re.compile(
    "国务院|全国|中央|联合国|总统|总理|外长|[美英德法俄日韩]国|日本|俄罗斯|印尼|香港|澳门|"
    "台湾|解放军|国际"
)


def add_heads(article: Article, story: Story, paper: Paper, rng: Random) -> None:
    """Kicker and deck: the story's own, or made of its clauses or a unit's name."""
    if not article["headline"]:
        return
    text = "".join(article["paragraphs"])
    head = article["headline"]
    if story.kicker and rng.random() < 0.75:
        article["kicker"] = story.kicker
    elif rng.random() < paper.kicker_share * (0.25 if story.modern else 0.8):
        pool = [c for c in clauses(article["paragraphs"][0], 6, 16) if c not in head]
        roll = rng.random()
        if (
            paper.unit_kickers
            and article["kind"] in ("news", "brief", "photo")
            and roll < 0.7
            and not FAR.search(text + head)
        ):
            article["kicker"] = pick_unit(rng)
        elif roll < 0.12:
            article["kicker"] = rng.choice(("{}", "【{}】", "■{}", "·{}·", "{}")).format(
                rng.choice(COLUMNS)
            )
        elif pool:
            pair = [
                (a, b)
                for a in pool
                for b in clauses(text, len(a), len(a))
                if a != b and b not in head
            ]
            article["kicker"] = (
                " ".join(rng.choice(pair)) if pair and rng.random() < 0.5 else rng.choice(pool)
            )
    if story.deck and rng.random() < 0.8:
        article["deck"] = story.deck
        if not story.deck.startswith("——") and rng.random() < 0.1:
            article["deck"] = "——" + story.deck
        elif story.deck.startswith("——") and rng.random() < 0.08:
            article["deck"] = story.deck[2:]
    elif (
        rng.random() < paper.deck_share * (0.2 if story.modern else 0.7)
        and len(article["paragraphs"]) > 1
    ):
        pool = [c for c in clauses("".join(article["paragraphs"][1:]), 7, 16) if c not in head]
        if pool:
            a = rng.choice(pool)
            same = [c for c in pool if abs(len(c) - len(a)) <= 1 and c != a]
            article["deck"] = (
                a + " " + rng.choice(same)
                if same and rng.random() < 0.5
                else ("——" if rng.random() < 0.5 else "") + a
            )
    if article["kicker"] and article["kicker"] == article["deck"]:
        article["deck"] = None


def first_date(article: Article, paper: Paper) -> tuple[int, int]:
    """The day after the first date in a text, or the day of the paper."""
    found = re.search(r"(\d{1,2})月(\d{1,2})日", article["paragraphs"][0])
    if found and 1 <= int(found.group(1)) <= 12 and 1 <= int(found.group(2)) <= 27:
        return int(found.group(1)), int(found.group(2)) + 1
    return paper.month, paper.day


def sign(article: Article, paper: Paper, rng: Random, place: str, style: str = "") -> None:
    """A lead and a byline at the given place."""
    kind = article["kind"]
    paragraphs = article["paragraphs"]
    month, day = first_date(article, paper)
    may_lead = kind in ("news", "brief") or (kind == "photo" and rng.random() < 0.15)
    if may_lead and rng.random() < paper.agency_share * (1 if kind == "brief" else 0.6):
        city = rng.choice((pick_stem(rng), "北京", "上海", "新华社", paper.city))
        word = rng.choice(
            (
                "新华社{c}{m}月{d}日电",
                "据新华社{c}{m}月{d}日电",
                "据新华社电",
                "新华社电",
                "据中新社{c}{m}月{d}日电",
                "新华社{c}{m}月{d}日电",
            )
        ).format(c="北京" if city == "新华社" else city, m=month, d=day)
        if rng.random() < 0.7:
            text, authors = paper.names(rng, rng.choices((1, 2, 3), (60, 32, 8))[0])
            role = "" if rng.random() < 0.15 else "记者" + paper.role_gap
            article.update(byline=role + text, authors=authors, byline_place="lead")
            paragraphs[0] = (
                f"{word}{paper.lead_gap[0]}（{role}{text}）{paper.lead_gap[1]}{paragraphs[0]}"
            )
        else:
            paragraphs[0] = f"{word}{paper.lead_gap[1] or ' '}{paragraphs[0]}"
        return
    if kind == "brief" and rng.random() < 0.03:
        source = rng.choice(("新华社", "新华社", f"《{pick_stem(rng)}日报》", "人民网", "中新社"))
        name = source.strip("《》")
        article.update(
            byline=rng.choice(("（据{}）", "（据{}报道）", "（来源：{}）", "据{}")).format(source),
            authors=[name],
            byline_place="end",
        )
        return
    word = ""
    if (kind in ("news", "brief") and rng.random() < paper.lead_share) or place == "lead":
        word = paper.lead_word
        if rng.random() < paper.dateline_share:
            word = paper.dateline.format(
                c=paper.city if rng.random() < 0.6 else pick_stem(rng), m=month, d=day
            )
    if place == "lead":
        bare = rng.random() < (0.12 if kind == "news" else 0.4)
        text, authors = (
            paper.names(rng, rng.choices((1, 2), (80, 20))[0]) if bare else paper.roles(rng)
        )
        article.update(byline=text, authors=authors, byline_place="lead")
        if rng.random() < 0.02 and not bare:
            paragraphs[0] = f"{word} {text}报道：{paragraphs[0]}"
        else:
            paragraphs[0] = f"{word}{paper.lead_gap[0]}（{text}）{paper.lead_gap[1]}{paragraphs[0]}"
        return
    if word:
        paragraphs[0] = word + (paper.lead_gap[0] or paper.lead_gap[1] or " ") + paragraphs[0]
    if place == "end":
        text, authors = (
            paper.photo_byline(rng) if kind == "photo" else paper.end_byline(rng, kind, style)
        )
        article.update(byline=text, authors=authors, byline_place="end")
    elif place == "top":
        if kind in ("commentary", "verse", "letter") or rng.random() < 0.25:
            text, authors = paper.end_byline(rng, kind, "mark" if rng.random() < 0.5 else "plain")
        else:
            text, authors = paper.roles(rng)
            if rng.random() < 0.3:
                text = paper.mark + paper.mark_gap + text
            elif rng.random() < 0.05:
                text = rng.choice(
                    ("文/{}", "{} 文/图", "采写：{}", "{} 采写", "{} 摄影报道", "撰文：{}")
                ).format(text)
        article.update(byline=text, authors=authors, byline_place="top")


def place_for(paper: Paper, kind: str, rng: Random) -> str | None:
    """Where the byline stands: lead, end, top or nowhere."""
    if kind in ("notice", "correction", "list"):
        return "end" if rng.random() < 0.2 else None
    if kind == "brief":
        if rng.random() >= paper.brief_signed:
            return None
        return "lead" if paper.news_place == "lead" and rng.random() < 0.4 else "end"
    if kind == "photo":
        return "end" if rng.random() < 0.95 else None
    if kind in ("feature", "commentary", "interview", "letter", "verse"):
        place = paper.feature_place if paper.feature_place != "same" else paper.news_place
        if place in ("lead", "mixed"):
            place = rng.choice(("end", "top"))
        if rng.random() < paper.exception:
            place = "end" if place == "top" else "top"
        return None if rng.random() < 0.05 else place
    place = (
        rng.choice(("lead", "end", "end", "top"))
        if paper.news_place == "mixed"
        else paper.news_place
    )
    if rng.random() < paper.exception:
        place = rng.choice(("lead", "end", "top", "none"))
    if rng.random() < 0.04 or place == "none":
        return None
    return place


CAPTIONS = (
    "图为{p}一角。",
    "活动现场。",
    "工作人员正在现场作业。",
    "{p}全景。",
    "▲{m}月{d}日，居民在{p}散步。",
    "{m}月{d}日，村民在{p}忙碌。",
    "图为采访现场。",
    "图①：{p}。",
    "▲{p}远眺。",
    "图为活动现场。",
    "上图：{p}街景。",
    "孩子们在{p}参加活动。",
)
CREDITS = (
    " {n} 摄",
    "（资料图片）",
    " 本报记者 {n} 摄",
    "（{n} 摄）",
    "",
    " （通讯员 {n} 供图）",
    "{n}摄",
    " {n}/摄",
    "　{n} 摄",
    "",
)


def add_caption(article: Article, story: Story, rng: Random) -> None:
    """A caption with its credit."""
    if story.captions:
        text = story.captions[0]
    else:
        text = rng.choice(CAPTIONS).format(
            p=pick_stem(rng) + rng.choice(("县", "镇", "社区", "村", "街道", "大桥", "湖")),
            m=rng.randint(1, 12),
            d=rng.randint(1, 28),
        )
    if not re.search(r"摄|供图|资料", text):
        text += rng.choice(CREDITS).format(n=pick_name(rng))
    article["captions"] = [text]


def quoted_as(value: str, quotes: str) -> str:
    """A text with other quotes."""
    if quotes == "「」":
        return value.translate({ord("“"): "「", ord("”"): "」", ord("‘"): "『", ord("’"): "』"})
    if quotes == '""':
        return re.sub("[“”]", '"', value)
    return value


def widened(value: str) -> str:
    """A text with full-width digits."""
    return value.translate({ord("0") + i: ord("０") + i for i in range(10)} | {ord("%"): "％"})


def dress(rng: Random, story: Story, paper: Paper, slot: str) -> Article:
    """One article of the slot's shape.

    A slot is news, brief, feature, photo, teaser, jump, out (it goes on elsewhere), or own (of the
    story's own kind).
    """
    story = perturbed(story, rng)
    if not story.headline:
        story.headline = own_headline(story.paragraphs, rng)
    kind = {"out": "feature" if story.length() > 900 else "news", "own": story.kind}.get(slot, slot)
    if slot == "news" and story.kind == "feature" and (story.modern or rng.random() < 0.5):
        kind = "feature"
    article = blank(story, kind)
    limit = paper.paragraph_limit
    style = ""
    if slot == "teaser":
        mark = rng.choice(
            (
                "  {}版",
                " 见{}版",
                "（见{}版）",
                " 详见第{}版",
                " A{}",
                "（{}版）",
                "……{}版",
                "",
                "",
                " ▶{}版",
                " >>>{}版",
            )
        ).format(rng.randint(2, 8))
        article.update(headline=(story.headline or "本期导读") + mark, paragraphs=[])
        if story.deck and rng.random() < 0.15:
            article["deck"] = story.deck
        return finished(article, paper)
    if slot == "brief":
        text = shortened(story.paragraphs[0], rng.randint(60, 130))
        article["paragraphs"] = [text.rstrip("：") + ("。" if text.endswith("：") else "")]
        style = paper.brief_style
        if article["headline"] and rng.random() < 0.15:
            article["headline"] = own_headline([text], rng) or article["headline"]
    elif slot == "photo":
        text = shortened(story.paragraphs[0], rng.randint(50, 150))
        article["paragraphs"] = [text.rstrip("：") + ("。" if text.endswith("：") else "")]
    elif slot == "news":
        article["paragraphs"] = prefix(story, rng, 120, rng.choice((250, 420, 420, 700)), limit)
    elif slot in ("feature", "out"):
        article["paragraphs"] = prefix(
            story, rng, 350, rng.choice((700, 1100, 1600)), max(limit, 150)
        )
        with_sections(article, story, paper, rng, 0.55)
    elif slot == "jump":
        whole = broken(story.paragraphs, rng, max(limit, 150))
        start = rng.randint(1, max(1, len(whole) // 2))
        rest = whole[start : start + rng.randint(3, 12)] or whole[-1:]
        article["paragraphs"] = rest
        with_sections(article, story, paper, rng, 0.35)
    elif kind == "verse":
        article["paragraphs"] = story.paragraphs[: rng.randint(8, 40)]
    elif kind in ("news", "brief", "photo"):
        article["paragraphs"] = list(story.paragraphs)
    else:
        article["paragraphs"] = prefix(
            story, rng, 200, rng.choice((500, 900, 1400)), max(limit, 180)
        )
        with_sections(article, story, paper, rng, 0.2 if kind in ("commentary", "interview") else 0)
    if slot != "jump":
        add_heads(article, story, paper, rng)
    if slot == "brief" and rng.random() < 0.8:
        article["deck"] = None
        if article["kicker"] and len(article["kicker"]) > 8:
            article["kicker"] = None
    place = place_for(
        paper,
        kind
        if kind
        in (
            "brief",
            "photo",
            "news",
            "notice",
            "correction",
            "list",
            "commentary",
            "letter",
            "verse",
            "interview",
        )
        else "feature",
        rng,
    )
    if slot == "jump":
        article["jump"] = paper.jump(
            rng.choice(("上接", "上接", "上接", "紧接", "接")), rng.randint(1, 4)
        )
        place = "end" if place and rng.random() < 0.7 else None
        if rng.random() < 0.15:
            article["headline"] = None
    if slot == "out":
        article["jump"] = paper.jump(rng.choice(("下转", "下转", "下转", "转")), rng.randint(2, 8))
        place = None if place == "end" else place
    if rng.random() < paper.unusual:
        place = unusual(article, rng, place)
    if rng.random() < (0.06 if kind in ("news", "feature") else 0.01) or (
        story.captions and kind != "photo" and rng.random() < 0.5
    ):
        add_caption(article, story, rng)
    sign(article, paper, rng, place or "", style)
    return finished(article, paper)


def unusual(article: Article, rng: Random, place: str | None) -> str | None:
    """One oddity; returns the byline's place."""
    kind = article["kind"]
    roll = rng.choice(
        (
            "headless",
            "kicker",
            "note",
            "place",
            "numbered",
            "bold",
            "split",
            "question",
            "placeless",
            "bare",
        )
    )
    paragraphs = article["paragraphs"]
    if roll == "headless" and kind in ("news", "brief", "photo", "commentary"):
        article.update(headline=None, kicker=None, deck=None)
    elif roll == "kicker":
        article["kicker"] = rng.choice(("{}", "【{}】", "{}·", "｜{}｜", "{}⑤")).format(
            rng.choice(COLUMNS)
        )
    elif (
        roll == "note"
        and kind in ("feature", "news", "interview", "letter")
        and paragraphs
        and kind != "news"
    ):
        about = re.sub(r"\s+", "，", (article["headline"] or "身边人身边事").strip("“”"))
        paragraphs.insert(
            0,
            rng.choice(("编者按：", "编者按 ", "【编者按】", "开栏的话：", "核心提示："))
            + rng.choice(
                (
                    f"从今天起，本版陆续刊发一组来自一线的报道，请读者关注。今天推出《{about}》。",
                    f"“{about}”，这件事近来引起不少读者议论。本报今天刊出这篇文章，欢迎来信来稿。",
                    "一段时间以来，不少读者来信谈到类似的经历。记者循着线索走访，写下这些见闻。",
                )
            ),
        )
        article["section_pos"] = [p + 1 for p in article["section_pos"]]
    elif roll == "place" and kind not in ("photo", "brief"):
        return rng.choice(("top", "end"))
    elif roll == "numbered" and len(paragraphs) >= 3 and kind == "news":
        form = rng.choice(("{}、", "{}.", "（{}）", "{} "))
        article["paragraphs"] = [paragraphs[0]] + [
            form.format(i) + p for i, p in enumerate(paragraphs[1:], 1)
        ]
    elif roll == "bold" and kind in ("news", "brief"):
        found = re.match(f"([{HAN}]{{2,4}}[县市省镇])", paragraphs[0])
        if found:
            paragraphs[0] = (
                found.group(1) + rng.choice(("：", " ")) + paragraphs[0][found.end() :].lstrip("，")
            )
    elif (
        roll == "split"
        and kind in ("news", "feature")
        and article["headline"]
        and not article["deck"]
        and " " in article["headline"]
    ):
        head, _, deck = article["headline"].partition(" ")
        article.update(headline=head, deck=deck)
    elif roll == "question" and kind == "commentary" and article["headline"]:
        article["kicker"] = rng.choice(
            ("今日谈", "本报评论员", "街谈巷议", "一家之言", "短评", "编后")
        )
    elif roll == "placeless":
        return None
    elif (
        roll == "bare"
        and len(paragraphs) > 2
        and kind in ("news", "feature")
        and rng.random() < 0.5
    ):
        article["paragraphs"] = (
            ["".join(paragraphs)] if sum(map(len, paragraphs)) < 450 else paragraphs
        )
        if len(article["paragraphs"]) == 1:
            article.update(section_heads=[], section_pos=[])
    return place


def finished(article: Article, paper: Paper) -> Article:
    """The article with the paper's quotes and digits."""
    changes: list[Callable[[str], str]] = []
    if paper.full_digits:
        changes.append(widened)
    if paper.quotes != "“”":
        changes.append(lambda v: quoted_as(v, paper.quotes))
    for change in changes:
        for key in ("kicker", "headline", "deck", "jump", "byline"):
            if article[key]:
                article[key] = change(article[key])
        for key in ("paragraphs", "section_heads", "captions"):
            article[key] = [change(v) for v in article[key]]
    return article
