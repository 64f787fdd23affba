"""The books of an edition's publications: which addresses, when to which target.

`site/addresses/` and `site/published.toml` are kept in git. `pending.json` is the ledger of
a publication that readers may see already, and that was not recorded yet.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from banmian.app.project import Project, load_ledger, read_text
from banmian.config.toml import settings
from banmian.content import ledger as ledger_file
from banmian.content import toml_text
from banmian.model.ledger import Ledger, merged
from banmian.press import journal
from banmian.press.files import write

_REMEMBERED = 20
"""Moments that are kept of a target: those of the releases that it may still have, and of tries."""


class Books(Struct, frozen=True):
    """What was published before: the addresses, and by target the moments of the last times.

    `seen` is what the files were like then: what somebody changes meanwhile is not written over.
    """

    ledger: Ledger
    targets: Mapping[str, list[str]]
    seen: journal.Seen


def open_books(project: Project) -> Books:
    """Read the books.

    Raises:
        UserError: naming file and line of what cannot be read.
    """
    journal.end(project.journal, project.root)
    seen = {
        **journal.seen(project.root, project.addresses),
        **journal.seen(project.root, project.publications.parent),
    }
    path = project.publications
    targets: dict[str, list[str]] = {}
    if path.is_file():
        targets = settings(read_text(path, project), dict[str, list[str]], project.name(path))
    return Books(merged(load_ledger(project), _pending(project)), targets, seen)


def intend(project: Project, books: Books, target: str, moment: str, after: Ledger) -> None:
    """Note a publication before it is under way: if it is interrupted, it is known to be ours.

    Raises:
        UserError: when somebody changed the books meanwhile.
    """
    moments = [*books.targets.get(target, []), moment][-_REMEMBERED:]
    now = toml_text.lines({**books.targets, target: moments})
    _change(project, {project.publications: now}, books)
    write(project.pending, json.dumps(ledger_file.write(after)).encode())


def give_up(project: Project) -> None:
    """Forget a publication that no reader can have seen."""
    project.pending.unlink(missing_ok=True)


def record(project: Project, books: Books, after: Ledger) -> int:
    """Record what was published; give how many addresses are new.

    Raises:
        UserError: when somebody changed the books meanwhile.
    """
    files = {project.addresses / name: text for name, text in ledger_file.write(after).items()}
    _change(project, files, books)
    project.pending.unlink(missing_ok=True)
    return len(after.entries) - len(books.ledger.entries)


def _pending(project: Project) -> Ledger:
    try:
        return ledger_file.read(json.loads(project.pending.read_bytes()))
    except FileNotFoundError:
        return Ledger({})


def _change(project: Project, files: Mapping[Path, str], books: Books) -> None:
    wanted = {project.name(path): text.encode() for path, text in files.items()}
    journal.change(project.journal, project.root, dict(wanted), books.seen)
