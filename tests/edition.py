"""Copies of the sample edition that tests may change, and commands run on them."""

import shutil
import subprocess
import sys
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from banmian.app.making import Wish, make
from banmian.app.project import Project, load_theme
from banmian.cli import main
from banmian.search import manifest
from banmian.search.documents import Document
from banmian.search.reader import Reader

ROOT = Path(__file__).parent.parent


UNPICTURED = "\n[share]\npicture = false\n"
"""No share pictures: a site is the same on machines with other fonts."""


def copy_sample(folder: Path, *, content: bool = True) -> Path:
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    (folder / "site").mkdir()
    text = (ROOT / "site" / "edition.toml").read_text("utf-8")
    (folder / "site" / "edition.toml").write_text(text + UNPICTURED, "utf-8")
    if content:
        for part in ("content", "pages"):
            shutil.copytree(ROOT / "site" / part, folder / "site" / part)
    return folder


PAGE = """\
全市邮政工作会议召开

本报讯 6月20日，全市邮政工作会议在市分公司召开，会议总结了上半年
的工作，部署了下半年的任务，要求各单位抓好落实，确保完成全年目标。

□王小明

投递员冒雨送达通知书

本报讯 近日，青岚县邮政分公司的投递员冒雨把高考录取通知书送到山里
的学生手中，受到群众称赞，县里的报纸和电视台也作了报道。

□李思远
"""


def paper(folder: Path, *pages: str | bytes, settings: str = "") -> Path:
    """Make a small edition with one issue, 2021-06-24, of these pages."""
    issue = folder / "seeds" / "2021-06-24"
    issue.mkdir(parents=True)
    (folder / "site").mkdir()
    head = 'title = "报"\naddress = "https://paper.example/"\n'
    (folder / "site" / "edition.toml").write_text(head + settings, "utf-8")
    for number, page in enumerate(pages, 1):
        content = page if isinstance(page, bytes) else page.encode()
        (issue / f"{number:02}.txt").write_bytes(content)
    return folder


def command(*words: str | Path) -> list[str]:
    """Give the command line that runs a command in a process of its own."""
    return [sys.executable, "-m", "banmian", *map(str, words)]


def process(*words: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own, in English."""
    line = command(*words, "--lang", "en")
    return subprocess.run(line, capture_output=True, text=True, check=False, **options)


def run(*words: str | Path) -> int:
    """Run a command as the command line does; give its exit code."""
    return main([str(word) for word in words])


def png(colour: str = "white") -> bytes:
    """A real picture, as small as one can be."""
    content = BytesIO()
    Image.new("RGB", (1, 1), colour).save(content, "PNG")
    return content.getvalue()


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path there."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(files)}


def own_theme(project: Path, name: str = "ours") -> Path:
    """Give a project the theme that ships, as one of its own that extends none."""
    theme = project / "themes" / name
    for part in ("base", "broadsheet"):
        shutil.copytree(ROOT / "themes" / part, theme, dirs_exist_ok=True)
    shutil.copy(ROOT / "themes" / "base" / "theme.toml", theme)
    return theme


POLICY = load_theme(Project(ROOT), "broadsheet").settings.policy
"""What the theme that ships needs beyond the strict policy."""


def add_target(project: Path, folder: Path, more: str = "") -> None:
    """Name a folder as a target to publish to, `web`."""
    settings = project / "site" / "edition.toml"
    text = settings.read_text("utf-8")
    target = f"\n[targets.web]\nkind = 'folder'\npath = '{folder}'\n{more}"
    settings.write_text(text + target, "utf-8")


def edit(file: Path, old: str, new: str) -> None:
    """Change a text in a file; it must be there."""
    text = file.read_text("utf-8")
    assert old in text, f"{old!r} is not in {file}"
    file.write_text(text.replace(old, new), "utf-8")


def previewed(project: Path, folder: Path) -> dict[str, bytes]:
    """Make the site with its drafts, as a preview does; give its files."""
    making = make(Project(project), Wish(folder / "site", drafts=True, preview=folder / "memory"))
    making.put()
    return tree(folder / "site")


def indexed(files: Mapping[str, bytes]) -> list[Document]:
    """Give all documents of a site's search index."""
    segments = manifest.read(files["search/index.json"]).segments
    reader = Reader(segments, lambda name, start, end: files[f"search/{name}.bin"][start:end])
    return list(reader.every())


def suggested(files: Mapping[str, bytes]) -> str:
    """Give all that a site's search suggests, and what it can be filtered by."""
    whole = manifest.read(files["search/index.json"])
    shards = [files[f"search/{name}.bin"] for _, name in whole.suggestions.shards]
    values = [files[f"search/{name}.bin"] for name in whole.values.values()]
    return b"\n".join(shards).decode("gb18030", "replace") + b"\n".join(values).decode()


def sitemaps(files: Mapping[str, bytes]) -> str:
    """Give all sitemaps of a site, as one text."""
    return "".join(text.decode() for name, text in files.items() if name.startswith("sitemaps/"))
