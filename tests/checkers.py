"""Checkers that others wrote, as npm installs them; without one a test is skipped by name."""

import shutil
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page

AXE = """async () => {
  const found = await axe.run(document, { rules: { "target-size": { enabled: true } } });
  return found.violations.map((one) => [one.id, ...one.nodes.slice(0, 3).map((n) => n.html)]);
}"""


def package(name: str, file: str) -> Path:
    """Give a file of a package that `make` has npm install beside Python's."""
    path = Path(sys.prefix) / "npm" / "node_modules" / name / file
    if not path.exists():
        pytest.skip(f"no {name}: npm would install it with the test tools")
    return path


def java() -> str:
    """Give Java's program, which the Nu HTML checker needs."""
    found = shutil.which("java")
    if not found:
        pytest.skip("no java (Debian: default-jre-headless)")
    return found


def axe(page: Page) -> list[list[str]]:
    """What axe-core says against a page as it is now: the rule, and some of the elements."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(package("axe-core", "axe.min.js").read_text("utf-8"))
    found: list[list[str]] = page.evaluate(AXE)
    return found
