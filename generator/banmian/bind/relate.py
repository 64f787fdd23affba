"""Cards → what each issue is told of the others. Small and cheap."""

from collections.abc import Iterable, Mapping

from banmian import addresses
from banmian.bind.references import of, references
from banmian.model.card import Card, Context, Neighbour
from banmian.model.ids import ArticleId, IssueId
from banmian.model.ledger import Ledger, Thing
from banmian.theme.lists import article_address

People = Mapping[str, str]
"""The slug of everyone who signs, by name."""


def relate(
    cards: tuple[Card, ...],
    links: Mapping[IssueId, Iterable[ArticleId]],
    people: People,
    ledger: Ledger,
) -> dict[IssueId, Context]:
    """Give each issue its context. `cards` are in order, `links` the ids that each links to."""
    moments = ledger.moments()
    corrected_by, corrects = references(cards)
    where = targets(cards)
    contexts = {}
    for n, card in enumerate(cards):
        contexts[card.id] = Context(
            previous=neighbour(cards[n - 1]) if n else None,
            next=neighbour(cards[n + 1]) if n + 1 < len(cards) else None,
            people={name: people[name] for name in card.pinyin},
            targets={id_: where[id_] for id_ in links.get(card.id, ()) if id_ in where},
            moments={
                a.id: moments[thing]
                for a in card.articles
                if (thing := Thing(f"article:{a.id}")) in moments
            },
            corrected_by=of(card, corrected_by),
            corrects=of(card, corrects),
        )
    return contexts


def targets(cards: Iterable[Card]) -> dict[ArticleId, str]:
    """Give the address of every article."""
    return {a.id: article_address(card.id, a) for card in cards for a in card.articles}


def neighbour(card: Card) -> Neighbour:
    """Give what the issues beside it show of an issue."""
    return Neighbour(card.id, card.date, card.name)


def people_slugs(cards: Iterable[Card], ledger: Ledger) -> People:
    """Give every name that signs its slug, whatever the order of the issues."""
    return addresses.people_slugs(
        {name: reading for card in cards for name, reading in card.pinyin.items()},
        ledger.latest("person"),
    )
