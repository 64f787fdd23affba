"""`tests/programs.sh`: only without a browser are there no tests; nothing else is a surprise."""

import subprocess
from pathlib import Path

import pytest

from edition import ROOT

SCRIPT = ROOT / "tests" / "programs.sh"


def programs(folder: Path, *there: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the script where these programs are, and where an ordinary user cannot install any."""
    tools = folder / "bin"
    tools.mkdir()
    fonts = folder / "fonts"
    fonts.mkdir()
    (fonts / "NotoSansCJK-Bold.ttc").touch()
    environment.setdefault("BANMIAN_FONTS", str(fonts))
    for name in ("id", *there):
        (tools / name).write_text("#!/bin/sh\necho 1000\n", "utf-8")
        (tools / name).chmod(0o755)
    return subprocess.run(
        ["/bin/sh", str(SCRIPT)],
        env={"PATH": str(tools), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_a_browser_there_are_no_tests(tmp_path: Path) -> None:
    done = programs(tmp_path, "nginx", "caddy", "sshd", "rsync")
    assert done.returncode == 2
    assert "chromium" in done.stderr
    assert "BANMIAN_CHROMIUM=" in done.stderr


@pytest.mark.parametrize(("ci", "code"), [("", 0), ("true", 2)])
def test_another_program_that_is_missing_is_named(tmp_path: Path, ci: str, code: int) -> None:
    done = programs(tmp_path, "nginx", "caddy", "sshd", BANMIAN_CHROMIUM="/opt/browser", CI=ci)
    assert done.returncode == code
    assert "rsync" in done.stderr


def test_nothing_is_said_when_all_is_there(tmp_path: Path) -> None:
    done = programs(tmp_path, "chromium", "nginx", "caddy", "sshd", "rsync", CI="true")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_chinese_face_is_needed_for_share_pictures(tmp_path: Path) -> None:
    there = ("chromium", "nginx", "sshd", "rsync")
    done = programs(tmp_path, *there, CI="true", BANMIAN_FONTS=str(tmp_path / "none"))
    assert done.returncode == 2
    assert "fonts-noto-cjk" in done.stderr
