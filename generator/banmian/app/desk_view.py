"""What the editor's desk shows of a page, as plain data. Pure: files come in as what was read."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from banmian.app.explaining import SURE
from banmian.content.reconcile import State
from banmian.content.record import numbers
from banmian.content.reimport import Folder, state_of
from banmian.model.article import Block, EditorsNote, Figure, Paragraph, SectionHead
from banmian.model.catalogue import CATALOGUE, wording
from banmian.model.diagnostics import Diagnostic
from banmian.model.hints import Hint
from banmian.model.layout import PageCut, PageText, Piece, Reading

Data = dict[str, Any]


def doubts(cut: PageCut) -> int:
    """Count the readings that an editor should look at."""
    return sum(one.sure < SURE for one in cut.readings)


def page_data(page: PageText, cut: PageCut, hints: Sequence[Hint], label: str, f: Folder) -> Data:
    """Give a page: its lines as they were read, its articles, what is wrong.

    Articles are numbered from 1; 0: a line is in none.
    """
    owners = _owners(cut.pieces, label, f)
    return {
        "lines": _lines(page, cut, hints),
        "articles": [
            _article(number, piece, owners[number - 1])
            for number, piece in enumerate(cut.pieces, 1)
        ],
        "doubts": doubts(cut),
        "problems": [problem(one) for one in cut.diagnostics],
        "hints": [_hint(one) for one in hints],
        "held": _held(cut.pieces, label, f),
    }


def _lines(page: PageText, cut: PageCut, hints: Sequence[Hint]) -> list[Data]:
    read = {number: one for one in cut.readings for number in one.lines}
    order = {one.lines[0]: at for at, one in enumerate(cut.readings, 1)}
    said = {quote.number for hint in hints for quote in hint.lines}
    rows = []
    for number, text in enumerate(page.lines, 1):
        row: Data = {"number": number, "text": text.strip()}
        if number in read:
            row |= _reading(read[number], number) | {
                "order": order[read[number].lines[0]],
                "hinted": number in said,
            }
        rows.append(row)
    return rows


def _reading(one: Reading, number: int) -> Data:
    return {
        "first": one.lines[0] == number,
        "article": one.article + 1,
        "role": one.role.value,
        "opens": one.opens,
        "sure": one.sure,
        "doubt": one.sure < SURE,
        "second": one.second.value,
    }


def _article(number: int, piece: Piece, owner: Mapping[str, Any]) -> Data:
    return {
        "number": number,
        "lines": list(piece.lines),
        "kicker": piece.kicker or "",
        "headline": piece.headline or "",
        "deck": piece.deck or "",
        "byline": piece.byline or "",
        "jumps": [jump.text for jump in piece.jumps],
        "genre": piece.genre.value,
        "confidence": piece.confidence,
        "body": [_block(block) for block in piece.body],
        **owner,
    }


def _block(block: Block) -> Data:
    if isinstance(block, SectionHead):
        return {"kind": "section-head", "text": block.text}
    if isinstance(block, Figure):
        return {"kind": "caption", "text": " ".join(filter(None, (block.caption, block.credit)))}
    if isinstance(block, Paragraph):
        return {"kind": "text", "text": block.text}
    text = " ".join(block.paragraphs) if isinstance(block, EditorsNote) else ""
    return {"kind": "text", "text": text}


def _owners(pieces: Sequence[Piece], label: str, f: Folder) -> list[Data]:
    """Give the file that each piece is in, by the most lines; and whether an editor edited it."""
    claims = _claims(label, f)
    pairs = sorted(
        (-len(lines.intersection(piece.lines)), at, id_)
        for id_, (lines, _) in claims.items()
        for at, piece in enumerate(pieces)
        if lines.intersection(piece.lines)
    )
    found: dict[int, str] = {}
    for _, at, id_ in pairs:
        if at not in found and id_ not in found.values():
            found[at] = id_
    owners = []
    for at, piece in enumerate(pieces):
        id_ = found.get(at, "")
        lines, state = claims.get(id_, (frozenset(), State.UNTOUCHED))
        held = state is not State.UNTOUCHED and lines != frozenset(piece.lines)
        owners.append(
            {
                "id": id_,
                "file": (f.file_of(id_) or "") if id_ else "",
                "state": state.value,
                "held": held,
            }
        )
    return owners


def _claims(label: str, f: Folder) -> dict[str, tuple[frozenset[int], State]]:
    """Give the lines of this page that each recorded article has, and whose it is."""
    claims = {}
    for entry in f.record.articles:
        here = [number for s in entry.spans if s.page == label for number in numbers(s.lines)]
        if here:
            claims[entry.id] = (frozenset(here), state_of(f, entry))
    return claims


def _held(pieces: Sequence[Piece], label: str, f: Folder) -> list[Data]:
    """Name the articles that an editor edited or deleted, and that the cut would make otherwise.

    An import leaves them as they are: hints no longer move their text.
    """
    cuts = {frozenset(piece.lines) for piece in pieces}
    held = []
    for id_, (lines, state) in _claims(label, f).items():
        if state is not State.UNTOUCHED and lines not in cuts:
            name = f.file_of(id_) or ""
            headline = (f.articles[name].headline or "") if name else ""
            row = {"id": id_, "file": name, "state": state.value, "headline": headline}
            held.append(row | {"lines": sorted(lines)})
    return held


def _hint(hint: Hint) -> Data:
    row: Data = {"lines": [quote.number for quote in hint.lines]}
    for key in ("article", "after", "merge"):
        quote = getattr(hint, key)
        if quote:
            row[key] = quote.number
    if hint.role:
        row["role"] = hint.role.value
    if hint.opens is not None:
        row["opens"] = hint.opens
    return row | ({"split": True} if hint.split else {})


def problem(one: Diagnostic) -> Data:
    """Give a finding in both languages; its line where it is one of the source page, else 0."""
    zh, zh_hint = wording(one, "zh")
    en, en_hint = wording(one, "en")
    return {
        "code": one.code,
        "severity": CATALOGUE[one.code].severity.name.lower(),
        "place": str(one.where),
        "line": one.where.line if one.where.path.startswith("seeds/") else 0,
        "zh": zh,
        "en": en,
        "hint_zh": zh_hint,
        "hint_en": en_hint,
    }


def problems(found: Iterable[Diagnostic]) -> list[Data]:
    """Give findings in both languages."""
    return [problem(one) for one in found]
