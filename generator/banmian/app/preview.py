"""One round of a live preview: a build in memory, what is shown of it, what is told of it."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from banmian.app.importing import ImportReport
from banmian.app.making import Made, make
from banmian.app.project import Project, load_edition
from banmian.errors import UserError
from banmian.model.catalogue import severity, wording
from banmian.model.diagnostics import Diagnostic, Severity
from banmian.press.preview_page import Problem, Shown


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import: its report, or the mistake that stopped it."""

    report: ImportReport | None = None
    error: UserError | None = None

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What the import found."""
        return self.report.diagnostics if self.report else ()


@dataclass(frozen=True, slots=True)
class Built:
    """What came of a build: the site, or the mistake that stopped it; how long it took."""

    base_path: str
    language: str
    seconds: float = 0.0
    made: Made | None = None
    error: UserError | None = None

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What the build found."""
        return self.made.diagnostics if self.made else ()


@dataclass(frozen=True, slots=True)
class Busy:
    """Another command is at work: the import will be tried again."""

    error: UserError


@dataclass(frozen=True, slots=True)
class Ready:
    """What was built, or what is wrong, is shown at `address`; `changed`: browsers reload."""

    address: str
    changed: bool
    built: Built


Event = Imported | Busy | Ready
Tell = Callable[[Event], None]


def attempt(project: Project, before: Built) -> Built:
    """Build; what cannot be told of the edition now is as it was before."""
    start = time.monotonic()
    built = Built(before.base_path, before.language)
    try:
        edition = load_edition(project)
        built = replace(built, base_path=edition.base_path, language=edition.language)
        built = replace(built, made=make(project, project.public, drafts=True))
    except (UserError, OSError) as error:
        built = replace(built, error=as_mistake(error))
    if is_away(project):  # what was made before it went, or of half of it, is none
        built = replace(built, made=None, error=_away(project))
    return replace(built, seconds=time.monotonic() - start)


def is_away(project: Project) -> bool:
    """Tell whether the project's folder, or its `site/`, was moved or deleted."""
    return not project.settings.parent.is_dir()


def _away(project: Project) -> UserError:
    return UserError(
        f"the project is not there 项目不在了: {project.settings.parent}",
        "put it back, and the preview follows 放回原处，预览会自动继续",
    )


def as_mistake(error: UserError | OSError) -> UserError:
    """Give a file that cannot be read (it may have gone meanwhile) as the mistake that it is."""
    return error if isinstance(error, UserError) else UserError(str(error))


def shown(built: Built, imported: Imported, before: Shown) -> Shown:
    """Give what is to be seen after a build.

    A site that is wrong as a whole leaves the one before. Where only articles are left out,
    the pages of their issue that are no more stay from before, and all else is new.
    """
    problems = tuple(_problems(built, imported))
    if built.made is None or built.made.wrong:
        base_path = before.base_path if before.files else built.base_path
        return Shown(base_path, before.files, problems)
    files = {output.path: output.content for output in built.made.outputs}
    folders = tuple(f"{issue}/" for issue in built.made.broken)
    kept = {
        path: page
        for path, page in before.files.items()
        if path.startswith(folders) and path.endswith(".html")
        if path not in files or path in built.made.stopgaps
    }
    return Shown(built.base_path, {**files, **kept}, problems)


def _problems(built: Built, imported: Imported) -> Iterable[Problem]:
    for part in (imported, built):
        if part.error:
            yield Problem("", "", part.error.message, part.error.hint)
        for one in part.diagnostics:
            if severity(one) is Severity.ERROR:
                message, hint = wording(one, built.language)
                yield Problem(str(one.where), one.code, message, hint)
