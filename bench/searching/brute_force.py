"""What a search should find, by looking: written apart from the product's folding.

The same to a reader is what Unicode's own tables call compatible (NFKC) whatever its case
(`casefold`), a traditional character and the simplified one (OpenCC's table), white space not
counted. A term is found in one line of an article, never across
lines; a document is found if all terms of a query are.

The product folds a character to one or none, by a table of its own. The two rightly differ
- where NFKC makes one character into several, or several into one (㎡, ½, é in two parts),
- where case folding does (ß),
- for compatibility ideographs, which the product keeps apart,
- for the forms of quotation marks, dashes and dots, which the product calls the same.
So queries are of letters, digits, Chinese characters and marks as they are printed: none of these
is in the corpus but 。“”—, each in one form only.
"""

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from searching.variants import simplified

Row = Mapping[str, Any]
"""An article of the corpus."""
Lines = Callable[[Row], Iterable[str]]
"""Gives what an article's page says, line by line."""


def flat(text: str) -> str:
    """Make texts that are the same to a reader the same."""
    same = unicodedata.normalize("NFKC", text).casefold().translate(simplified())
    return "".join(same.split())


def truth(
    articles: Iterable[tuple[str, Row]], queries: Sequence[str], lines: Lines
) -> list[list[str]]:
    """Give for each query the articles that hold it, in their order.

    Articles are looked at one by one: a corpus of any size needs little memory.
    """
    wanted = [tuple(map(flat, query.split())) for query in queries]
    found: list[list[str]] = [[] for _ in queries]
    for name, row in articles:
        text = "\n".join(map(flat, lines(row)))  # no term holds a line end
        for terms, held in zip(wanted, found, strict=True):
            if all(term in text for term in terms):
                held.append(name)
    return found
