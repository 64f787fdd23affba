"""Pagefind over the site that Hugo makes of the same articles."""

import gzip
import json
import re
import shutil
import subprocess
from pathlib import Path

from build import Figures

VERSION = "1.6"
_GLOB = "issues/*/*/index.html"
"""The articles' pages."""
_AROUND = ".pn"
"""What of a page is about another one: the ways to the next and the last."""
_PREFIX = b"pagefind_dcd"


def program() -> str | None:
    """Give Pagefind's program; None, once it is said why, where there is none."""
    beside = Path("node_modules/.bin/pagefind").absolute()
    names = ("pagefind_extended", "pagefind", str(beside))
    found = next(filter(None, map(shutil.which, names)), None)
    if not found:
        print(f"pagefind is not installed: left out (npm install --no-save pagefind@{VERSION})")
        return None
    done = subprocess.run([found, "--version"], capture_output=True, text=True, check=True)
    if not done.stdout.split()[-1].startswith(VERSION):
        print(f"{done.stdout.strip()}: not {VERSION}, with which the others are compared")
    return found


def index(pagefind: str, site: Path, figures: Figures) -> Path:
    """Index the articles of a site; give the folder of the index, which is in it."""
    out = site / "pagefind"
    line = [pagefind, "--quiet", "--site", str(site), "--output-path", str(out), "--glob", _GLOB]
    line += ["--root-selector", "article", "--exclude-selectors", _AROUND]
    figures.run("pagefind", line, site)
    return out


def addresses(folder: Path) -> dict[str, str]:
    """Give the articles, as Banmian addresses them, by the names of their fragments."""
    found = {}
    for file in folder.joinpath("fragment").iterdir():
        content = gzip.decompress(file.read_bytes())
        url = json.loads(content.removeprefix(_PREFIX))["url"]
        found[file.stem] = article(url)
    return found


def article(url: str) -> str:
    """Give the article of an address that Pagefind gives."""
    found = re.search(r"issues/([0-9-]+)/([0-9]+)/", url)
    assert found, url
    return f"{found[1]}/{found[2]}-x/"
