"""Printing: results to standard output, all else to standard error."""

import json
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from time import monotonic

from banmian.cli.words import Speaker
from banmian.model.catalogue import severity, wording
from banmian.model.diagnostics import Diagnostic, Severity
from banmian.model.line import is_clean

_NAMES = {Severity.NOTE: "note", Severity.WARNING: "warning", Severity.ERROR: "error"}


_SOON = 2.0
"""Seconds of work after which it is said how long it will still take."""

DONE = 0
CONTENT_PROBLEMS = 1


class Console:
    """Says what came of a command, in one language, as loud as was asked."""

    def __init__(self, say: Speaker, quiet: bool, as_json: bool) -> None:
        self.say, self.quiet, self.as_json = say, quiet, as_json
        self._progress = False
        self._start = monotonic()

    def result(self, text: str) -> None:
        """Print what the user asked for."""
        self._end_progress()
        if not self.quiet and not self.as_json:
            print(plain(text), flush=True)

    def data(self, value: object) -> None:
        """Print a result as JSON."""
        self._end_progress()
        print(json.dumps(value, ensure_ascii=False, indent=1))

    def event(self, value: object) -> None:
        """Print one of several results as JSON, a line each, at once."""
        self._end_progress()
        print(json.dumps(value, ensure_ascii=False), flush=True)

    def error(self, message: str, hint: str = "") -> None:
        """Say what is wrong, and the way out."""
        self._end_progress()
        line = message.replace("\n", "\\n")  # a name in it could forge a line of ours
        print(plain(f"banmian: {line}"), file=sys.stderr)
        if hint:
            print(plain(f"  {self.say('way out')}: {hint}"), file=sys.stderr)

    def progress(self, done: int, total: int, what: str) -> None:
        """Show how far a long work is, on a terminal only."""
        if self.quiet or self.as_json or not sys.stderr.isatty():
            return
        if not (self._progress and done):
            self._start = monotonic()
        self._progress = True
        line = plain(f"{self.say('progress')} {done}/{total} {what}{self._left(done, total)}")
        print(f"\r\033[K{line}", end="", file=sys.stderr, flush=True)

    def _left(self, done: int, total: int) -> str:
        """Say how long it will still take, once that can be told."""
        spent = monotonic() - self._start
        if spent < _SOON or not done:
            return ""
        return " · " + self.say("left", seconds=round(spent * (total - done) / done))

    def diagnostics(self, found: Iterable[Diagnostic], least: Severity = Severity.NOTE) -> None:
        """Show findings that are at least so bad, a line each, and how many all are."""
        self._end_progress()
        everything = list(found)
        for one in everything:
            level = severity(one)
            if level < (Severity.ERROR if self.quiet else least):
                continue
            message, hint = wording(one, self.say.language)
            name = self.say(_NAMES[level])
            line = f"{one.where}: {one.code} {name}: {message} — {hint}"
            print(plain(line.replace("\n", "\\n")), file=sys.stderr)
        if everything and not self.quiet:
            count = Counter(severity(one) for one in everything)
            words = self.say(
                "count",
                errors=count[Severity.ERROR],
                warnings=count[Severity.WARNING],
                notes=count[Severity.NOTE],
            )
            print(words, file=sys.stderr)

    def _end_progress(self) -> None:
        if self._progress:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
            self._progress = False


def size_text(count: int) -> str:
    """Say a number of bytes."""
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{count / 1e3:.0f} KB"


def plain(text: str) -> str:
    """Spell out what would command a terminal or turn a line about.

    Names of files and words of a page are in what is said, and those are anybody's.
    """
    return "".join(
        c if c == "\n" or is_clean(c) else c.encode("unicode_escape").decode() for c in text
    )


def as_data(found: Iterable[Diagnostic], language: str) -> list[dict[str, object]]:
    """Give findings as JSON can say them."""
    rows = []
    for one in found:
        message, hint = wording(one, language)
        rows.append(
            {
                "code": one.code,
                "severity": _NAMES[severity(one)],
                "path": one.where.path,
                "line": one.where.line,
                "message": message,
                "hint": hint,
            }
        )
    return rows


def code(found: tuple[Diagnostic, ...], strict: bool) -> int:
    """Give the exit code that findings mean."""
    limit = Severity.WARNING if strict else Severity.ERROR
    return CONTENT_PROBLEMS if any(severity(one) >= limit for one in found) else DONE


def shown(public: Path) -> str:
    """Give a folder as it is short to type: below the current one where it is."""
    absolute = public.absolute()
    here = Path.cwd()
    text = str(absolute.relative_to(here)) if absolute.is_relative_to(here) else str(absolute)
    return f'"{text}"' if " " in text else text
