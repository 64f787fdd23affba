"""`import.toml`: what the importer remembers of an issue, so that an editor's work is never lost.

It says which source lines each article came from and what the file was like when it was written;
an article whose file is different, or gone, is the editor's.
"""

import hashlib
import re
from dataclasses import dataclass

from banmian.config.toml import decode
from banmian.content import toml_text
from banmian.model.draft import Span
from banmian.model.layout import LeftoverKind

_HEAD = """\
# 由 banmian import 写；供下次导入时认出编辑改过、改名、删除的稿件。请不要改。
# Written by `banmian import`, which knows by it what an editor has changed. Do not edit.
"""


@dataclass(frozen=True, slots=True)
class RecordedLeftover:
    """Text of a page that is in no article."""

    kind: LeftoverKind
    lines: str
    text: str


@dataclass(frozen=True, slots=True)
class RecordedPage:
    """A source page: its file, a short digest of each line that has text, and what is left over."""

    page: str
    source: str
    line_digests: str
    leftovers: tuple[RecordedLeftover, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordedSpan:
    """Lines of a page, as ranges: `3-9 12`."""

    page: str
    lines: str


@dataclass(frozen=True, slots=True)
class RecordedArticle:
    """An article as it was imported: `digest` is that of the article parsed, not of bytes."""

    id: str
    path: str
    digest: str
    confidence: float
    spans: tuple[RecordedSpan, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """The whole file."""

    pages: tuple[RecordedPage, ...] = ()
    articles: tuple[RecordedArticle, ...] = ()


def read(text: str) -> Record:
    """Read a record.

    Raises:
        TomlError: when it is not one.
    """
    return decode(text, Record)


def write(record: Record) -> str:
    """Write a record."""
    parts = [_HEAD]
    for page in record.pages:
        table: dict[str, toml_text.Value] = {
            "page": page.page,
            "source": page.source,
            "line_digests": page.line_digests,
        }
        parts.append(f"\n[[pages]]\n{toml_text.lines(table)}")
        for leftover in page.leftovers:
            entry = {"kind": leftover.kind.value, "lines": leftover.lines, "text": leftover.text}
            parts.append(f"\n[[pages.leftovers]]\n{toml_text.lines(entry)}")
    for article in record.articles:
        spans = [{"page": span.page, "lines": span.lines} for span in article.spans]
        table = {
            "id": article.id,
            "path": article.path,
            "digest": article.digest,
            "confidence": article.confidence,
            "spans": spans,
        }
        parts.append(f"\n[[articles]]\n{toml_text.lines(table)}")
    return "".join(parts)


def ranges(lines: tuple[int, ...]) -> str:
    """Write line numbers as ranges: (3, 4, 5, 9) → `3-5 9`."""
    parts: list[list[int]] = []
    for line in lines:
        if parts and line == parts[-1][-1] + 1:
            parts[-1][1:] = [line]
        else:
            parts.append([line])
    return " ".join("-".join(map(str, part)) for part in parts)


def numbers(text: str) -> tuple[int, ...]:
    """Read ranges back as line numbers; what is no range is passed over."""
    found = re.findall(r"(\d+)(?:-(\d+))?", text)
    return tuple(n for first, last in found for n in range(int(first), int(last or first) + 1))


def recorded(span: Span) -> RecordedSpan:
    """Give a span as the record has it."""
    return RecordedSpan(span.page, ranges(span.lines))


def line_digests(lines: tuple[str, ...]) -> str:
    """Give four hexadecimal digits for each line that has text, by which changed lines show."""
    return " ".join(
        hashlib.sha256("".join(line.split()).encode("utf-8", "surrogatepass")).hexdigest()[:4]
        for line in lines
        if line.strip()
    )
