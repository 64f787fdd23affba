"""Whole releases side by side, and a link to the one that readers see: names and order.

`banmian.json`              says that this folder of releases is ours
`releases/NAME/`            a whole site, with the marker of its release; the last two are kept
`releases/.banmian-new/`    one that is being put there
`current`                   a link to `releases/NAME`: the web server's root
"""

import re
from collections.abc import Collection
from datetime import datetime

from banmian.addresses import MARKER
from banmian.errors import HostError
from banmian.publish.marker import Marker, read_marker

RELEASES = "releases"
CURRENT = "current"
NEW = ".banmian-new"
"""Behind a name: what is being written and will get that name; the next publication clears it."""

FOLDER_MARK = Marker("").write()
"""The content of the marker of a folder of releases."""

_LENGTH = len("20261122T101500+0800")
_NAME = re.compile(r"(\d{8}T\d{6}[+-]\d{4})(?:-([1-9]\d{0,5}))?")


def is_release(name: str) -> bool:
    """Tell whether a folder of this name can be a release."""
    return _order(name) is not None


def new_name(moment: str, there: Collection[str]) -> str:
    """Name a release by its moment (ISO 8601 with its offset): `20261122T101500+0800`.

    Where that is taken, or older than a release there, the newest one's name goes on with `-2`,
    `-3` …: the order of names is that of publications, even if a clock was turned back.
    """
    base = datetime.fromisoformat(moment).strftime("%Y%m%dT%H%M%S%z")
    newest = max((*filter(is_release, there), base), key=_rank)
    if newest == base and base not in there:
        return base
    return f"{newest[:_LENGTH]}-{_rank(newest)[1] + 1}"


def before(current: str, there: Collection[str]) -> str | None:
    """Give the newest release older than `current`; None when there is none."""
    older = (name for name in there if is_release(name) and _rank(name) < _rank(current))
    return max(older, key=_rank, default=None)


def linked(target: str, place: str) -> str:
    """Give the release that the link `current` at `place` leads to.

    Raises:
        HostError: when it leads elsewhere, or is no link (`target` is "").
    """
    folder, _, name = target.partition("/")
    if folder != RELEASES or not is_release(name):
        raise HostError(
            f"{place}/{CURRENT} is not a link to a release of Banmian's 不是指向发布版本的链接",
            "take it away, or publish to another folder 移走它，或换一个目标文件夹",
        )
    return name


def refuse_other(expected: Marker | None, found: Marker | None, place: str) -> None:
    """Keep what was published since the host was looked at from being replaced unseen.

    Raises:
        HostError: when the release that readers see is not the expected one.
    """
    if found != expected:
        raise HostError(
            f"{place} was published to meanwhile 刚刚有别处发布过",
            "publish again 再发布一次: banmian publish",
        )


def is_strange(entries: Collection[str], mark: bytes) -> bool:
    """Tell whether a folder is somebody else's, by its entries and its marker's content.

    A site alone is no folder of releases, be it ours: the next build would take all away.
    """
    others = set(entries) - {MARKER, written(MARKER)}
    return bool(others) and (RELEASES not in others or read_marker(mark) is None)


def written(name: str) -> str:
    """Name what is written beside `name` and then renamed to it."""
    return f".{name}{NEW}"


def _order(name: str) -> tuple[datetime, int] | None:
    match = _NAME.fullmatch(name)
    try:
        return (datetime.fromisoformat(match[1]), int(match[2] or 1)) if match else None
    except ValueError:
        return None


def _rank(name: str) -> tuple[datetime, int]:
    order = _order(name)
    if order is None:
        raise ValueError(name)
    return order
