"""Small sites that tests publish, and publications of them as the command does one."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

from hypothesis import strategies

from banmian.publish.host import Host, Sight
from banmian.publish.marker import next_marker
from banmian.publish.site import read_site

NOON = "2026-11-22T12:00:00+08:00"
EVENING = "2026-11-22T18:00:00+08:00"
NIGHT = "2026-11-22T23:00:00+08:00"

Files = Mapping[str, str]


def a_site(style: str, **pages: str) -> dict[str, str]:
    """A site of the given pages, with assets, a picture and what lists pages."""
    return {
        f"assets/{style}/broadsheet.css": f"body {{ order: {len(style)} }}",
        "index.html": "首页 " + " ".join(pages),
        "feed.xml": " ".join(pages),
        "2021-06-24/images/01.webp": "RIFF",
    } | {f"{name}/index.html": text for name, text in pages.items()}


def write_site(folder: Path, files: Files) -> Path:
    """Make a folder hold just these files."""
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    folder.mkdir(exist_ok=True)
    return folder


def publish(host: Host, folder: Path, moment: str) -> Sight:
    """Publish a built site; give what was found there before."""
    site = read_site(folder)
    sight = host.look(site)
    if not sight.settled:
        marker = next_marker(site, sight.marker, moment, sight.changes.spared)
        host.put(site, sight, marker, lambda *_: None)
    return sight


def no_news(host: Host, folder: Path) -> bool:
    """Tell whether a host has all that a built site holds, and nothing else."""
    return host.look(read_site(folder)).settled


def git(folder: Path, *words: str, strip: bool = True) -> str:
    """Run git there; give what it says."""
    done = subprocess.run(["git", "-C", folder, *words], capture_output=True, check=True)
    said = done.stdout.decode()
    return said.strip() if strip else said


_NAMES = strategies.sampled_from(
    [
        "index.html",
        "feed.xml",
        "a/index.html",
        "a/images/图 一.webp",
        "b/'c' #%.txt",
        "search/index.json",
    ]
)
_TEXTS = strategies.text("新闻 a\n", max_size=4)
SITES = strategies.builds(
    lambda style, files: {f"assets/{style}/s.css": style, **files},
    strategies.sampled_from(["0123456789ab", "ba9876543210", "aaaaaaaaaaaa"]),
    strategies.dictionaries(_NAMES, _TEXTS, max_size=4),
)
"""Small sites, some of their paths unlike any that Banmian makes today."""
