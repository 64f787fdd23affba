"""Which stories stand together on a page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from random import Random

from .daily import pd_stories
from .dress import Article, dress
from .habits import Paper
from .rounds import round_of
from .sources import classic_stories, modern_stories
from .story import Story, sentences


class Stock:
    """All stories, by shape, with PD neighbours for pages of one subject."""

    def __init__(self) -> None:
        self.pd = list(pd_stories())
        self.modern = modern_stories()
        self.classic = list(classic_stories())
        self.at = {s.source_id: i for i, s in enumerate(self.pd)}
        self.pools: dict[tuple[str, str], list[Story]] = {}

    def fits(self, story: Story, slot: str) -> bool:
        """Whether a story can fill a slot."""
        kind, n = story.kind, story.length()
        if slot == "brief":
            return (
                kind in ("brief", "news", "photo")
                and bool(story.paragraphs)
                and len(sentences(story.paragraphs[0])[0]) <= 150
            )
        if slot == "photo":
            return (kind == "photo" or (story.modern and kind == "brief")) and len(
                sentences(story.paragraphs[0])[0]
            ) <= 150
        if slot == "news":
            return (kind in ("news", "feature") and n >= 110 and len(story.paragraphs) > 1) or (
                kind == "news" and n >= 160
            )
        if slot == "feature":
            return kind in ("feature", "news", "commentary") and n >= 420
        if slot in ("jump", "out"):
            return kind in ("feature", "news") and n >= 600 and len(story.paragraphs) >= 4
        if slot == "teaser":
            return kind in ("news", "feature", "photo") and bool(story.headline)
        return kind not in ("news", "brief", "photo", "feature")

    def pool(self, source: str, slot: str) -> list[Story]:
        """The stories of a source that can fill a slot."""
        key = (source, slot)
        if key not in self.pools:
            self.pools[key] = [s for s in getattr(self, source) if self.fits(s, slot)]
        return self.pools[key]

    def pick(self, rng: Random, slot: str, used: set[str], last: Story | None) -> Story | None:
        """A story for a slot that is not on the page yet."""
        if last is not None and last.source_id in self.at and rng.random() < 0.08:
            near = self.at[last.source_id] + rng.choice((-2, -1, 1, 2))
            if (
                0 <= near < len(self.pd)
                and self.fits(self.pd[near], slot)
                and self.pd[near].source_id not in used
            ):
                return self.pd[near]
        source = rng.choices(("modern", "pd", "classic"), (82, 16, 2))[0]
        for name in (source, "modern", "pd"):
            pool = self.pool(name, slot)
            for _ in range(12):
                if pool and (story := rng.choice(pool)).source_id not in used:
                    return story
        return None


ROUNDS = 0.3  # of the features
PROFILES: tuple[tuple[int, tuple[int, int], dict[str, float]], ...] = (
    (
        40,
        (8, 16),
        {"news": 45, "brief": 30, "photo": 14, "feature": 6, "teaser": 1, "jump": 1, "own": 4},
    ),
    (12, (3, 6), {"feature": 45, "news": 28, "photo": 10, "own": 12, "brief": 5}),
    (12, (11, 20), {"brief": 68, "news": 22, "photo": 8, "own": 2}),
    (
        16,
        (8, 16),
        {"news": 42, "out": 9, "teaser": 20, "photo": 9, "brief": 14, "own": 4, "feature": 2},
    ),
    (10, (6, 12), {"jump": 16, "news": 44, "brief": 20, "photo": 10, "feature": 10}),
    (10, (4, 10), {"own": 52, "feature": 28, "photo": 10, "brief": 10}),
)


@cache
def stock() -> Stock:
    """All stories, read once."""
    return Stock()


def page_slots(rng: Random) -> list[str]:
    """The slots of a page."""
    _, (low, high), mix = rng.choices(PROFILES, [w for w, _, _ in PROFILES])[0]
    return rng.choices(list(mix), list(mix.values()), k=rng.randint(low, high))


def a_round(rng: Random, used: set[str]) -> Story | None:
    """A feature of several stories that are not on the page yet."""
    parts: list[Story] = []
    for _ in range(rng.randint(3, 6)):
        part = stock().pick(rng, rng.choice(("news", "brief", "photo")), used, None)
        if part is not None and part.headline:
            used.add(part.source_id)
            parts.append(part)
    return round_of(parts, rng) if len(parts) > 1 else None


def raw_page(rng: Random) -> list[tuple[str, Story]]:
    """Slots and the raw stories for them."""
    used: set[str] = set()
    out: list[tuple[str, Story]] = []
    last: Story | None = None
    for wanted in page_slots(rng):
        slot, story = wanted, stock().pick(rng, wanted, used, last)
        if story is None:
            slot, story = "news", stock().pick(rng, "news", used, last)
        if story is None:
            continue
        used.add(story.source_id)
        last = story
        if slot == "feature" and rng.random() < ROUNDS:
            story = a_round(rng, used) or story
        out.append((slot, story))
    return out


def dress_page(rng: Random, stories: Sequence[tuple[str, Story]], paper: Paper) -> list[Article]:
    """The stories of a page as articles, none twice."""
    articles = []
    heads: set[str] = set()
    for slot, story in stories:
        article = dress(rng, story, paper, slot)
        head = article["headline"]
        if (head and head in heads) or (not head and not article["paragraphs"]):
            continue
        heads.add(head or "")
        articles.append(article)
    return articles


def page_stories(rng: Random, paper: Paper | None = None) -> list[Article]:
    """The dressed articles of one page: 3 to 20, of mixed lengths."""
    return dress_page(rng, raw_page(rng), paper or Paper.draw(rng))
