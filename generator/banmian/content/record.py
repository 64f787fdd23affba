"""`import.toml`: what the importer remembers of an issue, so that an editor's work is never lost.

It says which source lines each article came from and what the file was like when it was written;
an article whose file is different, or gone, is the editor's.
"""

import hashlib
import re

from msgspec import Struct

from banmian.config.toml import decode
from banmian.content import toml_text
from banmian.model.draft import Span
from banmian.model.layout import LeftoverKind, PageText

_HEAD = """\
# 由 banmian import 写；供下次导入时认出编辑改过、改名、删除的稿件。请不要改。
# Written by `banmian import`, which knows by it what an editor has changed. Do not edit.
"""


class RecordedLeftover(Struct, frozen=True):
    """Text of a page that is in no article."""

    kind: LeftoverKind
    lines: str
    text: str


class RecordedPage(Struct, frozen=True):
    """A source page: its file, its lines that have text with a digest of each, the leftovers."""

    page: str
    source: str
    lines: str
    digests: str
    leftovers: tuple[RecordedLeftover, ...] = ()


class RecordedSpan(Struct, frozen=True):
    """Lines of a page, as ranges: `3-9 12`."""

    page: str
    lines: str


class RecordedArticle(Struct, frozen=True):
    """An article as it was imported, by the digests of what was written: parsed, not its bytes.

    `digest` is that of the whole article, `cut_digest` without topics, which may change with the
    vocabulary, and slug, which an editor may have changed. `repairs` counts by kind the lines that
    were repaired.
    """

    id: str
    path: str
    digest: str
    cut_digest: str
    confidence: float
    spans: tuple[RecordedSpan, ...]
    repairs: dict[str, int] = {}


class Record(Struct, frozen=True):
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
            "lines": page.lines,
            "digests": page.digests,
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
            "cut_digest": article.cut_digest,
            "confidence": article.confidence,
            "spans": spans,
        }
        if article.repairs:
            table["repairs"] = article.repairs
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


def printed(text: PageText) -> dict[int, str]:
    """Give each line that has text a digest of four hexadecimal digits, by its number.

    White space does not count: a line that is set otherwise is the same line.
    """
    return {
        number: hashlib.sha256("".join(line.split()).encode()).hexdigest()[:4]
        for number, line in enumerate(text.lines, 1)
        if line.strip()
    }


def recorded_lines(page: RecordedPage) -> dict[int, str]:
    """Give what `printed` gave when the page was recorded."""
    return dict(zip(numbers(page.lines), page.digests.split(), strict=False))
