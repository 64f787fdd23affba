"""What Atom feeds (RFC 4287) are made of: elements of a tree, so that no text is markup."""

from xml.etree import ElementTree as ET

from banmian.config.edition import Edition
from banmian.model.dates import PartialDate

ATOM = "http://www.w3.org/2005/Atom"

ENTRIES = 50
"""The most that a feed holds, the newest."""


def head(
    feed: str, page: str, title: str, subtitle: str, updated: str, edition: Edition
) -> ET.Element:
    """Begin a feed: `feed` is its own address, `page` that of the page which shows the same."""
    ET.register_namespace("", ATOM)
    root = ET.Element(
        name("feed"), {"{http://www.w3.org/XML/1998/namespace}lang": edition.language}
    )
    add(root, "id", edition.address + page)
    add(root, "title", title)
    if subtitle:
        add(root, "subtitle", subtitle)
    add(root, "updated", updated)
    link(root, "self", edition.address + feed, "application/atom+xml")
    link(root, "alternate", edition.address + page, "text/html")
    author = ET.SubElement(root, name("author"))
    add(author, "name", edition.publisher or edition.title)
    return root


def name(tag: str) -> str:
    """Give an element's name in Atom's namespace."""
    return f"{{{ATOM}}}{tag}"


def add(parent: ET.Element, tag: str, text: str) -> None:
    """Add an element that holds a text."""
    ET.SubElement(parent, name(tag)).text = text


def link(parent: ET.Element, rel: str, href: str, kind: str) -> None:
    """Add a link."""
    ET.SubElement(parent, name("link"), {"rel": rel, "href": href, "type": kind})


def moment(date: PartialDate, edition: Edition) -> str:
    """Give the first moment that a date can mean, in the edition's time zone."""
    year, month, day = date.earliest
    return f"{year:04}-{month:02}-{day:02}T00:00:00{edition.time_zone}"
