"""An editor's own Markdown → HTML: through Python-Markdown, with HTML shown as text, then nh3.

Only texts that hold `Markup` come here. The libraries are slow to import: only then.
"""

import re
from collections.abc import Mapping
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from banmian.compose.targets import Resolve, image_attributes

if TYPE_CHECKING:
    from markdown import Markdown

EXTENSIONS = ("tables", "footnotes", "sane_lists")

_TAGS = frozenset(
    "p br hr h2 h3 h4 h5 h6 ul ol li blockquote pre code em strong del sub sup a img "
    "table thead tbody tr th td div section".split()
)
_ATTRIBUTES: Mapping[str, set[str]] = {
    "a": {"href", "title", "id"},
    "img": {"src", "alt", "title", "width", "height", "loading", "decoding"},
    "ol": {"start"},
    "li": {"id"},
    "sup": {"id"},
}
_CLASSES = {"blockquote": {"editors-note"}, "p": {"label"}}
_SCHEMES = {"http", "https", "mailto"}
_HIDDEN = "\x02amp\x03"
_BLOCKS = frozenset("p h2 h3 h4 h5 h6 li blockquote pre tr div section hr br".split())

_LABEL = re.compile(r"\[!([^\]]+)\]\s*")
_DEFINITION = re.compile(r"^( {0,3})\[(?!\^)([^\]\n]+)\](?=:)", re.MULTILINE)


def to_html(markdown: str, resolve: Resolve) -> str:
    """Convert Markdown to HTML that holds nothing but text, marks, links and local pictures.

    Of a link that leads nowhere its text stays, of such a picture what stands in for it. What
    looks like the definition of a link but is that of none (`[注]: 本报讯`) is text.
    """
    import nh3  # noqa: PLC0415

    return nh3.clean(
        _converter(resolve).convert(_without_idle_definitions(markdown)),
        tags=set(_TAGS),
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        allowed_classes=_CLASSES,
        url_schemes=_SCHEMES,
        link_rel="noopener noreferrer",
    )


def _without_idle_definitions(markdown: str) -> str:
    folded = markdown.lower()

    def escape(found: re.Match[str]) -> str:
        idle = folded.count(f"[{found[2].lower()}]") == 1
        return f"{found[1]}\\[{found[2]}]" if idle else found[0]

    return _DEFINITION.sub(escape, markdown)


def _converter(resolve: Resolve) -> "Markdown":
    """Make a converter that shows HTML as text and resolves what links and pictures lead to."""
    from markdown import Markdown  # noqa: PLC0415
    from markdown.treeprocessors import Treeprocessor  # noqa: PLC0415

    class Resolver(Treeprocessor):
        def run(self, root: Element) -> None:
            for element in root.iter():
                if element.tag in {"a", "img"}:
                    _resolve(element, resolve)
                elif element.tag == "blockquote":
                    _set_label_apart(element)

    converter = Markdown(extensions=list(EXTENSIONS))
    converter.preprocessors.deregister("html_block")
    converter.inlinePatterns.deregister("html")
    converter.treeprocessors.register(Resolver(converter), "resolve", 5)
    return converter


def _resolve(element: Element, resolve: Resolve) -> None:
    """Write an element's address; one that leads nowhere becomes its text."""
    name = "href" if element.tag == "a" else "src"
    written = element.get(name, "")
    if _HIDDEN in written:  # Python-Markdown hides the letters of <a@b.cn>
        written = unescape(written.replace(_HIDDEN, "&"))
    target = resolve(element.tag, written)
    if target is not None:
        attributes = {name: target.href} if element.tag == "a" else image_attributes(target)
        element.attrib.update(attributes)
        return
    if element.tag == "img":
        element.text = element.get("alt", "")
    element.tag = "span"
    element.attrib.clear()


def _set_label_apart(quotation: Element) -> None:
    """Make a quotation whose first line is `[!编者按]` an editor's note, as `body` makes it."""
    first = next(iter(quotation), None)
    if first is None or first.tag != "p":
        return
    line, line_end, rest = (first.text or "").partition("\n")
    label = _LABEL.fullmatch(line)
    if not label or not (line_end or len(first) == 0):
        return
    quotation.set("class", "editors-note")
    first.text = rest
    if not rest and len(first) == 0:
        quotation.remove(first)
    head = Element("p", {"class": "label"})
    head.text, head.tail = label[1], "\n"
    quotation.insert(0, head)


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
