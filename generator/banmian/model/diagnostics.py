"""Trouble in content, as data: collected, sorted and shown together.

The catalogue of codes with their wording is in `catalogue`; a diagnostic itself carries only
the code and what is to be put into the wording, so that it can be said in either language.
"""

from enum import IntEnum

from msgspec import Struct, field


class Severity(IntEnum):
    """How bad it is. Errors make a command end with 1, warnings only with `--strict`."""

    NOTE = 0
    WARNING = 1
    ERROR = 2


class Where(Struct, frozen=True, order=True):
    """A place in a file: its path below the project's root, and a line from 1; 0: the whole."""

    path: str
    line: int = 0

    def __str__(self) -> str:
        """Give `path:line`, as editors and terminals like to jump to."""
        return f"{self.path}:{self.line}" if self.line else self.path


class Diagnostic(Struct, frozen=True, order=True):
    """One finding. `code` is a key of the catalogue; `values` fill its wording.

    Diagnostics sort by place, then code, so that a list of them is stable.
    """

    where: Where
    code: str
    values: tuple[tuple[str, str], ...] = field(default=())


def diagnostic(code: str, where: Where, **values: object) -> Diagnostic:
    """Make a diagnostic; the values are kept as text."""
    return Diagnostic(
        where, code, tuple(sorted((key, str(value)) for key, value in values.items()))
    )
