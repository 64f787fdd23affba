"""The Atom feed of corrections and withdrawals. Built as a tree, so that no text is markup."""

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from banmian import addresses
from banmian.bind.atom import ENTRIES, add, head, link, moment, name
from banmian.bind.corrections import Entry, Kind
from banmian.bind.xml import document
from banmian.config.edition import Edition
from banmian.model.dates import PartialDate
from banmian.theme import wording
from banmian.theme.lists import article_address, printed_on, shown_title
from banmian.theme.site import Site


def corrections_feed(entries: Sequence[Entry], newest: PartialDate, site: Site) -> bytes:
    """Make the feed. An entry's moment is its day's first; `newest` is the newest issue's date."""
    edition = site.edition
    title = f"{edition.title} · {site.phrase('corrections')}"
    updated = moment(entries[0].date if entries else newest, edition)
    root = head(addresses.CORRECTIONS_FEED, addresses.CORRECTIONS, title, "", updated, edition)
    for entry in entries[:ENTRIES]:
        _entry(root, entry, edition)
    return document(root)


def _entry(root: ET.Element, entry: Entry, edition: Edition) -> None:
    card, article = entry.notice or entry.article
    element = ET.SubElement(root, name("entry"))
    add(element, "id", f"{edition.address}{addresses.CORRECTIONS}#{entry.name}")
    add(element, "title", _title(entry, edition.language))
    link(element, "alternate", edition.address + article_address(card.id, article), "text/html")
    add(element, "updated", moment(entry.date, edition))
    add(element, "summary", entry.note)


def _title(entry: Entry, language: str) -> str:
    """Name what is corrected; of what is withdrawn only where it stood."""
    card, article = entry.article
    title = shown_title(article.title, language)
    if entry.kind is not Kind.WITHDRAWAL:
        return wording.correction(title, language)
    labels = (placement.page for placement in article.placements)
    pages = "、".join(wording.page_title(page, language) for page in printed_on(card, labels))
    return f"{title} · {wording.issue_title(card.date, card.name, language)} · {pages}"
