"""Reading `site/content/`: each issue's folder, its texts and pictures."""

from pathlib import Path

from banmian.app.project import Project, read_text
from banmian.content.reading import PICTURES, IssueFiles
from banmian.model.diagnostics import Diagnostic, Where, diagnostic
from banmian.model.ids import parse_issue_id
from banmian.press.files import links, walk

_TEXTS = (".md", ".toml")


def issue_files(project: Project, path: Path) -> IssueFiles:
    """Read an issue's folder.

    Raises:
        UserError: for a text that is not UTF-8.
    """
    files = {file.relative_to(path).as_posix(): file for file in walk(path)}
    texts = {
        name: read_text(file, project)
        for name, file in files.items()
        if "/" not in name and name.endswith(_TEXTS)
    }
    pictures = {
        name.removeprefix(PICTURES)
        for name in files
        if name.startswith(PICTURES) and name.count("/") == 1
    }
    return IssueFiles(path.name, project.name(path), texts, frozenset(pictures))


def issue_folders(project: Project) -> list[Path]:
    """Give the folders of all issues, sorted by name."""
    if not project.content.is_dir():
        return []
    folders = (path for path in project.content.iterdir() if path.is_dir())
    return sorted(path for path in folders if _is_issue(path.name) and not path.is_symlink())


def strangers(project: Project) -> list[Diagnostic]:
    """Name what lies in the content folder and is no content: it is passed over."""
    found = set(links(project.content))
    for path in walk(project.content):
        inner = path.relative_to(project.content).parts
        name = "/".join(inner[1:])
        known = name.endswith(_TEXTS) and len(inner) == 2
        if not (_is_issue(inner[0]) and (known or (name.startswith(PICTURES) and len(inner) == 3))):
            found.add(path)
    return [diagnostic("BM312", Where(project.name(path))) for path in sorted(found)]


def _is_issue(name: str) -> bool:
    try:
        parse_issue_id(name)
    except ValueError:
        return False
    return True
