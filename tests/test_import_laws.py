"""Import's laws, whatever an editor and the sources do between one import and the next."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from banmian.app.importing import import_pages
from banmian.app.project import Project
from banmian.content import article_file
from banmian.content.record import numbers, read

TEXTS = [
    "本报讯 6月{n}日，{place}邮政分公司召开工作会议，总结上半年的工作，部署下\n"
    "半年的任务，要求各单位抓好落实，确保完成全年的目标任务。\n\n□{name}",
    "本报讯 （记者 {name}） 近日，{place}市分公司的投递员冒雨把高考录取\n"
    "通知书送到山里的学生手中，受到群众称赞。",
    "本报讯 今年以来，{place}邮政坚持服务“三农”，帮助农户销售苹果、柑橘\n"
    "等农产品，带动当地群众增收。\n\n□{name} 摄影报道",
]
HEADS = ["工作会议召开", "冒雨送达通知书", "助农增收受好评", "", "临时邮路开通"]
PLACES = ["青岚", "怀溪", "云泽", "南浦"]
MEETING = "1-gong-zuo-hui-yi-zhao-kai.md"
NAMES = ["王小明", "李思远", "陈晓燕"]

pieces = st.builds(
    lambda head, text, place, name, n: (
        head,
        text.format(place=place, name=name, n=n),
    ),
    st.sampled_from(HEADS),
    st.sampled_from(TEXTS),
    st.sampled_from(PLACES),
    st.sampled_from(NAMES),
    st.integers(1, 30),
)
picks = st.integers(0, 99)


class Importing(RuleBasedStateMachine):
    """An issue of one page, its editor, and the importer."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp())
        self.theirs: dict[str, bytes] = {}
        self.moved: dict[str, bytes] = {}
        (self.root / "site").mkdir()
        (self.root / "seeds" / "2021-06").mkdir(parents=True)
        settings_ = 'title = "报"\naddress = "https://paper.example/"\n'
        (self.root / "site" / "edition.toml").write_text(settings_, "utf-8")

    def teardown(self) -> None:
        shutil.rmtree(self.root)

    @property
    def folder(self) -> Path:
        return self.root / "site" / "content" / "2021-06"

    @property
    def files(self) -> list[Path]:
        return sorted(self.folder.glob("*.md"))

    def pick(self, number: int) -> Path:
        return self.files[number % len(self.files)]

    def write_source(self) -> None:
        page = "\n\n".join(f"{head}\n\n{text}" if head else text for head, text in self.pieces)
        (self.root / "seeds" / "2021-06" / "01.txt").write_text("\n" * self.blank + page, "utf-8")

    @initialize(page=st.lists(pieces, min_size=1, max_size=4))
    def first_import(self, page: list[tuple[str, str]]) -> None:
        self.pieces, self.blank = page, 0
        self.write_source()
        self.imports()

    @rule(blank=st.integers(0, 3))
    def blank_lines_on_top(self, blank: int) -> None:
        self.blank = blank
        self.write_source()

    @rule(piece=pieces, at=picks)
    def a_new_text_in_the_source(self, piece: tuple[str, str], at: int) -> None:
        self.pieces.insert(at % (len(self.pieces) + 1), piece)
        self.write_source()

    @rule(at=picks)
    @precondition(lambda self: len(self.pieces) > 1)
    def a_text_gone_from_the_source(self, at: int) -> None:
        self.pieces.pop(at % len(self.pieces))
        self.write_source()

    @rule(marks=st.sampled_from(["□", "■"]))
    def another_profile(self, marks: str) -> None:
        file = self.root / "site" / "edition.toml"
        head = file.read_text("utf-8").partition("[newspaper]")[0]
        file.write_text(f'{head}[newspaper]\nbyline_marks = "{marks}"\n', "utf-8")

    @rule(number=picks, change=st.sampled_from(["text", "slug", "broken", "crlf"]))
    @precondition(lambda self: self.files)
    def edit(self, number: int, change: str) -> None:
        file = self.pick(number)
        content = file.read_bytes()
        if change == "text":
            content += "\n编辑加的话。\n".encode()
        elif change == "slug":
            content = content.replace(b'slug = "', b'slug = "x')
        elif change == "broken":
            content = content.replace(b"+++", b"---", 1)
        else:
            content = content.replace(b"\n", b"\r\n")
        file.write_bytes(content)
        moved = self.moved.pop(file.name, None)
        if change != "crlf" or file.name in self.theirs:
            self.theirs[file.name] = content
        elif moved:
            self.moved[file.name] = content

    @rule(number=picks, name=st.sampled_from(["别名.md", "1-a.md", MEETING]))
    @precondition(lambda self: self.files)
    def rename(self, number: int, name: str) -> None:
        file = self.pick(number)
        if not (self.folder / name).exists():
            edited, _ = self.theirs.pop(file.name, None), self.moved.pop(file.name, None)
            content = file.rename(self.folder / name).read_bytes()
            if edited:
                self.theirs[name] = content
            elif name != MEETING:  # there it may be back where it was
                self.moved[name] = content

    @rule(number=picks)
    @precondition(lambda self: self.files)
    def delete(self, number: int) -> None:
        file = self.pick(number)
        self.theirs.pop(file.name, None)
        self.moved.pop(file.name, None)
        file.unlink()

    @rule(name=st.sampled_from([MEETING, "1-lin-shi-you-lu-kai-tong.md"]))
    def their_own_file(self, name: str) -> None:
        if not (self.folder / name).exists():
            self.theirs[name] = "随手记的。\n".encode()
            (self.folder / name).write_bytes(self.theirs[name])

    @rule()
    def the_record_is_lost(self) -> None:
        (self.folder / "import.toml").unlink(missing_ok=True)

    @rule()
    def imports(self) -> None:
        import_pages(Project(self.root))
        self.check_record()
        before = {file: file.read_bytes() for file in self.folder.iterdir()}
        import_pages(Project(self.root))
        again = {file: file.read_bytes() for file in self.folder.iterdir()}
        changed = {file.name for file in {*before, *again} if before.get(file) != again.get(file)}
        assert not changed, {
            file.name: (before.get(file, b"").decode(), again.get(file, b"").decode())
            for file in {*before, *again}
            if file.name in changed
        }

    def check_record(self) -> None:
        record = read((self.folder / "import.toml").read_text("utf-8"))
        claimed = sorted(
            [n for a in record.articles for span in a.spans for n in numbers(span.lines)]
            + [n for page in record.pages for left in page.leftovers for n in numbers(left.lines)]
        )
        source = (self.root / "seeds" / "2021-06" / "01.txt").read_text("utf-8").split("\n")
        assert claimed == [n for n, line in enumerate(source, 1) if line.strip()]
        ids = [article.id for article in record.articles]
        assert len(ids) == len(set(ids))

    @invariant()
    def what_is_the_editors_is_as_they_left_it(self) -> None:
        for name, content in (self.theirs | self.moved).items():
            assert (self.folder / name).read_bytes() == content

    @invariant()
    def no_two_files_have_one_id(self) -> None:
        found = [article_file.read(f.read_text("utf-8"), f.name).article for f in self.files]
        ids = [article.id for article in found if article]
        assert len(ids) == len(set(ids))


Importing.TestCase.settings = settings(max_examples=40, stateful_step_count=15, deadline=None)
TestImporting = Importing.TestCase
