"""Completeness: what an edition lacks of the paper, on a page and as data."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from banmian.bind.coverage import lacking_pages
from edition import edit, tree
from test_lists import SETTINGS, built, main_of, write

RHYTHM = '\n[rhythm]\nweekdays = [1, 2, 3, 4, 5]\nrest = ["2021-02-11/2021-02-17"]\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """An edition without issues, whose rhythm is known."""
    folder = tmp_path / "paper"
    (folder / "site").mkdir(parents=True)
    (folder / "site" / "edition.toml").write_text(SETTINGS + RHYTHM, "utf-8")
    return folder


def issue(project: Path, day: str, number: str = "", pages: str = '"1"', more: str = "") -> Path:
    file = write(project, day, "a", more, pages)
    toml = file.parent / "issue.toml"
    if number:
        toml.write_text(f'number = "{number}"\n{toml.read_text("utf-8")}', "utf-8")
    return toml


def covered(project: Path) -> Mapping[str, Any]:
    built(project)
    found = json.loads(tree(project / "site" / "public")["coverage.json"])
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize(
    ("labels", "lacking"),
    [
        (("1", "2", "3", "4"), ()),
        (("1", "2", "4"), ("3",)),
        (("2",), ("1",)),
        (("A01", "A03", "B01"), ("A02",)),
        (("01", "04-05", "07"), ("02", "03", "06")),
        (("tekan",), ()),
        ((), ()),
    ],
)
def test_pages_that_lack_are_known_by_those_that_are_there(
    labels: tuple[str, ...], lacking: tuple[str, ...]
) -> None:
    assert lacking_pages(labels) == lacking


def test_numbers_that_no_issue_has_are_named_with_the_issues_around(project: Path) -> None:
    for day, number in (("2021-02-01", "100"), ("2021-02-02", "101"), ("2021-02-05", "104")):
        issue(project, day, number)
    found = covered(project)["years"][0]
    gap = {"first": 102, "last": 103, "after": "2021-02-02", "before": "2021-02-05"}
    assert found["numbers"] == [gap]
    page = main_of(built(project)["coverage/index.html"])
    assert "缺总期号" in page
    assert "102–103" in page
    assert '<a href="../2021-02-05/">' in page


@pytest.mark.parametrize(
    ("numbers", "gaps", "backward"),
    [
        (("7", "8", "9"), 0, 0),
        (("7", "70", "8", "9"), 1, 1),  # a slip too high
        (("107", "18", "109", "110"), 1, 1),  # a slip too low
        (("998", "999", "1", "2", "4"), 1, 1),  # a new count
        (("7", "", "8"), 0, 0),
    ],
)
def test_a_slip_or_a_new_count_is_no_row_of_gaps(
    project: Path, numbers: tuple[str, ...], gaps: int, backward: int
) -> None:
    for day, number in enumerate(numbers, 1):
        issue(project, f"2021-03-{day:02}", number)
    found = covered(project)["years"][0]
    assert (len(found["numbers"]), len(found["backward"])) == (gaps, backward)


def test_a_supplement_has_the_number_of_its_issue(project: Path) -> None:
    issue(project, "2021-03-01", "7")
    toml = issue(project, "2021-03-01-tekan", "7")
    text = toml.read_text("utf-8").replace('date = "2021-03-01-tekan"', 'date = "2021-03-01"')
    toml.write_text(f'name = "特刊"\n{text}', "utf-8")
    assert covered(project)["years"][0]["backward"] == []


def test_days_that_lack_are_told_in_runs_and_rest_is_none(project: Path) -> None:
    for day in ("2021-02-08", "2021-02-19", "2021-02-22", "2021-02-24"):
        issue(project, day)
    days = covered(project)["years"][0]["days"]
    runs = [(one["first"], one["last"], one["count"]) for one in days]
    assert runs == [("2021-02-09", "2021-02-18", 3), ("2021-02-23", "2021-02-23", 1)]
    assert all(date.fromisoformat(first).isoweekday() < 6 for first, _, _ in runs)
    page = main_of(built(project)["coverage/index.html"])
    assert "2月9日—2月18日" in page
    assert "看不出来" not in page


def test_without_a_rhythm_it_says_that_days_cannot_be_told(project: Path) -> None:
    edit(project / "site" / "edition.toml", RHYTHM, "")
    for day in ("2021-02-08", "2021-02-19"):
        issue(project, day)
    assert covered(project)["years"][0]["days"] == []
    page = main_of(built(project)["coverage/index.html"])
    assert "看不出来" in page
    assert "没有发现缺漏" in page


def test_pages_headlines_and_withdrawals_are_counted(project: Path) -> None:
    toml = issue(project, "2021-02-08", pages='"1" "2" "4"')
    toml.write_text(toml.read_text("utf-8") + "assumed = true\n", "utf-8")
    bare = write(project, "2021-02-08", "b")
    edit(bare, "正文一段。", "")
    gone = 'status = "withdrawn"\nwithdrawal = { date = "2021-02-09", reason = "有误" }'
    write(project, "2021-02-08", "c", gone)
    found = covered(project)["years"][0]
    id_ = "2021-02-08"
    assert found["lacking"] == [{"issue": id_, "pages": ["3"]}]
    assert found["assumed"] == [{"issue": id_, "pages": ["4"]}]
    assert found["bare"] == [{"issue": id_, "count": 1}]
    assert found["withdrawn"] == [{"issue": id_, "count": 1}]
    page = main_of(built(project)["coverage/index.html"])
    assert "第3版" in page
    assert "题c" not in page


def test_the_archive_leads_there_and_many_gaps_stay_short(project: Path) -> None:
    for n in range(60):
        issue(project, f"2021-{n // 20 + 1:02}-{n % 20 + 1:02}", str(2 * n + 1))
    pages = built(project)
    assert 'href="../coverage/"' in main_of(pages["archive/index.html"])
    page = main_of(pages["coverage/index.html"])
    assert page.count("前后两期") == 24
    assert "还有 35 处" in page
    assert len(json.loads(pages["coverage.json"])["years"][0]["numbers"]) == 59
