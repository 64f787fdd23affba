"""Plain text ↔ the Markdown that shows it: nothing becomes markup, escaped only where needed.

Python-Markdown loses text silently: `[注]: 本报讯` vanishes, `2024. 这一年` loses 2024 and
`5*3=15，3*5` its asterisks. `escape` writes a line so that Python-Markdown shows exactly that
line; `plain_inline` reads one back, and gives None for live markup, which must go through it.
"""

import re

_AMPERSAND = re.compile(r"&(?=[#0-9a-zA-Z])")
"""An `&` that begins an entity, or what Python-Markdown takes for one and loses."""
_BACKSLASH = re.compile(r"\\(?=[\\`*_{}\[\]()>#+\-.!|])")
"""A backslash that Python-Markdown takes off: before its `ESCAPED_CHARS` and the tables' `|`."""
_PAIRED = "*_`"
"""Marks that are markup only where a line has two of them."""

_MARKER = re.compile(
    r"""(?P<number>\d+)\.(?=[ ]|$)      # a numbered list
      | [>#|] | [*+-](?=[ ]|$)          # quotation, heading, verse or table, list
      | -(?:[ ]{0,2}-){2,}[ ]*$         # a rule
    """,
    re.VERBOSE,
)
_DELIMITER = re.compile(r":?-+:?")
"""A cell of the row under a table's head."""

_LIVE = re.compile(r"[\\&\[<*_`]")
"""What can make text inside a block other than it stands."""

_NAMED = {"&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"'}
_TOKEN = re.compile(
    r"\\([\\`*_{}\[\]()>#+\-.!|])|(&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[0-9a-zA-Z]+);)|(.)", re.DOTALL
)


def escape(text: str) -> str:
    """Write a line of plain text as Markdown."""
    line = _inline(text)
    marker = _MARKER.match(line)
    if not marker:
        return line
    end = marker.end("number") if marker["number"] else 0
    return f"{line[:end]}\\{line[end:]}"


def escape_head(text: str) -> str:
    """Write a line as the text of a heading: neither `#` nor a backslash at its end ends it."""
    line = _inline(text)
    return f"{line[:-1]}\\{line[-1]}" if line.endswith(("#", "\\")) else line


def escape_cell(text: str) -> str:
    """Write a line for a table's cell or a line of verse: `|` and `---` do not end it.

    Nor does a backtick reach into the next cell.
    """
    line = _inline(text).replace("|", "\\|")
    if text.count("`") == 1:
        line = line.replace("`", "\\`")
    return line.replace("-", "\\-", 1) if is_delimiter(line) else line


def is_delimiter(cell: str) -> bool:
    """Tell whether a cell belongs to the row under a table's head: `---`, `:--`, `--:`."""
    return _DELIMITER.fullmatch(cell) is not None


def escape_label(text: str) -> str:
    """Write the label of a note, in its brackets: no mark in it pairs with one in the note."""
    return _inline(f"{text}]", most=0)[:-1].replace("]", "\\]")


def _inline(text: str, most: int = 1) -> str:
    """Escape what would be markup, and marks of which there are more than that."""
    line = _BACKSLASH.sub(r"\\\\", text)
    line = _AMPERSAND.sub("&amp;", line).replace("<", "&lt;").replace("[", "\\[")
    for mark in _PAIRED:
        if text.count(mark) > most:
            line = line.replace(mark, f"\\{mark}")
    return line


def starts_block(line: str) -> bool:
    """Tell whether a line begins a list, heading, quotation, table or rule."""
    return _MARKER.match(line) is not None


def plain_inline(source: str) -> str | None:
    """Read text inside a block as plain; None when something in it is live markup."""
    if not _LIVE.search(source):
        return source
    text: list[str] = []
    live = dict.fromkeys(_PAIRED, 0)
    for escaped, entity, char in _TOKEN.findall(source):
        if escaped:
            text.append(escaped)
        elif entity:
            if entity not in _NAMED:
                return None
            text.append(_NAMED[entity])
        elif char in "[<":
            return None
        else:
            if char in live:
                live[char] += 1
            text.append(char)
    return None if any(count > 1 for count in live.values()) else "".join(text)
