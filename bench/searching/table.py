"""The table of figures beside what must be reached."""

from unicodedata import east_asian_width

from msgspec import Struct


class Must(Struct, frozen=True):
    """A bound: at least, or at most."""

    value: float
    least: bool = False

    def held(self, value: float) -> bool:
        """Tell whether a value is within."""
        return value >= self.value if self.least else value <= self.value


class Figure(Struct, frozen=True):
    """A figure, Pagefind's beside it, and what must be reached."""

    name: str
    value: float
    unit: str = ""
    must: Must | None = None
    pagefind: float | None = None
    digits: int = 0


class Table:
    """Figures as they come."""

    def __init__(self) -> None:
        self._figures: list[Figure | str] = []

    def part(self, name: str) -> None:
        """Begin a part."""
        self._figures.append(name)

    def add(self, *figures: Figure) -> None:
        """Add figures."""
        self._figures += figures

    @property
    def missed(self) -> list[str]:
        """The names of figures that are not within their bounds."""
        figures = (one for one in self._figures if isinstance(one, Figure))
        return [one.name for one in figures if one.must and not one.must.held(one.value)]

    def text(self) -> str:
        """Give the table as text."""
        head = f"{'':46} {'':>12} {'must':>11}    Pagefind"
        return "\n".join((head, *map(_line, self._figures)))


def _line(one: Figure | str) -> str:
    if isinstance(one, str):
        return f"\n{one}"
    must = mark = ""
    if one.must:
        sign = "≥" if one.must.least else "≤"
        must = f"{sign} {_number(one.must.value, one.digits)}"
        mark = "✓" if one.must.held(one.value) else "✗"
    beside = "" if one.pagefind is None else _number(one.pagefind, one.digits)
    value = f"{_number(one.value, one.digits)} {one.unit}".strip()
    return f"  {_wide(one.name, 44)} {value:>12} {must:>11} {mark:1s}  {beside:>8}".rstrip()


def _number(value: float, digits: int) -> str:
    return f"{value:,.{digits}f}"


def _wide(text: str, width: int) -> str:
    """Fill a text up to a width, a Chinese character being two wide."""
    wide = sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
    return text + " " * (width - wide)
