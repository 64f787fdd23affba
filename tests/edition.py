"""Copies of the sample edition that tests may change, and commands run on them."""

import shutil
from pathlib import Path

from banmian.cli import main

ROOT = Path(__file__).parent.parent


def copy_sample(folder: Path, *, content: bool = True) -> Path:
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    (folder / "site").mkdir()
    shutil.copy(ROOT / "site" / "edition.toml", folder / "site")
    if content:
        for part in ("content", "pages"):
            shutil.copytree(ROOT / "site" / part, folder / "site" / part)
    return folder


def run(*words: str | Path) -> int:
    """Run a command as the command line does; give its exit code."""
    return main([str(word) for word in words])


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path there."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(files)}


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
