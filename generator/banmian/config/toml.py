"""Reading TOML strictly: what is unknown or of the wrong type is an error with file and line."""

import difflib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar, get_args

import msgspec

from banmian.errors import SettingsError

T = TypeVar("T")

_UNKNOWN = re.compile(r"Object contains unknown field `(?P<key>[^`]*)`(?: - at `(?P<path>.*)`)?")
_AT = re.compile(r"^(?P<what>.*?)(?: - at `(?P<path>.*)`)?$", re.DOTALL)
_SYNTAX = re.compile(r"\(at (?:line (?P<line>\d+)|end of document)")


class TomlError(ValueError):
    """What is wrong with a TOML text; `line` is from 1, 0 where it cannot be told."""

    def __init__(self, line: int, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.line, self.message, self.hint = line, message, hint


def decode(text: str, kind: type[T]) -> T:
    """Read a TOML text as `kind`, a dataclass; unknown keys and wrong types are refused.

    Raises:
        TomlError: with the line in `text`, and the nearest known key where one is near.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        match = _SYNTAX.search(str(error))
        line = int(match["line"]) if match and match["line"] else text.count("\n") + 1
        raise TomlError(line, str(error)) from None
    return convert(table, kind, text)


def convert(table: Mapping[str, Any], kind: type[T], text: str) -> T:
    """Turn a parsed table into `kind`; `text` is where lines are looked up.

    Raises:
        TomlError: as `decode`.
    """
    try:
        return msgspec.convert(table, kind, strict=True)
    except msgspec.ValidationError as error:
        raise _located(str(error), text, kind) from None


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


def _located(message: str, text: str, kind: type[Any]) -> TomlError:
    unknown = _UNKNOWN.fullmatch(message)
    if unknown:
        key = unknown["key"]
        near = difflib.get_close_matches(key, sorted(_keys(kind)), n=1)
        hint = f"did you mean `{near[0]}`? 是不是 `{near[0]}`？" if near else ""
        return TomlError(_line_of(text, key), f"unknown key `{key}` 不认识的键", hint)
    found = _AT.match(message)
    what, path = (found["what"], found["path"] or "") if found else (message, "")
    names = re.findall(r"[^.\[\]$]+", path)
    key = next((name for name in reversed(names) if name != "..."), "")
    return TomlError(_line_of(text, key), f"{what}" + (f" (`{key}`)" if key else ""))


def _line_of(text: str, key: str) -> int:
    """Find the line where a key is first given; 0 where it is nowhere."""
    if not key:
        return 0
    form = re.compile(rf"""(?:^|[\s{{,\[.])["']?{re.escape(key)}["']?\s*[=\].]""")
    return next((n for n, line in enumerate(text.split("\n"), 1) if form.search(line)), 0)


def _keys(kind: Any) -> set[str]:
    """Give the names of all fields of a dataclass and of those inside it."""
    if is_dataclass(kind):
        return {f.name for f in fields(kind)} | {k for f in fields(kind) for k in _keys(f.type)}
    return {key for inner in get_args(kind) for key in _keys(inner)}
