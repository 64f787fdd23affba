"""`banmian search`: looks into the search index of a built site, as its readers' browsers do."""

from collections.abc import Iterator
from pathlib import Path

from banmian import addresses
from banmian.errors import UserError
from banmian.search import manifest
from banmian.search.documents import Document
from banmian.search.fold import fold
from banmian.search.query import Query
from banmian.search.reader import Reader
from banmian.search.sums import BrokenError


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
    file = public / addresses.SEARCH_INDEX
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        raise UserError(
            f"{file} is not there 没有检索索引",
            "build the site first, with search on 先生成带检索的网站: banmian build",
        ) from None
    return Reader(manifest.read(content).segments, _Files(public))


class _Files:
    """The files of an index, by name."""

    def __init__(self, public: Path) -> None:
        self._public = public

    def __call__(self, name: str, start: int, end: int | None) -> bytes:
        try:
            with (self._public / addresses.search_file(name)).open("rb") as file:
                file.seek(start)
                return file.read() if end is None else file.read(end - start)
        except OSError as error:
            raise BrokenError(str(error)) from error


def _unreadable(public: Path, what: str) -> UserError:
    return UserError(
        f"{public / addresses.SEARCH}: {what} 检索索引不完整",
        "build the site again 重新生成网站: banmian build --verify",
    )
