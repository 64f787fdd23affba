"""What a build remembers of the one before: readings and outputs of issues, leaves, its report."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from banmian.app.issue_work import SEARCH_DIGEST, Made, Packed, PackedPart, Reading
from banmian.bind.folds import YearFold
from banmian.model.card import Card
from banmian.model.ledger import Thing
from banmian.press.stage import Print
from banmian.press.store import Store
from banmian.search.parts import Part

T = TypeVar("T")

FIRST = "first"
"""Why an output was made that was not there before."""


class Head(Struct, frozen=True):
    """Of an article's card what it is called by, and where it stands."""

    slug: str
    title: str


class Heads(Struct, frozen=True):
    """Of an issue's card the heads of its articles, in order."""

    articles: tuple[Head, ...]


_ENCODE = msgspec.msgpack.Encoder().encode
_READING = msgspec.msgpack.Decoder(Reading)
_CARD = msgspec.msgpack.Decoder(Card)
_HEADS = msgspec.msgpack.Decoder(Heads)
_LINES = msgspec.msgpack.Decoder(tuple[str, ...])
_PLACES = msgspec.msgpack.Decoder(dict[Thing, str])
_DETAILS = msgspec.msgpack.Decoder(tuple[dict[str, str], dict[str, str]])
_FOLD = msgspec.msgpack.Decoder(YearFold)
_MADE = msgspec.msgpack.Decoder(Made)
_PART_OF_SEARCH = msgspec.msgpack.Decoder(Part)


class Page(Struct, frozen=True):
    """An output that spans issues, as it is in the site: its print, and where it leads.

    `why` tells why it was made last, as of an issue's.
    """

    print: Print
    links: Mapping[str, str]
    why: str = FIRST


_PAGE = msgspec.msgpack.Decoder(Page)


_PART = 12


class MadeKey(Struct, frozen=True):
    """What an issue's outputs were made for, and what is known of them without opening them.

    `made_for` has a part each for the site, the issue's files and its context; `why` names those
    that were new when they were made last. `search` is the digest of its part of the search index.
    """

    made_for: bytes
    print: bytes
    search: bytes
    count: int
    troubled: bool
    why: str

    def packed(self) -> bytes:
        """Give it as a key of the store, which tells when it was altered."""
        numbers = self.count.to_bytes(4) + bytes([self.troubled])
        said = self.made_for + self.print + self.search + numbers + self.why.encode()
        return said + _digest(said)[:8]

    @staticmethod
    def of(made_for: bytes, made: Made, before: "MadeKey | None") -> "MadeKey":
        """Give the key of what was made; `before` that of what stood there."""
        prints = _digest(*(f"{path}\0".encode() + p for path, p in sorted(made.files.items())))
        if before and before.made_for == made_for:
            why = before.why
        else:
            why = reason(before.made_for, made_for) if before else FIRST
        troubled = bool(made.wrong or made.found)
        search = made.search or bytes(SEARCH_DIGEST)
        return MadeKey(made_for, prints, search, len(made.files), troubled, why)


def made_for(site: bytes, text: bytes, context: bytes) -> bytes:
    """Give what an issue's outputs are made for."""
    return site[:_PART] + text[:_PART] + _digest(context)[:_PART]


def reason(before: bytes, now: bytes) -> str:
    """Name what is new: `site`, `text`, `context`, joined with blanks; "" where nothing is."""
    names = ("site", "text", "context")
    cuts = [slice(n * _PART, (n + 1) * _PART) for n in range(3)]
    return " ".join(n for n, cut in zip(names, cuts, strict=True) if before[cut] != now[cut])


def unpacked(key: bytes) -> MadeKey | None:
    """Read a key of the store; None where it is none."""
    said, check = key[:-8], key[-8:]
    parts = []
    for length in (3 * _PART, 16, SEARCH_DIGEST, 4, 1):
        parts.append(said[:length])
        said = said[length:]
    if not parts[-1] or _digest(key[:-8])[:8] != check:
        return None
    made_for, print_, search, count, troubled = parts
    number = int.from_bytes(count)
    return MadeKey(made_for, print_, search, number, troubled != b"\0", said.decode())


def digest(*parts: bytes) -> bytes:
    """Digest several things, told apart."""
    return _digest(*(len(part).to_bytes(8) + part for part in parts))


def _digest(*parts: bytes) -> bytes:
    one = blake2b(digest_size=16)
    for part in parts:
        one.update(part)
    return one.digest()


_BATCH = 100
"""Issues whose memos are put down at once: memory stays small."""


