"""Much of everything: a page of thousands of lines, a headline of hundreds of characters."""

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from banmian.content.record import numbers, read
from edition import PAGE, paper, run

WORDS = "邮政报局寄递中国银行党史开门红一二三四年月日工作会议召开的了在是和有人这"


def test_a_page_of_5000_different_lines_is_imported_whole(tmp_path: Path) -> None:
    chance = random.Random(1)  # noqa: S311
    lines = ["".join(chance.choices(WORDS, k=chance.randint(1, 100))) for _ in range(5_000)]
    project = paper(tmp_path, "\n".join(lines))
    assert run("import", "--project", project, "--quiet") == 0
    record = read((project / "site/content/2021-06-24/import.toml").read_text("utf-8"))
    claimed = [n for a in record.articles for span in a.spans for n in numbers(span.lines)]
    claimed += [n for left in record.pages[0].leftovers for n in numbers(left.lines)]
    assert sorted(claimed) == list(range(1, 5_001))
    assert run("build", "--project", project, "--quiet") == 0


def test_a_line_changed_among_thousands_alike_moves_no_article(tmp_path: Path) -> None:
    project = paper(tmp_path, PAGE + "本报讯 邮政工作会议召开。\n" * 3_000)
    assert run("import", "--project", project, "--quiet") == 0
    names = {path.name for path in (project / "site" / "content").rglob("*.md")}
    source = project / "seeds" / "2021-06-24" / "01.txt"
    source.write_text(source.read_text("utf-8").replace("受到群众称赞", "受到大家称赞"), "utf-8")
    assert run("import", "--project", project, "--quiet") == 0
    assert {path.name for path in (project / "site" / "content").rglob("*.md")} == names


@pytest.mark.browser
@pytest.mark.parametrize("char", ["长", "W"])
def test_a_headline_of_300_characters_fits_a_narrow_phone(
    tmp_path: Path, chromium: Browser, serve: Callable[[Path], str], char: str
) -> None:
    project = paper(tmp_path, PAGE)
    assert run("import", "--project", project, "--quiet") == 0
    for file in (project / "site" / "content").rglob("*.md"):
        text = file.read_text("utf-8")
        for head in ("投递员冒雨送达通知书", "□李思远", "李思远"):
            text = text.replace(json.dumps(head, ensure_ascii=False), f'"{char * 300}"')
        file.write_text(text, "utf-8")
    assert run("build", "--project", project, "--quiet", "--strict") == 0
    public = project / "site" / "public"
    context = chromium.new_context(viewport={"width": 320, "height": 640}, base_url=serve(public))
    page = context.new_page()
    seen = 0
    for file in sorted(public.rglob("*.html")):
        page.goto("/" + file.relative_to(public).as_posix())
        width = "document.documentElement.scrollWidth"
        assert page.evaluate(width) <= 320, file
        seen += page.get_by_text(char * 300).count() > 0
    context.close()
    assert seen >= 4
