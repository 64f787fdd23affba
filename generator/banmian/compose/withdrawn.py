"""What stands at the address of a withdrawn article: when and why, and where it stood in print."""

from banmian import addresses
from banmian.compose.article import Neighbours, neighbour_link
from banmian.model.card import ArticleCard, Card
from banmian.model.correction import Withdrawal
from banmian.model.cover import Cover
from banmian.model.output import Output
from banmian.theme import lists, wording
from banmian.theme.contexts import WithdrawnView
from banmian.theme.site import Site


def compose_withdrawn(
    article: ArticleCard,
    withdrawal: Withdrawal,
    neighbours: Neighbours,
    card: Card,
    site: Site,
    cover: Cover,
) -> Output:
    """Compose it of the card, which has no text of the article."""
    address = addresses.article(card.id, article.slug)
    way = site.way_from(address)
    language = site.edition.language
    view = WithdrawnView(
        date=lists.date_view(withdrawal.date, language),
        reason=withdrawal.reason,
        place=lists.place(card, (p.page for p in article.placements), language, way),
        draft=card.draft,
        previous=neighbour_link(neighbours.before, card, language, way),
        next=neighbour_link(neighbours.after, card, language, way),
    )
    return site.output(address, wording.withdrawn(language), withdrawal.reason, view, cover=cover)
