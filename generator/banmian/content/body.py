"""An article's body ↔ Markdown. Law: what is written reads back as the same blocks.

Each kind of block has one form, told by its first line; all else that is not plain text is kept
as `Markup`, as it stands. Blocks are parted by blank lines.
"""

import re
from collections.abc import Iterable, Iterator

from banmian.content.escape import (
    escape,
    escape_cell,
    escape_head,
    escape_label,
    is_delimiter,
    plain_inline,
    starts_block,
)
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
from banmian.text.joining import WIDE, join_lines

_PLAIN = re.compile(rf"(?!\d+\.)[0-9A-Za-z]*+[{WIDE}][^\\&\[<*_`\n\t]*+(?<!\s)")
"""A line that is a paragraph as it stands: `_read_paragraph` gives the same."""
_PLAIN_HEAD = re.compile(rf"## [0-9A-Za-z]*+[{WIDE}][^\\&\[<*_`\n\t#]*+(?<!\s)")
"""A line that is a section head as it stands, as `_read_head` gives it."""
_FIGURE = re.compile(
    r'!\[(?P<alt>(?:\\.|[^\]\\])*)\]\((?P<image>[^\s()"]*)(?: "(?P<credit>.*)")?\)'
)
_NOTE = re.compile(r"> \[!(?P<label>(?:\\.|[^\]\\])+)\]")
_IMAGE = re.compile(r"images/(?P<name>[^/\\\s()\"<>\[\]]+)")
_UNDERLINE = re.compile(r"=+|-+")
_UNDER = re.compile(r"[=:|\\ -]+")
"""What makes the line above it a head, or the head of a table."""
_CELL = re.compile(r"(?<!\\)\|")


def write(body: Iterable[Block]) -> str:
    """Write blocks as Markdown, with a line end behind the last."""
    return "\n\n".join(map(_write_block, body)) + "\n"


def _write_block(block: Block) -> str:
    match block:
        case Paragraph(text):
            return escape(text)
        case SectionHead(text):
            return f"## {escape_head(text)}"
        case EditorsNote(label, paragraphs):
            quoted = "\n>\n".join(f"> {escape(text)}" for text in paragraphs)
            apart = ">\n" if _UNDER.fullmatch(escape(paragraphs[0])) else ""
            return f"> [!{escape_label(label)}]\n{apart}{quoted}"
        case Figure():
            return _write_figure(block)
        case Table(head, rows):
            return "\n".join([_row(head), "|" + " --- |" * len(head), *map(_row, rows)])
        case Verse(lines):
            return "\n".join(f"| {escape_cell(line)}" if line else "|" for line in lines)
        case Markup(source):
            return source


def _write_figure(figure: Figure) -> str:
    target = f"images/{figure.image}" if figure.image else ""
    credit = f' "{figure.credit}"' if figure.credit else ""
    line = f"![{_bracketed(figure.alt)}]({target}{credit})"
    return f"{line}\n{escape(figure.caption)}" if figure.caption else line


def _bracketed(text: str) -> str:
    """Write text that a `]` follows: none inside ends it early, no backslash swallows the last."""
    return escape_head(f"{text}]")[:-1].replace("]", "\\]")


def _row(cells: tuple[str, ...]) -> str:
    return "|" + "".join(f" {escape_cell(cell)} |" for cell in cells)


def read(markdown: str) -> tuple[Block, ...]:
    """Read a body. What cannot be one of our blocks becomes `Markup`; nothing is lost."""
    return _read_plain(markdown) or _read_any(markdown)


def _read_plain(markdown: str) -> tuple[Block, ...]:
    """Read a body of nothing but plain paragraphs and heads, as nearly all are; () for others."""
    blocks: list[Block] = []
    for piece in markdown.strip("\n").split("\n\n"):
        if _PLAIN.fullmatch(piece):
            blocks.append(Paragraph(piece))
        elif _PLAIN_HEAD.fullmatch(piece):
            blocks.append(SectionHead(piece[3:]))
        else:
            return ()
    return tuple(blocks)


