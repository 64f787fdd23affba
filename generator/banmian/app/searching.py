"""`banmian search`: looks into the search index of a built site, as its readers' browsers do."""

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

import msgspec

from banmian import addresses
from banmian.errors import UserError
from banmian.search import common, manifest
from banmian.search.documents import Document
from banmian.search.fold import fold
from banmian.search.query import Query
from banmian.search.reader import Reader
from banmian.search.segment import name_of
from banmian.search.sums import BrokenError

_SHOWN = 8
"""Values that are named where one is not known."""


def search(public: Path, query: Query) -> Iterator[Document]:
    """Give the documents of a site that answer a query, as `Reader.find` orders them.

    Raises:
        UserError: when the site has no index, or it is not whole.
    """
    try:
        yield from (found.document for found in _reader(public).find(query))
    except BrokenError as error:
        raise _unreadable(public, str(error)) from error


def every_document(public: Path) -> Iterator[Document]:
    """Give all documents of a site's index, the newest first.

    Raises:
        UserError: when the site has no index, or it is not whole.
    """
    try:
        yield from _reader(public).every()
    except BrokenError as error:
        raise _unreadable(public, str(error)) from error


def check_values(public: Path, query: Query) -> None:
    """Refuse a filter for what no document has.

    Raises:
        UserError: naming values that some have; when the site has no index, or it is not whole.
    """
    whole, files = _manifest(public), _Files(public)
    for kind, value in query.facets.items():
        try:
            name = whole.values.get(kind)
            there = msgspec.json.decode(files(name, 0, None), type=list[str]) if name else []
        except (BrokenError, msgspec.MsgspecError) as error:
            raise _unreadable(public, str(error)) from error
        if value not in there:
            some = ", ".join(get_close_matches(value, there, _SHOWN) or there[:_SHOWN])
            raise UserError(f"{kind}={value}: nothing has it 没有这个值", f"there is 有: {some}")


def best_line(document: Document, query: Query) -> str:
    """Give the line with the most different terms: one that the title does not say, if there is."""
    title, best, most = fold(document.title), "", 0
    for line in document.lines:
        folded = fold(line)
        found = sum(term in folded for term in query.terms)
        if found > most and folded not in title:
            best, most = line, found
    return best


def _reader(public: Path) -> Reader:
    whole, files = _manifest(public), _Files(public)
    return Reader(whole.segments, files, common.read(files(whole.common, 0, None)))


def _manifest(public: Path) -> manifest.Manifest:
    file = public / addresses.SEARCH_INDEX
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        raise UserError(
            f"{file} is not there 没有检索索引",
            "build the site first, with search on 先生成带检索的网站: banmian build",
        ) from None
    try:
        return manifest.read(content)
    except BrokenError as error:
        raise _unreadable(public, str(error)) from error


class _Files:
    """The files of an index, by name."""

    def __init__(self, public: Path) -> None:
        self._public = public

    def __call__(self, name: str, start: int, end: int | None) -> bytes:
        try:
            with (self._public / addresses.search_file(name)).open("rb") as file:
                file.seek(start)
                content = file.read() if end is None else file.read(end - start)
        except OSError as error:
            raise BrokenError(str(error)) from error
        if start == 0 and end is None and name_of(content) != name:
            raise BrokenError(f"{name}: another file has its name")
        return content


def _unreadable(public: Path, what: str) -> UserError:
    return UserError(
        f"{public / addresses.SEARCH}: {what} 检索索引不完整",
        "build the site again 重新生成网站: banmian build --verify",
    )
