"""The editor's desk: what is wrong is mended where it is seen, and nobody else is let in."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from banmian.content import hints_file
from banmian.content.issue_file import with_status
from banmian.model.issue import Status
from desk import Editor, ask, token
from edition import PAGE, edit, paper, run, tree
from preview import PATIENCE, Preview

ISSUE = "2021-06-24"
PLACE = f"{ISSUE}/1/"
FIRST, SECOND = "全市邮政工作会议召开", "投递员冒雨送达通知书"
LINES = PAGE.split("\n")
HTML = "<img src=x onerror=alert(1)><b>粗</b>"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    paper(tmp_path, PAGE)
    assert run("import", "--project", tmp_path, "--quiet") == 0
    return tmp_path


@pytest.fixture
def preview(project: Path) -> Iterator[Preview]:
    with Preview(project) as preview:
        yield preview


@pytest.fixture
def editor(chromium: Browser, preview: Preview) -> Iterator[Editor]:
    expect.set_options(timeout=PATIENCE * 1000)
    editor = Editor(chromium, preview, PLACE).open()
    yield editor
    editor.close()
    expect.set_options(timeout=5000)
    assert [said for said in editor.said if "409" not in said] == []


def hints(project: Path) -> Path:
    return project / "site" / "hints" / ISSUE / "1.toml"


def article(project: Path, text: str) -> Path:
    folder = project / "site" / "content" / ISSUE
    return next(file for file in folder.glob("*.md") if text in file.read_text("utf-8"))


def until(true: Callable[[], object]) -> None:
    """Wait until this is so: files follow a hint a moment later."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


