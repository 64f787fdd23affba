"""An editor's own Markdown → HTML: through Python-Markdown, with HTML shown as text, then nh3.

Only articles that hold `Markup` come here. The libraries are slow to import: only then.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown import Markdown

EXTENSIONS = ("tables", "footnotes", "sane_lists")

_TAGS = frozenset(
    "p br hr h2 h3 h4 h5 h6 ul ol li blockquote pre code em strong del sub sup a img "
    "table thead tbody tr th td div section".split()
)
_ATTRIBUTES: Mapping[str, set[str]] = {
    "a": {"href", "title", "id"},
    "img": {"src", "alt", "title"},
    "ol": {"start"},
    "li": {"id"},
    "sup": {"id"},
}
_SCHEMES = {"http", "https", "mailto", "id"}
_BLOCKS = frozenset("p h2 h3 h4 h5 h6 li blockquote pre tr div section hr br".split())


Resolve = Callable[[str, str], str | None]
"""From a tag (`a`, `img`) and what it leads to, to the address to write; None: it leads nowhere."""

_DEAD_LINK = re.compile(r"<a(?![^>]*\s(?:href|id)=)[^>]*>(.*?)</a>", re.DOTALL)
_DEAD_IMAGE = re.compile(r'<img(?![^>]*\ssrc=)(?:[^>]*\salt="([^"]*)")?[^>]*>')


def to_html(markdown: str, resolve: Resolve) -> str:
    """Convert Markdown to HTML that holds nothing but text, marks, links and local pictures.

    Of a link that leads nowhere its text stays, of such a picture what stands in for it.
    """
    import nh3  # noqa: PLC0415

    converter = _converter()
    converter.reset()
    html = converter.convert(markdown)

    def attribute(tag: str, name: str, value: str) -> str | None:
        return resolve(tag, value) if (tag, name) in {("a", "href"), ("img", "src")} else value

    clean = nh3.clean(
        html,
        tags=set(_TAGS),
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        attribute_filter=attribute,
        url_schemes=_SCHEMES,
        link_rel="noopener noreferrer",
    )
    return _DEAD_IMAGE.sub(r"\1", _DEAD_LINK.sub(r"\1", clean))


@cache
def _converter() -> "Markdown":
    from markdown import Markdown  # noqa: PLC0415

    converter = Markdown(extensions=list(EXTENSIONS))
    converter.preprocessors.deregister("html_block")
    converter.inlinePatterns.deregister("html")
    return converter


def text_lines(html: str) -> tuple[str, ...]:
    """Give the text of HTML as a reader sees it, a line a block."""
    reader = _TextReader()
    reader.feed(html)
    reader.close()
    lines = "".join(reader.parts).split("\n")
    return tuple(line for line in (" ".join(line.split()) for line in lines) if line)


class _TextReader(HTMLParser):
    """Collects text; a block's beginning and end are line ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        """Begin a line with a block."""
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """End the line of a block, and put a space between cells."""
        if tag in _BLOCKS:
            self.parts.append("\n")
        elif tag in {"td", "th"}:
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        """Keep text; a line end inside it is a space."""
        self.parts.append(data.replace("\n", " "))
