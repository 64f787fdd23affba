"""`site/addresses/*.txt`: the ledger of published addresses as text, a line an address.

    2021-06/kai-tong/ 2026-11-22T02:15:00Z 2026-11-23T01:00:00Z 9f86d0a1 article:uvrphz

An address of an issue stands in the file of its year, all others in `other.txt`: a publication
changes one or two files, whatever the archive's size.
"""

import re
from collections import defaultdict
from collections.abc import Mapping

from banmian.errors import UserError
from banmian.model.ledger import Entry, Ledger, Moments, Thing

_HEAD = """\
# 发布过的网址，由 banmian publish 记录：网址、首次和最近一次改动后的发布时间、摘要、内容。
# Published addresses: first and last published with a change, digest, what it is. Do not edit.
"""
_MOMENT = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z"
_LINE = re.compile(
    rf"(?P<address>[0-9A-Za-z/-]+/) (?P<first>{_MOMENT}) (?P<last>{_MOMENT}) "
    r"(?P<digest>[0-9a-f]+|-) (?P<thing>[a-z]+:.+)"
)
_YEAR = re.compile(r"[0-9]{4}(?=[-/])")


def read(texts: Mapping[str, str]) -> Ledger:
    """Read the ledger from its files, by path.

    Raises:
        UserError: naming file and line of what is no entry, or the second of its address.
    """
    entries: dict[str, Entry] = {}
    for path, text in sorted(texts.items()):
        name = path.rpartition("/")[2]
        for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
            if not line or line.startswith("#"):
                continue
            match = _LINE.fullmatch(line)
            if not match or match["address"] in entries or file_of(match["address"]) != name:
                raise UserError(
                    f"{path}:{number}: no entry of published addresses, or one twice, or in the "
                    "wrong file 不是发布记录，或重复，或不该在这个文件里",
                    "take the last version of this file from git 从 git 里恢复这个文件",
                )
            digest = match["digest"].removeprefix("-")
            moments = Moments(match["first"], match["last"])
            thing = Thing(match["thing"])
            entries[match["address"]] = Entry(match["address"], thing, moments, digest)
    return Ledger(entries)


def write(ledger: Ledger) -> dict[str, str]:
    """Give the ledger's files, by name."""
    lines: defaultdict[str, list[str]] = defaultdict(list)
    for address, entry in sorted(ledger.entries.items()):
        words = (
            address,
            entry.moments.first,
            entry.moments.last,
            entry.digest or "-",
            entry.thing,
        )
        lines[file_of(address)].append(" ".join(words) + "\n")
    return {name: _HEAD + "".join(rows) for name, rows in lines.items()}


def file_of(address: str) -> str:
    """Give the name of the file that an address is recorded in."""
    year = _YEAR.match(address)
    return f"{year[0]}.txt" if year else "other.txt"
