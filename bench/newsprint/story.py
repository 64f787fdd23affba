"""A raw text, before a newspaper has dressed it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

STOPS = "。！？…"
HAN = "一-龥"


@dataclass
class Story:
    """A raw text: paragraphs without lead and byline, and the heads it came with."""

    source_id: str
    kind: str
    headline: str | None
    paragraphs: list[str]
    kicker: str | None = None
    deck: str | None = None
    section_heads: list[str] = field(default_factory=list)
    section_pos: list[int] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    persons: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    modern: bool = False
    fixed: bool = False

    def length(self) -> int:
        """Characters of running text."""
        return sum(map(len, self.paragraphs))


def all_text(story: Story) -> list[str]:
    """All texts of a story that are there."""
    return [
        t
        for t in [
            story.kicker,
            story.headline,
            story.deck,
            *story.paragraphs,
            *story.section_heads,
            *story.captions,
        ]
        if t
    ]


def sentences(text: str) -> list[str]:
    """A text's sentences."""
    return [s for s in re.findall(r"[^。！？…]*[。！？…]+[”’）]*", text) if s] or [text]
