"""Small sites, published by the steps that the command takes."""

import http.client
import shutil
from collections.abc import Mapping
from pathlib import Path

from banmian.addresses import MARKER
from banmian.publish.host import Host, Sight
from banmian.publish.marker import next_marker
from banmian.publish.site import BuiltSite, read_site
from edition import tree

Files = Mapping[str, bytes]


def site_of(root: Path, files: Files) -> BuiltSite:
    """Build a site of these files at `root`, in the place of what is there."""
    if root.exists():
        shutil.rmtree(root)
    for path, content in {**files, MARKER: b'{"made by": "Banmian"}'}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    return read_site(root)


def publish(host: Host, root: Path, files: Files, minute: int = 0) -> Sight:
    """Publish a site, and give what was there before."""
    site = site_of(root, files)
    sight = host.look(site)
    marker = next_marker(site, sight.marker, moment(minute), sight.changes.spared)
    host.put(site, sight, marker, lambda *_: None)
    return sight


def moment(minute: int) -> str:
    return f"2026-11-22T10:{minute:02}:00+08:00"


def seen(folder: Path) -> dict[str, bytes]:
    """What readers of a folder of releases have, but the marker."""
    files = tree(folder / "current")
    files.pop(MARKER)
    return files


def version(name: str) -> dict[str, bytes]:
    """A site whose every file tells its version, but `same.html` and `404.html`."""
    asset = f"assets/{name}/style.css"
    return {
        "index.html": f"{asset}\n".encode() * 20_000,
        "2021-06/报道 一/index.html": f"page {name}".encode(),
        "same.html": b"same",
        "404.html": b"nothing here",
        asset: f"style {name}".encode(),
    }


def get(connection: http.client.HTTPConnection, path: str) -> tuple[int, bytes]:
    connection.request("GET", path)
    response = connection.getresponse()
    return response.status, response.read()
