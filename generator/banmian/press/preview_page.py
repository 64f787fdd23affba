"""What a live preview shows: the files of a site, and over its pages what is wrong. Pure."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from html import escape
from urllib.parse import quote, unquote

from msgspec import Struct, field

SCRIPT = "/livereload.js"
STYLE = "/.banmian/preview.css"
NOT_FOUND = "404.html"
_INDEX = "index.html"
_CHINESE = "有错误，改好后自动更新"
_ENGLISH = "Mend this, and the page follows"
_LANGUAGE = re.compile(rb'<html\b[^>]*\blang="([^"]*)"', re.IGNORECASE)


class Problem(Struct, frozen=True):
    """Something wrong, as an editor reads it: `place` is `file:line`, `hint` the way out.

    What is not known is "".
    """

    place: str
    code: str
    message: str
    hint: str


class Shown(Struct, frozen=True, dict=True):
    """What is shown: a site's files by path, mounted at `base_path`, and what is wrong.

    `release` is what the files are known by. Without files every address shows a plain page of the
    problems. `revision` is what all of this is known by; it begins with a letter, as livereload.js
    takes digits for a number.
    """

    base_path: str = "/"
    files: Mapping[str, bytes] = field(default_factory=dict)
    release: str = ""
    problems: tuple[Problem, ...] = ()

    @cached_property
    def revision(self) -> str:
        """The digest of it all."""
        known_by = (self.base_path, self.release, self.problems)
        digest = hashlib.sha256(repr(known_by).encode())
        return f"v{digest.hexdigest()[:20]}"

    def find(self, path: str) -> str | None:
        """Give the file that answers an address, itself or its `index.html`; None: there is none.

        `path` is the address without its percent signs.
        """
        mount = unquote(self.base_path)
        if not path.startswith(mount):
            return None
        file = path.removeprefix(mount)
        if not file or file.endswith("/"):
            file += _INDEX
        return file if file in self.files else None

    def folder_at(self, path: str) -> str | None:
        """Give the address of the folder that a path without its last `/` means, if any.

        The address is ready for a header: what is not ASCII has percent signs.
        """
        if path == "/" and self.files and self.base_path != "/":
            return self.base_path
        return quote(f"{path}/") if self.find(f"{path}/") else None

    def content(self, file: str) -> bytes:
        """Give a file's bytes; a page has the problems over it, and what reloads it."""
        content = self.files[file]
        return self._with_preview(content) if file.endswith(".html") else content

    def lost(self) -> bytes:
        """Give the page for an address that nothing answers."""
        if NOT_FOUND in self.files:
            return self.content(NOT_FOUND)
        return self._with_preview(
            b'<!doctype html>\n<meta charset="utf-8">\n'
            b'<meta name="viewport" content="width=device-width">\n'
            b"<title>Banmian</title>\n<body>\n</body>\n"
        )

    def _with_preview(self, page: bytes) -> bytes:
        """Put the banner and the script before a page's end; its CSP allows what is our own."""
        script = f'<script src="{SCRIPT}?snipver={self.revision}"></script>\n'
        end = page.rfind(b"</body>")
        end = len(page) if end < 0 else end
        return page[:end] + (_banner(self.problems, _heading(page)) + script).encode() + page[end:]


def _heading(page: bytes) -> str:
    """Say it in the language of the page; in both where there is no site yet to tell it."""
    found = _LANGUAGE.search(page)
    if found is None:
        return f"{_CHINESE} {_ENGLISH}"
    return _CHINESE if found[1].lower().startswith(b"zh") else _ENGLISH


def _banner(problems: Iterable[Problem], heading: str) -> str:
    rows = "".join(f"<li>{_row(problem)}</li>\n" for problem in problems)
    if not rows:
        return ""
    return (
        f'<link rel="stylesheet" href="{STYLE}">\n'
        '<aside id="banmian-preview" role="alert">\n'
        f"<p><strong>{heading}</strong></p>\n"
        f"<ul>\n{rows}</ul>\n</aside>\n"
    )


def _row(problem: Problem) -> str:
    where = " ".join(filter(None, (problem.place, problem.code)))
    hint = f"<br>→ {escape(problem.hint)}" if problem.hint else ""
    place = f"<code>{escape(where)}</code> " if where else ""
    return f"{place}{escape(problem.message)}{hint}"
