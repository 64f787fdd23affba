"""The pages of those who sign."""

from collections import defaultdict

from banmian import addresses
from banmian.bind.relate import People
from banmian.model.article import ContributorType
from banmian.model.card import ArticleCard, Card
from banmian.model.output import Output
from banmian.theme.contexts import CountLine, PeopleView, PersonView
from banmian.theme.lists import summary
from banmian.theme.site import Site

Signed = dict[str, list[tuple[Card, ArticleCard]]]


def people_pages(cards: tuple[Card, ...], slugs: People, site: Site) -> list[Output]:
    """Make the list of all who sign, by pinyin, and a page for each."""
    signed, collective = _signed(cards)
    names = sorted(signed, key=lambda name: (slugs[name], name))
    way = site.way_from(addresses.PEOPLE)
    view = PeopleView(
        tuple(
            CountLine(
                name, way(addresses.person(slugs[name])), len(signed[name]), name in collective
            )
            for name in names
        )
    )
    pages = [site.output(addresses.PEOPLE, site.phrase("people"), "", view)]
    return pages + [
        _person(name, slugs[name], name in collective, signed[name], site) for name in names
    ]


def _signed(cards: tuple[Card, ...]) -> tuple[Signed, set[str]]:
    """Give each name its articles, newest issue first, and the names that are collective."""
    signed: Signed = defaultdict(list)
    collective = set()
    for card in reversed(cards):
        for article in card.articles:
            for name in dict.fromkeys(author.name for author in article.authors):
                signed[name].append((card, article))
            for author in article.authors:
                if author.type is ContributorType.COLLECTIVE:
                    collective.add(author.name)
    return signed, collective


def _person(
    name: str,
    slug: str,
    collective: bool,
    articles: list[tuple[Card, ArticleCard]],
    site: Site,
) -> Output:
    address = addresses.person(slug)
    way = site.way_from(address)
    view = PersonView(
        name=name,
        collective=collective,
        articles=tuple(summary(card, article, site.edition, way) for card, article in articles),
    )
    return site.output(address, name, "", view)
