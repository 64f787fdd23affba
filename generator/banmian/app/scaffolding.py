"""`banmian new`: an edition that builds at once, with one page as an example."""

import os
from pathlib import Path

from banmian.app.importing import import_pages
from banmian.app.project import Project
from banmian.content import toml_text
from banmian.errors import UserError
from banmian.press.files import write

_SCAFFOLD = Path(__file__).resolve().parent.parent / "scaffold"
EXAMPLE = "seeds/2026-01-01/01.txt"
_IGNORED = "/site/public/\n/site/.banmian/\n"


def new(folder: Path) -> Project:
    """Make a new edition in a folder, titled by the folder's name, and import its example.

    Raises:
        UserError: when there is something in the folder already.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UserError(f"{folder} is not empty 已经有内容", "name a new folder 换一个新的文件夹名")
    place = Path(os.path.realpath(folder))
    title = place.name.strip() or "Banmian"
    edition = (_SCAFFOLD / "edition.toml").read_text("utf-8")
    files = {
        "site/edition.toml": edition.replace("{title}", toml_text.value(title)),
        "seeds/seeds.toml": (_SCAFFOLD / "seeds.toml").read_text("utf-8"),
        "site/pages/about.md": (_SCAFFOLD / "about.md").read_text("utf-8"),
        EXAMPLE: (_SCAFFOLD / "01.txt").read_text("utf-8"),
        ".gitignore": _IGNORED,
    }
    for name, text in files.items():
        write(folder / name, text.encode())
    project = Project(place)
    import_pages(project)
    return project
