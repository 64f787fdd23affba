"""Writing TOML the way an editor likes to read it: one key a line, small tables inline."""

from collections.abc import Mapping, Sequence

Value = str | int | float | bool | Sequence["Value"] | Mapping[str, "Value"]

_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def value(item: Value) -> str:
    """Write a value: strings in double quotes, lists and tables on one line."""
    if isinstance(item, bool):
        return "true" if item else "false"
    if isinstance(item, str):
        return f'"{"".join(map(_char, item))}"'
    if isinstance(item, Mapping):
        pairs = ", ".join(f"{key} = {value(inner)}" for key, inner in item.items())
        return f"{{ {pairs} }}" if pairs else "{}"
    if isinstance(item, Sequence):
        return f"[{', '.join(map(value, item))}]"
    return repr(item)


def lines(table: Mapping[str, Value]) -> str:
    """Write a table, a key a line."""
    return "".join(f"{key} = {value(item)}\n" for key, item in table.items())


def _char(char: str) -> str:
    if char in _SHORT:
        return _SHORT[char]
    if char.isprintable() or char == "\u3000":
        return char
    return f"\\u{ord(char):04X}" if ord(char) <= 0xFFFF else f"\\U{ord(char):08X}"
