"""Reading TOML strictly: what is unknown or of the wrong type is an error with file and line."""

import difflib
import re
import tomllib
from collections.abc import Mapping, Sequence
from enum import Enum
from functools import lru_cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import msgspec
from msgspec.structs import fields

from banmian.errors import SettingsError

T = TypeVar("T")

_AT = re.compile(r"(?P<what>.*?)(?: - at `(?P<path>.*)`)?", re.DOTALL)
_MISSING = re.compile(r"missing required field `(?P<key>[^`]*)`")
_SYNTAX = re.compile(r"\(at (?:line (?P<line>\d+), column \d+|end of document)\)")
_QUOTING = 'text stands between straight quotes 文字放在英文直引号里: key = "…“…”…"'
_SYNTAX_HINTS = {
    "Cannot overwrite": "this key stands twice: keep one 同一个键写了两次，只留一个",
    "Cannot declare": "this table stands twice: keep one 同一段写了两次，只留一段",
    "Expected '='": 'write 写成 key = "value"',
    "Unescaped": "write / for \\, or single quotes 反斜杠写成 /，或用单引号: 'C:\\web'",
}
"""What is meant by what the parser says, and how it should be written."""


class TomlError(ValueError):
    """What is wrong with a TOML text; `line` is from 1, 0 where it cannot be told."""

    def __init__(self, line: int, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.line, self.message, self.hint = line, message, hint


def decode(text: str, kind: type[T]) -> T:
    """Read a TOML text as `kind`, a Struct; unknown keys and wrong types are refused.

    Raises:
        TomlError: with the line in `text`, and the nearest known key where one is near.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        match = _SYNTAX.search(str(error))
        line = int(match["line"]) if match and match["line"] else text.count("\n") + 1
        what = _SYNTAX.sub("", str(error)).strip()
        hints = (hint for said, hint in _SYNTAX_HINTS.items() if said in what)
        raise TomlError(line, f"not valid TOML 写法有误: {what}", next(hints, _QUOTING)) from None
    except (ValueError, RecursionError) as error:  # a number too long, brackets too deep
        raise TomlError(0, str(error)) from None
    return convert(table, kind, text)


def convert(table: Mapping[str, Any], kind: type[T], text: str) -> T:
    """Turn a parsed table into `kind`; `text` is where lines are looked up.

    Raises:
        TomlError: as `decode`.
    """
    _refuse_unknown(table, kind, text)
    try:
        return msgspec.convert(table, kind, strict=True)
    except msgspec.ValidationError as error:
        raise _located(str(error), kind, text) from None


def settings(text: str, kind: type[T], path: str) -> T:
    """Read a settings file; as `decode`, but what is wrong is the user's to mend.

    Raises:
        SettingsError: `path:line: what is wrong`.
    """
    try:
        return decode(text, kind)
    except TomlError as error:
        place = f"{path}:{error.line}" if error.line else path
        raise SettingsError(f"{place}: {error.message}", error.hint) from None


def _located(message: str, kind: Any, text: str) -> TomlError:
    """Find the line of what msgspec says: it names the path of keys to it."""
    found = _AT.fullmatch(message)
    what, path = (found["what"], found["path"] or "") if found else (message, "")
    names = [name for name in re.findall(r"[^.\[\]$]+", path) if not name.isdigit()]
    names = [name for name in names if name != "..."]
    missing = _MISSING.search(what)
    if missing:
        return TomlError(0, f"`{missing['key']}` is missing 缺少 `{missing['key']}`")
    key = names[-1] if names else ""
    hint = 'write a list 写成: ["…"]' if "Expected `array`" in what else _wanted(kind, names)
    return TomlError(line_of(text, key), f"{what} (`{key}`)" if key else what, hint)


def _wanted(kind: Any, names: Sequence[str]) -> str:
    """Say how the value at the end of these keys is written, where its type tells."""
    for name in names:
        kind = get_type_hints(kind).get(name) if _is_struct(kind) else None
        kind = get_args(kind)[0] if get_origin(kind) is tuple else kind
    if isinstance(kind, type) and issubclass(kind, Enum):
        return f"one of 写其中一个: {', '.join(repr(one.value) for one in kind)}"
    if _is_struct(kind):
        keys = ", ".join(f"{one.name} = …" for one in fields(kind))
        return f"write a table 写成: {{ {keys} }}"
    return ""


def _is_struct(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


@lru_cache
def _hints(kind: Any) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _refuse_unknown(table: Any, kind: Any, text: str) -> None:
    """Refuse keys that a Struct does not have, at any depth."""
    if _is_struct(kind) and isinstance(table, Mapping):
        kinds = _hints(kind)
        for key, value in table.items():
            if key not in kinds:
                near = difflib.get_close_matches(key, sorted(kinds), n=1)
                known = f"it knows 认识的有: {', '.join(kinds)}"
                hint = f"did you mean `{near[0]}`? 是不是 `{near[0]}`？" if near else known
                raise TomlError(line_of(text, key), f"unknown key `{key}` 不认识的键", hint)
            _refuse_unknown(value, kinds[key], text)
    elif isinstance(table, list) and get_args(kind):
        for value in table:
            _refuse_unknown(value, get_args(kind)[0], text)


def line_of(text: str, key: str) -> int:
    """Find the line where a key is first given; 0 where it is nowhere."""
    if not key:
        return 0
    form = re.compile(rf"""(?:^|[\s{{,\[.])["']?{re.escape(key)}["']?\s*[=\].]""")
    lines = (line if not line.lstrip().startswith("#") else "" for line in text.split("\n"))
    return next((n for n, line in enumerate(lines, 1) if form.search(line)), 0)


def line_of_value(text: str, key: str, value: str) -> int:
    """Find the first line from a key on that has this text; the key's where none has."""
    start = max(line_of(text, key), 1)
    lines = text.split("\n")[start - 1 :]
    return next((n for n, line in enumerate(lines, start) if value and value in line), start)
