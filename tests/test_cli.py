"""The command line: help that teaches, errors with the way out, exit codes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from banmian.app import building
from banmian.cli.words import WORDS
from banmian.press.lock import lock
from edition import ROOT, run

SEED = ROOT / "seeds" / "000_2492ed09823139b5.txt"
COMMANDS = ("new", "import", "segment", "build", "check", "serve")


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(("language", "word"), [("zh", "例："), ("en", "example")])
def test_help_teaches_with_an_example(
    command: str, language: str, word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        run(command, "--lang", language, "--help")
    assert end.value.code == 0
    said = capsys.readouterr().out
    assert word in said
    assert f"banmian {command}" in said


def test_the_language_is_that_of_the_system(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    for value, word in (("zh_CN.UTF-8", "把报纸版面"), ("de_DE.UTF-8", "newspaper pages in")):
        monkeypatch.setenv("LANG", value)
        with pytest.raises(SystemExit):
            run("--help")
        assert word in capsys.readouterr().out


def test_every_word_is_there_in_both_languages() -> None:
    for zh, en in WORDS.values():
        assert zh
        assert en
        assert zh != en


def test_without_an_edition_it_says_where_to_go(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in ("import", "build", "check", "serve"):
        assert run(command, "--project", tmp_path) == 2
        assert "--project DIR" in capsys.readouterr().err


def test_a_project_is_found_from_below(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(sample / "site" / "content")
    assert run("check", "--quiet") == 0


def test_segment_prints_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.txt"
    page.write_bytes(SEED.read_bytes())
    assert run("segment", page, "--lang", "en") == 0
    assert "聆听“初心”的声音" in capsys.readouterr().out
    assert run("segment", page, "--json") == 0
    cut = json.loads(capsys.readouterr().out)
    assert {"articles", "furniture", "unplaced"} <= set(cut)
    assert [path.name for path in tmp_path.iterdir()] == ["page.txt"]


@pytest.mark.parametrize(
    ("content", "word"),
    [(None, "no file"), (b"\xff\xfe\x00", "byte"), (b"\x80\x81 caf\xe9", "byte")],
)
def test_segment_names_what_cannot_be_read(
    tmp_path: Path, content: bytes | None, word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.txt"
    if content is not None:
        page.write_bytes(content)
    assert run("segment", page) == 2
    assert word in capsys.readouterr().err


def test_check_lists_everything(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (sample / "site" / "content" / "notes.txt").write_text("?", "utf-8")
    assert run("check", "--project", sample, "--json") == 0
    rows = json.loads(capsys.readouterr().out)["diagnostics"]
    codes = [row["code"] for row in rows]
    assert codes.count("BM306") == 3
    assert "BM312" in codes
    assert run("check", "--project", sample, "--strict", "--quiet") == 1


def test_a_second_command_says_who_is_at_work(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = "import sys; from banmian.cli import main; sys.exit(main(sys.argv[1:]))"
    with lock(sample / "site" / ".banmian" / "state" / "lock"):
        import os  # noqa: PLC0415

        result = subprocess.run(
            [sys.executable, "-c", code, "build", "--project", str(sample), "--lang", "en"],
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode == 2
        assert f"process {os.getpid()}" in result.stderr
    capsys.readouterr()


def test_a_bug_leaves_a_crash_log(
    sample: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("this is the bug")

    monkeypatch.setattr(building, "make", broken)
    assert run("build", "--project", sample, "--lang", "en") == 70
    said = capsys.readouterr().err
    assert "bug in Banmian" in said
    assert "this is the bug" not in said
    log = sample / "site" / ".banmian" / "cache" / "crash.log"
    assert "ZeroDivisionError: this is the bug" in log.read_text("utf-8")


def test_the_module_can_be_run() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "banmian", "--version"], capture_output=True, text=True, check=True
    )
    assert result.stdout.startswith("banmian ")
