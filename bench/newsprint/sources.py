"""The stories that were written for this project, and the texts of the typesetting tests."""

from __future__ import annotations

import json
import tomllib
from functools import cache
from pathlib import Path

from .persons import find_names
from .story import Story, all_text

HERE = Path(__file__).resolve().parent
STORIES = HERE / "stories"
TEXTS = HERE.parent.parent / "tests" / "segment" / "typesetting" / "texts.toml"


def written_paragraphs() -> list[str]:
    """Give the paragraphs of the stories that were written for this project."""
    files = sorted(STORIES.glob("*.json"))
    stories = [story for file in files for story in json.loads(file.read_text(encoding="utf-8"))]
    return [text for story in stories for text in story["paragraphs"]]


def modern_stories() -> list[Story]:
    """Whatever the writers have put down by now."""
    stories = []
    for path in sorted(STORIES.glob("*.json")):
        try:
            items = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        for i, item in enumerate(items if isinstance(items, list) else []):
            if not isinstance(item, dict) or not item.get("paragraphs"):
                continue
            paragraphs = [p.strip() for p in item["paragraphs"] if isinstance(p, str) and p.strip()]
            heads = list(item.get("section_heads") or [])
            positions = list(item.get("section_pos") or [])
            if len(heads) != len(positions) or any(not 0 <= p < len(paragraphs) for p in positions):
                heads, positions = [], []
            story = Story(
                f"{path.stem}-{i}",
                str(item.get("kind") or "news"),
                item.get("headline"),
                paragraphs,
                item.get("kicker") or None,
                item.get("deck") or None,
                heads,
                positions,
                list(item.get("captions") or []),
                modern=True,
            )
            story.persons, story.places = find_names(all_text(story))
            stories.append(story)
    return stories


@cache
def classic_stories() -> tuple[Story, ...]:
    """The texts of the typesetting tests."""
    texts = tomllib.loads(TEXTS.read_text(encoding="utf-8"))["text"]
    return tuple(
        Story(
            f"classic-{i}",
            "feature" if t.get("author") else "notice",
            t["headline"],
            list(t["paragraphs"]),
            t.get("kicker"),
            t.get("deck"),
            list(t.get("section_heads") or []),
            list(t.get("section_pos") or []),
            fixed=True,
        )
        for i, t in enumerate(texts)
    )
