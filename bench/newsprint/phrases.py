"""Headlines and shorter texts, made of a story's own clauses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

from .corpus import tag_of
from .persons import segment
from .story import HAN, sentences

BAD_START = re.compile(
    r"^(?:的|了|而|并|也|但|又|还|更|就|都|却|以|和|与|及|或|其|他|她|它|这|那|此|该|为|使|"
    r"让|把|被|因|由|从|在|对|向|是|不|将|会|要|于|其中|同时|此外|据|目前|今年|去年|近日|"
    r"日前|昨|今天|如|当|随着|通过|根据|记者|我|你|等|一是|二是|三是|特别|已|可|则|再|只|才|"
    r"所)"
)
BAD_END = re.compile(
    r"(?:的|了|着|说|是|和|与|在|中|时|后|前|上|下|里|为|到|对|将|等|称|道|出|来|去|着力|"
    r"认为|表示|指出|强调|介绍|起|以来|之际|就|也|有|把|让|一个|一些|这些|那些)$"
)
FUNCTION = re.compile(r"[的了着他她它这那我你们吗呢吧啊]")


def clauses(text: str, low: int, high: int) -> list[str]:
    """The clauses of a text that can stand alone, of a length."""
    return [
        clause
        for clause in re.split(r"[，。！？；：…—]+", text)
        if (
            low <= len(clause) <= high
            and not BAD_START.match(clause)
            and not BAD_END.search(clause)
            and not re.search(r"[“”‘’（）《》、]", clause)
            and re.match(f"[{HAN}\\d]", clause)
            and len(FUNCTION.findall(clause)) <= 1
            and not re.match(r"^\d+[日月年]", clause)
            and clause[-1] not in "0123456789"
        )
    ]


def quoted(text: str) -> list[str]:
    """What a text has in quotes and can stand alone."""
    return [
        q
        for q in re.findall(r"“([^“”，。！？]{4,10})”", text)
        if not BAD_END.search(q) and re.match(f"[{HAN}]", q)
    ]


def section_head(text: str, rng: Random) -> str | None:
    """A head for a section that starts with this text."""
    pool = [f"“{q}”" if rng.random() < 0.5 else q for q in quoted(text)] + clauses(text, 5, 12)
    return rng.choice(pool) if pool else None


def own_headline(paragraphs: Sequence[str], rng: Random) -> str | None:
    """A headline out of a text's clauses."""
    pool = [
        c
        for c in clauses(paragraphs[0], 7, 18) + clauses("".join(paragraphs[1:]), 7, 16)
        if tag_of(segment(c)[0][0]) in ("n", "j", "nt", "ns", "nz", "")
        and not re.search(r"为\d|[超约达]\d", c)
    ]
    return rng.choice(pool[:3]) if pool else None


def shortened(text: str, limit: int) -> str:
    """Whole sentences of the text up to about the limit; the first one in any case."""
    out = ""
    for sentence in sentences(text):
        if out and len(out) + len(sentence) > limit:
            break
        out += sentence
    if out.count("“") > out.count("”"):
        out += "”"
    return out


def broken(paragraphs: Sequence[str], rng: Random, limit: int) -> list[str]:
    """Paragraphs longer than the limit cut in two at a sentence's end, outside quotes."""
    out = []
    for paragraph in paragraphs:
        text = paragraph
        while len(text) > limit:
            parts = sentences(text)
            cuts = []
            at = 0
            for part in parts[:-1]:
                at += len(part)
                if 30 < at < len(text) - 20 and text[:at].count("“") == text[:at].count("”"):
                    cuts.append(at)
            if not cuts:
                break
            cut = min(cuts, key=lambda c: abs(c - limit * rng.uniform(0.4, 0.9)))
            out.append(text[:cut])
            text = text[cut:]
        out.append(text)
    return out
