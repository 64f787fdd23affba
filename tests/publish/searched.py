"""What becomes of the search files of the release before, whatever kind of host has them."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from published import publish

from banmian.addresses import MARKER, SEARCH_INDEX, search_file
from banmian.errors import HostError
from banmian.publish.host import Host
from banmian.publish.marker import read_marker
from banmian.search import common, manifest
from banmian.search.documents import Document
from banmian.search.parts import part
from banmian.search.runs import together
from banmian.search.segment import Pack, cut, name_of, write

Texts = Sequence[str]


def site(texts: Texts) -> dict[str, bytes]:
    """A site with an index of these texts, each an issue of its own, the newest first."""
    files = {"index.html": b"home", "assets/aaa/style.css": b"style"}

    def put(content: bytes) -> str:
        files[search_file(name_of(content))] = content
        return name_of(content)

    parts = [part([Document(f"{text}/", "", "2021", "", (), (text,))]) for text in texts]
    packs = [Pack(bytes.fromhex(put(one.texts)), one.lengths) for one in parts]
    shards = cut(together(one.run for one in parts), len(texts), 8192)
    segment = write(shards, packs, (("2021", len(texts)),), put)
    whole = manifest.Manifest(manifest.VERSION, (segment,), put(common.write({})))
    return {**files, SEARCH_INDEX: manifest.write(whole)}


def files_of(*texts: str) -> set[str]:
    return {path for path in site(texts) if path.endswith(".bin")}


def check(host: Host, folder: Path) -> None:
    """Publish an issue a day, and withdraw a text in the end."""
    days = [("援疆",), ("开门红", "援疆"), ("十四五", "开门红", "援疆")]
    for minute, texts in enumerate(days):
        changes = publish(host, folder, site(texts), minute).changes
        before, now = (files_of(*some) for some in (days[minute - 1], texts))
        assert set(changes.spared) == (before - now if minute else set()), texts
        assert all(path.endswith(".bin") for path in changes.removed)
    assert all(host.read(sorted(before)).values())  # a page that was opened yesterday searches on
    older = files_of(*days[0]) - before - now
    assert older
    assert not any_there(host, older)

    sight = publish(host, folder, site(days[-1]), 3)
    assert sight.changes.none  # the same again: what was spared stays
    assert set(sight.changes.spared) == before - now

    withdrawn = days[-1][:1] + days[-1][2:]
    publish(host, folder, site(withdrawn), 4)
    gone = (before | now) - files_of(*withdrawn)
    assert len(gone) > 2
    assert not any_there(host, gone)
    marker = read_marker(host.read([MARKER])[MARKER])
    assert marker
    assert marker.spared == ()

    corrected = publish(host, folder, site(["十四五规划", "援疆"]), 5).changes
    assert corrected.spared == ()


def any_there(host: Host, paths: Iterable[str]) -> bool:
    """Tell whether readers can have one of these files."""
    for path in paths:
        with suppress(HostError):
            return bool(host.read([path]))
    return False
