"""An article's Markdown file: text ↔ `Article`. Law: read(write(article)) = article."""

import hashlib

from msgspec import Struct

from banmian.config.toml import TomlError
from banmian.content import body, front
from banmian.model.article import Article
from banmian.model.diagnostics import Diagnostic, Where, diagnostic
from banmian.model.line import is_clean


class ReadArticle(Struct, frozen=True):
    """What was read of a file: the article, None where it cannot be one, and what is wrong."""

    article: Article | None
    diagnostics: tuple[Diagnostic, ...]


def write(article: Article) -> str:
    """Write an article's file."""
    if not article.body:
        return front.write(article)
    return f"{front.write(article)}\n{body.write(article.body)}"


def read(text: str, path: str) -> ReadArticle:
    """Read an article's file; `path` is named in the diagnostics. Never raises."""
    text, found = clean(text, path)
    try:
        toml, markdown = front.split(text)
    except TomlError as error:
        return ReadArticle(None, (*found, failed("BM301", error, path, 0)))
    try:
        return ReadArticle(front.read(toml, body.read(markdown)), found)
    except TomlError as error:
        return ReadArticle(None, (*found, failed("BM301", error, path, 1)))


def digest(article: Article) -> str:
    """Give an article's digest: two files with the same content have the same, however written."""
    return hashlib.sha256(write(article).encode()).hexdigest()[:16]


def failed(code: str, error: TomlError, path: str, offset: int) -> Diagnostic:
    """Say why a file cannot be read; `offset` counts the lines above those of `error`."""
    where = Where(path, error.line + offset if error.line else 1)
    what = f"{error.message} — {error.hint}" if error.hint else error.message
    return diagnostic(code, where, what=what)


def clean(text: str, path: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """Take out what no line may contain; line ends and tabs as editors write them are fine."""
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.replace("\n", "").replace("\t", "").isprintable():  # as nearly all are, and fast
        return text, ()
    bad = sorted({char for char in text if char not in "\n\t" and not is_clean(char)})
    if not bad:
        return text, ()
    found = []
    for char in bad:
        line = text[: text.index(char)].count("\n") + 1
        found.append(diagnostic("BM302", Where(path, line), char=f"U+{ord(char):04X}"))
        text = text.replace(char, "")
    return text, tuple(found)
