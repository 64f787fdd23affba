"""Queries: what a reader types and chooses, as what documents must have. As `client/query.js`.

Blanks set terms apart; `"…"` keeps them in one, `-` in front wants documents without it.
"""

import re
from collections.abc import Mapping

from msgspec import Struct, field

from banmian.search.documents import Document
from banmian.search.facets import facets_of
from banmian.search.fold import fold

_PART = re.compile(
    r"""((?:[-－](?=["＂“\w]))?)
    (?: ["＂]([^"＂]*)(?:["＂]|$) | “([^”]*)”(?=[\s\ufeff]|$) | ([^\s\ufeff]+))""",
    re.VERBOSE,
)
_FIRST_DAY = "-01-01"


class Query(Struct, frozen=True):
    """What is asked for: `terms` and `without` are folded, and each is there once.

    With `title` the title alone counts. `since` and `until` are dates (`2021`, `2021-06`,
    `2021-06-15`), both included; "" where they set no bound. `facets` gives a value for some kinds.
    With `newest` the order is by date alone.
    """

    terms: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    title: bool = False
    newest: bool = False
    since: str = ""
    until: str = ""
    facets: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is asked for: then nothing is found."""
        return not (self.terms or self.without or self.since or self.until or self.facets)

    def may_be_of(self, month: str) -> bool:
        """Tell whether a document of a month (`2021-06`, "" for none) can be asked for."""
        return self._is_between(month, len(month))

    def is_answered_by(self, document: Document) -> bool:
        """Tell whether a document is what is asked for."""
        lines = [fold(line) for line in (document.title, *document.lines)]
        looked_at = lines[:1] if self.title else lines
        return (
            all(any(term in line for line in looked_at) for term in self.terms)
            and not any(term in line for term in self.without for line in lines)
            and self._is_between((document.date + _FIRST_DAY)[:10] if document.date else "", 10)
            and self.facets.items() <= set(facets_of(document))
        )

    def _is_between(self, date: str, length: int) -> bool:
        if not (self.since or self.until):
            return True
        after = date >= self.since[:length]
        return date != "" and after and (not self.until or date[: len(self.until)] <= self.until)


def query(text: str, **choices: object) -> Query:
    """Read what was typed; `choices` are the other parts of a query."""
    terms: list[str] = []
    without: list[str] = []
    for sign, *forms in _PART.findall(text):
        (without if sign else terms).append(fold("".join(forms)))
    return Query(_each(terms), _each(without), **choices)  # type: ignore[arg-type]


def _each(terms: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, terms)))
