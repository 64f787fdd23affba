"""Which article corrects which, over all issues: from the cards alone."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from banmian.model.card import ArticleCard, Card, Neighbour, Reference
from banmian.model.ids import ArticleId
from banmian.theme.lists import article_address, printed_on

InIssue = tuple[Card, ArticleCard]
"""An article in its issue."""

References = Mapping[ArticleId, tuple[Reference, ...]]


def corrected(cards: Iterable[Card]) -> list[tuple[InIssue, InIssue]]:
    """Give each correction with what it corrects, in the order of the issues.

    What no article answers is left out.
    """
    articles = [(card, article) for card in cards for article in card.articles]
    by_id = {article.id: (card, article) for card, article in articles}
    return [
        ((card, article), by_id[id_])
        for card, article in articles
        for id_ in dict.fromkeys(article.corrects)
        if id_ in by_id
    ]


def references(cards: Iterable[Card]) -> tuple[References, References]:
    """Give what corrects each article, newest first, and what each correction corrects."""
    corrected_by: defaultdict[ArticleId, tuple[Reference, ...]] = defaultdict(tuple)
    corrects: defaultdict[ArticleId, tuple[Reference, ...]] = defaultdict(tuple)
    for correction, target in corrected(cards):
        corrected_by[target[1].id] = (_reference(*correction), *corrected_by[target[1].id])
        corrects[correction[1].id] += (_reference(*target),)
    return corrected_by, corrects


def of(card: Card, all_: References) -> References:
    """Keep the references of an issue's articles."""
    return {a.id: all_[a.id] for a in card.articles if a.id in all_}


def _reference(card: Card, article: ArticleCard) -> Reference:
    return Reference(
        title=article.title,
        issue=Neighbour(card.id, card.date, card.name),
        pages=printed_on(card, (place.page for place in article.placements)),
        address=article_address(card.id, article),
    )
