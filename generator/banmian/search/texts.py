"""The texts of an issue for search: a pack of members, each the text of a document.

A member needs no inflating, and is smaller than deflated UTF-8: the commonest characters take one
byte, nearly all others two (measured on 2,000 articles of 772 characters: 1,163 bytes, 1,454).
"""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from banmian.search.documents import Document
from banmian.search.facets import KINDS
from banmian.search.sums import BrokenError, opened, sealed

if TYPE_CHECKING:
    from numpy import uint8
    from numpy.typing import NDArray

COMMON = (
    "\n，。一的了1、人是在”“不0有2上大中年 个和国这来为到时他地市634学我会出"
    "以子8下5生日分成发工道要后家民里说7能就全过行公月天们小业着自9也开本多可于用"
    "对部机得长作点动门水方起高进政区主：前等面现之心去三经同你县新都名位还手老实看定"
    "场口而建头那事通者没只山理员代体产与好把合法文力第万最二两加化其平将当北关种重邮"
)
"""The characters that take one byte: the commonest of newspapers, at first what parts lines."""

RANGES = (
    (0x4E00, 0x9FFF),
    (0x0020, 0x024F),
    (0x0370, 0x052F),
    (0x2000, 0x206F),
    (0x3000, 0x30FF),
    (0xFF00, 0xFFEF),
)
"""Ranges of code points that take two bytes, ends included; what is in none takes five."""

_ONE = len(COMMON)
_ANY = ((256 - _ONE) << 8) - 1
"""The number in two bytes behind which a code point stands as it is, in three."""
_RARE = 5
"""How many bytes such a one has."""
_HEAD = 4
"""Lines of a text before its facets."""
_LAST = 0xFFFF
"""A code point that is in no range, nor is any behind it."""


def pack(documents: Sequence[Document]) -> tuple[bytes, tuple[int, ...]]:
    """Pack documents; give the pack, and how long each member is."""
    import numpy as np  # noqa: PLC0415 — slow to import, and most commands need none

    texts = list(map(_text, documents))
    codes = np.frombuffer("".join(texts).encode("utf-32-le"), "<u4")
    small = np.minimum(codes, _LAST)
    first, second, count = _table()
    counts = count[small]
    width = int(counts.max(initial=1))
    rows = np.empty((len(codes), width), np.uint8)
    there = np.empty((len(codes), width), bool)
    rows[:, 0], there[:, 0] = first[small], True
    if width > 1:
        rows[:, 1], there[:, 1] = second[small], counts > 1
    for n, shift in enumerate((16, 8, 0)[: max(width - 2, 0)], 2):
        rows[:, n], there[:, n] = codes >> shift & 255, counts > 2
    out = rows[there].tobytes()
    ends = np.append(0, np.cumsum(counts, dtype=np.int64))
    edges = ends[np.cumsum([0, *map(len, texts)])].tolist()
    members = [sealed(out[a:b]) for a, b in pairwise(edges)]
    return b"".join(members), tuple(map(len, members))


def unpack(member: bytes) -> Document:
    """Read a member.

    Raises:
        BrokenError: when it is not whole.
    """
    parts = "".join(_characters(opened(member))).split("\n")
    href, title, date, place, *rest = parts if len(parts) > _HEAD else ("", *["."] * _HEAD)
    if "" not in rest:
        raise BrokenError("a file of the search index is none of texts")
    end = rest.index("")
    facets = tuple((KINDS[int(facet[0])], facet[1:]) for facet in rest[:end])
    return Document(href, title, date, place, facets, tuple(rest[end + 1 :]))


def _text(document: Document) -> str:
    """Give a document as lines: what it is, its facets, an empty one, its text."""
    facets = (f"{KINDS.index(kind)}{value}" for kind, value in document.facets)
    parts = (document.href, document.title, document.date, document.place, *facets, "")
    every = (*parts, *document.lines)
    whole = "\n".join(every)
    if whole.count("\n") == len(every) - 1:
        return whole
    return "\n".join(part.replace("\n", " ") for part in every)  # which no line should have


def _characters(member: bytes) -> Sequence[str]:
    found, at = [], 0
    while at < len(member):
        byte = member[at]
        if byte < _ONE:
            found.append(COMMON[byte])
            at += 1
            continue
        number = (byte - _ONE) << 8 | member[at + 1]
        if number == _ANY:
            found.append(chr(int.from_bytes(member[at + 2 : at + 5], "big")))
            at += 5
            continue
        for first, last in RANGES:
            if number <= last - first:
                found.append(chr(first + number))
                break
            number -= last - first + 1
        at += 2
    return found


@cache
def _table() -> "tuple[NDArray[uint8], NDArray[uint8], NDArray[uint8]]":
    """Give of each code point of 16 bits the first two bytes, and how many there are."""
    import numpy as np  # noqa: PLC0415

    numbers = np.full(_LAST + 1, _ANY)
    at = 0
    for start, end in RANGES:
        numbers[start : end + 1] = np.arange(at, at + end - start + 1)
        at += end - start + 1
    first, second = (_ONE + (numbers >> 8)).astype(np.uint8), (numbers & 255).astype(np.uint8)
    counts = np.where(numbers < _ANY, 2, _RARE).astype(np.uint8)
    common = [ord(char) for char in COMMON]
    first[common], counts[common] = np.arange(_ONE), 1
    return first, second, counts
