"""One round of a live preview: a build in memory, what is shown of it, what is told of it."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from banmian.app.importing import ImportReport
from banmian.app.making import NOTHING, Counts, Wish, make
from banmian.app.project import Project, load_edition
from banmian.errors import UserError
from banmian.model.catalogue import severity, wording
from banmian.model.diagnostics import Diagnostic, Severity
from banmian.press.preview_page import Problem, Shown


class Imported(Struct, frozen=True):
    """What came of an import: its report, or the mistake that stopped it."""

    report: ImportReport | None = None
    error: UserError | None = None

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What the import found."""
        return self.report.diagnostics if self.report else ()


class Built(Struct, frozen=True):
    """What came of a build: which release is shown, or what stopped it; how long it took.

    `release` is "" where nothing can be shown; `wrong`: the site as a whole was, and the one before
    is still shown.
    """

    base_path: str
    language: str
    seconds: float = 0.0
    release: str = ""
    wrong: bool = False
    counts: Counts = NOTHING
    diagnostics: tuple[Diagnostic, ...] = ()
    error: UserError | None = None


class Busy(Struct, frozen=True):
    """Another command is at work: the import will be tried again."""

    error: UserError


class Ready(Struct, frozen=True):
    """What was built, or what is wrong, is shown at `address`; `changed`: browsers reload."""

    address: str
    changed: bool
    built: Built


Event = Imported | Busy | Ready
Tell = Callable[[Event], None]


class SiteFolder(Mapping[str, bytes]):
    """The files of a site on disk, by path, as they are when they are asked for."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def __getitem__(self, path: str) -> bytes:
        """Read a file."""
        try:
            return (self._root / path).read_bytes()
        except (OSError, ValueError):
            raise KeyError(path) from None

    def __contains__(self, path: object) -> bool:
        """Tell whether there is such a file: no folder, and nothing outside."""
        try:
            file = self._root / str(path)
            plain = not {"..", ""} & set(str(path).split("/")) and "\\" not in str(path)
            return plain and file.is_file()
        except (OSError, ValueError):
            return False

    def __iter__(self) -> Iterator[str]:
        """Give all paths."""
        files = (path for path in self._root.rglob("*") if path.is_file())
        return (path.relative_to(self._root).as_posix() for path in files)

    def __len__(self) -> int:
        """Count them."""
        return sum(1 for _ in self)


def attempt(project: Project, before: Built, folder: Path) -> Built:
    """Build into a folder of the preview's; what cannot be told of the edition is as before."""
    start = time.monotonic()
    built = Built(before.base_path, before.language)
    try:
        edition = load_edition(project)
        built = replace(built, base_path=edition.base_path, language=edition.language)
        built = _made(project, built, folder)
    except (UserError, OSError) as error:
        built = replace(built, error=as_mistake(error))
    if is_away(project):  # what was made before it went, or of half of it, is none
        built = replace(built, release="", diagnostics=(), error=_away(project))
    return replace(built, seconds=time.monotonic() - start)


def _made(project: Project, built: Built, folder: Path) -> Built:
    wish = Wish(folder / "site", drafts=True, preview=folder / "memory")
    making = make(project, wish)
    found, wrong = making.diagnostics, bool(making.wrong) or not making.counts.issues
    if wrong:
        making.leave()
    else:
        making.put()
    return replace(
        built, release=making.release, wrong=wrong, counts=making.counts, diagnostics=found
    )


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


def shown(built: Built, imported: Imported, before: Shown, folder: Path) -> Shown:
    """Give what is to be seen after a build.

    A site that is wrong as a whole leaves the one before. Where only articles are left out,
    the pages of their issue that are no more stay from before, and all else is new.
    """
    problems = tuple(_problems(built, imported))
    if built.error or built.wrong:
        base_path = before.base_path if before.release else built.base_path
        return Shown(base_path, before.files, before.release, problems)
    return Shown(built.base_path, SiteFolder(folder / "site"), built.release, problems)


def _problems(built: Built, imported: Imported) -> Iterable[Problem]:
    for part in (imported, built):
        if part.error:
            yield Problem("", "", part.error.message, part.error.hint)
        for one in part.diagnostics:
            if severity(one) is Severity.ERROR:
                message, hint = wording(one, built.language)
                yield Problem(str(one.where), one.code, message, hint)
