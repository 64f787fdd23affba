"""The articles that pages are set from: seeds, sample pages, and real prose free of copyright."""

import json
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent
_PAGES = _HERE.parents[1] / "pages"
# The sample pages tell the same stories with other names; these tell each once.
_STORIES: dict[str, tuple[str, ...]] = {
    "seed-000": (),
    "seed-002": (),
    "p000-classic": (),
    "p001-rail": ("长者食堂飘出“家的味道”", "“静音”咖啡馆里的热气腾腾"),
    "p002-feature": ("守着一口“大锅”看宇宙",),
}
_LEAD = re.compile(r"^(?:本报讯|本报[^，。（]{0,12}[电讯])?\s*(?:（[^（）]{2,30}）)?\s*")


@dataclass(frozen=True, slots=True)
class Story:
    """An article without what a layout decides: byline, dateline, where its headline stands.

    `dated`: it is news, which may open with 本报讯; `photo`: its author took the picture.
    """

    kicker: str | None
    headline: str | None
    deck: str | None
    authors: tuple[str, ...]
    kind: str
    dated: bool
    photo: bool
    paragraphs: tuple[str, ...]
    section_heads: tuple[tuple[int, str], ...]
    captions: tuple[str, ...]
    jump: str | None


@cache
def material() -> tuple[Story, ...]:
    """Give all stories, always in the same order."""
    stories = [
        _from_truth(article)
        for name, only in _STORIES.items()
        for article in json.loads((_PAGES / f"{name}.json").read_text("utf-8"))["articles"]
        if article["paragraphs"] and (not only or article["headline_printed"] in only)
    ]
    texts = tomllib.loads((_HERE / "texts.toml").read_text("utf-8"))["text"]
    return tuple(stories + [_from_text(text) for text in texts])


def _from_truth(article: dict[str, Any]) -> Story:
    first, *rest = article["paragraphs"]
    lead = _LEAD.match(first)
    assert lead is not None
    return Story(
        kicker=article["kicker"],
        headline=article["headline"] or article["headline_printed"],
        deck=article["deck"],
        authors=tuple(article["authors"]),
        kind=article["kind"],
        dated=article["kind"] == "news",
        photo=article["kind"] == "photo",
        paragraphs=(first[lead.end() :], *rest),
        section_heads=tuple(zip(article["section_pos"], article["section_heads"], strict=True)),
        captions=tuple(article["captions"]),
        jump=article["jump"],
    )


def _from_text(text: dict[str, Any]) -> Story:
    heads = zip(text.get("section_pos", ()), text.get("section_heads", ()), strict=True)
    return Story(
        kicker=text.get("kicker"),
        headline=text["headline"],
        deck=text.get("deck"),
        authors=(text["author"],) if "author" in text else (),
        kind="news" if text.get("dated") else "feature",
        dated=text.get("dated", False),
        photo=False,
        paragraphs=tuple(text["paragraphs"]),
        section_heads=tuple(heads),
        captions=(),
        jump=None,
    )
