"""The theme contract as a document, generated from `contexts`."""

import inspect
from collections.abc import Iterator
from typing import Any, get_args, get_type_hints

from msgspec import Struct
from msgspec.structs import fields

from banmian.theme import contexts
from banmian.theme.contexts import AROUND, LINE, REQUIRED, TEMPLATES, Around, Frame
from banmian.theme.theme import CONTRACT

_INTRODUCTION = f"""\
# The theme contract

How to make a theme, step by step: [themes.md](themes.md).

Generated from `generator/banmian/theme/contexts.py` by `make docs`; a test compares the two.
This is contract {CONTRACT}: `theme.toml` says `contract = {CONTRACT}`.

A theme is a folder `themes/<name>/`:

- `theme.toml`: `name`, `contract`, and the theme's words, `[phrases.zh-Hans]`, `[phrases.zh-Hant]`
  and `[phrases.en]`, with the same keys in each (`zh` is `zh-Hans`). An edition's language decides
  which: zh-TW, zh-HK and zh-MO read `zh-Hant`, all other Chinese `zh-Hans`. Where a word is
  lacking, that of `zh-Hans` stands for `zh-Hant`, and the English one for all others.
  `frame.phrases` has them.
  `extends = "base"`: what the theme does not have, templates, assets, words, is that of the theme
  `base`; the template `base/article.html` is its own, even where the theme replaces it.
- `templates/`: the templates below and what they extend or import, Jinja2. A theme must have
  {", ".join(f"`{name}`" for name in REQUIRED)}. Of the other kinds of pages it makes
  those that it has a template for; where a kind is not made, what would lead to it has no
  address: its `href` is "".
- `templates/{LINE}`: an article as lists of topics and people show it. It sees `article`, an
  `ArticleSummary`, and `phrases`, and is rendered once for each article: lists put the lines in.
- `templates/{AROUND}`: what is the same on many pages. Each sees only `frame`, an `Around`, is
  rendered once for each depth of the site, and stands in `frame.around` by its name.
- `assets/`: style sheets, scripts, pictures. They are published in one folder named by the digest
  of all of them, so that ES modules import each other by their plain names; the search client's
  modules stand beside them in `search/`.

Beside Jinja's filters there are `units` (a headline in units that break only between them, at
blanks and before ——) and `linked` (a `Link` as a link, or as its text where it leads nowhere).

Links are proven on every page. That is quickest where attributes are written `name="…"` and an `=`
stands for nothing else outside of `around/`.

Templates see `frame` and one view, nothing else: no settings, no files, no clock. A variable that
does not exist stops the build and names template, line and page. All text is escaped;
only `ArticleView.body` and `SheetView.body` are finished HTML; `ArticleView.linked_data` and
`CitationView.csl` are finished JSON. Pages carry no inline script or style: the Content-Security-
Policy, `frame.policy`, forbids them; say it in a `meta` for hosts that send no headers. What a
theme needs more stands in its `theme.toml`, `[policy]`:
[serving.md](serving.md#what-a-theme-may-need-more). (A `script` of the type `application/ld+json`
is data; no policy stops it.)
"""


def document() -> str:
    """Give the contract as Markdown."""
    parts = [_INTRODUCTION, "\n## Templates\n\n| template | view | type |\n|---|---|---|\n"]
    for file, (name, kind) in TEMPLATES.items():
        parts.append(f"| `{file}` | `{name}` | `{kind.__name__}` |\n")
    parts.append("\n## Views\n")
    for kind in _in_order():
        parts.append(f"\n### {kind.__name__}\n\n{inspect.getdoc(kind)}\n\n")
        hints = get_type_hints(kind)
        parts += [f"- `{field.name}`: `{_name(hints[field.name])}`\n" for field in fields(kind)]
    return "".join(parts)


def _in_order() -> Iterator[type[Any]]:
    """Give the frame, each template's view, and what they are made of, each once."""
    waiting: list[type[Any]] = [Frame, Around, *(kind for _, kind in TEMPLATES.values())]
    done: set[type[Any]] = set()
    while waiting:
        kind = waiting.pop(0)
        if kind in done:
            continue
        done.add(kind)
        yield kind
        for hint in get_type_hints(kind).values():
            waiting += [part for part in (hint, *get_args(hint)) if _is_view(part)]


def _is_view(hint: Any) -> bool:
    return isinstance(hint, type) and issubclass(hint, Struct)


def _name(hint: Any) -> str:
    text = inspect.formatannotation(hint).replace(f"{contexts.__name__}.", "")
    return text.replace("collections.abc.", "").replace("markupsafe.", "")
