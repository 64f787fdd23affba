"""The description by which a browser adds an edition's search (OpenSearch 1.1)."""

from xml.etree import ElementTree as ET

from banmian import addresses
from banmian.bind.xml import document
from banmian.config.edition import Edition

NAMESPACE = "http://a9.com/-/spec/opensearch/1.1/"
_SHORT, _LONG = 16, 48
"""Characters of a short name and of a long one, at most."""


def opensearch(edition: Edition) -> bytes:
    """Describe the search of an edition."""
    ET.register_namespace("", NAMESPACE)
    root = ET.Element(_name("OpenSearchDescription"))
    said = {
        "ShortName": edition.title[:_SHORT],
        "LongName": edition.title[:_LONG],
        "Description": edition.subtitle or edition.title,
        "Language": edition.language,
        "InputEncoding": "UTF-8",
    }
    for tag, text in said.items():
        ET.SubElement(root, _name(tag)).text = text
    page = f"{edition.address}{addresses.SEARCH}?q={{searchTerms}}"
    ET.SubElement(root, _name("Url"), {"type": "text/html", "template": page})
    own = {
        "type": "application/opensearchdescription+xml",
        "rel": "self",
        "template": edition.address + addresses.OPENSEARCH,
    }
    ET.SubElement(root, _name("Url"), own)
    return document(root)


def _name(tag: str) -> str:
    return f"{{{NAMESPACE}}}{tag}"
