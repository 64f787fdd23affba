"""The corpus as both searches have it: which pages there are, and what each says."""

import shutil
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from build import rows
from peers.edition import lay_out

from searching.brute_force import Row

_SEARCH = (
    '{% extends "base.html" %}\n{% block main %}<p>{{ search.article_count }}</p>{% endblock %}\n'
)
"""A page for the peers' layout: with one, a build makes the index."""


def project(corpus: Path, count: int, folder: Path, theme: str, search: str) -> Path:
    """Lay out a project of the first articles; `search` is its setting: `true`, `"packs"`, …."""
    lay_out(rows(corpus, 0, count), folder, theme)
    if search != "false":
        settings = folder / "site" / "edition.toml"
        text = settings.read_text("utf-8")
        settings.write_text(text.replace("search = false", f"search = {search}"), "utf-8")
        if theme == "peers":
            page = folder / "themes" / theme / "templates" / "search.html"
            page.write_text(_SEARCH, "utf-8")
    return folder


def articles(corpus: Path, count: int) -> Iterator[tuple[str, Row]]:
    """Give the articles, each with its address below a site's root."""
    for row in rows(corpus, 0, count):
        yield f"{row['date']}/{row['slug']}-x/", row


def said(row: Row) -> Iterator[str]:
    """Give the lines of an article's page: what was written, its topics, where it stood."""
    year, month, day = row["date"].split("-")
    where = f"{year}年{int(month)}月{int(day)}日 · 第{row['page']}版 {row['page_name']}"
    return chain(_written(row), row["tags"], (where,))


def said_by_hugo(row: Row) -> Iterator[str]:
    """Give the same of the page that Hugo makes."""
    year, month, day = row["date"].split("-")
    where = (
        f"{year}年{int(month)}月{int(day)}日",
        f"第{row['issue']}期",
        f"第{row['page']}版 {row['page_name']} {row['dateline']}",
    )
    return chain(_written(row), row["tags"], where)


def _written(row: Row) -> Iterator[str]:
    heads = (row["kicker"], row["title"], row["subtitle"], row["author"])
    lines = (*heads, *row["heads"].values(), *row["paragraphs"])
    return (line for line in lines if line)


def characters(corpus: Path, count: int) -> int:
    """Count the characters that pages say."""
    return sum(len(line) for _, row in articles(corpus, count) for line in said(row))


def removed(folder: Path) -> None:
    """Remove what a build made."""
    for part in ("public", ".banmian"):
        shutil.rmtree(folder / "site" / part, ignore_errors=True)
