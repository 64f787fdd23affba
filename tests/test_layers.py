"""The architecture is a failing test: the contracts hold, and each of them can fail."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [program, "--config", ROOT / "pyproject.toml", "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "PATH": str(program.parent)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def package(tmp_path: Path) -> Path:
    shutil.copytree(
        ROOT / "generator" / "banmian",
        tmp_path / "banmian",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    return tmp_path


def test_contracts_hold(package: Path) -> None:
    result = lint(package)
    assert result.returncode == 0, result.stdout
    assert "4 kept, 0 broken" in result.stdout


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("model/dates.py", "import banmian.content.body", "layers below its own"),
        ("press/files.py", "import banmian.compose.issue", "layers below its own"),
        ("bind/bind.py", "import banmian.press.files", "layers below its own"),
        ("compose/body.py", "import pathlib", "Pure layers"),
        ("content/body.py", "import time", "Pure layers"),
        ("compose/citation.py", "import banmian.segment.heads", "does not load the segmenter"),
        ("cli/words.py", "import pypinyin", "Slow libraries"),
        ("cli/words.py", "import PIL", "Slow libraries"),
    ],
)
def test_each_contract_can_fail(package: Path, module: str, line: str, contract: str) -> None:
    file = package / "banmian" / module
    file.write_text(f"{file.read_text('utf-8')}\n{line}\n", "utf-8")
    result = lint(package)
    assert result.returncode != 0
    broken = [row for row in result.stdout.splitlines() if row.endswith("BROKEN")]
    assert any(contract in row for row in broken), result.stdout
