"""What editors do to an archive, and what it costs builds with search and without."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from build import BANMIAN, Figures, rows, settle
from msgspec import Struct
from peers.edition import write_issue

ISSUE = 32
"""Articles of an issue."""
_WITHDRAWN = 'status = "withdrawn"\nwithdrawal = { date = "2039-01-01", reason = "重复" }\n'
SPARE = 2 * ISSUE
"""Articles that the corpus must have besides the archive's."""
Edit = Callable[[Path], None]
"""Changes the content of a project."""


class Cost(Struct, frozen=True):
    """Seconds of a build with search and without; what of the index was written anew."""

    name: str
    seconds: float
    without: float
    files: int
    written: int


def edits(corpus: Path, count: int) -> dict[str, Edit]:
    """Give the edits in the order in which they are made; the archive has `count` articles."""

    def new_issue(content: Path) -> None:
        write_issue(content / _after(content, 1), list(rows(corpus, count, count + ISSUE)))

    def new_year(content: Path) -> None:
        january = f"{int(_issues(content)[-1].name[:4]) + 1}-01-01"
        write_issue(content / january, list(rows(corpus, count, count + ISSUE)))

    def word(content: Path) -> None:
        _replace(_old(content, "1-0102.md"), "本报", "本報")

    def added(content: Path) -> None:
        file = _old(content, "1-0103.md")
        text = file.read_text("utf-8").replace('0103"', '0199"').replace('"0103-x', '"0199-x')
        file.with_name("1-0199.md").write_text(text, "utf-8")

    def withdrawn(content: Path) -> None:
        _replace(_old(content, "1-0104.md"), 'genre = "news"\n', f'genre = "news"\n{_WITHDRAWN}')

    return {
        "a new issue": new_issue,
        "a word in an old article": word,
        "an old article added": added,
        "an old article withdrawn": withdrawn,
        "the month that closes a year": new_year,
    }


def cost(name: str, edit: Edit, project: Path, without: Path, figures: Figures) -> Cost:
    """Make an edit to both projects, and build them."""

    def build(folder: Path) -> float:
        settle()
        edit(folder / "site" / "content")
        settle()
        return figures.run(f"{name} {folder.name}", [*BANMIAN, "build", "--quiet"], folder)

    before = _index(project)
    seconds, less = build(project), build(without)
    now = _index(project)
    new = [file for file, change in now.items() if before.get(file) != change]
    return Cost(name, seconds, less, len(new), sum(now[file][0] for file in new))


def _index(project: Path) -> dict[str, tuple[int, int]]:
    """Give the size of each file of the index, and when it was written."""
    files = project.joinpath("site", "public", "search").glob("*.*")
    found = {file.name: file.stat() for file in files if file.suffix != ".html"}
    return {name: (one.st_size, one.st_mtime_ns) for name, one in found.items()}


def _issues(content: Path) -> list[Path]:
    return sorted(folder for folder in content.iterdir() if folder.is_dir())


def _after(content: Path, days: int) -> str:
    last = dt.date.fromisoformat(_issues(content)[-1].name)
    return (last + dt.timedelta(days)).isoformat()


def _old(content: Path, article: str) -> Path:
    """Give an article of the issue in the middle."""
    issues = _issues(content)
    return issues[len(issues) // 2] / article


def _replace(file: Path, one: str, other: str) -> None:
    text = file.read_text("utf-8")
    assert one in text, file
    file.write_text(text.replace(one, other, 1), "utf-8")
