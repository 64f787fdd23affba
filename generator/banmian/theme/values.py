"""What an expression in a template can be, as far as that is told without rendering it."""

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import product
from math import prod
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from jinja2.runtime import LoopContext
from msgspec import Struct
from msgspec.structs import fields

from banmian.theme.contexts import Around

_ANY_TEXT = "\0"
"""Stands in a text for what cannot be told."""
_MOST = 200
"""Texts that a value is told apart into; more are any text."""


class Known(Struct, frozen=True):
    """A value known by what it is, no more: `phrases`, `assets`, `around`, `loop`, `int`.

    `any` is what cannot be told: it may have everything.
    """

    what: str


class View(Struct, frozen=True):
    """One of the views of `contexts`."""

    kind: type[Struct]


class Text(Struct, frozen=True):
    """A text that is one of these."""

    may: frozenset[str]

    def patterns(self) -> tuple[re.Pattern[str], ...]:
        """Give what the text can be."""
        return tuple(
            re.compile(".*".join(map(re.escape, one.split(_ANY_TEXT)))) for one in sorted(self.may)
        )

    def certain(self) -> tuple[str, ...]:
        """Give what it can be where that is told whole."""
        return tuple(one for one in sorted(self.may) if _ANY_TEXT not in one)


class Many(Struct, frozen=True):
    """A list of such values."""

    each: "Value"


class Method(Struct, frozen=True):
    """A text's method, not called yet."""

    name: str


Value = Known | View | Text | Many | Method

ANY, NUMBER, LOOP = Known("any"), Known("int"), Known("loop")
PHRASES, ASSETS = Known("phrases"), Known("assets")
TEXT = Text(frozenset({_ANY_TEXT}))

_LISTING = {"split", "rsplit", "splitlines", "partition", "rpartition"}
_COUNTING = {"count", "find", "rfind", "index", "rindex", "startswith", "endswith"}


def text(value: str) -> Text:
    """Give a text that is told whole."""
    return Text(frozenset({value}))


def joined(one: Value, other: Value) -> Value:
    """Give what is one or the other."""
    if one == other:
        return one
    match one, other:
        case Text(), Text():
            return _few(one.may | other.may)
        case Many(), Many():
            return Many(joined(one.each, other.each))
    return ANY


def concatenated(parts: list[Value]) -> Text:
    """Give the text that values make when they are put together."""
    sets = [part.may if isinstance(part, Text) else TEXT.may for part in parts]
    if prod(map(len, sets)) > _MOST:
        return TEXT
    return Text(frozenset("".join(one) for one in product(*sets)))


def _few(may: frozenset[str]) -> Text:
    return Text(may) if len(may) <= _MOST else TEXT


def each(value: Value) -> Value:
    """Give what a loop over a value gets."""
    match value:
        case Many():
            return value.each
        case Text() | Known("phrases" | "assets" | "around"):
            return TEXT
    return ANY


def called(method: Method) -> Value:
    """Give what a text's method gives."""
    if method.name in _LISTING:
        return Many(TEXT)
    return NUMBER if method.name in _COUNTING or method.name.startswith("is") else TEXT


def member(value: Value, name: str) -> Value | None:
    """Give an attribute of a value, None where it has no such one."""
    match value:
        case View():
            return _field(value.kind, name)
        case Text():
            return Method(name) if hasattr(str, name) else None
        case Many():
            return ANY if hasattr(list, name) or hasattr(tuple, name) else None
        case Known("int"):
            return ANY if hasattr(int, name) else None
        case Known("loop"):
            return ANY if hasattr(LoopContext, name) else None
    return ANY


def members(value: Value) -> tuple[str, ...]:
    """Give the attributes of a value that a theme's author may have meant."""
    return tuple(f.name for f in fields(value.kind)) if isinstance(value, View) else ()


def called_what(value: Value) -> str:
    """Name a value by its type."""
    match value:
        case View():
            return value.kind.__name__
        case Known():
            return value.what
    return {Text: "str", Many: "tuple"}.get(type(value), "any")


def _field(kind: type[Struct], name: str) -> Value | None:
    hints = _hints(kind)
    if name in {"phrases", "assets", "around"} and issubclass(kind, Around) and name in hints:
        return Known(name)
    if name in hints:
        return of_type(hints[name])
    return ANY if hasattr(kind, name) else None


@lru_cache
def _hints(kind: type[Struct]) -> Mapping[str, Any]:
    return get_type_hints(kind)


def of_type(hint: Any) -> Value:
    """Give what a value of a type can be; of one that may be None, what it is otherwise."""
    if get_origin(hint) in {Union, UnionType}:
        kinds = [one for one in get_args(hint) if one is not NoneType]
        return of_type(kinds[0]) if len(kinds) == 1 else ANY
    if get_origin(hint) is tuple:
        return Many(of_type(get_args(hint)[0]))
    if not isinstance(hint, type):
        return ANY
    if issubclass(hint, Struct):
        return View(hint)
    if issubclass(hint, str):
        return TEXT
    return NUMBER if issubclass(hint, int) else ANY
