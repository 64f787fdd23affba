"""A tree → an XML file."""

from xml.etree import ElementTree as ET


def document(root: ET.Element) -> bytes:
    """Write a tree as UTF-8 with its declaration, indented, with a line end at the end."""
    ET.indent(root)
    content: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return content + b"\n"
