"""The body of an article or a sheet → HTML: plain blocks directly, an editor's Markdown not."""

import re
from html import escape, unescape
from zlib import crc32

from msgspec import Struct

from banmian import addresses
from banmian.compose import markup, names
from banmian.compose.targets import (
    FOLDER,
    DeadEnd,
    Resolve,
    Surroundings,
    Target,
    image_attributes,
)
from banmian.config.profile import Profile
from banmian.content.plain_text import body_lines
from banmian.model.article import (
    Block,
    EditorsNote,
    Figure,
    Markup,
    Paragraph,
    SectionHead,
    Table,
    Verse,
)
from banmian.text.datelines import split_dateline
from banmian.text.joining import join_breaks
from banmian.theme.filters import units

SIZES = "(max-width: 42rem) 100vw, 40rem"
"""How wide a picture stands: over the whole screen, or over the column of a body."""

ANCHOR = 16
"""Characters at the beginning of a paragraph that its anchor is made of."""
_TABLE = '<div class="table" tabindex="0"><table>'
"""A table scrolls in a box of its own, which the keyboard reaches."""

_PLACE = "\x01{}\x01"
"""Holds the place of a plain block among Markdown. No text can contain it: U+0001 is refused."""


class Rendered(Struct, frozen=True):
    """A body as HTML; its text as a reader sees it, line by line; what in it leads nowhere."""

    html: str
    lines: tuple[str, ...]
    dead_ends: tuple[DeadEnd, ...]


def render(body: tuple[Block, ...], surroundings: Surroundings, profile: Profile) -> Rendered:
    """Render the body of an article or a sheet in its surroundings."""
    dead_ends: list[DeadEnd] = []

    def resolve(tag: str, written: str) -> Target | None:
        target = surroundings.target(tag, written)
        if target is None:
            dead_ends.append(DeadEnd(tag, written))
        return target

    html, lines = _render(body, resolve, profile)
    return Rendered(html, lines, tuple(dead_ends))


def _render(
    body: tuple[Block, ...], resolve: Resolve, profile: Profile
) -> tuple[str, tuple[str, ...]]:
    """Give HTML and lines. All Markdown is converted at once, for its footnotes' sake."""
    anchors = _Anchors()
    plain = {
        n: _block(b, n, resolve, anchors) for n, b in enumerate(body) if not isinstance(b, Markup)
    }
    for n, block in enumerate(body):  # pictures and notes may stand before the beginning
        if isinstance(block, Paragraph) and plain[n].startswith("<p "):
            plain[n] = f"{plain[n].partition('>')[0]}>{_first(block.text, profile)}</p>"
        if not isinstance(block, Figure | EditorsNote):
            break
    if len(plain) == len(body):
        return "\n".join(plain.values()), tuple(body_lines(body))
    sources = [b.source if isinstance(b, Markup) else _PLACE.format(n) for n, b in enumerate(body)]
    html = join_breaks(markup.to_html("\n\n".join(sources), resolve))
    html = re.sub("<p>(?!\x01)(.*?)</p>", lambda one: _anchored(one[1], anchors), html)
    html = html.replace("<table>", _TABLE).replace("</table>", "</table></div>")
    html = re.sub("<p>\x01([0-9]+)\x01</p>", lambda match: plain[int(match[1])], html)
    return html, markup.text_lines(html)


class _Anchors:
    """Names paragraphs by how they begin: an anchor stays while others come, go or change."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def of(self, text: str) -> str:
        """Give a paragraph's anchor; further ones that begin alike are numbered."""
        anchor = f"p-{crc32(text[:ANCHOR].encode()):08x}"
        if anchor not in self._seen:
            self._seen[anchor] = 1
            return anchor
        self._seen[anchor] += 1
        return f"{anchor}-{self._seen[anchor]}"


def _anchored(inner: str, anchors: _Anchors) -> str:
    """Give a paragraph of converted Markdown its anchor."""
    text = unescape(re.sub("<[^>]*>", "", inner)).strip()
    return f'<p id="{anchors.of(text)}">{inner}</p>' if text else f"<p>{inner}</p>"


def _paragraph(text: str, anchor: str) -> str:
    return f'<p id="{anchor}">{escape(text, quote=False)}</p>'


def _block(block: Block, number: int, resolve: Resolve, anchors: _Anchors) -> str:
    match block:
        case Paragraph(text):
            anchor = anchors.of(text)
            return names.row(text, anchor) or _paragraph(text, anchor)
        case SectionHead(text):
            return f'<h2 id="s{number}">{units(text)}</h2>'
        case EditorsNote(label, paragraphs):
            inner = "".join(_paragraph(text, anchors.of(text)) for text in paragraphs)
            head = f'<p class="label">{escape(label, quote=False)}</p>'
            return f'<blockquote class="editors-note">{head}{inner}</blockquote>'
        case Figure():
            return _figure(block, resolve)
        case Table(head, rows):
            body = "".join(_row(row, "td") for row in rows)
            return f"{_TABLE}<thead>{_row(head, 'th')}</thead><tbody>{body}</tbody></table></div>"
        case Verse(lines):
            stanzas = "\n".join(lines).split("\n\n")
            inner = "".join(_stanza(stanza, anchors) for stanza in stanzas)
            return f'<div class="poem">{inner}</div>'
        case Markup():
            raise AssertionError("Markdown is not for the express lane")


def _stanza(text: str, anchors: _Anchors) -> str:
    lines = escape(text, quote=False).replace("\n", "<br>")
    return f'<p class="verse" id="{anchors.of(text)}">{lines}</p>'


def _first(text: str, profile: Profile) -> str:
    """Set the dateline of the first paragraph apart."""
    dateline, rest = split_dateline(text, profile)
    span = f'<span class="dateline">{escape(dateline, quote=False)}</span>' if dateline else ""
    return span + escape(rest, quote=False)


def _figure(figure: Figure, resolve: Resolve) -> str:
    target = resolve("img", FOLDER + figure.image) if figure.image else None
    image = _picture(target, figure.alt) if target else ""
    credit = f'<span class="credit">{escape(figure.credit, quote=False)}</span>'
    words = [escape(figure.caption, quote=False), credit if figure.credit else ""]
    caption = " ".join(filter(None, words))
    shown = image + (f"<figcaption>{caption}</figcaption>" if caption else "")
    return f"<figure>{shown}</figure>" if shown else ""


def _picture(target: Target, alt: str) -> str:
    """Give a picture, in WebP for browsers that take it."""
    written = "".join(f' {k}="{escape(v)}"' for k, v in image_attributes(target).items())
    image = f'<img{written} alt="{escape(alt)}">'
    widths = target.picture.variants if target.picture else ()
    if not widths:
        return image
    srcset = ", ".join(f"{addresses.variant(target.href, width)} {width}w" for width in widths)
    source = f'<source type="image/webp" srcset="{escape(srcset)}" sizes="{SIZES}">'
    return f"<picture>{source}{image}</picture>"


def _row(cells: tuple[str, ...], tag: str) -> str:
    inner = "".join(f"<{tag}>{escape(cell, quote=False)}</{tag}>" for cell in cells)
    return f"<tr>{inner}</tr>"
