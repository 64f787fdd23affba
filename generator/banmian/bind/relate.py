"""Cards → what each issue is told of the others. Small and cheap."""

from collections.abc import Iterable, Mapping

from banmian import addresses
from banmian.model.card import Card, Context, Neighbour
from banmian.model.ids import ArticleId, IssueId
from banmian.theme.lists import article_address


def relate(
    cards: tuple[Card, ...], links: Mapping[IssueId, Iterable[ArticleId]]
) -> dict[IssueId, Context]:
    """Give each issue its context. `cards` are in order, `links` the ids that each links to."""
    slugs = people_slugs(cards)
    where = targets(cards)
    contexts = {}
    for n, card in enumerate(cards):
        contexts[card.id] = Context(
            previous=neighbour(cards[n - 1]) if n else None,
            next=neighbour(cards[n + 1]) if n + 1 < len(cards) else None,
            people={name: slugs[name] for name in card.pinyin},
            targets={id_: where[id_] for id_ in links.get(card.id, ()) if id_ in where},
        )
    return contexts


def targets(cards: Iterable[Card]) -> dict[ArticleId, str]:
    """Give the address of every article."""
    return {a.id: article_address(card.id, a) for card in cards for a in card.articles}


def neighbour(card: Card) -> Neighbour:
    """Give what the issues beside it show of an issue."""
    return Neighbour(card.id, card.date, card.name)


def people_slugs(cards: Iterable[Card]) -> dict[str, str]:
    """Give every name that signs its slug, whatever the order of the issues."""
    return addresses.people_slugs(
        {name: reading for card in cards for name, reading in card.pinyin.items()}
    )
