"""The law: whatever was done, by whatever executor, a build gives what a clean one does.

An editor, a designer and a careless hand work on a small edition; after each build the site is
compared, byte for byte, with that of a clean serial build of the same files.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from banmian.app.building import build
from banmian.app.project import Project
from banmian.errors import UserError
from banmian.press import scan
from banmian.press.executors import Hands, Map, processes, serial
from edition import own_theme, tree

SETTINGS = """title = "报"
address = "https://paper.example/"
theme = "ours"
notice = "{notice}"
{search}

[[topics]]
name = "援疆"
slug = "yuan-jiang"
strong = ["援疆"]

[[topics]]
name = "党建"
slug = "dang-jian"
strong = ["党建"]

[[units]]
name = "湖南"
also = ["湖南省分公司"]
"""
FRONT = """+++
id = "{id}"
headline = "{head}"
byline = "{name}"
authors = [{{ name = "{name}" }}]
topics = [{topics}]
placements = [{{ page = "1", position = 1 }}]
{more}slug = "{slug}"
+++

本报讯 {text}
"""
ISSUES = ["2020-12-31", "2021-01-05", "2022-01-05", "2021-06"]
IDS = ["a1b2", "c3d4", "e5f6", "g7h8"]
pick = st.integers(0, 99)
words = st.text(st.sampled_from("邮政员工<&“ 1a"), min_size=1, max_size=6).filter(str.strip)


class Building(RuleBasedStateMachine):
    """A small edition, those who work on it, and its builds."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp())
        own_theme(self.root)
        (self.root / "site" / "pages").mkdir(parents=True)
        self.settings("", "")
        for number in range(3):
            self.add(number, number, "王小明", "铁路通车", "全线贯通。", [], 0, "")

    def teardown(self) -> None:
        shutil.rmtree(self.root)

    @property
    def content(self) -> Path:
        return self.root / "site" / "content"

    def articles(self) -> list[Path]:
        return sorted(self.content.glob("*/*.md"))

    def settings(self, notice: str, search: str) -> None:
        text = SETTINGS.format(notice=notice, search=search)
        (self.root / "site" / "edition.toml").write_text(text, "utf-8")

    @rule(
        issue=pick,
        id_=pick,
        name=st.sampled_from(["王小明", "汪晓明", "仲驿"]),
        head=words,
        text=words,
        topics=st.lists(st.sampled_from(["援疆", "党建"]), unique=True),
        link=pick,
        part=st.sampled_from(["", 'column = "支部生活"', 'series = "邮路"', 'kicker = "湖南"']),
    )
    def add(
        self,
        issue: int,
        id_: int,
        name: str,
        head: str,
        text: str,
        topics: list[str],
        link: int,
        part: str,
    ) -> None:
        """Write an article; the same id again is another text of it, perhaps in another issue."""
        folder = self.content / ISSUES[issue % len(ISSUES)]
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / "issue.toml").exists():
            date = folder.name
            (folder / "issue.toml").write_text(f'date = "{date}"\n\n[[pages]]\nlabel = "1"\n')
        other = IDS[link % len(IDS)]
        article = FRONT.format(
            id=IDS[id_ % len(IDS)],
            head=head.strip(),
            name=name,
            topics=", ".join(f'"{topic}"' for topic in topics),
            more=(f'corrects = ["{other}"]\n' if link % 7 == 6 and id_ % 4 != link % 4 else "")
            + f"{part}\n" * bool(part),
            slug=f"a-{id_ % len(IDS)}",
            text=text + (f" [见](id:{other})。" if link % 3 == 2 else ""),
        )
        (folder / f"1-{id_ % len(IDS)}.md").write_text(article, "utf-8")

    @rule(which=pick)
    def remove(self, which: int) -> None:
        if self.articles():
            self.articles()[which % len(self.articles())].unlink()

    @rule(which=pick, other=pick)
    def move(self, which: int, other: int) -> None:
        """Move an article to another issue."""
        if self.articles():
            file = self.articles()[which % len(self.articles())]
            folder = self.content / ISSUES[other % len(ISSUES)]
            if (folder / "issue.toml").exists():
                file.rename(folder / file.name)

    @rule(which=pick)
    def rename(self, which: int) -> None:
        """Rename a file, by case only."""
        if self.articles():
            file = self.articles()[which % len(self.articles())]
            name = file.stem.swapcase() if which % 2 else f"{file.stem}A"
            file.rename(file.with_name(f"{name[:20]}.md"))

    @rule(which=pick, new=st.sampled_from(["slug-b", "Slug-C", "p"]))
    def readdress(self, which: int, new: str) -> None:
        if self.articles():
            file = self.articles()[which % len(self.articles())]
            lines = file.read_text("utf-8").split("\n")
            wanted = [f'slug = "{new}"' if line.startswith("slug") else line for line in lines]
            file.write_text("\n".join(wanted), "utf-8")

    @rule(which=pick)
    def withdraw_issue(self, which: int) -> None:
        """Take an issue away, or make it a draft."""
        folders = sorted(path for path in self.content.iterdir() if path.is_dir())
        if len(folders) > 1:
            folder = folders[which % len(folders)]
            if which % 2:
                shutil.rmtree(folder)
            elif (folder / "issue.toml").exists():
                text = (folder / "issue.toml").read_text("utf-8")
                (folder / "issue.toml").write_text('status = "draft"\n' + text, "utf-8")

    @rule(which=pick, other=pick)
    def rename_issue(self, which: int, other: int) -> None:
        """Rename an issue's folder: all of it is at another address."""
        folders = sorted(path for path in self.content.iterdir() if path.is_dir())
        new = self.content / ISSUES[other % len(ISSUES)]
        if folders and not new.exists():
            folders[which % len(folders)].rename(new)

    @rule(notice=words, search=st.sampled_from(["", "search = false"]))
    def resettle(self, notice: str, search: str) -> None:
        self.settings(notice.strip().replace('"', ""), search)

    @rule(which=pick, text=words)
    def correct(self, which: int, text: str) -> None:
        """Correct a word in a text, far behind what lists show of it."""
        if self.articles():
            file = self.articles()[which % len(self.articles())]
            long = "邮政员工" * 40
            head = file.read_text("utf-8").split("\n\n后文")[0].rstrip()
            file.write_text(f"{head}\n\n后文{long}{len(text)}{text[0].strip()}\n", "utf-8")

    @rule(text=words)
    def design(self, text: str) -> None:
        """Change the theme."""
        file = self.root / "themes" / "ours" / "templates" / "around" / "footer.html"
        file.write_text(f"<footer>{text.replace('<', '').replace('&', '')}</footer>\n", "utf-8")

    @rule(text=words)
    def write_sheet(self, text: str) -> None:
        shown = str(len(text) % 2 == 0).lower()
        sheet = f'+++\ntitle = "关于"\nnavigation = {shown}\n+++\n\n{text}\n'
        (self.root / "site" / "pages" / "about.md").write_text(sheet, "utf-8")

    @rule(how=st.sampled_from(["delete", "cut", "spoil", "none"]), at=st.integers(0, 10**6))
    def lose_memory(self, how: str, at: int) -> None:
        """Delete the cache, or spoil it anywhere."""
        memory = self.root / "site" / ".banmian" / "cache" / "build.memory"
        if not memory.exists():
            return
        data = bytearray(memory.read_bytes())
        if how == "delete":
            shutil.rmtree(memory.parent)
        elif how == "cut":
            memory.write_bytes(data[: at % len(data)])
        elif how == "spoil":
            for n in range(64):
                data[(at + n * 997) % len(data)] ^= 0xA5
            memory.write_bytes(data)

    @rule(backwards=st.booleans())
    def let_time_pass(self, backwards: bool) -> None:
        """Set all files' times, as a copy or a clock does."""
        moment = time.time() + (3600 if backwards else -3600)
        for path in self.content.rglob("*"):
            os.utime(path, (moment, moment))

    @precondition(lambda self: self.articles())
    @rule(way=st.sampled_from(["serial", "threads", "processes", "verify"]))
    def build(self, way: str) -> None:
        """Build as it is, and compare with a clean build."""
        project = Project(self.root)
        with executor(way) as work, pytest.MonkeyPatch.context() as patch:
            patch.setattr(scan, "_RACY", 30_000_000)  # what is older is settled: there is no FAT
            time.sleep(0.04)
            report = outcome(project, work, verify=way == "verify")
        with tempfile.TemporaryDirectory() as elsewhere:
            twin = Project(Path(elsewhere) / "twin")
            shutil.copytree(self.root, twin.root, ignore=shutil.ignore_patterns("public", ".b*"))
            wanted = outcome(twin, serial)
            assert report == wanted
            if report.startswith("swapped"):
                assert tree(project.public) == tree(twin.public)

    @precondition(lambda self: self.articles())
    @rule(which=pick, text=words)
    def proofread(self, which: int, text: str) -> None:
        """Build, correct a word in a text, build: it takes a shorter way."""
        self.build("serial")
        self.correct(which, text)
        self.build("serial")


def outcome(project: Project, work: Map[Any, Any], *, verify: bool = False) -> str:
    """Build; give what is to be the same for every build of these files, but for the site."""
    try:
        report = build(project, None, strict=False, verify=verify, work=work)
    except UserError as error:
        return error.message
    return f"{'swapped' if report.swapped else 'kept'} {report.diagnostics}"


@contextmanager
def executor(way: str) -> Iterator[Map[Any, Any]]:
    """Give an executor by its name, for the length of a block."""
    if way == "threads":
        pools = [ThreadPoolExecutor(1) for _ in range(2)]
        yield Hands(pools, batch=1)
        for pool in pools:
            pool.shutdown()
    elif way == "processes":
        with processes(2) as hands:
            yield hands
    else:
        yield serial


TestBuilding = Building.TestCase
TestBuilding.settings = settings(max_examples=12, stateful_step_count=14, deadline=None)
