"""Classes of characters that Chinese typesetting knows, and how wide they print."""

import re
import unicodedata

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
"""Han characters, for use inside a bracket of a regular expression."""

SPACES = "\t \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Spaces inside a line, for use inside a bracket of a regular expression."""

OPENING = "（《〈「『【〔“‘(["
CLOSING = "）》〉」』】〕”’)]"
STOPS = "，。、；：！？…"
"""Marks that cannot open a line of running text."""

SENTENCE_ENDS = "。！？…!?"

_HALF = re.compile("[\0-\u1fff“”‘’]")
_ASCII_RUN = re.compile("[0-9A-Za-z.%]+")
_THIN = 0.4

# Radicals with no decomposition of their own in Unicode (CJK Radicals Supplement), as PDF fonts
# put them for the common character. Kangxi radicals proper decompose by NFKC.
_SUPPLEMENT = dict(
    zip(
        "⺠⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻤⻥⻦⻨⻩⻬⻮⻰⻳⺟⻄⻁⻃⻊⻈⻒⻗⻣⻭⻯⺌⻌⻎",
        "民见角贝车长门青韦页风飞食马鬼鱼鸟麦黄齐齿龙龟母西虎覀足讠卢雨骨齿龙小辶辶",
        strict=True,
    )
)
# What a table of simplified print would not want from NFKC: these radicals stand for the forms
# of the mainland.
_MAINLAND = dict(zip("⼾⾭⿈⻧", "户青黄卤", strict=True))


def _lookalikes() -> dict[int, str]:
    kangxi = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
    table = kangxi | _SUPPLEMENT | _MAINLAND
    return {ord(glyph): char for glyph, char in table.items()}


LOOKALIKES = _lookalikes()
"""Radicals → the character that was meant, for `str.translate`."""

VERTICAL_FORMS = str.maketrans(
    "︐︑︒︓︔︕︖︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄︰︱",
    "，、。：；！？（）｛｝〔〕【】《》〈〉“”‘’：—",
)
"""Marks as vertical print has them → the same in horizontal print, for `str.translate`."""


def is_han(char: str) -> bool:
    """Tell whether `char` is a Han character (CJK ideograph or 〇)."""
    return (
        "\u4e00" <= char <= "\u9fff"
        or "\u3400" <= char <= "\u4dbf"
        or "\uf900" <= char <= "\ufaff"
        or "\U00020000" <= char <= "\U000323af"
        or char == "〇"
    )


def is_private(char: str) -> bool:
    """Tell whether `char` is for private use: a glyph that only one font can name."""
    return unicodedata.category(char) == "Co"


def width(text: str) -> float:
    """Give the printed width of `text` in em: ASCII and quotes a half, spaces nothing.

    A run of ASCII counts with the thin space that print sets on either side of it.
    """
    half = len(_HALF.findall(text))
    if not half:
        return float(len(text))
    blank = text.count(" ")
    return len(text) - blank - (half - blank) / 2 + _THIN * len(_ASCII_RUN.findall(text))
