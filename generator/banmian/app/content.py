"""Reading `site/content/` and `site/pages/`: each folder's texts and pictures."""

import os
from collections.abc import Iterable
from pathlib import Path

from msgspec.structs import replace

from banmian.addresses import PICTURES
from banmian.app.pictures import Pictures
from banmian.app.project import Project
from banmian.compose.targets import DeadEnd
from banmian.content.reading import ISSUE_FILE, IssueFiles
from banmian.model.diagnostics import Diagnostic, Where, diagnostic
from banmian.model.ids import parse_issue_id
from banmian.model.picture import SUFFIXES
from banmian.press.files import links, walk

_TEXTS = (".md", ".toml")


def issue_files(project: Project, path: Path, unreadable: str = "BM301") -> IssueFiles:
    """Read an issue's folder, or that of the sheets.

    A text that is not UTF-8, or whose name is not, is left out and named; `unreadable` is the code.
    So is what has a text's name and is none: a link, a folder.
    """
    texts = {}
    found = []
    entries = _entries(path)
    folder = project.name(path)
    for entry in entries:
        name = entry.name
        if name.startswith(".") or not name.endswith(_TEXTS):
            continue
        shown = name.encode("utf-8", "backslashreplace").decode()
        where = Where(f"{folder}/{shown}")
        if not entry.is_file(follow_symlinks=False):
            found.append(diagnostic("BM312", where))
            continue
        try:
            name.encode()
            with open(entry.path, "rb") as file:  # noqa: PTH123 — many, and fast
                texts[name] = file.read().decode("utf-8-sig")
        except UnicodeEncodeError:
            what = "its name is not UTF-8 文件名不是 UTF-8 编码"
            found.append(diagnostic(unreadable, where, what=what))
        except UnicodeDecodeError as error:
            code = "BM309" if name == ISSUE_FILE else unreadable
            line = error.object.count(b"\n", 0, error.start) + 1
            what = f"byte {error.start} is not UTF-8 不是 UTF-8 编码"
            found.append(diagnostic(code, replace(where, line=line), what=what))
    names = frozenset(entry.name for entry in entries)
    pictures = walk(path / PICTURES) if PICTURES in names else ()
    seen = frozenset(file.name for file in pictures if _is_picture(file, path))
    return IssueFiles(path.name, folder, texts, seen, names, tuple(found))


def _entries(path: Path) -> list[os.DirEntry[str]]:
    if path.is_symlink():
        return []
    try:
        with os.scandir(path) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except (FileNotFoundError, NotADirectoryError):
        return []


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
    return file.parent == issue / PICTURES and file.suffix.lower() in SUFFIXES


def _is_issue(name: str) -> bool:
    try:
        parse_issue_id(name)
    except ValueError:
        return False
    return True
