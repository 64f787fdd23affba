"""What goes into a cut page and what comes out of it, as counts of characters."""

from collections import Counter

from banmian.model.article import EditorsNote, Figure, Paragraph, SectionHead, Verse
from banmian.model.layout import PageCut, PageText, Piece


def given(page: PageText, cut: PageCut) -> Counter[str]:
    """The characters of a page without white space, after its recorded repairs."""
    counts = _count("".join(page.lines))
    for repair in cut.repairs:
        counts.update(_count(repair.after))
        counts.subtract(_count(repair.before))
    return +counts


def shown(cut: PageCut) -> Counter[str]:
    """The characters that a reader or an editor sees."""
    texts = [text for piece in cut.pieces for text in strings(piece)]
    return _count("".join(texts) + "".join(left.text for left in cut.leftovers))


def strings(piece: Piece) -> list[str]:
    """Every text of a piece."""
    heads = (piece.kicker, piece.headline, piece.deck, piece.byline)
    texts = [text for text in heads if text is not None]
    texts += [jump.text for jump in piece.jumps]
    for block in piece.body:
        if isinstance(block, Paragraph | SectionHead):
            texts.append(block.text)
        elif isinstance(block, Figure):
            texts += [text for text in (block.caption, block.credit) if text]
        elif isinstance(block, EditorsNote):
            texts += [block.label, *block.paragraphs]
        elif isinstance(block, Verse):
            texts += filter(None, block.lines)
        else:
            raise TypeError(block)
    return texts


def _count(text: str) -> Counter[str]:
    return Counter(char for char in text if not char.isspace())
