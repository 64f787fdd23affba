"""An article for machines: schema.org's NewsArticle and the way to it, as JSON-LD."""

import re
from collections.abc import Iterable, Mapping

import msgspec
from markupsafe import Markup

from banmian import addresses
from banmian.config.edition import Edition
from banmian.model.article import Article, Contributor, ContributorType
from banmian.model.card import Card, Reference
from banmian.model.issue import Page
from banmian.theme import wording
from banmian.theme.lists import printed_on

_UNSAFE = re.compile("[<>&\u2028\u2029]")
"""What could end a script, open a comment in one, or end a line of it."""


def as_script(data: object) -> Markup:
    """Write data as JSON that may stand in a `script`: no text in it is markup."""
    text = msgspec.json.encode(data).decode()
    safe = _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    return Markup(safe)  # noqa: S704 — nothing that opens or ends markup is left


def news_article(
    article: Article,
    title: str,
    card: Card,
    corrected_by: Iterable[Reference],
    edition: Edition,
    url: str,
    modified: str | None,
    dateline: str = "",
) -> dict[str, object]:
    """Describe an article: only what is known, dates only as precisely as they are known.

    `title` stands in where it has no headline; `url` is its whole address; `modified` is when it
    was last changed, as ISO 8601 says it.
    """
    pages = printed_on(card, (place.page for place in article.placements))
    labels = ", ".join(page.label for page in pages)
    return _known(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": article.headline or title,
            "alternativeHeadline": article.deck,
            "url": url,
            "inLanguage": edition.language,
            "datePublished": str(card.date),
            "dateModified": modified,
            "author": _authors(article.authors),
            "publisher": {
                "@type": "Organization",
                "name": edition.publisher or edition.title,
            },
            "isPartOf": _issue(card, edition),
            "pagination": labels,
            "printPage": labels,
            "printSection": ", ".join(page.name for page in pages if page.name),
            "dateline": dateline,
            "articleSection": article.column,
            "keywords": [name for name in article.topics if name in edition.topic_slugs],
            "correction": _corrections(article, corrected_by, edition),
        }
    )


def breadcrumbs(card: Card, pages: Iterable[Page], edition: Edition) -> dict[str, object]:
    """Give the way to an article: the edition, its issue, the printed page, if a theme makes it."""
    language = edition.language
    steps = [
        (edition.title, addresses.HOME),
        (wording.issue_title(card.date, card.name, language), addresses.issue(card.id)),
    ]
    steps += [
        (wording.page_title(page, language), addresses.page(card.id, page.label)) for page in pages
    ]
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": n, "name": name, "item": edition.address + address}
            for n, (name, address) in enumerate(steps, 1)
        ],
    }


def _known(data: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in data.items() if value}


def _authors(authors: Iterable[Contributor]) -> list[dict[str, str]]:
    kinds = {author.name: author.type for author in authors}
    return [
        {"@type": "Person" if kind is ContributorType.PERSON else "Organization", "name": name}
        for name, kind in kinds.items()
    ]


def _issue(card: Card, edition: Edition) -> dict[str, object]:
    return _known(
        {
            "@type": "PublicationIssue",
            "name": card.name,
            "issueNumber": card.number,
            "datePublished": str(card.date),
            "isPartOf": {"@type": "Newspaper", "name": edition.title},
        }
    )


def _corrections(
    article: Article, corrected_by: Iterable[Reference], edition: Edition
) -> list[dict[str, str]]:
    notes = [(one.note, str(one.date), "") for one in article.corrections]
    notes += [(by.title, str(by.issue.date), edition.address + by.address) for by in corrected_by]
    return [
        {
            "@type": "CorrectionComment",
            "text": text,
            "datePublished": date,
            **({"url": url} if url else {}),
        }
        for text, date, url in notes
    ]
