"""The page of all corrections (更正) and withdrawals (撤回) of the edition, newest first."""

from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum

from msgspec import Struct

from banmian import addresses
from banmian.bind.references import InIssue, corrected
from banmian.model.card import ArticleCard, Card
from banmian.model.dates import PartialDate
from banmian.model.output import Output
from banmian.theme import descriptions
from banmian.theme.contexts import CorrectionLine, CorrectionsView, Link, ReferenceView
from banmian.theme.lists import NOWHERE, article_address, date_view, place, shown_title
from banmian.theme.site import Site, Way


class Kind(StrEnum):
    """What became of an article: corrected here, corrected by a later article, withdrawn."""

    CORRECTION = "correction"
    NOTICE = "notice"
    WITHDRAWAL = "withdrawal"


class Entry(Struct, frozen=True):
    """A correction or withdrawal of `article`; `notice` is the article that corrects it.

    `name` tells it from all others of the edition, and stays.
    """

    kind: Kind
    date: PartialDate
    note: str
    article: InIssue
    notice: InIssue | None
    name: str


def correction_entries(cards: tuple[Card, ...]) -> list[Entry]:
    """Give all corrections and withdrawals, newest first; of one day, as the issues stand."""
    found = [*_own(cards), *_notices(cards)]
    return sorted(found, key=lambda entry: entry.date.earliest, reverse=True)


def _own(cards: Iterable[Card]) -> Iterator[Entry]:
    for card in cards:
        for article in card.articles:
            days: Counter[PartialDate] = Counter()
            for one in article.corrections:
                days[one.date] += 1
                name = f"{_key(card, article)}-{one.date}-{days[one.date]}"
                yield Entry(Kind.CORRECTION, one.date, one.note, (card, article), None, name)
            if article.withdrawal:
                gone, name = article.withdrawal, f"{_key(card, article)}-withdrawn"
                yield Entry(Kind.WITHDRAWAL, gone.date, gone.reason, (card, article), None, name)


def _notices(cards: tuple[Card, ...]) -> Iterator[Entry]:
    for notice, article in corrected(cards):
        name = f"{_key(*article)}-{_key(*notice)}"
        yield Entry(Kind.NOTICE, notice[0].date, notice[1].title, article, notice, name)


def _key(card: Card, article: ArticleCard) -> str:
    """Give an article's id; of a withdrawn one, whose id was made of its text, the address."""
    return f"{card.id}/{article.slug}" if article.withdrawal else article.id


def corrections_page(entries: Iterable[Entry], site: Site) -> Output:
    """Make the page."""
    way = site.way_from(addresses.CORRECTIONS)
    lines = tuple(_line(entry, site.edition.language, way) for entry in entries)
    view = CorrectionsView(lines, way(addresses.CORRECTIONS_FEED))
    said = descriptions.corrections(len(lines), site.edition)
    return site.output(addresses.CORRECTIONS, site.phrase("corrections"), said, view)


def _line(entry: Entry, language: str, way: Way) -> CorrectionLine:
    notice = NOWHERE
    if entry.notice:
        card, article = entry.notice
        notice = Link(article.title, way(article_address(card.id, article)))
    card, article = entry.article
    labels = (placement.page for placement in article.placements)
    return CorrectionLine(
        kind=entry.kind.value,
        date=date_view(entry.date, language),
        note="" if entry.notice else entry.note,
        notice=notice,
        article=ReferenceView(
            title=shown_title(article.title, language),
            href=way(article_address(card.id, article)),
            place=place(card, labels, language, way),
        ),
    )
