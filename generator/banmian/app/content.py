"""Reading `site/content/` and `site/pages/`: each folder's texts and pictures."""

from collections.abc import Iterable
from pathlib import Path

from banmian.addresses import PICTURES
from banmian.app.pictures import Pictures
from banmian.app.project import Project
from banmian.compose.targets import DeadEnd
from banmian.content.reading import ISSUE_FILE, IssueFiles
from banmian.model.diagnostics import Diagnostic, Where, diagnostic
from banmian.model.ids import parse_issue_id
from banmian.press.files import links, walk
from banmian.press.pictures import KINDS

_TEXTS = (".md", ".toml")


def issue_files(project: Project, path: Path, unreadable: str = "BM301") -> IssueFiles:
    """Read an issue's folder, or that of the sheets.

    A text that is not UTF-8, or whose name is not, is left out and named; `unreadable` is the code.
    """
    texts = {}
    found = []
    for file in walk(path):
        if file.parent == path and file.name.endswith(_TEXTS):
            try:
                file.name.encode()
                texts[file.name] = file.read_bytes().decode("utf-8-sig")
            except UnicodeEncodeError:
                what = "its name is not UTF-8 文件名不是 UTF-8 编码"
                found.append(diagnostic(unreadable, Where(project.name(file)), what=what))
            except UnicodeDecodeError as error:
                code = "BM309" if file.name == ISSUE_FILE else unreadable
                line = error.object.count(b"\n", 0, error.start) + 1
                what = f"byte {error.start} is not UTF-8 不是 UTF-8 编码"
                found.append(diagnostic(code, Where(project.name(file), line), what=what))
    pictures = (file.name for file in walk(path / PICTURES) if _is_picture(file, path))
    names = frozenset(entry.name for entry in path.iterdir()) if path.is_dir() else frozenset()
    return IssueFiles(
        path.name, project.name(path), texts, frozenset(pictures), names, tuple(found)
    )


def issue_folders(project: Project) -> list[Path]:
    """Give the folders of all issues, sorted by name."""
    if not project.content.is_dir():
        return []
    folders = (path for path in project.content.iterdir() if path.is_dir())
    return sorted(path for path in folders if _is_issue(path.name) and not path.is_symlink())


def strangers(project: Project) -> list[Diagnostic]:
    """Name what lies in the folders of issues and sheets and is no content: it is passed over."""
    found = {*links(project.content), *links(project.pages)}
    for path in walk(project.content):
        inner = path.relative_to(project.content).parts
        issue = project.content / inner[0]
        text = len(inner) == 2 and path.name.endswith(_TEXTS)
        if not (_is_issue(inner[0]) and (text or _is_picture(path, issue))):
            found.add(path)
    for path in walk(project.pages):
        text = path.parent == project.pages and path.suffix == ".md"
        if not (text or _is_picture(path, project.pages)):
            found.add(path)
    return [diagnostic("BM312", Where(project.name(path))) for path in sorted(found)]


def dead_ends(
    source: IssueFiles, name: str, ends: Iterable[DeadEnd], pictures: Pictures
) -> list[Diagnostic]:
    """Name what leads nowhere in a file, but for the pictures that are named already."""
    return [
        _dead_end(source.at(name, end.target), end)
        for end in ends
        if not pictures.named(end.target)
    ]


def _dead_end(where: Where, end: DeadEnd) -> Diagnostic:
    if end.tag == "img":
        return diagnostic("BM310", where, image=end.target)
    if end.target.startswith("id:"):
        return diagnostic("BM311", where, id=end.target.removeprefix("id:"))
    return diagnostic("BM314", where, href=end.target)


def _is_picture(file: Path, issue: Path) -> bool:
    return file.parent == issue / PICTURES and file.suffix.lower() in KINDS


def _is_issue(name: str) -> bool:
    try:
        parse_issue_id(name)
    except ValueError:
        return False
    return True
