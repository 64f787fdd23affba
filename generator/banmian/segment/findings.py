"""What an editor is told about a cut page."""

from collections.abc import Iterator, Sequence

from banmian.config.profile import Profile
from banmian.model.article import Direction, Genre, Paragraph
from banmian.model.diagnostics import Diagnostic, Where, diagnostic
from banmian.model.layout import Leftover, LeftoverKind, PageText, Piece
from banmian.model.line import is_clean
from banmian.segment.furniture import read_furniture, weekday_of
from banmian.segment.lines import has_marks, is_closed, opens_wrong
from banmian.text.characters import OPENING, is_private
from banmian.text.datelines import split_dateline
from banmian.text.dates import dates_in
from banmian.text.sentences import is_open, opens_inside

_WORDS = 24
_UNSURE = 0.2
"""Confidence below which an article's extent is told: 4 of 5 are cut wrongly (sample pages)."""
_ENDS_NOT = tuple("，、；：" + OPENING)
_SHORTEST = 2
_USUAL = Profile()


def findings(
    page: PageText,
    pieces: Sequence[Piece],
    leftovers: Sequence[Leftover],
    profile: Profile = _USUAL,
) -> tuple[Diagnostic, ...]:
    """Collect a page's diagnostics, sorted by line and code; the profile has the datelines."""
    found = [
        *_strange_characters(page),
        *_impossible_dates(page, pieces),
        *_without_headline(page, pieces),
        *_fragments(page, pieces),
        *_cut_off(page, pieces),
        *_perhaps_two(page, pieces, profile),
        *_unread_bylines(page, pieces),
        *_printed_days(page, leftovers),
        *_unplaced(page, leftovers),
        *_without_article(page, pieces, leftovers),
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
    text = text.replace(" ", "")
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


def _fragments(page: PageText, pieces: Sequence[Piece]) -> Iterator[Diagnostic]:
    """BM206: a headline that reads like a part of one, or like running text."""
    for piece in pieces:
        if piece.headline and _is_fragment(piece.headline):
            line = _line_of(page, piece, piece.headline)
            yield diagnostic("BM206", _where(page, line), text=piece.headline[:_WORDS])


def _is_fragment(headline: str) -> bool:
    characters = sum(char.isalnum() for char in headline)
    return (
        characters < _SHORTEST
        or "。" in headline
        or opens_wrong(headline)
        or headline.endswith(_ENDS_NOT)
        or not is_closed(headline)
    )


def _cut_off(page: PageText, pieces: Sequence[Piece]) -> Iterator[Diagnostic]:
    """BM207: a text that begins or ends inside a sentence and no jump line says why."""
    for piece in pieces:
        if not any(has_marks(b.text) for b in piece.body if isinstance(b, Paragraph)):
            continue  # a list, or a headline that passes for text: BM203 names it
        ways = {jump.direction for jump in piece.jumps}
        first, last = (piece.body[at] if piece.body else None for at in (0, -1))
        if isinstance(first, Paragraph) and Direction.FROM not in ways and opens_inside(first.text):
            words = f"{first.text[: _WORDS // 2]}…"
            yield diagnostic("BM207", _where(page, piece.lines[0]), text=words)
        if isinstance(last, Paragraph) and Direction.TO not in ways and is_open(last.text):
            words = f"…{last.text[-_WORDS // 2 :]}"
            yield diagnostic("BM207", _where(page, _last_line(page, piece, last.text)), text=words)


def _last_line(page: PageText, piece: Piece, paragraph: str) -> int:
    """Give the line that a paragraph ends on; its last character will do for most."""
    for number in reversed(piece.lines):
        if page.lines[number - 1].rstrip().endswith(paragraph[-1:]):
            return number
    return piece.lines[-1]


def _perhaps_two(page: PageText, pieces: Sequence[Piece], profile: Profile) -> Iterator[Diagnostic]:
    """BM208: a text with a dateline inside it, or whose cut is unsure."""
    for piece in pieces:
        texts = [block.text for block in piece.body if isinstance(block, Paragraph)]
        inside = [text for text in texts[1:] if split_dateline(text, profile)[0]]
        if inside:
            line = _line_of(page, piece, inside[0][:6])
            yield diagnostic("BM208", _where(page, line), text=inside[0][:_WORDS])
        elif texts and piece.confidence < _UNSURE:
            words = piece.headline or texts[0]
            yield diagnostic("BM208", _where(page, piece.lines[0]), text=words[:_WORDS])


def _unread_bylines(page: PageText, pieces: Sequence[Piece]) -> Iterator[Diagnostic]:
    """BM209: a byline that names nobody."""
    for piece in pieces:
        if piece.byline and not piece.authors:
            line = _line_of(page, piece, piece.byline)
            yield diagnostic("BM209", _where(page, line), text=piece.byline[:_WORDS])


def _printed_days(page: PageText, leftovers: Sequence[Leftover]) -> Iterator[Diagnostic]:
    """BM202, BM205: the date that the page prints for itself, and its weekday."""
    for folio in read_furniture(leftovers).folios:
        date = folio.date
        if date and not date.possible:
            yield diagnostic("BM202", _where(page, folio.line), date=date.text)
        elif date and date.year and date.month and date.day and folio.weekday:
            real = weekday_of(date.year, date.month, date.day)
            if real != folio.weekday:
                yield diagnostic(
                    "BM205",
                    _where(page, folio.line),
                    date=date.text,
                    real=f"星期{real}",
                    printed=f"星期{folio.weekday}",
                )


def _unplaced(page: PageText, leftovers: Sequence[Leftover]) -> Iterator[Diagnostic]:
    """BM204: text that nobody knows where to put."""
    for left in leftovers:
        if left.kind is LeftoverKind.UNPLACED:
            yield diagnostic("BM204", _where(page, left.lines[0]), text=left.text[:_WORDS])


def _without_article(
    page: PageText, pieces: Sequence[Piece], leftovers: Sequence[Leftover]
) -> Iterator[Diagnostic]:
    """BM224: all the text of a page is left over."""
    if leftovers and not pieces:
        yield diagnostic("BM224", _where(page, min(left.lines[0] for left in leftovers)))