def _read_any(markdown: str) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for lines in _paragraphs(markdown):
        block = _read_block(lines) or Markup("\n".join(lines))
        if isinstance(block, Markup) and blocks and isinstance(blocks[-1], Markup):
            block = Markup(f"{blocks.pop().source}\n\n{block.source}")  # type: ignore[union-attr]
        blocks.append(block)
    return tuple(blocks)


def _paragraphs(markdown: str) -> Iterator[list[str]]:
    """Cut at blank lines."""
    lines: list[str] = []
    for line in (*markdown.split("\n"), ""):
        if line.strip():
            lines.append(line)
        elif lines:
            yield lines
            lines = []


def _read_block(lines: list[str]) -> Block | None:
    """Read one block; None where it is none of ours."""
    first = lines[0]
    try:
        if first.startswith("## "):
            return _read_head(first[3:].strip()) if len(lines) == 1 else None
        if first.startswith("> [!"):
            return _read_note(lines)
        if first.startswith("!["):
            return _read_figure(lines)
        if first.startswith("|"):
            return _read_table(lines) or _read_verse(lines)
        return _read_paragraph(lines)
    except ValueError:
        return None


def _read_head(source: str) -> SectionHead | None:
    """A `#` at the end closes a head in Markdown, unless it is escaped."""
    text = plain_inline(source)
    closed = source.endswith("#") and not source.endswith("\\#")
    return SectionHead(text) if text and not closed else None


def _read_paragraph(lines: list[str]) -> Paragraph | None:
    if any(line.startswith(("    ", "\t")) for line in lines):
        return None
    if any(line.endswith("  ") for line in lines[:-1]):
        return None
    stripped = [line.strip() for line in lines]
    if any(map(starts_block, stripped)) or any(map(_UNDERLINE.fullmatch, stripped[1:])):
        return None
    text = plain_inline(join_lines(stripped))
    return Paragraph(text) if text else None


def _read_note(lines: list[str]) -> EditorsNote | None:
    head = _NOTE.fullmatch(lines[0].rstrip())
    label = plain_inline(head["label"]) if head else None
    if not label or not all(line.startswith(">") for line in lines):
        return None
    inner = "\n".join(line[1:].removeprefix(" ") for line in lines[1:])
    texts = []
    for part in _paragraphs(inner):
        paragraph = _read_paragraph(part)
        if not paragraph:
            return None
        texts.append(paragraph.text)
    return EditorsNote(label, tuple(texts))


def _read_figure(lines: list[str]) -> Figure | None:
    match = _FIGURE.fullmatch(lines[0].strip())
    if not match:
        return None
    image = _IMAGE.fullmatch(match["image"]) if match["image"] else None
    alt = plain_inline(match["alt"])
    if alt is None or (match["image"] and not image):
        return None
    caption = _read_paragraph(lines[1:]) if lines[1:] else None
    if lines[1:] and caption is None:
        return None
    return Figure(
        image=image["name"] if image else "",
        alt=alt,
        caption=caption.text if caption else "",
        credit=match["credit"] or "",
    )


def _read_table(lines: list[str]) -> Table | None:
    if len(lines) < 2 or not all(map(is_delimiter, _cells(lines[1]) or [""])):
        return None
    rows = [[plain_inline(cell) for cell in _cells(line)] for line in (lines[0], *lines[2:])]
    texts = [tuple(cell for cell in row if cell is not None) for row in rows]
    if any(len(text) != len(row) for text, row in zip(texts, rows, strict=True)):
        return None
    return Table(texts[0], tuple(texts[1:]))


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in _CELL.split(line.strip().removeprefix("|").removesuffix("|"))]


def _read_verse(lines: list[str]) -> Verse | None:
    verses = []
    for line in lines:
        text = plain_inline(line[1:].strip()) if line.startswith("|") else None
        if text is None or _CELL.search(line[1:]):
            return None
        verses.append(text)
    return Verse(tuple(verses))
