"""The browser's modules of search are typed: `tsc` reads their JSDoc, and has nothing to say."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import banmian.search
from edition import ROOT

CLIENT = Path(banmian.search.__file__).parent / "client"
ASSETS = ROOT / "themes" / "base" / "assets"
TSC = shutil.which("tsc", path=Path(sys.prefix) / "npm" / "node_modules" / ".bin") or shutil.which(
    "tsc"
)
WORDS = (
    *("--allowJs", "--checkJs", "--noEmit", "--strict", "--target", "es2022"),
    *("--module", "esnext", "--moduleResolution", "bundler", "--lib", "es2022,dom,dom.iterable"),
)

pytestmark = pytest.mark.skipif(not TSC, reason="no tsc: npm would install it with the test tools")


def said(folder: Path) -> str:
    """What tsc says of the modules that a site has beside each other."""
    assert TSC
    files = sorted(folder.rglob("*.js"))
    assert len(files) > 30
    return subprocess.run([TSC, *WORDS, *files], capture_output=True, text=True, check=False).stdout


@pytest.fixture
def assets(tmp_path: Path) -> Path:
    """A theme's assets with the client, as a site has them."""
    shutil.copytree(ASSETS, tmp_path / "assets", ignore=shutil.ignore_patterns("*.woff2"))
    shutil.copytree(CLIENT, tmp_path / "assets" / "search")
    return tmp_path / "assets"


def test_types_agree(assets: Path) -> None:
    assert said(assets) == ""


def test_what_does_not_agree_is_seen(assets: Path) -> None:
    file = assets / "search" / "grams.js"
    file.write_text(file.read_text("utf-8") + "\nsought(7);\n", "utf-8")
    assert "Argument of type 'number' is not assignable" in said(assets)
