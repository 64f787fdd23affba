"""Proofs (校对): the finished site, checked before it replaces the old one. Pure.

Every link has a place to go, every anchor exists, no two outputs have one path, no page is empty.
What a page says of itself is read once, `facts`; what of it concerns the whole site is compared
when all is there, `proofs`.
"""

import re
import unicodedata
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from functools import lru_cache
from html import unescape
from itertools import pairwise
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from msgspec import Struct

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
_PLAIN = re.compile(r"[a-z0-9][a-zA-Z0-9_/-]*(?:\.[a-z0-9]+)*/?")
"""A way that is its own address: neither query, fragment nor anything encoded in it."""


class Facts(Struct, frozen=True):
    """What a page says of itself: where it leads inside the site, and where one can land in it.

    `links` give by the file that is led to, with `#` and the fragment where there is one, how the
    link is written; `wrong` are those that lead out of the site, `adrift` those to an anchor of
    the page itself that it has not. `empty`: there is nothing on it.
    """

    links: Mapping[str, str]
    wrong: tuple[str, ...]
    adrift: tuple[str, ...]
    anchors: frozenset[str]
    empty: bool


def facts(
    path: str, content: bytes, base_path: str, exact: bool = False, parts: Iterable[str] = ()
) -> Facts:
    """Read what a page, the output at `path`, says of itself.

    Unless it is to be `exact`, text that looks like a link (`a href="b"`) may be among the links:
    whoever finds a dead one looks again, exactly. `parts` are what may stand in many pages of its
    depth, the same in each; it is read once.
    """
    page = content.decode()
    links: dict[str, str] = {}
    if not exact:
        page, links = _without(parts, page, path.count("/"), base_path)
    hrefs, anchors = _parsed(page) if exact else _glanced(page) or _parsed(page)
    wrong, adrift = [], []
    folders = _folders(path[: path.rfind("/") + 1])
    for href in dict.fromkeys(hrefs):
        target = _plain_target(href, folders)
        if target is None:
            target = _target(href, path, base_path)
        if target is None:
            wrong.append(href)
        elif target.startswith(f"{path}#"):
            if target[len(path) + 1 :] not in anchors:
                adrift.append(href)
        elif target:
            links.setdefault(target, href)
    if (wrong or adrift) and not exact:
        return facts(path, content, base_path, exact=True)
    empty = not content.strip()
    return Facts(links, tuple(wrong), tuple(adrift), frozenset(anchors), empty)


def _without(
    parts: Iterable[str], page: str, depth: int, base_path: str
) -> tuple[str, dict[str, str]]:
    """Take out of a page what stands in many; give what is left, and what those lead to."""
    links: dict[str, str] = {}
    for part in parts:
        before, found, after = page.partition(part) if part else (page, "", "")
        known = _part_facts(part, depth, base_path) if found else None
        if known is not None:
            page = before + after
            links |= known
    return page, links


@lru_cache(maxsize=256)
def _part_facts(part: str, depth: int, base_path: str) -> Mapping[str, str] | None:
    """Read what a part leads to from any page of a depth; None where that is not the same."""
    hrefs, anchors = _parsed(part)
    root = "../" * depth
    inside = [href for href in hrefs if not urlsplit(href).scheme and not href.startswith("/")]
    if anchors or not all(href.startswith(root) and "#" not in href for href in inside):
        return None
    one = facts("x/" * depth + "y.html", part.encode(), base_path, exact=True)
    return None if one.wrong or one.adrift else one.links


@lru_cache(maxsize=256)
def _folders(folder: str) -> tuple[str, ...]:
    """Give a folder, the one that it is in, and so on to the root, ""."""
    found = [folder]
    while found[-1]:
        found.append(found[-1][: found[-1].rfind("/", 0, -1) + 1])
    return tuple(found)


def _plain_target(href: str, folders: Sequence[str]) -> str | None:
    """Give the file that a plain way leads to from the first of these; None: look closer."""
    up = start = 0
    while href.startswith("../", start):
        up, start = up + 1, start + 3
    file = _plain_file(href[start:]) if href and up < len(folders) else None
    return None if file is None else folders[up] + file


@lru_cache(maxsize=4096)
def _plain_file(way: str) -> str | None:
    """Give the file that a way down leads to; None where one has to look closer."""
    return _file(way) if not way or _PLAIN.fullmatch(way) else None


def own_proofs(path: str, page: Facts, public: str) -> Iterable[Diagnostic]:
    """Check what a page alone can be wrong in; `public` is the folder to name in what is found."""
    where = Where(f"{public}/{path}")
    for href in page.wrong:
        yield diagnostic("BM401", where, href=href)
    for href in page.adrift:
        yield diagnostic("BM402", where, href=href)
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
    pages = {
        o.path: facts(o.path, o.content, base_path, exact=True)
        for o in everything
        if is_page(o.path)
    }
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


def _glanced(page: str) -> tuple[list[str], list[str]] | None:
    """Give all that looks like leading somewhere, and like anchors; None where it is not so simple.

    Cuts a page where `="` stands, several times as fast as taking its tags apart.
    """
    cuts = page.split('="')
    if len(cuts) <= page.count("="):  # some are written otherwise, or it is a text's
        for name in _KNOWN:
            if page.count(f"{name}=") != page.count(f' {name}="'):
                return None
    hrefs: list[str] = []
    anchors: list[str] = []
    for before, cut in pairwise(cuts):
        name = before[before.rfind(" ") + 1 :]
        if name in _KNOWN:
            value = cut[: cut.find('"')]
            if "&" in value:
                value = unescape(value)
            if name == "id":
                anchors.append(value)
            elif name == "srcset":
                hrefs += _candidates(value)
            else:
                hrefs.append(value)
    return None if "<base" in page else (hrefs, anchors)


def _candidates(srcset: str) -> Iterable[str]:
    parts = (candidate.split() for candidate in srcset.split(", "))
    return (part[0] for part in parts if part)


def _parsed(page: str) -> tuple[list[str], list[str]]:
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
                hrefs += _candidates(value)
            elif tag != "base":
                hrefs.append(value)
    return hrefs, anchors
