"""A year's calendar: issues, those that lack, days of rest; each told in words, too."""

from datetime import date
from pathlib import Path

import pytest

from banmian.bind.calendar import months, span
from banmian.config.rhythm import Rhythm
from banmian.model.dates import PartialDate
from edition import run, tree

DAILY = Rhythm((1, 2, 3, 4, 5), ("2021-02-11/2021-02-17", "2021-02-24"))
ISSUES = {date(2021, 2, 1): "a", date(2021, 2, 10): "b", date(2021, 3, 1): "c"}
WITHIN = (date(2021, 2, 1), date(2021, 3, 1))


def kinds(rhythm: Rhythm, year: int = 2021) -> dict[str, str]:
    """What each day is of which anything is said."""
    found = months(year, ISSUES, WITHIN, rhythm, "zh-CN")
    return {
        f"{month.datetime}-{int(day.text):02}": day.kind
        for month in found
        for week in month.weeks
        for day in week
        if day.kind
    }


def test_an_edition_without_a_rhythm_lacks_nothing() -> None:
    assert kinds(Rhythm()) == {str(day): "issue" for day in ISSUES}


def test_days_between_the_first_issue_and_the_last_are_expected() -> None:
    found = kinds(DAILY)
    rest = [f"2021-02-{n}" for n in (11, 12, 15, 16, 17, 24)]
    assert [day for day, kind in found.items() if kind == "rest"] == rest
    missing = [date.fromisoformat(day) for day, kind in found.items() if kind == "missing"]
    assert len(missing) == 21 - 3 - len(rest)
    assert all(WITHIN[0] < day < WITHIN[1] and day.isoweekday() < 6 for day in missing)


def test_weeks_have_seven_days_from_monday_on() -> None:
    february, march = months(2021, ISSUES, WITHIN, DAILY, "en")
    assert (february.title, march.title) == ("February", "March")
    assert {len(week) for week in (*february.weeks, *march.weeks)} == {7}
    assert february.weeks[0][0].text == "1"  # a Monday
    assert february.weeks[0][0].href == "a"
    assert [day.text for day in march.weeks[-1]] == ["29", "30", "31", "", "", "", ""]
    assert months(2020, ISSUES, WITHIN, DAILY, "zh-CN") == ()


def test_dates_that_are_not_known_to_the_day_are_not_in_it() -> None:
    assert span([PartialDate(2021), PartialDate(2021, 6)]) is None
    assert span([PartialDate(2021, 6), PartialDate(2021, 6, 2)]) == (date(2021, 6, 2),) * 2


@pytest.mark.parametrize("rhythm", ["", "\n[rhythm]\nweekdays = [4]\nrest = ['2021-07-01']\n"])
def test_the_archive_shows_it(sample: Path, rhythm: str) -> None:
    settings = sample / "site" / "edition.toml"
    settings.write_text(settings.read_text("utf-8") + rhythm, "utf-8")
    for day in ("06-17", "07-08"):
        folder = sample / "site" / "content" / f"2021-{day}"
        folder.mkdir()
        issue = f'date = "2021-{day}"\nstatus = "out"\n\n[[pages]]\nlabel = "1"\n'
        (folder / "issue.toml").write_text(issue, "utf-8")
        article = f'+++\nid = "day{day.replace("-", "")}1"\nheadline = "甲"\nslug = "a"\n'
        places = 'placements = [{ page = "1", position = 1 }]\n+++\n\n甲乙丙丁。\n'
        (folder / "a.md").write_text(article + places, "utf-8")
    assert run("build", "--project", sample, "--quiet") == 0
    html = tree(sample / "site" / "public")["archive/2021/index.html"].decode()
    assert '<td class="issue"><a href="../../2021-06-17/">17</a></td>' in html
    assert html.count('class="missing"') == (1 if rhythm else 0)
    assert html.count('<td class="rest"><abbr title="休刊">1</abbr>') == (1 if rhythm else 0)
