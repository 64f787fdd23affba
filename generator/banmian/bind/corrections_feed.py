"""The Atom feed of corrections and withdrawals."""

from collections.abc import Sequence

from banmian import addresses
from banmian.bind import atom
from banmian.bind.corrections import Entry, Kind
from banmian.config.edition import Edition
from banmian.model.dates import PartialDate
from banmian.theme import wording
from banmian.theme.lists import article_address, printed_on, shown_title
from banmian.theme.site import Site


def corrections_feed(entries: Sequence[Entry], newest: PartialDate, site: Site) -> bytes:
    """Make the feed. An entry's moment is its day's first; `newest` is the newest issue's date."""
    edition = site.edition
    title = f"{edition.title} · {site.phrase('corrections')}"
    updated = atom.moment(entries[0].date if entries else newest, edition)
    shown = (_entry(entry, edition) for entry in entries[: atom.ENTRIES])
    own, page = addresses.CORRECTIONS_FEED, addresses.CORRECTIONS
    return atom.document(own, page, title, "", updated, edition, shown)


def _entry(entry: Entry, edition: Edition) -> str:
    card, article = entry.notice or entry.article
    return atom.entry(
        (
            atom.element("id", f"{edition.address}{addresses.CORRECTIONS}#{entry.name}"),
            atom.element("title", _title(entry, edition.language)),
            atom.link(
                "alternate", edition.address + article_address(card.id, article), "text/html"
            ),
            atom.element("updated", atom.moment(entry.date, edition)),
            atom.element("summary", entry.note),
        )
    )


def _title(entry: Entry, language: str) -> str:
    """Name what is corrected; of what is withdrawn only where it stood."""
    card, article = entry.article
    title = shown_title(article.title, language)
    if entry.kind is not Kind.WITHDRAWAL:
        return wording.correction(title, language)
    labels = (placement.page for placement in article.placements)
    pages = "、".join(wording.page_title(page, language) for page in printed_on(card, labels))
    return f"{title} · {wording.issue_title(card.date, card.name, language)} · {pages}"
