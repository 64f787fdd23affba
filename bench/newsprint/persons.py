"""The persons and places that a story names."""

from __future__ import annotations

import math
import re
from collections import Counter

from .corpus import vocabulary
from .names import DOUBLE, GIVEN, SURNAMES
from .story import HAN


def segment(text: str) -> list[tuple[str, bool]]:
    """Words of the most probable cut, and for each whether it is taken for a person's name."""
    words, given = vocabulary()
    total = sum(words.values())
    total_given = sum(given.values())
    n = len(text)
    best: list[tuple[float, int, bool]] = [(0.0, 0, False)] + [(-1e9, 0, False)] * n
    for i in range(n):
        base = best[i][0]
        for size in range(1, min(6, n - i) + 1):
            word = text[i : i + size]
            count = words[word]
            if not count and size > 1:
                continue
            score = base + math.log((count or 0.3) / total)
            if score > best[i + size][0]:
                best[i + size] = (score, i, False)
        for s in (1, 2):
            surname = text[i : i + s]
            if (s == 1 and surname in SURNAMES) or (s == 2 and surname in DOUBLE):
                rank = SURNAMES.find(surname[0])
                start = base - 5.6 - (0.02 * rank if s == 1 else 3)
                for g in (1, 2):
                    name = text[i + s : i + s + g]
                    if len(name) == g and re.fullmatch(f"[{HAN}]+", name):
                        score = (
                            start
                            + sum(math.log((given[c] + 0.05) / total_given) for c in name)
                            - (1.5 if g == 1 else 0)
                        )
                        if score > best[i + s + g][0]:
                            best[i + s + g] = (score, i, True)
    out = []
    at = n
    while at > 0:
        _, before, person = best[at]
        out.append((text[before:at], person))
        at = before
    return out[::-1]


PLACE = re.compile(
    f"(?:(?<![{HAN}])|(?<=[在到从于至赴来是和与向县市省为由]))([{HAN}]{{2}})(县|市|镇|乡|村|"
    f"社区|街道)(?![场民面值价容集])"
)
NOT_PLACE = set(
    "全我你他她这那本该各每某老新一二三四五六七八九十百两几同邻整为在到从和是的了有个进下上农"
    "离外出回去来对向被把由于与跟很多少小大要经往途沿名家早菜视开入走"
)
ROLES = "民员师长任工者手人匠医岁叫户记客友妻子女兄弟姐妹"
SAYS = (
    "说",
    "介绍",
    "告诉",
    "表示",
    "笑",
    "笑着",
    "回忆",
    "告诉记者",
    "介绍说",
    "坦言",
    "感慨",
    "接过",
    "一家",
    "今年",
    "家",
    "掏",
    "指",
    "却",
    "没",
    "也",
    "每天",
)
NOT_GIVEN_END = set(
    "镇村乡市县区路街桥河江湖山岭荡赛桌车垸站厂店队班线道园楼厅院校会驾拱行片案心谣鹭溪列"
)


def given_like(text: str) -> bool:
    """Whether a text has only characters that given names have."""
    _, given = vocabulary()
    return all(c in GIVEN or given[c] >= 12 for c in text)


def find_names(texts: list[str]) -> tuple[list[str], list[str]]:
    """Persons and invented places of a story, sure ones only."""
    words, _ = vocabulary()
    persons: Counter[str] = Counter()
    sure: Counter[str] = Counter()
    places: Counter[str] = Counter()
    for text in texts:
        for clause in re.split(r"[，。！？；：、“”‘’（）《》…—\s]+", text):
            cut = segment(clause)
            for i, (word, name) in enumerate(cut):
                if (
                    not name
                    or len(word) < 2
                    or words[word]
                    or word[-1] in NOT_GIVEN_END
                    or not given_like(word[1:])
                ):
                    continue
                before = cut[i - 1][0][-1] if i else ""
                after = cut[i + 1][0] if i + 1 < len(cut) else ""
                if (
                    before and before in "一二三四五六七八九十百千两几数半每个"
                ) or before.isdigit():
                    continue
                persons[word] += 1
                sure[word] += (after in SAYS) + (before != "" and before in ROLES)
        for found in PLACE.finditer(text):
            stem = found.group(1)
            if not words[stem] and not words[stem[1]] > 3000 and not set(stem) & NOT_PLACE:
                places[stem + found.group(2)] += 1
    names = [
        p
        for p, n in persons.items()
        if sure[p] and ((len(p) > 2 and (n >= 2 or sure[p] >= 1)) or (n >= 3 and sure[p] >= 2))
    ]
    return names, [p for p in places if not any(p[:2] in q for q in names)]
