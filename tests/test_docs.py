"""The documentation tells all that there is: settings, keys, codes, commands."""

import ast
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import fields

from banmian.config.edition import Edition, Topic
from banmian.config.legal import Legal
from banmian.config.profile import Profile
from banmian.config.seeds import SeedEntry
from banmian.config.targets import (
    FolderTarget,
    GitTarget,
    Limits,
    RcloneTarget,
    RsyncTarget,
    S3Target,
)
from banmian.config.units import Unit
from banmian.content.front import FrontMatter
from banmian.content.hints_file import HintEntry
from banmian.content.issue_file import IssueFile
from banmian.content.sheets import SheetFront
from banmian.model.article import Genre, Role
from banmian.model.catalogue import CATALOGUE
from banmian.model.correction import ArticleStatus
from banmian.model.layout import LineRole
from edition import ROOT

DOCS = ROOT / "docs"
TARGETS = (FolderTarget, RsyncTarget, GitTarget, S3Target, RcloneTarget, Limits)
PYTHON = sorted((ROOT / "generator").rglob("*.py"))


@pytest.mark.parametrize("kind", [*TARGETS, Edition, Legal, Profile, Topic, Unit, SeedEntry])
def test_every_setting_is_documented(kind: Any) -> None:
    text = (DOCS / "settings.md").read_text("utf-8")
    for field in fields(kind):
        if field.name not in {"legal", "newspaper", "topics", "units", "redirects", "targets"}:
            assert re.search(rf"`{field.name}`|^{field.name} = ", text, re.MULTILINE), field.name


@pytest.mark.parametrize("kind", [FrontMatter, IssueFile, SheetFront, HintEntry])
def test_every_key_of_the_content_format_is_documented(kind: Any) -> None:
    text = (DOCS / "content-format.md").read_text("utf-8")
    for field in fields(kind):
        assert re.search(rf"`{field.name}`|^{field.name} = |^\[\[{field.name}", text, re.MULTILINE)
    for value in (*Genre, *Role, *ArticleStatus, *LineRole):
        assert f"`{value.value}`" in text


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_code_has_a_test(code: str) -> None:
    tests = "".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    assert tests.count(code) >= 1


def test_every_code_that_is_used_is_in_the_catalogue() -> None:
    used = set()
    for path in (path for path in PYTHON if path.name != "catalogue.py"):
        used |= set(re.findall(r'"(BM\d{3})"', path.read_text("utf-8")))
    assert used == set(CATALOGUE)


def test_links_between_the_documents_lead_somewhere() -> None:
    for page in [*ROOT.glob("*.md"), *DOCS.rglob("*.md")]:
        for target in re.findall(r"\]\(([^):#]+)\)", page.read_text("utf-8")):
            if target.startswith(("docs/", "../", "0")) or target.endswith(".md"):
                assert (page.parent / target).exists(), (page.name, target)


def test_modules_say_what_they_are_for() -> None:
    for path in PYTHON:
        assert ast.get_docstring(ast.parse(path.read_text("utf-8"))), path


def test_the_project_speaks_only_of_itself() -> None:
    files = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\n")
    foreign = re.compile("python" + "hosted|registry\\.npm" + "js|deb\\.deb" + "ian\\.org")
    for name in filter(None, files):
        path = Path(ROOT, name)
        if path.is_file() and path.suffix not in {".png", ".bin", ".npz"}:
            assert not foreign.search(path.read_text("utf-8")), name
