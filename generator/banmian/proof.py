"""Proofs (校对): the finished site, checked before it replaces the old one. Pure.

Every link has a place to go, every anchor exists, no two outputs have one path.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from html.parser import HTMLParser
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from banmian.model.diagnostics import Diagnostic, Where, diagnostic
from banmian.model.output import Output


def proofs(outputs: Iterable[Output], base_path: str, public: str) -> list[Diagnostic]:
    """Check the outputs of a site; `public` is the folder to name in what is found."""
    everything = list(outputs)
    paths = Counter(_on_any_disk(output.path) for output in everything)
    found = [
        diagnostic("BM403", Where(f"{public}/{output.path}"))
        for output in everything
        if paths[_on_any_disk(output.path)] > 1
    ]
    pages = {o.path: _read(o.content) for o in everything if o.path.endswith(".html")}
    files = {output.path for output in everything}
    for path, page in pages.items():
        for href in page.links:
            code = _wrong(href, path, base_path, files, pages)
            if code:
                found.append(diagnostic(code, Where(f"{public}/{path}"), href=href))
    return found


def _on_any_disk(path: str) -> str:
    """Give what a path is to disks that know neither case nor how an accent is composed."""
    return unicodedata.normalize("NFC", path).casefold()


def _wrong(
    href: str, path: str, base_path: str, files: set[str], pages: Mapping[str, "_Page"]
) -> str:
    """Give the code of what is wrong with a link, "" when it is right or not ours to check."""
    parts = urlsplit(href)
    if parts.scheme or parts.netloc:
        return ""
    target = unquote(parts.path)
    if not target:
        file = path
    elif target.startswith("/"):
        if not target.startswith(base_path):
            return "BM401"
        file = target.removeprefix(base_path)
    else:
        file = join(dirname(path), target)
    if not file or file.endswith("/"):
        file += "index.html"
    file = normpath(file)
    if file not in files:
        return "BM401"
    fragment = unquote(parts.fragment)
    return "BM402" if fragment and file in pages and fragment not in pages[file].anchors else ""


class _Page(HTMLParser):
    """The links and anchors of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.anchors: set[str] = {"top"}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect what leads somewhere and what can be led to."""
        for name, value in attrs:
            if name == "id" and value:
                self.anchors.add(value)
            elif name in {"href", "src", "action", "data-index"} and tag != "base":
                self.links.append(value or "")
            elif name == "srcset":
                candidates = (candidate.split() for candidate in (value or "").split(", "))
                self.links += [candidate[0] for candidate in candidates if candidate]


def _read(content: bytes) -> _Page:
    page = _Page()
    page.feed(content.decode())
    page.close()
    return page
