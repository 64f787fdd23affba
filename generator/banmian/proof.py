"""Proofs (校对): the finished site, checked before it replaces the old one. Pure.

Every link has a place to go, every anchor exists, no two outputs have one path, no page is empty.
What a page says of itself is read once, `facts`; what of it concerns the whole site is compared
when all is there, `proofs`.
"""

import re
import unicodedata
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from html import unescape
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from banmian.model.diagnostics import Diagnostic, Where, diagnostic
from banmian.model.output import Output

_TOKEN = re.compile(
    r"""<!--.*?-->
      | <(?P<tag>[a-zA-Z][a-zA-Z0-9-]*)(?P<attributes>(?:[^>"']|"[^"]*"|'[^']*')*)>""",
    re.VERBOSE | re.DOTALL,
)
_ATTRIBUTE = re.compile(
    r"""(?P<name>[^\s"'>/=]+)\s*=\s*(?:"(?P<a>[^"]*)"|'(?P<b>[^']*)'|(?P<c>[^\s"'>]+))"""
)
_KNOWN = frozenset({"id", "href", "src", "action", "data-index", "srcset"})
_HOLDS = re.compile(r"\b(?:id|href|src|action|data-index|srcset)\s*=")
_PLAIN = re.compile(r"(?:\.\./)*[a-z0-9][a-zA-Z0-9_/-]*(?:\.[a-z0-9]+)*/?")
"""A way that is its own address: neither query, fragment nor anything encoded in it."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page says of itself: where it leads inside the site, and where one can land in it.

    `links` give by the file that is led to, with `#` and the fragment where there is one, how the
    link is written; `wrong` those that lead out of the site. `empty`: there is nothing on it.
    """

    links: Mapping[str, str]
    wrong: tuple[str, ...]
    anchors: frozenset[str]
    empty: bool = False


def facts(path: str, content: bytes, base_path: str) -> Facts:
    """Read what a page, the output at `path`, says of itself."""
    hrefs, anchors = _read(content.decode())
    links: dict[str, str] = {}
    wrong = []
    for href in hrefs:
        target = _target(href, path, base_path)
        if target is None:
            wrong.append(href)
        elif target:
            links.setdefault(target, href)
    return Facts(links, tuple(wrong), frozenset(anchors), empty=not content.strip())


def own_proofs(path: str, page: Facts, public: str) -> Iterable[Diagnostic]:
    """Check what a page alone can be wrong in; `public` is the folder to name in what is found."""
    where = Where(f"{public}/{path}")
    for href in page.wrong:
        yield diagnostic("BM401", where, href=href)
    if page.empty:
        yield diagnostic("BM410", where)


def missing(
    links: Mapping[str, str], path: str, files: Container[str], public: str
) -> Iterable[Diagnostic]:
    """Name the links of a page that lead to no file."""
    for target, href in links.items():
        if target.partition("#")[0] not in files:
            yield diagnostic("BM401", Where(f"{public}/{path}"), href=href)


def adrift(
    links: Mapping[str, str], path: str, anchors: Callable[[str], Container[str]], public: str
) -> Iterable[Diagnostic]:
    """Name the links of a page to anchors that are not there; `anchors` gives those of a file."""
    for target, href in links.items():
        file, _, fragment = target.partition("#")
        if fragment and fragment not in anchors(file):
            yield diagnostic("BM402", Where(f"{public}/{path}"), href=href)


def proofs(outputs: Iterable[Output], base_path: str, public: str) -> list[Diagnostic]:
    """Check all outputs of a site."""
    everything = list(outputs)
    pages = {o.path: facts(o.path, o.content, base_path) for o in everything if is_page(o.path)}
    files = {output.path for output in everything}
    found = same_paths((output.path for output in everything), public)
    for path, page in pages.items():
        found += own_proofs(path, page, public)
        found += missing(page.links, path, files, public)
        there = {
            target: href for target, href in page.links.items() if target.partition("#")[0] in pages
        }
        found += adrift(there, path, lambda file: pages[file].anchors, public)
    return found


def is_page(path: str) -> bool:
    """Tell whether an output is a page, with links to check."""
    return path.endswith(".html")


def same_paths(paths: Iterable[str], public: str) -> list[Diagnostic]:
    """Name the outputs that would be one file: on a disk that knows no case, or no accents."""
    first: dict[str, str] = {}
    found = []
    for path in paths:
        other = first.setdefault(_on_any_disk(path), path)
        if other is not path:
            found += [diagnostic("BM403", Where(f"{public}/{one}")) for one in (other, path)]
    return found


def _on_any_disk(path: str) -> str:
    """Give what a path is to disks that know neither case nor how an accent is composed."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", path).casefold()


def _target(href: str, path: str, base_path: str) -> str | None:
    """Give the file, and fragment, that a link leads to; "" where it is not ours, None: nowhere."""
    folder = path[: path.rfind("/") + 1]
    if _PLAIN.fullmatch(href):
        up = 0
        while href.startswith("../", up):
            if not folder:
                return None
            folder = folder[: folder.rfind("/", 0, -1) + 1]
            up += 3
        return _file(folder + href[up:])
    parts = urlsplit(href)
    if parts.scheme or parts.netloc:
        return ""
    way, fragment = unquote(parts.path), unquote(parts.fragment)
    if way.startswith("/") and not way.startswith(base_path):
        return None
    whole = way.removeprefix(base_path) if way.startswith("/") else folder + way
    file = normpath(whole) if whole else "."
    if file.startswith(".."):
        return None
    if not way:
        file = path
    elif file == ".":
        file = _file("")
    elif whole.endswith(("/", "/.", "/..")):
        file = _file(f"{file}/")
    return f"{file}#{fragment}" if fragment and fragment != "top" else file


def _file(address: str) -> str:
    return f"{address}index.html" if not address or address.endswith("/") else address


def _read(page: str) -> tuple[list[str], list[str]]:
    """Give all that leads somewhere, as it is written, and all anchors."""
    hrefs: list[str] = []
    anchors: list[str] = []
    for token in _TOKEN.finditer(page):
        tag, attributes = token["tag"], token["attributes"]
        if not attributes or not _HOLDS.search(attributes):
            continue
        for name, a, b, c in _ATTRIBUTE.findall(attributes):
            if name not in _KNOWN:
                continue
            value = unescape(a or b or c)
            if name == "id":
                anchors.append(value)
            elif name == "srcset":
                candidates = (candidate.split() for candidate in value.split(", "))
                hrefs += [candidate[0] for candidate in candidates if candidate]
            elif tag != "base":
                hrefs.append(value)
    return list(dict.fromkeys(hrefs)), anchors
