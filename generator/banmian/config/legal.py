"""`[legal]` of `edition.toml`: what the law wants at the foot of every page."""

import re

from msgspec import Struct
from msgspec.structs import fields

from banmian.config.toml import line_of
from banmian.errors import SettingsError
from banmian.model.line import check_line


class Legal(Struct, frozen=True):
    """Numbers and lines of the mainland's registers; "" or none where an edition has none.

    `icp` is the ICP备案号, `police` the 公安备案号, `cn` the 国内统一连续出版物号; `licences`
    are whole lines (许可证), `rights` says who holds the rights.
    """

    icp: str = ""
    police: str = ""
    cn: str = ""
    issn: str = ""
    licences: tuple[str, ...] = ()
    rights: str = ""


def police_code(police: str) -> str:
    """Give the digits of a 公安备案号: the code by which the register finds it."""
    return "".join(re.findall("[0-9]+", police))


def check_legal(legal: Legal, text: str, path: str) -> None:
    """Check the table; `text` is where lines are looked up.

    Raises:
        SettingsError: naming file, line and what to do.
    """
    for field in fields(legal):
        value = getattr(legal, field.name)
        for line in (value,) if isinstance(value, str) else value:
            _check(line, field.name, f"{path}:{line_of(text, field.name)}")
    if legal.police and not police_code(legal.police):
        raise SettingsError(
            f"{path}:{line_of(text, 'police')}: police = {legal.police!r} has no number 没有编号",
            'write it whole 写全: police = "京公网安备11010102000001号"',
        )


def _check(line: str, name: str, place: str) -> None:
    if not line and name != "licences":
        return
    try:
        check_line(line)
    except ValueError as error:
        raise SettingsError(
            f"{place}: {name}: {error}", "one line of text 一行文字，首尾不留空格"
        ) from None
