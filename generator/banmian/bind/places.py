"""Where everything of an edition stands: what a publication records."""

from collections.abc import Iterable

from banmian import addresses
from banmian.bind.lists import Slugs
from banmian.config.edition import Edition
from banmian.model.card import Card
from banmian.model.ledger import Thing
from banmian.model.sheet import Sheet
from banmian.theme.lists import article_address, is_readable
from banmian.theme.wording import issue_title


def issue_places(card: Card, pages: bool) -> dict[Thing, str]:
    """Give the address of each thing of an issue whose address could change or vanish.

    `pages` tells whether its printed pages have outputs of their own.
    """
    found = {Thing(f"issue:{card.id}"): addresses.issue(card.id)}
    for page in card.pages if pages else ():
        found[Thing(f"page:{card.id}/{page.label}")] = addresses.page(card.id, page.label)
    for article in card.articles:
        found[Thing(f"article:{article.id}")] = article_address(card.id, article)
    return found


def edition_places(years: Iterable[int], sheets: Iterable[Sheet], lists: Slugs) -> dict[Thing, str]:
    """Give the address of each thing that spans issues; `years` are those of the archive.

    `lists` are the slugs of all lists that have a page.
    """
    found = {Thing(f"year:{year:04}"): addresses.archive_year(year) for year in years}
    for sheet in sheets:
        found[Thing(f"sheet:{sheet.slug}")] = addresses.sheet(sheet.slug)
    for kind, names in lists.items():
        for name, slug in names.items():
            found[Thing(f"{kind.value}:{name}")] = addresses.list_of(kind, slug)
    return found


def titles(card: Card, edition: Edition) -> dict[str, str]:
    """Give what to call what stands at the addresses of an issue and its articles."""
    found = {addresses.issue(card.id): issue_title(card.date, card.name, edition.language)}
    for article in card.articles:
        if is_readable(article):
            found.setdefault(article_address(card.id, article), article.title)
    return found
