"""Plain text: UTF-8, UTF-16 with a byte order mark, GB18030."""

import codecs
import re

from banmian.errors import TextError
from banmian.model.layout import PageText
from banmian.text.characters import is_han

# Only these end a line: `str.splitlines` would also cut at U+2028, U+0085 and more, which are
# stray characters inside a line here. A form feed is what extractors put between pages.
_LINE_END = re.compile("\r\n|[\n\r\f]")

_COMMON_SHARE = 0.5
"""Share of common Han below which a GB18030 reading is not believed.

Text, simplified or traditional, has 0.95 and more; UTF-8 misread as GB18030 about 0.35.
"""


def read_text(data: bytes, source: str) -> PageText:
    """Read the bytes of a text file into lines.

    Args:
        data: the whole file.
        source: its path below `seeds/`, for messages and records.

    Raises:
        TextError: when the bytes are in none of the encodings; names file, line, byte offset.
    """
    lines = _LINE_END.split(_decode(data, source))
    if not lines[-1]:
        lines.pop()
    return PageText(source, tuple(lines))


def _decode(data: bytes, source: str) -> str:
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return _strictly(data, "utf-32", source)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strictly(data, "utf-16", source)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        text = _as_gb18030(data)
        if text is None:
            raise _unreadable(source, broken) from broken
        return text


def _strictly(data: bytes, encoding: str, source: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as broken:
        raise _unreadable(source, broken) from broken


def _unreadable(source: str, broken: UnicodeDecodeError) -> TextError:
    before = broken.object[: broken.start].decode(broken.encoding, "replace")
    return TextError(
        f"{source}: byte {broken.start}: not {broken.encoding.upper()} text"
        f"（第 {broken.start} 字节无法解码）",
        "save the file as UTF-8 and import it again（请将文件另存为 UTF-8 后再导入）",
        len(_LINE_END.findall(before)) + 1,
    )


def _as_gb18030(data: bytes) -> str | None:
    """Decode GB18030, but only what reads like Chinese: its tables accept nearly any bytes."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    visible = [char for char in text if not char.isspace()]
    han = [char for char in visible if is_han(char)]
    usual = sum(1 for char in visible if is_han(char) or char.isascii() or _is_mark(char))
    common = sum(1 for char in han if _is_common(char))
    if not han or usual < 0.95 * len(visible) or common < _COMMON_SHARE * len(han):
        return None
    return text


def _is_mark(char: str) -> bool:
    return "\u2000" <= char <= "\u303f" or "\uff00" <= char <= "\uffef"


def _is_common(char: str) -> bool:
    """Tell whether `char` is of the first level of GB 2312 (3,755) or of Big5 (5,401)."""
    code = char.encode("gb18030")
    if len(code) == 2 and 0xB0 <= code[0] <= 0xD7 and code[1] >= 0xA1:
        return True
    return b"\xa4\x40" <= char.encode("big5", "ignore") <= b"\xc6\x7e"
