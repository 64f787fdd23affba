"""`banmian check`: everything wrong in content and in the site that it makes."""

from collections.abc import Iterable

from banmian.app.content import issue_files, issue_folders, strangers
from banmian.app.making import Wish, make
from banmian.app.progress import Progress, quietly
from banmian.app.project import Project
from banmian.config.toml import TomlError
from banmian.content import record
from banmian.content.reading import RECORD_FILE, IssueFiles
from banmian.errors import UserError
from banmian.model.diagnostics import Diagnostic, Where, diagnostic
from banmian.model.layout import LeftoverKind


def check(project: Project, progress: Progress = quietly) -> tuple[Diagnostic, ...]:
    """Find everything that an editor should look at; write nothing but the cache.

    Raises:
        UserError: for wrong settings or templates, or when files are being changed.
    """
    if project.journal.exists():
        raise UserError(
            "a command is changing files, or was interrupted 有命令正在改文件，或中断了",
            "wait until it ends, or end it 等它结束，或接着做完: banmian import",
        )
    made = make(project, Wish(project.public, look_only=True), progress)
    made.leave()
    found = [*made.diagnostics, *strangers(project)]
    for folder in issue_folders(project):
        found += _record(issue_files(project, folder))
    return tuple(sorted(set(found)))


def _record(source: IssueFiles) -> Iterable[Diagnostic]:
    """Name text that no article has, and a record that cannot be read."""
    try:
        recorded = record.read(source.texts.get(RECORD_FILE, ""))
    except TomlError as error:
        where = Where(f"{source.path}/{RECORD_FILE}", error.line)
        yield diagnostic("BM309", where, what=error.message)
        return
    for page in recorded.pages:
        for left in page.leftovers:
            if left.kind is LeftoverKind.UNPLACED:
                text = left.text.partition("\n")[0]
                yield diagnostic("BM204", source.at(RECORD_FILE, text), text=text)
