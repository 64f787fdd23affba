"""The corpus as a project of Banmian's."""

import json
import shutil
from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

Row = Mapping[str, Any]
"""An article of the corpus, as `corpus.py` makes it."""

THEME = Path(__file__).parent / "theme"


def lay_out(articles: Iterable[Row], root: Path, theme: str) -> None:
    """Write a project with this theme: the peers' layout, `peers`, or one that ships.

    An issue at a time: a process that is started by a large one counts as large itself.
    """
    topics: set[str] = set()
    for day, articles_of in groupby(articles, key=lambda row: row["date"]):
        rows = list(articles_of)
        topics.update(tag for row in rows for tag in row["tags"])
        write_issue(root / "site" / "content" / day, rows)
    (root / "site" / "edition.toml").write_text(_settings(sorted(topics), theme), "utf-8")
    if theme == "peers":
        shutil.copytree(THEME, root / "themes" / theme)


def write_issue(folder: Path, rows: list[Row]) -> None:
    """Write an issue; its day is the folder's name."""
    folder.mkdir(parents=True)
    pages = {row["page"]: row["page_name"] for row in rows}
    text = f'date = "{folder.name}"\nnumber = "{rows[0]["issue"]}"\nstatus = "out"\n'
    for label, name in pages.items():
        text += f"\n[[pages]]\nlabel = {_quoted(str(label))}\nname = {_quoted(name)}\n"
    (folder / "issue.toml").write_text(text, "utf-8")
    for row in rows:
        (folder / f"{row['page']}-{row['slug']}.md").write_text(_article(row, folder), "utf-8")


def _settings(topics: list[str], theme: str) -> str:
    text = (
        'title = "晨报数字版"\naddress = "https://example.org/"\n'
        f'theme = "{theme}"\nsearch = false\ndata = {str(theme != "peers").lower()}\n'
    )
    for number, name in enumerate(topics):
        text += f'\n[[topics]]\nname = {_quoted(name)}\nslug = "t{number}"\nstrong = []\n'
    return text


def _article(row: Row, folder: Path) -> str:
    head = {
        "id": f"a{folder.name.replace('-', '')}{row['slug']}",
        "kicker": row["kicker"],
        "headline": row["title"],
        "deck": row["subtitle"],
        "byline": row["author"],
    }
    lines = ["+++", *(f"{key} = {_quoted(text)}" for key, text in head.items() if text)]
    lines += [
        f"authors = [{{ name = {_quoted(row['author'])} }}]",
        'genre = "news"',
        f"topics = [{', '.join(map(_quoted, row['tags']))}]",
        f'placements = [{{ page = "{row["page"]}", position = {row["seq"]} }}]',
        f'slug = "{row["slug"]}-x"',
        "+++",
        "",
    ]
    body = []
    for number, paragraph in enumerate(row["paragraphs"]):
        section = row["heads"].get(str(number))
        body += [f"## {section}"] if section else []
        body.append(paragraph)
    return "\n".join(lines) + "\n" + "\n\n".join(body) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
