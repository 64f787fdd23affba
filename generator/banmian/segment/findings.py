"""What an editor is told about a cut page."""

from collections.abc import Iterator, Sequence

from banmian.model.article import Genre, Paragraph
from banmian.model.diagnostics import Diagnostic, Where, diagnostic
from banmian.model.layout import Leftover, LeftoverKind, PageText, Piece
from banmian.model.line import is_clean
from banmian.text.characters import is_private
from banmian.text.dates import dates_in

_WORDS = 24


def findings(
    page: PageText, pieces: Sequence[Piece], leftovers: Sequence[Leftover]
) -> tuple[Diagnostic, ...]:
    """Collect a page's diagnostics, sorted by line and code."""
    found = [
        *_strange_characters(page),
        *_impossible_dates(page, pieces),
        *_without_headline(page, pieces),
        *_unplaced(page, leftovers),
    ]
    return tuple(sorted(found))


def _where(page: PageText, line: int) -> Where:
    return Where(f"seeds/{page.source}", line)


def _strange_characters(page: PageText) -> Iterator[Diagnostic]:
    """BM201: one for each character that is lost, private or a control, at its first line."""
    first: dict[str, int] = {}
    counts: dict[str, int] = {}
    for number, line in enumerate(page.lines, 1):
        if line.isprintable() and "\ufffd" not in line:
            continue
        for char in line:
            if char == "\ufffd" or is_private(char) or (char != "\t" and not is_clean(char)):
                first.setdefault(char, number)
                counts[char] = counts.get(char, 0) + 1
    for char, number in first.items():
        yield diagnostic(
            "BM201", _where(page, number), char=f"U+{ord(char):04X}", count=counts[char]
        )


def _impossible_dates(page: PageText, pieces: Sequence[Piece]) -> Iterator[Diagnostic]:
    """BM202: a date that no calendar has, once an article, at the first line that prints it."""
    for piece in pieces:
        texts = [block.text for block in piece.body if isinstance(block, Paragraph)]
        wrong = [date.text for text in texts for date in dates_in(text) if not date.possible]
        for date in dict.fromkeys(wrong):
            yield diagnostic("BM202", _where(page, _line_of(page, piece, date)), date=date)


def _line_of(page: PageText, piece: Piece, text: str) -> int:
    for number in piece.lines:
        if text in page.lines[number - 1].replace(" ", ""):
            return number
    return piece.lines[0]


def _without_headline(page: PageText, pieces: Sequence[Piece]) -> Iterator[Diagnostic]:
    """BM203: a text whose headline is not on the page."""
    for piece in pieces:
        if piece.headline is None and piece.genre is not Genre.HEADLINE_ONLY:
            texts = [block.text for block in piece.body if isinstance(block, Paragraph)]
            words = "".join(texts[:1])[:_WORDS]
            yield diagnostic("BM203", _where(page, piece.lines[0]), text=words)


def _unplaced(page: PageText, leftovers: Sequence[Leftover]) -> Iterator[Diagnostic]:
    """BM204: text that nobody knows where to put."""
    for left in leftovers:
        if left.kind is LeftoverKind.UNPLACED:
            yield diagnostic("BM204", _where(page, left.lines[0]), text=left.text[:_WORDS])
