"""Windows line ends and a byte order mark: in every file that is read they mean nothing."""

import shutil
from pathlib import Path

import pytest

from edition import ROOT, copy_sample, run, tree


def windows(file: Path) -> None:
    text = file.read_bytes().removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    file.write_bytes(b"\xef\xbb\xbf" + text.replace(b"\n", b"\r\n"))


@pytest.fixture
def themed(tmp_path: Path) -> Path:
    """The sample with a theme of its own."""
    project = copy_sample(tmp_path / "themed")
    shutil.copytree(ROOT / "themes", project / "themes")
    return project


@pytest.mark.parametrize(
    "files",
    [
        "site/edition.toml",
        "seeds/seeds.toml",
        "seeds/*.txt",
        "site/content/*/issue.toml",
        "site/content/*/import.toml",
        "site/content/*/*.md",
        "themes/*/theme.toml",
        "themes/*/templates/*.html",
    ],
)
def test_a_file_as_windows_writes_it_says_the_same(themed: Path, built: Path, files: str) -> None:
    found = sorted(themed.glob(files))
    assert found
    for file in found:
        windows(file)
    before = tree(themed)
    assert run("import", "--project", themed, "--quiet") == 0
    after = tree(themed)
    for file in found:
        if file.name != "import.toml":  # the importer's own
            name = file.relative_to(themed).as_posix()
            assert after[name] == before[name], name
    assert run("build", "--project", themed, "--quiet") == 0
    assert tree(themed / "site" / "public") == tree(built)
