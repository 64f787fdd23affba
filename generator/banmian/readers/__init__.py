"""From the bytes of a source file to the text of a page."""

from banmian.readers.txt import read_text

__all__ = ["read_text"]
