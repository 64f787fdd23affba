"""An issue as the home page and its own page show it."""

from banmian import addresses
from banmian.config.edition import Edition
from banmian.model.card import Card, Neighbour, SameDay
from banmian.theme import wording
from banmian.theme.contexts import IssueView, Link, PastIssue
from banmian.theme.lists import NOWHERE, date_view, page_section, text_count
from banmian.theme.site import Way


def issue_view(
    card: Card,
    previous: Neighbour | None,
    next_: Neighbour | None,
    same_days: tuple[SameDay, ...],
    edition: Edition,
    way: Way,
) -> IssueView:
    """Give an issue with all its pages."""
    return IssueView(
        title=wording.issue_title(card.date, card.name, edition.language),
        href=way(addresses.issue(card.id)),
        date=date_view(card.date, edition.language),
        number=card.number,
        data=way(addresses.issue_data(card.id)) if edition.data else "",
        pages=tuple(page_section(card, page, edition, way, continued=False) for page in card.pages),
        article_count=text_count(card),
        same_days=tuple(_past(one, edition, way) for one in same_days),
        draft=card.draft,
        previous=neighbour_link(previous, edition, way),
        next=neighbour_link(next_, edition, way),
    )


def _past(one: SameDay, edition: Edition, way: Way) -> PastIssue:
    return PastIssue(
        title=wording.issue_title(one.issue.date, one.issue.name, edition.language),
        href=way(addresses.issue(one.issue.id)),
        date=date_view(one.issue.date, edition.language),
        headline=one.headline,
    )


def neighbour_link(neighbour: Neighbour | None, edition: Edition, way: Way) -> Link:
    """Give a link to the issue before or after."""
    if neighbour is None:
        return NOWHERE
    title = wording.issue_title(neighbour.date, neighbour.name, edition.language)
    return Link(title, way(addresses.issue(neighbour.id)))
