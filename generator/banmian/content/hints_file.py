"""The hints of a page (`site/hints/ISSUE/PAGE.toml`): text ↔ `Hint`, and adding one, undoing one.

One list in the order of the work, because a later hint works on what the earlier ones made.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from banmian.config.toml import settings
from banmian.content import toml_text
from banmian.errors import SettingsError, UserError
from banmian.model.diagnostics import Where
from banmian.model.hints import Hint, Quote
from banmian.model.layout import LineRole

_HEAD = """\
# 编辑对这一版切稿的提示，从上到下依次生效；每行引文是“行号 文字开头”。
# An editor's hints for the cut of this page, done from the first to the last.
"""
_OPENS = re.compile(r"^[ \t]*\[\[[ \t]*hints[ \t]*\]\]", re.MULTILINE)
_QUOTE = re.compile(r"(?P<number>[0-9]{1,7}) +(?P<text>\S.*)", re.DOTALL)
_WANTED = 'write 写成: lines = ["12 聆听“初心”的声音"]'


class HintEntry(Struct, frozen=True):
    """`[[hints]]`; `docs/content-format.md` explains each key."""

    lines: tuple[str, ...]
    role: str = ""
    article: str = ""
    opens: bool | None = None
    after: str = ""
    split: bool = False
    merge: str = ""


class HintsFile(Struct, frozen=True):
    """The whole file."""

    hints: tuple[HintEntry, ...] = ()


def read(text: str, path: str) -> tuple[Hint, ...]:
    """Read a page's hints, in order.

    Raises:
        SettingsError: `path:line: what is wrong`.
    """
    entries = settings(text, HintsFile, path).hints
    starts = [text.count("\n", 0, found.start()) + 1 for found in _OPENS.finditer(text)]
    starts += [0] * (len(entries) - len(starts))  # an editor wrote them as one list
    return tuple(
        _hint(entry, Where(path, start)) for entry, start in zip(entries, starts, strict=False)
    )


def _hint(entry: HintEntry, where: Where) -> Hint:
    hint = Hint(
        lines=tuple(_quote(line, where) for line in entry.lines),
        where=where,
        role=_role(entry.role, where),
        article=_quote(entry.article, where) if entry.article else None,
        opens=entry.opens,
        after=_quote(entry.after, where) if entry.after else None,
        split=entry.split,
        merge=_quote(entry.merge, where) if entry.merge else None,
    )
    gentle = bool(hint.role or hint.article or hint.after or hint.opens is not None)
    if not hint.lines:
        raise SettingsError(f"{where}: a hint without lines 提示没有行", _WANTED)
    if gentle + hint.split + bool(hint.merge) != 1:
        what = "what is it to do, one thing? 提示要做哪一件事？"
        keys = "role, article, opens, after; split = true; merge"
        raise SettingsError(f"{where}: {what}", f"one of 写其中一种: {keys}")
    return hint


def _quote(text: str, where: Where) -> Quote:
    found = _QUOTE.fullmatch(text)
    if found is None:
        raise SettingsError(f"{where}: {text!r} quotes no line 不是引文", _WANTED)
    return Quote(int(found["number"]), "".join(found["text"].split()))


def _role(text: str, where: Where) -> LineRole | None:
    try:
        return LineRole(text) if text else None
    except ValueError:
        roles = ", ".join(LineRole)
        raise SettingsError(
            f"{where}: role = {text!r} is no role 没有这种行", f"one of 写其中一个: {roles}"
        ) from None


def with_hint(text: str, hint: Hint) -> str:
    """Add a hint behind what an editor has in the file."""
    before = f"{text.rstrip()}\n" if text.strip() else _HEAD
    return f"{before}\n[[hints]]\n{''.join(_lines(hint))}"


def _lines(hint: Hint) -> Iterator[str]:
    if len(hint.lines) == 1:
        yield toml_text.lines({"lines": [_written(hint.lines[0])]})
    else:
        rows = "".join(f"  {toml_text.value(_written(quote))},\n" for quote in hint.lines)
        yield f"lines = [\n{rows}]\n"
    table: dict[str, toml_text.Value] = {}
    if hint.article:
        table["article"] = _written(hint.article)
    if hint.role:
        table["role"] = hint.role.value
    if hint.opens is not None:
        table["opens"] = hint.opens
    if hint.after:
        table["after"] = _written(hint.after)
    if hint.split:
        table["split"] = True
    if hint.merge:
        table["merge"] = _written(hint.merge)
    yield toml_text.lines(table)


def _written(quote: Quote) -> str:
    return f"{quote.number} {quote.text}"


def without_last(text: str, path: str) -> str:
    """Take the last hint out; "" where it was the only thing.

    Raises:
        UserError: when it is written in a way that only an editor can take out.
    """
    hints = read(text, path)
    starts = [found.start() for found in _OPENS.finditer(text)]
    if not hints:
        return text
    rest = f"{text[: starts[-1]].rstrip()}\n" if starts else text
    try:
        undone = [_bare(hint) for hint in read(rest, path)] == [_bare(hint) for hint in hints[:-1]]
    except SettingsError:
        undone = False
    if not undone:
        raise UserError(
            f"{path}: the last hint cannot be told 分不出最后一条提示",
            "take it out by hand 请在文件里删去",
        )
    return "" if rest.strip() == _HEAD.strip() else rest


def _bare(hint: Hint) -> tuple[object, ...]:
    return (hint.lines, hint.role, hint.article, hint.opens, hint.after, hint.split, hint.merge)
