"""Feeds: made when the issues are composed, of their data, which has the whole texts."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache, partial

import msgspec
from msgspec import Struct

from banmian import addresses
from banmian.app.composing import Issues
from banmian.app.ground import Ground
from banmian.app.memory import LostError
from banmian.app.spanning import Spanning
from banmian.bind import atom
from banmian.bind.feed import Feed, Item, atom_feed, items, json_feed
from banmian.bind.leaf import Leaf
from banmian.model.facts import IssueFacts
from banmian.model.ledger import Moments, Thing
from banmian.press.stage import digest

RECENT = 1000
"""Articles, about, among which feeds look for theirs: those of the newest issues."""
_OF_EDITION = 60
"""Articles that the feed of the whole edition may need, with some that it passes over."""


class _Text(Struct):
    id: str
    html: str = ""


class _Texts(Struct):
    articles: list[_Text]


_DECODE = msgspec.json.Decoder(_Texts).decode


def recent(issues: Sequence[IssueFacts], articles: int = RECENT) -> tuple[IssueFacts, ...]:
    """Give the newest issues that have so many articles, in order."""
    count = 0
    for n, issue in enumerate(reversed(issues), 1):
        count += issue.article_count
        if count >= articles:
            return tuple(issues[-n:])
    return tuple(issues)


def edition_feed(ground: Ground, issues: Sequence[IssueFacts]) -> Feed:
    """Give the feed of the edition: its newest articles."""
    edition = ground.shop.site.edition
    articles = [
        (str(issue.id), rank)
        for issue in reversed(recent(issues, _OF_EDITION))
        for rank in range(len(issue.articles))
    ]
    since = atom.moment(issues[-1].date, edition)
    home = addresses.HOME
    return Feed(home, edition.title, edition.subtitle, tuple(articles), atom.ENTRIES, since)


def bind_feeds(
    ground: Ground,
    feeds: Iterable[Feed],
    moments: Mapping[Thing, Moments],
    issues: Issues,
    spanning: Spanning,
) -> None:
    """Make the feeds whose articles are not as they were."""
    shown = _Shown(ground, moments, issues)
    edition = ground.shop.site.edition
    for feed in feeds:
        keys = [issues.keys[name] for name in dict.fromkeys(name for name, _ in feed.articles)]
        for file, make in ((addresses.FEED, shown.atom), (addresses.JSON_FEED, shown.json)):
            path = feed.page + file
            spanning.now.pop(path, None)
            spanning.put(Leaf(path, (feed, keys, edition.data), partial(make, feed)))


class _Shown:
    """What feeds show of issues, made of each issue once."""

    def __init__(self, ground: Ground, moments: Mapping[Thing, Moments], issues: Issues) -> None:
        self._ground, self._moments, self._issues = ground, moments, issues
        self._items = lru_cache(maxsize=None)(self._items_of)

    def atom(self, feed: Feed) -> bytes:
        found = self._of(feed)
        updated = max((item.updated for item in found), default=feed.since)
        return atom_feed(feed, found, updated, self._ground.shop.site.edition)

    def json(self, feed: Feed) -> bytes:
        return json_feed(feed, self._of(feed), self._ground.shop.site.edition)

    def _of(self, feed: Feed) -> list[Item]:
        some = (self._items(name)[rank] for name, rank in feed.articles)
        return [item for item in some if item][: feed.limit]

    def _items_of(self, name: str) -> tuple[Item | None, ...]:
        ground = self._ground
        edition = ground.shop.site.edition
        texts = self._texts(name) if edition.data else {}
        return items(ground.memory.card(name), self._moments, texts, edition)

    def _texts(self, name: str) -> Mapping[str, str]:
        """Give the whole texts of an issue, from its data as it is staged or in the site.

        Raises:
            LostError: when somebody has changed it there.
        """
        path = f"{name}/{addresses.ISSUE_DATA}"
        print_ = self._issues.of(name).files.get(path)
        for folder in (self._ground.stage, self._ground.public):
            file = folder / path
            if file.is_file() and digest(content := file.read_bytes()) == print_:
                return {one.id: one.html for one in _DECODE(content).articles}
        raise LostError(path)
