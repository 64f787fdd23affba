"""An issue → what the share picture of its pages says."""

from banmian import addresses
from banmian.config.edition import Edition
from banmian.model.card import Card
from banmian.model.cover import Cover
from banmian.theme import wording
from banmian.theme.lists import headlines


def issue_cover(card: Card, edition: Edition, face: str = "") -> Cover:
    """Give the cover of an issue: its first headline is the main one.

    `face` is the style sheet that loads its face for headlines.
    """
    return Cover(
        address=addresses.share(card.id),
        name=edition.title,
        date=wording.issue_title(card.date, card.name, edition.language),
        number=wording.issue_number(card.number, edition.language),
        headline=next(iter(headlines(card)), ""),
        day=card.day,
        face=face,
    )
