"""A disk that is full, or takes nothing: the old stays, and later the same command goes on."""

import os
import shutil
from pathlib import Path

import pytest

from edition import PAGE, command, copy_sample, paper, process, run, tree
from mounts import Mounts

KEPT = "编辑改过的话。"


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    """The sample, built; then an editor changes an article, and the pages are cut otherwise."""
    project = copy_sample(tmp_path / "sample")
    assert run("build", "--project", project, "--quiet") == 0
    file = project / "site/content/2021-06/1-lin-shi-you-lu-kai-tong.md"
    file.write_text(file.read_text("utf-8") + f"\n{KEPT}\n", "utf-8")
    settings = project / "site" / "edition.toml"
    text = settings.read_text("utf-8").replace("[newspaper]", '[newspaper]\nbyline_marks = "■"', 1)
    settings.write_text(text, "utf-8")
    return project


def left_of(files: dict[str, bytes], folder: str) -> dict[str, bytes]:
    return {name: content for name, content in files.items() if name.startswith(folder)}


@pytest.mark.parametrize("left", [0, 256], ids=lambda left: f"{left}K left")
def test_a_disk_that_is_full_during_a_build(edited: Path, disks: Mounts, left: int) -> None:
    site = edited / "site"
    disks.disk(site, "8m")
    before = tree(disks.see(site))
    filler = disks.fill(site, left * 1024)
    line = command("build", "--project", edited, "--lang", "en")
    done = disks.run(*line)
    assert done.returncode == 2, done.stderr
    assert f"{site}/." in done.stderr
    assert "the disk is full" in done.stderr
    assert "MB left" in done.stderr
    assert "way out: make room" in done.stderr
    after = tree(disks.see(site))
    assert left_of(after, "public") == left_of(before, "public")
    assert left_of(after, "content") == left_of(before, "content")
    assert not left_of(after, ".public")
    disks.do("rm", filler)
    assert disks.run(*line).returncode == 0
    home = disks.see(site) / "public/2021-06/lin-shi-you-lu-kai-tong/index.html"
    assert KEPT in home.read_text("utf-8")


@pytest.mark.parametrize("full", ["before any article", "between two articles"])
def test_a_disk_that_is_full_during_an_import(
    edited: Path, tmp_path: Path, disks: Mounts, full: str
) -> None:
    twin = shutil.copytree(edited, tmp_path / "twin")
    assert run("import", "--project", twin, "--quiet") == 0
    wanted = left_of(tree(twin / "site"), "content")
    site = edited / "site"
    disks.disk(site, "8m")
    before = tree(disks.see(site))
    journal = sum(
        len(content)
        for name, content in left_of(wanted, "content/2021-01").items()
        if content != before.get(name)
    )
    left = (journal // 4096 + 2) * 4096 if full == "between two articles" else 0
    filler = disks.fill(site, left)
    line = command("import", "--project", edited, "--lang", "en")
    done = disks.run(*line)
    assert done.returncode == 2, done.stderr
    assert f"{site}/{'content' if left else '.banmian'}/" in done.stderr
    assert "the disk is full" in done.stderr
    after = tree(disks.see(site))
    assert left_of(after, "public") == left_of(before, "public")
    old = left_of(before, "content")
    for name, content in left_of(after, "content").items():
        assert content in {old.get(name), wanted.get(name)}, name
    theirs = "content/2021-06/1-lin-shi-you-lu-kai-tong.md"
    assert after[theirs] == before[theirs]
    disks.do("rm", filler)
    assert disks.run(*line).returncode == 0
    assert left_of(tree(disks.see(site)), "content") == wanted


def test_a_folder_that_takes_no_site_keeps_the_old_one(tmp_path: Path, disks: Mounts) -> None:
    project = paper(tmp_path / "paper", PAGE)
    assert run("import", "--project", project, "--quiet") == 0
    web = tmp_path / "web"
    line = command("build", "--project", project, "--out", web / "site", "--lang", "en")
    disks.do("mkdir", web)
    disks.do(*line)
    before = tree(web)
    disks.do("mount", "--bind", web, web)
    disks.do("mount", "-o", "remount,bind,ro", web)
    done = disks.run(*line)
    assert done.returncode == 2
    assert "Read-only file system" in done.stderr
    assert f"{web}/" in done.stderr
    assert tree(web) == before
    disks.do("umount", web)
    assert disks.run(*line).returncode == 0


def test_an_edition_that_takes_nothing_is_left_as_it_is(tmp_path: Path, disks: Mounts) -> None:
    project = paper(tmp_path / "paper", PAGE)
    assert process("import", "--project", project).returncode == 0
    disks.do("mount", "--bind", project, project)
    disks.do("mount", "-o", "remount,bind,ro", project)
    before = tree(project)
    for name in ("import", "build"):
        done = disks.run(*command(name, "--project", project, "--lang", "en"))
        assert done.returncode == 2
        assert f"{project}/site/.banmian/state/lock" in done.stderr
    assert disks.run(*command("check", "--project", project)).returncode == 0
    assert tree(project) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="permissions do not bind root: see the mounts above")
def test_a_folder_without_permission_keeps_the_old_site(tmp_path: Path) -> None:
    project = paper(tmp_path / "paper", PAGE)
    assert run("import", "--project", project, "--quiet") == 0
    web = tmp_path / "web"
    web.mkdir()
    words = ("build", "--project", project, "--out", web / "site", "--quiet")
    assert run(*words) == 0
    before = tree(web)
    web.chmod(0o555)
    assert run(*words) == 2
    web.chmod(0o755)
    assert tree(web) == before