class TestAnEditor:
    pytestmark = pytest.mark.browser

    def test_sees_issues_pages_and_how_much_is_in_doubt(
        self, chromium: Browser, preview: Preview
    ) -> None:
        editor = Editor(chromium, preview, "")
        expect(editor.page.locator(".sheet")).to_contain_text("第 1 版")
        editor.page.locator(".sheet .count.clear, .sheet .count.open").wait_for()
        editor.page.locator(".sheet").click()
        editor.open()
        expect(editor.page.locator("h1")).to_contain_text(f"{ISSUE} · 第 1 版")
        editor.close()

    def test_says_what_a_line_is_and_the_file_and_the_site_follow(
        self, project: Path, preview: Preview, editor: Editor
    ) -> None:
        editor.click(SECOND)
        editor.press("d")
        editor.told("是副题")
        expect(editor.article(SECOND).locator(".deck")).to_have_text(SECOND)
        expect(editor.article(SECOND).locator(".missing")).to_be_visible()
        until(lambda: f'deck = "{SECOND}"' in article(project, SECOND).read_text("utf-8"))
        slug = article(project, SECOND).stem.removeprefix("1-")
        until(lambda: 'class="deck"' in preview.page(f"/{ISSUE}/{slug}/"))

    def test_gives_lines_to_another_article_and_takes_it_back(
        self, project: Path, editor: Editor
    ) -> None:
        before = tree(project / "site")
        editor.click("□王小明")
        editor.choose(SECOND)
        editor.press("g")
        expect(editor.article(SECOND).locator(".byline")).to_contain_text("王小明")
        editor.told("归第")
        assert len(hints_file.read(hints(project).read_text("utf-8"), "")) == 1
        editor.press("u")
        editor.told("撤回了")
        expect(editor.article(FIRST).locator(".byline")).to_contain_text("王小明")
        assert not hints(project).exists()
        until(lambda: content(tree(project / "site")) == content(before))

    def test_splits_and_merges(self, editor: Editor) -> None:
        cards = editor.page.locator(".articles article")
        expect(cards).to_have_count(2)
        editor.click("的工作，部署了")
        editor.press("x")
        expect(cards).to_have_count(3)
        editor.press("m")
        expect(cards).to_have_count(2)
        expect(editor.article(FIRST).locator("p.text")).to_have_count(2)
        editor.press("o")
        expect(editor.article(FIRST).locator("p.text")).to_have_count(1)

    def test_uses_ranges_digits_and_leftovers(self, editor: Editor) -> None:
        editor.click(SECOND)
        editor.press("f")
        expect(editor.page.locator(".articles article.none")).to_contain_text(SECOND)
        editor.press("2", "h")
        expect(editor.article(SECOND).locator(".headline")).to_have_text(SECOND)
        editor.click("本报讯 近日")
        editor.press("Shift+j", "Shift+j", "1", "g")
        expect(editor.article(FIRST).locator("p.text")).to_have_count(2)
        assert editor.page.locator(".source li.chosen").count() == 3

    def test_clears_doubts_one_by_one(self, editor: Editor) -> None:
        editor.click(SECOND)
        editor.press("x", "f", "u")
        editor.told("撤回了")
        editor.press("n", "p", "?")
        expect(editor.page.locator("dialog.help")).to_be_visible()
        editor.press("Escape")
        editor.press("y")
        editor.told("✓")

    def test_is_told_when_another_changed_the_hints_meanwhile(
        self, project: Path, editor: Editor
    ) -> None:
        file = hints(project)
        file.parent.mkdir(parents=True)
        file.write_text(f'[[hints]]\nlines = ["1 {FIRST}"]\nrole = "kicker"\n', "utf-8")
        expect(editor.article(FIRST).locator(".kicker")).to_have_text(FIRST)  # by itself
        assert "kicker" in file.read_text("utf-8")

    def test_sees_which_articles_an_editor_edited(
        self, project: Path, preview: Preview, editor: Editor
    ) -> None:
        edit(article(project, SECOND), "受到群众称赞", "受到群众好评")
        expect(editor.article(SECOND)).to_contain_text("已改")
        before = article(project, SECOND).read_bytes()
        editor.click("□李思远")
        editor.choose(FIRST)
        editor.press("g")
        editor.told("文件不再跟着提示走")
        expect(editor.article(SECOND)).to_contain_text("文件未跟上")
        preview.event(lambda event: event["event"] == "imported")
        assert article(project, SECOND).read_bytes() == before

    def test_edits_a_text_and_is_told_of_another_s_change(
        self, project: Path, editor: Editor
    ) -> None:
        file = article(project, SECOND)
        editor.click(SECOND)
        editor.press("e")
        text = editor.page.locator("dialog textarea")
        text.fill(text.input_value().replace("受到群众称赞", "受到群众好评"))
        editor.page.keyboard.press("Control+s")
        editor.told("✓")
        assert "受到群众好评" in file.read_text("utf-8")
        edit(file, "受到群众好评", "受到大家好评")
        text.fill(text.input_value().replace("受到群众好评", "受到众人好评"))
        editor.page.keyboard.press("Control+s")
        expect(editor.page.locator("dialog .problems")).to_contain_text("刚刚在别处改过")
        assert "受到大家好评" in file.read_text("utf-8")
        editor.page.keyboard.press("Escape")
        expect(editor.page.locator("dialog .leave")).to_be_visible()
        editor.page.get_by_role("button", name="不存了").click()
        expect(editor.page.locator("dialog")).to_have_count(0)

    def test_sees_what_is_wrong_in_a_text_that_was_saved(self, editor: Editor) -> None:
        editor.click(SECOND)
        editor.press("e")
        text = editor.page.locator("dialog textarea")
        text.fill(text.input_value().replace("headline =", "haedline ="))
        editor.page.keyboard.press("Control+s")
        expect(editor.page.locator("dialog .problems")).to_contain_text("BM301")

    def test_signs_off_with_a_second_word_where_there_are_doubts(
        self, project: Path, editor: Editor
    ) -> None:
        file = project / "site" / "content" / ISSUE / "issue.toml"
        text = file.read_text("utf-8").replace('"out"', '"draft" # 待审')
        file.write_text(f"# 本期\n{text}", "utf-8")
        state = editor.page.locator("header .state")
        expect(state).to_contain_text("草稿")
        editor.click(SECOND)
        editor.press("x", "f")  # a text without its headline: in doubt or not, its byline is
        editor.told("是杂项")
        editor.click("□王小明")
        editor.press("x")
        expect(editor.page.locator(".source li.doubt")).not_to_have_count(0)
        sign = editor.page.locator("header").get_by_role("button", name="签发")
        sign.click()
        expect(editor.page.locator("dialog.confirm")).to_contain_text("存疑")
        editor.page.get_by_role("button", name="先去看看").click()
        assert '"draft" # 待审' in file.read_text("utf-8")
        sign.click()
        editor.page.get_by_role("button", name="仍然签发").click()
        expect(state).to_contain_text("已签发")
        assert file.read_text("utf-8") == f"# 本期\n{text}".replace('"draft"', '"out"')
        editor.page.locator("header").get_by_role("button", name="退回草稿").click()
        expect(state).to_contain_text("草稿")
        assert file.read_text("utf-8") == f"# 本期\n{text}"


