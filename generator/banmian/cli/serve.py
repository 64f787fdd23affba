"""`banmian serve`: what happens in a live preview, in words or as lines of JSON."""

import argparse
import threading
import webbrowser
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urljoin

from msgspec.structs import asdict

from banmian.app.preview import Built, Busy, Event, Imported, Ready
from banmian.app.project import find
from banmian.cli.console import Console, as_data
from banmian.errors import UserError
from banmian.model.catalogue import severity
from banmian.model.diagnostics import Severity

DESK = "/_desk/"


def serve(options: argparse.Namespace, console: Console) -> int:
    """`banmian serve`: until it is interrupted, which is how it ends well."""
    from banmian.app import serving  # noqa: PLC0415  # 0.3 s that other commands need not pay

    project = find(options.project or Path.cwd())
    serving.serve(project, options.port, _Teller(console, options.open))
    return 0


class _Teller:
    """Says what happens; opens the browser when there is something to see."""

    def __init__(self, console: Console, browse: bool) -> None:
        self._console, self._browse = console, browse
        self._address = ""

    def __call__(self, event: Event) -> None:
        """Say one thing that happened."""
        if self._console.as_json:
            self._console.event(_as_data(event, self._console.say.language))
        elif isinstance(event, Busy):
            self._console.error(event.error.message, self._console.say("import later"))
        elif isinstance(event, Imported):
            self._say_imported(event)
        else:
            self._say_built(event)
        if isinstance(event, Ready) and self._browse:
            self._browse = False
            threading.Thread(target=webbrowser.open, args=(event.address,), daemon=True).start()

    def _say_imported(self, event: Imported) -> None:
        self._say_wrong(event)
        for issue in event.report.issues if event.report else ():
            if issue.written or issue.deleted:
                self._console.result(self._console.say("imported", **asdict(issue)))

    def _say_built(self, event: Ready) -> None:
        console, built = self._console, event.built
        self._say_wrong(built)
        if built.error or built.wrong:
            console.error(console.say("stays"))
        else:
            warnings = sum(severity(one) is Severity.WARNING for one in built.diagnostics)
            facts = _counts(built) | {"warnings": warnings, "seconds": f"{built.seconds:.1f}"}
            console.result(console.say("rebuilt", **facts))
        if event.address != self._address:
            self._address = event.address
            desk = urljoin(event.address, DESK)
            console.result(console.say("serving", address=event.address, desk=desk))

    def _say_wrong(self, came: Imported | Built) -> None:
        """Say errors as the other commands do; warnings are only counted."""
        if came.error:
            self._console.error(came.error.message, came.error.hint)
        if any(severity(one) is Severity.ERROR for one in came.diagnostics):
            self._console.diagnostics(came.diagnostics, Severity.ERROR)


def _counts(built: Built) -> dict[str, object]:
    counts = built.counts
    return {"issues": counts.issues, "pages": counts.pages, "articles": counts.articles}


def _as_data(event: Event, language: str) -> Mapping[str, object]:
    """Give an event as a line of JSON can say it."""
    if isinstance(event, Busy):
        return {"event": "busy", "error": _mistake(event.error)}
    came = event if isinstance(event, Imported) else event.built
    wrong = {"error": _mistake(came.error), "diagnostics": as_data(came.diagnostics, language)}
    if isinstance(event, Imported):
        issues = event.report.issues if event.report else ()
        return {"event": "imported", "issues": [asdict(issue) for issue in issues], **wrong}
    return {
        "event": "built",
        "address": event.address,
        "changed": event.changed,
        "seconds": round(event.built.seconds, 3),
        **_counts(event.built),
        **wrong,
    }


def _mistake(error: UserError | None) -> Mapping[str, str] | None:
    return {"message": error.message, "hint": error.hint} if error else None
