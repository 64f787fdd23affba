"""Numbers as Chinese newspapers print them: 12, １２, 十二, 二〇二一."""

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0}
_FULL_WIDTH = {ord("０") + digit: str(digit) for digit in range(10)}
_CAPITALS = {ord("Ａ") + n: chr(ord("A") + n) for n in range(26)}


def number(said: str) -> int:
    """Read a number of one or two places in words (十二), or digit by digit (二〇二一).

    Raises:
        ValueError: when it is none.
    """
    said = said.translate(_FULL_WIDTH)
    if said.isascii():
        return int(said)
    try:
        if "十" in said:
            tens, _, ones = said.partition("十")
            return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
        return int("".join(str(_DIGITS[char]) for char in said))
    except KeyError:
        raise ValueError(f"not a number: {said!r}") from None


def page_label(said: str) -> str:
    """Give a page's label as jump lines say it: 三 → 3, 03 → 3, Ａ０１ → A01."""
    label = said.translate(_FULL_WIDTH | _CAPITALS)
    try:
        return str(number(label))
    except ValueError:
        return label