def content(files: dict[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in files.items() if name.startswith("content/")}


@pytest.mark.browser
def test_text_stays_text(tmp_path: Path, chromium: Browser) -> None:
    paper(tmp_path, PAGE.replace(SECOND, HTML))
    with Preview(tmp_path) as preview:
        editor = Editor(chromium, preview, PLACE).open()
        expect(editor.line("onerror").locator(".text")).to_have_text(HTML)
        assert editor.page.locator("img, .source b").count() == 0
        editor.close()
        assert editor.said == []


def test_a_hint_has_its_own_issue_imported_and_no_other(sample: Path) -> None:
    with Preview(sample) as preview:
        for step in ({"lines": [1], "role": "headline"}, {"lines": [1], "role": "kicker"}):
            digest = ask(preview, "page", "2021-06", "1")[2]["page_digest"]
            asked = {"digest": digest, "hint": step}
            assert ask(preview, "page", "2021-06", "1", body=asked)[0] == 200
            imported = preview.event(lambda event: event["event"] == "imported")
            preview.built()
        assert [issue["issue"] for issue in imported["issues"]] == ["2021-06"]


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edition in which nothing is to change."""
    folder = paper(tmp_path_factory.mktemp("desk") / "paper", PAGE)
    assert run("import", "--project", folder, "--quiet") == 0
    (folder / "site" / "secret.md").write_text("secret", "utf-8")
    return folder


@pytest.fixture(scope="module")
def served(edition: Path) -> Iterator[Preview]:
    with Preview(edition) as preview:
        yield preview


def files(project: Path) -> dict[str, bytes]:
    found = tree(project / "site")
    return {name: data for name, data in found.items() if not name.startswith(".banmian/")}


class TestOthers:
    """Who is not the desk's own page on this machine can neither read nor change anything."""

    def wish(self, served: Preview, role: str = "deck") -> dict[str, object]:
        digest = ask(served, "page", ISSUE, "1")[2]["page_digest"]
        return {"digest": digest, "hint": {"lines": [1], "role": role}}

    @pytest.mark.parametrize(
        "headers",
        [
            {"X_Banmian_Desk": None},
            {"X_Banmian_Desk": "guessed"},
            {"X_Banmian_Desk": "\u00e9"},
            {"Origin": None},
            {"Origin": "http://evil.example"},
            {"Origin": "null"},
            {"Origin": "http://127.0.0.1:1"},
            {"Host": "evil.example"},
            {"Host": "127.0.0.1.evil.example"},
            {"Content_Type": "text/plain"},
            {"Content_Type": None},
        ],
    )
    def test_change_nothing(
        self, edition: Path, served: Preview, headers: dict[str, str | None]
    ) -> None:
        before = files(edition)
        wish = self.wish(served)
        status, answered, _ = ask(served, "page", ISSUE, "1", body=wish, **headers)
        assert status == 403
        assert "Access-Control-Allow-Origin" not in answered
        assert files(edition) == before

    def test_read_nothing(self, served: Preview) -> None:
        assert ask(served, "issues")[0] == 200
        assert ask(served, "issues", X_Banmian_Desk=None)[0] == 403
        assert ask(served, "issues", Host="evil.example")[0] == 403
        assert ask(served, "issues", Origin="http://evil.example")[0] == 403
        assert served.ask("/_desk/", Host="evil.example")[0] == 403

    def test_cannot_frame_or_script_the_page(self, served: Preview) -> None:
        _, headers, page = served.ask("/_desk/2021-06-24/1/")
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert "script-src 'self';" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert page.decode().count(token(served)) == 1

    @pytest.mark.parametrize(
        "path",
        [
            ("text", ISSUE, "../../secret.md"),
            ("text", ISSUE, "..%2F..%2Fsecret.md"),
            ("text", "..", "secret.md"),
            ("text", "../..", "site/secret.md"),
            ("text", ISSUE, "issue.toml"),
            ("text", ISSUE, "import.toml"),
            ("text", ISSUE, "nothing.md"),
            ("text", ISSUE, "nothing.md\0"),
            ("page", "../seeds", "1"),
            ("page", ISSUE, "../1"),
            ("status", "../content/2021-06-24"),
            ("doubts", ".."),
            ("page", ISSUE),
            ("",),
        ],
    )
    def test_no_path_leads_out(self, edition: Path, served: Preview, path: tuple[str, ...]) -> None:
        before = files(edition)
        assert ask(served, *path)[0] == 404
        body = {"digest": "", "text": "changed", "status": "draft"}
        assert ask(served, *path, body=body)[0] in {400, 404}
        assert files(edition) == before

    @pytest.mark.parametrize(
        "hint",
        [
            {"lines": [], "role": "deck"},
            {"lines": [0], "role": "deck"},
            {"lines": [2], "role": "deck"},
            {"lines": [999], "role": "deck"},
            {"lines": [1]},
            {"lines": [1], "role": "king"},
            {"lines": [1], "role": "deck", "split": True},
            {"lines": ["1"], "role": "deck"},
            {"lines": [1], "role": "deck", "path": "x"},
        ],
    )
    def test_what_is_no_hint_is_refused(
        self, edition: Path, served: Preview, hint: dict[str, object]
    ) -> None:
        before = files(edition)
        assert ask(served, "page", ISSUE, "1", body={**self.wish(served), "hint": hint})[0] == 400
        assert files(edition) == before

    def test_a_hint_that_would_be_passed_over_is_not_written(
        self, edition: Path, served: Preview
    ) -> None:
        """A line that does not read as a jump line cannot be one."""
        before = files(edition)
        hint = {"lines": [1], "role": "jump"}
        status, _, answer = ask(
            served, "page", ISSUE, "1", body={**self.wish(served), "hint": hint}
        )
        assert status == 409
        assert "a hint is passed over" in answer["message"]
        assert files(edition) == before

    def test_a_stale_page_is_refused(self, edition: Path, served: Preview) -> None:
        before = files(edition)
        stale = {**self.wish(served), "digest": "old"}
        status, _, answer = ask(served, "page", ISSUE, "1", body=stale)
        assert status == 409
        assert "刚刚在别处改过" in answer["message"]
        asked = {"digest": "old", "status": "draft"}
        assert ask(served, "status", ISSUE, body=asked)[0] == 409
        assert files(edition) == before

    def test_other_methods_are_refused(self, served: Preview) -> None:
        assert served.ask("/_desk/api/issues", "DELETE")[0] == 405
        assert served.ask("/_desk/", "POST", Content_Length="0")[0] == 405

    def test_nothing_is_written_behind_a_link(
        self, edition: Path, served: Preview, tmp_path: Path
    ) -> None:
        (edition / "site" / "hints").symlink_to(tmp_path)
        try:
            assert ask(served, "page", ISSUE, "1", body=self.wish(served))[0] == 409
            assert list(tmp_path.iterdir()) == []
        finally:
            (edition / "site" / "hints").unlink()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('date = "2021"\nstatus = "draft" # x\n', 'date = "2021"\nstatus = "out" # x\n'),
        ("date = '2021'\n status='draft'\n", "date = '2021'\n status=\"out\"\n"),
        ('date = "2021" # y\n', 'date = "2021" # y\nstatus = "out"\n'),
        (
            'status = "draft"\ndate = "2021"\n\n# 版\n[[pages]]\nlabel = "1"\nname = "status"\n',
            'status = "out"\ndate = "2021"\n\n# 版\n[[pages]]\nlabel = "1"\nname = "status"\n',
        ),
    ],
)
def test_signing_off_changes_one_key_of_an_issue_s_file(before: str, after: str) -> None:
    assert with_status(before, Status.OUT, "2021") == after
