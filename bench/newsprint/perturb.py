"""The same story of other people, places, numbers and days."""

from __future__ import annotations

import re
from random import Random

from .corpus import vocabulary
from .names import DOUBLE, pick_name, pick_stem
from .story import Story, all_text

KEEP_NUMBERS = {
    "110",
    "119",
    "120",
    "122",
    "114",
    "12345",
    "12315",
    "12348",
    "11185",
    "11183",
    "96315",
    "95598",
    "365",
    "315",
    "720",
    "360",
}
NUMBER = re.compile(r"(?<![A-Za-z\d.:：/·～-])(?<!\d—)(\d+(?:\.\d+)?)(?![\d.]*[A-Za-z:：/—～-])")


def perturbed(story: Story, rng: Random) -> Story:
    """The same story of other people, places, numbers and days."""
    if story.fixed:
        return story
    words, _ = vocabulary()
    swaps: dict[str, str] = {}
    rename = story.modern or rng.random() < 0.6
    for name in story.persons if rename else ():
        surname = name[:2] if name[:2] in DOUBLE else name[0]
        given = name[len(surname) :]
        other = pick_name(rng)
        while "·" in other or other[:2] in DOUBLE or len(other) < 2:
            other = pick_name(rng)
        text = "".join(all_text(story))
        if (
            re.search(
                (
                    f"[老小阿]{surname}|{surname}(?:师傅|大爷|大妈|老师|医生|奶奶|爷爷|阿姨|大哥|"
                    f"大姐|主任|书记|老汉|叔|婶|伯|姐|哥|总|工|家|婆婆|先生|女士|同志|教授|队长|"
                    f"所长|站长)"
                ),
                text,
            )
            or rng.random() < 0.2
        ):
            other = surname + other[1:]
        swaps[name] = other
        if len(given) == 2 and not words[given]:
            swaps.setdefault(given, other[1:] if len(other) == 3 else other)
    for place in story.places if rename else ():
        stem = place[:2] if len(place) > 2 else place
        tail = place[len(stem) :]
        if place == "农村" or rng.random() < 0.2:
            continue
        new = pick_stem(rng)
        if words[stem] or not story.modern:
            swaps.setdefault(place, new + tail if len(tail) <= 2 else new + tail[-1])
        else:
            swaps.setdefault(stem, new)
    pattern = (
        re.compile("|".join(sorted(map(re.escape, swaps), key=len, reverse=True)))
        if swaps
        else None
    )
    text = "".join(all_text(story))

    def offset(unit: str, low: int, high: int, most: int) -> int:
        seen = [int(x) for x in re.findall(rf"(?<![\d.])(\d{{1,2}}){unit}", text)]
        seen = [x for x in seen if low <= x <= high]
        if not seen:
            return 0
        return rng.randint(max(-most, low - min(seen)), min(most, high - max(seen)))

    day, month, hour = (
        offset("[日号]", 1, 28, 20),
        offset("月", 1, 12, 2),
        offset("[时点](?!\\d)", 6, 21, 1),
    )
    year = (
        rng.randint(15, 26)
        if not story.modern and rng.random() < 0.7
        else rng.randint(-3, 1)
        if story.modern
        else 0
    )
    factors: dict[str, float] = {}

    def counted(raw: str, before: str, after: str) -> str | None:
        number = int(raw)
        if len(raw) == 4 and 1950 <= number <= 2030 and (after[:1] in ("年", "至") or not after):
            return str(number + year) if number + year <= 2025 else raw
        if len(raw) >= 6 and raw[-1] != "0":
            return raw[:1] + "".join(rng.choice("0123456789") for _ in raw[1:])
        if after[:1] == "号" and before != "月":
            return raw
        if after[:1] in ("日", "号") and number <= 31:
            return str(min(28, max(1, number + day)))
        if after[:1] == "月" and number <= 12:
            return str(min(12, max(1, number + month)))
        if after[:1] in ("时", "点") and number <= 24 and after[:2] != "时间":
            return str(number + hour) if 6 <= number + hour <= 21 and number >= 6 else raw
        if (
            number <= 3
            or after[:2] in ("年代", "世纪")
            or before in ("歼", "教", "运")
            or after[:1] in ("、", "月", "时", "点", "版", "届")
        ):
            return raw
        return None

    def renumber(found: re.Match[str]) -> str:
        raw = found.group(1)
        after = found.string[found.end() : found.end() + 2]
        before = found.string[max(0, found.start() - 1) : found.start()]
        value = float(raw)
        if raw in KEEP_NUMBERS or before in ("第", "“", "初") or before == "’":
            return raw
        if "." not in raw:
            kept = counted(raw, before, after)
            if kept is not None:
                return kept
        factor = factors.setdefault(raw, rng.uniform(0.6, 1.6))
        if after[:1] == "岁":
            factor = factors[raw] = min(max(factor, 0.85), 1.2)
            return str(max(2, min(99, round(value * factor))))
        if after[:1] in ("%", "分") or after[:2] in ("‰", "倍"):
            limit = 99.0 if value < 100 else value
            value = min(value * factor, limit) if value < 85 else value
        elif value != 100:
            value *= factor
        if "." in raw:
            return f"{value:.{len(raw.split('.')[1])}f}"
        number = max(4, round(value))
        zeros = len(raw) - len(raw.rstrip("0"))
        if zeros and number >= 10**zeros:
            number = round(number, -zeros)
        return str(number)

    def change(value: str) -> str:
        if pattern:
            value = pattern.sub(lambda m: swaps[m.group(0)], value)
        return NUMBER.sub(renumber, value)

    def maybe(value: str | None) -> str | None:
        return change(value) if value else None

    return Story(
        story.source_id,
        story.kind,
        maybe(story.headline),
        [change(p) for p in story.paragraphs],
        maybe(story.kicker),
        maybe(story.deck),
        [change(h) for h in story.section_heads],
        list(story.section_pos),
        [change(c) for c in story.captions],
        modern=story.modern,
    )
