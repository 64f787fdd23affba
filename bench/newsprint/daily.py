"""The stories of the People's Daily of January 1998, told apart in a corpus without layout."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from .corpus import Token, break_score, famous, joined, pd_lines
from .names import DOUBLE, SURNAMES
from .story import HAN, STOPS, Story


def is_author_line(tokens: Sequence[Token]) -> bool:
    """Whether a line names an author, and nothing else."""
    text = joined(tokens)
    if (
        re.match(
            r"^（?(?:本报|新华社|本刊|特约)?(?:驻[^记]{1,8})?(?:记者|通讯员|评论员|特约评论员)",
            text,
        )
        and len(text) < 30
    ):
        return True
    return (
        bool(tokens)
        and len(text) <= 12
        and all(t in {"nr", "w"} for _, t in tokens)
        and not re.search(r"[。！？：]", text)
    )


def is_credit(tokens: Sequence[Token]) -> bool:
    """Whether a line is a credit in brackets."""
    text = joined(tokens)
    if not (text.startswith("（") and text.endswith("）")):
        return False
    return (
        len(text) < 34
        and bool(
            re.search(
                r"摄|电|供稿|本报|新华社|记者|作者|编译|署名|图|日）$|月|全文|附|书法|国画|油画",
                text,
            )
        )
    ) or all(t in ("nr", "w") or w == "等" for w, t in tokens)


def is_headlike(text: str) -> bool:
    """Whether a line may be a headline."""
    if len(text) > 46 or "。" in text or "；" in text:
        return False
    if text[-1] in "：，、…" or text[0] == "（":
        return False
    if text[-1] == "”" and len(text) <= 24 and text[-2] not in STOPS:
        return True
    return text[-1] not in "！？”" or (len(text) <= 18 and text[0] != "“") or "——" in text


def parallel(a: Sequence[Token], b: Sequence[Token]) -> bool:
    """Whether two phrases are built alike."""
    return [len(w) for w, _ in a] == [len(w) for w, _ in b] and sum(
        x[1][:1] == y[1][:1] for x, y in zip(a, b, strict=False)
    ) >= max(2, len(a) - 1)


def split_head(tokens: list[Token]) -> tuple[str | None, str, str | None]:
    """Kicker, headline, deck from a head line whose gaps were lost.

    They are told apart by ——, by parallel phrases, by a verb of speech.
    """
    text = joined(tokens)
    if "——" in text and not text.startswith("——"):
        head, _, deck = text.partition("——")
        if len(head) >= 4 and len(deck) >= 4:
            return None, head, "——" + deck
    if any(c in text for c in "，：；、") and len(text) <= 20:
        return None, text, None
    ends = []
    n = 0
    for word, _ in tokens:
        n += len(word)
        ends.append(n)
    for i in range(2, len(tokens) - 1):
        for k in range(i + 2, len(tokens) + 1):
            a, b = tokens[:i], tokens[i:k]
            if (
                ends[i - 1] >= 4
                and ends[k - 1] == 2 * ends[i - 1]
                and parallel(a, b)
                and not re.search("[“《（、]", joined(a))
            ):
                rest = joined(tokens[k:])
                pair = joined(a) + " " + joined(b)
                if not rest:
                    return None, pair, None
                if len(rest) >= 7:
                    return pair, rest, None
    total = ends[-1]
    for i in range(2, len(tokens) - 2):
        for k in range(i + 2, len(tokens)):
            size = ends[k - 1] - ends[i - 1]
            if (
                4 <= size <= 8
                and total - ends[k - 1] == size
                and ends[i - 1] >= 7
                and tokens[i][1][:1] in "va"
                and tokens[k][1][:1] in "va"
                and [t[:1] for _, t in tokens[i:k]] == [t[:1] for _, t in tokens[k:]]
                and parallel(tokens[i:k], tokens[k:])
            ):
                return None, joined(tokens[:i]), joined(tokens[i:k]) + " " + joined(tokens[k:])
    for i, (word, _) in enumerate(tokens):
        if (
            word in ("强调", "提出", "指出", "要求", "认为", "呼吁", "宣布")
            and ends[i] >= 6
            and total - ends[i] >= 7
            and total > 20
        ):
            return joined(tokens[: i + 1]), joined(tokens[i + 1 :]), None
    return halves(tokens, text, ends)


def halves(tokens: list[Token], text: str, ends: list[int]) -> tuple[str | None, str, str | None]:
    """Kicker, headline, deck of a long head line without marks, cut at its best gap."""
    total = ends[-1]
    if total >= 17 and not re.search("[，：；、“《（]", text):
        score, at = max(
            (
                (break_score(tokens[i - 1][0], tokens[i][0]), i)
                for i in range(1, len(tokens))
                if ends[i - 1] >= 5 and total - ends[i - 1] >= 6
            ),
            default=(0.0, 0),
        )
        if score > 0.24 and min(at, len(tokens) - at) > 1:
            a, b = joined(tokens[:at]), joined(tokens[at:])
            order = (len(a) * 7 + len(b)) % 5
            if total <= 20 and order < 3:
                return None, a + " " + b, None
            return (a, b, None) if order % 2 else (None, a, b)
    return None, text, None


PICTURES = re.compile(
    r"（(?:附?图片?|附表|上|下|中|上篇|下篇|之[一二三四五六七八九十]|[一二三四五六七八九十]|"
    r"共\d+[^）]*|\d+月\d+日[^）]*|[^（）]{0,14}图片?\d*张?|"
    r"[^（）]{0,20}年[^）]*)(?:\d*张)?）"
)
PD_LEAD = re.compile(
    r"^(?:据|综合)?(?:本报|新华社|中新社)(?:和新华社)?[^，。：（“]{0,18}?[讯电](?:（[^）]{1,4"
    r"0}）)?(?:(?:中央|新华社|本报|经济日报)?[^，。：“]{0,12}(?:记者|通讯员|"
    r"实习生)[^。：“]{1,50}报道：)?(?:：)?"
)
PD_TAIL = re.compile(r"（[^（）]{1,34}）$")


def tail_off(text: str, tokens: Sequence[Token]) -> tuple[str, str | None]:
    """The text without a credit at its end, and that credit."""
    found = PD_TAIL.search(text)
    if not found or found.start() < 12:
        return text, None
    start = max(i for i, (w, _) in enumerate(tokens) if "（" in w)
    if is_credit(tokens[start:]):
        return text[: found.start()], found.group(0)
    return text, None


def titled(tokens: Sequence[Token]) -> bool:
    """An author with his post: 水利部部长钮茂生."""
    text = joined(tokens)
    return (
        len(tokens) > 2
        and tokens[-1][1] == "nr"
        and not any(t.startswith("v") and t != "vn" for _, t in tokens)
        and not re.search("[：——“《记访忆]", text)
    )


def heads_of(run: list[list[Token]]) -> tuple[str | None, str | None, str | None]:
    """Kicker, headline and deck from the lines above a text."""
    lines = []
    for tokens in run:
        text = re.sub("（新华社[^）]*）", "", PICTURES.sub("", joined(tokens)))
        text = re.sub(r"^[一二三四五六七八九十]+、|^\d+[、.]|^[●■◆]", "", text)
        if (
            len(text) < 2
            or is_author_line(tokens)
            or is_credit(tokens)
            or re.search(
                (
                    r"[●|]|表\d|^（|^图|气象预报|来信请寄|邮编|^——编者|（书法|国画|油画|水墨|"
                    r"篆刻|摄影|版画|示意图|漫画|K线|[（(]万|\d+\.\d+\.|^第.章|^（|"
                    r"^[^“]{2,6}：[^“]{0,12}$"
                ),
                text,
            )
            or titled(tokens)
        ):
            continue
        lines.append((text, tokens))
    lines = lines[-3:]
    if len(lines) >= 2 and len(lines[0][0]) < 5:
        lines = lines[1:]
    if not lines:
        return None, None, None
    if len(lines) == 1:
        text, tokens = lines[0]
        if text == joined(tokens):
            return split_head(list(tokens))
        head, dash, deck = text.partition("——")
        return None, head or deck, "——" + deck if dash and head else None
    texts = [t for t, _ in lines]
    if len(texts) == 2:
        if texts[1].startswith("——") or not re.search(
            r"(?:提出|指出|强调|说|时|表示|要求|认为|会议|致信)$", texts[0]
        ):
            return None, texts[0], texts[1]
        return texts[0], texts[1], None
    return texts[0], texts[1], texts[2]


def spaced(head: str, lead: str) -> str:
    """The gap that the lead shows: it has the same words with a comma."""
    if len(head) > 9 and " " not in head:
        for k in range(4, len(head) - 3):
            if (
                head[:k] + "，" + head[k:] in lead
                or f"{head[max(0, k - 6) : k]}，{head[k : k + 6]}" in lead
            ):
                return head[:k] + " " + head[k:]
    return head


def people_of(lines: Sequence[Sequence[Token]]) -> tuple[list[str], list[str]]:
    """The persons and small places that lines name, by their tags."""
    persons: Counter[str] = Counter()
    places: Counter[str] = Counter()
    for tokens in lines:
        for (a, ta), (b, tb) in itertools.pairwise(tokens):
            if ta == tb == "nr" and (a in SURNAMES or a in DOUBLE) and 1 <= len(b) <= 2:
                persons[a + b] += 1
        for word, tag in tokens:
            if tag.startswith("ns") and len(word) in (3, 4) and word[-1] in "县镇乡村":
                places[word] += 1
    return [p for p in persons if p not in famous()], list(places)


def good_paragraph(text: str) -> bool:
    """Whether a line is prose."""
    n = len(text)
    if (
        (n < 30 and not re.search("[。！？…：；]”?$", text))
        or n < 8
        or text[-1] not in STOPS + "”’）：；—"
    ):
        return False
    digits = sum(c.isdigit() for c in text)
    return (
        digits < 0.3 * n
        and text.count("、") < max(4, 0.08 * n)
        and not re.search(r"[=＝×→\uff3b\ue000-\uf8ff]|上均|下均|左.＋", text)
    )


@cache
def pd_stories() -> tuple[Story, ...]:
    """All stories of the corpus."""
    stories: list[Story] = []
    run: list[list[Token]] = []
    body: list[list[Token]] = []
    photo_notes = False

    def close() -> None:
        nonlocal run, body
        if body:
            make(run, body)
        elif len(run) >= 9:
            verse(run)
        run, body = [], []

    def verse(lines: list[list[Token]]) -> None:
        texts = [joined(t) for t in lines]
        for i in range(1, len(lines) - 6):
            poem = texts[i + 1 : i + 25]
            poem = poem[
                : next((k for k, t in enumerate(poem) if "（" in t or len(t) > 20), len(poem))
            ]
            if is_author_line(lines[i]) and len(poem) >= 6 and 3 < len(texts[i - 1]) < 24:
                stories.append(
                    Story(f"pd-{len(stories)}", "verse", PICTURES.sub("", texts[i - 1]), poem)
                )
                return

    def make(heads: list[list[Token]], texts: list[list[Token]]) -> None:
        kicker, headline, deck = heads_of(heads[-5:]) if len(heads) < 9 else heads_of(heads[-1:])
        paragraphs, captions, kind = [], [], "news"
        for tokens in texts:
            text = joined(tokens)
            text = re.sub(r"^\d+[、．：]|^（[一二三四五六七八九十]）|^[●■△▲◆★]", "", text)
            text = PD_LEAD.sub("", text)
            text, credit = tail_off(text, tokens)
            text = re.sub(r"（[^（）]{0,20}(?:摄|附图|图片\d*)[^（）]{0,6}）", "", text)
            if (credit and "摄" in credit) or re.match(r"^(?:上图|下图|左图|右图|图为)", text):
                kind = "photo" if len(texts) == 1 else kind
                if kind != "photo":
                    if good_paragraph(text) and len(text) < 90:
                        captions.append(text)
                    continue
            if good_paragraph(text):
                paragraphs.append(text)
            elif not paragraphs:
                continue
            else:
                break
        if not paragraphs or sum(map(len, paragraphs)) < 45:
            return
        if headline and (len(headline) < 4 or headline.startswith("——")):
            headline = None
        if headline is None:
            kicker = deck = None
        else:
            headline = spaced(headline, paragraphs[0])
        questions = sum(p.startswith(("记者：", "问：")) for p in paragraphs)
        if questions >= 2:
            kind = "interview"
        elif (
            kind == "news"
            and any(is_author_line(t) for t in heads)
            and sum(map(len, paragraphs)) > 350
        ):
            short = (
                sum(map(len, paragraphs)) < 1100
                and sum(c.isdigit() for c in "".join(paragraphs)) < 25
            )
            kind = (
                "commentary"
                if short and not any(joined(t).startswith(("本报", "新华", "（")) for t in heads)
                else "feature"
            )
        persons, places = people_of(texts)
        stories.append(
            Story(
                f"pd-{len(stories)}",
                kind,
                headline,
                paragraphs,
                kicker,
                deck,
                captions=captions[:1],
                persons=persons,
                places=places,
            )
        )

    for tokens in pd_lines():
        text = joined(tokens)
        if not text:
            continue
        if text.startswith("图片") and len(text) <= 4:
            photo_notes = True
            continue
        if (
            is_credit(tokens)
            and "摄" in text
            and len(body) == 1
            and not tail_off(joined(body[0]), body[0])[1]
        ):
            body[0] = [*body[0], *tokens]
            continue
        if is_credit(tokens) or re.fullmatch(r"[\dA-Za-z●*一二三四五六七八九十、]+", text):
            continue
        if is_headlike(text) and (
            not good_paragraph(text)
            or (text[-1] in "！？" and len(text) <= 16 and "，" not in text and len(run) == 0)
        ):
            if photo_notes and re.match(r"^\d+、", text):
                continue
            photo_notes = False
            if body:
                close()
            run.append(tokens)
            continue
        if photo_notes and len(text) < 60:
            continue
        photo_notes = False
        if len(run) >= 9:
            verse(run)
            run = run[-2:]
        if body and PD_LEAD.match(text):
            close()
        body.append(tokens)
        if (
            text[-1] == "）"
            and len(text) < 150
            and PD_LEAD.match(text)
            and tail_off(text, tokens)[1]
        ):
            close()
    close()
    return tuple(s for s in stories if good_story(s))


def good_story(story: Story) -> bool:
    """Whether a story is sound; heads that are not are taken off it."""
    head = story.headline
    if head is not None and (
        len(head) > 32
        or not re.search(f"[{HAN}]", head)
        or head[-1] in "，、：（"
        or head.count("（") != head.count("）")
        or head.count("“") != head.count("”")
        or head.count("《") != head.count("》")
    ):
        return False
    if head is not None and len(head) > 21 and not re.search("[，：；、？！ ]", head):
        story.headline = None if len(head) > 25 or len(story.source_id) % 2 else head
        if story.headline is None:
            story.kicker = story.deck = None
    for name in ("kicker", "deck"):
        value = getattr(story, name)
        if value is not None and (
            not 3 <= len(value) <= 36
            or value.count("“") != value.count("”")
            or value.count("（") != value.count("）")
            or value.count("《") != value.count("》")
        ):
            setattr(story, name, None)
    return True