class Memory:
    """The memos of a build, as what they are. `site` is the key of all that shapes outputs."""

    def __init__(self, path: Path, site: bytes) -> None:
        self.store = Store(path)
        self._site = site
        self.lines = lru_cache(maxsize=400)(self._lines)
        self.card = lru_cache(maxsize=64)(self._card)
        self.heads_of = lru_cache(maxsize=400)(self._heads_of)

    def readings(self) -> dict[str, tuple[bytes, Reading]]:
        """Give what was read before, by folder, and how each folder looked then."""
        found = {}
        for name, key, value in self.store.all("reading"):
            if key[:16] == self._site:
                found[name] = (key[16:], _decoded(_READING, value))
        return found

    def looks(self) -> dict[str, bytes]:
        """Give how each issue's folder looked when it was read, by name."""
        keys = self.store.keys("reading").items()
        return {name: key[16:] for name, key in keys if key[:16] == self._site}

    def keep_readings(self, read: Iterable[tuple[str, bytes, Packed]]) -> Iterator[Reading]:
        """Remember what was read of folders that look so; give each without its bulk."""
        rows: dict[str, list[tuple[str, bytes, bytes]]] = {}
        for count, (name, look, whole) in enumerate(read, 1):
            rows.setdefault("reading", []).append((name, self._site + look, whole.lean))
            for kind in ("card", "lines", "places", "details"):
                row = (name, whole.digest, getattr(whole, kind))
                rows.setdefault(kind, []).append(row)
            if count % _BATCH == 0:
                self._put(rows)
            yield _READING.decode(whole.lean)
        self._put(rows)

    def _put(self, rows: dict[str, list[tuple[str, bytes, bytes]]]) -> None:
        for kind, some in rows.items():
            self.store.put(kind, some)
        rows.clear()

    def reading(self, name: str) -> Reading:
        """Give what was read of a folder."""
        return _decoded(_READING, self._value("reading", name))

    def details(self, name: str) -> tuple[Mapping[str, str], Mapping[str, str]]:
        """Give the files of an issue's articles, by id, and what its lines lead to."""
        return _decoded(_DETAILS, self._value("details", name))

    def forget(self, names: Iterable[str]) -> None:
        """Forget issues that are no more."""
        gone = list(names)
        for kind in ("reading", "card", "lines", "places", "details", "context", "recalled"):
            self.store.drop(kind, gone)
        self.forget_made(gone)

    def forget_made(self, names: Iterable[str]) -> None:
        """Forget the outputs of issues that have none any more."""
        gone = list(names)
        for kind in ("made", "trouble", "run", "texts", "heads"):
            self.store.drop(kind, gone)

    def _card(self, name: str) -> Card:
        return _decoded(_CARD, self._value("card", name))

    def _heads_of(self, name: str) -> tuple[Head, ...]:
        return _decoded(_HEADS, self._value("card", name)).articles

    def _lines(self, name: str) -> tuple[str, ...]:
        return _decoded(_LINES, self._value("lines", name))

    def places(self, name: str) -> Mapping[Thing, str]:
        """Give where everything of an issue stands."""
        return _decoded(_PLACES, self._value("places", name))

    def _value(self, kind: str, name: str) -> bytes:
        found = self.store.get(kind, name)
        if found is None:
            raise LostError(name)
        return found[1]

    def made_keys(self) -> dict[str, MadeKey]:
        """Give what issues were made for, by folder."""
        keys = ((name, unpacked(key)) for name, key in self.store.keys("made").items())
        return {name: key for name, key in keys if key}

    def made(self, name: str) -> Made:
        """Give what an issue is in the site."""
        return _decoded(_MADE, self._value("made", name))

    def troubled(self) -> dict[str, Made]:
        """Give what is wrong with issues, by folder, as far as something is."""
        return {name: _decoded(_MADE, value) for name, _, value in self.store.all("trouble")}

    def keep_made(self, made: Sequence[tuple[str, MadeKey, Made, PackedPart | None]]) -> None:
        """Remember what issues are in the site, and in its search index."""
        rows = [(name, key, one) for name, key, one, _ in made]
        parts = [(name, part) for name, _, _, part in made if part]
        self.store.drop("trouble", (name for name, _, _ in rows))
        empty = Made({}, {}, (), (), b"", b"")
        trouble = [
            (name, key.made_for, _ENCODE(replace(empty, wrong=one.wrong, found=one.found)))
            for name, key, one in rows
            if key.troubled
        ]
        self.store.put("trouble", trouble)
        self.store.put("made", [(n, key.packed(), _ENCODE(one)) for n, key, one in rows])
        self.store.put("run", [(name, part.digest, part.run) for name, part in parts])
        self.store.put("texts", [(name, part.digest, part.texts) for name, part in parts])
        heads = [(name, _digest(part.heads), part.heads) for name, part in parts]
        self.store.put("heads", heads)

    def part(self, name: str) -> Part:
        """Give an issue's part of the search index, but for its texts."""
        return _decoded(_PART_OF_SEARCH, self._value("run", name))

    def texts(self, name: str) -> bytes:
        """Give the texts of an issue's part of the search index."""
        return self._value("texts", name)

    def heads_keys(self) -> dict[str, bytes]:
        """Give by issue a digest of its documents' titles and facets."""
        return self.store.keys("heads")

    def heads(self, name: str) -> bytes:
        """Give the titles and facets of an issue's documents, packed."""
        return self._value("heads", name)

    def kept(self, kind: str, name: str, key: bytes, type_: type[T]) -> T | None:
        """Give a thing that was kept for this key."""
        found = self.store.get(kind, name)
        if not found or found[0] != key:
            return None
        return _decoded(msgspec.msgpack.Decoder(type_), found[1])

    def lately(self, kind: str, name: str, type_: type[T]) -> T | None:
        """Give a thing that was kept last, whatever for; None where it cannot be read any more."""
        found = self.store.get(kind, name)
        try:
            return msgspec.msgpack.decode(found[1], type=type_) if found else None
        except msgspec.MsgspecError:
            return None

    def keep(self, kind: str, name: str, key: bytes, value: object) -> None:
        """Remember a thing of a kind, by name."""
        self.store.put(kind, [(name, key, _ENCODE(value))])

    def pages(self) -> dict[str, tuple[bytes, Page]]:
        """Give the outputs that span issues, by path, and what each was made for."""
        return {path: (key, _decoded(_PAGE, value)) for path, key, value in self.store.all("page")}

    def keep_pages(self, pages: Mapping[str, tuple[bytes, Page]], gone: Iterable[str]) -> None:
        """Remember outputs that span issues."""
        self.store.drop("page", gone)
        self.store.put("page", [(path, key, _ENCODE(page)) for path, (key, page) in pages.items()])

    def keep_contexts(self, contexts: Iterable[tuple[str, bytes]]) -> None:
        """Remember what issues are told of others."""
        self.store.put("context", [(name, b"", told) for name, told in contexts])

    def context(self, name: str) -> bytes:
        """Give what an issue was told of others."""
        return self._value("context", name)

    def fold(self, year: int, key: bytes) -> YearFold | None:
        """Give the lists of a year that were folded for this key."""
        found = self.store.get("fold", f"{year:04}")
        return _decoded(_FOLD, found[1]) if found and found[0] == key else None

    def keep_fold(self, year: int, key: bytes, folded: YearFold) -> None:
        """Remember the lists of a year."""
        self.store.put("fold", [(f"{year:04}", key, _ENCODE(folded))])

    def recalled(self) -> dict[str, tuple[bytes, bytes]]:
        """Give what is told of earlier coverage, packed, by issue, and what it was found for."""
        return {name: (key, value) for name, key, value in self.store.all("recalled")}

    def keep_recalled(self, found: Iterable[tuple[str, bytes, bytes]]) -> None:
        """Remember what was found for these keys."""
        self.store.put("recalled", found)

    def note(self, name: str, key: bytes, value: object) -> None:
        """Remember a thing that there is one of."""
        self.store.put("note", [(name, key, _ENCODE(value))])

    def noted(self, name: str, kind: type[Any]) -> tuple[bytes, Any] | None:
        """Give a thing that there is one of, and its key; None where another program noted it."""
        found = self.store.get("note", name)
        try:
            return (found[0], msgspec.msgpack.decode(found[1], type=kind)) if found else None
        except msgspec.MsgspecError:
            return None


def forget_site(path: Path) -> None:
    """Forget which site the memory at a path is of: what is there is to be looked at."""
    store = Store(path)
    store.drop("note", ["release"])
    store.commit()
    store.close()


def _decoded(decoder: "msgspec.msgpack.Decoder[T]", value: bytes) -> T:
    """Read a value.

    Raises:
        LostError: when another program wrote it.
    """
    try:
        return decoder.decode(value)
    except msgspec.MsgspecError as error:
        raise LostError(str(error)) from error


class LostError(Exception):
    """The store has not what it should have, or not so: everything is to be made anew."""
