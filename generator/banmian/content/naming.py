"""Giving a new article its id, slug and file name. Deterministic: the same text, the same names."""

import base64
import hashlib
from collections.abc import Container, Sequence

from msgspec.structs import replace

from banmian import addresses
from banmian.config.edition import Edition
from banmian.config.profile import Profile
from banmian.content import pinyin, topics
from banmian.content.plain_text import body_lines
from banmian.model.article import Article
from banmian.model.draft import Draft
from banmian.model.ids import ArticleId, IssueId
from banmian.text.titles import first_words

ID_LENGTH = 10
"""Base-32 digits of an id: 50 bits, so that a million articles hardly ever meet."""


def new_id(issue: IssueId, draft: Draft, taken: Container[str]) -> ArticleId:
    """Give an id that the issue and the article's own text decide, and nothing else."""
    text = "".join(_texts(draft))
    for attempt in range(1_000_000):
        seed = f"{issue}\n{text}\n{attempt}"
        digest = base64.b32encode(hashlib.sha256(seed.encode()).digest())
        name = digest.decode().lower()[:ID_LENGTH]
        if name not in taken:
            return ArticleId(name)
    raise AssertionError("a million ids are taken")


def _texts(draft: Draft) -> list[str]:
    heads = (draft.kicker, draft.headline, draft.deck, draft.byline)
    return [*filter(None, heads), *body_lines(draft.body)]


def named(draft: Draft, id_: ArticleId, slug: str, edition: Edition) -> Article:
    """Make an article of a draft, with the topics that its text speaks of."""
    article = Article(
        id=id_,
        slug=slug,
        genre=draft.genre,
        placements=draft.placements,
        kicker=draft.kicker,
        headline=draft.headline,
        deck=draft.deck,
        byline=draft.byline,
        authors=draft.authors,
        jumps=draft.jumps,
        body=draft.body,
    )
    return replace(article, topics=topics.tag(*topics.texts(article), edition.topics))


def new_slug(
    draft: Draft, id_: ArticleId, surnames: Sequence[str], taken: Container[str], profile: Profile
) -> str:
    """Give a slug: pinyin of the headline, or of the first words; unique in its issue."""
    fallback = f"a-{id_}"
    first = next(body_lines(draft.body), "")
    text = draft.headline or (first_words(first, profile) if first else "")
    return addresses.unique_slug(pinyin.slug(text, fallback, surnames), taken, fallback)


def file_name(article: Article, taken: Container[str]) -> str:
    """Give the name of a new article's file: its first page, then its slug; none of `taken`.

    `taken` are the names in the folder, in small letters: some disks know no others.
    """
    stem = f"{article.placements[0].page}-{article.slug}"
    name, number = f"{stem}.md", 2
    while name.lower() in taken:
        name, number = f"{stem}-{number}.md", number + 1
    return name
