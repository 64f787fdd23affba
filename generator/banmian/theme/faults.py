"""What is wrong in a theme, found without rendering anything."""

import posixpath
import re
from collections.abc import Iterator, Mapping

from banmian.config.toml import line_of
from banmian.model.diagnostics import Diagnostic, Where, diagnostic
from banmian.theme.contexts import (
    AROUND,
    LINE,
    REQUIRED,
    TEMPLATES,
    Around,
    ArticleSummary,
    Frame,
)
from banmian.theme.site import SAID
from banmian.theme.theme import Theme, read_settings
from banmian.theme.values import ANY, PHRASES, Value, View
from banmian.theme.walk import Walk

_IMPORT = re.compile(r"""\b(?:from|import)\s*\(?\s*["'](?P<path>\.{1,2}/[^"'\n]+)["']""")
_URL = re.compile(r"""\burl\(\s*["']?(?P<path>[^"'()\s#:]+)["']?\s*\)""")
_ASKING = {".js": _IMPORT, ".css": _URL}


def faults(theme: Theme, toml: str, path: str, assets: Mapping[str, bytes]) -> list[Diagnostic]:
    """Find what is wrong in a theme; `toml` at `path` and `assets` are its own.

    What it takes from a theme that it extends is looked at as far as its pages use it.
    """
    folder = path.removesuffix("theme.toml")
    own = {name for name in theme.plain() if theme.places[name].startswith(f"{folder}templates/")}
    walk = Walk(theme)
    for file in theme.plain():
        names = _names(file)
        if names is not None:
            walk.page(file, names)
    unused = sorted(own - walk.reached)
    for file in unused:  # anybody's view may be meant
        views = {name: ANY for name, _ in TEMPLATES.values()}
        walk.page(file, {"frame": View(Frame), "article": ANY, "phrases": PHRASES, **views})
    walk.uncalled()
    found = walk.found
    found |= {diagnostic("BM511", Where(theme.places[file]), file=file) for file in unused}
    found |= {
        diagnostic("BM502", Where(path), file=file)
        for file in REQUIRED
        if file not in theme.templates
    }
    return sorted({*found, *_words(theme, toml, path, walk), *_assets(theme, folder, assets)})


def _names(file: str) -> Mapping[str, Value] | None:
    """Give what a template that is rendered by itself sees; None for one that others use."""
    if file in TEMPLATES:
        name, kind = TEMPLATES[file]
        return {"frame": View(Frame), name: View(kind)}
    if file == LINE:
        return {"article": View(ArticleSummary), "phrases": PHRASES}
    return {"frame": View(Around)} if file.startswith(AROUND) else None


def _words(theme: Theme, toml: str, path: str, walk: Walk) -> Iterator[Diagnostic]:
    """Name phrases that a language lacks, that nothing uses, and that the program looks for."""
    spoken = theme.settings.phrases
    mine = read_settings(toml, path).phrases
    used = [pattern for text in walk.used for pattern in text.patterns()]
    for word in dict.fromkeys(word for words in mine.values() for word in words):
        where = Where(path, line_of(toml, word))
        lacking = [language for language, words in spoken.items() if word not in words]
        if lacking:
            yield diagnostic("BM507", where, key=word, values=", ".join(lacking))
        if word not in SAID and not any(one.fullmatch(word) for one in used):
            yield diagnostic("BM508", where, key=word)
    for word in SAID:
        if not any(word in words for words in spoken.values()):
            yield diagnostic("BM506", Where(path), key=word)


def _assets(theme: Theme, folder: str, assets: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    """Name what scripts import and style sheets show that is not there."""
    for name, content in assets.items():
        asking = _ASKING.get(posixpath.splitext(name)[1])
        text = content.decode("utf-8", "replace") if asking else ""
        for match in asking.finditer(text) if asking else ():
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), match["path"]))
            if target not in theme.assets:
                line = text.count("\n", 0, match.start()) + 1
                yield diagnostic("BM509", Where(f"{folder}assets/{name}", line), file=target)
