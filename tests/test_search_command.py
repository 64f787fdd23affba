"""`banmian search`: what readers find, on the command line."""

import json
from pathlib import Path
from typing import Any

import pytest

from edition import run

KANG = ("--filter", "author=亢俊杰")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from edition import copy_sample  # noqa: PLC0415

    project = copy_sample(tmp_path_factory.mktemp("searched") / "sample")
    assert run("build", "--project", project, "--quiet") == 0
    return project


def search(project: Path, capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    capsys.readouterr()
    assert run("search", "--project", project, "--json", *words) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_it_finds_and_shows_where(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = search(project, capsys, "乌鲁木齐", "援疆")
    assert [one["date"] for one in found["results"]] == ["2021-06"]
    assert "援疆" in found["results"][0]["title"]
    assert not found["more"]
    assert run("search", "--project", project, "--lang", "en", "乌鲁木齐") == 0
    assert capsys.readouterr().out.endswith("1 found.\n")


def test_more_can_be_asked_for(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert len(search(project, capsys, "邮政", "--limit", "3")["results"]) == 3
    assert search(project, capsys, "邮政", "--limit", "3")["more"]
    assert len(search(project, capsys, "邮政", "--all")["results"]) == 15


def test_filters_do_without_a_word(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    [one] = search(project, capsys, *KANG)["results"]
    assert ["author", "亢俊杰"] in one["facets"]
    assert search(project, capsys, *KANG, "--since", "2021-07")["results"] == []
    assert search(project, capsys, *KANG, "--", "-邮路")["results"] == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("邮政", "--since", "2021-13"), "2021-06-15"),
        (("--filter", "colour=red"), "issue, page, topic"),
        ((*KANG, *KANG), "author"),
        (("--filter", "author=亢俊"), "亢俊杰"),
        (("邮政", "--out", "nowhere"), "banmian build"),
    ],
)
def test_what_cannot_be_asked_is_told(
    project: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    assert run("search", "--project", project, *words) == 2
    assert said in capsys.readouterr().err


def test_an_index_that_is_not_whole_is_told(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    public = tmp_path / "public"
    assert run("build", "--project", project, "--quiet", "--out", public) == 0
    files = sorted((public / "search").glob("*.bin"), key=lambda file: file.stat().st_size)
    contents = [file.read_bytes() for file in files]
    told = 0
    for file, content, other in zip(files, contents, contents[1:], strict=False):
        file.write_bytes(other)  # whole, and another's
        told += run("search", "--out", public, "邮政", "--all", "--json") == 2
        file.write_bytes(content)
    assert told
    assert "banmian build --verify" in capsys.readouterr().err
    assert run("search", "--out", public, "邮政") == 0
